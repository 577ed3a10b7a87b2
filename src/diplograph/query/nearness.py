"""Whether two values may be one: figures told roughly, days that lie near each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

NEAR_DAYS = 10  # between two days told for what may be one event
_ROUGH = Decimal("0.1")  # "environ 5" does not contradict what is this much off


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, how it is meant (AtLeast, AtMost, About or "") and the upper end of a range."""

    value: Decimal
    modifier: str = ""
    upper: Decimal | None = None

    @classmethod
    def of(cls, value: str, modifier: str = "", upper: str = "") -> Self:
        """From literals."""
        return cls(Decimal(value), modifier, Decimal(upper) if upper else None)


def can_both_be_right(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities in one unit do not contradict each other: "plus de 4" and 5 do not."""
    low, high = one.value, one.value if one.upper is None else one.upper
    least, most = other.value, other.value if other.upper is None else other.upper
    if low <= most and least <= high:
        return True
    for (value, modifier), (against, opposite) in (
        ((one.value, one.modifier), (other.value, other.modifier)),
        ((other.value, other.modifier), (one.value, one.modifier)),
    ):
        if modifier == "AtLeast" and opposite != "AtMost" and against >= value:
            return True
        if modifier == "AtMost" and opposite != "AtLeast" and against <= value:
            return True
        if modifier == opposite and modifier in ("AtLeast", "AtMost"):
            return True
        if modifier == "About" and abs(value - against) <= abs(value) * _ROUGH:
            return True
    return False


def near_days(one: str, other: str) -> bool:
    """Whether two ISO days lie within ten of each other; false of what is no day."""
    try:
        return abs(date.fromisoformat(one) - date.fromisoformat(other)).days <= NEAR_DAYS
    except ValueError:
        return False
