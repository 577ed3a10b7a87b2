"""Sentences with what one name of each means: the tables of `cases/`, read by the whole pipeline.

Columns: `sentence`; `name`, its first occurrence in the sentence; `expected`: the key of a thing that the
tables know, `type:Person` for a thing of a type that they do not know, or nothing for a name that means
none of the things they know; `title` and `date` of the document, which may be empty.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from diplograph.extraction import extract
from diplograph.knowledge import Knowledge, load_knowledge
from diplograph.model import Document, Extraction

if TYPE_CHECKING:
    from spacy.language import Language

CASES = sorted((Path(__file__).parent / "cases").glob("*.csv"))
LEAST_RIGHT = 0.98
LEAST_CASES = 250


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def meant(extraction: Extraction, name: str, knowledge: Knowledge) -> set[str]:
    """Key of the thing named there, or `type:…` when the tables do not know it; nothing for no thing."""
    start = extraction.document.text.index(name)
    return {
        entity.key if knowledge.entity(entity.key) is not None else f"type:{entity.type.value}"
        for entity in extraction.entities
        for span in entity.mentions
        if span.start < start + len(name) and start < span.end
    }


def is_right(found: set[str], expected: str) -> bool:
    if expected:
        return expected in found
    return all(key.startswith("type:") for key in found)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_table_of_cases_is_well_formed(path: Path, knowledge: Knowledge) -> None:
    rows = read(path)
    assert len(rows) >= LEAST_CASES
    assert len({(row["sentence"], row["name"], row["date"]) for row in rows}) == len(rows)
    unknown = [
        row["expected"]
        for row in rows
        if row["expected"]
        and not row["expected"].startswith("type:")
        and knowledge.entity(row["expected"]) is None
    ]
    assert unknown == []
    assert [row["name"] for row in rows if row["name"] not in row["sentence"]] == []


@pytest.mark.model
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_names_mean_what_a_careful_reader_takes_them_for(
    path: Path, nlp: Language, knowledge: Knowledge
) -> None:
    rows = read(path)
    wrong = []
    for number, row in enumerate(rows, start=2):
        document = Document(
            "case", row["sentence"], "digest", title=row.get("title", ""), published=row.get("date", "")
        )
        found = meant(extract(document, nlp=nlp, knowledge=knowledge), row["name"], knowledge)
        if not is_right(found, row["expected"]):
            told = ", ".join(sorted(found)) or "nothing"
            wrong.append(f"{path.name}:{number}: {row['name']} is {told}, not {row['expected'] or 'none'}")
    right = 1 - len(wrong) / len(rows)
    print(f"{path.name}: {right:.1%} of {len(rows)} right", *wrong, sep="\n")
    assert right >= LEAST_RIGHT, "\n".join(wrong)
