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

from diplograph.query.rows import select
from diplograph.rdf.vocabulary import DCTERMS, DG, HAS_SOURCE, OA, RDFS_LABEL, dg
from diplograph.store import Store

NEAR_DAYS = 10  # between two days told for what may be one visit
_ROUGH = Decimal("0.1")  # "environ 5" does not contradict what is this much off
_SINGLE_POSTS = ("HeadOfState", "HeadOfGovernment", "Monarch")
_KINDS = ("figure", "visit", "agreement", "status", "office")


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of a document; `published` is "" when unknown."""

    document: str
    published: str
    quote: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the values that contradict one another, for people, with the fact and the words that tell it."""

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
    """A published fact: role → values; `told` is graph → role → values of each document."""

    iri: str
    label: str
    roles: Mapping[str, tuple[str, ...]]
    told: Mapping[str, Mapping[str, tuple[str, ...]]]

    def one(self, role: str) -> str:
        return next(iter(self.roles.get(role, ())), "")


class _World:
    """The store's facts by class, with what each document says of them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names: dict[str, str] = {}
        self._published: dict[str, str] = {}
        for record in store.documents():
            self._published[record.graph] = record.published

    def facts(self, kind: str, roles: Sequence[str]) -> list[_Fact]:
        """Facts of a class with some of their roles, by IRI."""
        wanted = " ".join(dg(role) for role in (*roles, "status"))
        main = f"?f a {dg(kind)} ; {dg('status')} ?s"
        told = self._told(f"VALUES ?p {{ {wanted} }} {main} . GRAPH ?g {{ ?f {dg('status')} ?own ; ?p ?o }}")
        whole = self._whole(f"VALUES ?p {{ {wanted} }} {main} . ?f ?p ?o")
        rows = select(self._store, f"SELECT ?f (MIN(?l) AS ?n) {{ {main} ; {RDFS_LABEL} ?l }} GROUP BY ?f")
        labels = {row[0]: row[1] for row in rows}
        return [_Fact(f, labels.get(f, f), whole[f], told.get(f, {})) for f in sorted(whole)]

    def _whole(self, pattern: str) -> dict[str, dict[str, tuple[str, ...]]]:
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for fact, predicate, value in select(self._store, f"SELECT ?f ?p ?o {{ {pattern} }}"):
            found[fact][predicate.removeprefix(DG)].add(value)
        return {f: {role: tuple(sorted(v)) for role, v in roles.items()} for f, roles in found.items()}

    def _told(self, pattern: str) -> dict[str, dict[str, dict[str, tuple[str, ...]]]]:
        found: dict[str, dict[str, dict[str, set[str]]]] = {}
        for graph, fact, predicate, value in select(self._store, f"SELECT ?g ?f ?p ?o {{ {pattern} }}"):
            if graph in self._published:
                roles = found.setdefault(fact, {}).setdefault(graph, defaultdict(set))
                roles[predicate.removeprefix(DG)].add(value)
        return {
            fact: {g: {r: tuple(sorted(v)) for r, v in roles.items()} for g, roles in sorted(graphs.items())}
            for fact, graphs in found.items()
        }

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
        rows = select(
            self._store,
            f"SELECT DISTINCT ?g ?document ?quote {{ GRAPH ?g {{ ?thing {dg('evidence')} ?e . "
            f"?e <{OA}exact> ?quote ; {HAS_SOURCE} ?d . ?d <{DCTERMS}identifier> ?document }} }}",
            thing=fact,
        )
        wanted = set(graphs)
        kept = {(d, self._published.get(g, ""), quote) for g, d, quote in rows if not wanted or g in wanted}
        found = sorted((Citation(*one) for one in kept), key=lambda c: (c.published, c.document, c.quote))
        return Claim(value, fact, tuple(found))


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
            within = other.one("start") <= one.one("end")  # a stage of a longer journey
            if len(both) < 2 or both in seen or within:
                continue
            if _near(one.one("start"), other.one("start")):
                seen.add(both)
                claims = tuple(world.claim(f.iri, f"{_period(f)}: {f.label}") for f in (one, other))
                yield Conflict("visit", f"{world.name(visitor)} in {world.name(place)}", claims)


def _near(one: str, other: str) -> bool:
    try:
        return abs(date.fromisoformat(one) - date.fromisoformat(other)).days <= NEAR_DAYS
    except ValueError:
        return False


def _period(fact: _Fact) -> str:
    return "/".join(filter(None, (fact.one("start"), fact.one("end"))))


def _agreements(world: _World) -> Iterator[Conflict]:
    for fact in world.facts("Agreement", ("party", "start", "amount")):
        for role, what in (("start", "date"), ("amount", "amount"), ("party", "parties")):
            values: dict[tuple[str, ...], list[str]] = defaultdict(list)
            for graph, roles in fact.told.items():
                if role in roles:
                    values[roles[role]].append(graph)
            against = {
                v for one, other in combinations(values, 2) if _differ(role, one, other) for v in (one, other)
            }
            if against:
                shown = {v: world.names(v) if role != "start" else ", ".join(v) for v in against}
                claims = (
                    world.claim(fact.iri, shown[v], values[v]) for v in sorted(against, key=shown.__getitem__)
                )
                yield Conflict("agreement", f"{fact.label}: {what}", tuple(claims))


def _differ(role: str, one: Sequence[str], other: Sequence[str]) -> bool:
    if role == "start":
        return not any(a.startswith(b) or b.startswith(a) for a in one for b in other)
    if role == "party":
        return not (set(one) <= set(other) or set(other) <= set(one))
    return set(one).isdisjoint(other)


def _statuses(world: _World) -> Iterator[Conflict]:
    for fact in world.facts("Fact", ()):
        by_status: dict[str, list[str]] = defaultdict(list)
        for graph, roles in fact.told.items():
            for status in roles.get("status", ()):
                by_status[status.removeprefix(DG)].append(graph)
        if {"Actual", "Denied"} <= by_status.keys():
            claims = (world.claim(fact.iri, status, by_status[status]) for status in ("Actual", "Denied"))
            yield Conflict("status", fact.label, tuple(claims))


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
    days = [world.published(graph)[:10] for fact in facts for graph in fact.told if world.published(graph)]
    starts = [fact.one("start") for fact in facts if fact.one("start")]
    ends = [fact.one("end") for fact in facts if fact.one("end")]
    return min(starts or days, default=""), max(ends or days, default="")


def _overlap(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two spans of time meet; an unknown one meets nothing."""
    if not all((*one, *other)):
        return False
    return one[0] <= other[1] and other[0] <= one[1]


__all__ = ["Citation", "Claim", "Conflict", "conflicts"]
