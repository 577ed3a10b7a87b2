"""Who is rung up, and who is only called upon: "a appelé A", "a appelé A au calme"."""

from __future__ import annotations

from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence

_TO = frozenset({"à", "a", "au", "aux"})
_BETWEEN_CALL_AND_CALLED = frozenset({"ADV", "DET", "PUNCT", "SPACE"})


def is_urged(sentence: Sentence, item: Item) -> bool:
    """Whether someone is called upon, not called: "a appelé A à ratifier"."""
    words = list(sentence.source.tokens(item.end, item.end + 30))[:2]
    return len(words) == 2 and words[0].lower_ in {"à", "a"} and "Inf" in words[1].morph.get("VerbForm", [])


def is_called(sentence: Sentence, offset: int, item: Item) -> bool:
    """Whether someone is rung up: "a appelé mardi A", not "a appelé A au calme", "a appelé à la vigilance A".

    Days may stand before the person; a noun behind "à" is what one is urged to, unless it is a place or hour.
    """
    days = [date.span for date in sentence.dates]
    start = sentence.source.before_civilities(item.start)
    units = {unit.start for unit in sentence.source.cues("circumstances", offset, start, "unit")}
    for token in sentence.source.tokens(offset, start):
        dated = token.idx in units or any(day.start <= token.idx < day.end for day in days)
        if not dated and token.pos_ not in _BETWEEN_CALL_AND_CALLED:
            return False
    last = sentence.group(item)[-1].end
    words = [t for t in sentence.source.tokens(last, last + 30) if not t.is_space][:3]
    if not words or words[0].lower_ not in _TO:
        return True
    noun = next((t for t in words[1:] if t.pos_ != "DET"), None)
    if noun is None or noun.pos_ not in {"NOUN", "VERB", "ADJ"}:
        return True
    known = any(i.start <= noun.idx < i.end for i in sentence.items)
    return known or any(day.start <= noun.idx < day.end for day in days)
