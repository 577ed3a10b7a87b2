"""The examples of docs/queries.md run, and print what the page says."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest
from query_samples import sample_store

from diplograph.query.named import parse_named
from diplograph.query.running import run_named
from diplograph.store import Store

PAGE = (Path(__file__).parents[2] / "docs" / "queries.md").read_text("utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", PAGE, re.DOTALL)
QUERIES = re.findall(r"```sparql\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "s"
    with sample_store(path):
        return path


@pytest.mark.parametrize(("code", "printed"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_prints_what_the_page_says(folder: Path, code: str, printed: str) -> None:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code.replace('diplograph.store"', f'{folder}"'), "docs/queries.md", "exec"), {})
    assert out.getvalue() == printed


def test_every_example_is_run() -> None:
    assert len(EXAMPLES) == PAGE.count("```python") == 3


def test_the_query_of_the_page_answers(folder: Path, tmp_path: Path) -> None:
    (text,) = QUERIES
    assert [parameter.name for parameter in parse_named(text, name="towns", file="towns").parameters] == [
        "country",
        "since",
    ]
    (tmp_path / "towns.rq").write_text(text, encoding="utf-8")
    with Store.open(folder, read_only=True) as store:
        rows = run_named(store, "towns", queries=[tmp_path], country="Kazakhstan")
        assert rows == [{"town": "Astana", "first": "2023-11-02"}]
        assert run_named(store, "towns", queries=[tmp_path], country="France", since="2025") == []
