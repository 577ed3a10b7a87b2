"""`explain`, as a stranger runs it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from cli_types import Run

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.model


def test_a_thing_is_explained_with_its_words(run: Run, store: Path) -> None:
    result = run("explain", "alstom", "--store", store)
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "Alstom  company:alstom"
    assert lines[1] == "  Company, named in 1 document: astana"
    (words,) = [line for line in lines if "[[" in line]
    assert words.startswith("    [[Alstom")
    assert "au Kazakhstan]]." in words
    (place,) = [line for line in lines if ", characters " in line]
    assert place.startswith("  astana, Visite à Astana, 2023-11-02, characters ")


def test_json_points_at_text_and_table(run: Run, store: Path, texts: Path) -> None:
    told = json.loads(run("explain", "company/danone", "--store", store, "-f", "json").stdout)
    page = (ROOT / "docs" / "commands" / "explain.md").read_text(encoding="utf-8")
    (fact,) = told["facts"]
    assert (told["type"], told["total"], fact["type"], fact["status"]) == ("Company", 1, "Presence", "Actual")
    for keys in (fact, fact["arguments"][0], fact["words"][0], fact["rules"][0]):
        assert f"[{{{', '.join(keys)}}}]" in page
    (words,) = fact["words"]
    text = (texts / "pologne.txt").read_text(encoding="utf-8")
    assert " ".join(text[words["start"] : words["end"]].split()) == words["quote"]
    assert words["before"] + words["quote"] + words["after"] == text.splitlines()[0]
    (rule,) = fact["rules"]
    row = (ROOT / rule["file"]).read_text(encoding="utf-8").splitlines()[rule["line"] - 1]
    assert f"presence:{next(csv.reader([row]))[0]}" == rule["rule"]


def test_a_fact_is_found_by_its_label_and_by_its_iri(run: Run, store: Path) -> None:
    told = json.loads(run("explain", "Danone", "--store", store, "-f", "json").stdout)["facts"][0]
    by_label = run("explain", told["label"], "--store", store).stdout
    assert by_label == run("explain", told["iri"], "--store", store).stdout
    assert by_label.startswith(f"{told['label']}  fact:presence-")
    assert by_label.count("Présence") == 1


def test_the_facts_can_be_limited(run: Run, store: Path) -> None:
    some = run("explain", "KAZAKHSTAN", "--store", store, "--limit", 1).stdout
    every = run("explain", "country:kazakhstan", "--store", store, "--limit", 0).stdout
    assert some.count("confidence") == 1
    hidden = every.count("confidence") - 1
    assert hidden >= 2
    assert some.endswith(f"\n\nAnd {hidden} more (--limit 0 shows all).\n")
    assert "more (" not in every


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Varsovi", "nothing is named 'Varsovi' (did you mean 'Varsovie'?)"),
        ("company:nobody", "the store says nothing of 'company:nobody'"),
        ("https://example.org/x", "the store says nothing of 'https://example.org/x'"),
        ('<https://example.org/"> ?p ?o } #', "the store says nothing of"),
        ("qqqq", "nothing is named 'qqqq' (names are those of the texts)"),
    ],
)
def test_what_is_not_there_is_told(run: Run, store: Path, name: str, told: str) -> None:
    result = run("explain", name, "--store", store)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"diplograph: {told}")
    assert result.stderr.count("\n") == 1
