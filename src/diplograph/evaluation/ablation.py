"""The extractor without one of its sources of knowledge, to see what each is worth.

A part is left out where things are loaded; the extraction itself does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from enum import StrEnum

from diplograph.extraction import extract
from diplograph.knowledge import Knowledge, load_knowledge
from diplograph.knowledge.gazetteer import Gazetteer
from diplograph.language import load_pipeline
from diplograph.language.pipeline import COMPONENTS
from diplograph.model import Document, Extraction


class Part(StrEnum):
    """What can be left out.

    GAZETTEER every known thing, with the adjectives of countries; the lexicon and the sectors stay.
    PARSER the dependency tree; sentences and parts of speech stay. NAMES the names that the model finds.
    """

    GAZETTEER = "gazetteer"
    PARSER = "parser"
    NAMES = "names"


_COMPONENT = {Part.PARSER: "parser", Part.NAMES: "ner"}


def extractor_without(parts: Collection[Part]) -> tuple[Callable[[Document], Extraction], Knowledge]:
    """Load the model and the tables, some parts left out: a function that extracts, and what it knows.

    Raises:
        ExtractionError: the model is not installed.
        TableError: a table is malformed.
    """
    left_out = {_COMPONENT[part] for part in parts if part in _COMPONENT}
    nlp = load_pipeline(components=[name for name in COMPONENTS if name not in left_out])
    knowledge = load_knowledge()
    if Part.GAZETTEER in parts:
        knowledge = Knowledge(_emptied(knowledge.gazetteer), knowledge.sectors, knowledge.lexicon)
    return lambda document: extract(document, nlp=nlp, knowledge=knowledge), knowledge


def _emptied(gazetteer: Gazetteer) -> Gazetteer:
    """A gazetteer that knows nothing, whatever its tables are."""
    nothing: dict[str, object] = {"digest": ""}
    for field in fields(gazetteer):
        value = getattr(gazetteer, field.name)
        if field.name != "digest":
            nothing[field.name] = {} if isinstance(value, Mapping) else type(value)()
    return replace(gazetteer, **nothing)  # type: ignore[arg-type]
