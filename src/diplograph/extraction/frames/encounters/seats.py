"""Seats of power: who is received "à l'Élysée" is in Paris, and there by its president."""

from __future__ import annotations

import re

from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import beginning
from diplograph.model import EntityType

_AT = re.compile(r"(?:^|[\s,(])(?:a l'|a la |au |aux |a )(?:palais (?:de l'|de la |de |du )?)?$")
_LEAD = 18  # characters of "au palais de l'" before the name of a seat


def seat_of(sentence: Sentence, start: int, end: int) -> tuple[int, str]:
    """Where a seat of power stands between two offsets that people are at, and its country; (-1, "")."""
    source = sentence.source
    metonyms = source.knowledge.gazetteer.metonyms
    for hit in beginning(source.scan.names, start, end):
        country = metonyms.get(source.text[hit.start : hit.end], "")
        if country.startswith("country/") and _AT.search(sentence.folded(hit.start - _LEAD, hit.start)):
            return hit.start, country
    return -1, ""


def town_of_seat(sentence: Sentence, start: int, end: int) -> list[Item]:
    """The town of a seat of power between two offsets: "reçu à l'Élysée" is in Paris (ANNOTATION.md)."""
    offset, country = seat_of(sentence, start, end)
    forms = sentence.source.knowledge.gazetteer.countries.get(country)
    if forms is None or not forms.capital:
        return []
    return [Item(offset, offset, "name", (forms.capital,), EntityType.CITY)]


def head_at_seat(sentence: Sentence, start: int, end: int) -> list[Item]:
    """Who receives at a head of state's seat, where nobody is said to; the country, if no name is told."""
    offset, country = seat_of(sentence, start, end)
    if not country or not sentence.source.cues("meetings", offset, offset + _LEAD, "seat"):
        return []
    key = sentence.discourse.leader(country) or country
    return [Item(offset, offset, "office", (key,), sentence.discourse.type_of((key,)), country)]
