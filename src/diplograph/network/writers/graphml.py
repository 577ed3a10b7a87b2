"""GraphML, for yEd, Cytoscape, igraph and networkx: typed keys, unique ids, parallel edges.

http://graphml.graphdrawing.org/specification.html. The format has no lists: their items stand between "|".
`label`, `weight`, `x`, `y`, `size` and `r`, `g`, `b` are the names that Gephi takes for what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO

from diplograph.network.looks import colour, radii, strengths
from diplograph.network.records import Edge, Network, Node
from diplograph.network.writers.columns import (
    EDGE_COLUMNS,
    Column,
    Kind,
    Value,
    joined,
    node_columns,
    present,
)
from diplograph.network.writers.text import escape, named

_TYPES: Mapping[Kind, str] = {
    "string": "string",
    "integer": "int",
    "double": "double",
    "boolean": "boolean",
    "list": "string",
}
_BATCH = 2000  # elements per write


def write_graphml(
    network: Network,
    out: BinaryIO,
    *,
    sizes: Mapping[str, float] | None = None,
    places: Mapping[str, tuple[float, float]] | None = None,
) -> None:
    """Write a network as GraphML, UTF-8, in the order of its records.

    Args:
        sizes: value of each node that sizes it, by area; by default its weighted degree.
        places: node -> finite (x, y); by default none is written.
    """
    pieces = _document(network, radii(sizes or strengths(network)), places or {})
    while batch := "".join(islice(pieces, _BATCH)):
        out.write(batch.encode())


def _document(
    network: Network, sizes: Mapping[str, float], places: Mapping[str, tuple[float, float]]
) -> Iterator[str]:
    of_nodes = (_NODE_LABEL, *_drawn(sizes, places), *node_columns(network))
    of_edges = (*_EDGE_FIRST, *EDGE_COLUMNS)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
    yield 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="'
    yield "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"
    yield '">\n'
    yield from _keys("node", of_nodes)
    yield from _keys("edge", of_edges)
    yield '  <graph id="diplograph" edgedefault="directed">\n'
    node_data, edge_data = _data("node", of_nodes), _data("edge", of_edges)
    for node in network.nodes:
        yield f'    <node id="{escape(node.id)}">{node_data(node)}</node>\n'
    for edge in network.edges:
        yield (
            f'    <edge id="{escape(edge.id)}" source="{escape(edge.source)}" '
            f'target="{escape(edge.target)}">{edge_data(edge)}</edge>\n'
        )
    yield "  </graph>\n</graphml>\n"


_NODE_LABEL = Column("label", "string", lambda node: named(node.label, node.id))
_EDGE_FIRST = (
    Column("label", "string", lambda edge: named(edge.label, edge.kind)),
    Column("weight", "double", lambda edge: float(edge.weight)),
)


def _drawn(sizes: Mapping[str, float], places: Mapping[str, tuple[float, float]]) -> Iterator[Column]:
    if places:
        yield Column("x", "double", lambda node: places[node.id][0])
        yield Column("y", "double", lambda node: places[node.id][1])
    yield Column("size", "double", lambda node: sizes[node.id])
    yield Column("r", "integer", lambda node: colour(node.kind)[0])
    yield Column("g", "integer", lambda node: colour(node.kind)[1])
    yield Column("b", "integer", lambda node: colour(node.kind)[2])


def _keys(owner: str, columns: tuple[Column, ...]) -> Iterator[str]:
    for column in columns:
        name, kind = escape(column.name), _TYPES[column.kind]
        yield f'  <key id="{owner}.{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>\n'


def _data(owner: str, columns: tuple[Column, ...]) -> Callable[[Node | Edge], str]:
    parts = [(column.read, column.kind, f'<data key="{owner}.{escape(column.name)}">') for column in columns]

    def write(record: Node | Edge) -> str:
        found = []
        for read, kind, opening in parts:
            value = read(record)
            if present(value):
                found.append(f"{opening}{_text(kind, value)}</data>")
        return "".join(found)

    return write


def _text(kind: Kind, value: Value) -> str:
    if kind == "boolean":
        return "true" if value else "false"
    if kind == "double":
        return repr(float(value))  # type: ignore[arg-type]
    return escape(joined(value) if isinstance(value, tuple) else str(value))
