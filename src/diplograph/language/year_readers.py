"""Readers of years and of their parts: "2024-2030", "les années 1990", "le premier semestre", "T3 2024"."""

from __future__ import annotations

import re

from diplograph.language import periods
from diplograph.language.date_context import Context, Found, bounded_left, number_of, span_of, year_of_phrase
from diplograph.language.numbers import measuring_words
from diplograph.model import Period

_AFTER_NUMBER = re.compile(r"(?:[.,]\d|\s*[%€$£°]|[/-]\w|\s\d{3}(?!\d))")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_LAST_WORD = re.compile(r"([^\W\d_]+)[ '\-]$")


def match_year_range(context: Context, start: int) -> Found:
    """ "2024-2030", "2023/24", "de 2014 à 2020"."""
    match = context.words.year_range.match(context.folded, start)
    if match is None or not bounded_left(context, start):
        return None
    if match["year2"]:
        year = int(match["year2"])
        if int(match["short"]) != (year + 1) % 100:
            return None
        return span_of(context, match), periods.period_of(periods.iso(year), periods.iso(year + 1))
    if match["join"].strip() not in ("-", "/") and not _is_year(context, match.start(), match.end()):
        return span_of(context, match), None
    first, last = int(match["year1"]), int(match["year"])
    return (span_of(context, match), periods.period_of(str(first), str(last))) if first < last else None


def match_year(context: Context, start: int) -> Found:
    """ "2024", "fin 2024"; not what is counted, "2000 étudiants"."""
    match = context.words.year.match(context.folded, start)
    if match is None or not _is_year(context, start, match.end()):
        return None
    return span_of(context, match, approach=True), periods.period_of(periods.iso(int(match.group())))


def _is_year(context: Context, start: int, end: int) -> bool:
    """Whether four digits are a year: by the words before them, or because nothing after is counted."""
    if _AFTER_NUMBER.match(context.folded, end):
        return False
    before, words = context.before(start), context.words
    if words.year_cue.search(before):
        return True
    if not bounded_left(context, start):
        return False
    following = _NEXT_WORD.match(context.folded, end)
    counted = following is not None and not words.function.fullmatch(following.group(1))
    if counted and following is not None and "\n" in following.group():
        counted = False
    if counted and following is not None and context.text[following.start(1)].isupper():
        counted = False
    if words.weak_cue.search(before):
        return not counted
    previous = _LAST_WORD.search(before)
    if previous is None:
        return not counted
    if previous.group(1) in measuring_words():
        return False
    # "le budget 2024 adopté" is a year, "accueille 2000 étudiants" is not.
    plural = following is not None and following.group(1)[-1] in "sx"
    return not counted or (not plural and not words.function.fullmatch(previous.group(1)))


def match_decade(context: Context, start: int) -> Found:
    """ "Les années 1990", "les années 90"."""
    match = context.words.decade.match(context.folded, start)
    if match is None:
        return None
    first = int(match["long"]) if match["long"] else 1900 + int(match["short"])
    if not match["long"] or context.folded[start : start + 6] == "annees":
        return span_of(context, match), periods.period_of(str(first), str(first + 9))
    return None


def match_part(context: Context, start: int) -> Found:
    """ "Le premier semestre 2024", "le dernier trimestre de l'an dernier"."""
    match = context.words.part.match(context.folded, start)
    if match is None:
        return None
    parts = context.words.parts[match["part"]]
    number = context.words.ordinals[match["ordinal"]]
    number = parts if number == -1 and match["year"] else number
    return span_of(context, match), _part_period(context, match, number, parts)


def _part_period(context: Context, match: re.Match[str], number: int, parts: int) -> Period | None:
    year: int | None
    if match["year"]:
        year = int(match["year"])
    elif match["of_year"]:
        year = year_of_phrase(context, match["of_year"])
    else:
        year = periods.nearest_part(number, parts, published=context.published)
    return periods.part_of_year(year, number, parts) if year and number > 0 else None


def match_short_part(context: Context, start: int) -> Found:
    """ "T3 2024", "S1 2025"."""
    match = context.words.short_part.match(context.folded, start)
    if match is None:
        return None
    parts = 4 if match["letter"] == "t" else 2
    return span_of(context, match), periods.part_of_year(int(match["year"]), int(match["number"]), parts)


def match_first_months(context: Context, start: int) -> Found:
    """ "Les neuf premiers mois de 2024"."""
    match = context.words.first_months.match(context.folded, start)
    if match is None:
        return None
    count = number_of(match["number"], context.words)
    anchor = periods.published_day(context.published)
    if match["year"]:
        year: int | None = int(match["year"])
    elif match["of_year"]:
        year = year_of_phrase(context, match["of_year"])
    else:
        year = anchor.year if anchor else None
    if not year or not 1 <= count <= 12:
        return span_of(context, match), None
    return span_of(context, match), periods.period_of(periods.iso(year, 1), periods.iso(year, count))
