"""The country that a text speaks of where it names an office: "« … », élude le ministre des Finances, X"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from diplograph.extraction.items import preposition_before
from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices.posts import Office
from diplograph.extraction.source import Source, beginning
from diplograph.language.patterns import pattern
from diplograph.model import PLACES, EntityType

_FREE, _GOVERNED = 3, 1  # weight of a country that acts, and of one behind a preposition
_LEAD_OF_PLACE = 6  # characters of ". En "
_LEAD = 2  # how far one must lead the next
_LONGEST_PARAGRAPH = 2500
_CLAUSE_END = pattern(r"[.;!?\n]|, (?:{and}|{but})")
_CLAUSE = 160
_SENTENCE_END = re.compile(r"[.;!?»] |\n")
_OPENED = pattern(r"(?:^|[.!?»:] |[\n«] ?){at}$")  # "À Nairobi, le chantier a repris"
_NO_JOURNEY = frozenset({"be", "none"})  # "étaient présents"


def country_spoken_of(
    source: Source, mentions: Sequence[Mention], office: Office, *, topic: str, home: str
) -> str:
    """Whose office a bare title is of, by its paragraph and else by the whole text; "" when unclear.

    Args:
        topic: the one country abroad that the text is about, "" if none.
        home: the country of the press, whose officials the tables know: others' are meant.
    """
    begin = max(source.text.rfind("\n", 0, office.start) + 1, office.start - _LONGEST_PARAGRAPH)
    scores = _weights(source, mentions, begin, office.start)
    if scores and max(scores, key=lambda key: scores[key]) == home and scores[home] > scores[topic]:
        return ""
    del scores[home]
    (first, best), (_, second) = [*scores.most_common(2), ("", 0), ("", 0)][:2]
    if topic and (best < _FREE or scores[topic] == best):
        return topic
    if best >= _LEAD * max(second, 1) and best >= _FREE:
        return first
    said = _SENTENCE_END.split(source.text[begin : office.start])[-1]
    here = _weights(source, mentions, office.start - len(said), office.start)
    del here[home]
    return next(iter(here)) if len(here) == 1 else ""  # "signé par l'agence grecque et le ministre X"


def _weights(source: Source, mentions: Sequence[Mention], start: int, end: int) -> Counter[str]:
    found: Counter[str] = Counter()
    first = bisect_left(mentions, start, key=lambda m: m.start)
    for mention in mentions[first : bisect_left(mentions, end, lo=first, key=lambda m: m.start)]:
        free = _FREE if _opens(source, mention.start, start) else _GOVERNED
        if mention.type in {EntityType.PUBLIC_BODY, EntityType.CITY}:
            known = source.knowledge.entity(mention.key)
            found[known.country if known else ""] += free
        elif mention.type is EntityType.COUNTRY:
            found[mention.key] += free if preposition_before(source, mention.start) else _FREE
    for adjective in beginning(source.scan.adjectives, start, end):
        if len(adjective.payload.countries) == 1:
            found[adjective.payload.countries[0]] += _GOVERNED
    del found[""]
    return found


def _opens(source: Source, offset: int, start: int) -> bool:
    """Whether a place opens a sentence, so that it is what is told of next."""
    return _OPENED.search(source.folded, max(start, offset - _LEAD_OF_PLACE), offset) is not None


def is_journey(source: Source, mentions: Sequence[Mention], office: Office, country: str) -> bool:
    """Whether the clause of a title tells of a visit, unless to places of another country alone.

    Who comes to a country is of another: in a text on Georgia,
    "la venue à Bordeaux du ministre X" is of hers.
    """
    before = _CLAUSE_END.split(source.folded[max(0, office.start - _CLAUSE) : office.start])[-1]
    after = _CLAUSE_END.split(source.folded[office.end : office.end + _CLAUSE], 1)[0]
    hits = source.words("visits", office.start - len(before), office.end + len(after))
    if not any(hit.payload["form"] not in _NO_JOURNEY for hit in hits):
        return False
    first = bisect_left(mentions, office.start - len(before), key=lambda m: m.start)
    last = bisect_left(mentions, office.end + len(after), lo=first, key=lambda m: m.start)
    places = {_country_of(source, m) for m in mentions[first:last] if m.type in PLACES}
    return not places or bool(places & {country, ""})


def _country_of(source: Source, place: Mention) -> str:
    known = source.knowledge.entity(place.key)
    return place.key if place.type is EntityType.COUNTRY else (known.country if known else "")
