"""When an edge holds, as days: what a time line needs and a text seldom says.

A year is all its days, a month all its days. A fact with a beginning alone is an event of that time, unless
it is of a class that lasts (`LASTING`): then it has no end. A year 0, which XML Schema 1.0 does not know, and
what is no date give no time.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from functools import lru_cache

LASTING = frozenset({"Office", "Membership", "Presence"})  # classes that hold on from their beginning

Day = tuple[int, int, int]  # year, month, day; a year may be negative
Spell = tuple[Day | None, Day | None]  # first and last day; None: no such end

_DATE = re.compile(r"(-?\d{4,9})(?:-(\d\d)(?:-(\d\d))?)?")


@lru_cache(maxsize=65536)
def days(text: str) -> tuple[Day, Day] | None:
    """First and last day of an ISO date of any precision; None for what is no date."""
    found = _DATE.fullmatch(text)
    if not found or not (year := int(found[1])):
        return None
    first_month, last_month = (int(found[2]),) * 2 if found[2] else (1, 12)
    if not 1 <= first_month <= 12:
        return None
    # The calendar repeats after 400 years, and knows no year beyond 9999.
    length = monthrange(2000 + year % 400, last_month)[1]
    first_day, last_day = (int(found[3]),) * 2 if found[3] else (1, length)
    if not 1 <= first_day <= last_day <= length:
        return None
    return (year, first_month, first_day), (year, last_month, last_day)


@lru_cache(maxsize=65536)
def spell(start: str, end: str, *, lasting: bool = False) -> Spell | None:
    """When something with these ISO dates holds; None when the dates say nothing.

    Args:
        lasting: it goes on when it has no end.
    """
    first, last = days(start), days(end)
    if first is None:
        return (None, last[1]) if last else None
    if last is not None and last[1] >= first[0]:
        return first[0], last[1]
    return first[0], None if lasting else first[1]


def union(spells: Iterable[Spell]) -> list[Spell]:
    """Spells in order of time, those that overlap made one."""
    joined: list[Spell] = []
    for start, end in sorted(spells, key=lambda one: (one[0] or _BEFORE_ALL, one[1] or _AFTER_ALL)):
        last_end = joined[-1][1] if joined else None
        if joined and (last_end is None or start is None or start <= last_end):
            joined[-1] = (joined[-1][0], None if last_end is None or end is None else max(last_end, end))
        else:
            joined.append((start, end))
    return joined


def iso(day: Day) -> str:
    """As `xs:date`."""
    year, month, number = day
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{number:02d}"


_BEFORE_ALL: Day = (-(10**10), 1, 1)
_AFTER_ALL: Day = (10**10, 1, 1)
