"""Which facts of two states are one fact told otherwise.

A fact's IRI is made from what it says, so that a corrected date or another spelling of a party is another
IRI. Facts that only one state has are paired, surest witness first:

1. they say the same of the same things, once things that merged are taken for one;
2. the same words of a document state them, and they are of one kind;
3. they are about the same things, and each is the only such fact that is left on its side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

from diplograph.diff.changes import group_of
from diplograph.diff.snapshot import Snapshot, Statement
from diplograph.rdf.terms import is_literal
from diplograph.rdf.vocabulary import DG, SECTOR

# What a fact is about: the roles whose values are things, and of a figure also what it counts and when.
_BESIDES = {"Figure": ("indicator", "unit", "start", "end"), "Position": ("stance",), "Office": ("post",)}
_NOT_ABOUT = frozenset({"place", "event", "amount"})
_TERMS = (f"<{DG}", f"<{SECTOR}")

Roles = Mapping[str, tuple[str, ...]]


def pair_facts(
    before: Snapshot, after: Snapshot, successor: Mapping[str, str]
) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Pairs of terms (before, after), then what only the first state has, then what only the second has."""
    pairs = [(term, term) for term in sorted(before.facts) if term in after.facts]
    taken = {term for term, _ in pairs}
    for term in sorted(before.facts):
        heir = successor.get(term)
        if heir and heir in after.facts and term not in taken and heir not in before.facts:
            pairs.append((term, heir))
    used = {one for one, _ in pairs}, {other for _, other in pairs}
    left = {term: fact for term, fact in sorted(before.facts.items()) if term not in used[0]}
    right = {term: fact for term, fact in sorted(after.facts.items()) if term not in used[1]}
    renamed = {term: _renamed(fact.roles, successor) for term, fact in left.items()}
    for found in (
        _by_key(left, right, lambda term, fact: (fact.type, _frozen(renamed.get(term, fact.roles)))),
        _by_words(left, right),
        _by_key(left, right, lambda term, fact: _about(fact, renamed.get(term, fact.roles))),
    ):
        for one, other in list(found):
            pairs.append((one, other))
            del left[one], right[other]
    return pairs, list(left), list(right)


def joined_facts(before: Snapshot, after: Snapshot, gone: Iterable[str]) -> dict[str, str]:
    """Term of each fact that is gone → the one of its kind that rests on all its words now, if any."""
    stated: dict[Hashable, set[str]] = defaultdict(set)
    for term, fact in after.facts.items():
        for passage in fact.passages:
            stated[passage.place].add(term)
    found = {}
    for term in gone:
        fact = before.facts[term]
        heirs = [stated[passage.place] for passage in fact.passages]
        shared = set.intersection(*heirs) if heirs else set()
        fitting = sorted(other for other in shared if _one_kind(fact, after.facts[other]))
        if len(fitting) == 1 and fitting[0] in before.facts:
            found[term] = fitting[0]
    return found


def renamed_roles(fact: Statement, successor: Mapping[str, str]) -> Roles:
    """The arguments of a fact with things that merged replaced by what they merged into."""
    return _renamed(fact.roles, successor)


def _renamed(roles: Roles, successor: Mapping[str, str]) -> Roles:
    return {name: tuple(sorted({successor.get(v, v) for v in values})) for name, values in roles.items()}


def _frozen(roles: Roles) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(sorted((name, values) for name, values in roles.items() if name != "title"))


def _about(fact: Statement, roles: Roles) -> Hashable:
    group = group_of(fact.type)
    told = _BESIDES.get(fact.type, ())
    about = tuple(
        (name, values) for name, values in sorted(roles.items()) if name in told or _are_things(name, values)
    )
    return group, "" if group == "agreements" else fact.type, about


def _are_things(name: str, values: tuple[str, ...]) -> bool:
    return name not in _NOT_ABOUT and not is_literal(values[0]) and not values[0].startswith(_TERMS)


def _by_key(
    left: Mapping[str, Statement],
    right: Mapping[str, Statement],
    key: Callable[[str, Statement], Hashable],
) -> Iterator[tuple[str, str]]:
    """Pairs of equal keys that each side has once. Read lazily: what was paired before is gone by then."""
    sides: list[dict[Hashable, list[str]]] = []
    for facts in (left, right):
        grouped: dict[Hashable, list[str]] = defaultdict(list)
        for term, fact in facts.items():
            grouped[key(term, fact)].append(term)
        sides.append(grouped)
    yield from [
        (terms[0], sides[1][shared][0])
        for shared, terms in sides[0].items()
        if len(terms) == 1 and len(sides[1].get(shared, ())) == 1
    ]


def _by_words(left: Mapping[str, Statement], right: Mapping[str, Statement]) -> Iterator[tuple[str, str]]:
    """Pairs that share most passages, greedily; a fact is in one pair at most.

    A passage is known by its words too, as its place moves with what is written before it.
    """
    stated: dict[Hashable, list[str]] = defaultdict(list)
    for term, fact in right.items():
        for known in _marks(fact):
            stated[known].append(term)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for term, fact in left.items():
        for known in _marks(fact):
            for other in stated.get(known, ()):
                if _one_kind(fact, right[other]):
                    shared[term, other] += 1
    ranked = sorted(
        shared,
        key=lambda pair: (-shared[pair], -_likeness(left[pair[0]], right[pair[1]]), pair),
    )
    yield from _greedy(ranked)


def _marks(fact: Statement) -> Iterator[Hashable]:
    for passage in fact.passages:
        yield passage.place
        yield passage.document, passage.quote


def _greedy(ranked: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    used: set[str] = set()
    for one, other in list(ranked):
        if f"1{one}" not in used and f"2{other}" not in used:
            used |= {f"1{one}", f"2{other}"}
            yield one, other


def _one_kind(one: Statement, other: Statement) -> bool:
    return one.type == other.type or (group_of(one.type) == group_of(other.type) == "agreements")


def _likeness(one: Statement, other: Statement) -> int:
    """How many values they share."""
    return sum(len({*values} & {*other.roles.get(name, ())}) for name, values in one.roles.items())
