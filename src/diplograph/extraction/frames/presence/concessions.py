"""Firms that are given works to run, hold a part of a field or are led there: "la directrice d'A en B"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator

from diplograph.extraction.frames.common.appositions import is_complete, meant
from diplograph.extraction.frames.common.parties import governor, whole_subject
from diplograph.extraction.frames.presence.lands import as_country, country_of
from diplograph.extraction.frames.presence.scene import land
from diplograph.extraction.frames.presence.whereabouts import homes_of
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import PLACES, EntityType

_COMPANIES = frozenset({EntityType.COMPANY})
_REACH = 70
_AROUND = 90
_TO = members("to")
_OF = members("of")
_PART = pattern(r" {word}{0,2}?[\d.,]+ ?% {of}{det}?(?P<site>(?:{word}{of}{the}?)?)")
_FIRMS = frozenset({EntityType.COMPANY, EntityType.INSTITUTION, EntityType.PUBLIC_BODY})
_OF_FIRM = pattern(r" ?(?:{of}|{for}|chez )?{the}?")
_IN = pattern(r" (?:{at}|{for}){the}?")
_NEAR = 24
_GOES_ON = r"{has}|{is}|{which}|se |s'|\w+[et]\b"
_FIELDS = frozenset({EntityType.CITY, EntityType.REGION, EntityType.PROJECT})


def entrusted(sentence: Sentence, hit: Hit[Entry]) -> Iterator[tuple[Item, Item]]:
    """ "La Serbie a | concédé l'aéroport de Belgrade à A", "qui | confie à A la distribution de l'eau"."""
    limit = min(sentence.clause_end(hit.end), hit.end + _REACH)
    firms = [
        i for i in sentence.after(hit.end - 2, kinds=_COMPANIES, until=limit) if governor(sentence, i) in _TO
    ]
    low = max(sentence.clause_start(hit.start), hit.start - _AROUND)
    run = sentence.source.cues("word_classes", low, limit + _REACH // 2, "service")
    if not firms or not run or sentence.has_mark(hit.end, firms[0].start, ";:."):
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
            yield as_country(item)
    key = land(sentence, homes)
    if key:
        yield meant(hit, key, EntityType.COUNTRY)


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
            yield owner, meant(hit, key, EntityType.COUNTRY)


def led_abroad(sentence: Sentence, hit: Hit[Entry]) -> Iterator[tuple[Item, Item]]:
    """A firm right behind words of leading, and the country right behind the firm."""
    for firm in _names(sentence, hit.end - 1, hit.end + _NEAR + 1, _FIRMS):
        if firm.kind != "name" or not _OF_FIRM.fullmatch(
            sentence.source.besides("stakes", hit.end, firm.name_start, "head")
        ):
            continue
        for place in _names(sentence, firm.end, firm.end + _NEAR, PLACES)[:1]:
            if not _IN.fullmatch(sentence.folded(firm.end, place.name_start)):
                break
            country = country_of(sentence, place)
            known = sentence.source.knowledge.entity(place.keys[0]) if place.keys else None
            if country is None and known is None:  # "celle d'Alta à Gradačac", in a text on one country
                key = land(sentence, homes_of(sentence, firm))
                country = Item(place.start, place.end, "anaphor", (key,), EntityType.COUNTRY) if key else None
            if country is not None and is_complete(sentence, place.end, _GOES_ON):
                yield firm, country
        break


def _names(sentence: Sentence, start: int, end: int, kinds: Collection[EntityType]) -> list[Item]:
    """What is named between two offsets, even within a title: "le directeur d'Alta en Norvège, Ana Duval"."""
    found = [i for i in sentence.items if start <= i.name_start < end and i.type in kinds]
    mentions = sentence.discourse.mentions
    first = bisect_left(mentions, start, key=lambda mention: mention.start)
    last = bisect_left(mentions, end, lo=first, key=lambda mention: mention.start)
    hidden = [m for m in mentions[first:last] if m.type in kinds] if not found else []
    return found or [Item(m.start, m.end, "name", (m.key,), m.type) for m in hidden]
