"""Where documents contradict one another: each value that is told, with the documents behind it.

The published graph holds one value where documents vote (`store.consolidation`) and both facts where they
tell two. Nothing is lost either way; here is what an editor should look at:

figure      one indicator of the same things for the same period, in different figures
visit       one visitor in one place, on different days within ten
agreement   one agreement with contradicting amounts, dates or parties
status      a fact that took place in one document and did not in another
office      two holders of a post that has one, in documents of one time
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise
from operator import itemgetter

from diplograph.query.citations import Citation, cite
from diplograph.query.rows import select
from diplograph.rdf.vocabulary import DG, RDFS_LABEL, dg
from diplograph.store import Store

NEAR_DAYS = 10  # between two days told for what may be one visit
_ROUGH = Decimal("0.1")  # "environ 5" does not contradict what is this much off
_SINGLE_POSTS = ("HeadOfState", "HeadOfGovernment", "Monarch")
_KINDS = ("figure", "visit", "agreement", "status", "office")


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


def conflicts(store: Store) -> tuple[Conflict, ...]:
    """What documents of a store contradict one another on; by kind, then by what it is about."""
    world = _World(store)
    found = [
        *_figures(world),
        *_visits(world),
        *_agreements(world),
        *_statuses(world),
        *_offices(world),
    ]
    return tuple(sorted(found, key=lambda c: (_KINDS.index(c.kind), c.about, c.claims[0].value)))


@dataclass(frozen=True, slots=True)
class _Fact:
    """A published fact: role → values."""

    iri: str
    roles: Mapping[str, tuple[str, ...]]

    def one(self, role: str) -> str:
        return next(iter(self.roles.get(role, ())), "")


class _World:
    """The store's facts by class, with what each document says of them."""

    def __init__(self, store: Store) -> None:
        self._store = store
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

    def facts(self, kind: str, roles: Sequence[str]) -> list[_Fact]:
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
            _Fact(fact, {role: tuple(sorted(values)) for role, values in found[fact].items()})
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


def _figures(world: _World) -> Iterator[Conflict]:
    roles = ("indicator", "about", "value", "unit", "modifier", "start", "end")
    groups: dict[tuple[object, ...], list[_Fact]] = defaultdict(list)
    for fact in world.facts("Figure", roles):
        if fact.one("status") == f"{DG}Actual" and fact.one("start"):
            same = (fact.roles.get(role, ()) for role in ("indicator", "about", "unit", "start", "end"))
            groups[tuple(same)].append(fact)
    for facts in groups.values():
        against = {
            f for one, other in combinations(facts, 2) if not _agree(one, other) for f in (one.iri, other.iri)
        }
        claims = [world.claim(fact.iri, _quantity(fact)) for fact in facts if fact.iri in against]
        if claims:
            first = facts[0]
            about = world.names(first.roles.get("about", ())) or "?"
            what = f"{first.one('indicator').removeprefix(DG)} of {about}, {first.one('start')}"
            yield Conflict("figure", what, tuple(sorted(claims, key=lambda claim: claim.value)))


def _agree(one: _Fact, other: _Fact) -> bool:
    """Whether two figures can both be right: "plus de 4" and 5 can."""
    (mine, how), (theirs, way) = (
        (Decimal(f.one("value")), f.one("modifier").removeprefix(DG)) for f in (one, other)
    )
    if mine == theirs:
        return True
    for value, modifier, against, opposite in ((mine, how, theirs, way), (theirs, way, mine, how)):
        if modifier == "AtLeast" and opposite != "AtMost" and against >= value:
            return True
        if modifier == "AtMost" and opposite != "AtLeast" and against <= value:
            return True
        if modifier == opposite and modifier in ("AtLeast", "AtMost"):
            return True
        if modifier == "About" and abs(value - against) <= abs(value) * _ROUGH:
            return True
    return False


def _quantity(fact: _Fact) -> str:
    words = (fact.one("modifier").removeprefix(DG), fact.one("value"), fact.one("unit"))
    return " ".join(word for word in words if word)


