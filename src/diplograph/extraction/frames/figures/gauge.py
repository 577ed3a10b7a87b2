"""A kind of measure, as the words beside an amount tell it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language import AmountMention
from diplograph.language.patterns import pattern

_ASIDE = pattern(r"{aside} ")


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


def kinds_of(sentence: Sentence, gauge: Gauge) -> frozenset[str]:
    """What the tables say of the word that tells a measure: sum, gives, holds; empty for a mere unit."""
    words = sentence.source.words("indicators", gauge.start, gauge.start + 1)
    return frozenset(h.payload["of"] for h in words)


def measures(sentence: Sentence, low: int, high: int, *kinds: str) -> list[Hit[Entry]]:
    """Words of measures that begin between two offsets of a sentence, of some kinds only, in order."""
    words = sentence.source.words("indicators", max(sentence.start, low), min(sentence.end, high))
    return [h for h in words if h.payload["of"] in kinds]


def is_money(mention: AmountMention) -> bool:
    """Whether an amount is in a currency."""
    return len(mention.amount.unit) == len("EUR") and mention.amount.unit.isupper()


def is_apart(between: str) -> bool:
    """Whether what stands between a word and an amount parts them; an aside between two commas does not."""
    return re.search(r"[,;:.]", _ASIDE.sub(" ", between)) is not None
