"""A kind of measure, as the words beside an amount tell it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diplograph.knowledge import Entry, Hit

_ASIDE = re.compile(r", [^,;:.]{2,40}, ")


@dataclass(frozen=True, slots=True)
class Gauge:
    """A kind of measure, the row that told it and where it is said."""

    indicator: str
    rule: str
    start: int
    end: int
    falls: bool = False


def gauge_by(indicator: str, hit: Hit[Entry]) -> Gauge:
    """The measure that a word of the tables tells."""
    return Gauge(indicator, hit.payload.rule, hit.start, hit.end, hit.payload["of"] == "fall")


def is_apart(between: str) -> bool:
    """Whether what stands between a word and an amount parts them; an aside between two commas does not."""
    return re.search(r"[,;:.]", _ASIDE.sub(" ", between)) is not None
