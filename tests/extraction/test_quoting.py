"""Quotes name those whom a fact is about, when the sentence does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diplograph.extraction import extract
from diplograph.knowledge import load_knowledge
from diplograph.model import Document

if TYPE_CHECKING:
    from spacy.language import Language


def quotes(text: str, fact_type: str, nlp: Language) -> list[str]:
    document = Document(identifier="d", text=text, digest="0", published="2024-05-06")
    facts = extract(document, nlp=nlp, knowledge=load_knowledge()).facts
    return [evidence.quote for fact in facts if fact.type == fact_type for evidence in fact.evidence]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "fact_type", "parts"),
    [
        (
            "La Norvège et le Japon veulent renforcer leur coopération.",
            "Cooperation",
            ("La Norvège", "Japon", "coopération"),
        ),
        ("Alstom, présent au Maroc depuis 2012, recrute.", "Presence", ("Alstom", "Maroc")),
        (
            "Le président Luiz Inácio Lula da Silva a salué la fin du conflit.",
            "Position",
            ("Lula", "fin du conflit"),
        ),
    ],
)
def test_the_quote_holds_who_and_what(
    text: str, fact_type: str, parts: tuple[str, ...], nlp: Language
) -> None:
    found = quotes(text, fact_type, nlp)
    assert len(found) == 1
    assert [part for part in parts if part not in found[0]] == []


@pytest.mark.model
def test_a_party_that_another_sentence_names_does_not_stretch_the_quote(nlp: Language) -> None:
    text = (
        "La Norvège et le Japon se parlent. La Norvège, pays du Nord, "
        "juge bonne la coopération dans la pêche et la santé."
    )
    assert all(quote.startswith("coopération") for quote in quotes(text, "Cooperation", nlp))
    assert quotes(text, "Cooperation", nlp)
