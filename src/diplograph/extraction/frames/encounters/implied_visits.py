"""Visits that no word of visiting tells: by an act, by where one is, by a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.encounters.people import (
    PERSONS,
    acting_before,
    agents,
    country_of_place,
    nation,
    persons_of,
    span_of,
)
from diplograph.extraction.frames.encounters.places import heading_places
from diplograph.extraction.frames.encounters.visit_drafts import visit_draft
from diplograph.extraction.frames.encounters.visitors import after_comma
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType, Status

_CONFIDENCE = 0.6  # implied, not said
_AUXILIARY = 40  # characters of "ont également, mardi 20 février à Oslo, " before a participle
_HAS = pattern(r"{edge}{has}(?:(?!ete )[^;:.])*$")
_PLACES = frozenset({EntityType.CITY, EntityType.COUNTRY})
_FOR = re.compile(r" (?:pour|depuis|pendant|durant|jusqu'(?:a|au|en)) ")
_APPOSED = pattern(r", (?:{to}|en |dans ){the}?")
_OF_YEARS = pattern(r"depuis {the}?{word}?(?:19|20)\d\d, ")
_LEAD = 4  # characters of "aux " before a place
_ASIDE = 60  # characters of " pour une visite de trois jours" up to the comma
_RULE = "visits"
_TITLE_NEAR = 220  # characters of a title between the visit and its place and day
_LEAD_HEADINGS = 40  # characters of "Diplomatie : le ministre " before a person, and between person and place
_DATED = 6  # characters of ", ce " between a place and a day
_LINK = pattern(r",? ?{definite}?(?:{to}|en |dans ){the}?")
_END = pattern(r" ?(?:[:(–—-]|\.?$)| (?:{for}|{with}|sur )|, (?:{for}|{at})")


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
    return [i for i in heading_places(sentence, hit.start)[:1] if i.type is EntityType.CITY]


def _acting(sentence: Sentence, hit: Hit[Entry], until: int) -> list[Item]:
    """The agents of a participle, the subject of any other verb."""
    by = agents(sentence, hit.end, until, kinds=PERSONS)
    if by:
        return sentence.group_from(by[0])
    before = sentence.folded(max(sentence.start, hit.start - _AUXILIARY), hit.start)
    if not _HAS.search(before):
        return []  # "la session a été ouverte à Riga", "un accord signé à Riga"
    return acting_before(sentence, hit.start, kinds=PERSONS)


def _is_foreign(sentence: Sentence, item: Item, town: Item) -> bool:
    """Whether a person holds an office of another country than that of a town."""
    country = country_of_place(sentence, town.keys[0])
    homes = {sentence.discourse.country_of(key) for key in item.keys}
    return country.startswith("country/") and bool(homes) and not homes & {"", country}


def from_places(sentence: Sentence) -> Iterator[Draft]:
    """Who is told, beside what they do, to be in a town or state of others for or since some time."""
    for place in sentence.items:
        if (
            place.type not in _PLACES
            or place.kind != "name"
            or not _FOR.match(sentence.source.folded, place.end)
        ):
            continue
        if sentence.preposition(place) not in {"a", "en", "au", "aux"}:
            continue
        comma = sentence.source.folded.find(", ", place.end, min(sentence.end, place.end + _ASIDE))
        if comma < 0 or sentence.has_finite_verb(place.end, comma):
            continue
        if _OF_YEARS.fullmatch(sentence.source.folded, place.end + 1, comma + 2):
            continue  # "en Lettonie depuis 2010"
        for person in _who(sentence, place, comma):
            keys = _foreign(sentence, person, place)
            if keys:
                yield _draft(sentence, person, place, comma, keys)


def _who(sentence: Sentence, place: Item, comma: int) -> list[Item]:
    """Whom the words apply to: the subject behind their comma, or the person right before them."""
    if place.start - sentence.start <= _LEAD:
        return persons_of(after_comma(sentence, comma))
    before = sentence.before(place.start, kinds=PERSONS)[:1]
    return [i for i in before if _APPOSED.fullmatch(sentence.folded(i.end, place.start))]


def _foreign(sentence: Sentence, person: Item, place: Item) -> tuple[str, ...]:
    """The person, if known to be of another country than the place's."""
    homes = {nation(sentence, key) for key in person.keys}
    return () if homes & {"", country_of_place(sentence, place.keys[0])} else person.keys


