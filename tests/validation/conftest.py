"""Graphs as the program maps them from real texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest

from diplograph.rdf.terms import Triple
from diplograph.resources import resource

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def corpus(nlp: Language) -> list[Sequence[Triple]]:
    """Graphs of the first documents of the corpus."""
    from diplograph.documents import DocumentFailure, read_documents
    from diplograph.extraction import extract
    from diplograph.knowledge import load_knowledge
    from diplograph.rdf.mapping import map_extraction

    knowledge = load_knowledge()
    documents = [
        item for item in read_documents([resource("data/corpus")]) if not isinstance(item, DocumentFailure)
    ]
    return [
        map_extraction(extract(document, nlp=nlp, knowledge=knowledge), run="https://example.org/run").triples
        for document in documents[:3]
    ]
