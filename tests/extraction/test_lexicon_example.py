"""The example of docs/lexicon.md: what its two rows add, and that they are in the table."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from diplograph.extraction import extract
from diplograph.knowledge import Knowledge, load_knowledge
from diplograph.model import Document, Fact
from diplograph.resources import resource

if TYPE_CHECKING:
    from spacy.language import Language

PAGE = (Path(__file__).parents[2] / "docs" / "lexicon.md").read_text("utf-8").partition("## Add a verb")[2]
TEXT = PAGE.split("```text\n", 1)[1].partition("\n```")[0]
ROWS = re.search(r"```csv\n(.*?) *```", PAGE, re.DOTALL)[1].split("\n")[:2]  # type: ignore[index]


def meetings(knowledge: Knowledge, nlp: Language) -> list[Fact]:
    document = Document("langue", TEXT, digest="0")
    return [f for f in extract(document, nlp=nlp, knowledge=knowledge).facts if f.type == "Meeting"]


@pytest.mark.model
def test_the_rows_of_the_page_make_the_fact_of_the_page(nlp: Language, tmp_path: Path) -> None:
    rows = [row.strip() for row in ROWS]
    copy = tmp_path / "lexicon"
    shutil.copytree(resource("data/lexicon"), copy)
    table = copy / "meetings.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    assert set(rows) <= set(lines)
    table.write_text("\n".join(line for line in lines if line not in rows) + "\n", encoding="utf-8")
    assert meetings(load_knowledge(lexicon=copy), nlp) == []
    (fact,) = meetings(load_knowledge(), nlp)
    (evidence,) = fact.evidence
    assert evidence.rule == f"meetings:{rows[0].partition(',')[0]}"
    assert f"[[{evidence.quote}]]" in PAGE
    assert fact.get("start") == ("2025-03-03",)
