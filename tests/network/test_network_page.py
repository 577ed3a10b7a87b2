"""The examples of docs/network.md run, and its table names every measure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from store_samples import batch, entry, fact_of, office, presence

from diplograph.network import MEASURES, RELATIONS, VIEWS
from diplograph.store import Store

PAGE = (Path(__file__).parents[2] / "docs" / "network.md").read_text("utf-8")


def test_the_examples_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    visit = {"visitKind": "State", "visitor": "person/emmanuel-macron", "place": "country/kazakhstan"}
    energy = {"party": ("country/france", "country/kazakhstan"), "sector": ("energy",), "start": "2021"}
    facts = fact_of("Visit", visit), office(), presence("company/orano"), fact_of("Contract", energy)
    with Store.open(tmp_path / "diplograph.store", create=True) as store:
        store.commit(batch(entry("a", *facts)))
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
        exec(block, names)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("4 facts: 1 makes 1 edge, ")
    assert any(line.startswith("operatesIn") for line in lines)
    assert any("company/orano" in line and "country/kazakhstan" in line for line in lines[1:])
    assert lines[-1] == "[(2021, 1)]"


def test_the_page_names_what_there_is() -> None:
    for name in (*MEASURES, *VIEWS):
        assert f"`{name}`" in PAGE
    told = set(re.findall(r"`([a-zA-Z]+)`", PAGE.split("its relation (")[1].split(")")[0]))
    assert told <= set(RELATIONS)
