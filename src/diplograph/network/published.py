"""The published facts and entities as rows, from a store or from triples: all a network needs, no text.

What a value is read by depends on what it costs: a store looks every IRI that it gives back up on disk, so
classes, statuses and sectors are asked for value by value, and the passages' words are never read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from diplograph.model import AGREEMENT_CLASSES, EVENT_CLASSES, FACT_ROLES, EntityType, ValueKind
from diplograph.network.records import Node
from diplograph.rdf.terms import Triple, is_literal, split_literal
from diplograph.rdf.vocabulary import DG, RDF_TYPE, RDFS_LABEL, SAME_AS, SECTOR, WIKIDATA, dg, narrowest
from diplograph.store import Store
from diplograph.store.location import reading

ENTITY_CLASSES = frozenset(kind.value for kind in EntityType) | {*AGREEMENT_CLASSES, *EVENT_CLASSES}
ROLES = tuple(
    sorted({role.name for roles in FACT_ROLES.values() for role in roles if role.kind is ValueKind.ENTITY})
)
_DETAILS = ("post", "visitKind", "stage", "stance", "indicator")
# Predicates whose values are few, and each has many subjects.
_FEW = ("status", "confidence", "sources", "sector", *_DETAILS)
_MANY = ("start", "end", "evidence", "homeCountry", "iso3166", "activeIn", *ROLES)
_CLASSES = tuple(sorted({*ENTITY_CLASSES, *FACT_ROLES}))

Column = dict[str, list[str]]  # subject → values, as IRIs without brackets or bare texts


class Row(NamedTuple):
    """A published fact; `arguments` are the entities it names by role, roles and values sorted."""

    iri: str
    kind: str
    label: str
    detail: str
    status: str
    sectors: tuple[str, ...]
    start: str
    end: str
    confidence: float
    weight: int
    evidence: tuple[str, ...]
    arguments: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Published:
    """What a store publishes: entities by IRI, as nodes; facts, sorted by IRI."""

    entities: Mapping[str, Node]
    facts: tuple[Row, ...]


def read_published(source: Store | Iterable[Triple]) -> Published:
    """Read a store that is open, or triples in any order, once.

    An entity is what has a class of entities and is named by a document or by a fact.

    Raises:
        StoreError: the store cannot be read.
    """
    columns = _of_store(source) if isinstance(source, Store) else _of_triples(source)
    facts = tuple(_rows(columns))
    return Published(entities=_entities(columns, facts), facts=facts)


def document_of(evidence: str) -> str:
    """Local name of the document that a passage is of, from the passage's IRI (`evidence/DOCUMENT.1-9`)."""
    return evidence.rpartition("/")[2].rpartition(".")[0]


# Columns


def _of_store(store: Store) -> dict[str, Column]:
    with reading(store.path):  # rows are found while they are read
        return _columns(store)


def _columns(store: Store) -> dict[str, Column]:
    columns: dict[str, Column] = {name: defaultdict(list) for name in (*_FEW, *_MANY)}
    columns["@type"] = defaultdict(list)
    for kind in _CLASSES:
        _by_value(store, RDF_TYPE, dg(kind), kind, columns["@type"])
    for name in _FEW:
        values = _select(store, f"SELECT DISTINCT ?o {{ ?s {dg(name)} ?o }}")
        for value in sorted(str(row[0]) for row in values):
            _by_value(store, dg(name), value, _plain(value), columns[name])
    pairs = {**{name: dg(name) for name in _MANY}, "@label": RDFS_LABEL, "@same": SAME_AS}
    for name, predicate in pairs.items():
        column = columns.setdefault(name, defaultdict(list))
        for subject, value in _select(store, f"SELECT ?s ?o {{ ?s {predicate} ?o }}"):
            column[subject.value].append(value.value)
    counted = f"SELECT ?s (COUNT(DISTINCT ?o) AS ?n) {{ ?s {dg('mentionedIn')} ?o }} GROUP BY ?s"
    columns["mentions"] = {subject.value: [number.value] for subject, number in _select(store, counted)}
    return columns


def _select(store: Store, sparql: str) -> Iterable[tuple[Any, ...]]:
    """Rows of a SELECT, as terms of the engine."""
    return cast(Iterable[tuple[Any, ...]], store.query(sparql))


