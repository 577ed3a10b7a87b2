"""A fact, or what else was found at fault, with its words: published, or set aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from diplograph.curation.keys import thing_iri
from diplograph.curation.naming import label_of
from diplograph.model import FACT_ROLES, Role, ValueKind
from diplograph.model.keys import slug
from diplograph.query.explaining import Passages, Words
from diplograph.query.rows import select
from diplograph.rdf.identifiers import document_graph_iri, graph_iri
from diplograph.rdf.vocabulary import (
    ALT_LABEL,
    DG,
    EVIDENCE,
    HAS_SOURCE,
    OA,
    RDF_TYPE,
    RDFS_LABEL,
    SECTOR,
    dg,
    narrowest,
)
from diplograph.store import Store

_ROLES: Mapping[str, Role] = {role.name: role for roles in FACT_ROLES.values() for role in roles}


@dataclass(frozen=True, slots=True)
class Told:
    """A value of a role: as a ledger writes it, and in words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Described:
    """A thing at the desk.

    Attributes:
        key: its IRI below the base.
        type, status: local names; "" for what has none.
        confidence: -1 for what has none.
        roles: role → values, in the order of the schema.
        words: where documents state it.
        aside: whether it was set aside, and is not published.
    """

    key: str
    label: str
    type: str
    status: str
    confidence: float
    roles: Mapping[str, tuple[Told, ...]]
    words: tuple[Words, ...]
    aside: bool

    @property
    def is_fact(self) -> bool:
        """Whether it states something."""
        return bool(self.status)

    def claim(self, **changed: Sequence[str]) -> str:
        """The fact in one line, as an analyst would state it.

        Args:
            changed: role (or "status") → values in place of those it has; none takes the role out.
        """
        from diplograph.model.claims import Claim

        roles = {name: tuple(told.value for told in values) for name, values in self.roles.items()}
        status = "".join(changed.pop("status", (self.status,)))
        roles |= {name: tuple(values) for name, values in changed.items()}
        known = [role.name for role in FACT_ROLES[self.type]]
        ordered = {name: roles[name] for name in known if roles.get(name)}
        return str(Claim(self.type, ordered, "" if status == "Actual" else status))


Heading = tuple[str, str, str]  # identifier, title, day of publication


def headings(store: Store) -> dict[str, Heading]:
    """IRI of each document → what heads its passages."""
    return {record.iri: (record.identifier, record.title, record.published) for record in store.documents()}