def _visits(world: _World) -> Iterator[Conflict]:
    pairs: dict[tuple[str, str], list[_Fact]] = defaultdict(list)
    for fact in world.facts("Visit", ("visitor", "host", "place", "start", "end")):
        if fact.one("status") != f"{DG}Denied" and len(fact.one("start")) == 10:
            for visitor in fact.roles.get("visitor", ()):
                for place in {*fact.roles.get("host", ()), *fact.roles.get("place", ())}:
                    pairs[visitor, place].append(fact)
    seen: set[frozenset[str]] = set()
    for (visitor, place), facts in sorted(pairs.items()):
        facts.sort(key=lambda fact: (fact.one("start"), fact.iri))
        for one, other in pairwise(facts):
            both = frozenset({one.iri, other.iri})
            # On one day nothing contradicts; up to the end of the first it is a stage of a longer journey.
            within = other.one("start") <= max(one.one("start"), one.one("end"))
            if len(both) < 2 or both in seen or within:
                continue
            if _near(one.one("start"), other.one("start")):
                seen.add(both)
                claims = tuple(
                    world.claim(f.iri, f"{_period(f)}: {world.label(f.iri)}") for f in (one, other)
                )
                yield Conflict("visit", f"{world.name(visitor)} in {world.name(place)}", claims)


def _near(one: str, other: str) -> bool:
    try:
        return abs(date.fromisoformat(one) - date.fromisoformat(other)).days <= NEAR_DAYS
    except ValueError:
        return False


def _period(fact: _Fact) -> str:
    return "/".join(filter(None, (fact.one("start"), fact.one("end"))))


def _agreements(world: _World) -> Iterator[Conflict]:
    roles = ("start", "amount", "party")
    several = (fact.iri for fact in world.facts("Agreement", ()) if len(world.statuses.get(fact.iri, ())) > 1)
    for fact in several:
        graphs = world.told(fact, roles)
        for role, what in (("start", "date"), ("amount", "amount"), ("party", "parties")):
            values: dict[tuple[str, ...], list[str]] = defaultdict(list)
            for graph, told in graphs.items():
                if role in told:
                    values[told[role]].append(graph)
            against = {
                v for one, other in combinations(values, 2) if _differ(role, one, other) for v in (one, other)
            }
            if against:
                shown = {v: world.names(v) if role != "start" else ", ".join(v) for v in against}
                # By name, and things of one name by their IRIs.
                claims = (
                    world.claim(fact, shown[v], values[v])
                    for v in sorted(against, key=lambda value: (shown[value], value))
                )
                yield Conflict("agreement", f"{world.label(fact)}: {what}", tuple(claims))


def _differ(role: str, one: Sequence[str], other: Sequence[str]) -> bool:
    if role == "start":
        return not any(a.startswith(b) or b.startswith(a) for a in one for b in other)
    if role == "party":
        return not (set(one) <= set(other) or set(other) <= set(one))
    return set(one).isdisjoint(other)


def _statuses(world: _World) -> Iterator[Conflict]:
    both = {"Actual", "Denied"}
    told = (fact for fact, graphs in world.statuses.items() if both <= set().union(*graphs.values()))
    for fact in world.published_facts(told):
        by_status: dict[str, list[str]] = defaultdict(list)
        for graph, statuses in world.statuses[fact].items():
            for status in statuses:
                by_status[status].append(graph)
        claims = (world.claim(fact, status, by_status[status]) for status in ("Actual", "Denied"))
        yield Conflict("status", world.label(fact), tuple(claims))


def _offices(world: _World) -> Iterator[Conflict]:
    posts: dict[tuple[str, str], dict[str, list[_Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in world.facts("Office", ("holder", "post", "of", "start", "end")):
        post = fact.one("post").removeprefix(DG)
        if fact.one("status") == f"{DG}Actual" and post in _SINGLE_POSTS and fact.one("of"):
            posts[post, fact.one("of")][fact.one("holder")].append(fact)
    for (post, of), holders in sorted(posts.items()):
        times = {holder: _time(world, facts) for holder, facts in holders.items()}
        against = {
            holder
            for one, other in combinations(holders, 2)
            if _overlap(times[one], times[other])
            for holder in (one, other)
        }
        claims = [
            world.claim(fact.iri, world.name(holder))
            for holder in sorted(against)
            for fact in holders[holder]
        ]
        if claims:
            yield Conflict(
                "office", f"{post} of {world.name(of)}", tuple(sorted(claims, key=lambda c: c.value))
            )


def _time(world: _World, facts: Sequence[_Fact]) -> tuple[str, str]:
    """From when to when somebody is said to hold an office: as told, else while documents say so."""
    graphs = (graph for fact in facts for graph in world.statuses.get(fact.iri, ()))
    days = [world.published(graph)[:10] for graph in graphs if world.published(graph)]
    starts = [fact.one("start") for fact in facts if fact.one("start")]
    ends = [fact.one("end") for fact in facts if fact.one("end")]
    return min(starts or days, default=""), max(ends or days, default="")


def _overlap(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two spans of time meet; an unknown one meets nothing."""
    if not all((*one, *other)):
        return False
    return one[0] <= other[1] and other[0] <= one[1]


__all__ = ["Citation", "Claim", "Conflict", "conflicts"]
