"""Visits that an act done in person tells: "A et B ont signé lundi à Riga", "inauguré à Riga par A"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.encounters.visit_drafts import visit_draft
from diplograph.extraction.frames.encounters.visitors import country_of_place
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType, Status

_PERSONS = frozenset({EntityType.PERSON})
_CONFIDENCE = 0.6  # implied, not said
_AUXILIARY = 40  # characters of "ont également, mardi 20 février à Oslo, " before a participle
_HAS = re.compile(r"(?:^|[\s(])(?:a|ont|avait|avaient|eut) (?:(?!ete )[^;:.])*$")
_HEADING = 30  # characters of "Lundi dernier, à " before a place


def from_acts(sentence: Sentence) -> Iterator[Draft]:
    """Officials who are told to have done something in a town of another country were there on that day."""
    if not sentence.dates or not any(i.type is EntityType.CITY for i in sentence.items):
        return
    for hit in sentence.source.cues("linking_verbs", sentence.start, sentence.end, "act"):
        until = sentence.clause_end(hit.end)
        towns = _towns(sentence, hit, until)
        guests = [i for i in _acting(sentence, hit, until) if towns and _is_foreign(sentence, i, towns[0])]
        if not guests:
            continue
        draft = visit_draft(sentence, hit, sentence.actors(guests), (), guests, until, seen=towns)
        if draft.get("start") and draft.status is Status.ACTUAL:
            yield replace(draft, confidence=_CONFIDENCE)


def _towns(sentence: Sentence, hit: Hit[Entry], until: int) -> list[Item]:
    """The one town where something was done: behind its verb, or at the head of the sentence."""
    found = [i for i in sentence.own_places(hit.end, until) if i.type is EntityType.CITY][:1]
    if found and not sentence.has_finite_verb(hit.end, found[0].start):
        return found
    heading = [i for i in sentence.places(sentence.start, hit.start) if i.start - sentence.start < _HEADING]
    return [i for i in heading[:1] if i.type is EntityType.CITY]


def _acting(sentence: Sentence, hit: Hit[Entry], until: int) -> list[Item]:
    """The agents of a participle, the subject of any other verb."""
    agents = [
        i for i in sentence.after(hit.end, kinds=_PERSONS, until=until) if sentence.preposition(i) == "par"
    ]
    if agents:
        return sentence.group_from(agents[0])
    before = sentence.folded(max(sentence.start, hit.start - _AUXILIARY), hit.start)
    if not _HAS.search(before):
        return []  # "la session a été ouverte à Riga", "un accord signé à Riga"
    return [i for i in sentence.subject(hit.start, kinds=_PERSONS) if i.end <= hit.start]


def _is_foreign(sentence: Sentence, item: Item, town: Item) -> bool:
    """Whether a person holds an office of another country than that of a town."""
    country = country_of_place(sentence, town.keys[0])
    homes = {sentence.discourse.country_of(key) for key in item.keys}
    return country.startswith("country/") and bool(homes) and not homes & {"", country}
