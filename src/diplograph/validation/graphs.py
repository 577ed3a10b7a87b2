"""Between term strings and rdflib."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

import rdflib

from diplograph.rdf.terms import Triple, literal, split_literal

_RDFLIB_LOG = logging.getLogger("rdflib.term")


def to_graph(triples: Iterable[Triple], graph: rdflib.Graph | None = None) -> rdflib.Graph:
    """An rdflib graph from term strings, literals as they are written."""
    graph = rdflib.Graph() if graph is None else graph
    terms: dict[str, rdflib.term.Node] = {}

    def term(text: str) -> Any:
        node = terms.get(text)
        if node is None:
            node = terms[text] = _node(text)
        return node

    # A date such as 31 February is for the shapes to tell, not for a traceback in rdflib's log.
    level = _RDFLIB_LOG.level
    _RDFLIB_LOG.setLevel(logging.ERROR)
    try:
        graph.addN((term(subject), term(predicate), term(obj), graph) for subject, predicate, obj in triples)
    finally:
        _RDFLIB_LOG.setLevel(level)
    return graph


def _node(text: str) -> rdflib.term.Node:
    if text.startswith("<"):
        return rdflib.URIRef(text[1:-1])
    if text.startswith("_:"):
        return rdflib.BNode(text[2:])
    value, language, datatype = split_literal(text)
    kind = rdflib.URIRef(datatype) if datatype else None
    return rdflib.Literal(value, lang=language or None, datatype=kind, normalize=False)


def text_of_node(node: Any) -> str:
    """The term string of a node, as it was given; a text typed xsd:string is a plain one."""
    if isinstance(node, rdflib.Literal):
        kind = "" if node.datatype in (None, rdflib.XSD.string) else str(node.datatype)
        return literal(str(node), language=node.language or "", datatype=kind)
    return f"_:{node}" if isinstance(node, rdflib.BNode) else f"<{node}>"