def _by_value(store: Store, predicate: str, value: str, told: str, column: Column) -> None:
    for (subject,) in _select(store, f"SELECT ?s {{ ?s {predicate} {value} }}"):
        column[subject.value].append(told)


def _of_triples(triples: Iterable[Triple]) -> dict[str, Column]:
    wanted = {dg(name): name for name in (*_FEW, *_MANY, "mentionedIn")}
    wanted |= {RDF_TYPE: "@type", RDFS_LABEL: "@label", SAME_AS: "@same"}
    columns: dict[str, Column] = {name: defaultdict(list) for name in wanted.values()}
    for subject, predicate, value in triples:
        name = wanted.get(predicate)
        if name:
            columns[name][subject[1:-1]].append(_plain(value))
    columns["@type"] = {
        subject: [term.removeprefix(DG) for term in terms] for subject, terms in columns["@type"].items()
    }
    mentioned = columns.pop("mentionedIn")
    columns["mentions"] = {subject: [str(len(set(found)))] for subject, found in mentioned.items()}
    return columns


def _plain(term: str) -> str:
    return split_literal(term)[0] if is_literal(term) else term[1:-1]


# Rows


def _rows(columns: Mapping[str, Column]) -> Iterator[Row]:
    types, labels, sectors = columns["@type"], columns["@label"], columns["sector"]
    starts, ends, evidence = columns["start"], columns["end"], columns["evidence"]
    confidences, sources = columns["confidence"], columns["sources"]
    details = {
        subject: min(values) for name in reversed(_DETAILS) for subject, values in columns[name].items()
    }
    arguments: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for role in ROLES:
        for subject, values in columns[role].items():
            arguments[subject].append((role, tuple(sorted(set(values)))))
    for iri, status in sorted(columns["status"].items()):
        passages = tuple(sorted(set(evidence.get(iri, ()))))
        told = sources.get(iri)
        kind = narrowest(types.get(iri, ()), among=FACT_ROLES)
        detail = details.get(iri, "")
        yield Row(
            iri=iri,
            kind=kind,
            label=_least(labels, iri) or kind,
            detail=_local(detail),
            status=_local(min(status)),
            sectors=_sectors(sectors, iri),
            start=_least(starts, iri),
            end=_least(ends, iri),
            confidence=float(_least(confidences, iri) or 0),
            # A fact that an analyst states rests on no passage: the analyst is its one source.
            weight=max(1, int(told[0]) if told else len({document_of(passage) for passage in passages})),
            evidence=passages,
            arguments=tuple(arguments.get(iri, ())),
        )


def _entities(columns: Mapping[str, Column], facts: Iterable[Row]) -> Mapping[str, Node]:
    named = {value for fact in facts for _, values in fact.arguments for value in values}
    mentions = columns["mentions"]
    nodes: dict[str, Node] = {}
    for iri, classes in sorted(columns["@type"].items()):
        kind = narrowest(classes, among=ENTITY_CLASSES)
        if kind and (iri in mentions or iri in named):
            nodes[iri] = _entity(iri, kind, columns)
    return nodes


def _entity(iri: str, kind: str, columns: Mapping[str, Column]) -> Node:
    wikidata = [same.removeprefix(WIKIDATA) for same in columns["@same"].get(iri, ()) if WIKIDATA in same]
    return Node(
        id=iri,
        label=_least(columns["@label"], iri) or iri,
        kind=kind,
        wikidata=min(wikidata, default=""),
        iso3166=_least(columns["iso3166"], iri),
        country=iri if kind == EntityType.COUNTRY else _least(columns["homeCountry"], iri),
        mentions=int(_least(columns["mentions"], iri) or 0),
        sectors=_sectors(columns["activeIn"], iri),
    )


def _least(column: Mapping[str, list[str]], iri: str) -> str:
    values = column.get(iri)
    if not values:
        return ""
    return values[0] if len(values) == 1 else min(values)


def _sectors(column: Mapping[str, list[str]], iri: str) -> tuple[str, ...]:
    values = column.get(iri)
    return tuple(sorted({value.removeprefix(SECTOR) for value in values})) if values else ()


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]
