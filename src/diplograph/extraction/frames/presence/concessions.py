"""Firms that are given works to run, or hold a part of a field: "concédé à A", "A détient 16 % du champ"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.frames.common.parties import governor, whole_subject
from diplograph.extraction.frames.presence.lands import country_of
from diplograph.extraction.frames.presence.scene import land
from diplograph.extraction.frames.presence.whereabouts import homes_of
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType

_COMPANIES = frozenset({EntityType.COMPANY})
_REACH = 70
_AROUND = 90
_TO = frozenset({"a", "au", "aux"})
_OF = frozenset({"de", "d'"})
_PART = re.compile(
    r" (?:[\w-]+ ){0,2}?[\d.,]+ ?% (?:de la |de l'|du |des |de |d')(?P<site>(?:[\w-]+ (?:de |d'|du ))?)"
)
_CLOSES = re.compile(r" ?(?:[,.;:)»]|$)| (?:depuis|et|a|au|en|dans|avec|aux) ")
_FIELDS = frozenset({EntityType.CITY, EntityType.REGION, EntityType.PROJECT})


def entrusted(sentence: Sentence, hit: Hit[Entry]) -> Iterator[tuple[Item, Item]]:
    """ "La Serbie a | concédé l'aéroport de Belgrade à A", "qui | confie à A la distribution de l'eau"."""
    limit = min(sentence.clause_end(hit.end), hit.end + _REACH)
    firms = [
        i for i in sentence.after(hit.end - 2, kinds=_COMPANIES, until=limit) if governor(sentence, i) in _TO
    ]
    low = max(sentence.clause_start(hit.start), hit.start - _AROUND)
    run = sentence.source.cues("word_classes", low, limit + _REACH // 2, "service")
    if not firms or not run or re.search(r"[;:.]", sentence.folded(hit.end, firms[0].start)):
        return
    for place in _places(sentence, hit, low, firms[0]):
        yield firms[0], place
        break


def _places(sentence: Sentence, hit: Hit[Entry], low: int, firm: Item) -> Iterator[Item]:
    homes = homes_of(sentence, firm)
    end = min(sentence.clause_end(hit.end), firm.end + _REACH)
    near = [i for i in sentence.items if low <= i.start < end and i.keys and not set(i.keys) & homes]
    located = sentence.places(low, end)
    for item in near:
        town = item.type is EntityType.CITY and (sentence.preposition(item) in _OF or item in located)
        found = country_of(sentence, item) if item.kind == "name" and town else None
        if found is not None and not set(found.keys) & homes:
            yield found
    for item in near:
        if (
            item.type is EntityType.COUNTRY
            and item.kind in {"name", "anaphor", "body"}
            and len(item.keys) == 1
        ):
            yield Item(item.start, item.end, "anaphor", item.keys, EntityType.COUNTRY)
    key = land(sentence, homes)
    if key:
        yield Item(hit.start, hit.end, "anaphor", (key,), EntityType.COUNTRY)


def parts_of_fields(sentence: Sentence, hit: Hit[Entry]) -> Iterator[tuple[Item, Item]]:
    """ "A | possède 16,8 % du gisement de Kachagan": of a field or a mine that is no firm."""
    part = _PART.match(sentence.source.folded, hit.end, min(sentence.end, hit.end + _REACH))
    if part is None:
        return
    named = [i for i in sentence.items if i.type in _FIELDS and 0 <= i.name_start - part.end() <= 1]
    noun = sentence.source.cues("word_classes", part.start("site"), part.end() + _REACH // 2, "field")
    if not named and not (noun and noun[0].start <= part.start("site") + 1):
        return
    owners = [
        i for i in whole_subject(sentence, hit.start, kinds=_COMPANIES) if i.end <= hit.start and i.keys
    ]
    end = named[0].end if named else part.end()
    for owner in owners:
        homes = homes_of(sentence, owner)
        places = [
            c
            for i in sentence.places(end, min(sentence.end, end + _REACH // 2))
            if (c := country_of(sentence, i))
        ]
        places = places or [c for i in named if i.type is EntityType.CITY and (c := country_of(sentence, i))]
        key = "" if places else land(sentence, homes)
        if places and not set(places[0].keys) & homes:
            yield owner, places[0]
        elif key:
            yield owner, Item(hit.start, hit.end, "anaphor", (key,), EntityType.COUNTRY)
