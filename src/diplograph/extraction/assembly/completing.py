"""What a visit, its talks and its invitation leave out, taken from one another: host, town, day, guest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from diplograph.extraction.drafts import DAY, Draft, days_between, days_from, first_day
from diplograph.model import Status, Value

_SAME_SUBJECT = 900  # characters within which a reception is of the only visit of its guest
_SAME_SENTENCE = 160  # characters between "a reçu A" and "en visite"
_NEXT_SENTENCE = 240  # characters within which a reception tells of the visit just named
_DAYS_OF_VISIT = 4  # within which talks belong to a visit whose end is not said
_MONTH = 7  # characters of an ISO month


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
        guest = tuple(v for v in visit.get("visitor") if v not in inviters)
        own = tuple(v for v in draft.get("invitee") if v in guest)  # one of several guests
        guest = own or guest[:1]
        if not guest:
            continue
        roles.update(invitee=guest, place=_countries_first(visit.get("place")), start=visit.get("start"))
        completed.append(replace(draft, roles=roles, anaphoric=False))
    return completed


def complete_visits(visits: Iterable[Draft], meetings: Sequence[Draft]) -> list[Draft]:
    """Who received the visitor right there was the host: "s'est rendue à Riga, où elle a été reçue par …"."""
    visits = list(visits)
    only = Counter(v for visit in visits for v in visit.get("visitor"))
    completed = []
    for visit in visits:
        reach = _SAME_SUBJECT if all(only[v] == 1 for v in visit.get("visitor")) else _NEXT_SENTENCE
        told = visit.get("host") or visit.status is Status.DENIED
        for meeting in meetings if not told else ():
            guests = set(meeting.get("participant")) - set(meeting.receivers)
            if (
                meeting.receivers
                and guests & set(visit.get("visitor"))
                and meeting.status is visit.status
                and -_SAME_SENTENCE < meeting.start - visit.start < reach
                and not _disagree(meeting, visit)
            ):
                visit = visit.having(host=meeting.receivers)
                break
        completed.append(_with_talks(visit, meetings) if visit.status is not Status.DENIED else visit)
    return completed


def _with_talks(visit: Draft, meetings: Sequence[Draft]) -> Draft:
    """A visit told beside talks without where or when: "se sont entretenus à Riga lors de la visite de B"."""
    if visit.get("place") and visit.get("start"):
        return visit
    for meeting in meetings:
        near = abs(meeting.start - visit.start) < _SAME_SENTENCE and meeting.status is visit.status
        if not near or meeting.remote or not set(visit.get("visitor")) <= set(meeting.get("participant")):
            continue
        here, there = set(visit.get("place")), set(meeting.get("place"))
        if here and there and not here & there:
            continue
        received = bool(meeting.receivers) and not set(meeting.receivers) & set(visit.get("visitor"))
        if received and meeting.get("start") and not (visit.get("start") or visit.get("end")):
            visit = visit.having(start=meeting.get("start"))
            if visit.lasting > 1:
                visit = visit.having(end=days_from(str(meeting.get("start")[0]), visit.lasting - 1))
        if there and not here:
            visit = visit.having(place=meeting.get("place"))
        break
    return visit


def _disagree(meeting: Draft, visit: Draft) -> bool:
    """Whether talks were in other towns or on other days than a visit."""
    here, there = ({p for p in d.get("place") if str(p).startswith("city/")} for d in (meeting, visit))
    if here and there and not here & there:
        return True
    told, start = first_day(meeting), first_day(visit)
    end = str(visit.get("end")[0]) if visit.get("end") else start
    return bool(told and start) and not (start[: len(told)] <= told <= end)


def _countries_first(places: tuple[Value, ...]) -> tuple[Value, ...]:
    return tuple(sorted(places, key=lambda p: not str(p).startswith("country/"))[:1])


def _visit_of(draft: Draft, visits: Sequence[Draft]) -> Draft | None:
    inviters = set(draft.get("inviter"))
    hosted = [v for v in visits if inviters & set(v.get("host"))]
    if not hosted and draft.during_visit:  # "se rendra à Riga, à l'initiative de B"
        near = [v for v in visits if abs(v.start - draft.start) < _SAME_SENTENCE]
        hosted = [v for v in near if not inviters & set(v.get("visitor"))]
    return hosted[0] if hosted else None


def complete_meetings(meetings: Iterable[Draft], visits: Sequence[Draft]) -> list[Draft]:
    """Talks during a visit that the text makes clear happen where and when the visit does."""
    of: dict[Value, list[Draft]] = defaultdict(list)
    for visit in visits:
        for visitor in visit.get("visitor") if visit.get("place") or visit.get("start") else ():
            of[visitor].append(visit)
    newest = max((first_day(v)[:_MONTH] for v in visits if v.status is Status.ACTUAL), default="")
    completed = []
    for draft in meetings:
        vague = (
            not (draft.get("place") and draft.get("start"))
            and not draft.remote
            and not draft.renewed
            and draft.status is not Status.DENIED
        )
        during = _during(draft, of) if vague else None
        if (
            during is not None
            and first_day(during)[:_MONTH] < newest
            and draft.start - during.end > _NEXT_SENTENCE
        ):
            during = None  # a visit of the past, told of beside the one that the text is about
        if during is not None and draft.get("start") and not _is_within(draft, during):
            during = None  # on another day
        here = draft.get("place")
        if during is not None and here and not set(here) & set(during.get("place")):
            during = None  # elsewhere
        if during is not None:
            towns = tuple(p for p in during.get("place") if str(p).startswith("city/"))
            later = during.status is not draft.status
            start = draft.get("start") or (() if later else during.get("start"))
            draft = draft.having(place=here or towns, start=start)
        completed.append(draft)
    return completed


def _is_within(meeting: Draft, visit: Draft) -> bool:
    """Whether the day of talks is one of the visit's, or one of the few after it began."""
    after = days_between(visit, meeting)
    if after is None:
        return False
    last = str(visit.get("end")[0]) if visit.get("end") else ""
    if len(last) == DAY:
        return after >= 0 and first_day(meeting) <= last
    return 0 <= after < _DAYS_OF_VISIT


def _during(meeting: Draft, of: Mapping[Value, Sequence[Draft]]) -> Draft | None:
    """The visit that talks are part of: the only one of those who meet, or the one told right before."""
    people = set(meeting.get("participant"))
    found = {id(v): v for person in meeting.get("participant") for v in of.get(person, ())}
    fitting = [
        v
        for v in found.values()
        if (v.status is meeting.status or (meeting.there and v.status is Status.ACTUAL))
        and (set(v.get("host")) & people or not v.get("host") or _is_within(meeting, v))
    ]
    if len(found) == 1:
        return fitting[0] if fitting else None
    near = [v for v in fitting if 0 <= meeting.start - v.start < _NEXT_SENTENCE]
    return max(near, key=lambda v: v.start) if near else None
