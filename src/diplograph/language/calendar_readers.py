"""Readers of days, months and weekdays: "le 3 mars", "03/03/2024", "en mai", "jeudi et vendredi"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from diplograph.language import periods
from diplograph.language.date_context import Context, Found, bounded_left, day_number, span_of, year_of
from diplograph.language.tense import Tense
from diplograph.model import Period, Span

_HABIT = re.compile(r"(?<!\w)(?:le|les|chaque|un|des|du|tous\s+les)\s+$")
_FROM = ("dès ", "Dès ")  # folded, "dès mardi" looks like a habit
_BARE_DAY = re.compile(
    r"(?P<day>\d{1,2}|1er)(?: (?:et|au) (?P<last>\d{1,2}))?"
    r"(?: courant\b|(?=[,.;:)]| au matin\b| au soir\b| a |$))"
)
_NUMBERED = re.compile(r"\s+(?P<day>\d{1,2}|1er)(?![\w%.,/]|\s+(?:h|heures|%|euros|millions|pour cent)\b)")
_VERB_NEXT = re.compile(r" a ")  # "le 24 a été signé": no preposition
_SINGLE = re.compile(r"(?<!\w)(?:le|des le)\s+$")
_SEVERAL = re.compile(r"(?<!\w)(?:les|du)\s+$")
_DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2}\s+$")
_APPOSED = re.compile(r"(?<!\w)(?:hier|demain|aujourd'hui),?\s+$")
_UNTIL = re.compile(r"(?<!\w)jusqu'a\s+$")
_THIS = re.compile(r"(?<!\w)ce\s+$")
_WEEK = 7
_MONTH = 7  # characters of an ISO month
_MONTH_REACH = 120  # characters between "le 3 mai" and "le 5"


def match_day_range(context: Context, start: int) -> Found:
    """ "Du 3 au 5 mars 2024", "du 28 février au 2 mars"."""
    match = context.words.day_range.match(context.folded, start)
    if match is None:
        return None
    day, month = day_number(match["day"]), context.words.months[match["month"]]
    first_day = day_number(match["day1"])
    first_month = context.words.months[match["month1"]] if match["month1"] else month
    year = year_of(context, match, month, day)
    if year is None:
        return span_of(context, match), None
    first_year = int(match["year1"]) if match["year1"] else year - (first_month > month)
    begin, end = periods.iso(first_year, first_month, first_day), periods.iso(year, month, day)
    return span_of(context, match), periods.period_of(begin, end) if begin and end else None


def match_day(context: Context, start: int) -> Found:
    """ "Le 3 mars", "3 mars 2024", "le 1er mai prochain"."""
    match = context.words.days.match(context.folded, start)
    if match is None:
        return None
    day, month = day_number(match["day"]), context.words.months[match["month"]]
    year = year_of(context, match, month, day)
    return span_of(context, match), periods.period_of(periods.iso(year, month, day)) if year else None


def match_bare_day(context: Context, start: int) -> Found:
    """ "Le 24,", "les 11 et 12", "du 17 au 19 courant": days of this month, or of that told before."""
    match = _BARE_DAY.match(context.folded, start)
    before = context.before(start)
    if match is None or not (_SEVERAL if match["last"] else _SINGLE).search(before):
        return None
    if _VERB_NEXT.match(context.text, match.end()):
        return None
    anchor = context.published
    if context.last and start - context.last[0] < _MONTH_REACH and len(context.last[1]) > _MONTH:
        anchor = context.last[1]
    if len(anchor) < _MONTH:
        return None
    year, month = int(anchor[:4]), int(anchor[5:7])
    first = periods.iso(year, month, day_number(match["day"]))
    last = periods.iso(year, month, int(match["last"])) if match["last"] else ""
    if not first or (match["last"] and not last > first):
        return None
    return span_of(context, match), periods.period_of(first, last) if last else Period(first)


def match_numeric(context: Context, start: int) -> Found:
    """ "03/03/2024", "2024-03-03"."""
    match = context.words.numeric.match(context.folded, start)
    if match is None or not bounded_left(context, start):
        return None
    year, month, day = (int(match[name] or match[f"{name}_"]) for name in ("year", "month", "day"))
    if month == 0 or day == 0:
        return span_of(context, match), None
    return span_of(context, match), periods.period_of(periods.iso(year, month, day))


def match_month_range(context: Context, start: int) -> Found:
    """ "De mars à mai 2024", "novembre 2023-janvier 2024"."""
    match = context.words.month_range.match(context.folded, start)
    if match is None:
        return None
    first, last = (context.words.months[match[name]] for name in ("month1", "month"))
    year = year_of(context, match, last, 0)
    if year is None:
        return span_of(context, match), None
    first_year = int(match["year1"]) if match["year1"] else year - (first > last)
    return span_of(context, match), periods.period_of(periods.iso(first_year, first), periods.iso(year, last))


def match_month(context: Context, start: int) -> Found:
    """ "Mars 2024", "fin mai"; without a year only after words that call for a month, no capital."""
    match = context.words.month.match(context.folded, start)
    if match is None:
        return None
    if _DAY_BEFORE.search(context.before(start)):
        return span_of(context, match), None  # "31 février" is no day, and not the month either
    month = context.words.months[match["month"]]
    if not match["year"]:
        if context.text[start].isupper() or not context.words.month_cue.search(context.before(start)):
            return None
        if match.end() < len(context.folded) and context.folded[match.end()] == "-":
            return None
    year = year_of(context, match, month, 0)
    return span_of(context, match, approach=True), periods.period_of(
        periods.iso(year, month)
    ) if year else None


def match_weekday(context: Context, start: int) -> Found:
    """ "Mardi", "mardi dernier", "ce mardi"; not a habit, "le mardi"."""
    match = context.words.weekday.match(context.folded, start)
    if match is None:
        return None
    numbered = _NUMBERED.match(context.folded, match.end()) if not match["shift"] else None
    if numbered is not None and (day := _that_is(context, match["weekday"], numbered["day"])) is not None:
        return Span(start, numbered.end()), Period(day.isoformat())
    before = context.before(start)
    if not match["shift"] and _HABIT.search(before) and not context.text.endswith(_FROM, 0, start):
        return None
    if _APPOSED.search(before):
        return span_of(context, match), None  # "demain, mardi"
    day = _day_of_week(context, start, match["weekday"], match["shift"])
    this = _THIS.search(before)
    begin = start - len(this.group()) if this else start
    return Span(begin, match.end()), Period(day.isoformat()) if day else None


def _that_is(context: Context, weekday: str, number: str) -> date | None:
    """The day of "mardi 18": of the months about the publication, that in which it is such a weekday."""
    anchor = periods.published_day(context.published)
    if anchor is None:
        return None
    months = (anchor.year * 12 + anchor.month - 1 + shift for shift in (-1, 0, 1))
    days = (periods.make_day(month // 12, month % 12 + 1, day_number(number)) for month in months)
    fits = [d for d in days if d is not None and d.weekday() == context.words.weekdays[weekday]]
    return min(fits, key=lambda d: abs(d - anchor)) if fits else None


def match_weekday_range(context: Context, start: int) -> Found:
    """ "Jeudi et vendredi", "de mercredi à vendredi": the second is the next after the first."""
    match = context.words.weekday_range.match(context.folded, start)
    if match is None:
        return None
    if not match["shift"] and _HABIT.search(context.before(start)):
        return span_of(context, match), None  # "ouvert du lundi au vendredi"
    first = _day_of_week(context, start, match["weekday1"], match["shift"])
    if first is None:
        return span_of(context, match), None
    weekdays = context.words.weekdays
    last = first + timedelta(days=(weekdays[match["weekday"]] - weekdays[match["weekday1"]]) % _WEEK)
    return span_of(context, match), periods.period_of(first.isoformat(), last.isoformat())


def _day_of_week(context: Context, start: int, weekday: str, shift: str | None) -> date | None:
    """The day meant by its name: before or after the publication day, as the verb tells."""
    if shift:
        direction = 2 * context.words.shifts[shift]
    elif context.tense(start) is Tense.PRESENT:
        direction = 1 if _UNTIL.search(context.before(start)) else 0
    else:
        direction = 1 if context.tense(start) is Tense.FUTURE else -1
    return periods.weekday(context.words.weekdays[weekday], published=context.published, direction=direction)
