"""Dates in French prose, resolved to ISO periods against the publication date.

A period is never more precise than the text. What has no year takes the one that brings it nearest to
the publication date; without a publication date such words, and "hier" or "lundi", give nothing.
An impossible date ("31 février") gives nothing either. Each word of a text is looked at once, and the
patterns that can begin there are tried, so that the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from diplograph.language import periods
from diplograph.language.date_context import TOKEN, Context
from diplograph.language.date_readers import readers
from diplograph.language.date_words import date_words
from diplograph.language.folding import fold
from diplograph.language.mentions import DateMention
from diplograph.language.tense import Tense


def _untold(offset: int) -> Tense:
    return Tense.OTHER


def find_dates(
    text: str,
    *,
    published: str = "",
    end: int | None = None,
    tense: Callable[[int], Tense] = _untold,
) -> Iterator[DateMention]:
    """Yield the dates of a plain text in reading order, without overlaps.

    Args:
        published: the document's ISO date, of any precision; "" leaves relative dates out.
        end: where to stop.
        tense: tells what the words at an offset speak of: the future ("se rendra lundi"), today and the days
            about it ("reçoit lundi"), what is done ("a reçu en juin"), what was over before something else.
    """
    body = text if end is None else text[:end]
    context = Context(body, fold(body), published, tense, date_words())
    position = 0
    for token in TOKEN.finditer(context.folded):
        if token.start() < position:
            continue
        for read in readers(token.group(), context.words):
            found = read(context, token.start())
            if found is None:
                continue
            span, period = found
            position = span.end
            if period is not None:
                context.last = (span.end, period.start)
                yield DateMention(span, period)
            break


def leading_date(folded: str) -> date | None:
    """The day, month and year that a folded line begins with, no colon after them; else None."""
    words = date_words()
    offset = len(folded) - len(folded.lstrip(" -–—•*"))
    match = words.numeric.match(folded, offset) or words.days.match(folded, offset)
    if match is None or re.match(r"\s*:", folded[match.end() :]):
        return None
    parts = match.groupdict()
    year = parts["year"] or parts.get("year_")
    if not year:
        return None
    month = words.months.get(parts["month"] or "", 0) or int(parts["month"] or parts.get("month_") or 0)
    day = int((parts["day"] or parts.get("day_") or "0").removesuffix("er"))
    return periods.make_day(int(year), month, day)
