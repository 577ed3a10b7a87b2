"""Whatever text stands in a label, a file stays what its format asks, and says the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import networkx as nx
from gexf_schema import SCHEMA
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from diplograph.network.records import Edge, Network, Node
from diplograph.network.writers.csvtext import write_rows
from diplograph.network.writers.gexf import write_gexf
from diplograph.network.writers.graphml import write_graphml
from diplograph.network.writers.json_texts import write_nodelink
from diplograph.network.writers.tables import write_node_table
from diplograph.network.writers.text import clean, named

TEXTS = st.text(st.characters(), max_size=30)  # surrogates and controls as well
NUMBERS = st.floats() | st.integers(-(2**40), 2**40)


def one_edge(label: str, *, item: str = "x", value: float = 0.0) -> Network:
    nodes = (Node("a", label, "Person", attributes=(("score", value),)), Node("b", "b", "Country"))
    edge = Edge("e", "a", "b", label, "Visit", "visited", "", False, "f", sectors=(item, "last"), start=label)
    return Network(nodes, (edge,))


def written(write: Callable[..., None], network: Network) -> bytes:
    out = io.BytesIO()
    write(network, out)
    return out.getvalue()


@given(TEXTS, TEXTS, NUMBERS)
def test_xml_is_well_formed_and_says_the_same(label: str, item: str, value: float) -> None:
    network = one_edge(label, item=item, value=value)
    gexf, graphml = (etree.fromstring(written(write, network)) for write in (write_gexf, write_graphml))
    (node,) = (each for each in gexf.iter("{http://gexf.net/1.3}node") if each.get("id") == "a")
    assert node.get("label") == named(label, "a")
    (data,) = graphml.xpath("//*[@id='e']/*[@key='edge.label']")
    assert data.text == named(label, "Visit")
    SCHEMA.assertValid(gexf)


@given(TEXTS, TEXTS, NUMBERS)
def test_json_is_read_and_says_the_same(label: str, item: str, value: float) -> None:
    read = json.loads(written(write_nodelink, one_edge(label, item=item, value=value)))
    graph = nx.node_link_graph(read, edges="edges")
    assert graph.nodes["a"]["label"] == named(label, "a")
    assert graph.edges["a", "b", "e"]["sectors"] == [clean(item), "last"]


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1), st.sampled_from(",;\t"))
def test_rows_are_read_as_they_were_given(rows: list[list[str]], separator: str) -> None:
    out = io.BytesIO()
    write_rows(rows, out, separator=separator)
    text = out.getvalue().decode()
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    assert read == [[clean(cell) for cell in row] for row in rows]


@given(TEXTS)
def test_no_cell_is_a_formula(label: str) -> None:
    text = written(write_node_table, one_edge(label)).decode()
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
