"""From when and until when an office is held, and words of appointment: "depuis 2019", "nommée hier"."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date

from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices.posts import Office
from diplograph.extraction.source import Source
from diplograph.language.patterns import pattern
from diplograph.model import Status, Value

_REACH = 30  # characters of ", en poste depuis le" between a title and its date
_APPOINTED = 16  # characters of ", nommée " before a title
_SHORTEST_TERM = 60  # days
_RANGE = pattern(r",? ?\(?(?:{of}|entre )?")
_DAY_OR_YEAR = pattern(r" (?:{at}|le |depuis )?")
_MODIFIER_REACH = 24
_BEFORE_TITLE = pattern(r"[ -]?(?:{det}|comme )?")
_LINK = re.compile(r",? ?\(?")


def term(source: Source, office: Office) -> tuple[dict[str, tuple[Value, ...]], int]:
    """Roles `start` and `end` that the words after a title give, and where those words end (-1: none)."""
    end = max(office.end, office.title_end)
    first = bisect_left(source.analysed.dates, end, key=lambda d: d.span.start)
    if first == len(source.analysed.dates):
        return {}, -1
    told = source.analysed.dates[first]
    if told.span.start > end + _REACH or not told.period.start:
        return {}, -1
    gap = source.folded[end : told.span.start]
    if source.is_parted(end, told.span.start):
        return {}, -1  # "depuis onze ans. Mardi, …": a date of the next sentence
    if told.period.end and _RANGE.fullmatch(gap):
        if _days(told.period.start, told.period.end) < _SHORTEST_TERM:
            return {}, -1  # of the visit that the sentence tells
        return {"start": (told.period.start,), "end": (told.period.end,)}, told.span.end
    for form, role in (("since", "start"), ("until", "end")):
        cues = source.cues("title_words", end, told.span.start, form)
        if cues and _LINK.fullmatch(source.folded, end, cues[0].start) and not gap.count(",", 2):
            return {role: (told.period.start,)}, told.span.end
    named = source.cues("appointments", office.title_start - _APPOINTED, office.title_start)
    if named and named[-1].end >= office.title_start - 4 and _DAY_OR_YEAR.fullmatch(gap):
        return {"start": (told.period.start,)}, told.span.end
    return {}, -1


def _days(start: str, end: str) -> int:
    """How long a period lasts whose first and last days are told; a long time for one of months or years."""
    whole = len(start) == len(end) == len("2024-01-31")
    return (date.fromisoformat(end) - date.fromisoformat(start)).days if whole else _SHORTEST_TERM


def is_over(roles: dict[str, tuple[Value, ...]], published: str) -> bool:
    """Whether a term ended before the day of publication."""
    end = str(roles["end"][0]) if roles.get("end") else ""
    return bool(end and published) and end < published[: len(end)]


def in_time(status: Status, roles: dict[str, tuple[Value, ...]], published: str) -> Status:
    """The status of an office with such a term: what has ended is held no more."""
    return Status.DENIED if status is Status.ACTUAL and is_over(roles, published) else status


def besides_appointment(source: Source, start: int, end: int) -> str:
    """Folded text between two offsets without words of appointment, nor the days beside them."""
    if not source.cues("appointments", start, end):
        return source.folded[start:end]
    kept, position = [], start
    spans = [(h.start, h.end) for h in source.cues("appointments", start, end)]
    spans += [(d.span.start, d.span.end) for d in source.dates_in(start, end)]
    for low, high in sorted(spans):
        kept.append(source.folded[position : max(low, position)])
        position = max(position, high + source.folded.startswith(" ", high))
    return "".join(kept) + source.folded[position:end]


def sense_of(source: Source, title_start: int, person: Mention | None) -> str:
    """What words before a title say of its time; a candidate's title is but possible."""
    if person is not None and person.end < title_start:
        begin = source.before_civilities(person.start)
        if any(
            h.end + 1 == begin for h in source.cues("appointments", begin - _MODIFIER_REACH, begin, "wish")
        ):
            return "possible"
    for table in ("office_modifiers", "appointments"):
        for hit in source.words(table, title_start - _MODIFIER_REACH, title_start):
            days = [d for d in source.dates_in(hit.end, title_start) if d.span.start == hit.end + 1]
            end = days[0].span.end if days else hit.end
            if end <= title_start and _BEFORE_TITLE.fullmatch(source.folded, end, title_start):
                return "" if hit.payload["form"] == "wish" else str(hit.payload["form"])
    return ""
