"""`query` as a person types it: names, parameters, formats, limits, and what goes wrong."""

from __future__ import annotations

import csv
import errno
import fcntl
import io
import json
import os
import pty
import re
import socket
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from cli_types import Run
from query_samples import sample_store

from diplograph.cli.failures import guarded

FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("query") / "s"
    with sample_store(folder):
        return folder


def test_the_queries_are_listed_without_a_store(run: Run, tmp_path: Path) -> None:
    result = run("query", "--list", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert "country-file          Country file" in result.stdout
    assert json.loads(run("query", "--list", "-f", "json").stdout)[0]["name"] == "agreement-counts"
    page = run("query", "country-file", "--describe").stdout
    assert "country (entity: Country; required)" in page
    assert "diplograph query country-file --param country=Kazakhstan" in page


def test_a_table_shows_each_fact_with_its_sentence(run: Run, sample: Path) -> None:
    result = run("query", "meetings", "who=Emmanuel Macron", "--store", sample)
    assert (result.returncode, result.stderr) == (0, "")
    head, rule, first, words, *_ = result.stdout.splitlines()
    assert head.split() == ["date", "one", "other", "where", "what", "sources", "fact"]
    assert set(rule) == {"-", " "}
    assert first.startswith("2024-11-05  Emmanuel Macron  Kassym-Jomart Tokaïev  Paris")
    assert words == (
        "    Titre bercy, 2024-12-01 (bercy): "
        "[[Les deux présidents se sont rencontrés à Paris le 5 novembre 2024]]. (and 1 more passage)"
    )


def test_parameters_are_given_in_three_ways(run: Run, sample: Path) -> None:
    ways = (
        ("--param", "one=France", "-p", "other=Kazakhstan"),
        ("one=France", "other=Kazakhstan"),
        ("France", "Kazakhstan"),
    )
    answers = {run("query", "bilateral-chronology", *way, "--store", sample).stdout for way in ways}
    assert len(answers) == 1
    assert "2023-11-01" in answers.pop()


def test_every_format_keeps_the_citations(run: Run, sample: Path) -> None:
    call = ("query", "positions", "--store", sample, "--param", "actor=France", "-f")
    (row,) = csv.DictReader(io.StringIO(run(*call, "csv").stdout))
    assert row["sentence"] == "La France soutient la réforme du climat des affaires."
    assert (row["document"], row["published"], row["passages"]) == ("paris", "2024-11-06", "1")
    (binding,) = json.loads(run(*call, "json").stdout)["results"]["bindings"]
    assert binding["evidence"]["type"] == "uri"
    assert binding["quote"]["value"] in row["sentence"]
    assert row["sentence"] in run(*call, "tsv").stdout
    assert f"<literal>{row['sentence']}</literal>" in run(*call, "xml").stdout
    assert "sentence" not in run(*call, "csv", "--cite", "none").stdout
    graph = run("query", "entity-graph", "Orano", "--store", sample).stdout
    assert len(list(ox.parse(graph, format=ox.RdfFormat.TURTLE))) > 10


def test_facts_of_any_query_can_be_cited(run: Run, sample: Path) -> None:
    text = "SELECT ?fact { ?fact a dg:Meeting ; dg:place ?place }"
    told = run("query", "-e", text, "--cite", "all", "-f", "csv", "--store", sample).stdout
    assert [row["document"] for row in csv.DictReader(io.StringIO(told))] == ["bercy", "paris"]
    wrong = run("query", "-e", "SELECT ?x { ?x a dg:Visit }", "--cite", "best", "--store", sample)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "select the facts as ?fact" in wrong.stderr


def test_ones_own_file_takes_parameters(run: Run, sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "towns.rq"
    file.write_text(
        "#+ param country (entity: Country): the country\n"
        "SELECT ?town { ?town dg:homeCountry $country ; a dg:City }",
        encoding="utf-8",
    )
    by_file = run("query", file, "Kazakhstan", "--store", sample)
    by_name = run("query", "towns", "Kazakhstan", "--queries", tmp_path, "--store", sample)
    assert by_file.stdout == by_name.stdout == "town\n-----------\ncity:astana\n"
    assert by_file.stderr == by_name.stderr == ""
    assert "towns" in run("query", "--list", "--queries", tmp_path).stdout


def test_what_can_match_nothing_is_told_beside_the_answer(run: Run, sample: Path) -> None:
    result = run("query", "-e", "SELECT ?x { ?x dg:visted country:kazakstan }", "--store", sample)
    assert (result.returncode, result.stdout) == (0, "x\n-\n")
    assert result.stderr.splitlines() == [
        "diplograph: dg:visted is not in the ontology: did you mean dg:visited?",
        "diplograph: the store says nothing of country:kazakstan: did you mean country:kazakhstan?",
        "diplograph: no rows",
    ]


def test_an_empty_answer_says_for_what(run: Run, sample: Path) -> None:
    result = run("query", "visits", "to=Kazakhstan", "year=1815", "--store", sample)
    assert result.returncode == 0
    assert result.stderr == "diplograph: no rows for to=Kazakhstan, year=1815\n"
    nothing = run("query", "-e", "CONSTRUCT { ?s a ?o } { ?s a dg:Treaty, ?o }", "--store", sample)
    assert nothing.stderr == "diplograph: no statements\n"


def test_rows_past_the_limit_are_told_of(run: Run, sample: Path) -> None:
    result = run("query", "country-file", "Kazakhstan", "--limit", "2", "-f", "csv", "--store", sample)
    assert len(list(csv.reader(io.StringIO(result.stdout)))) == 3
    assert result.stderr == "diplograph: stopped at 2 rows, and there are more (--limit 0 gives all)\n"


def test_a_query_that_would_run_for_an_hour_is_stopped(run: Run, sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    begun = time.monotonic()
    result = run("query", "-e", FOREVER, "--timeout", "1", "--store", sample, "-f", "csv", "-o", target)
    assert time.monotonic() - begun < 30
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "diplograph: the query was stopped after 1 s "
        "(make it narrower, or give it more with --timeout SECONDS, 0 for as long as it takes)\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_syntax_error_shows_the_place(run: Run, sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "visits.rq"
    file.write_text("SELECT ?x {\n  ?x a dg:Visit .\n  FLTER(?x = 1)\n}\n")
    result = run("query", file, "--store", sample)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        f"diplograph: {file}:3:3: 'FLTER' is no word of SPARQL (did you mean FILTER?)",
        "diplograph:     FLTER(?x = 1)",
        "diplograph:     ^",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("countryfile",), "there is no query named 'countryfile' (did you mean country-file?)"),
        (("country-file",), "country-file needs country: the country (--param country=Kazakhstan)"),
        (
            ("country-file", "Kazakstn"),
            "parameter country: nothing is named 'Kazakstn' (did you mean 'Kazakhstan'?)",
        ),
        (("person-file", "Tokaiev"), "did you mean 'Kassym-Jomart Tokaïev'?"),
        (
            ("country-file", "pays=Mali"),
            "country-file has no parameter 'pays' (it has country, since, status)",
        ),
        (("agreements", "-p", "year"), "'year' gives no value"),
        (("agreements", "year=24"), "parameter year: '24' is no year"),
        (("meetings", "-f", "turtle"), "turtle cannot hold"),
        (("entity-graph", "Orano", "-f", "csv"), "csv cannot hold a graph"),
        (("entity-graph", "Orano", "--cite", "all"), "only rows have citations"),
        (("--describe",), "give the name of a query"),
        (("--list", "-f", "xml"), "not listed as xml"),
        (("--list", "--queries", "gone"), "there is no such folder"),
        (("SELECT ?x { ?x a dg:Visit }",), "give the query's text with -e"),
        (("-e", "ASK {}", "x=1"), "query has no parameter 'x'"),
        (("-e", "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"), "--allow-service"),
        (("meetings", "--limit", "-1"), "--limit"),
    ],
)
def test_what_a_person_gets_wrong_is_one_line(
    run: Run, sample: Path, words: tuple[str, ...], told: str
) -> None:
    result = run("query", *words, DIPLOGRAPH_STORE=str(sample))
    assert (result.returncode, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("diplograph: ")
    assert told in line


def on_terminal(words: tuple[str, ...], *, lines: int, columns: int, **environment: str) -> str:
    """What a terminal of some size gets, without colours."""
    primary, secondary = pty.openpty()
    fcntl.ioctl(secondary, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_PAGER")}
    call = [sys.executable, "-m", "diplograph", *words]
    process = subprocess.Popen(
        call, stdin=secondary, stdout=secondary, stderr=secondary, env={**kept, **environment}
    )
    os.close(secondary)
    read = b""
    try:
        while chunk := os.read(primary, 65536):
            read += chunk
    except OSError:  # the other end is closed
        pass
    assert process.wait(timeout=60) == 0
    os.close(primary)
    return re.sub(r"\x1b\[[0-9;]*m", "", read.decode()).replace("\r\n", "\n")


def test_a_long_table_is_paged_on_a_terminal(sample: Path, tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho paged\ncat\n")
    pager.chmod(0o755)
    words = ("query", "country-file", "Kazakhstan", "--store", str(sample))
    paged = on_terminal(words, lines=10, columns=100, PAGER=str(pager))
    assert paged.startswith("paged\n")
    assert max(map(len, paged.splitlines())) <= 100
    assert "13 rows" in paged
    for call, extra in (((*words, "--no-pager"), {}), (words, {"NO_PAGER": "1"}), (words, {"PAGER": ""})):
        assert on_terminal(call, lines=10, columns=100, **{"PAGER": str(pager), **extra}) == paged[6:]
    assert on_terminal(words, lines=500, columns=100, PAGER=str(pager)) == paged[6:]


def test_a_wide_terminal_gets_a_table(sample: Path) -> None:
    words = ("query", "companies-in", "Kazakhstan", "--store", str(sample))
    wide = on_terminal(words, lines=90, columns=200)
    assert wide.splitlines()[0].startswith("company")
    narrow = on_terminal(words, lines=90, columns=60)
    assert narrow.splitlines()[0].startswith("Alstom  France")
    assert "    Titre paris, 2024-11-06 (paris): [[Alstom est présent au\n    Kazakhstan]]." in narrow


@pytest.mark.parametrize("form", ["ASK", "SELECT *", "CONSTRUCT { ?s ?p ?o }"])
def test_a_server_that_does_not_answer_is_told_in_one_line(run: Run, sample: Path, form: str) -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    text = f"{form} {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
    result = run("query", "-e", text, "--allow-service", "--store", sample)
    assert result.returncode == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith("diplograph: the server that SERVICE asks: Connection refused")


def test_a_fault_of_the_network_is_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> int:
        raise ConnectionRefusedError(errno.ECONNREFUSED, "refused")

    assert guarded(fail) == 2
    told = capsys.readouterr().err
    assert told == "diplograph: the other server does not answer (check the address and the network)\n"
