"""Literals as values: which are well-formed, and how two of them compare (XML Schema, as SPARQL reads it)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from diplograph.rdf.vocabulary import RDF, XSD
from diplograph.validation.index import parts

LANG_STRING = f"{RDF}langString"
STRING = f"{XSD}string"

_INTEGER = re.compile(r"[+-]?[0-9]+", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)", re.ASCII)
_DOUBLE = re.compile(r"[+-]?(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|INF)|NaN", re.ASCII)
_ZONE = r"(?P<zone>Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?"
_DATE = re.compile(rf"(?P<text>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){_ZONE}", re.ASCII)
_MONTH = re.compile(rf"(?P<text>[0-9]{{4}}-(?:0[1-9]|1[0-2])){_ZONE}", re.ASCII)
_YEAR = re.compile(rf"(?P<text>-?[0-9]{{4,}}){_ZONE}", re.ASCII)
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?"
_DATE_TIME = re.compile(rf"(?P<text>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T{_TIME}){_ZONE}", re.ASCII)

# A value is (what it compares with, how it sorts there); None when the text is no value of its datatype.
Value = tuple[str, object]


def _integer(low: int | None, high: int | None) -> Callable[[str], Value | None]:
    def read(text: str) -> Value | None:
        if not _INTEGER.fullmatch(text):
            return None
        number = Decimal(text)
        fits = (low is None or number >= low) and (high is None or number <= high)
        return ("number", number) if fits else None

    return read


def _decimal(text: str) -> Value | None:
    return ("number", Decimal(text)) if _DECIMAL.fullmatch(text) else None


def _double(text: str) -> Value | None:
    return ("number", float(text)) if _DOUBLE.fullmatch(text) else None


def _boolean(text: str) -> Value | None:
    return ("boolean", text in ("true", "1")) if text in ("true", "false", "1", "0") else None


def _moment(kind: str, form: re.Pattern[str], make: Callable[[str], object]) -> Callable[[str], Value | None]:
    """Dates compare with dates of the same datatype, both with a time zone or both without."""

    def read(text: str) -> Value | None:
        found = form.fullmatch(text)
        if found is None:
            return None
        try:
            return f"{kind} {found['zone'] or ''}", make(found["text"])
        except ValueError:
            return None

    return read


_READERS: dict[str, Callable[[str], Value | None]] = {
    f"{XSD}decimal": _decimal,
    f"{XSD}double": _double,
    f"{XSD}float": _double,
    f"{XSD}boolean": _boolean,
    f"{XSD}string": lambda text: ("string", text),
    f"{XSD}date": _moment("date", _DATE, date.fromisoformat),
    f"{XSD}gYearMonth": _moment("month", _MONTH, str),
    f"{XSD}gYear": _moment("year", _YEAR, int),
    f"{XSD}dateTime": _moment("dateTime", _DATE_TIME, datetime.fromisoformat),
    **{
        f"{XSD}{name}": _integer(low, high)
        for name, low, high in (
            ("integer", None, None),
            ("nonNegativeInteger", 0, None),
            ("positiveInteger", 1, None),
            ("nonPositiveInteger", None, 0),
            ("negativeInteger", None, -1),
            ("long", -(2**63), 2**63 - 1),
            ("int", -(2**31), 2**31 - 1),
            ("short", -(2**15), 2**15 - 1),
            ("byte", -128, 127),
            ("unsignedLong", 0, 2**64 - 1),
            ("unsignedInt", 0, 2**32 - 1),
            ("unsignedShort", 0, 2**16 - 1),
            ("unsignedByte", 0, 255),
        )
    },
}


@lru_cache(maxsize=1 << 15)
def value_of(term: str) -> Value | None:
    """The value of a literal; None of other terms, of ill-typed ones, and of datatypes we do not know."""
    if term[0] != '"':
        return None
    text, language, datatype = parts(term)
    reader = None if language else _READERS.get(datatype)
    return reader(text) if reader else None


def has_datatype(term: str, datatype: str) -> bool:
    """Whether a term is a well-formed literal of a datatype."""
    if term[0] != '"':
        return False
    _, language, own = parts(term)
    if datatype == LANG_STRING:
        return bool(language)
    if own == STRING:  # any text will do, and documents are long
        return own == datatype
    return own == datatype and not language and (own not in _READERS or value_of(term) is not None)


def compare(left: str, right: str) -> int | None:
    """-1, 0 or 1 as two literal terms sort; None when they cannot be compared."""
    one, other = value_of(left), value_of(right)
    if one is None or other is None or one[0] != other[0]:
        return None
    a, b = one[1], other[1]
    if a == b:
        return 0
    if a != a or b != b:  # NaN
        return None
    return -1 if a < b else 1  # type: ignore[operator]
