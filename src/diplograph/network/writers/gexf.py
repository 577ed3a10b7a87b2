"""GEXF 1.3 for Gephi: streamed as text, deterministic, valid against the schema of the format.

https://gexf.net/schema.html. Four readers were asked what they make of a file, and the writer keeps to what
all understand (docs/gephi.md):

- Gephi merges parallel edges of one kind when it opens a file, so that the second and later links of one
  relation between two nodes get a number: "visited", "visited 2". The columns `relation` and `class` have
  none.
- Gephi leaves out a column of type `anyURI`: addresses are strings. The format has no dates as columns:
  `from` and `until` are ISO texts as precise as the source, `year` is a number; the time line has days.
- Gephi scales sizes to 4 to 100 and places by the same factor, and turns what lies further than 5000 from the
  middle inside out: sizes and places are written so that it has nothing to do.
- The schema has `color`, `size` and `position` in the format's own namespace, without prefix.
- networkx and igraph refuse a file that mixes directed and undirected edges: all are directed, and
  `symmetric` tells those whose ends play one role.

No date of writing is told: the same network gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO, Literal

from diplograph.model.days import Day
from diplograph.network.looks import colour, radii, strengths
from diplograph.network.records import Edge, Network, Node
from diplograph.network.spells import LASTING, Spell, iso, spell, union
from diplograph.network.writers.columns import (
    EDGE_COLUMNS,
    Column,
    Kind,
    Value,
    node_columns,
    present,
    relation,
)
from diplograph.network.writers.text import escape, named

Mode = Literal["static", "dynamic"]

_TYPES: Mapping[Kind, str] = {
    "string": "string",
    "integer": "integer",
    "double": "double",
    "boolean": "boolean",
    "list": "liststring",
}
_BATCH = 2000  # elements per write
_FURTHEST = 4900.0  # from the middle of a drawing
_plain_items = re.compile(r"[\w.:/#@%+~-]+").fullmatch


def write_gexf(
    network: Network,
    out: BinaryIO,
    *,
    mode: Mode = "dynamic",
    sizes: Mapping[str, float] | None = None,
    places: Mapping[str, tuple[float, float]] | None = None,
) -> None:
    """Write a network as GEXF 1.3, UTF-8, in the order of its records.

    Args:
        mode: "dynamic" writes when edges and nodes hold, for Gephi's time line: an edge by its dates, a fact
            by its own, another node as long as one of its edges. What has no date, and a node with an
            undated edge, is always there.
        sizes: value of each node that sizes it, by area; by default its weighted degree.
        places: node -> finite (x, y), see `diplograph.network.layout`; drawn together when they lie further
            than 4900 from their middle. By default none is written.
    """
    pieces = _document(network, mode == "dynamic", radii(sizes or strengths(network)), _within(places or {}))
    while batch := "".join(islice(pieces, _BATCH)):
        out.write(batch.encode())


def _document(
    network: Network,
    dynamic: bool,
    sizes: Mapping[str, float],
    places: Mapping[str, tuple[float, float]],
) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield "  <meta>\n    <creator>diplograph</creator>\n"
    yield "    <description>Published facts as links between entities</description>\n  </meta>\n"
    time = 'mode="dynamic" timeformat="date" timerepresentation="interval"' if dynamic else 'mode="static"'
    yield f'  <graph {time} defaultedgetype="directed" idtype="string">\n'
    of_nodes, of_edges = node_columns(network), EDGE_COLUMNS
    yield from _declarations("node", of_nodes)
    yield from _declarations("edge", of_edges)
    yield f'    <nodes count="{len(network.nodes)}">\n'
    yield from _nodes(network, of_nodes, _node_spells(network) if dynamic else {}, sizes, places)
    yield f'    </nodes>\n    <edges count="{len(network.edges)}">\n'
    yield from _edges(network, of_edges, dynamic)
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _declarations(owner: str, columns: tuple[Column, ...]) -> Iterator[str]:
    yield f'    <attributes class="{owner}">\n'
    for column in columns:
        name = escape(column.name)
        yield f'      <attribute id="{name}" title="{name}" type="{_TYPES[column.kind]}"/>\n'
    yield "    </attributes>\n"


def _nodes(
    network: Network,
    columns: tuple[Column, ...],
    spells: Mapping[str, list[Spell]],
    sizes: Mapping[str, float],
    places: Mapping[str, tuple[float, float]],
) -> Iterator[str]:
    values = _values(columns)
    for node in network.nodes:
        red, green, blue = colour(node.kind)
        place = ""
        if node.id in places:
            x, y = places[node.id]
            place = f'<position x="{x}" y="{y}" z="0.0"/>'
        yield (
            f'      <node id="{escape(node.id)}" label="{escape(named(node.label, node.id))}">'
            f"<attvalues>{values(node)}</attvalues>{_spells(spells.get(node.id, ()))}"
            f'<color r="{red}" g="{green}" b="{blue}"/>{place}'
            f'<size value="{sizes.get(node.id, 1.0)}"/></node>\n'
        )


def _edges(network: Network, columns: tuple[Column, ...], dynamic: bool) -> Iterator[str]:
    values = _values(columns)
    seen: dict[tuple[str, str, str], int] = {}
    for edge in network.edges:
        kind = relation(edge)
        times = seen[edge.source, edge.target, kind] = seen.get((edge.source, edge.target, kind), 0) + 1
        if times > 1:
            kind = f"{kind} {times}"
        time = edge_spell(edge) if dynamic else None
        yield (
            f'      <edge id="{escape(edge.id)}" source="{escape(edge.source)}" '
            f'target="{escape(edge.target)}" label="{escape(named(edge.label, kind))}" kind="{escape(kind)}" '
            f'weight="{float(edge.weight)}">'
            f"<attvalues>{values(edge)}</attvalues>{_spells((time,)) if time else ''}</edge>\n"
        )


def _values(columns: tuple[Column, ...]) -> Callable[[Node | Edge], str]:
    """A function that writes a record's values; an empty one is left out, as the format has no "none"."""
    parts = [
        (column.read, _FORMS[column.kind], f'<attvalue for="{escape(column.name)}" value="')
        for column in columns
    ]

    def write(record: Node | Edge) -> str:
        found = []
        for read, form, opening in parts:
            value = read(record)
            if present(value):
                found.append(f'{opening}{form(value)}"/>')
        return "".join(found)

    return write


