"""`diff` between stores, files of every format and runs, and on what cannot be compared."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from cli_types import Run

pytestmark = pytest.mark.model

SUFFIXES = {"turtle": ".ttl", "trig": ".trig", "ntriples": ".nt", "nquads": ".nq", "jsonld": ".jsonld"}


@pytest.mark.parametrize("format", SUFFIXES)
def test_a_store_does_not_differ_from_what_it_exports(
    run: Run, store: Path, tmp_path: Path, format: str
) -> None:
    file = tmp_path / f"graph{SUFFIXES[format]}"
    assert run("export", format, "--store", store, "-o", file).returncode == 0
    done = run("diff", store, file, "--exit-code")
    assert (done.returncode, done.stdout) == (0, "No difference.\n")


@pytest.fixture(scope="module")
def shorter(run: Run, store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store without one of its documents."""
    copy = tmp_path_factory.mktemp("shorter") / "copy.store"
    shutil.copytree(store, copy)
    assert run("documents", "remove", "pologne", "--store", copy).returncode == 0
    return copy


def test_a_document_that_leaves_takes_its_facts_along(run: Run, store: Path, shorter: Path) -> None:
    done = run("diff", store, shorter, "--lang", "fr", "--exit-code")
    assert done.returncode == 1
    assert "- Danone en Pologne (document)" in done.stdout
    assert "- Danone (entreprise)" in done.stdout
    assert "+ " not in done.stdout
    assert run("diff", store, shorter).returncode == 0


def test_json_and_html_tell_the_same(run: Run, store: Path, shorter: Path) -> None:
    found = json.loads(run("diff", shorter, store, "-f", "json").stdout)
    page = run("diff", shorter, store, "-f", "html").stdout
    assert found["counts"]["new"] == len(found["changes"]) == page.count("<li ")


def test_what_one_run_read_is_named_by_its_first_digits(run: Run, store: Path) -> None:
    query = "SELECT ?r { GRAPH ?g { ?d prov:wasGeneratedBy ?r } FILTER(CONTAINS(STR(?g), 'runs')) } LIMIT 1"
    fingerprint = (
        run("query", "-e", query, "--store", store, "-f", "csv").stdout.split()[1].rpartition("/")[2]
    )
    done = run("diff", store, f"{store}@{fingerprint[:6]}")
    assert (done.returncode, done.stdout) == (0, "No difference.\n")
    wrong = run("diff", store, f"{store}@zzz")
    assert wrong.returncode == 2
    assert f"it has: {fingerprint}" in wrong.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.store", None, "there is no store here"),
        ("missing.ttl", None, "there is no such file"),
        ("graph.tll", "", "did you mean '.ttl'?"),
        ("broken.ttl", "<a> <b> .", "broken.ttl:1: it does not parse"),
    ],
)
def test_what_cannot_be_read_is_explained(
    run: Run, store: Path, tmp_path: Path, name: str, content: str | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    done = run("diff", store, tmp_path / name)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
