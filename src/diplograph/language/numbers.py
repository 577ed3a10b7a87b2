"""French numbers: digits with their separators, and words ("quatre-vingt-dix-sept")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from diplograph.language.folding import fold
from diplograph.language.tables import Row, read_table, whole_number

KINDS = frozenset(
    {
        "number",
        "magnitude",
        "about",
        "modifier",
        "modifier after",
        "numbered",
        "adjective",
        "function",
        "share",
        "no whole",
        "product",
        "elided",
        "elided after",
    }
)

DIGITS = r"\d{1,3}(?:[ '’]\d{3})+(?!\d)(?:,\d+)?|\d{1,3}(?:\.\d{3})+(?![\d.])(?:,\d+)?|\d+(?:[.,]\d+)?"
_GROUPED = re.compile(r"\d{1,3}(?:[ .'’]\d{3})+(?:,\d+)?")
_LONGEST = 20


@cache
def number_rows(kind: str) -> tuple[Row, ...]:
    """The rows of one kind of `data/lexicon/numbers.csv`."""
    return tuple(row for row in read_table("numbers", kinds=KINDS) if row.kind == kind)


@cache
def number_words() -> Mapping[str, int]:
    """Folded number word → its value; "vingts" and "cents" included, magnitudes not."""
    return MappingProxyType({fold(row.form): whole_number(row) for row in number_rows("number")})


@cache
def spelled_number() -> str:
    """The pattern (of folded text) of a number in words; its words are joined by hyphens or spaces."""
    words = sorted(number_words(), key=lambda word: (-len(word), word))
    word = "(?:" + "|".join(words) + r")(?!\w)"
    return rf"{word}(?:(?:-et-|-| et | ){word}){{0,{_LONGEST}}}"


@cache
def measuring_words() -> frozenset[str]:
    """Folded last words of what announces a quantity or a label, not a year: "plus de", "article"."""
    rows = (*number_rows("modifier"), *number_rows("numbered"))
    words = (re.findall(r"[^\W\d_]+", fold(row.form)) for row in rows)
    return frozenset(found[-1] for found in words if found)


def parse_digits(text: str) -> Decimal:
    """Read "1 200", "1.200", "1'200", "1,6" or "1.6": a point before exactly three digits parts thousands."""
    if _GROUPED.fullmatch(text) and not text.startswith("0"):
        text = re.sub(r"[ .'’]", "", text)
    return Decimal(text.replace(",", "."))


def parse_words(text: str) -> int | None:
    """Read a number in folded words; None when the words do not make one ("deux trois", "quelques")."""
    numbers = number_words()
    words = [word for word in re.split(r"[\s-]+", text) if word != "et"]
    if not words or any(word not in numbers for word in words):
        return None
    values = [numbers[word] for word in words]
    if 1000 not in values:
        return _below_thousand(values)
    cut = values.index(1000)
    thousands = _below_thousand(values[:cut]) if cut else 1
    rest = _below_thousand(values[cut + 1 :]) if values[cut + 1 :] else 0
    return None if thousands is None or rest is None else 1000 * thousands + rest


def _below_thousand(values: list[int]) -> int | None:
    if 100 not in values:
        return _below_hundred(values)
    cut = values.index(100)
    hundreds = _below_hundred(values[:cut]) if cut else 1
    rest = _below_hundred(values[cut + 1 :]) if values[cut + 1 :] else 0
    return None if hundreds is None or hundreds > 9 or rest is None else 100 * hundreds + rest


def _below_hundred(values: list[int]) -> int | None:
    """One number, "dix-sept", tens and a unit, or twenties: "soixante-quinze", "quatre-vingt-douze"."""
    if values[:2] == [4, 20]:
        values = [80, *values[2:]]
    if values[-2:-1] == [10] and values[-1] in (7, 8, 9):
        values = [*values[:-2], 10 + values[-1]]
    if len(values) == 1:
        return values[0] if values[0] < 100 else None
    if len(values) != 2:
        return None
    tens, unit = values
    fits = 20 <= tens < 100 and tens % 10 == 0 and 0 < unit < (20 if tens in (60, 80) else 10)
    return tens + unit if fits else None
