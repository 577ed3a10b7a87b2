"""Visits told several times are one visit; invitations and talks take from the visit what they leave out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.knowledge import Knowledge
from diplograph.model import Value

_KINDS = ("State", "Official", "Working", "Other")  # from the most telling


def merge_visits(drafts: Iterable[Draft], knowledge: Knowledge) -> list[list[Draft]]:
    """Groups of readings of one visit, the first of each complete enough to stand alone.

    Two readings are of one visit when they share the visitor and nothing they say disagrees: dates, countries
    of the places. What is anaphoric ("la visite…") joins the visit told last.
    """
    groups: list[list[Draft]] = []
    for draft in drafts:
        if draft.anaphoric:
            if groups and _compatible(merged(groups[-1]), draft, knowledge):
                groups[-1].append(draft)
            continue
        for group in groups:
            whole = merged(group)
            if set(whole.get("visitor")) & set(draft.get("visitor")) and _compatible(whole, draft, knowledge):
                group.append(draft)
                break
        else:
            groups.append([draft])
    return groups


def _compatible(one: Draft, other: Draft, knowledge: Knowledge) -> bool:
    if one.get("start") and other.get("start"):
        a, b = str(one.get("start")[0]), str(other.get("start")[0])
        end = str(one.get("end")[0]) if one.get("end") else a
        if not (a.startswith(b) or b.startswith(a) or a <= b <= end):
            return False
    here = {_country(str(p), knowledge) for p in one.get("place")} - {""}
    there = {_country(str(p), knowledge) for p in other.get("place")} - {""}
    return not here or not there or bool(here & there)


def _country(place: str, knowledge: Knowledge) -> str:
    if place.startswith("country/"):
        return place
    known = knowledge.entity(place)
    return known.country if known else place


def merged(group: Sequence[Draft]) -> Draft:
    """One reading that says what all of a group say."""
    roles: dict[str, tuple[Value, ...]] = {}
    for role in ("visitor", "host", "place"):
        roles[role] = tuple(dict.fromkeys(v for d in group for v in d.get(role)))
    if len(group) > 1 and group[0].get("visitor"):
        roles["visitor"] = group[0].get("visitor")
    towns = tuple(p for p in roles["place"] if not str(p).startswith("region/"))
    roles["place"] = towns or roles["place"]
    roles["host"] = tuple(v for v in roles["host"] if v not in roles["visitor"])
    roles["visitKind"] = (min((str(d.get("visitKind")[0]) for d in group), key=_KINDS.index),)
    dated = [d for d in group if d.get("start")]
    if dated:
        best = max(dated, key=lambda d: (len(str(d.get("start")[0])), len(d.get("end"))))
        roles["start"], roles["end"] = best.get("start"), best.get("end")
    return replace(group[0], roles=roles)


def complete_invitations(invitations: Iterable[Draft], visits: Sequence[Draft]) -> list[Draft]:
    """Fill "à l'invitation de" from the visit it belongs to: its guest, place and date."""
    completed = []
    for draft in invitations:
        if not draft.anaphoric:
            completed.append(draft)
            continue
        visit = _visit_of(draft, visits)
        if visit is None:
            if draft.get("invitee"):
                completed.append(replace(draft, anaphoric=False))
            continue
        roles = dict(draft.roles)
        inviters = set(draft.get("inviter"))
        guest = tuple(v for v in visit.get("visitor") if v not in inviters)[:1]
        if not guest:
            continue
        roles.update(invitee=guest, place=_countries_first(visit.get("place")), start=visit.get("start"))
        completed.append(replace(draft, roles=roles, anaphoric=False))
    return completed


def merge_meetings(drafts: Iterable[Draft]) -> list[list[Draft]]:
    """Groups of readings of one meeting: the same people, and neither dates nor places that disagree."""
    groups: list[list[Draft]] = []
    for draft in drafts:
        for group in groups:
            if set(group[0].get("participant")) == set(draft.get("participant")) and all(
                _same_occasion(told, draft) for told in group
            ):
                group.append(draft)
                break
        else:
            groups.append([draft])
    return groups


def _same_occasion(one: Draft, other: Draft) -> bool:
    for role in ("start", "place"):
        here, there = one.get(role), other.get(role)
        if here and there and not set(here) & set(there):
            a, b = str(here[0]), str(there[0])
            if role == "place" or not (a.startswith(b) or b.startswith(a)):
                return False
    vague = not (one.get("start") or one.get("place")) or not (other.get("start") or other.get("place"))
    return one.status is other.status or vague


def is_told(visit: Draft) -> bool:
    """Whether a visit says more than its visitor: where, when, or to whom."""
    return bool(visit.get("place") or visit.get("start") or visit.get("host"))


def _countries_first(places: tuple[Value, ...]) -> tuple[Value, ...]:
    return tuple(sorted(places, key=lambda p: not str(p).startswith("country/"))[:1])


def _visit_of(draft: Draft, visits: Sequence[Draft]) -> Draft | None:
    inviters = set(draft.get("inviter"))
    hosted = [v for v in visits if inviters & set(v.get("host"))]
    return hosted[0] if hosted else None


def complete_meetings(meetings: Iterable[Draft], visits: Sequence[Draft]) -> list[Draft]:
    """Talks during the one visit of a text happen where and when the visit does."""
    actual = [v for v in visits if v.get("place")]
    completed = []
    for draft in meetings:
        people = set(draft.get("participant"))
        during = [v for v in actual if people & set(v.get("visitor"))]
        if len(during) == 1 and not draft.get("start") and not draft.get("place"):
            visit = during[0]
            if set(visit.get("host")) & people or not visit.get("host"):
                towns = tuple(p for p in visit.get("place") if str(p).startswith("city/"))
                draft = draft.having(place=towns, start=visit.get("start"))
        completed.append(draft)
    return completed


def complete_agreements(agreements: Iterable[Draft], visits: Sequence[Draft]) -> list[Draft]:
    """What is signed on the occasion of a visit is signed in its month, when nothing more precise is said."""
    completed = []
    for draft in agreements:
        if draft.during_visit and not draft.get("start"):
            near = [
                v
                for v in visits
                if v.get("start") and v.start - 200 <= draft.start and draft.end <= v.end + 200
            ]
            candidates = near or [v for v in visits if v.get("start")]
            if candidates and (near or len(candidates) == 1 or candidates[0].get("host")):
                draft = draft.having(start=(str(candidates[0].get("start")[0])[:7],))
        completed.append(draft)
    return completed
