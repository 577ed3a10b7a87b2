"""GEXF: valid against the schema of the format, readable by others, the same bytes each time."""

from __future__ import annotations

import io
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

from diplograph.network.gexf import write_gexf
from diplograph.network.records import Edge, Node

SCHEMA = Path(__file__).parents[3] / "shared" / "gexf" / "gexf.xsd"

NODES = (
    Node("urn:a", 'AREVA & "Cie" <SA>', "Company", wikidata="Q1", mentions=3),
    Node("urn:b", "Élysée\x00\x0b\ud800 fin\nde ligne", "Institution"),
    Node("1", "un", "Person"),
)
EDGES = (
    Edge("e1", "urn:a", "urn:b", "Accord", "Agreement", "party-party", True, "urn:f1", confidence=1.0),
    Edge("e2", "urn:a", "urn:b", "Visite", "Visit", "visitor-host", False, "urn:f2", confidence=0.55),
    Edge("e3", "urn:b", "1", "Poste", "Office", "holder-of", False, "urn:f3", start="2023", evidence=2),
    Edge("e4", "urn:a", "urn:b", "Visite", "Visit", "visitor-host", False, "urn:f4", sectors=("a", "b")),
)


def written(nodes: tuple[Node, ...] = NODES, edges: tuple[Edge, ...] = EDGES) -> bytes:
    out = io.BytesIO()
    write_gexf(nodes, edges, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    if not SCHEMA.exists():
        pytest.skip("the schema of GEXF is not beside the checkout")
    return etree.XMLSchema(etree.parse(SCHEMA))


@pytest.mark.parametrize(("nodes", "edges"), [(NODES, EDGES), ((), ()), (NODES, ())])
def test_the_file_is_valid(schema: etree.XMLSchema, nodes: tuple[Node, ...], edges: tuple[Edge, ...]) -> None:
    schema.assertValid(etree.fromstring(written(nodes, edges)))


def test_the_schema_can_refuse(schema: etree.XMLSchema) -> None:
    broken = written().replace(b' mode="static"', b' mode="Accord"')
    assert not schema.validate(etree.fromstring(broken))


def test_networkx_reads_the_same_network() -> None:
    graph = nx.read_gexf(io.BytesIO(written()))
    assert isinstance(graph, nx.MultiDiGraph)
    assert {edge[2] for edge in graph.edges(keys=True)} == {"e1", "e2", "e3", "e4"}
    assert set(graph.nodes) == {"urn:a", "urn:b", "1"}
    assert graph.nodes["urn:a"] == {
        "label": 'AREVA & "Cie" <SA>',
        "kind": "Company",
        "wikidata": "Q1",
        "mentions": 3,
    }
    assert graph.nodes["urn:b"]["label"] == "Élysée fin de ligne"
    data = graph.edges["urn:a", "urn:b", "e2"]
    assert (data["class"], data["confidence"], data["symmetric"]) == ("Visit", 0.55, False)
    assert graph.edges["urn:a", "urn:b", "e1"]["symmetric"] is True
    assert graph.edges["urn:a", "urn:b", "e1"]["confidence"] == 1.0
    assert graph.edges["urn:a", "urn:b", "e4"]["sectors"] == "a b"
    assert graph.edges["urn:b", "1", "e3"]["from"] == "2023"


def test_writing_again_gives_the_same_bytes() -> None:
    assert written() == written()


def test_a_network_larger_than_one_write() -> None:
    nodes = tuple(Node(f"n{number}", f"Nœud {number}", "Person") for number in range(5000))
    assert written(nodes, ()).count(b"<node ") == 5000
