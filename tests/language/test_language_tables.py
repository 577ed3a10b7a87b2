"""The tables that language is written in, and what is said of a faulty one."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplograph.errors import TableError
from diplograph.language import dates, furniture, numbers, patterns, sentences, units
from diplograph.language.date_words import KINDS as DATE_KINDS
from diplograph.language.tables import any_of, just_before, read_table, whole_number
from diplograph.resources import resource

TABLES = {
    "abbreviations": sentences.KINDS,
    "closed_classes": patterns.KINDS,
    "dates": DATE_KINDS,
    "furniture": furniture.KINDS,
    "numbers": numbers.KINDS,
    "units": units.KINDS,
}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_kind_of_a_table_is_in_use(name: str) -> None:
    assert {row.kind for row in read_table(name, kinds=TABLES[name])} == TABLES[name]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_tables_end_their_lines_as_the_others_do(name: str) -> None:
    content = resource(f"data/lexicon/{name}.csv").read_bytes()
    assert content.endswith(b"\n")
    assert b"\r" not in content


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("form,kind\na,month\n", "t.csv:1: the columns form, kind and value are needed"),
        ("form,kind,value\n,month,1\n", "t.csv:2: the form is empty"),
        ("form,kind,value\na,moon,1\n", "t.csv:2: 'moon' is not a kind (use month)"),
        ("form,kind,value\na,month,1\na,month,2\n", "t.csv:3: 'a' is given twice"),
    ],
)
def test_a_faulty_table_is_named_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "t.csv").write_text(content, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_table("t", kinds=frozenset({"month"}), folder=tmp_path)
    assert str(caught.value).endswith(message)


def test_a_value_that_is_no_number_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("form,kind,value\nmai,month,cinq\n", encoding="utf-8")
    (row,) = read_table("t", kinds=frozenset({"month"}), folder=tmp_path)
    with pytest.raises(TableError, match=r"t\.csv:2: 'cinq' is not a whole number"):
        whole_number(row)


def test_patterns_of_forms() -> None:
    assert just_before(["plus d'", "plus de", "mi-"]).search("il y a plus d'")
    assert just_before(["plus de"]).search("plus de  ")
    assert not just_before(["plus de"]).search("plus de")
    assert not just_before(["an"]).search("bilan ")
    assert any_of(["an", "année"]) == "(?:année|an)"


def test_a_word_that_no_reader_knows_costs_nothing() -> None:
    assert list(dates.find_dates("mot " * 1000, published="2024-11-05")) == []
