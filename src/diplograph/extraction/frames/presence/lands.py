"""Countries that words tell in their own ways: a part of one, its riches, a label, an adjective, a town."""

from __future__ import annotations

import re

from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

BODIES = frozenset({EntityType.COMPANY, EntityType.PUBLIC_BODY, EntityType.INSTITUTION})
OWNER_REACH = 40
_COMMA = re.compile(r"[,;:(]")
OPENING = 16  # characters in which a place begins that opens a sentence: "À | Douchanbé, …"
_LABEL = re.compile(r" ?[:/–—]")  # "Kenya : le groupe Alta ouvre un bureau"
_OF_LAND = pattern(r" (?:dans )?(?:{when}\d{4} )?{definite}{word}{1,4}?{of}{the}?")
_COUNTRIES_REACH = 50
_COLON_REACH = 60
_PARALLEL = pattern(r",? {and}?(?:{det}|{of}{the}?|[\d ]+ ){word}{1,2}{at}")
LONGEST_ARTICLE = 5
_OF_NOUN = pattern(r" {of}{the}?")
_CLEFT = pattern(r"\W*c'est {also}?(?={at})")
_OF_PART = pattern(r" {word}?{of}{the}?")
_IN_PART = pattern(r"{edge}{at}{det}?{word}{0,3}$")


def of_noun_itself(sentence: Sentence, hit: Hit[Entry], body: Item) -> list[Item]:
    """The country of "son usine | du Maroc", "l'usine | d'Almaty de A", "l'usine A | d'Almaty"."""
    kinds = frozenset({EntityType.COUNTRY, EntityType.CITY})
    ends = [hit.end, body.end] if body.start == hit.end + 1 else [hit.end]
    for end in ends:
        for item in sentence.after(end, kinds=kinds, until=end + OPENING)[:1]:
            if item.kind == "name" and _OF_NOUN.fullmatch(sentence.folded(end, item.name_start)):
                found = country_of(sentence, item)
                return [found] if found is not None else []
    return []


def addressed_country(sentence: Sentence, start: int, end: int) -> list[Item]:
    """A country told by what it is to whom one speaks: "a ouvert | chez vous | une enseigne"."""
    return [
        i
        for i in sentence.items
        if start <= i.start < end
        and i.kind == "anaphor"
        and i.type is EntityType.COUNTRY
        and sentence.source.folded.startswith("chez ", i.start)
    ][:1]


def is_parallel(sentence: Sentence, place: Item, other: Item) -> bool:
    """Whether another object of the verb stands at a place: "des hélicoptères à A et des avions | à B"."""
    return _PARALLEL.fullmatch(sentence.folded(place.end, other.name_start)) is not None


def cleft(sentence: Sentence, end: int) -> tuple[int, int]:
    """Where the place stands of "C'est au Maroc que A produit"; an empty stretch of any other sentence."""
    opened = _CLEFT.match(sentence.source.folded, sentence.start, end)
    return (opened.end(), end) if opened else (end, end)


def part_of(sentence: Sentence, start: int, until: int) -> list[Item]:
    """The country of which a part is told: "dans trois villes | du Maroc", "dans l'ouest du Mali"."""
    for item in sentence.after(start, kinds=frozenset({EntityType.COUNTRY}), until=until)[:1]:
        for cue in sentence.source.cues("sites", start, item.start, "side", "area", "building", "town"):
            if _OF_PART.fullmatch(sentence.folded(cue.end, item.start)) and _IN_PART.search(
                sentence.folded(cue.start - OWNER_REACH, cue.start)
            ):
                return [item]
    return []


def of_product(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The country whose riches one digs: "exploite l'uranium nigérien", "extrait le pétrole gabonais"."""
    if not sentence.source.begins("word_classes", hit.start, "runs", "digs"):
        return []
    owner = sentence.after(hit.end, kinds=frozenset({EntityType.COUNTRY}), until=hit.end + OWNER_REACH)[:1]
    if owner and _OF_LAND.fullmatch(sentence.folded(hit.end, owner[0].start)):
        return owner  # "les phosphates du Maroc"
    for adjective in sentence.items:
        near = adjective.kind == "adjective" and 0 < adjective.start - hit.end < OWNER_REACH
        if (
            near
            and not _leads(sentence, adjective)
            and not (adjective.is_plural or _COMMA.search(sentence.folded(hit.end, adjective.start)))
        ):
            return [as_country(adjective)]
    return []


def _leads(sentence: Sentence, adjective: Item) -> bool:
    """Whether an adjective only leads to a name: "avec le japonais Sumitomo"."""
    return any(i.name_start == adjective.end + 1 and i.type in BODIES for i in sentence.items)


def listed_countries(sentence: Sentence, offset: int) -> list[Item]:
    """Countries that a colon tells: "s'est installé dans d'autres pays : le Qatar, le Koweït et Oman"."""
    source, kinds = sentence.source, frozenset({EntityType.COUNTRY})
    until = min(sentence.end, offset + _COUNTRIES_REACH)
    for cue in source.cues("word_classes", offset, until, "lands")[:1]:
        colon = source.folded.find(": ", cue.end, cue.end + _COLON_REACH)
        told = source.cues("companions", cue.end, cue.end + _COLON_REACH, "example")
        begin = colon + 2 if colon >= 0 else (told[0].end if told else -1)
        stops = begin - 2 if colon >= 0 else begin
        if begin < 0 or sentence.has_mark(offset, stops, ".;:"):
            break
        found = sentence.after(begin, kinds=kinds, until=begin + LONGEST_ARTICLE)[:1]
        return list(sentence.group(found[0])) if found else []
    return []


def of_noun(sentence: Sentence, hit: Hit[Entry]) -> Item | None:
    """The country of a noun's own adjective: "sa filiale | kényane", "les usines | mexicaines d'Alta"."""
    adjective = sentence.adjective_after(hit.end, reach=16)
    if adjective is None or adjective.is_plural:
        return None
    between = sentence.folded(hit.end, adjective.start).strip()
    return None if " " in between else as_country(adjective)


def as_country(adjective: Item) -> Item:
    """The country of an adjective."""
    return Item(adjective.start, adjective.end, "anaphor", adjective.keys, EntityType.COUNTRY)


def label_country(sentence: Sentence) -> list[Item]:
    """The country that heads a dispatch: "Kenya : le groupe Alta ouvre un bureau"."""
    for item in sentence.items[:1]:
        opens = item.type is EntityType.COUNTRY and item.kind == "name" and item.start - sentence.start < 3
        if opens and _LABEL.match(sentence.folded(item.end, item.end + 3)):
            return [item]
    return []


def country_of(sentence: Sentence, item: Item) -> Item | None:
    """The country that a place is or, being a town, is known to be in; None of a region."""
    if item.type is EntityType.COUNTRY:
        return item
    known = sentence.source.knowledge.entity(item.keys[0])
    if known is None or not known.country or item.type is not EntityType.CITY:
        return None
    return Item(item.start, item.end, "anaphor", (known.country,), EntityType.COUNTRY)
