"""What a compiled SPARQL constraint works on: rows of slots, and functions of a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Row = list[Any]
Evaluate = Callable[[Row], Any]


class UnsupportedError(Exception):
    """Something that this validator leaves to pySHACL."""


class NotYetError(Exception):
    """A variable that no pattern has bound so far."""


class Slots:
    """Where the variables of a query stand in a row.

    Attributes:
        terms: variables that a pattern has bound to a term of the graph → slot.
        values: variables that were computed → slot, and whether the value is a simple literal for sure.
    """

    def __init__(self, *names: str) -> None:
        self.terms = {name: slot for slot, name in enumerate(names)}
        self.values: dict[str, tuple[int, bool]] = {}
        self._reserved = dict(self.terms)

    def reserve(self, name: str) -> int:
        """A slot for a variable that is about to be bound."""
        return self._reserved.setdefault(name, len(self._reserved))

    def add_term(self, name: str) -> None:
        """The variable is bound from here on."""
        self.terms[name] = self.reserve(name)

    def add_value(self, name: str, *, plain: bool) -> int:
        """The variable is computed from here on."""
        if name in self.terms or name in self.values:
            raise UnsupportedError("SPARQL: a variable bound twice")
        self.values[name] = (self.reserve(name), plain)
        return self.values[name][0]

    def width(self) -> int:
        """Slots in a row."""
        return len(self._reserved)


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression.

    Attributes:
        evaluate: row → value; raises FaultError.
        plain: its value, if any, is a simple literal: no language that a function would have to keep.
    """

    evaluate: Evaluate
    plain: bool = False
