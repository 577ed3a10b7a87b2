"""The little French grammar that labels need: prepositions before names, dates, numbers.

Gender and number of countries follow the ending of their name (feminine in -e, masculine else); the
exceptions are rows `article` of `data/lexicon/labels.csv`: "le", "la", "les", or "à" and "en" for names
that take no article. Months and large numbers are called as in `dates.csv` and `numbers.csv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from diplograph.knowledge.tables import read_table
from diplograph.resources import resource

_VOWELS = frozenset("aeiouyàâäéèêëîïôöùûüœæAEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ")
_LEXICON = ("form", "kind", "value", "note")
_LARGE = 10**6  # smaller numbers stay in figures


@cache
def _articles() -> Mapping[str, str]:
    rows = read_table(resource("data/lexicon/labels.csv"), ("kind", "key", "text"))
    return {row.required("key"): row.required("text") for row in rows if row.get("kind") == "article"}


@cache
def _months() -> tuple[str, ...]:
    """Names of the months, January first: the first form that the table of dates gives each."""
    names: dict[str, str] = {}
    for row in read_table(resource("data/lexicon/dates.csv"), _LEXICON):
        if row.get("kind") == "month":
            names.setdefault(row.get("value"), row.required("form"))
    return tuple(names[str(month)] for month in range(1, 13))


@cache
def _scales() -> tuple[tuple[int, str, str], ...]:
    """(size, singular, plural) of the names of large numbers, the largest first."""
    names: dict[int, list[str]] = {}
    for row in read_table(resource("data/lexicon/numbers.csv"), _LEXICON):
        if row.get("kind") == "magnitude":
            size = row.parsed("value", int, expected="a whole number")
            names.setdefault(size, []).append(row.required("form"))
    large = sorted((size for size in names if size >= _LARGE), reverse=True)
    return tuple((size, names[size][0], names[size][-1]) for size in large)


def article(name: str) -> str:
    """Article of a country's or region's name: "le", "la", "les", or "à" and "en" where it takes none."""
    known = _articles().get(name)
    if known:
        return known
    return "la" if name.split()[0].endswith("e") else "le"


def _vowel(name: str) -> bool:
    return name[0] in _VOWELS


def of(name: str, key: str) -> str:
    """ "de", "d’", "du", "de la", "des" before a name; `key` tells a country from a person."""
    if key.startswith(("country/", "region/")):
        kind = article(name)
        if kind == "les":
            return f"des {name}"
        if kind in ("le", "la"):
            if _vowel(name):
                return f"de l’{name}"
            return f"du {name}" if kind == "le" else f"de la {name}"
    return f"d’{name}" if _vowel(name) else f"de {name}"


def at(name: str, key: str) -> str:
    """ "en", "au", "aux", "à" before the name of a place."""
    if key.startswith(("country/", "region/")):
        kind = article(name)
        if kind == "les":
            return f"aux {name}"
        if kind in ("la", "en") or (kind == "le" and _vowel(name)):
            return f"en {name}"
        return f"au {name}" if kind == "le" else f"à {name}"
    if name.startswith("Le "):
        return f"au {name[3:]}"
    if name.startswith("Les "):
        return f"aux {name[4:]}"
    return f"à {name}"


def _date(iso: str, *, parts: int = 3) -> str:
    """One ISO date in words; `parts` 1 gives the day alone, 2 day and month, 3 all of it."""
    year, _, rest = iso.partition("-")
    month, _, day = rest.partition("-")
    words = [year]
    if month:
        words.insert(0, _months()[int(month) - 1])
    if day:
        words.insert(0, "1er" if day == "01" else str(int(day)))
    return " ".join(words[: max(1, len(words) - (3 - parts))])


def dates(start: str, end: str) -> str:
    """A period in words: "4–5 novembre 2024", "mai–juin 2023", "jusqu’en 2030"; a start alone is a date."""
    if not start:
        return f"jusqu’{'au' if len(end) == 10 else 'en'} {_date(end)}" if end else ""
    if not end or start == end:
        return _date(start)
    if len(start) == len(end) and start[:4] == end[:4] and len(start) > 4:
        same_month = start[:7] == end[:7]
        joint = "–" if same_month or len(start) == 7 else " – "
        return f"{_date(start, parts=1 if same_month else 2)}{joint}{_date(end)}"
    return f"{_date(start)} – {_date(end)}"


def number(value: Decimal, *, noun: str) -> tuple[str, bool]:
    """A number in words where it is round, and whether "de" follows ("4 milliards", yes).

    Without a noun to count, large numbers stay in figures: "4 500 000".
    """
    for size, singular, plural in _scales():
        scaled = value / size
        if noun and abs(scaled) >= 1 and scaled == round(scaled, 3):
            return f"{_figures(scaled)}\u00a0{plural if abs(scaled) >= 2 else singular}", True
    return _figures(value), False


def _figures(value: Decimal) -> str:
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    whole, _, fraction = text.partition(".")
    grouped = f"{int(whole):,}".replace(",", "\u00a0") if len(whole) > 4 else whole
    return f"{grouped},{fraction}" if fraction else grouped
