"""Comparing two states of a graph: what is new, what changed, what merged, what is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from diplograph.diff.changes import GROUPS, Change, Detail, Difference, Kind, group_of
from diplograph.diff.correspondence import origins, successors
from diplograph.diff.pairing import joined_facts, pair_facts, renamed_roles
from diplograph.diff.snapshot import Passage, Snapshot, Statement, Thing
from diplograph.model import FACT_ROLES
from diplograph.rdf.terms import is_literal, split_literal
from diplograph.rdf.vocabulary import DG, SECTOR

_GROUPS = {name: place for place, name in enumerate(GROUPS)}
_KINDS = {kind: place for place, kind in enumerate(Kind)}


def compare(before: Snapshot, after: Snapshot) -> Difference:
    """Find what differs; neither the order of triples nor that of documents matters.

    Confidence and the number of passages are no difference of their own: they follow from the documents.
    """
    successor = successors(before, after)
    changes = [
        *_facts(before, after, successor),
        *_things(before, after, successor),
        *_documents(before, after),
    ]
    order = sorted(
        changes, key=lambda c: (_GROUPS[c.group], _KINDS[c.kind], c.label.casefold(), c.label, c.iri, c.other)
    )
    return Difference(before.name, after.name, tuple(order))


# Facts


def _facts(before: Snapshot, after: Snapshot, successor: Mapping[str, str]) -> Iterator[Change]:
    pairs, gone, new = pair_facts(before, after, successor)
    for one, other in pairs:
        old, fact = before.facts[one], after.facts[other]
        details = tuple(_revised(old, fact, before, after, successor))
        if details:
            moved = one != other
            yield Change(
                Kind.CHANGED,
                group_of(fact.type),
                fact.type,
                fact.iri,
                fact.label,
                details,
                old.iri if moved else "",
                old.label if moved else "",
                fact.passages,
            )
    joined = joined_facts(before, after, gone)
    for kind, terms, state in ((Kind.GONE, gone, before), (Kind.NEW, new, after)):
        for term in terms:
            if term in joined:
                yield _joined(before.facts[term], after.facts[joined[term]])
                continue
            fact = state.facts[term]
            told = tuple(_told(fact, state, kind))
            yield Change(
                kind, group_of(fact.type), fact.type, fact.iri, fact.label, told, passages=fact.passages
            )


def _joined(fact: Statement, other: Statement) -> Change:
    return Change(
        Kind.MERGED,
        group_of(fact.type),
        fact.type,
        fact.iri,
        fact.label,
        other=other.iri,
        other_label=other.label,
        passages=fact.passages,
    )


def _revised(
    old: Statement, fact: Statement, before: Snapshot, after: Snapshot, successor: Mapping[str, str]
) -> Iterator[Detail]:
    if old.type != fact.type:
        yield Detail("type", (old.type,), (fact.type,))
    if old.status != fact.status:
        yield Detail("status", (old.status,), (fact.status,))
    if old.authors != fact.authors:
        yield Detail("asserted", old.authors, fact.authors)
    earlier = renamed_roles(old, successor)
    for name in _names(fact.type, {*old.roles, *fact.roles}):
        if name != "title" and earlier.get(name, ()) != fact.roles.get(name, ()):
            yield Detail(
                name, _values(old.roles.get(name, ()), before), _values(fact.roles.get(name, ()), after)
            )


def _told(fact: Statement, state: Snapshot, kind: Kind) -> Iterator[Detail]:
    """All that a fact says, on the side where it says it."""
    told: list[tuple[str, tuple[str, ...]]] = [("status", (fact.status,))]
    told += [(name, _values(fact.roles[name], state)) for name in _names(fact.type, fact.roles)]
    told += [("asserted", fact.authors)] if fact.authors else []
    for name, values in told:
        yield Detail(name, values, ()) if kind is Kind.GONE else Detail(name, (), values)


def _names(fact_type: str, present: Iterable[str]) -> list[str]:
    """Roles in the order of the schema."""
    order = [role.name for role in FACT_ROLES.get(fact_type, ())]
    return sorted(present, key=lambda name: (order.index(name) if name in order else len(order), name))


def _values(terms: Iterable[str], state: Snapshot) -> tuple[str, ...]:
    return tuple(sorted(_value(term, state) for term in terms))


def _value(term: str, state: Snapshot) -> str:
    if is_literal(term):
        return split_literal(term)[0]
    if term in state.labels:
        return state.labels[term]
    inner = term[1:-1]
    return inner.removeprefix(DG).removeprefix(SECTOR) if inner.startswith((DG, SECTOR)) else inner


# Things


def _things(before: Snapshot, after: Snapshot, successor: Mapping[str, str]) -> Iterator[Change]:
    actors_before = {t: thing for t, thing in before.things.items() if t not in before.facts}
    actors_after = {t: thing for t, thing in after.things.items() if t not in after.facts}
    origin = origins(before, after)
    heirs: set[str] = set()
    for term, thing in actors_before.items():
        heir = successor.get(term, term)
        if heir in after.facts:
            continue
        if heir in actors_after and heir != term and (heir in actors_before or _shared(successor, term)):
            heirs.add(heir)
            into = actors_after[heir]
            yield _thing(Kind.MERGED, thing, other=into)
        elif heir in actors_after:
            heirs.add(heir)
            details = tuple(_thing_details(thing, actors_after[heir], moved=heir != term))
            if details:
                other = thing if heir != term else None
                yield _thing(Kind.CHANGED, actors_after[heir], details=details, other=other)
        else:
            yield _thing(Kind.GONE, thing)
    for term, thing in actors_after.items():
        if term in actors_before or term in heirs:
            continue
        source = origin.get(term)
        if source in actors_before and source in actors_after:
            yield _thing(Kind.SPLIT, thing, other=actors_before[source])
        else:
            yield _thing(Kind.NEW, thing)


def _shared(successor: Mapping[str, str], term: str) -> bool:
    """Whether another thing has the same successor."""
    return sum(heir == successor[term] for heir in successor.values()) > 1


def _thing_details(old: Thing, thing: Thing, *, moved: bool) -> Iterator[Detail]:
    if old.label != thing.label:
        yield Detail("label", (old.label,), (thing.label,))
    if old.type != thing.type:
        yield Detail("type", (old.type,), (thing.type,))
    if old.ids != thing.ids:
        yield Detail("identifier", tuple(sorted(old.ids - thing.ids)), tuple(sorted(thing.ids - old.ids)))
    if moved:
        yield Detail("iri", (old.iri,), (thing.iri,))


def _thing(
    kind: Kind, thing: Thing, *, details: tuple[Detail, ...] = (), other: Thing | None = None
) -> Change:
    return Change(
        kind,
        "actors",
        thing.type,
        thing.iri,
        thing.label,
        details,
        other.iri if other else "",
        other.label if other else "",
    )


# Documents


def _documents(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    old = {document.identifier: document for document in before.documents.values()}
    new = {document.identifier: document for document in after.documents.values()}
    for identifier in sorted({*old, *new}):
        one, other = old.get(identifier), new.get(identifier)
        told = other or one
        assert told is not None
        kind = Kind.NEW if one is None else Kind.GONE if other is None else Kind.CHANGED
        details: tuple[Detail, ...] = ()
        if one and other:
            pairs = (
                ("title", one.title, other.title),
                ("issued", one.published, other.published),
                ("sha256", one.digest[:12], other.digest[:12]),
            )
            details = tuple(Detail(name, _some(a), _some(b)) for name, a, b in pairs if a != b)
            if not details:
                continue
        passages = (Passage(told.published, identifier, -1, -1, ""),)
        yield Change(
            kind, "documents", "Document", told.iri, told.title or identifier, details, passages=passages
        )


def _some(value: str) -> tuple[str, ...]:
    return (value,) if value else ()
