"""GEXF 1.3 for Gephi: streamed as text, deterministic, valid against the schema of the format.

https://gexf.net/schema.html. No date is written, so that the same network gives the same bytes. Dates of
facts are plain attributes and not the format's own `start`: they may be a year or a month, and a graph
whose edges come and go is the user's choice to make in Gephi. Every edge is written as directed, since most
readers (networkx, igraph) refuse a file that mixes both; `symmetric` tells those whose ends play one role.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO

from diplograph.network.records import Edge, Node

Value = str | int | float | bool

# Attribute -> (GEXF type, how to read it): one type per attribute, whatever its values are.
NODE_ATTRIBUTES: Mapping[str, tuple[str, Callable[[Node], Value]]] = {
    "kind": ("string", lambda node: node.kind),
    "wikidata": ("string", lambda node: node.wikidata),
    "iso3166": ("string", lambda node: node.iso3166),
    "mentions": ("integer", lambda node: node.mentions),
}
EDGE_ATTRIBUTES: Mapping[str, tuple[str, Callable[[Edge], Value]]] = {
    "class": ("string", lambda edge: edge.kind),
    "fact": ("anyURI", lambda edge: edge.fact),
    "roles": ("string", lambda edge: edge.roles),
    "detail": ("string", lambda edge: edge.detail),
    "symmetric": ("boolean", lambda edge: edge.symmetric),
    "status": ("string", lambda edge: edge.status),
    "sectors": ("string", lambda edge: " ".join(edge.sectors)),
    "from": ("string", lambda edge: edge.start),
    "until": ("string", lambda edge: edge.end),
    "confidence": ("double", lambda edge: edge.confidence),
    "evidence": ("integer", lambda edge: edge.evidence),
}

# XML 1.0 has no place for these, not even escaped; a lone surrogate cannot be encoded.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": " ", "\t": " ", "\r": " "}
_SPECIAL = str.maketrans(_ESCAPES)
_BATCH = 2000  # elements per write


def write_gexf(nodes: Iterable[Node], edges: Iterable[Edge], out: BinaryIO) -> None:
    """Write a network as GEXF 1.3, UTF-8, in the order given.

    The class of a fact is the edge's `kind`, by which Gephi keeps parallel edges apart, and `class` for the
    readers that do not know `kind`.
    """
    pieces = _document(nodes, edges)
    while batch := "".join(islice(pieces, _BATCH)):
        out.write(batch.encode())


def _document(nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield "  <meta>\n    <creator>diplograph</creator>\n"
    yield "    <description>Published facts as links between entities</description>\n  </meta>\n"
    yield '  <graph mode="static" defaultedgetype="directed" idtype="string">\n'
    yield from _declarations("node", NODE_ATTRIBUTES)
    yield from _declarations("edge", EDGE_ATTRIBUTES)
    yield "    <nodes>\n"
    yield from map(_node, nodes)
    yield "    </nodes>\n    <edges>\n"
    yield from map(_edge, edges)
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _declarations(owner: str, attributes: Mapping[str, tuple[str, object]]) -> Iterator[str]:
    yield f'    <attributes class="{owner}">\n'
    for name, (kind, _) in attributes.items():
        yield f'      <attribute id="{name}" title="{name}" type="{kind}"/>\n'
    yield "    </attributes>\n"


def _node(node: Node) -> str:
    values = "".join(_value(name, read(node)) for name, (_, read) in NODE_ATTRIBUTES.items())
    return (
        f'      <node id="{_escape(node.id)}" label="{_escape(node.label)}">'
        f"<attvalues>{values}</attvalues></node>\n"
    )


def _edge(edge: Edge) -> str:
    values = "".join(_value(name, read(edge)) for name, (_, read) in EDGE_ATTRIBUTES.items())
    ends = f'source="{_escape(edge.source)}" target="{_escape(edge.target)}"'
    return (
        f'      <edge id="{_escape(edge.id)}" {ends} label="{_escape(edge.label)}" '
        f'kind="{_escape(edge.kind)}" weight="1.0"><attvalues>{values}</attvalues></edge>\n'
    )


def _value(name: str, value: Value) -> str:
    """One value; an empty text is left out, as the format has no other way to say "none"."""
    if value == "":
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f'<attvalue for="{name}" value="{_escape(text)}"/>'


def _escape(text: str) -> str:
    return _NOT_XML.sub("", text).translate(_SPECIAL)
