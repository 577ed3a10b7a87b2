"""What `make lexicon` finds in the tables, and that the project's own tables pass."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from diplograph.knowledge.lexicon import load_lexicon
from diplograph.knowledge.lexicon_checks import (
    Remark,
    language_faults,
    remarks,
    unknown_tables,
    unused,
    uses,
)
from diplograph.resources import resource

SCRIPT = Path(__file__).parents[2] / "scripts" / "check_lexicon.py"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "lexicon"
    shutil.copytree(resource("data/lexicon"), copy)
    return copy


def add(folder: Path, table: str, *rows: str) -> int:
    """Line of the last row added."""
    path = folder / f"{table}.csv"
    lines = [*path.read_text(encoding="utf-8").splitlines(), *rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def run(*options: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, str(SCRIPT), *options]
    return subprocess.run(call, capture_output=True, text=True, check=False)


def test_the_tables_of_the_project_have_no_fault() -> None:
    assert [str(remark) for remark in remarks(load_lexicon()) if remark.fault] == []
    assert language_faults() == []
    assert unknown_tables(resource("data/lexicon")) == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("[Traite|traités],Treaty,noun,", "'[Traite|traités]' adds nothing to 'traité(s)' of line 2"),
        ("traités,Treaty,noun,", "'traités' adds nothing to 'traité(s)' of line 2"),
    ],
)
def test_a_row_that_adds_nothing_is_a_fault(folder: Path, row: str, told: str) -> None:
    line = add(folder, "agreements", row)
    assert Remark("agreements", line, told, fault=True) in remarks(load_lexicon(folder))


def test_an_ending_that_an_open_row_takes_in_adds_nothing(folder: Path) -> None:
    line = add(folder, "presuppositions", "zorb*", "zorber", "zorber la paix")
    found = [remark for remark in remarks(load_lexicon(folder)) if remark.table == "presuppositions"]
    assert found == [
        Remark("presuppositions", line - 1, f"'zorber' adds nothing to 'zorb*' of line {line - 2}", True)
    ]


def test_a_form_read_in_two_ways_is_told_and_passes(folder: Path) -> None:
    line = add(folder, "visits", "zorbade,noun,", "[zorbade|zorbat],go,Planned")
    told = f"'zorbade': noun (line {line - 1}) and go, Planned"
    assert Remark("visits", line, told) in remarks(load_lexicon(folder))


def test_words_looked_for_on_two_sides_do_not_meet(folder: Path) -> None:
    before = remarks(load_lexicon(folder))
    add(folder, "senses", "zorbe,none,before,Orange", "[zorbe],Company,after,Orange")
    assert remarks(load_lexicon(folder)) == before


def test_uses_are_counted_as_they_are_found(folder: Path) -> None:
    line = add(folder, "meetings", "zorbette(s),noun,", "zorbette au sommet,noun,")
    lexicon = load_lexicon(folder)
    counts = uses(lexicon, ["Une zorbette.\nDeux ZORBETTES et une zorbette\nau sommet"])
    assert counts["meetings:zorbette(s)"] == 2
    assert counts["meetings:zorbette au sommet"] == 1
    alone = [remark.line for remark in unused(lexicon, counts) if remark.table == "meetings"]
    assert line not in alone
    assert 2 in alone


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["[|]", "traité(,Treaty,noun,"], "column pattern: brackets do not match in 'traité('"),
        (["(),Treaty,noun,"], "column pattern: '()' stands for nothing"),
        (["trait*s,Treaty,noun,"], "column pattern: 'trait*s' has a * elsewhere than at the end"),
        (["[a|b|c|d|e|f|g|h]" * 5 + ",Treaty,noun,"], "literals; split it"),
        (["s'est~ rendu,Treaty,noun,"], "has a ~ that no text has"),
        (["pacte de paix,Traety,noun,"], "column class: 'Traety' is not one of"),
        (["pacte de paix,Traety,noun,"], "perhaps 'Treaty'"),
    ],
)
def test_what_cannot_be_read_is_told_by_file_line_and_column(
    folder: Path, rows: list[str], told: str
) -> None:
    line = add(folder, "agreements", *rows)
    result = run("--faults", "--folder", str(folder))
    assert result.returncode == 1
    assert f"agreements.csv:{line}: " in result.stderr
    assert told in result.stderr


def test_every_fault_is_told_at_once_and_an_unknown_file_too(folder: Path) -> None:
    lines = [add(folder, "agreements", "pacte,Deed,noun,"), add(folder, "visits", "zorb,fly,")]
    (folder / "visit.csv").write_text("pattern\n")
    told = run("--faults", "--folder", str(folder)).stderr
    assert f"agreements.csv:{lines[0]}: " in told
    assert f"visits.csv:{lines[1]}: " in told
    assert "visit.csv: no part of the program reads this file" in told


def test_the_report_counts_and_passes() -> None:
    result = run()
    assert result.returncode == 0, result.stderr
    assert "rows in no sentence of the tests, the corpus or the seeds: " in result.stdout
    assert result.stdout.endswith("0 faults\n")
