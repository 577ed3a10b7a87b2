"""Numbers told without their unit, which an amount before them has: "3 milliards, contre | 2 en 2020"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from diplograph.language.amount_words import AmountText, amount_words
from diplograph.language.folding import fold
from diplograph.language.mentions import AmountMention
from diplograph.language.numbers import number_rows
from diplograph.language.tables import any_of

_REACH = 220  # characters from an amount to a number that leaves out its unit
_LEAD = 48  # characters of "en comptait aujourd'hui un peu plus de "
_STOP = re.compile(r"[.!?…]\s")
_OF_THEM = re.compile(r"(?:^|[\s'(])en (?:[a-z][a-z'-]+ ){1,4}$")
_BRACKET = re.compile(r"[^\W\d_]\)? \($")
_CLOSED = re.compile(r"\)| en \d{4}\)")
_NAME = re.compile(r"(?:^|[\s'’])[A-ZÉÈ][\w’'-]*,? $")
_IN_YEAR = re.compile(r" en (?:19|20)\d\d(?!\d)")
_ENDS = re.compile(r"\s*[.,;)]|\s*$| et ")
_YEARS = range(1900, 2101)
_THOUSAND = 1000
_LEAST = 10  # below it, a number behind a name is part of the name
_PERCENT = 100


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    before = any_of(fold(row.form) for row in number_rows("elided"))
    afters = [fold(row.form) for row in number_rows("elided after")]
    modifiers = any_of(fold(row.form) for row in number_rows("modifier"))
    lead = re.compile(rf"(?:^|(?<=[\s(,])|(?=,)){before}(?: {modifiers})? ?$")
    return lead, re.compile(rf" {any_of(afters)}(?!\w)"), frozenset(f for f in afters if " " not in f)


def is_elliptic(noun: str) -> bool:
    """Whether what seems to be counted only qualifies what is left out: "les 25 | restants"."""
    return noun in _cues()[2]


def is_elided(source: AmountText, start: int, end: int, value: Decimal, told: AmountMention) -> bool:
    """Whether a bare number leaves out the unit of the amount told before it, in its sentence or the last.

    Args:
        start, end: of the number.
    """
    between = source.text[told.span.end : start]
    stops = len(_STOP.findall(between))
    digits = source.text[start:end].isdigit()
    if len(between) > _REACH or "\n" in between or stops > 1 or (digits and value in _YEARS):
        return False
    if source.folded[start:end] in {"un", "une"} or (told.amount.unit == "percent" and value > _PERCENT):
        return False
    lead, tail, _ = _cues()
    before = source.folded[max(told.span.end, start - _LEAD) : start]
    if _OF_THEM.search(before) or tail.match(source.folded, end):
        return True
    if stops:
        return False
    if lead.search(before) or _IN_YEAR.match(source.folded, end):
        return True
    great = value >= _THOUSAND or told.amount.unit != "count"
    if great and _BRACKET.search(before) and _CLOSED.match(source.folded, end):
        return True
    named = _NAME.search(source.text, max(told.span.end, start - _LEAD), start)
    if named is None or told.amount.unit == "count" or _ENDS.match(source.folded, end) is None:
        return False
    return named.group().endswith(", ") or value >= _LEAST  # "la France, 18", "et l'Union 150"; not "Alta 1"


def scale_of(source: AmountText, told: AmountMention, value: Decimal) -> int:
    """The magnitude that a number takes from the amount before it: of "90", beside "247 millions"."""
    if value >= _THOUSAND:
        return 1
    words = amount_words()
    found = [
        words.magnitudes[match["word"]]
        for match in words.magnitude.finditer(source.folded, told.span.start, told.span.end)
    ]
    return found[-1] if found else 1
