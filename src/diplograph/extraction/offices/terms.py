"""From when and until when an office is held: "ministre depuis 2019", "président de 2012 à 2017"."""

from __future__ import annotations

import re
from bisect import bisect_left

from diplograph.extraction.offices.posts import Office
from diplograph.extraction.source import Source
from diplograph.model import Status, Value

_REACH = 30  # characters of ", en poste depuis le" between a title and its date
_APPOINTED = 16  # characters of ", nommée " before a title
_RANGE = re.compile(r",? ?\(?(?:de |entre |du )?")
_DAY_OR_YEAR = re.compile(r" (?:en |le |depuis |au )?")
_LINK = re.compile(r",? ?\(?")


def term(source: Source, office: Office) -> tuple[dict[str, tuple[Value, ...]], int]:
    """Roles `start` and `end` that the words after a title give, and where those words end (-1: none)."""
    end = max(office.end, office.title_end)
    first = bisect_left(source.analysed.dates, end, key=lambda date: date.span.start)
    if first == len(source.analysed.dates):
        return {}, -1
    date = source.analysed.dates[first]
    if date.span.start > end + _REACH or not date.period.start:
        return {}, -1
    gap = source.folded[end : date.span.start]
    if source.is_parted(end, date.span.start):
        return {}, -1  # "depuis onze ans. Mardi, …": a date of the next sentence
    if date.period.end and _RANGE.fullmatch(gap):
        return {"start": (date.period.start,), "end": (date.period.end,)}, date.span.end
    for form, role in (("since", "start"), ("until", "end")):
        cues = source.cues("title_words", end, date.span.start, form)
        if cues and _LINK.fullmatch(source.folded, end, cues[0].start) and not gap.count(",", 2):
            return {role: (date.period.start,)}, date.span.end
    named = source.cues("appointments", office.title_start - _APPOINTED, office.title_start)
    if named and named[-1].end >= office.title_start - 4 and _DAY_OR_YEAR.fullmatch(gap):
        return {"start": (date.period.start,)}, date.span.end
    return {}, -1


def is_over(roles: dict[str, tuple[Value, ...]], published: str) -> bool:
    """Whether a term ended before the day of publication."""
    end = str(roles["end"][0]) if roles.get("end") else ""
    return bool(end and published) and end < published[: len(end)]


def in_time(status: Status, roles: dict[str, tuple[Value, ...]], published: str) -> Status:
    """The status of an office with such a term: what has ended is held no more."""
    return Status.DENIED if status is Status.ACTUAL and is_over(roles, published) else status
