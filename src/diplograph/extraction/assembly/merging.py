"""Visits told several times are one visit, and talks one meeting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from diplograph.extraction.drafts import DAY, Draft, days_between, days_from, first_day
from diplograph.knowledge import Knowledge
from diplograph.model import Status, Value

_FEW = 8  # readings of one visit that are merged anew each time
_SUNDAY = 6
_SAME_SUBJECT = 900  # characters within which "la rencontre" is the one told last
_AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE})
_KINDS = ("State", "Official", "Working", "Other")  # from the most telling


def merge_visits(drafts: Iterable[Draft], knowledge: Knowledge) -> list[list[Draft]]:
    """Groups of readings of one visit, the first of each complete enough to stand alone.

    Two readings are of one visit when they share the visitor and nothing they say disagrees: dates, countries
    of the places. What is anaphoric ("la visite…") joins the visit told last.
    """
    groups: list[list[Draft]] = []
    wholes: list[Draft] = []  # of each group, so that a visit told n times costs n steps
    of: dict[Value, dict[int, None]] = defaultdict(dict)  # visitor → groups
    for draft in drafts:
        visitors = set(draft.get("visitor"))
        if draft.anaphoric and draft.apart:  # "la précédente, en 2016": another one of the same person
            if groups:
                last = wholes[-1]
                where, kind = draft.get("place") or last.get("place"), last.get("visitKind")
                whole = draft.having(visitor=last.get("visitor"), place=where, visitKind=kind)
                groups.append([replace(whole, anaphoric=False)])
                wholes.append(groups[-1][0])
            continue
        if draft.anaphoric:
            candidates = [len(groups) - 1] if groups else []
        else:
            candidates = sorted({place for visitor in visitors for place in of[visitor]})
        place = next((i for i in candidates if _compatible(wholes[i], draft, knowledge)), -1)
        if place >= 0:
            group = groups[place]
            group.append(draft)
            wholes[place] = merged(group if len(group) < _FEW else [wholes[place], draft])
        elif not draft.anaphoric:
            place = len(groups)
            groups.append([draft])
            wholes.append(merged([draft]))
        else:
            continue
        for visitor in wholes[place].get("visitor"):
            of[visitor][place] = None
    return groups


def _are_apart(one: Draft, other: Draft) -> bool:
    """Whether two readings cannot be of one thing: one is denied, or the second told as one more."""
    if other.renewed and not one.renewed and (one.status is Status.ACTUAL or not _is_told_of(other)):
        return True
    denied = Status.DENIED in {one.status, other.status} and one.status is not other.status
    called_off = other.status is Status.DENIED and (
        other.anaphoric  # "la visite a été annulée"
        or (one.status in _AHEAD and not other.get("place"))  # "attendu à Riga, A a renoncé à son voyage"
    )
    return denied and not called_off


def _is_told_of(draft: Draft) -> bool:
    return bool(draft.get("start") or draft.get("place"))


def _compatible(one: Draft, other: Draft, knowledge: Knowledge) -> bool:
    if _are_apart(one, other) or set(one.get("host")) & set(other.get("visitor")):
        return False  # host and guest together visit a town
    if (one.apart or other.apart) and not _on_one_date(one, other):
        return False
    if one.get("start") and other.get("start"):
        a, b = first_day(one), first_day(other)
        end = str(one.get("end")[0]) if one.get("end") else a
        if not (_agree(a, b) or a <= b <= end or _is_arrival(one, other)):
            return False
    here = {_country(str(p), knowledge) for p in one.get("place")} - {""}
    there = {_country(str(p), knowledge) for p in other.get("place")} - {""}
    return not here or not there or bool(here & there)


def _is_arrival(one: Draft, other: Draft) -> bool:
    """Whether one comes to a place on the eve of the visit that is told next."""
    between = days_between(one, other)
    return between is not None and abs(between) <= 1 and bool(set(one.get("place")) & set(other.get("place")))


def _on_one_date(one: Draft, other: Draft) -> bool:
    """Whether two readings tell the same date, one perhaps less exactly."""
    a, b = first_day(one), first_day(other)
    return a == b or (bool(a and b) and _agree(a, b))


def _agree(one: str, other: str) -> bool:
    """Whether two dates are the same, one perhaps less exactly told."""
    return one.startswith(other) or other.startswith(one)


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
        best = max(dated, key=lambda d: (len(first_day(d)), len(d.get("end")), not _is_week(d)))
        roles["start"], roles["end"] = best.get("start"), best.get("end")
    ends = [d.get("end") for d in group if d.get("end")]
    lasting = max((d.lasting for d in group), default=0)
    if ends and not roles.get("end"):
        roles["end"] = ends[0]
    elif roles.get("start") and not roles.get("end") and lasting > 1:
        roles["end"] = days_from(str(roles["start"][0]), lasting - 1)
    if roles.get("end") and not roles.get("start") and lasting > 1:
        roles["start"] = days_from(str(roles["end"][0]), 1 - lasting)
    if roles.get("start") and roles.get("end") == roles["start"]:
        roles["end"] = ()
    return replace(group[0], roles=roles, lasting=lasting)


def _is_week(draft: Draft) -> bool:
    """Whether a reading tells but a week, from Monday to Sunday: "la semaine prochaine"."""
    between = days_between(draft, draft.having(start=draft.get("end")))
    return between == _SUNDAY and date.fromisoformat(first_day(draft)).weekday() == 0


def merge_meetings(drafts: Iterable[Draft]) -> list[list[Draft]]:
    """Groups of readings of one meeting: the same people, and neither dates nor places that disagree."""
    groups: list[list[Draft]] = []
    of: dict[frozenset[Value], list[int]] = defaultdict(list)  # participants → groups
    occasions: list[dict[object, Draft]] = []  # of each group, what differs in where, when, whether
    last = -1
    for draft in drafts:
        if draft.anaphoric:  # "la rencontre s'est tenue …": adds to the talks told last
            if last >= 0 and _adds(groups[last], draft):
                groups[last].append(draft)
            continue
        among = of[frozenset(draft.get("participant"))]
        fitting = (i for i in among if all(_same_occasion(told, draft) for told in occasions[i].values()))
        place = next(fitting, -1)
        if place < 0:
            place = len(groups)
            among.append(place)
            groups.append([])
            occasions.append({})
        groups[place].append(draft)
        last = place
        told = (draft.get("start"), draft.get("place"), draft.status, draft.renewed)
        occasions[place].setdefault(told, draft)
    return groups


def _adds(group: Sequence[Draft], draft: Draft) -> bool:
    """Whether nothing that is known of talks speaks against what is said of them later."""
    for role in ("start", "place"):
        told = {str(v) for d in group for v in d.get(role)}
        said = [str(v) for v in draft.get(role)]
        if told and said and not any(_agree(a, b) for a in told for b in said):
            return False
    return draft.start - max(d.start for d in group) < _SAME_SUBJECT


def _same_occasion(one: Draft, other: Draft) -> bool:
    if _are_apart(one, other):
        return False
    for role in ("start", "place"):
        here, there = one.get(role), other.get(role)
        apart = here and there and not set(here) & set(there)
        if apart and (role == "place" or not _agree(str(here[0]), str(there[0]))):
            return False
    vague = not (one.get("start") or one.get("place")) or not (other.get("start") or other.get("place"))
    days = {first_day(d) for d in (one, other)} - {""}
    announced = len(days) == 1 and len(days.pop()) == DAY and Status.DENIED not in {one.status, other.status}
    return one.status is other.status or vague or announced


def is_told(visit: Draft) -> bool:
    """Whether a visit says more than its visitor: where, when, to whom, or of which kind."""
    return bool(
        visit.get("place") or visit.get("start") or visit.get("host") or visit.get("visitKind") != ("Other",)
    )
