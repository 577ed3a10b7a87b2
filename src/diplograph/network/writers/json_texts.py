"""The two JSON forms of a network: Cytoscape's, and the node-link form of networkx and d3."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO

from diplograph.network.looks import colour, radii, strengths
from diplograph.network.records import Edge, Network, Node
from diplograph.network.writers.columns import EDGE_COLUMNS, Column, node_columns, present
from diplograph.network.writers.text import clean, named

Json = str | int | float | bool | None | list[str] | dict[str, "Json"]
_BATCH = 2000  # elements per write


def write_cytoscape(
    network: Network,
    out: BinaryIO,
    *,
    sizes: Mapping[str, float] | None = None,
    places: Mapping[str, tuple[float, float]] | None = None,
) -> None:
    """Write a network as Cytoscape JSON (.cyjs), for Cytoscape and Cytoscape.js: a line per element.

    https://js.cytoscape.org/#notation/elements-json. Nodes and edges share one space of ids there: an edge
    that is called like a node gets "edge:" before its id. The vertical axis points down.

    Args:
        sizes: value of each node that sizes it, by area; by default its weighted degree.
        places: node -> finite (x, y), the vertical axis upwards; by default none is written.
    """
    _write(_cytoscape(network, radii(sizes or strengths(network)), places or {}), out)


def _cytoscape(
    network: Network, sizes: Mapping[str, float], places: Mapping[str, tuple[float, float]]
) -> Iterator[str]:
    of_nodes, of_edges = node_columns(network), EDGE_COLUMNS
    taken = {node.id for node in network.nodes}

    def node(record: Node) -> Json:
        red, green, blue = colour(record.kind)
        label = named(record.label, clean(record.id))
        data: dict[str, Json] = {"id": clean(record.id), "name": label, "shared_name": label, "label": label}
        data |= _values(of_nodes, record)
        data |= {"size": sizes[record.id], "color": f"#{red:02x}{green:02x}{blue:02x}"}
        if record.id not in places:
            return {"data": data}
        x, y = places[record.id]
        return {"data": data, "position": {"x": x, "y": -y + 0.0}}

    def edge(record: Edge) -> Json:
        name = f"edge:{record.id}" if record.id in taken else record.id
        data: dict[str, Json] = {"id": clean(name), "source": clean(record.source)}
        data |= {"target": clean(record.target), "interaction": clean(record.relation or record.kind)}
        data |= {"name": clean(record.label), "label": clean(record.label), "weight": record.weight}
        return {"data": data | _values(of_edges, record)}

    yield '{"format_version": "1.0", "generated_by": "diplograph", "target_cytoscapejs_version": "~2.1",\n'
    yield f'"data": {{"name": "diplograph", "shared_name": "diplograph", "view": "{network.view}"}},\n'
    yield '"elements": {"nodes": ['
    yield from _lines(map(node, network.nodes))
    yield '\n], "edges": ['
    yield from _lines(map(edge, network.edges))
    yield "\n]}}\n"


def write_nodelink(network: Network, out: BinaryIO) -> None:
    """Write a network as node-link JSON, a line per element.

    `networkx.node_link_graph(json.load(file), edges="edges")` makes a MultiDiGraph of it; keys are the ids
    of the edges. d3-force wants `nodes` and `edges` as they are.
    """
    _write(_nodelink(network), out)


def _nodelink(network: Network) -> Iterator[str]:
    of_nodes, of_edges = node_columns(network), EDGE_COLUMNS

    def node(record: Node) -> Json:
        told: dict[str, Json] = {"id": clean(record.id), "label": named(record.label, clean(record.id))}
        return told | _values(of_nodes, record)

    def edge(record: Edge) -> Json:
        ends: dict[str, Json] = {"source": clean(record.source), "target": clean(record.target)}
        told: dict[str, Json] = {"key": clean(record.id), "label": clean(record.label)}
        return ends | told | {"weight": record.weight} | _values(of_edges, record)

    yield '{"directed": true, "multigraph": true,\n'
    yield f'"graph": {{"name": "diplograph", "view": "{network.view}"}},\n"nodes": ['
    yield from _lines(map(node, network.nodes))
    yield '\n], "edges": ['
    yield from _lines(map(edge, network.edges))
    yield "\n]}\n"


def _values(columns: tuple[Column, ...], record: Node | Edge) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for column in columns:
        value = column.read(record)
        if not present(value):
            continue
        if isinstance(value, tuple):
            found[column.name] = [clean(item) for item in value]
        else:
            found[column.name] = clean(value) if isinstance(value, str) else value
    return found


def _lines(elements: Iterable[Json]) -> Iterator[str]:
    for number, element in enumerate(elements):
        yield f"{',' if number else ''}\n{json.dumps(element, ensure_ascii=False)}"


def _write(pieces: Iterator[str], out: BinaryIO) -> None:
    while batch := "".join(islice(pieces, _BATCH)):
        out.write(batch.encode())
