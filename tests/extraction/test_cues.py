"""Words that only tell how to read a fact stand in tables: a row more, and a text reads otherwise."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from diplograph.extraction import extract
from diplograph.extraction.items import preposition_before
from diplograph.extraction.source import Source
from diplograph.knowledge import Knowledge, load_knowledge
from diplograph.language import analyse
from diplograph.model import Document, Fact
from diplograph.resources import resource

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


def with_row(folder: Path, table: str, row: str) -> Knowledge:
    copy = folder / "lexicon"
    shutil.copytree(resource("data/lexicon"), copy)
    with (copy / f"{table}.csv").open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")
    return load_knowledge(lexicon=copy)


def read(text: str, fact_type: str, nlp: Language, knowledge: Knowledge) -> list[Fact]:
    document = Document(identifier="d", text=text, digest="0", published="2024-05-06")
    return [f for f in extract(document, nlp=nlp, knowledge=knowledge).facts if f.type == fact_type]


@pytest.mark.parametrize(
    ("table", "row", "fact_type", "text"),
    [
        ("stakes", "tranche,share", "Membership", "Orano détient une tranche de 51 % de Katco."),
        ("linking_verbs", "orchestrent,holding", "Meeting", "{two} orchestrent un entretien."),
        ("outlooks", "abandon,ended", "Cooperation", "{pair} regrettent l'abandon de la coopération."),
    ],
)
def test_a_row_more_changes_what_is_read(
    table: str, row: str, fact_type: str, text: str, nlp: Language, tmp_path: Path
) -> None:
    text = text.replace("{pair}", "La Norvège et le Japon").replace("{two}", "Emmanuel Macron et Olaf Scholz")
    before = read(text, fact_type, nlp, load_knowledge())
    after = read(text, fact_type, nlp, with_row(tmp_path, table, row))
    assert len(before) + len(after) == 1


@pytest.mark.parametrize(
    ("lead", "preposition"),
    [
        ("Il parle avec ", "avec"),
        ("Il parle avec M. ", "avec"),
        ("Il parle avec Mme ", "avec"),
        ("Il parle avec Son Excellence M. ", "avec"),
        ("Il salue Mme ", ""),
    ],
)
def test_a_civility_does_not_hide_the_preposition(lead: str, preposition: str, nlp: Language) -> None:
    document = Document(identifier="d", text=f"{lead}Ana Duval.", digest="0")
    source = Source(analyse(document, nlp=nlp), load_knowledge())
    assert preposition_before(source, len(lead)) == preposition


def test_words_of_a_table_are_cut_out_of_a_stretch(nlp: Language) -> None:
    text = "Orano détient environ la majorité du capital de Katco."
    source = Source(analyse(Document(identifier="d", text=text, digest="0"), nlp=nlp), load_knowledge())
    start, end = text.index(" environ"), text.index("Katco")
    assert source.besides("stakes", start, end, "share", "about") == " la du de "
    assert source.besides("stakes", start, end, "head") == " environ la majorite du capital de "
