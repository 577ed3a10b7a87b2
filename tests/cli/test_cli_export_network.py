"""`diplograph export` of the network: formats, filters, measures, and what is mistyped."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import networkx as nx
import pytest
from store_samples import batch, entry, fact_of

from diplograph.cli import _run
from diplograph.cli.failures import guarded
from diplograph.store import Store

NAMES = {
    "company/orano": "Orano",
    "country/france": "France",
    "country/kazakhstan": "Kazakhstan",
    "person/emmanuel-macron": "Emmanuel Macron",
}
FRANCE = "https://w3id.org/diplograph/id/country/france"


class Done(NamedTuple):
    code: int
    out: str
    err: str


Call = Callable[..., Done]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exports") / "press.store"
    pair = ("country/france", "country/kazakhstan")
    facts = [
        fact_of("Contract", {"party": pair, "start": "2023-11", "sector": ("energy.nuclear",)}),
        fact_of("Contract", {"party": ("company/orano", "country/kazakhstan"), "start": "2024"}),
        fact_of("Cooperation", {"party": pair, "sector": ("health",)}),
        fact_of(
            "Office", {"holder": "person/emmanuel-macron", "post": "HeadOfState", "of": "country/france"}
        ),
    ]
    with Store.open(path, create=True) as opened:
        opened.commit(batch(entry("a", *facts, names=NAMES)))
    return path


@pytest.fixture
def call(store: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Call:
    """Run `diplograph export` in this process."""

    def run(*words: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["diplograph", "export", *map(str, words)])
        monkeypatch.setenv("DIPLOGRAPH_STORE", str(store))
        code = guarded(_run)
        return Done(code, *capfd.readouterr())

    return run


def nodelink(call: Call, *words: str) -> nx.MultiDiGraph:
    done = call("nodelink", *words)
    assert done.code == 0, done.err
    return nx.node_link_graph(json.loads(done.out), edges="edges")


@pytest.mark.parametrize("format", ["gexf", "graphml", "cytoscape", "nodelink"])
def test_each_format_is_written_the_same_each_time(call: Call, tmp_path: Path, format: str) -> None:
    first = call(format)
    assert (first.code, first.err) == (0, "4 facts: 4 make 4 edges\n")
    assert call(format, "-o", tmp_path / "file").code == 0
    assert (tmp_path / "file").read_text("utf-8") == first.out
    assert FRANCE in first.out


def test_filters_narrow_every_format(call: Call) -> None:
    assert nodelink(call).number_of_edges() == 4
    assert nodelink(call, "--class", "Agreement").number_of_edges() == 2
    assert nodelink(call, "--sector", "energy").number_of_edges() == 1
    assert nodelink(call, "--country", "France", "--until", "2023").number_of_edges() == 1
    assert nodelink(call, "--relation", "holdsOffice").number_of_edges() == 1
    events = nodelink(call, "--view", "events", "--class", "Contract")
    assert events.number_of_edges() == 4
    assert {data.get("fact") for _, data in events.nodes(data=True)} == {True, False}


def test_measures_become_columns_and_sizes(call: Call) -> None:
    graph = nodelink(call, "--measure", "degree", "--measure", "community")
    assert graph.nodes[FRANCE]["degree"] == 2
    assert isinstance(graph.nodes[FRANCE]["community"], int)
    assert call("gexf", "--size", "pagerank").out != call("gexf").out


def test_time_and_places_can_be_left_out(call: Call) -> None:
    assert "<spell " in call("gexf").out
    assert "<spell " not in call("gexf", "--mode", "static").out
    assert "<position " in call("gexf").out
    assert "<position " not in call("gexf", "--layout", "none").out


def test_tables_and_neo4j_are_folders(call: Call, tmp_path: Path) -> None:
    done = call("tables", "--separator", "semicolon", "--bom", "-o", tmp_path / "tables")
    assert done.code == 0
    text = (tmp_path / "tables" / "edges.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 4
    assert {row["relation"] for row in rows} == {"agreedWith", "cooperatesWith", "holdsOffice"}
    assert call("neo4j", "-o", tmp_path / "neo").code == 0
    assert sorted(path.name for path in (tmp_path / "neo").iterdir()) == [
        "load.cypher",
        "nodes.csv",
        "relationships.csv",
    ]
    before = {path: path.read_bytes() for path in (tmp_path / "neo").iterdir()}
    assert call("neo4j", "-o", tmp_path / "neo").code == 0
    assert {path: path.read_bytes() for path in (tmp_path / "neo").iterdir()} == before


def test_an_empty_view_is_a_valid_file(call: Call) -> None:
    done = call("gexf", "--since", "1800", "--until", "1801", "--measure", "pagerank", "--size", "core")
    assert done.code == 0
    assert nx.read_gexf(io.BytesIO(done.out.encode())).number_of_nodes() == 0
    assert "nothing is linked in this view" in done.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["gefx"], "did you mean 'gexf'?"),
        (["tables"], "this format is several files (name a folder: -o FOLDER)"),
        (["neo4j", "-o", "/nowhere/at/all"], "no such folder"),
        (["turtle", "--view", "events"], "--view is for gexf, graphml"),
        (["nodelink", "--mode", "static"], "--mode is for gexf, not for nodelink"),
        (["gexf", "--bom"], "--bom is for tables, not for gexf"),
        (["gexf", "--measure", "pagerang"], "did you mean 'pagerank'?"),
        (["gexf", "--country", "Frnace"], "France"),
        (["gexf", "--since", "hier"], "'hier' is no date"),
        (["gexf", "--document", "b"], "the store has no document 'b'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_mistyped_is_told(call: Call, words: list[str], message: str) -> None:
    done = call(*words)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