def _draft(sentence: Sentence, person: Item, place: Item, comma: int, keys: tuple[str, ...]) -> Draft:
    date = next(
        (d for d in sentence.dates if place.end <= d.span.start and d.span.end <= comma and d.period.start),
        None,
    )
    began = date is not None and date.period.start.count("-") == 2
    roles = {
        "visitor": keys,
        "place": place.keys,
        "visitKind": ("Other",),
        "start": (date.period.start,) if date is not None and began else (),
    }
    low, high = min(person.start, place.start), max(person.end, comma)
    return Draft("Visit", roles, low, high, _RULE, is_news=not sentence.dates, confidence=0.7)


def from_headings(sentence: Sentence) -> Iterator[Draft]:
    """A visit by a person at the head of a sentence, a place abroad next, and no verb up to there."""
    yield from _dateline(sentence)
    persons = [i for i in sentence.items if i.type is EntityType.PERSON and i.kind in {"name", "office"}][:1]
    if not persons or persons[0].start - sentence.start > _LEAD_HEADINGS or len(persons[0].keys) != 1:
        return
    person = persons[0]
    places = sentence.places(person.end, person.end + _LEAD_HEADINGS)[:1]
    if not places or sentence.has_finite_verb(sentence.start, places[0].end):
        return
    link = sentence.folded(person.end, places[0].start)
    for date in sentence.dates:
        if person.end <= date.span.start and date.span.end <= places[0].start:
            link = link.replace(sentence.folded(date.span.start, date.span.end), "").replace("  ", " ")
    dated = any(0 <= d.span.start - places[0].end < _DATED for d in sentence.dates)
    if not _LINK.fullmatch(link) or not (dated or _END.match(sentence.folded(places[0].end, sentence.end))):
        return
    if sentence.has_finite_verb(places[0].end, sentence.end) and sentence.folded(places[0].end, sentence.end)[
        :3
    ].strip() not in {":", "-", "–"}:
        return
    home = sentence.discourse.country_of(person.keys[0])
    if not home or home == country_of_place(sentence, places[0].keys[0]):
        return
    when = sentence.date(person.end, start=person.end)
    roles: dict[str, tuple[str, ...]] = {
        "visitKind": ("Other",),
        "visitor": person.keys,
        "place": places[0].keys,
    }
    if when is not None and when.period.start:
        roles["start"] = (when.period.start,)
    yield Draft("Visit", roles, person.start, places[0].end, "visits", confidence=0.65)


def _dateline(sentence: Sentence) -> Iterator[Draft]:
    """Where and when the visit of the title above was: a line "Rome, 22-24 juillet 2025"."""
    date = sentence.dates[0] if len(sentence.dates) == 1 else None
    place = sentence.items[0] if len(sentence.items) == 1 else None
    if date is None or place is None or place.type is not EntityType.CITY or not date.period.start:
        return
    line = sentence.folded(sentence.start, date.span.start)
    told = sentence.source.cues("visits", sentence.start - _TITLE_NEAR, sentence.start, "noun")
    if not told or sentence.folded(date.span.end, sentence.end).strip(" ).") != "":
        return
    if line.strip(" (,") != sentence.folded(place.start, place.end):
        return
    roles: dict[str, tuple[str, ...]] = {
        "visitKind": ("Other",),
        "visitor": (),
        "place": place.keys,
        **span_of(date),
    }
    yield Draft("Visit", roles, sentence.start, sentence.end, told[-1].payload.rule, anaphoric=True)
