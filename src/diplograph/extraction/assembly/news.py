"""When what a text reports took place, where its sentence does not say: in the month of the news."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from diplograph.extraction.drafts import DAY, Draft, first_day
from diplograph.model import AGREEMENT_CLASSES, EVENT_CLASSES, Status

_DAYS_OF_NEWS = 10  # between what happened and the text that reports it


def dated_by_news(drafts: Iterable[Draft], month: str) -> list[Draft]:
    """Give what is told as news, without any date of its own, the month that the text reports of."""
    return [
        draft.having(start=(month,))
        if month and draft.is_news and draft.status is Status.ACTUAL and not draft.get("start")
        else draft
        for draft in drafts
    ]


def dated_event(whole: Draft, group: Sequence[Draft], month: str) -> Draft:
    """An event that somebody is told to have taken part in just now, none of its readings dated."""
    news = any(d.is_news and d.status is Status.ACTUAL for d in group)
    if not month or whole.type not in EVENT_CLASSES or whole.get("start") or not news:
        return whole
    return whole.having(start=(month,))


def complete_agreements(
    agreements: Iterable[Draft], visits: Sequence[Draft], *, month: str, days: Iterable[str], published: str
) -> list[Draft]:
    """Give agreements without a date the month of their visit, or of the news they are part of.

    Args:
        days: ISO dates that the text names; those close to its publication tell where nothing else does.
    """
    month = month or _month_told(days, published)
    planned = {first_day(v)[:7] for v in visits if v.status is Status.PLANNED and v.get("start")}
    ahead = planned.pop() if len(planned) == 1 else ""
    completed = []
    for draft in agreements:
        if draft.type in AGREEMENT_CLASSES and not draft.get("start"):
            visit = _occasion(draft, visits, published) if draft.during_visit else None
            if visit is not None:
                draft = draft.having(start=(first_day(visit)[:7],))
            elif ahead and draft.status is Status.PLANNED and draft.get("party") and not draft.retold:
                draft = draft.having(start=(ahead,))
            elif month and draft.is_news and draft.status is Status.ACTUAL:
                draft = draft.having(start=(month,))
        completed.append(draft)
    return completed


def _occasion(draft: Draft, visits: Sequence[Draft], published: str) -> Draft | None:
    dated = [v for v in visits if v.get("start")]
    if (
        draft.part_of >= 0
    ):  # a line of a list is of the visit that the text reports, not of one told beside it
        months = (published[:7], _month_before(published))
        dated = [v for v in dated if first_day(v).startswith(months)] or dated
    near = [v for v in dated if v.start - 200 <= draft.start and draft.end <= v.end + 200]
    candidates = near or dated
    if candidates and (near or len(candidates) == 1 or candidates[0].get("host")):
        return min(candidates, key=lambda v: (v.start > draft.start, abs(v.start - draft.start)))
    return None


def _month_before(published: str) -> str:
    """The month before that of a publication."""
    if len(published) < DAY:
        return published
    first = date.fromisoformat(published).replace(day=1)
    return (first - timedelta(days=1)).isoformat()[:7]


def _month_told(days: Iterable[str], published: str) -> str:
    """The month of the days that a text names right before its publication; "" when it names none."""
    if len(published) < DAY:
        return ""
    last = date.fromisoformat(published)
    near = {
        day[:7]
        for day in days
        if len(day) == DAY and 0 <= (last - date.fromisoformat(day)).days <= _DAYS_OF_NEWS
    }
    return near.pop() if len(near) == 1 else ""


def month_of_news(drafts: Iterable[Draft], published: str) -> str:
    """The month of what the text reports as just done; "" if nothing is dated near its publication."""
    return _month_told((first_day(draft) for draft in drafts if draft.status is Status.ACTUAL), published)
