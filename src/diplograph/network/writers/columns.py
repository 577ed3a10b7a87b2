"""The columns of nodes and edges: one table for all network formats, one type per column.

What is no string has its type in every row. A node's further `attributes` (its measures) become columns of
their own, after the others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from operator import attrgetter
from typing import Any, Literal, TypeGuard

from diplograph.model.days import days
from diplograph.network.records import Edge, Network, Node

Kind = Literal["string", "integer", "double", "boolean", "list"]
Value = str | int | float | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A named value of each record.

    Attributes:
        kind: type of its values; a list is of texts.
        read: from a Node or an Edge; this record may have none (`present`).
    """

    name: str
    kind: Kind
    read: Callable[[Any], Value | None]


def year(date: str) -> int | None:
    """Year of an ISO date of any precision; None when there is none."""
    found = days(date)
    return found[0][0] if found else None


_TIME = (
    Column("from", "string", attrgetter("start")),
    Column("until", "string", attrgetter("end")),
    Column("year", "integer", lambda record: year(record.start or record.end)),
)
_ENTITY = (
    Column("class", "string", attrgetter("kind")),
    Column("wikidata", "string", attrgetter("wikidata")),
    Column("iso3166", "string", attrgetter("iso3166")),
    Column("country", "string", attrgetter("country")),
    Column("mentions", "integer", attrgetter("mentions")),
    Column("sectors", "list", attrgetter("sectors")),
)
_FACT_NODE = (
    Column("caption", "string", lambda node: (node.start or node.end) if node.fact else node.label),
    Column("fact", "boolean", attrgetter("fact")),
    Column("status", "string", attrgetter("status")),
    *_TIME,
    Column("confidence", "double", lambda node: node.confidence if node.fact else None),
    Column("sources", "integer", lambda node: node.weight if node.fact else None),
    Column("evidence", "list", attrgetter("evidence")),
)
# `id`, both ends, `label` and `weight` stand beside them in every format.
EDGE_COLUMNS = (
    Column("class", "string", attrgetter("kind")),
    Column("relation", "string", attrgetter("relation")),
    Column("roles", "string", attrgetter("roles")),
    Column("detail", "string", attrgetter("detail")),
    Column("symmetric", "boolean", attrgetter("symmetric")),
    Column("status", "string", attrgetter("status")),
    Column("sectors", "list", attrgetter("sectors")),
    *_TIME,
    Column("confidence", "double", attrgetter("confidence")),
    Column("fact", "string", attrgetter("fact")),
    Column("evidence", "list", attrgetter("evidence")),
)


def present(value: Value | None) -> TypeGuard[Value]:
    """Whether a value says something: no empty text or list, no number that is none or endless."""
    return value is not None and value not in ("", ()) and (not isinstance(value, float) or isfinite(value))


def node_columns(network: Network) -> tuple[Column, ...]:
    """Columns of the nodes beside `id` and `label`: those of facts only where facts are nodes."""
    facts = _FACT_NODE if any(node.fact for node in network.nodes) else ()
    known = {column.name for column in (*_ENTITY, *facts)}
    return (*_ENTITY, *facts, *_measures(network, known))


def _measures(network: Network, known: set[str]) -> list[Column]:
    kinds: dict[str, set[type]] = {}
    for node in network.nodes:
        for name, value in node.attributes:
            kinds.setdefault(name, set()).add(type(value))
    return [
        Column(f"{name}_" if name in known else name, _kind(types), _attribute(name))
        for name, types in sorted(kinds.items())
    ]


def _kind(types: set[type]) -> Kind:
    if types == {int}:
        return "integer"
    return "double" if types <= {int, float} else "string"


def _attribute(name: str) -> Callable[[Node], Value | None]:
    def read(node: Node) -> Value | None:
        return next((value for known, value in node.attributes if known == name), None)

    return read


def relation(edge: Edge) -> str:
    """What kind of link an edge is."""
    return edge.relation or edge.kind


def joined(items: tuple[str, ...]) -> str:
    """A list in one text, for formats without lists: "|" stands in no IRI and no code."""
    return "|".join(item.replace("|", "¦") for item in items)
