"""Where documents contradict one another: each value that is told, with the documents behind it.

The published graph holds one value where documents vote (`store.consolidation`) and both facts where they
tell two. Nothing is lost either way; here is what an editor should look at:

figure      one indicator of the same things for the same period, in different figures
visit       one visitor in one place, on different days within ten
agreement   one agreement with contradicting amounts, dates or parties; or two that may be one, in two
            documents: same parties and sector, another amount on one date, or another near date
status      a fact that took place in one document and did not in another; an agreement and the denial of one
            of the same parties that differs in detail
office      two holders of a post that has one, in documents of one time
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from diplograph.query.citations import Citation
from diplograph.query.claims_told import Claim, Conflict, ToldFact, World
from diplograph.query.nearness import Quantity, can_both_be_right, near_days
from diplograph.query.rival_agreements import rival_agreements
from diplograph.rdf.vocabulary import DG
from diplograph.store import Store

_SINGLE_POSTS = ("HeadOfState", "HeadOfGovernment", "Monarch")
_KINDS = ("figure", "visit", "agreement", "status", "office")


def conflicts(store: Store, *, language: str = "en") -> tuple[Conflict, ...]:
    """What documents of a store contradict one another on; by kind, then by what it is about.

    Args:
        language: en or fr, of what is told in words; labels stay as they are.
    """
    world = World(store, language=language)
    found = [
        *_figures(world),
        *_visits(world),
        *_agreements(world),
        *rival_agreements(world),
        *_statuses(world),
        *_offices(world),
    ]
    return tuple(sorted(found, key=lambda c: (_KINDS.index(c.kind), c.about, c.claims[0].value)))


def _figures(world: World) -> Iterator[Conflict]:
    roles = ("indicator", "about", "value", "unit", "modifier", "start", "end")
    groups: dict[tuple[object, ...], list[ToldFact]] = defaultdict(list)
    for fact in world.facts("Figure", roles):
        if fact.one("status") == f"{DG}Actual" and fact.one("start"):
            same = (fact.roles.get(role, ()) for role in ("indicator", "about", "unit", "start", "end"))
            groups[tuple(same)].append(fact)
    for facts in groups.values():
        against = {
            f for one, other in combinations(facts, 2) if not _agree(one, other) for f in (one.iri, other.iri)
        }
        claims = [world.claim(fact.iri, _quantity(world, fact)) for fact in facts if fact.iri in against]
        if claims:
            first = facts[0]
            about = world.names(first.roles.get("about", ())) or "?"
            indicator = world.word(first.one("indicator").removeprefix(DG))
            what = world.say("figure", indicator=indicator, things=about, start=first.one("start"))
            yield Conflict("figure", what, tuple(sorted(claims, key=lambda claim: claim.value)))


def _agree(one: ToldFact, other: ToldFact) -> bool:
    mine, theirs = (
        Quantity.of(fact.one("value"), fact.one("modifier").removeprefix(DG)) for fact in (one, other)
    )
    return can_both_be_right(mine, theirs)


def _quantity(world: World, fact: ToldFact) -> str:
    words = (world.word(fact.one("modifier").removeprefix(DG)), fact.one("value"), fact.one("unit"))
    return " ".join(word for word in words if word)


def _visits(world: World) -> Iterator[Conflict]:
    pairs: dict[tuple[str, str], list[ToldFact]] = defaultdict(list)
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
            if near_days(one.one("start"), other.one("start")):
                seen.add(both)
                claims = tuple(
                    world.claim(f.iri, f"{_period(f)}: {world.label(f.iri)}") for f in (one, other)
                )
                about = world.say("visit", visitor=world.name(visitor), place=world.name(place))
                yield Conflict("visit", about, claims)


def _period(fact: ToldFact) -> str:
    return "/".join(filter(None, (fact.one("start"), fact.one("end"))))


def _agreements(world: World) -> Iterator[Conflict]:
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
                about = world.say("agreement", label=world.label(fact), what=world.say(what))
                yield Conflict("agreement", about, tuple(claims))


def _differ(role: str, one: Sequence[str], other: Sequence[str]) -> bool:
    if role == "start":
        return not any(a.startswith(b) or b.startswith(a) for a in one for b in other)
    if role == "party":
        return not (set(one) <= set(other) or set(other) <= set(one))
    return set(one).isdisjoint(other)


def _statuses(world: World) -> Iterator[Conflict]:
    both = {"Actual", "Denied"}
    told = (fact for fact, graphs in world.statuses.items() if both <= set().union(*graphs.values()))
    for fact in world.published_facts(told):
        by_status: dict[str, list[str]] = defaultdict(list)
        for graph, statuses in world.statuses[fact].items():
            for status in statuses:
                by_status[status].append(graph)
        claims = (world.claim(fact, world.word(status), by_status[status]) for status in ("Actual", "Denied"))
        yield Conflict("status", world.label(fact), tuple(claims))


def _offices(world: World) -> Iterator[Conflict]:
    posts: dict[tuple[str, str], dict[str, list[ToldFact]]] = defaultdict(lambda: defaultdict(list))
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
            about = world.say("office", post=world.word(post), thing=world.name(of))
            yield Conflict("office", about, tuple(sorted(claims, key=lambda c: c.value)))


def _time(world: World, facts: Sequence[ToldFact]) -> tuple[str, str]:
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
