"""The country a text speaks of, for who runs works there of which it tells no place it knows."""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.appositions import meant
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import PLACES, EntityType

_REACH = 90
_SOLD_REACH = 24  # characters of "a cédé ses trente-neuf "
_TOLD_BEFORE = 60
# "la centrale d'Az-Zour Nord", "le cuivre de Bor", "le port de Lekki": one place's works, told as known.
_LOCAL = re.compile(
    r"(?:(?<=\s)(?:la|le|les|ses|sa|son|leurs?)\s|(?<=\s)l['’])"
    r"(?:[a-zà-ÿ’'-]+ ){0,3}?[a-zà-ÿ-]+ (?:de |d['’]|du )"
    r"(?:(?:la|l['’]|l)[ ]?)?(?P<name>[A-ZÀ-ÞŠŽČ][\w’'-]+)"
)
_OF_REALM = pattern(r"{edge}{definite}{word}{1,4}{of}{the}?$")
_PLACES = frozenset({EntityType.CITY, EntityType.REGION, EntityType.PROJECT})


def scene(sentence: Sentence, hit: Hit[Entry], until: int, homes: set[str]) -> list[Item]:
    """The country under discussion, where works of a place are told of a firm that is not from there.

    Args:
        until: where the clause ends that the words stand in.
        homes: countries that the firm is from.

    Returns:
        one country, or none where the words tell no such works or the text speaks of several countries.
    """
    form = hit.payload["form"]
    if form in {"by", "made"}:
        low, high = max(sentence.start, hit.start - _TOLD_BEFORE), hit.start
    elif form in {"verb", "left"} and sentence.source.cues(
        "word_classes", hit.start, hit.end, "runs", "digs", "tends"
    ):
        low, high = hit.end, min(until, hit.end + _REACH)
    else:
        return []
    works = _LOCAL.search(sentence.source.text, max(low - 1, 0), high)
    realms = sentence.source.cues("word_classes", low, high, "realm")
    if not any(_OF_REALM.search(sentence.folded(low - 1, realm.start)) for realm in realms) and (
        works is None or not _is_free(sentence, works)
    ):
        return []
    key = land(sentence, homes)
    return [meant(hit, key, EntityType.COUNTRY)] if key else []


def unplaced(sentence: Sentence, hit: Hit[Entry], places: list[Item], homes: set[str]) -> list[Item]:
    """The country under discussion, where works go on that are told of no place, or of one nobody knows.

    "L'italien Alta | conduit les travaux", "Bera a | fermé ses bureaux", "Cora développe un parc à Douqm".

    Args:
        places: those told of the firm, of none of which the country is known.
    """
    if places:
        known = [sentence.source.knowledge.entity(place.keys[0]) for place in places]
        free = not any(known) and not sentence.source.begins("word_classes", hit.start, "makes")
    else:
        sold = hit.payload["form"] in {"own", "counted"} and sentence.source.cues(
            "memberships", hit.start - _SOLD_REACH, hit.start, "sold"
        )
        local = (
            sold
            or hit.payload["form"] == "closes"
            or sentence.source.begins("word_classes", hit.start, "onsite")
        )
        free = bool(local) and not any(i.kind == "name" and i.type in PLACES for i in sentence.items)
    key = land(sentence, homes) if free else ""
    return [meant(hit, key, EntityType.COUNTRY)] if key else []


def _is_free(sentence: Sentence, works: re.Match[str]) -> bool:
    """Whether the name is one of a place as far as anybody knows: no country, no firm, no person."""
    start = works.start("name")
    return not any(i.start <= start < i.end and i.type not in _PLACES for i in sentence.items)


def land(sentence: Sentence, homes: set[str]) -> str:
    """The country under discussion that is none of some: the topic, or the one told last; "" if unclear."""
    discourse = sentence.discourse
    back = discourse.focus.back([], EntityType.COUNTRY, within=3)
    near = [key for key in dict.fromkeys(i.keys[0] for i in back) if key not in homes]
    if discourse.topic and discourse.topic not in homes:
        return discourse.topic if not near or discourse.topic in near or len(near) > 1 else near[0]
    return near[0] if len(near) == 1 else ""
