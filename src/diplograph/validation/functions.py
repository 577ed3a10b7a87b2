"""Values of SPARQL in Python, and what its functions and operators make of them.

A simple literal is a `str`, a number an `int`, `Decimal` or `float`, a truth value a `bool`; every other term
stays itself (`Other`). What SPARQL calls a type error is `FaultError`: a filter then drops the row.
Source: SPARQL 1.1 Query Language (W3C Recommendation, 2013), section 17.
"""

from __future__ import annotations

import operator
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from diplograph.rdf.vocabulary import XSD
from diplograph.validation.index import parts
from diplograph.validation.values import STRING, compare, value_of


class FaultError(Exception):
    """A type error of SPARQL."""


class Other(NamedTuple):
    """A term that is no simple literal, number or truth value."""

    term: str


@lru_cache(maxsize=1 << 12)
def value_in(term: str) -> Any:
    """The value of a term of the graph."""
    found = value_of(term)
    if found is None or term[0] != '"':
        return Other(term)
    text, _, datatype = parts(term)
    if datatype == STRING:
        return text
    kind, value = found
    if kind == "number" and isinstance(value, Decimal):
        return value if datatype == f"{XSD}decimal" else int(value)
    return value if kind in ("number", "boolean") else Other(term)


def string(value: Any) -> str:
    """The text of a simple literal, or of one with a language."""
    if isinstance(value, str):
        return value
    if isinstance(value, Other) and value.term[0] == '"' and parts(value.term)[1]:
        return parts(value.term)[0]
    raise FaultError


def number(value: Any) -> Any:
    """A number as it is; anything else is at fault."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | float):
        raise FaultError
    return value


def is_literal(value: Any) -> bool:
    """Whether a value is a literal, well-typed or not."""
    return not isinstance(value, Other) or value.term[0] == '"'


def truth(value: Any) -> bool:
    """Effective boolean value.

    Raises:
        FaultError: the value has none.
    """
    if isinstance(value, Other):
        raise FaultError
    return bool(value)


def substr(text: Any, start: Any, length: Any = None) -> str:
    """Positions count from 1, in code points; what lies before the first is cut off."""
    first = round(number(start))
    last = None if length is None else first + round(number(length)) - 1
    return string(text)[max(first, 1) - 1 : None if last is None else max(last, 0)]


def before(text: Any, mark: Any) -> str:
    """What stands before the first mark; nothing where there is none."""
    whole, end = string(text), string(mark)
    return whole[: max(whole.find(end), 0)]


def after(text: Any, mark: Any) -> str:
    """What stands after the first mark; nothing where there is none."""
    return string(text).partition(string(mark))[2] if string(mark) else string(text)


OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul}
ORDERS = {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1), "=": (0,), "!=": (-1, 1)}


def order(left: Any, right: Any) -> int:
    """-1, 0 or 1 as two values sort.

    Raises:
        FaultError: they cannot be compared.
    """
    if isinstance(left, Other) or isinstance(right, Other):
        if not isinstance(left, Other) or not isinstance(right, Other):
            raise FaultError
        found = compare(left.term, right.term)
        if found is None:
            raise FaultError
        return found
    numbers = isinstance(left, int | Decimal | float) and not isinstance(left, bool)
    if numbers != (isinstance(right, int | Decimal | float) and not isinstance(right, bool)):
        raise FaultError
    if not numbers and type(left) is not type(right):
        raise FaultError
    return 0 if left == right else -1 if left < right else 1


def same(left: Any, right: Any) -> bool:
    """SPARQL's "=": terms are equal, known to differ, or not to be told."""
    if isinstance(left, Other) and isinstance(right, Other):
        if left == right:
            return True
        if left.term[0] != '"' or right.term[0] != '"':
            return False
    elif isinstance(left, Other) or isinstance(right, Other):
        term = left.term if isinstance(left, Other) else right.term
        if term[0] != '"':
            return False
    return order(left, right) == 0


def among(value: Any, others: list[Any]) -> bool:
    """SPARQL's IN: one of them is the same, whatever cannot be compared with the others."""
    faulty = False
    for each in others:
        try:
            if same(value, each):
                return True
        except FaultError:
            faulty = True
    if faulty:
        raise FaultError
    return False
