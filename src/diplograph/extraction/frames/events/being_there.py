"""Who is at an event by a clause around its name: "…, où intervenait A", "…, que coprésidaient A et B".

Also persons who act at one that opens the sentence: "À la Semaine de l'eau, A et B ont débattu du Nil".
"""

from __future__ import annotations

import re

from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.model import ACTORS, EntityType

_WHERETO = re.compile(r"(?: \([^()]{2,14}\))?,? (?:ou|auquel|a laquelle|auxquels|auxquelles) ")
_WHICH = re.compile(r"(?: \([^()]{2,14}\))?,? qu(?:e |')")
_BREAK = re.compile(r"[;:.]")
_AT_HEAD = re.compile(
    r"\W*(?:a la |a l'|au |aux "
    r"|pour (?:le |la |les |l')(?:[\w-]+ ){0,4})"
)
_REACH, _NEXT = 110, 30
_PERSONS = frozenset({EntityType.PERSON})
_DONE = frozenset({"Imp", "Past"})


def told_by_clause(sentence: Sentence, start: int, end: int) -> list[Item]:
    """Who takes part or presides, as a relative clause behind the name says; or who acts at it."""
    folded = sentence.source.folded
    there = _WHERETO.match(folded, end, sentence.end)
    if there:
        return _of_verb(sentence, there.end(), "there", "attend")
    which = _WHICH.match(folded, end, sentence.end)
    if which:
        return _presiding(sentence, which.end())
    return _acting(sentence, start, end)


def _of_verb(sentence: Sentence, begin: int, *forms: str) -> list[Item]:
    until = min(sentence.end, begin + _REACH)
    for cue in sentence.source.cues("events", begin, until, *forms):
        if _BREAK.search(sentence.folded(begin, cue.start)):
            return []
        before = [
            i for i in sentence.after(begin, kinds=ACTORS, until=cue.start) if not sentence.preposition(i)
        ]
        if before:
            return [j for j in sentence.group(before[0]) if begin <= j.start < cue.start]
        after = sentence.after(cue.end, kinds=ACTORS, until=cue.end + _NEXT)[:1]
        return [
            j for i in after if not sentence.preposition(i) for j in sentence.group(i) if j.start >= i.start
        ]
    return []


def _presiding(sentence: Sentence, begin: int) -> list[Item]:
    """ "…, qu'ils coprésidaient", "…, que présidait A": not who presides a body at all times."""
    for cue in sentence.source.cues("events", begin, min(sentence.end, begin + _REACH), "attend"):
        token = sentence.source.token_starting(cue.start)
        if (
            token is None
            or not _DONE & set(token.morph.get("Tense", []))
            or "Part" in token.morph.get("VerbForm", [])
        ):
            return []
        if _BREAK.search(sentence.folded(begin, cue.start)):
            return []
        doers = [i for i in sentence.subject(cue.start, kinds=_PERSONS) if begin <= i.start < cue.start]
        if doers:
            return doers
        after = sentence.after(cue.end, kinds=_PERSONS, until=cue.end + 2 * _NEXT)[:1]
        return [j for i in after for j in sentence.group(i) if j.start >= i.start]
    return []


def _acting(sentence: Sentence, start: int, end: int) -> list[Item]:
    """ "Au Forum de Doha, A et B ont débattu": the persons who are the subject of what is told there."""
    if not _AT_HEAD.fullmatch(sentence.folded(sentence.start, start)):
        return []
    comma = sentence.source.folded.find(", ", end, min(sentence.end, end + _REACH))
    if comma < 0 or sentence.has_finite_verb(end, comma):
        return []
    near = sentence.after(comma, kinds=_PERSONS, until=comma + _REACH)[:1]
    if not near or sentence.preposition(near[0]):
        return []
    return [j for j in sentence.group(near[0]) if j.start >= near[0].start]
