"""Visits told by where one is: "À Riga depuis lundi, A …", "A, en Irak pour la quatrième fois, …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.encounters.visitors import after_comma, country_of_place
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.model import EntityType

_PLACES = frozenset({EntityType.CITY, EntityType.COUNTRY})
_FOR = re.compile(r" (?:pour|depuis|jusqu'a) ")
_OF_YEARS = re.compile(r"depuis (?:l'an |l'annee |(?:la |le )?[a-z]* ?)?(?:19|20)\d\d, ")
_LEAD = 4  # characters of "aux " before a place
_ASIDE = 60  # characters of " pour une visite de trois jours" up to the comma
_RULE = "visits"


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
        return [i for i in after_comma(sentence, comma) if i.type is EntityType.PERSON]
    before = sentence.before(place.start, kinds={EntityType.PERSON})[:1]
    return [
        i for i in before if re.fullmatch(r", (?:a|en|au|aux) (?:la |le |l')?", _between(sentence, i, place))
    ]


def _between(sentence: Sentence, left: Item, right: Item) -> str:
    return sentence.folded(left.end, right.start)


def _foreign(sentence: Sentence, person: Item, place: Item) -> tuple[str, ...]:
    """The person, if known to be of another country than the place's."""
    discourse = sentence.discourse
    homes = {discourse.country_of(k) or discourse.nation_of(discourse.principal(k)) for k in person.keys}
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
