"""What the program says of a document: read now, as `build` would, or taken from a store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from diplograph.build.report import Failure
from diplograph.build.workshop import read_document
from diplograph.errors import DocumentError
from diplograph.evaluation.ablation import Part, extractor_without
from diplograph.evaluation.found import MENTIONED_IN, Found, find_in, indexed, read_found
from diplograph.knowledge import Knowledge
from diplograph.model import Document
from diplograph.rdf.identifiers import DEFAULT_BASE, run_iri
from diplograph.rdf.known import map_known_entity
from diplograph.rdf.terms import Triple
from diplograph.store import Store

Reader = Callable[[Document], Found]


def reader_without(parts: Collection[Part] = ()) -> Reader:
    """A function that reads one document; see `graph_reader`."""
    read_graph = graph_reader(parts)

    def read(document: Document) -> Found:
        term, triples = read_graph(document)
        return read_found(triples, document=term)

    return read


def graph_reader(parts: Collection[Part] = ()) -> Callable[[Document], tuple[str, list[Triple]]]:
    """A function from one document to its term and what a store would publish of it if it held no other.

    That is: extracted, mapped, checked by the shapes, what breaks them left out, known things with their
    aliases. The function raises DocumentError when there is no such graph.

    Args:
        parts: of the extractor, to leave out.
    Raises:
        ExtractionError, TableError, ShapesError: the program's own data is not usable.
    """
    extractor, knowledge = extractor_without(parts)

    def read(document: Document) -> tuple[str, list[Triple]]:
        if document.language.partition("-")[0].lower() != "fr":
            reason = f"is in {document.language!r}, and only French is read"
            raise DocumentError(reason, where=document.file, hint="leave its annotations out")
        run = run_iri(DEFAULT_BASE, "evaluation")
        entry = read_document(document, base=DEFAULT_BASE, run=run, extractor=extractor)
        if isinstance(entry, Failure):
            raise DocumentError(entry.reason, where=entry.file, hint=entry.hint)
        triples = [*entry.graph.triples, *_background(entry.graph.triples, knowledge)]
        return f"<{entry.graph.document}>", triples

    return read


def _background(triples: Sequence[Triple], knowledge: Knowledge) -> Iterator[Triple]:
    """What the gazetteer adds about the entities that a document mentions."""
    for subject, predicate, _ in triples:
        if predicate == MENTIONED_IN:
            known = knowledge.entity(unquote(subject[1:-1].removeprefix(DEFAULT_BASE)))
            yield from map_known_entity(known) if known else ()


@dataclass(frozen=True, slots=True)
class Published:
    """What a store publishes of some documents: name → text, and what is said of it."""

    texts: Mapping[str, str]
    found: Mapping[str, Found]


def read_published(path: Path, documents: Collection[str]) -> Published:
    """Take what a store publishes of some documents.

    Facts that several documents state are as the store has settled them.

    Raises:
        StoreError: the store cannot be opened.
        UsageError: it lacks one of the documents.
    """
    with Store.open(path, read_only=True) as store:
        texts = {name: store.text(name) for name in sorted(documents)}
        statements = indexed(store.triples())
        terms = {record.identifier: f"<{record.iri}>" for record in store.documents()}
        found = {name: find_in(statements, document=terms[name]) for name in texts}
    return Published(texts, found)
