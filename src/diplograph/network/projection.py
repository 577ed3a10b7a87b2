"""From the published facts to a network: who is linked with whom, and by what.

actors  a fact links its arguments two by two (`relations.LINKS`): each visitor with each host, any two
        parties of an agreement. Nodes are actors, and the places they visit or build in
events  actors and places on one side, facts on the other; one edge a role, from the fact to its argument
full    as events, with everything that is named as a node: also facts that name facts

Nothing is lost silently: a fact that makes no edge stands in `Network.left` with the reason.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from itertools import combinations, product
from operator import attrgetter

from diplograph.model.schema import ACTORS, PLACES
from diplograph.network import cache
from diplograph.network.filters import Filters, classes_of, fact_span, rolls_up
from diplograph.network.naming import known
from diplograph.network.published import ENTITY_CLASSES, ROLES, Published, Row, document_of, read_published
from diplograph.network.records import Edge, Left, Network, Node, Reason
from diplograph.network.relations import LINKS, NO_STANCE, RELATIONS, STANCES, Link
from diplograph.rdf.identifiers import local_name
from diplograph.rdf.terms import Triple
from diplograph.store import Store

VIEWS = ("actors", "events", "full")
_ACTORS = frozenset(kind.value for kind in ACTORS | PLACES)
_Ends = tuple[str, str, Link]  # source, target, what links them


def project(
    source: Store | Published | Iterable[Triple],
    *,
    view: str = "actors",
    filters: Filters | None = None,
    isolated: bool | None = None,
) -> Network:
    """See the published facts as a network.

    Args:
        source: a store that is open, what `read_published` gave, or triples in any order, read once.
        view: one of VIEWS.
        filters: which facts; None: all that are not denied.
        isolated: keep nodes without any edge; None: only when no filter narrows the view.
    Raises:
        UsageError: the view, or a relation or sector that a filter names, is unknown.
    """
    known(view, VIEWS, what="view")
    with _collector_at_rest():
        return _project(source, view, filters or Filters(), isolated)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No search for cycles: half a million records hold none, and would be walked over and over."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _project(
    source: Store | Published | Iterable[Triple], view: str, filters: Filters, isolated: bool | None
) -> Network:
    published = source if isinstance(source, Published) else _read(source)
    nodes = {iri: node for iri, node in published.entities.items() if _is_node(node.kind, view)}
    choose = _Chooser(filters, published.entities, view)
    edges: list[Edge] = []
    facts: dict[str, Node] = {}
    left: list[Left] = []
    for row in published.facts:
        reason = choose.refusal(row)
        if reason is None:
            made, reason = _edges(row, nodes, view, choose.relations)
            edges += made
            if view != "actors" and (made or reason in (Reason.NO_PARTY, Reason.ONE_PARTY)):
                facts[row.iri] = _fact_node(row, published.entities.get(row.iri))
        if reason is not None:
            left.append(Left(row.iri, reason))
    nodes.update(facts)
    if not (isolated if isolated is not None else not filters.narrows):
        ends = {end for edge in edges for end in (edge.source, edge.target)}
        nodes = {iri: node for iri, node in nodes.items() if iri in ends}
    return Network(
        nodes=tuple(nodes[iri] for iri in sorted(nodes)),
        edges=tuple(sorted(edges, key=attrgetter("id"))),
        view=view,
        facts=len(published.facts),
        left=tuple(left),
    )


def _read(source: Store | Iterable[Triple]) -> Published:
    return cache.published(source) if isinstance(source, Store) else read_published(source)


def _is_node(kind: str, view: str) -> bool:
    return kind in _ACTORS if view != "full" else kind in ENTITY_CLASSES


class _Chooser:
    """Filters made ready for many facts."""

    def __init__(self, filters: Filters, entities: Mapping[str, Node], view: str) -> None:
        self._filters = filters
        self._entities = entities
        names = RELATIONS if view == "actors" else ROLES
        self.relations = frozenset(known(name, names, what="relation") for name in filters.relations)
        self._statuses = frozenset(filters.statuses)
        self._classes = frozenset(filters.classes)
        self._countries = frozenset(filters.countries)
        self._documents = frozenset(map(local_name, filters.documents))
        self._dated = bool(filters.since or filters.until)
        self._first, self._last = filters.period

    def refusal(self, row: Row) -> Reason | None:
        """Why a fact is not taken; None when it is."""
        filters = self._filters
        if row.status not in self._statuses:
            return Reason.STATUS
        if self._classes and self._classes.isdisjoint(classes_of(row.kind)):
            return Reason.CLASS
        if filters.sectors and not any(rolls_up(code, filters.sectors) for code in row.sectors):
            return Reason.SECTOR
        if self._countries and not self._in_countries(row):
            return Reason.COUNTRY
        if self._dated:
            span = fact_span(row.start, row.end)
            if span is None:
                return Reason.UNDATED
            if span[1] < self._first or span[0] > self._last:
                return Reason.PERIOD
        if row.confidence < filters.min_confidence:
            return Reason.CONFIDENCE
        if self._documents and self._documents.isdisjoint(map(document_of, row.evidence)):
            return Reason.DOCUMENT
        return None

    def _in_countries(self, row: Row) -> bool:
        for _, values in row.arguments:
            for value in values:
                node = self._entities.get(value)
                if value in self._countries or (node is not None and node.country in self._countries):
                    return True
        return False


def _edges(
    row: Row, nodes: Mapping[str, Node], view: str, relations: frozenset[str]
) -> tuple[list[Edge], Reason | None]:
    """The edges of a fact; without any, the reason."""
    named: dict[str, list[str]] = {}
    for role, values in row.arguments:
        # The node's own text, so that a hundred thousand edges share one text a node.
        found = [nodes[value].id for value in values if value in nodes and value != row.iri]
        if found:
            named[role] = found
    ends = list(_pairs(row, named) if view == "actors" else _roles(row, named))
    kept = [end for end in ends if end[2].relation in relations] if relations else ends
    if kept:
        fact = _key(row.iri)
        return [_edge(row, fact, source, target, link) for source, target, link in kept], None
    if ends:
        return [], Reason.RELATION
    parties = {value for values in named.values() for value in values}
    if view == "actors" and len(parties) == 1 and _meets_itself(row.kind, named):
        return [], Reason.SELF_LOOP
    return [], Reason.ONE_PARTY if parties else Reason.NO_PARTY


def _pairs(row: Row, named: Mapping[str, list[str]]) -> Iterator[_Ends]:
    for link in LINKS.get(row.kind, ()):
        sources = named.get(link.source)
        if not sources:
            continue
        if not link.relation:
            link = replace(link, relation=STANCES.get(row.detail, NO_STANCE))
        if link.symmetric:
            for one, other in combinations(sources, 2):
                yield one, other, link
        else:
            for one, other in product(sources, named.get(link.target, ())):
                if one != other:
                    yield one, other, link


def _meets_itself(kind: str, named: Mapping[str, list[str]]) -> bool:
    links = (link for link in LINKS.get(kind, ()) if not link.symmetric)
    return any(link.source in named and link.target in named for link in links)


def _roles(row: Row, named: Mapping[str, list[str]]) -> Iterator[_Ends]:
    for role, values in named.items():
        for value in values:
            yield row.iri, value, _role_link(role)


@lru_cache
def _role_link(role: str) -> Link:
    return Link("subject", role, role)


def _edge(row: Row, fact: str, source: str, target: str, link: Link) -> Edge:
    return Edge(
        f"{fact}_{link.roles}_{_key(source)}_{_key(target)}",
        source,
        target,
        row.label,
        row.kind,
        link.relation,
        link.roles,
        link.symmetric,
        row.iri,
        row.detail,
        row.status,
        row.sectors,
        row.start,
        row.end,
        row.confidence,
        row.weight,
        row.evidence,
    )


def _fact_node(row: Row, entity: Node | None) -> Node:
    node = entity or Node(id=row.iri, label=row.label, kind=row.kind)
    return replace(
        node,
        fact=True,
        status=row.status,
        sectors=row.sectors or node.sectors,
        start=row.start,
        end=row.end,
        confidence=row.confidence,
        weight=row.weight,
        evidence=row.evidence,
    )


@lru_cache(maxsize=65536)
def _key(iri: str) -> str:
    """The last two steps of an IRI: "country/france"."""
    return "/".join(iri.rsplit("/", 2)[-2:])