def _boolean(value: Value) -> str:
    return "true" if value else "false"


def _number(value: Value) -> str:
    assert isinstance(value, int | float)
    return repr(float(value))


def _text(value: Value) -> str:
    return escape(str(value))


def _list(value: Value) -> str:
    """As Gephi and graphology read a list: in brackets, what is no plain word in quotes."""
    assert isinstance(value, tuple)
    return f"[{', '.join(map(_item, value))}]"


def _item(text: str) -> str:
    if _plain_items(text):
        return text
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return escape(f'"{quoted}"')


_FORMS: Mapping[Kind, Callable[[Value], str]] = {
    "string": _text,
    "integer": str,
    "double": _number,
    "boolean": _boolean,
    "list": _list,
}


def edge_spell(edge: Edge) -> Spell | None:
    """When an edge holds, by the dates of its fact; None when the text gives none."""
    if not edge.start and not edge.end:
        return None
    return spell(edge.start, edge.end, lasting=edge.kind in LASTING)


def _node_spells(network: Network) -> dict[str, list[Spell]]:
    """Node -> when it is there; a node that is always there is left out."""
    found: dict[str, list[Spell] | None] = {}
    for edge in network.edges:
        time = edge_spell(edge)
        for node in (edge.source, edge.target):
            if time is None:
                found[node] = None
            elif (known := found.setdefault(node, [])) is not None:
                known.append(time)
    for fact in network.nodes:
        if fact.fact:
            time = spell(fact.start, fact.end, lasting=fact.kind in LASTING)
            found[fact.id] = [time] if time else None
    return {node: union(times) for node, times in found.items() if times}


def _within(places: Mapping[str, tuple[float, float]]) -> Mapping[str, tuple[float, float]]:
    if not places:
        return places
    middle_x = sum(x for x, _ in places.values()) / len(places)
    middle_y = sum(y for _, y in places.values()) / len(places)
    far = max(max(abs(x - middle_x), abs(y - middle_y)) for x, y in places.values())
    factor = min(1.0, _FURTHEST / far) if far else 1.0
    return {
        node: (round((x - middle_x) * factor, 2) + 0.0, round((y - middle_y) * factor, 2) + 0.0)
        for node, (x, y) in places.items()
    }


def _spells(spells: tuple[Spell, ...] | list[Spell]) -> str:
    if not spells:
        return ""
    return f"<spells>{''.join(_spell(start, end) for start, end in spells)}</spells>"


def _spell(start: Day | None, end: Day | None) -> str:
    first = f' start="{iso(start)}"' if start else ""
    last = f' end="{iso(end)}"' if end else ""
    return f"<spell{first}{last}/>"