class Describer:
    """Describes things of one open store."""

    def __init__(self, store: Store, *, documents: Mapping[str, Heading] | None = None) -> None:
        """`documents` are those of the store, from `headings`, for whoever opens it often."""
        self._store = store
        self._documents = headings(store) if documents is None else documents
        self._passages = cache(lambda identifier: Passages(store.text(identifier)))
        self._texts = cache(store.text)
        self._aside = graph_iri(store.base, "quarantine")

    def key(self, iri: str) -> str:
        """Key of a thing of this store."""
        return unquote(iri.removeprefix(self._store.base))

    def describe(self, key: str) -> Described:
        """What the published graph says of a thing, else what was set aside of it."""
        thing = thing_iri(self._store.base, key)
        rows = select(self._store, "SELECT ?p ?o { ?thing ?p ?o }", thing=thing)
        aside = not any(f"<{predicate}>" == RDF_TYPE for predicate, _ in rows)
        if aside:
            rows = select(
                self._store, f"SELECT ?p ?o {{ GRAPH <{self._aside}> {{ ?thing ?p ?o }} }}", thing=thing
            )
        values: dict[str, list[str]] = defaultdict(list)
        for predicate, value in sorted(rows):
            values[f"<{predicate}>"].append(value)
        status = values[dg("status")]
        kind = narrowest(name.removeprefix(DG) for name in values[RDF_TYPE] if name.startswith(DG))
        confidence = values[dg("confidence")]
        return Described(
            key=key,
            label=min(values[RDFS_LABEL], default="") or label_of(self._store, key),
            type=kind,
            status=status[0].removeprefix(DG) if status else "",
            confidence=float(confidence[0]) if confidence and _is_number(confidence[0]) else -1.0,
            roles=self._roles(values, kind) if status else {},
            words=self._words(values[EVIDENCE]),
            aside=aside,
        )

    def _roles(self, values: Mapping[str, list[str]], kind: str) -> dict[str, tuple[Told, ...]]:
        known = [role.name for role in FACT_ROLES.get(kind, ())] or sorted(_ROLES)
        return {
            name: tuple(self._told(_ROLES[name], value) for value in values[dg(name)])
            for name in known
            if values.get(dg(name))
        }

    def _told(self, role: Role, value: str) -> Told:
        base = self._store.base
        if role.kind is ValueKind.AMOUNT and value.startswith(base):
            return self._amount(value)
        if value.startswith(base):
            key = unquote(value.removeprefix(base))
            return Told(key, label_of(self._store, key))
        for namespace in (DG, SECTOR):
            if value.startswith(namespace):
                return Told(value.removeprefix(namespace), value.removeprefix(namespace))
        return Told(value, value)

    def _amount(self, node: str) -> Told:
        fields = f"""?thing {dg("value")} ?v ; {dg("unit")} ?u ; {RDFS_LABEL} ?l
            OPTIONAL {{ ?thing {dg("modifier")} ?m }} OPTIONAL {{ ?thing {dg("upperValue")} ?h }}"""
        rows = select(
            self._store,
            f"SELECT DISTINCT ?v ?u ?l ?m ?h {{ {{ {fields} }} UNION {{ GRAPH ?g {{ {fields} }} }} }}",
            thing=node,
        )
        if not rows:
            return Told("", node)
        value, unit, label, modifier, high = min(rows)
        size = f"{value}..{high}" if high else value
        return Told(f"{modifier.removeprefix(DG)} {size} {unit}".strip(), label)

    def _words(self, passages: Sequence[str]) -> tuple[Words, ...]:
        found: set[Words] = set()
        for passage in passages:
            about = f"?thing {HAS_SOURCE} ?d ; <{OA}start> ?a ; <{OA}end> ?b ; <{OA}exact> ?q"
            around = f"OPTIONAL {{ ?thing <{OA}prefix> ?x }} OPTIONAL {{ ?thing <{OA}suffix> ?y }}"
            rows = select(
                self._store,
                f"SELECT DISTINCT ?d ?a ?b ?q ?x ?y {{ GRAPH ?g {{ {about} {around} }} }}",
                thing=passage,
            )
            found.update(map(self._quote, rows))
        return tuple(sorted(found, key=lambda each: (each.published, each.document, each.start)))

    def passage(self, identifier: str, start: int, end: int) -> Words:
        """A passage of a document by its place, in its sentence."""
        documents = {name: (title, published) for name, title, published in self._documents.values()}
        title, published = documents.get(identifier, ("", ""))
        before, quote, after = self._passages(identifier).cut(start, end)
        return Words(identifier, title, published, start, end, before, quote, after)

    def name_in(self, identifier: str, key: str, person: str) -> str:
        """How a document writes the name of a person that it was told to mean."""
        graph = document_graph_iri(self._store.base, identifier)
        thing = thing_iri(self._store.base, person)
        forms = f"{{ ?thing {ALT_LABEL} ?l }} UNION {{ ?thing {RDFS_LABEL} ?l }}"
        rows = select(self._store, f"SELECT ?l {{ GRAPH <{graph}> {{ {forms} }} }}", thing=thing)
        names = {slug(name): name for (name,) in sorted(rows)}
        return names.get(key.partition("/")[2], key)

    def offices(self, identifier: str, person: str) -> tuple[Words, ...]:
        """Where a document tells what somebody holds."""
        graph = document_graph_iri(self._store.base, identifier)
        rows = select(
            self._store,
            f"SELECT DISTINCT ?e {{ GRAPH <{graph}> {{ ?f {dg('holder')} ?thing ; {EVIDENCE} ?e }} }}",
            thing=thing_iri(self._store.base, person),
        )
        return self._words([passage for (passage,) in sorted(rows)])

    def _quote(self, row: tuple[str, ...]) -> Words:
        source, first, last, quote, before, after = row
        identifier, title, published = self._documents.get(source, (source, "", ""))
        start, end = (int(number) if number.isdigit() else 0 for number in (first, last))
        text = self._texts(identifier) if source in self._documents else ""
        if start < end and text[start:end] == quote:
            before, quote, after = self._passages(identifier).cut(start, end)
        return Words(identifier, title, published, start, end, before, quote, after)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
