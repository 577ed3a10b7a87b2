"""When an edge holds, as days: what a time line needs and a text seldom says.

A year is all its days, a month all its days. A fact with a beginning alone is an event of that time, unless
it is of a class that lasts (`LASTING`): then it has no end. A year 0, which XML Schema 1.0 does not know, and
what is no date give no time.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from diplograph.model.days import Day, days

LASTING = frozenset({"Office", "Membership", "Presence"})  # classes that hold on from their beginning

Spell = tuple[Day | None, Day | None]  # first and last day; None: no such end


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
