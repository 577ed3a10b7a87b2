"""Sums of money that go with an agreement or a project."""

from __future__ import annotations

from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import AmountMention
from diplograph.language.patterns import pattern
from diplograph.model import Amount

SUM_REACH = 120
_OPENED = pattern(r"{brackets}?, {det}{word}?")
_OPENING, _NEXT = 24, 24


def is_money(mention: AmountMention) -> bool:
    """Whether an amount is in a currency."""
    return len(mention.amount.unit) == len("EUR") and mention.amount.unit.isupper()


def sum_between(sentence: Sentence, start: int, until: int) -> tuple[Amount, ...]:
    """The first sum of money that begins between two offsets, near the first; () when none does."""
    for mention in sentence.amounts:
        if is_money(mention) and start <= mention.span.start < min(until, start + SUM_REACH):
            return (mention.amount,)
    return ()


def opening_sum(sentence: Sentence, start: int) -> tuple[Amount, ...]:
    """What the thing named at an offset costs, as the sentence opens: "D'un coût de 3 M€, | le pont …"."""
    reach = min(start, sentence.start + _OPENING)
    cues = sentence.source.cues("word_classes", sentence.start, reach, "endowed")[:1]
    if not cues or cues[0].start - sentence.start > 1:
        return ()
    for mention in sentence.amounts:
        near = 0 <= mention.span.start - cues[0].end < _NEXT
        if near and is_money(mention) and _OPENED.fullmatch(sentence.folded(mention.span.end, start)):
            return (mention.amount,)
    return ()
