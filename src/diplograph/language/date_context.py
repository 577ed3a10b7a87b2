"""A text whose dates are read, and what every reader asks of it: the year meant, the date told before."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from diplograph.language import periods
from diplograph.language.date_words import DateWords
from diplograph.language.tense import Tense
from diplograph.model import Period, Span

TOKEN = re.compile(r"\d+|[^\W\d_]+")
_LOOK_BACK = 30
_BEFORE_NUMBER = re.compile(r"(?:[\w.,/-]|(?<!\w)(?:n°|nº)\s?|[€$£]\s?)$")
_SINCE = re.compile(r"\bdepuis (?:le |la |l'|la fin |le debut |fin |debut |la mi-|mi-)?(?:de |du )?$")
_SAME_SENTENCE = 160
_NEXT_DATE = 12  # characters of ", le " between "un an plus tard" and its day
_ANCHOR_REACH = 400  # characters from a date to "le même jour"
_SENTENCE_END = re.compile(r"[.;!?]\s|\n")


@dataclass(slots=True)
class Context:
    """A text, when it was published, and how its words are read.

    Attributes:
        told: where the last date with a year of its own ended, that year, its month; () before any.
        last: where the last date ended, and that ISO date; () before any.
    """

    text: str
    folded: str
    published: str
    tense: Callable[[int], Tense]
    words: DateWords
    told: tuple[int, int, int] | tuple[()] = ()
    last: tuple[int, str] | tuple[()] = ()

    def before(self, position: int) -> str:
        """The folded words just before a position."""
        return self.folded[max(0, position - _LOOK_BACK) : position]


Found = tuple[Span, Period | None] | None
Reader = Callable[[Context, int], Found]


def span_of(context: Context, match: re.Match[str], *, approach: bool = False) -> Span:
    """The words of a match, with "fin", "début" or "mi-" before them; a full stop of the table stays in."""
    start = match.start()
    if approach:
        cue = context.words.approach.search(context.before(start))
        if cue is not None:
            start -= len(context.before(start)) - cue.start()
    return Span(start, match.end())


def year_of(context: Context, match: re.Match[str], month: int, day: int) -> int | None:
    """The year that a match gives, or the one meant when it gives none."""
    words = context.words
    if match["year"]:
        context.told = (match.end(), int(match["year"]), month)
        return int(match["year"])
    if match["of_year"]:
        return year_of_phrase(context, match["of_year"])
    if match["shift"]:
        return _strictly(context, month, day, words.shifts[match["shift"]])
    reach = _SAME_SENTENCE if context.told and context.told[2] else _NEXT_DATE
    if context.told and match.start() - context.told[0] < reach and context.told[2] in {0, month}:
        between = context.folded[context.told[0] : match.start()]
        if not _SENTENCE_END.search(between):
            return context.told[1]  # "en novembre 2023, où il est arrivé le 10 novembre"
    tense = context.tense(match.start())
    if tense is Tense.PLUPERFECT or _SINCE.search(context.before(match.start())):
        return periods.year_beside(month, day, published=context.published, direction=-1)
    year = periods.likely_year(month, day, published=context.published, upcoming=tense is Tense.FUTURE)
    if tense is Tense.PERFECT and periods.is_far_ahead(year, month, day, published=context.published):
        return periods.year_beside(month, day, published=context.published, direction=-1)
    return year


def _strictly(context: Context, month: int, day: int, direction: int) -> int | None:
    """The last or next such month, the current one left out ("en mars dernier", written in March)."""
    year = periods.year_beside(month, day, published=context.published, direction=direction)
    if year is None:
        return None
    current = context.published[:7] == f"{year:04}-{month:02}" and not day
    return year + direction if current else year


def year_of_phrase(context: Context, phrase: str) -> int | None:
    """The year of "l'an dernier"; of "la même année" by the date told last; None if nothing tells it."""
    anchor = periods.published_day(context.published)
    key = re.sub(r"\s+", " ", phrase)
    if key in context.words.then:  # "en octobre de la même année"
        return int(context.last[1][:4]) + context.words.then[key][1] if context.last else None
    return anchor.year + context.words.relative[key][1] if anchor else None


def after_last(context: Context, match: re.Match[str], unit: str, amount: int) -> Found:
    """A date told by the one before it; none where that is far, or less precise."""
    near = context.last and match.start() - context.last[0] < _ANCHOR_REACH
    period = periods.shifted(unit, amount, published=context.last[1]) if context.last and near else None
    if period is not None and period.start:
        month = int(period.start[5:7] or 0)
        context.told = (match.end(), int(period.start[:4]), month)
    return span_of(context, match), period


def number_of(text: str, words: DateWords) -> int:
    """A number in figures or in words."""
    return int(text) if text.isdigit() else words.small[text]


def day_number(text: str) -> int:
    """A day of the month in figures: "1er" is 1."""
    return int(text.removesuffix("er"))


def bounded_left(context: Context, start: int) -> bool:
    """Whether a number begins where it seems to: not within another number, an amount or a word."""
    return _BEFORE_NUMBER.search(context.before(start)) is None
