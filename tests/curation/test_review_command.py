"""`diplograph review` with answers from standard input; `validate` as the quarantine's window."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from curation_types import Run

from diplograph.store import Store

ASIDE = "fact/visit-9b34d54014fd65"
VISIT = "fact/visit-1c2e09601d82c1"
AREVA = "fact/presence-e6ae66796dc286"


def rows() -> list[dict[str, str]]:
    if not Path("curation.csv").exists():
        return []
    with Path("curation.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def lines() -> list[tuple[str, str, str]]:
    return [(row["action"], row["subject"], row["value"]) for row in rows()]


def test_each_answer_is_a_line_of_the_ledger(run: Run, store: Path) -> None:
    answers = "c end=2024-05-04\na reçu par l'Élysée\nr contresens\nm person/kassym-jomart-tokaiev\n"
    done = run("review", stdin=answers)
    assert done.code == 0, done.err
    assert done.err == "4 decided, 0 left.\n"
    assert lines() == [
        ("amend", ASIDE, "end=2024-05-04"),
        ("accept", VISIT, ""),
        ("reject", AREVA, ""),
        ("merge", "person/jean-martin", "person/kassym-jomart-tokaiev"),
    ]
    assert [row["reason"] for row in rows()] == ["", "reçu par l'Élysée", "contresens", ""]
    assert [row["document"] for row in rows()] == ["astana", "", "", "paris"]
    assert run("validate").out == "Conforms: no fault.\n"
    with Store.open(store, read_only=True) as opened:
        assert any(s == f"<{opened.base}{ASIDE}>" for s, _, _ in opened.triples())
    again = run("review")
    assert (again.code, again.out, again.err) == (0, "", "Nothing to review.\n")


def test_the_sentence_its_words_and_the_reason_are_shown(run: Run, store: Path) -> None:
    done = run("review", "--lang", "fr", "--limit", "1", stdin="q\n")
    assert "1 sur 1" in done.out
    assert "Le président Tokaïev [[a été reçu à Paris]]." in done.out
    assert "défaut : Le début vient après la fin" in done.out
    assert done.err == "Décidés : 0 ; restent : 1.\n"


def test_what_breaks_a_shape_cannot_be_accepted(run: Run, store: Path) -> None:
    done = run("review", "--why", "aside", stdin="a\na\nr\n")
    assert done.out.count("cannot be published as it stands") == 2
    assert lines() == [("reject", ASIDE, "")]


def test_skip_back_help_and_slips(run: Run, store: Path) -> None:
    answers = "\nb\nb\n?\nz\ns\nc strat=2024\nc\nstart\n2024-06\nq\n"
    done = run("review", stdin=answers)
    assert done.code == 0
    assert "This is the first one." in done.out
    assert done.out.count("c ROLE=VALUE") == 2  # asked for, and after an unknown answer
    assert "no fact has a role 'strat' (did you mean start?)" in done.out
    assert "New value of start (now: 2024-05; nothing takes it out):" in done.out
    assert lines() == [("amend", VISIT, "start=2024-06")]


def test_role_and_value_may_be_typed_together_where_the_role_is_asked(run: Run, store: Path) -> None:
    done = run("review", "--why", "doubt", stdin="c\nstart=2024-06\nr contresens\n")
    assert done.code == 0
    assert lines() == [("amend", VISIT, "start=2024-06"), ("reject", AREVA, "")]


def test_what_an_amendment_does_not_mend_is_shown_again(run: Run, store: Path) -> None:
    done = run("review", "--why", "aside", stdin="c end=2024-05-02\n")
    assert "The start is after the end: correct one of the dates. (it stays set aside)" in done.out
    assert json.loads(run("review", "--list", "-f", "json").out)[0]["key"] == ASIDE


def test_a_decision_can_be_taken_back_and_taken_anew(run: Run, store: Path) -> None:
    done = run("review", "--why", "doubt", "--class", "Visit", stdin="r\n")
    assert lines() == [("reject", VISIT, "")]
    Path("curation.csv").unlink()
    done = run("review", "--why", "doubt", stdin="")
    assert (done.code, "the ledger of the store is gone" in done.err) == (2, True)


def test_back_shows_the_decision_and_a_new_one_overrules(run: Run, store: Path) -> None:
    done = run("review", "--why", "doubt", stdin="r\nb\na\nq\n")
    assert "Decided: reject (curation.csv, line 2)" in done.out
    assert done.out.count("Il se rendra à Astana") == 2
    assert lines() == [("reject", VISIT, ""), ("accept", VISIT, "")]
    with Store.open(store, read_only=True) as opened:
        assert [each.action for each in opened.decisions()] == ["accept"]


def test_answers_that_end_lose_nothing(run: Run, store: Path) -> None:
    done = run("review", stdin="s\na\nc\nstart")
    assert done.code == 0
    assert lines() == [("accept", VISIT, "")]


def test_another_writer_does_not_end_the_sitting(run: Run, store: Path) -> None:
    with Store.open(store):
        done = run("review", "--why", "doubt", stdin="a\nq\n")
    assert done.code == 0
    assert "another diplograph is at work" in done.out
    assert lines() == []


@pytest.mark.parametrize("format", ["csv", "json"])
def test_the_queue_as_data(run: Run, store: Path, format: str) -> None:
    out = run("review", "--list", "-f", format, "--lang", "fr").out
    found = json.loads(out) if format == "json" else list(csv.DictReader(out.splitlines()))
    assert [row["why"] for row in found] == ["aside", "doubt", "doubt", "link"]
    assert [row["key"] for row in found] == [ASIDE, VISIT, AREVA, "person/jean-martin"]
    assert found[0]["message"].startswith("Le début vient après la fin")
    assert found[1]["quote"] == "Il se rendra à Astana en mai 2024"
    assert found[3]["candidates"] == "person/luc-martin"
    assert lines() == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--document", "astanna"], "there is no document 'astanna' (did you mean astana?)"),
        (["--class", "Visite"], "there is no class 'Visite' (did you mean Visit?)"),
        (["--why", "asid"], "did you mean 'aside'"),
        (["--below", "2"], "2.0 is not in the range"),
    ],
)
def test_slips_in_options(run: Run, store: Path, words: list[str], message: str) -> None:
    done = run("review", "--list", *words)
    assert (done.code, message in done.err) == (2, True), done.err


@pytest.mark.parametrize(
    ("lang", "head"), [("en", "Conforms: no fault."), ("fr", "Conforme : aucun défaut.")]
)
def test_validate_tells_what_was_set_aside(run: Run, store: Path, lang: str, head: str) -> None:
    done = run("validate", "--lang", lang)
    assert done.code == 0
    assert done.out.startswith(f"{head}\n\n")
    assert "    Le président Tokaïev [[a été reçu à Paris]].\n" in done.out
    assert f"diplograph curate reject {ASIDE.replace('/', ':', 1)}" in done.out
    assert run("validate", "--format", "json").out.startswith('{\n  "conforms": true')


def test_the_commands_that_validate_offers_can_be_pasted(run: Run, store: Path) -> None:
    import shlex

    out = run("validate").out
    offered = [line.partition(": ")[2] for line in out.splitlines() if "diplograph curate" in line]
    for command in offered:
        words = shlex.split(command.replace("end=2024-05-01", "end=2024-05-09"))[1:]
        assert run(*words).code == 0, command
    assert [action for action, _, _ in lines()] == ["amend", "amend", "reject"]


def test_a_killed_sitting_has_written_what_was_decided(store: Path) -> None:
    command = [sys.executable, "-m", "diplograph", "review", "--why", "doubt"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as sitting:
        assert sitting.stdin is not None
        assert sitting.stdout is not None
        sitting.stdin.write("r\n")
        sitting.stdin.flush()
        for line in sitting.stdout:
            if line.startswith("2 of 2"):  # the next item is shown once the decision is obeyed
                sitting.kill()
                break
    assert sitting.returncode == -9
    assert lines() == [("reject", VISIT, "")]
    with Store.open(store, read_only=True) as opened:
        assert [each.action for each in opened.decisions()] == ["reject"]


def test_the_example_of_the_page_is_what_is_printed(run: Run, store: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "review.md").read_text(encoding="utf-8")
    shown = page.split("$ diplograph review --lang fr\n", 1)[1].split("```", 1)[0].rstrip()
    assert run("review", "--lang", "fr").out.strip() == shown
