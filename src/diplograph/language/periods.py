"""Calendar arithmetic: what a day without a year, or "last Monday", comes to for a publication date."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from diplograph.model import Period

EARLIEST, LATEST = 1800, 2100
_HALF_WEEK = 3  # days


_MONTH = 31  # days


def published_day(published: str) -> date | None:
    """The publication date as a day, the middle of a month or year that has none; None when unknown."""
    if not published:
        return None
    year, month, day = [*map(int, published.split("-")), 0, 0][:3]
    return make_day(year, month or 7, day or (15 if month else 1))


def make_day(year: int, month: int, day: int) -> date | None:
    """A day, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def iso(year: int, month: int = 0, day: int = 0) -> str:
    """An ISO date as precise as its parts; "" when there is no such day, month or year."""
    if not EARLIEST <= year <= LATEST or not 0 <= month <= 12:
        return ""
    if day:
        return f"{year:04}-{month:02}-{day:02}" if make_day(year, month, day) else ""
    return f"{year:04}-{month:02}" if month else f"{year:04}"


def likely_year(month: int, day: int, *, published: str, upcoming: bool = False) -> int | None:
    """The year that a day or month without one is in: as near to the publication date as it can be.

    What lies ahead counts as twice as far, for a text tells more of the past; what lies behind does where
    the sentence speaks of the future.

    Args:
        day: 0 for a whole month.
    """
    if len(published) == 4:
        return int(published)
    return _nearest_year(
        month, day, published=published, past=2 if upcoming else 1, future=1 if upcoming else 2
    )


def year_beside(month: int, day: int, *, published: str, direction: int) -> int | None:
    """The year of the last such day or month (-1) or of the next (+1); one that is not over is both."""
    past, future = (1, 0) if direction < 0 else (0, 1)
    return _nearest_year(month, day, published=published, past=past, future=future)


def is_far_ahead(year: int | None, month: int, day: int, *, published: str) -> bool:
    """Whether a day, or a month when `day` is 0, begins more than a month after the publication date."""
    anchor, first = published_day(published), make_day(year or 0, month, day or 1) if year else None
    return anchor is not None and first is not None and (first - anchor).days > _MONTH


def _nearest_year(month: int, day: int, *, published: str, past: int, future: int) -> int | None:
    """The year nearest to the publication date, distances weighed; a weight of 0 excludes a side."""
    anchor = published_day(published)
    if anchor is None:
        return None
    best = None
    for year in (anchor.year, anchor.year - 1, anchor.year + 1):
        first = make_day(year, month, day or 1)
        if first is None:
            continue
        last = first if day else date(year, month, monthrange(year, month)[1])
        ahead, behind = (first - anchor).days, (anchor - last).days
        if (ahead > 0 and not future) or (behind > 0 and not past):
            continue
        distance = max(ahead * future, behind * past, 0)
        if best is None or distance < best[0]:
            best = (distance, year)
    return best[1] if best else None


def shifted(unit: str, amount: int, *, published: str) -> Period | None:
    """The day, week, month or year so many units from the publication date; never more precise than it."""
    anchor = published_day(published)
    precision = published.count("-")
    if anchor is None:
        return None
    if unit == "day" and precision == 2:
        return Period((anchor + timedelta(days=amount)).isoformat())
    if unit == "week" and precision == 2:
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=amount)
        return Period(monday.isoformat(), (monday + timedelta(days=6)).isoformat())
    if unit == "month" and precision >= 1:
        months = anchor.year * 12 + anchor.month - 1 + amount
        return period_of(iso(months // 12, months % 12 + 1))
    if unit == "year":
        return period_of(iso(anchor.year + amount))
    return None


def period_of(start: str, end: str = "") -> Period | None:
    """A period, or None when a part is missing or the end comes before the start; equal ends are one."""
    if not start:
        return None
    if not end or end == start:
        return Period(start)
    width = min(len(start), len(end))
    return Period(start, end) if start[:width] <= end[:width] else None


def weekday(number: int, *, published: str, direction: int) -> date | None:
    """The day of the week (Monday 0) nearest to the publication day.

    Args:
        direction: -1 on or before it, -2 strictly before, +1 on or after, +2 strictly after, 0 the nearest.
    """
    anchor = published_day(published)
    if anchor is None or published.count("-") != 2:
        return None
    if direction == 0:
        ahead = (number - anchor.weekday()) % 7
        return anchor + timedelta(days=ahead if ahead <= _HALF_WEEK else ahead - 7)
    if direction < 0:
        back = (anchor.weekday() - number) % 7
        return anchor - timedelta(days=back or (7 if direction == -2 else 0))
    ahead = (number - anchor.weekday()) % 7
    return anchor + timedelta(days=ahead or (7 if direction == 2 else 0))


def part_of_year(year: int, part: int, parts: int) -> Period | None:
    """A half or a quarter of a year, by months: part 3 of 4 is July to September."""
    length = 12 // parts
    if not 1 <= part <= parts:
        return None
    return period_of(iso(year, (part - 1) * length + 1), iso(year, part * length))


def nearest_part(part: int, parts: int, *, published: str) -> int | None:
    """The year whose half or quarter lies nearest to the publication date."""
    anchor = published_day(published)
    if anchor is None:
        return None
    middle = (2 * part - 1) * 6 / parts
    here = anchor.month - 0.5
    return anchor.year + min((0, -1, 1), key=lambda shift: abs(12 * shift + middle - here))
