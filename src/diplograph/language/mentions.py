"""What the language layer finds in a text besides its sentences: dates and amounts."""

from __future__ import annotations

from dataclasses import dataclass

from diplograph.model import Amount, Period, Span


@dataclass(frozen=True, slots=True, order=True)
class DateMention:
    """A date as written, and what it comes to; offsets point into the document's text."""

    span: Span
    period: Period


@dataclass(frozen=True, slots=True)
class AmountMention:
    """A quantity as written.

    Attributes:
        noun: the folded noun that a count counts, "" for other units.
        elided: told without its unit, which is that of the amount before it: "3 milliards, contre | 2".
    """

    span: Span
    amount: Amount
    noun: str = ""
    elided: bool = False
