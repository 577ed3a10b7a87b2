"""Nodes, edges, and what became of the facts, as plain records: a network, whatever it is written to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from diplograph.network.topology import Topology

Value = str | int | float


class Reason(StrEnum):
    """Why a fact makes no edge; the value is how it is told."""

    STATUS = "status"
    CLASS = "class"
    SECTOR = "sector"
    COUNTRY = "country"
    PERIOD = "period"
    UNDATED = "undated"
    CONFIDENCE = "confidence"
    DOCUMENT = "document"
    RELATION = "relation"
    ONE_PARTY = "one party"
    NO_PARTY = "no party"
    SELF_LOOP = "self-loop"
    DISTANCE = "distance"


# The reasons that a filter gives, in the order in which filters are asked.
FILTERED = (
    Reason.STATUS,
    Reason.CLASS,
    Reason.SECTOR,
    Reason.COUNTRY,
    Reason.UNDATED,
    Reason.PERIOD,
    Reason.CONFIDENCE,
    Reason.DOCUMENT,
    Reason.RELATION,
    Reason.DISTANCE,
)


@dataclass(frozen=True, slots=True)
class Node:
    """An entity, or a fact in the views where facts are nodes.

    Attributes:
        id: its IRI.
        kind: most specific class, as a local name: Person, Country, Company, Treaty, Visit…
        fact: whether it is a fact; only then do status, start, end, confidence and weight say something.
        wikidata: Q identifier, "" when unknown; iso3166: two-letter code of a country, else "".
        country: IRI of the country it belongs to, a country's own, "" when unknown.
        mentions: number of documents that name it.
        sectors: codes in which it is active, or of the fact; sorted.
        weight: number of independent sources of a fact.
        evidence: IRIs of the passages that state a fact, sorted.
        attributes: measures written back (`annotate`), by name.
    """

    id: str
    label: str
    kind: str
    fact: bool = False
    wikidata: str = ""
    iso3166: str = ""
    country: str = ""
    mentions: int = 0
    sectors: tuple[str, ...] = ()
    status: str = ""
    start: str = ""
    end: str = ""
    confidence: float = 0.0
    weight: int = 0
    evidence: tuple[str, ...] = ()
    attributes: tuple[tuple[str, Value], ...] = ()


class Edge(NamedTuple):
    """A link that one fact makes between two nodes. Parallel edges are normal: each keeps its own id.

    Attributes:
        id: stable: made from the fact, the roles and the two ends.
        kind: class of the fact.
        relation: what joins the two: "visited", "met"…; the role where one end is the fact itself.
        roles: what the source and the target are to the fact, as "visitor-host".
        symmetric: both ends play one role, and could change places.
        fact: its IRI.
        detail: its post, stage, kind of visit, stance or indicator, else "".
        sectors: codes, sorted.
        start, end: ISO dates of any precision, "" when the text gives none.
        weight: number of independent sources that state the fact: a strength.
        evidence: IRIs of the passages that state it, sorted.
    """

    id: str
    source: str
    target: str
    label: str
    kind: str
    relation: str
    roles: str
    symmetric: bool
    fact: str
    detail: str = ""
    status: str = ""
    sectors: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    confidence: float = 0.0
    weight: float = 1
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """A fact that makes no edge, by its IRI, and why."""

    fact: str
    reason: Reason


@dataclass(frozen=True)
class Network:
    """A view of the published facts; both ends of every edge are among the nodes.

    Attributes:
        nodes, edges: each sorted by id.
        view: "actors", "events" or "full".
        facts: number of facts read; each is the `fact` of some edge or stands in `left`, never both.
        left: sorted by fact.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    view: str = "actors"
    facts: int = 0
    left: tuple[Left, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        known = {node.id for node in self.nodes}
        if {edge.source for edge in self.edges} <= known and {edge.target for edge in self.edges} <= known:
            return
        lost = next(edge for edge in self.edges if not {edge.source, edge.target} <= known)
        raise ValueError(f"{lost.id} has an end that is not a node")

    @cached_property
    def by_id(self) -> Mapping[str, Node]:
        """The nodes by id."""
        return MappingProxyType({node.id: node for node in self.nodes})

    @cached_property
    def topology(self) -> Topology:
        """The same as arrays, made when first asked for."""
        from diplograph.network.topology import topology_of

        return topology_of(self)

    def account(self) -> str:
        """What became of the facts, in one line for a person."""
        used = self.facts - len(self.left)
        edges = len(self.edges)
        counted = Counter(left.reason for left in self.left)
        told = [f"{_number(used, 'makes', 'make')} {edges} edge{'' if edges == 1 else 's'}"]
        told += [f"{counted[reason]} left out by {reason}" for reason in FILTERED if counted[reason]]
        if counted[Reason.ONE_PARTY]:
            told.append(f"{_number(counted[Reason.ONE_PARTY], 'has', 'have')} one party only")
        if counted[Reason.NO_PARTY]:
            told.append(f"{_number(counted[Reason.NO_PARTY], 'names', 'name')} no party")
        if counted[Reason.SELF_LOOP]:
            told.append(f"{_number(counted[Reason.SELF_LOOP], 'links', 'link')} a node with itself")
        return f"{self.facts} fact{'' if self.facts == 1 else 's'}: {', '.join(told)}"


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
