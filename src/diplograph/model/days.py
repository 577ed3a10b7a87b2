"""The days that an ISO date of any precision stands for: a year is all its days, a month all its days."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

Day = tuple[int, int, int]  # year, month, day; a year may be negative, or have more than four figures

_DATE = re.compile(r"(-?\d{4,9})(?:-(\d\d)(?:-(\d\d))?)?(?:Z|[+-]\d\d:\d\d)?")


@lru_cache(maxsize=65536)
def days(text: str) -> tuple[Day, Day] | None:
    """First and last day of an ISO date; None for what is no date, and for a year 0."""
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
