"""The examples of docs/curation.md are ledgers, and its tables tell what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from diplograph.curation import parse_ledger
from diplograph.model.decisions import Action

PAGE = (Path(__file__).parents[2] / "docs" / "curation.md").read_text(encoding="utf-8")


def example(language: str) -> bytes:
    return PAGE.split(f"```{language}\n", 1)[1].split("```", 1)[0].encode()


def test_the_ledgers_of_the_page_hold() -> None:
    table = parse_ledger(example("csv"), Path("curation.csv"))
    listed = parse_ledger(example("yaml"), Path("curation.yaml"))
    assert (table.problems, listed.problems) == ((), ())
    assert [each.action for each in table.decisions] == ["merge", "amend", "assert"]
    assert [(each.subject, each.value) for each in listed.decisions] == [("company/areva", "company/orano")]


def test_every_action_is_told() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == [action.value for action in Action]


def test_the_python_of_the_page_runs(tmp_path: Path, monkeypatch, capsys) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    Path("curation.csv").write_bytes(example("csv"))
    exec(PAGE.split("```python\n", 1)[1].split("```", 1)[0], {})
    assert capsys.readouterr().out.splitlines()[0] == "2 merge company/areva company/orano"
