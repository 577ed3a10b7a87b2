"""GEXF: valid against the schema of the format, readable by networkx, the same bytes each time."""

from __future__ import annotations

import io
import tracemalloc
from typing import Literal

import networkx as nx
import pytest
from gexf_schema import SCHEMA
from lxml import etree
from nasty_network import ARABIC, EDGES, EMPTY, NETWORK, NODES

from diplograph.network.layout import place
from diplograph.network.records import Edge, Network, Node
from diplograph.network.writers.gexf import write_gexf

G = "{http://gexf.net/1.3}"


def written(network: Network = NETWORK, *, mode: Literal["static", "dynamic"] = "dynamic") -> bytes:
    out = io.BytesIO()
    links = [(edge.source, edge.target, edge.weight) for edge in network.edges]
    write_gexf(network, out, mode=mode, places=place([node.id for node in network.nodes], links))
    return out.getvalue()


def element(tag: str, name: str) -> etree._Element:
    (found,) = (each for each in etree.fromstring(written()).iter(G + tag) if each.get("id") == name)
    return found


def spells(name: str) -> list[tuple[str | None, str | None]]:
    tag = "edge" if name in {edge.id for edge in EDGES} else "node"
    return [(each.get("start"), each.get("end")) for each in element(tag, name).iter(G + "spell")]


@pytest.mark.parametrize("mode", ["static", "dynamic"])
@pytest.mark.parametrize("network", [NETWORK, EMPTY, Network(NETWORK.nodes, ())])
def test_the_file_is_valid(network: Network, mode: Literal["static", "dynamic"]) -> None:
    SCHEMA.assertValid(etree.fromstring(written(network, mode=mode)))


def test_facts_as_nodes_are_valid_and_bring_their_columns() -> None:
    visit = Node("urn:v", "Visite", "Visit", True, start="2023-11", weight=2, confidence=0.5, evidence=("p",))
    document = etree.fromstring(written(Network((visit,), (), "events")))
    SCHEMA.assertValid(document)
    values = {each.get("for"): each.get("value") for each in document.iter(G + "attvalue")}
    assert values["fact"] == "true"
    assert (values["sources"], values["confidence"], values["evidence"]) == ("2", "0.5", "[p]")
    (spell,) = document.iter(G + "spell")
    assert dict(spell.attrib) == {"start": "2023-11-01", "end": "2023-11-30"}


def test_the_schema_can_refuse() -> None:
    broken = written().replace(b' mode="dynamic"', b' mode="Accord"')
    assert not SCHEMA.validate(etree.fromstring(broken))


def test_networkx_reads_the_same_network() -> None:
    graph = nx.read_gexf(io.BytesIO(written(mode="static")))
    assert isinstance(graph, nx.MultiDiGraph)
    assert {edge[2] for edge in graph.edges(keys=True)} == {edge.id for edge in EDGES}
    assert set(graph.nodes) == {node.id for node in NODES}
    areva = graph.nodes[NODES[1].id]
    assert areva["label"] == 'AREVA & "Cie" <SA>'
    assert (areva["class"], areva["mentions"], areva["pagerank"]) == ("Company", 3, 0.25)
    assert areva["community"] == 0
    assert graph.nodes[NODES[3].id]["pagerank"] == 1.0
    assert graph.nodes[NODES[2].id]["label"] == "Élysée fin de ligne ☕🇫🇷"
    assert ARABIC in graph.nodes[NODES[3].id]["label"]
    assert graph.nodes["alone"]["label"] == "alone"
    agreed = graph.edges[NODES[1].id, NODES[2].id, "e1"]
    assert (agreed["class"], agreed["weight"], agreed["symmetric"]) == ("Agreement", 3.0, True)
    visit = graph.edges[NODES[1].id, NODES[2].id, "e3"]
    assert (visit["from"], visit["year"], visit["symmetric"]) == ("2023", 2023, False)
    assert "until" not in visit


def test_parallel_edges_of_one_relation_differ_in_kind() -> None:
    kinds = {each.get("id"): each.get("kind") for each in etree.fromstring(written()).iter(G + "edge")}
    assert [kinds[name] for name in ("e1", "e2", "e3", "e4", "e5")] == [
        "agreedWith",
        "visited",
        "visited 2",
        "visited 3",
        "visited",
    ]


@pytest.mark.parametrize(
    ("edge", "expected"),
    [
        ("e2", [("2023-11-01", "2023-11-02")]),
        ("e3", [("2023-01-01", "2023-12-31")]),
        ("e4", [("2022-02-01", "2022-02-28")]),
        ("e6", [("-0043-03-15", "-0043-03-15")]),
        ("e7", [("2017-05-14", None)]),
        ("e9", [(None, "2020-12-31")]),
        ("e11", [("2024-02-01", None)]),
        ("e1", []),
        ("e8", []),
        ("e10", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_edges_hold_on_the_days_of_their_dates(
    edge: str, expected: list[tuple[str | None, str | None]]
) -> None:
    assert spells(edge) == expected


def test_a_node_is_there_while_its_edges_are() -> None:
    assert spells("=cmd|'/C calc'!A0") == [("2024-02-01", None)]
    assert spells(NODES[1].id) == []  # one of its edges has no date
    edges = tuple(
        Edge(f"e{n}", "a", "b", "x", "Visit", "visited", "", False, "f", start=date)
        for n, date in enumerate(("2021-03", "2020", "2021-03-15"))
    )
    network = Network((Node("a", "a", "Person"), Node("b", "b", "Person")), edges)
    expected = b'<spell start="2020-01-01" end="2020-12-31"/><spell start="2021-03-01" end="2021-03-31"/>'
    assert written(network).count(b"<spells>" + expected + b"</spells>") == len(network.nodes)


def test_a_static_file_has_no_time() -> None:
    assert b"spell" not in written(mode="static")
    assert b"timeformat" not in written(mode="static")


def test_nodes_have_colour_size_and_place() -> None:
    areva = element("node", NODES[1].id)
    assert {each.tag.removeprefix(G) for each in areva} >= {"color", "size", "position"}
    sizes = {each.get("id"): float(each.find(G + "size").get("value")) for each in nodes()}  # type: ignore[union-attr,arg-type]
    assert max(sizes, key=lambda name: sizes[name]) == NODES[1].id
    assert sizes["alone"] == min(sizes.values()) > 0


def nodes() -> list[etree._Element]:
    return list(etree.fromstring(written()).iter(G + "node"))


def test_writing_again_gives_the_same_bytes() -> None:
    assert written() == written()


def test_a_network_larger_than_one_write_is_streamed() -> None:
    many = tuple(Node(f"n{number:05d}", f"Nœud {number}", "Person") for number in range(20000))
    network = Network(many, ())
    with open("/dev/null", "wb") as out:
        tracemalloc.start()
        write_gexf(network, out)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 8e6  # the file has 4.6 million characters
    assert written(network).count(b"<node ") == 20000
