"""The nearer and the plainer the participants, the surer the reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from case_files import bundled

from diplograph.extraction import extract
from diplograph.model import Document

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


def _confidence(text: str, fact_type: str, nlp: Language) -> float:
    document = Document("d", text, digest="d", published="2025-03-12")
    found = [
        f.confidence for f in extract(document, nlp=nlp, knowledge=bundled()).facts if f.type == fact_type
    ]
    assert len(found) == 1, text
    return found[0]


@pytest.mark.parametrize(
    ("fact_type", "surer", "less_sure"),
    [
        (
            "Meeting",
            "Ana Duval et Luc Petit se sont entretenus à Oslo.",
            "Ana Duval et Luc Petit sont arrivés. Ils se sont entretenus à Oslo.",
        ),
        (
            "Contract",
            "Vinci a signé un contrat avec Kaptor.",
            "Vinci, après des années de procès, de retards et de changements, a signé un contrat dont le "
            "montant reste secret, au terme d’un appel d’offres très disputé, avec Kaptor.",
        ),
        (
            "Office",
            "Le ministre danois Pavel Novotny a parlé.",
            "Alstom a dépêché son PDG Paul Verdier à Rabat.",
        ),
    ],
)
def test_who_stands_plainly_near_is_surer(fact_type: str, surer: str, less_sure: str, nlp: Language) -> None:
    assert _confidence(surer, fact_type, nlp) > _confidence(less_sure, fact_type, nlp)


def test_no_reading_is_certain_and_none_is_hopeless(nlp: Language) -> None:
    text = "La Norvège et le Japon coopèrent dans la santé. Airbus est présent au Kenya. M. Duval ira à Oslo."
    document = Document("d", text, digest="d", published="2025-03-12")
    found = [fact.confidence for fact in extract(document, nlp=nlp, knowledge=bundled()).facts]
    assert found
    assert all(0.2 <= confidence <= 0.98 for confidence in found)
