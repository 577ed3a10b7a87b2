"""Nodes and edges as plain records: what a network file holds, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """An entity.

    Attributes:
        id: its IRI.
        kind: most specific class, as a local name: Person, Country, Company, Treaty…
        wikidata: Q identifier, "" when unknown; iso3166: two-letter code of a country, else "".
        mentions: number of documents that name it.
    """

    id: str
    label: str
    kind: str
    wikidata: str = ""
    iso3166: str = ""
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """A link that one fact makes between two entities. Parallel edges are normal: each keeps its own id.

    Attributes:
        id: stable: made from the fact, the roles and the two ends.
        roles: what the source and the target are to the fact, as "visitor-host".
        kind: class of the fact; detail: its post, stage, kind of visit, stance or indicator, else "".
        symmetric: both ends play one role, and could change places.
        sectors: codes, sorted.
        start, end: ISO dates of any precision, "" when the text gives none.
        evidence: number of passages that state the fact.
        fact: its IRI.
    """

    id: str
    source: str
    target: str
    label: str
    kind: str
    roles: str
    symmetric: bool
    fact: str
    detail: str = ""
    status: str = ""
    sectors: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    confidence: float = 0.0
    evidence: int = 0


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges, each sorted by id; both ends of every edge are among the nodes."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def __post_init__(self) -> None:
        known = {node.id for node in self.nodes}
        for edge in self.edges:
            if edge.source not in known or edge.target not in known:
                raise ValueError(f"{edge.id} has an end that is not a node")
