"""The tables of data/lexicon: read, checked, and faults named by file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from diplograph.errors import TableError
from diplograph.knowledge import Adjective, Knowledge, load_knowledge
from diplograph.knowledge.columns import TABLES
from diplograph.knowledge.lexicon import load_lexicon
from diplograph.language import fold
from diplograph.resources import resource


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "lexicon"
    shutil.copytree(resource("data/lexicon"), copy)
    return copy


def test_every_table_has_rows_and_each_row_a_rule_of_its_own() -> None:
    lexicon = load_lexicon()
    assert set(lexicon.tables) == set(TABLES)
    assert all(lexicon.tables.values())
    rules = [entry.rule for entry in lexicon]
    assert len(rules) == len(set(rules))


def test_the_page_describes_every_table() -> None:
    page = (Path(__file__).parents[2] / "docs" / "lexicon.md").read_text()
    missing = [name for name in TABLES if f"`{name}.csv`" not in page]
    assert missing == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("traités(,Treaty,noun,", "brackets do not match"),
        ("traité(s),Treaty,noun,", "stands on line"),
        ("acte,Deed,noun,", "column class: 'Deed' is not one of"),
        ("acte,Treaty", "number of cells"),
        ("acte,Treaty,noun,,more", "number of cells"),
    ],
)
def test_a_fault_is_named_by_file_and_line(folder: Path, line: str, reason: str) -> None:
    path = folder / "agreements.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines, line]) + "\n")
    with pytest.raises(TableError, match=reason) as caught:
        load_lexicon(folder)
    assert caught.value.where == f"{path}:{len(lines) + 1}"


def test_a_missing_column_and_a_missing_table_are_named(folder: Path) -> None:
    (folder / "visits.csv").write_text("pattern\nvisite\n")
    with pytest.raises(TableError, match="column missing: form, status"):
        load_lexicon(folder)
    (folder / "visits.csv").unlink()
    with pytest.raises(TableError, match="cannot be read"):
        load_lexicon(folder)


def test_a_changed_table_changes_the_digest(folder: Path) -> None:
    before = load_lexicon(folder).digest
    with (folder / "metonymy.csv").open("a") as table:
        table.write("vœu(x),of\n")
    assert load_lexicon(folder).digest != before


@pytest.mark.parametrize(
    ("word", "countries"),
    [
        ("franco-kazakh", ("country/france", "country/kazakhstan")),
        ("kazakho-française", ("country/kazakhstan", "country/france")),
        ("sino-russes", ("country/chine", "country/russie")),
        ("germano-polonaise", ("country/allemagne", "country/pologne")),
        ("ouzbèkes", ("country/ouzbekistan",)),
        ("marocain", ("country/maroc",)),
    ],
)
def test_adjectives_and_their_compounds(knowledge: Knowledge, word: str, countries: tuple[str, ...]) -> None:
    text = f"les relations {word} avancent"
    hits = knowledge.scan(text, fold(text)).adjectives
    assert [hit.payload for hit in hits] == [Adjective(countries)]


@pytest.mark.parametrize("word", ["post-soviétique", "rendez-vous", "franco-français", "sous-marin"])
def test_other_hyphenated_words_are_no_pair_of_countries(knowledge: Knowledge, word: str) -> None:
    text = f"un accord {word} en vue"
    assert all(len(hit.payload.countries) == 1 for hit in knowledge.scan(text, fold(text)).adjectives)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "La République du Kazakhstan et l’UE",
            ["country/kazakhstan", "international-organization/union-europeenne"],
        ),
        ("Le Tchad et le mali", ["country/tchad"]),
        ("ALSTOM et Total Energies", ["company/alstom", "company/totalenergies"]),
        ("l’onu a dit oms", []),
        ("La réunion a eu lieu", []),
    ],
)
def test_names_are_told_from_common_words_by_their_capitals(
    knowledge: Knowledge, text: str, names: list[str]
) -> None:
    assert [hit.payload.key for hit in knowledge.scan(text, fold(text)).names] == names


def test_a_word_without_end_costs_no_more_than_its_length(knowledge: Knowledge) -> None:
    word = "a" * 300_000  # minutes, were the search for compounds to begin anew at each letter
    scan = knowledge.scan(word, fold(word))
    assert (scan.names, scan.adjectives, scan.sectors, dict(scan.words)) == ((), (), (), {})
