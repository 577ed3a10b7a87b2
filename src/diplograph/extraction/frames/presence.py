"""Presence: an organization that operates, invests or has an office in a country."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.discourse import Item
from diplograph.extraction.drafts import Draft
from diplograph.extraction.lists import codes, sectors_after
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType, Status

BODIES = frozenset({EntityType.COMPANY, EntityType.PUBLIC_BODY, EntityType.INSTITUTION})
_REACH = 90
_THERE = re.compile(r"\b(?:y|dans (?:le|ce) (?:pays|royaume)|sur place|sur le marche local)\b")


def find_presence(sentence: Sentence) -> Iterator[Draft]:
    """Presence that one sentence states, one reading per organization and country."""
    for hit in sentence.words("presence"):
        if hit.payload["form"] == "noun":
            bodies = sentence.genitive(hit.end, kinds=BODIES, reach=80)
            if not bodies and not re.search(r"(?:son|sa|ses|leur) (?:\w+ )?$", sentence.folded(hit.start - 16, hit.start)):
                continue
            bodies = bodies or sentence.subject(hit.start, kinds=BODIES)
        else:
            bodies = sentence.subject(hit.start, kinds=BODIES)
        if not bodies:
            continue
        end = max([hit.end, *(i.end for i in bodies)])
        for item in bodies:
            for country in _countries(sentence, hit, end, item):
                yield from _drafts(sentence, hit, item, country)


def _countries(sentence: Sentence, hit: Hit[Entry], offset: int, body: Item) -> list[Item]:
    """Countries named with a place preposition; or the one under discussion that "y" or "dans le pays" points to."""
    until = min(sentence.clause_end(offset), offset + _REACH)
    countries = [i for i in sentence.places(offset, until) if i.type is EntityType.COUNTRY]
    if countries:
        return countries
    inside = [i for i in sentence.places(hit.start - 2, hit.end + _REACH) if i.type is EntityType.COUNTRY]
    if inside:
        return inside
    if not _THERE.search(sentence.folded(hit.start - 8, until)):
        return []
    known = [sentence.source.knowledge.entity(key) for key in body.keys]
    homes = {entity.country for entity in known if entity is not None}
    abroad = [key for key in sentence.discourse.countries[:3] if key not in homes]
    return [Item(hit.start, hit.end, "anaphor", tuple(abroad[:1]), EntityType.COUNTRY)] if abroad else []


def _drafts(sentence: Sentence, hit: Hit[Entry], item: Item, country: Item) -> Iterator[Draft]:
    default = Status(hit.payload["status"] or Status.ACTUAL)
    status = status_of(sentence, hit.start, hit.end, default=default)
    sectors = codes(sectors_after(sentence, hit.end, stops=(), reach=70)) if hit.payload["form"] == "verb" else ()
    for company in item.keys:
        for key in country.keys:
            yield Draft(
                "Presence",
                {"company": (company,), "country": (key,), "sector": sectors},
                min(item.start, hit.start),
                max(hit.end, item.end, country.end),
                hit.payload.rule,
                status=status,
            )
