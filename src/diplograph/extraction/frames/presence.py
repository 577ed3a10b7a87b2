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
        countries = _countries(sentence, end)
        for country in countries:
            for item in bodies:
                yield from _drafts(sentence, hit, item, country)


def _countries(sentence: Sentence, offset: int) -> list[Item]:
    until = min(sentence.clause_end(offset), offset + _REACH)
    countries = [i for i in sentence.places(offset, until) if i.type is EntityType.COUNTRY]
    if countries:
        return countries
    back = re.search(r"\b(?:y|dans le pays|sur place)\b", sentence.folded(offset - 40, until))
    pair = sentence.discourse.pair
    if back and len(pair) == 2:
        return [Item(offset, offset, "plural", (pair[1],), EntityType.COUNTRY)]
    return []


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
