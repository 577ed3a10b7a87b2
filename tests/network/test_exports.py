"""The other files of a network: opened by the programs they are for, the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import networkx as nx
import pytest
from lxml import etree
from nasty_network import ARABIC, EDGES, EMPTY, NETWORK, NODES, PASSAGES, SECTORS, edge

import npm_peers
from diplograph.network.records import Network, Node
from diplograph.network.writers import neo4j
from diplograph.network.writers.graphml import write_graphml
from diplograph.network.writers.json_texts import write_cytoscape, write_nodelink
from diplograph.network.writers.tables import write_edge_table, write_node_table
from java_peers import JavaPeer
from npm_peers import read_with

PLACES = {node.id: (number * 10.0, number * -2.5) for number, node in enumerate(NODES)}
AREVA, ELYSEE, KING = (node.id for node in NODES[1:4])
ML = "{http://graphml.graphdrawing.org/xmlns}"
WRITERS = (
    write_graphml,
    write_cytoscape,
    write_nodelink,
    write_node_table,
    write_edge_table,
    neo4j.write_neo4j_nodes,
    neo4j.write_neo4j_relationships,
    neo4j.write_neo4j_script,
)


def written(write: Callable[..., None], network: Network = NETWORK, **options: object) -> bytes:
    out = io.BytesIO()
    write(network, out, **options)
    return out.getvalue()


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)
def test_bytes_are_the_same_and_clean(write: Callable[[Network, BinaryIO], None]) -> None:
    first = written(write)
    assert first == written(write)
    assert written(write, EMPTY)
    text = first.decode()
    assert not any(sign in text for sign in "\x00\x0b\ufffe\ud800")


def test_graphml_is_read_by_networkx() -> None:
    graph = nx.read_graphml(io.BytesIO(written(write_graphml, places=PLACES)))
    assert isinstance(graph, nx.MultiDiGraph)
    assert {key for *_, key in graph.edges(keys=True)} == {edge.id for edge in EDGES}
    assert set(graph.nodes) == {node.id for node in NODES}
    areva = graph.nodes[AREVA]
    assert (areva["label"], areva["mentions"], areva["pagerank"]) == ('AREVA & "Cie" <SA>', 3, 0.25)
    assert (areva["x"], areva["y"], areva["r"]) == (*PLACES[AREVA], 17)
    assert graph.nodes[ELYSEE]["label"] == "Élysée fin de ligne ☕🇫🇷"
    agreed = graph.edges[AREVA, ELYSEE, "e1"]
    assert (agreed["weight"], agreed["symmetric"]) == (3.0, True)
    assert agreed["evidence"].split("|") == list(PASSAGES)
    assert graph.edges[KING, KING, "e6"]["from"] == "-0043-03-15"


def test_graphml_keeps_to_the_format() -> None:
    """What its schema asks: keys first, declared, of its types; ids that differ; ends that are nodes."""
    root = etree.fromstring(written(write_graphml, places=PLACES))
    assert [each.tag for each in root] == [ML + "key"] * (len(root) - 1) + [ML + "graph"]
    keys = {each.get("id"): (each.get("for"), each.get("attr.type")) for each in root.iter(ML + "key")}
    assert len(keys) == len(root) - 1
    assert {kind for _, kind in keys.values()} <= {"boolean", "int", "long", "float", "double", "string"}
    for owner in ("node", "edge"):
        for each in root.iter(ML + owner):
            used = [data.get("key") for data in each]
            assert len(used) == len(set(used))
            assert all(keys[key][0] == owner for key in used)
    nodes = [each.get("id") for each in root.iter(ML + "node")]
    edges = [each.get("id") for each in root.iter(ML + "edge")]
    assert (len(set(nodes)), len(set(edges))) == (len(NODES), len(EDGES))
    assert {each.get(end) for each in root.iter(ML + "edge") for end in ("source", "target")} <= {*nodes}


def test_gephi_opens_graphml_when_told_to_merge_nothing(gephi: JavaPeer, tmp_path: Path) -> None:
    file = tmp_path / "graph.graphml"
    file.write_bytes(written(write_graphml, places=PLACES))
    told = [line.split("\t") for line in gephi.ask("open", file, "unmerged")]
    assert ["counts", str(len(NODES)), str(len(EDGES))] in told
    assert not [row for row in told if row[0] == "issue" and row[1] != "INFO"]
    assert {row[3] for row in told if row[0] == "column" and row[2] in ("node.mentions", "edge.year")} == {
        "Integer"
    }
    weights = {
        row[1]: row[6] for row in (line.split("\t") for line in gephi.ask("elements")) if row[0] == "edge"
    }
    assert weights["e1"] == "3.0"


def test_cytoscape_opens_it(tmp_path: Path) -> None:
    file = tmp_path / "graph.cyjs"
    file.write_bytes(written(write_cytoscape, places=PLACES))
    read = read_with("cytoscape", file)
    nodes = {node["id"]: node for node in read["nodes"]}
    edges = {edge["id"]: edge for edge in read["edges"]}
    assert set(nodes) == {node.id for node in NODES}
    assert set(edges) == {edge.id for edge in EDGES}
    areva = nodes[AREVA]
    assert (areva["name"], areva["class"], areva["sectors"]) == ('AREVA & "Cie" <SA>', "Company", [*SECTORS])
    assert areva["position"] == {"x": 10, "y": 2.5}
    assert ARABIC in nodes[KING]["label"]
    assert (edges["e1"]["interaction"], edges["e1"]["weight"]) == ("agreedWith", 3)
    assert edges["e1"]["evidence"] == [*PASSAGES]
    assert read["loops"] == 1
    assert max(read["parallel"]) == 5


def test_cytoscape_takes_an_edge_that_is_called_like_a_node(tmp_path: Path) -> None:
    file = tmp_path / "graph.cyjs"
    network = Network((Node("e1", "", "Person"), Node("x", "", "Person")), (edge(1, "e1", "x"),))
    file.write_bytes(written(write_cytoscape, network))
    read = read_with("cytoscape", file)
    assert [each["id"] for each in read["edges"]] == ["edge:e1"]


def test_nodelink_is_what_networkx_reads() -> None:
    graph = nx.node_link_graph(json.loads(written(write_nodelink)), edges="edges")
    assert isinstance(graph, nx.MultiDiGraph)
    assert {key for *_, key in graph.edges(keys=True)} == {edge.id for edge in EDGES}
    assert graph.nodes[AREVA]["sectors"] == [*SECTORS]
    assert graph.edges[AREVA, ELYSEE, "e2"]["from"] == "2023-11-01"
    assert graph.graph["view"] == "actors"


def test_what_is_no_number_is_left_out_of_json() -> None:
    node = Node("a", "a", "Person", attributes=(("closeness", float("nan")), ("core", 2)))
    (read,) = json.loads(written(write_nodelink, Network((node,), ())))["nodes"]
    assert "closeness" not in read
    assert read["core"] == 2


def rows(table: bytes, **dialect: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline=""), strict=True, **dialect))  # type: ignore[arg-type]


def test_tables_hold_all_and_no_formula() -> None:
    nodes, edges = rows(written(write_node_table)), rows(written(write_edge_table))
    assert {row["id"].removeprefix("'") for row in nodes} == {node.id for node in NODES}
    assert [row["id"] for row in edges] == [edge.id for edge in NETWORK.edges]
    assert list(edges[0])[:2] == ["source", "target"]
    cells = [cell for row in (*nodes, *edges) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert "'=HYPERLINK(1)" in {row["label"] for row in nodes}
    by_id = {row["id"]: row for row in edges}
    assert (by_id["e6"]["year"], by_id["e6"]["from"]) == ("-43", "'-0043-03-15")
    assert (by_id["e1"]["weight"], by_id["e1"]["symmetric"]) == ("3.0", "true")
    assert by_id["e1"]["evidence"].split("|") == [*PASSAGES]


def test_a_table_for_a_french_spreadsheet() -> None:
    table = written(write_node_table, separator=";", bom=True)
    assert table.startswith("\ufeffid;label;class;".encode())
    assert {row["label"] for row in rows(table, delimiter=";")} >= {'AREVA & "Cie" <SA>', "alone"}


def test_neo4j_headers_have_types() -> None:
    nodes = rows(written(neo4j.write_neo4j_nodes))
    assert list(nodes[0])[:3] == ["iri:ID", ":LABEL", "label:string"]
    assert {"mentions:long", "sectors:string[]", "pagerank:double"} <= set(nodes[0])
    edges = rows(written(neo4j.write_neo4j_relationships))
    assert list(edges[0])[:4] == [":START_ID", ":END_ID", ":TYPE", "id:string"]
    assert {row[":TYPE"] for row in edges} == {"AGREED_WITH", "VISITED", "LEADS"}


def test_a_reader_that_is_missing_fails_its_test(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(npm_peers, "HOME", tmp_path)
    with pytest.raises(pytest.fail.Exception, match="run make npm"):
        read_with("gexf", tmp_path / "any.gexf")
