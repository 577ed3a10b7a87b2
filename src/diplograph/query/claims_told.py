"""The facts of a store with what each document says of them, and values that contradict one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from diplograph.query.citations import Citation, cite
from diplograph.query.rows import select
from diplograph.query.wording import named, wording
from diplograph.rdf.vocabulary import DG, RDFS_LABEL, dg, narrowest
from diplograph.store import Store


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the values that contradict one another, for people, with its fact (IRI) and the words for it.

    `citations` come by date, document and words; none where only an analyst states the value.
    """

    value: str
    fact: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Values that cannot all be right.

    Attributes:
        kind: one of figure, visit, agreement, status, office.
        about: what they are told of, in words.
        claims: two or more, by value.
    """

    kind: str
    about: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class ToldFact:
    """A published fact: role → values."""

    iri: str
    roles: Mapping[str, tuple[str, ...]]

    def one(self, role: str) -> str:
        """The first value of a role; "" for none."""
        return next(iter(self.roles.get(role, ())), "")


class World:
    """The store's facts by class, with what each document says of them."""

    def __init__(self, store: Store, *, language: str = "en") -> None:
        self._store = store
        self._language = language
        self._names: dict[str, str] = {}
        self._published: dict[str, str] = {}
        self._identifiers: dict[str, str] = {}
        for record in store.documents():
            self._published[record.graph] = record.published
            self._identifiers[record.graph] = record.identifier
        # Each document that tells a fact gives it a status; the facts that several tell are few.
        self.statuses: dict[str, dict[str, set[str]]] = {}
        for graph, fact, status in select(
            store, f"SELECT ?g ?f ?s {{ GRAPH ?g {{ ?f {dg('status')} ?s }} }}"
        ):
            if graph in self._published:
                of = self.statuses.setdefault(fact, {}).setdefault(graph, set())
                of.add(status.removeprefix(DG))

    def say(self, key: str, **parts: str) -> str:
        """A phrase of `data/wording/conflicts.csv`."""
        return wording("conflicts", self._language)[key].format(**parts)

    def word(self, name: str) -> str:
        """A value of the vocabulary: as queries have it, or in French."""
        return name if self._language == "en" else named(name, self._language)

    def facts(self, kind: str, roles: Sequence[str]) -> list[ToldFact]:
        """Facts of a class with some of their roles, by IRI."""
        found: dict[str, dict[str, list[str]]] = {}
        # The status first: a fact is what has one. A query for each role is half the price of one for all.
        for role in ("status", *roles):
            rows = select(self._store, f"SELECT ?f ?o {{ ?f a {dg(kind)} ; {dg(role)} ?o }}")
            for fact, value in rows:
                if role == "status":
                    found.setdefault(fact, {})
                if fact in found:
                    found[fact].setdefault(role, []).append(value)
        return [
            ToldFact(fact, {role: tuple(sorted(values)) for role, values in found[fact].items()})
            for fact in sorted(found)
        ]

    def told(self, fact: str, roles: Sequence[str]) -> dict[str, dict[str, tuple[str, ...]]]:
        """Graph → role → values of each document that tells a fact, by graph."""
        wanted = " ".join(map(dg, roles))
        rows = select(
            self._store,
            f"SELECT ?g ?p ?o {{ VALUES ?p {{ {wanted} }} GRAPH ?g {{ ?thing ?p ?o }} }}",
            thing=fact,
        )
        graphs = self.statuses.get(fact, {})
        found: dict[str, dict[str, set[str]]] = {}
        for graph, predicate, value in rows:
            if graph in graphs:
                role = predicate.removeprefix(DG)
                found.setdefault(graph, {}).setdefault(role, set()).add(value)
        return {g: {r: tuple(sorted(v)) for r, v in told.items()} for g, told in sorted(found.items())}

    def published_facts(self, facts: Iterable[str]) -> list[str]:
        """Those of some facts that the published graph has, sorted."""
        pattern = f"SELECT ?s {{ ?thing a {dg('Fact')} ; {dg('status')} ?s }} LIMIT 1"
        return [fact for fact in sorted(facts) if select(self._store, pattern, thing=fact)]

    def label(self, fact: str) -> str:
        """Least of the labels of a published fact."""
        rows = select(self._store, f"SELECT ?l {{ ?thing {RDFS_LABEL} ?l }}", thing=fact)
        return min((row[0] for row in rows), default=fact)

    def name(self, iri: str) -> str:
        """Label of a thing."""
        if iri not in self._names:
            label = (
                f"?thing {RDFS_LABEL} ?l"  # an amount that was outvoted has one in its document's graph only
            )
            query = f"SELECT ?l {{ {{ {label} }} UNION {{ GRAPH ?g {{ {label} }} }} }} ORDER BY ?l LIMIT 1"
            rows = select(self._store, query, thing=iri)
            self._names[iri] = rows[0][0] if rows else iri.rpartition("/")[2]
        return self._names[iri]

    def names(self, iris: Iterable[str]) -> str:
        """Labels of some things, joined."""
        return ", ".join(sorted(map(self.name, iris)))

    def narrowest(self, fact: str) -> str:
        """The class of a published fact that says most."""
        rows = select(self._store, "SELECT ?t { ?thing a ?t }", thing=fact)
        return narrowest(kind.removeprefix(DG) for (kind,) in rows if kind.startswith(DG))

    def amount(self, node: str) -> tuple[str, str, str, str] | None:
        """Value, unit, modifier and upper end of a published amount; None of what is none."""
        rows = select(
            self._store,
            f"SELECT ?v ?u ?m ?h {{ ?thing {dg('value')} ?v ; {dg('unit')} ?u "
            f"OPTIONAL {{ ?thing {dg('modifier')} ?m }} OPTIONAL {{ ?thing {dg('upperValue')} ?h }} }}",
            thing=node,
        )
        if not rows:
            return None
        value, unit, modifier, upper = min(rows)
        return value, unit, modifier.removeprefix(DG), upper

    def published(self, graph: str) -> str:
        """Date of the document of a graph."""
        return self._published[graph]

    def claim(self, fact: str, value: str, graphs: Iterable[str] = ()) -> Claim:
        """A value with the words for it; `graphs` none: all that tell the fact."""
        wanted = {self._identifiers[graph] for graph in graphs}
        cited = cite(self._store, [fact], every=True).get(fact, ())
        words = {
            (one.published, one.document, one.quote): one
            for one in cited
            if one.evidence and (not wanted or one.document in wanted)
        }
        return Claim(value, fact, tuple(one for _, one in sorted(words.items(), key=itemgetter(0))))
