"""`evaluate`, as a stranger runs it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from cli_types import Run

from diplograph.cli.commands import evaluate as evaluate_command

GOLD = {
    "document": "pologne",
    "published": "2024-03-04",
    "entities": [
        {"id": "danone", "type": "Company", "name": "Danone"},
        {"id": "pologne", "type": "Country", "name": "Pologne"},
        {"id": "france", "type": "Country", "name": "France"},
        {"id": "varsovie", "type": "City", "name": "Varsovie"},
    ],
    "facts": [
        {
            "type": "Presence",
            "company": "danone",
            "country": "pologne",
            "status": "Actual",
            "quote": "Le groupe Danone est présent en Pologne",
        }
    ],
}


@pytest.fixture
def gold(tmp_path: Path, texts: Path) -> Path:
    """A folder with annotations and, beside them, their text."""
    (tmp_path / "pologne.json").write_text(json.dumps(GOLD), encoding="utf-8")
    shutil.copy(texts / "pologne.txt", tmp_path)
    return tmp_path


def test_the_words_of_the_command_are_those_of_the_package() -> None:
    from diplograph.evaluation import RESAMPLES, Part

    assert tuple(Part) == evaluate_command.PARTS
    assert RESAMPLES == evaluate_command.RESAMPLES


@pytest.mark.model
def test_texts_beside_the_annotations_are_read(run: Run, gold: Path) -> None:
    result = run("evaluate", gold, "--format", "json")
    assert (result.returncode, result.stderr) == (0, "")
    told = json.loads(result.stdout)
    assert told["documents"] == ["pologne"]
    assert told["facts"]["types"]["Presence"]["f1"] == 1
    assert told["entities"]["types"]["Country"]["recall"] == 1


@pytest.mark.model
def test_a_store_is_judged_as_its_texts_are(run: Run, gold: Path, store: Path) -> None:
    stored = json.loads(run("evaluate", gold, "--store", store, "-f", "json").stdout)
    read = json.loads(run("evaluate", gold, "-f", "json").stdout)
    assert stored["facts"] == read["facts"]
    assert stored["store"] == str(store)


@pytest.mark.model
def test_gates(run: Run, gold: Path) -> None:
    changed = {**GOLD, "facts": [*GOLD["facts"], {"type": "Office", "quote": "absent"}]}
    (gold / "pologne.json").write_text(json.dumps(changed), encoding="utf-8")
    target = gold / "page.html"
    words = ("--resamples", 0, "-f", "html", "-o", target)
    result = run("evaluate", gold, *words, "--min-f1", 0.99, "--min-entity-f1", 0.1)
    assert result.returncode == 1
    remark, gate = result.stderr.splitlines()
    assert remark.startswith(f"diplograph: {gold / 'pologne.json'}:1: the quote 'absent' is not in the text")
    assert gate.startswith("diplograph: F1 of facts is 0.")
    assert gate.endswith(", below 0.99")
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert run("evaluate", gold, "--min-f1", 0.1, "--no-errors").returncode == 0


def test_each_fault_of_the_annotations_is_told_in_a_line_with_its_hint(run: Run, gold: Path) -> None:
    file = gold / "pologne.json"
    entities = [{**GOLD["entities"][0], "type": "Persone"}, *GOLD["entities"][1:]]
    facts = [{**GOLD["facts"][0], "status": "Actuel", "country": "polgne"}]
    file.write_text(json.dumps({**GOLD, "entities": entities, "facts": facts}), encoding="utf-8")
    result = run("evaluate", gold)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        f"diplograph: {file}:1: unknown type 'Persone' (did you mean 'Person'?)",
        f"diplograph: {file}:1: unknown status 'Actuel' (did you mean 'Actual'?)",
        f"diplograph: {file}:1: country 'polgne' is the id of no entity (did you mean 'pologne'?)",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("{gold}/polgne.json",), "does not exist (did you mean {gold}/pologne.json?)"),
        (("{gold}", "--texts", "{gold}/nowhere"), "{gold}/nowhere: does not exist"),
        (("{gold}", "--store", "{gold}/nowhere"), "{gold}/nowhere: there is no store here"),
        (("{gold}", "--store", "x", "--without", "names"), "--store goes with neither --texts nor --without"),
        (("{gold}", "--without", "name"), "unknown word 'name' (did you mean 'names'?)"),
        (("{gold}", "--min-f1", "90"), "90.0 is not in the range 0<=x<=1"),
        ((), "missing argument 'GOLD...'"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(run: Run, gold: Path, words: tuple[str, ...], told: str) -> None:
    result = run("evaluate", *(word.format(gold=gold) for word in words))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("diplograph: ")
    assert result.stderr.count("\n") == 1
    assert told.format(gold=gold) in result.stderr
