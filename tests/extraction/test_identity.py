"""One name of common words is another thing in another document; a proper name is one thing everywhere."""

from __future__ import annotations

import pytest
from spacy.language import Language

from diplograph.extraction import extract
from diplograph.knowledge import load_knowledge
from diplograph.model import Document

pytestmark = pytest.mark.model


def _projects(text: str, identifier: str, nlp: Language) -> set[str]:
    document = Document(identifier, text, digest="0" * 64, title="", published="2025-03-12")
    found = extract(document, nlp=nlp, knowledge=load_knowledge())
    return {entity.key for entity in found.entities if entity.type.value == "Project"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "Enel construira une centrale solaire au Chili.",
            "Iberdrola construira une centrale solaire au Pérou.",
            False,
        ),
        (
            "Iberdrola construit le parc éolien Nurly au Chili.",
            "Le projet de parc éolien Nurly verra le jour au Chili.",
            True,
        ),
    ],
)
def test_projects_of_two_documents(one: str, other: str, same: bool, nlp: Language) -> None:
    here, there = _projects(one, "a", nlp), _projects(other, "b", nlp)
    assert here
    assert there
    assert bool(here & there) is same
