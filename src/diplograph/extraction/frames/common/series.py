"""Agreements told in a row: "a signé un accord, un protocole"; "huit accords. Il s'agit d'un accord …"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern

_COUNT = r"(?:{det}|{digits} ){word}?"
JOINED = pattern(rf"(?:[,;] ?| (?={{and}}))(?:{{and}})?{{of}}?(?:{_COUNT}|{{word}})?$")
_DETAILED = pattern(rf" ?: ?(?:[\"«] ?)?{{of}}?{_COUNT}$")
_APART = pattern(rf"; ?{{and}}?{{of}}?{_COUNT}$")
_FIRST = pattern(r" ?:? ?{of}?{det}?{word}?$")
_MEMBER = pattern(r", dont (?:l')?une?(?= )")
_MATTER = pattern(r" (?:{with}|{by}|{for}|{which}|entre |sur |dans |en matiere |{of}(?:{a}montant |\d))")
_NUMBERED = re.compile(r"(?:\(?\d{1,2} ?[.)°/]|[a-h]\)) ?\S")
_BULLETS = frozenset("–—-•·*▪‣")
_OPENING = 12  # characters before "il s'agit de" at the head of a sentence: a dash, "Parmi eux,"


@dataclass(frozen=True)
class Lead:
    """The first of several agreements told in a row, their verb, and where the last one ends."""

    draft: Draft
    verb: Hit[Entry]
    end: int


def dated_as(lead: Lead, before: Lead | None) -> Lead:
    """Agreements told in sum once more ("Parmi les documents signés figurent"), of the day told first."""
    if before is None or lead.draft.get("start") or lead.draft.status is not before.draft.status:
        return lead
    told = replace(
        lead.draft.having(start=before.draft.get("start")),
        is_news=lead.draft.is_news or before.draft.is_news,
        during_visit=lead.draft.during_visit or before.draft.during_visit,
    )
    return replace(lead, draft=told)


def continues(sentence: Sentence, lead: Lead, hit: Hit[Entry]) -> bool:
    """Whether an agreement is the next of a row, of this sentence or told in sum in the one before."""
    if lead.end > sentence.start:
        between = sentence.folded(lead.end, hit.start)
        if _APART.search(between):
            return True  # "; une convention de …": the line of a list, whatever the line before tells
        begin = lead.verb.end if lead.end <= lead.verb.start and lead.verb.end <= hit.start else lead.end
        verb = sentence.has_finite_verb(begin, hit.start)  # but "trois accords ont été signés : un accord"
        return not verb and bool(JOINED.search(between) or details(sentence, lead, hit))
    if is_item(sentence):
        return hit.start - sentence.start <= _OPENING
    cues = sentence.source.cues("enumerations", sentence.start, hit.start, "")
    return bool(cues) and cues[0].start - sentence.start <= _OPENING and _is_first(sentence, cues[0].end, hit)


def details(sentence: Sentence, lead: Lead, hit: Hit[Entry]) -> bool:
    """Whether an agreement is the first of those that a colon lists: "trois textes : un accord de …"."""
    if lead.end <= sentence.start:
        return False
    cues = sentence.source.cues("enumerations", lead.end, hit.start, "")
    told = bool(cues) and _is_first(sentence, cues[-1].end, hit)
    return told or bool(_DETAILED.search(sentence.folded(lead.end, hit.start)))


def is_item(sentence: Sentence) -> bool:
    """Whether a sentence is one line of a list: it begins with a dash, a bullet or its number."""
    text = sentence.source.text
    return text[sentence.start : sentence.start + 1] in _BULLETS or bool(
        _NUMBERED.match(text, sentence.start)
    )


def _is_first(sentence: Sentence, start: int, hit: Hit[Entry]) -> bool:
    return _FIRST.fullmatch(sentence.folded(start, hit.start)) is not None


def member_of(sentence: Sentence, hit: Hit[Entry]) -> int:
    """Where one of several is told beside them: "des accords, dont un | sur l'eau"; -1 if none is."""
    found = _MEMBER.search(sentence.source.folded, hit.end, sentence.end)
    if found is None or sentence.source.cues("agreements", hit.end, found.start()):
        return -1
    return found.end() if is_told_of(sentence, found.end()) else -1


def is_told_of(sentence: Sentence, offset: int) -> bool:
    """Whether what follows tells of an agreement whose noun is left out: "un autre | sur l'eau"."""
    if _MATTER.match(sentence.source.folded, offset):
        return True
    return sentence.source.begins("subjects", offset + 1, "title", "gathering", "aim")
