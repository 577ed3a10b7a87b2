"""The words that amounts are made of, and the noun that a bare number counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from diplograph.language.date_words import date_words
from diplograph.language.folding import fold
from diplograph.language.numbers import number_rows, number_words, spelled_number
from diplograph.language.tables import any_of, just_before, whole_number

LOOK_BACK = 40
_CAPITALISED = re.compile(r"[^\s.!?:;,(«\"-] +([^\W\d_][\w'-]*) $")
_OF = re.compile(r"\s+de\s+|\s+d'\s?|\s+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MODEL = re.compile(r"[A-Z]{1,2}-?\d{1,4}\w{0,4}(?!\w)")
_POSTAL = re.compile(r"\d{5}")
_SEVERAL = 10
_PEOPLE = re.compile(r"[A-ZÉ][a-zà-ÿ]{3,}s(?!\w)")
_ADJECTIVES = 3


@dataclass(frozen=True, slots=True)
class AmountWords:
    """The rows of `data/lexicon/numbers.csv` as patterns and sets."""

    magnitude: re.Pattern[str]
    magnitudes: Mapping[str, int]
    about: re.Pattern[str]
    abouts: Mapping[str, int]
    before: tuple[tuple[str, re.Pattern[str]], ...]
    after: re.Pattern[str]
    afters: Mapping[str, str]
    numbered: re.Pattern[str]
    adjectives: frozenset[str]
    functions: frozenset[str]
    products: frozenset[str]
    spelled: re.Pattern[str]


@cache
def amount_words() -> AmountWords:
    """Read the table; once per process."""
    magnitudes = {fold(row.form): whole_number(row) for row in number_rows("magnitude")}
    abouts = {fold(row.form): whole_number(row) for row in number_rows("about")}
    afters = {fold(row.form): row.value for row in number_rows("modifier after")}
    befores: dict[str, list[str]] = {}
    for row in number_rows("modifier"):
        befores.setdefault(row.value, []).append(fold(row.form))
    return AmountWords(
        magnitude=re.compile(rf"(?:\s+de)?\s*(?<![^\s\d])(?P<word>{any_of(magnitudes)})(?!\w)"),
        magnitudes=magnitudes,
        about=re.compile(rf"(?P<number>{any_of(number_words())})\s+(?P<word>{any_of(abouts)})(?!\w)"),
        abouts=abouts,
        before=tuple((value, just_before(forms)) for value, forms in sorted(befores.items())),
        after=re.compile(rf"\s+(?P<word>{any_of(afters)})(?!\w)"),
        afters=afters,
        numbered=just_before(fold(row.form) for row in number_rows("numbered")),
        adjectives=frozenset(fold(row.form) for row in number_rows("adjective")),
        functions=frozenset(fold(row.form) for row in number_rows("function")),
        products=frozenset(fold(row.form) for row in number_rows("product")),
        spelled=re.compile(spelled_number()),
    )


@dataclass(frozen=True, slots=True)
class AmountText:
    """A text with its folded form, same offsets."""

    text: str
    folded: str

    def before(self, position: int) -> str:
        """The folded characters right before an offset."""
        return self.folded[max(0, position - LOOK_BACK) : position]


def counted_noun(
    source: AmountText, start: int, first_end: int, stop: int, *, value: Decimal, scaled: bool
) -> tuple[str, int] | None:
    """The noun that a bare number counts and where it ends; adjectives before it are passed over.

    Args:
        start, first_end: of the number, or of the first of a range; `value` is its own.
        stop: where the number or the range ends.
        scaled: a magnitude or "une centaine" is part of it, so that it counts even without noun.
    """
    gap = _OF.match(source.folded, stop)
    linked = gap is not None and bool(gap.group().strip()) == scaled  # not "1,57 milliard annoncé"
    value = Decimal(0) if _POSTAL.fullmatch(source.text, start, first_end) else value  # "75008 Paris"
    noun = _next_noun(source, gap.end(), value) if gap is not None and linked else None
    if noun is None and scaled and gap is not None and linked:
        people = _PEOPLE.match(source.text, gap.end())  # "27 millions de Congolais"
        noun = (source.folded[people.start() : people.end()], people.end()) if people else None
    if not scaled and not _may_count(source, start, first_end, value, noun[0] if noun else ""):
        return None
    if noun is None:
        return ("", stop) if scaled else None
    return noun


def _may_count(source: AmountText, start: int, end: int, value: Decimal, noun: str) -> bool:
    """Whether a bare number can count: not "un", nor the label of a name ("Boeing 737").

    After a name it counts what stands in the plural: "à Dassault Aviation 42 avions".
    """
    if source.folded[start:end] in ("un", "une") or not value:
        return False
    name = _CAPITALISED.search(source.text[max(0, start - LOOK_BACK) : start])
    if name is None or not name.group(1)[0].isupper():
        return True
    product = fold(name.group(1)) in amount_words().products
    return not product and noun.endswith(("s", "x")) and source.text[end + 1 : end + 2].islower()


def _next_noun(source: AmountText, position: int, value: Decimal) -> tuple[str, int] | None:
    words, calendar = amount_words(), date_words()
    for _ in range(_ADJECTIVES):
        model = _MODEL.match(source.text, position)
        if model is not None:
            return source.folded[position : model.end()], model.end()  # "184 A320"
        word = _WORD.match(source.folded, position)
        if word is None:
            return None
        form = word.group()
        if source.text[position].isupper():
            several = value >= _SEVERAL and _PEOPLE.match(source.text, position)  # "250 Abrams"
            return (form, word.end()) if form in words.products or several else None  # "douze Rafale"
        if form in words.functions or form in calendar.months or form in words.magnitudes:
            return None
        if form not in words.adjectives:
            return (form, word.end()) if len(form) > 1 else None
        position = word.end() + 1
    return None
