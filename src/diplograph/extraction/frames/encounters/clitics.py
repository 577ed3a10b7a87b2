"""Whom a pronoun before a verb of meeting means: "B l'a reçu", "les a reçus", "A, que B avait reçu"."""

from __future__ import annotations

import re

from diplograph.extraction.frames.encounters.talks import PEOPLE
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import ACTORS, EntityType

_OBJECT_PRONOUN = re.compile(r"(?:^|[\s(])(?:l'|le |la )$")
_WHOM = re.compile(r",? qu(?:e |')(?:le |la |l'|son |sa )?")

_TOLD = ACTORS - {EntityType.COUNTRY}
_TOLD_REACH = 300  # characters from those told together to the sentence of "les"


def clitic(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whom a pronoun before the verb means: "A est à Riga, où B l'a reçu", the person told of before B."""
    before = sentence.folded(hit.start - 6, hit.start)
    if before.endswith(" les "):
        return _them(sentence, hit)
    if not _OBJECT_PRONOUN.search(before):
        return []
    acting = {k for i in sentence.subject(hit.start, kinds=PEOPLE) for k in i.keys}
    here = [
        i
        for i in sentence.before(hit.start, kinds={EntityType.PERSON})
        if not set(i.keys) & acting and ";" not in sentence.folded(i.end, hit.start)
    ]
    focus = sentence.discourse.focus
    told = here[-1] if here else focus.person_told(acting) or focus.only_person(acting)
    if told is None or len(told.keys) != 1:
        return []
    return [Item(hit.end, hit.end, "pronoun", told.keys, told.type, told.country)]


def _them(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whom "les" means before a verb: those whom the sentences before told of together."""
    told = sentence.discourse.focus.plural
    acting = {k for i in sentence.subject(hit.start, kinds=PEOPLE) for k in i.keys}
    if told is None or told.start >= sentence.start or set(told.keys) & acting:
        return []
    if (
        sentence.folded(hit.end, hit.end + 1) not in {"", ".", ",", ";", " "}
        or told.type not in _TOLD
        or sentence.start - told.end > _TOLD_REACH
    ):
        return []
    return [Item(hit.end, hit.end, "plural", told.keys, told.type, told.country)]


def whom(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whom "que" takes up: "A, que B avait reçu en mai, …"."""
    acting = [i for i in sentence.subject(hit.start, kinds=PEOPLE) if i.end <= hit.start]
    for item in sentence.before(acting[0].start, kinds={EntityType.PERSON})[:1] if acting else ():
        start = sentence.source.before_civilities(acting[0].start)
        if _WHOM.fullmatch(sentence.folded(item.end, start)):
            return [Item(hit.end, hit.end, "pronoun", item.keys, item.type, item.country)]
    return []
