"""Where a subject begins and ends that a stance is on: "Selon X, | l'accord |, hier, a été …"."""

from __future__ import annotations

import re

from diplograph.extraction.sentences.sentence import Sentence

# A circumstance or a word of linking that opens a sentence, up to its comma.
_OPENING = re.compile(r"[^,;:.«»]{2,90}, (?:que |qu')?")
_GOVERNING = frozenset({"ADP", "ADV", "SCONJ", "VERB"})
_REPORTED = re.compile(r"[^,;:.«»]{0,60}? (?:que |qu')(?=les? |la |l'|ces? |cette |cet )")
_ASIDE = re.compile(r",? ?[,–-] [^,;:.«»]{2,60}[,–-]?$")


def past_openings(sentence: Sentence, start: int, end: int) -> int:
    """Where the subject begins, past what opens the sentence: "À cette occasion, | les sanctions"."""
    for _ in range(2):
        token = sentence.source.token_starting(start)
        opening = _OPENING.match(sentence.source.folded, start, end)
        if opening is None or token is None or token.pos_ not in _GOVERNING:
            break
        start = opening.end()
    reported = _REPORTED.match(sentence.source.folded, start, end)
    if reported and sentence.has_finite_verb(start, reported.end()):
        start = reported.end()
    return start


def before_aside(sentence: Sentence, start: int, end: int) -> int:
    """Where the subject ends, before what commas set off: "les sanctions|, selon la même source,"."""
    comma = sentence.source.folded.find(",", start, end)
    aside = _ASIDE.match(sentence.source.folded, comma, end) if comma > start else None
    return comma if aside and not sentence.source.folded.startswith(", et ", comma) else end
