"""Firms told to be in a country by who leads them there: "la directrice d'Alta en Norvège"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.frames.presence.lands import country_of
from diplograph.extraction.frames.presence.scene import land
from diplograph.extraction.frames.presence.whereabouts import homes_of
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import PLACES, EntityType

_FIRMS = frozenset({EntityType.COMPANY, EntityType.INSTITUTION, EntityType.PUBLIC_BODY})
_OF = re.compile(r"(?:(?: (?:de|du|chez|pour))? ?(?:la |le |l'|d')?(?:groupe |societe |compagnie )?)?")
_IN = re.compile(r" (?:au |en |aux |a |pour (?:le |la |l')?)")
_NEAR = 24
_OPEN = re.compile(r" ?(?:[.,;:)»]|$)| (?:depuis|a|est|et|ou|qui|se|s'|sera|recrute|\w+e|\w+t)\b")


def led_abroad(sentence: Sentence, hit: Hit[Entry]) -> Iterator[tuple[Item, Item]]:
    """A firm right behind words of leading, and the country right behind the firm."""
    for firm in sentence.items:
        if not (hit.end - 1 <= firm.name_start <= hit.end + _NEAR) or firm.type not in _FIRMS:
            continue
        if firm.kind != "name" or not _OF.fullmatch(sentence.folded(hit.end, firm.name_start)):
            continue
        near = sentence.after(firm.end, kinds=PLACES, until=firm.end + _NEAR)[:1]
        for place in near:
            if not _IN.fullmatch(sentence.folded(firm.end, place.name_start)):
                break
            country = country_of(sentence, place)
            known = sentence.source.knowledge.entity(place.keys[0]) if place.keys else None
            if country is None and known is None:  # "celle d'Alta à Gradačac", in a text on one country
                key = land(sentence, homes_of(sentence, firm))
                country = Item(place.start, place.end, "anaphor", (key,), EntityType.COUNTRY) if key else None
            if country is not None and _OPEN.match(sentence.source.folded, place.end, sentence.end):
                yield firm, country
        break
