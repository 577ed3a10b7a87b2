"""Sums of money that go with an agreement or a project."""

from __future__ import annotations

from diplograph.extraction.sentences.sentence import Sentence
from diplograph.model import Amount

SUM_REACH = 120


def sum_between(sentence: Sentence, start: int, until: int) -> tuple[Amount, ...]:
    """The first sum of money that begins between two offsets, near the first; () when none does."""
    for mention in sentence.amounts:
        currency = len(mention.amount.unit) == 3 and mention.amount.unit.isupper()
        if currency and start <= mention.span.start < min(until, start + SUM_REACH):
            return (mention.amount,)
    return ()
