"""Agreements told in a row: "a signé un accord, un protocole"; "huit accords. Il s'agit d'un accord …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diplograph.extraction.drafts import Draft
from diplograph.extraction.sentence import Sentence
from diplograph.knowledge import Entry, Hit

_NEXT = re.compile(
    r"(?:,|;| et| puis| ainsi qu[e']| de meme qu[e']) ?(?:d')?"
    r"(?:une?|des|deux|trois|plusieurs|le|la|l') ?(?:[\w-]+ )?$"
)
_FIRST = re.compile(r" ?:? ?(?:d')?(?:une?|des|le|la|l')? ?(?:[\w-]+ )?$")
_MEMBER = re.compile(r", dont (?:l')?une? (?=sur |relati|portant |concernant |dans le|en matiere|consacre)")
_BULLETS = frozenset("–—-•·*▪‣")
_OPENING = 12  # characters before "il s'agit de" at the head of a sentence: a dash, "Parmi eux,"


@dataclass(frozen=True)
class Lead:
    """The first of several agreements told in a row, their verb, and where the last one ends."""

    draft: Draft
    verb: Hit[Entry]
    end: int


def continues(sentence: Sentence, lead: Lead, hit: Hit[Entry]) -> bool:
    """Whether an agreement is the next of a row, of this sentence or told in sum in the one before."""
    if lead.end > sentence.start:
        between = sentence.folded(lead.end, hit.start)
        return _NEXT.search(between) is not None and not sentence.has_finite_verb(lead.end, hit.start)
    if is_item(sentence):
        return hit.start - sentence.start <= _OPENING
    cues = sentence.source.cues("enumerations", sentence.start, hit.start)
    return bool(cues) and cues[0].start - sentence.start <= _OPENING and _is_first(sentence, cues[0].end, hit)


def is_item(sentence: Sentence) -> bool:
    """Whether a sentence is one line of a list: it begins with a dash or a bullet."""
    return sentence.source.text[sentence.start : sentence.start + 1] in _BULLETS


def _is_first(sentence: Sentence, start: int, hit: Hit[Entry]) -> bool:
    return _FIRST.fullmatch(sentence.folded(start, hit.start)) is not None


def member_of(sentence: Sentence, hit: Hit[Entry]) -> int:
    """Where one of several is told beside them: "des accords, dont un | sur l'eau"; -1 if none is."""
    found = _MEMBER.search(sentence.source.folded, hit.end, sentence.end)
    if found is None or sentence.source.cues("agreements", hit.end, found.start()):
        return -1
    return found.end()
