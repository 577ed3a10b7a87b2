"""`export`, `validate` and `query` on a store, and on what is wrong."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from cli_types import Run

from diplograph.cli.commands import query as query_command
from diplograph.query import results

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
COUNT = "SELECT (COUNT(*) AS ?n) { ?s a dg:Presence }"

pytestmark = pytest.mark.model


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_reads_back(run: Run, store: Path, format: str) -> None:
    text = run("export", format, "--store", store).stdout
    quads = list(ox.parse(text, format=FORMATS[format]))
    published = len({str(quad.triple) for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)})
    counted = run("query", "-e", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--store", store, "-f", "csv").stdout
    assert published == int(counted.split()[1]) > 0
    graphs = {str(quad.graph_name) for quad in quads}
    assert ("<https://w3id.org/diplograph/id/graph/document.astana>" in graphs) == (
        format in ("trig", "nquads")
    )


def test_the_same_store_gives_the_same_bytes(run: Run, store: Path) -> None:
    for format in ("turtle", "gexf", "jsonld"):
        written = {run("export", format, "--store", store, PYTHONHASHSEED=seed).stdout for seed in ("0", "1")}
        assert len(written) == 1
        assert all(map(len, written))


def test_gexf_holds_the_network(run: Run, store: Path) -> None:
    graph = nx.read_gexf(io.BytesIO(run("export", "gexf", "--store", store).stdout.encode()))
    base = "https://w3id.org/diplograph/id/"
    assert graph.has_edge(f"{base}company/alstom", f"{base}country/kazakhstan")
    assert graph.nodes[f"{base}country/kazakhstan"]["class"] == "Country"


def test_a_file_appears_whole_or_not_at_all(run: Run, store: Path, tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    assert run("export", "turtle", "--store", store, "-o", target).returncode == 0
    assert target.read_text(encoding="utf-8") == run("export", "turtle", "--store", store).stdout
    target.write_text("precious")
    assert (
        run(
            "query", "-e", "CONSTRUCT WHERE { ?s ?p ?o }", "-f", "csv", "--store", store, "-o", target
        ).returncode
        == 2
    )
    assert target.read_text() == "precious"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]


def test_the_store_conforms(run: Run, store: Path) -> None:
    result = run("validate", "--store", store)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Conforms")
    assert json.loads(run("validate", "--store", store, "--format", "json").stdout)["conforms"] is True
    assert run("validate", "--store", store, "--lang", "fr").stdout.startswith("Conforme")


def test_a_graph_that_breaks_a_shape_does_not_conform(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    prefix = "@prefix dg: <https://w3id.org/diplograph/ontology#> ."
    bad.write_text(f"{prefix}\n<urn:v> a dg:Visit, dg:Fact ; dg:status dg:Actual .\n")
    result = run("validate", bad)
    assert result.returncode == 1
    assert "urn:v" in result.stdout
    turtle = run("validate", bad, "--format", "turtle").stdout
    assert any("conforms" in str(quad.predicate) for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("x.ttl", "<urn:a> <urn:b> .\n", "x.ttl:1: it does not parse"),
        ("x.tll", "", "did you mean '.ttl'"),
        ("gone.ttl", None, "there is no such file"),
    ],
)
def test_rdf_that_cannot_be_read(run: Run, tmp_path: Path, name: str, content: str | None, told: str) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    result = run("validate", tmp_path / name)
    assert (result.returncode, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert told in line


def test_a_query_from_a_file_the_words_and_a_pipe(run: Run, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "count.rq"
    file.write_text(COUNT)
    answers = [
        run("query", file, "--store", store).stdout,
        run("query", "-e", COUNT, "--store", store).stdout,
        run("query", "-", "--store", store, stdin=COUNT).stdout,
    ]
    assert answers[0].split()[0] == "n"
    assert int(answers[0].split()[2]) >= 3
    assert len(set(answers)) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("query", "-e", "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"), "SERVICE"),
        (("query", "-e", "DELETE WHERE { ?s ?p ?o }"), "SELECT"),
        (("query", "-e", "ASK {}", "-f", "turtle"), "turtle cannot hold"),
        (("query", "-e", "ASK {}", "-f", "cvs"), "did you mean 'csv'"),
        (("query", "gone.rq"), "gone.rq: there is no such file"),
        (("query",), "give one query"),
        (("export", "turtel"), "did you mean 'turtle'"),
        (("export", "turtle", "-o", "nowhere/x.ttl"), "nowhere: no such folder"),
        (("export", "turtle", "-o", "."), "it is a folder"),
        (("exprt",), "did you mean 'export'"),
        (("export", "turtle", "--ouput", "x"), "--output"),
        (("documents", "lst"), "did you mean 'list'"),
        (("build", "x.txt", "--jobs", "0"), "--jobs"),
    ],
)
def test_wrong_usage_is_one_line_and_two(run: Run, store: Path, words: tuple[str, ...], told: str) -> None:
    result = run(*words, DIPLOGRAPH_STORE=str(store))
    assert (result.returncode, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("diplograph: ")
    assert told in line


def test_a_missing_store(run: Run, tmp_path: Path) -> None:
    result = run("query", "-e", "ASK {}", "--store", tmp_path / "gone")
    assert result.returncode == 2
    (line,) = result.stderr.splitlines()
    assert "diplograph build" in line
    assert not (tmp_path / "gone").exists()


def test_a_full_disk_is_one_line(run: Run, store: Path) -> None:
    result = run("export", "turtle", "--store", store, "-o", "/dev/full")
    assert result.returncode == 2
    assert (
        result.stderr == "diplograph: no space left on the disk (free some space and run the command again)\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        ("query", "-e", "SELECT * { ?a ?b ?c }", "-f", "csv"),
        ("export", "ntriples"),
        ("export", "gexf"),
        ("-h",),
    ],
)
def test_a_reader_that_leaves_is_no_error(store: Path, words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    call = [sys.executable, "-m", "diplograph", *words]
    environment = {**os.environ, "DIPLOGRAPH_STORE": str(store)}
    result = subprocess.run(call, env=environment, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert result.returncode == 141
    assert b"diplograph:" not in result.stderr
    assert b"Traceback" not in result.stderr


def test_the_formats_are_listed_once() -> None:
    assert query_command.FORMATS == results.FORMATS
