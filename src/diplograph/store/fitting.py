"""Whether two reports may tell the same: what must not differ between them, and what they must share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diplograph.model import FACT_ROLES, ValueKind
from diplograph.rdf.vocabulary import SUPERCLASSES
from diplograph.store.reports import Report, days_of, keys_of, widened

_SINGLE = {
    name: {role.name for role in roles if role.maximum == 1 and role.kind is not ValueKind.DATE}
    for name, roles in FACT_ROLES.items()
}


def compatible(one: Report, other: Report) -> bool:
    """Whether two reports may tell the same: nothing in them speaks against it, and enough for it."""
    if one.iri == other.iri:
        return True
    if one.named and other.named:
        return False  # two names, two things
    if one.iri in other.apart or other.iri in one.apart:
        return False
    return may_be_one(one, other)


def may_be_one(one: Report, other: Report) -> bool:
    """As `compatible`, of two facts that are not told beside each other."""
    if not _one_class(one.kind, other.kind) or not _one_status(one.statuses, other.statuses):
        return False
    if not (_prefix(one.start, other.start) and _prefix(one.end, other.end) and _in_reach(one, other)):
        return False
    if not set(keys_of(one)) & set(keys_of(other)):
        return False
    mine, theirs = dict(one.roles), dict(other.roles)
    if one.family == "Visit" and not _one_way(one, other):
        return False
    single = _SINGLE[one.kind]
    for name in mine.keys() & theirs.keys():
        if name in single and mine[name] != theirs[name]:
            return False
        if not set(mine[name]) <= set(theirs[name]) and not set(theirs[name]) <= set(mine[name]):
            return False
    return _enough(one, other, mine, theirs)


def _one_way(one: Report, other: Report) -> bool:
    """Whether two visits have a place in common, or one of them does not say where it went."""
    mine, theirs = ({*report.get("host"), *report.get("place")} for report in (one, other))
    return not mine or not theirs or not mine.isdisjoint(theirs)


def _enough(
    one: Report, other: Report, mine: Mapping[str, tuple[str, ...]], theirs: Mapping[str, tuple[str, ...]]
) -> bool:
    """Whether what two reports share can hardly be two things: the day, else something of their own.

    States and firms sign several agreements in one month, and on one day: the date alone does not tell that
    there was one.
    """
    if one.timeless:
        return True
    day = len(one.start) == 10 and one.start == other.start
    if one.family in ("Agreement", "Project"):
        sectors, others = mine.get("sector", ()), theirs.get("sector", ())
        if set(mine.get("amount", ())) & set(theirs.get("amount", ())):
            return True
        if not day:
            return bool(sectors) and sectors == others
        firms = mine.get("party") == theirs.get("party") and any(
            "/company/" in p for p in mine.get("party", ())
        )
        return firms or not set(sectors).isdisjoint(others)
    if day:
        return True
    people = (set(mine.get(r, ())) & set(theirs.get(r, ())) for r in ("visitor", "participant", "invitee"))
    return any("/person/" in term for shared in people for term in shared)


def _one_class(one: str, other: str) -> bool:
    return one == other or other in SUPERCLASSES.get(one, ()) or one in SUPERCLASSES.get(other, ())


def _one_status(one: Sequence[str], other: Sequence[str]) -> bool:
    told = ({*one}, {*other})
    return not any("Denied" in this and "Actual" in that for this, that in (told, told[::-1]))


def _prefix(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _in_reach(one: Report, other: Report) -> bool:
    """Whether a report without a date is near enough in time to what it may mean, at its nearest day."""
    for vague, dated in ((one, other), (other, one)):
        if vague.published and not vague.start:
            told, there = days_of(vague.published), days_of(dated.start)
            if told and there:
                first, last = widened(told)
                if there[1] < first or last < there[0]:
                    return False
    return True
