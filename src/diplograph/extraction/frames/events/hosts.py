"""Who holds an event, told behind its name: "le sommet, que Riga accueillera le 3 mai", "accueilli par A"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diplograph.extraction.frames.common.parties import keys_of
from diplograph.extraction.items import Item, as_town
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import DateMention
from diplograph.model import ORGANIZATIONS, EntityType

_WHICH = re.compile(r"(?: \([^)]{2,14}\))?,? qu(?:e |')")
_BY = re.compile(r"(?: \([^)]{2,14}\))?,? (?:[\w-]+ )?$")
_REACH = 100  # characters of "que la capitale albanaise accueillera"
_OF_HOST = 40  # characters behind the verb in which its subject or its day may stand
_BREAK = re.compile(r"[;:.]| (?:qui|dont|et) ")
_STATES = frozenset({EntityType.COUNTRY, EntityType.CITY, *ORGANIZATIONS})
_AT = frozenset({"a", "au", "aux", "en", "dans", "de", "d'"})


@dataclass(frozen=True)
class Hosting:
    """Where an event is held, by whom and when, as its relative clause tells."""

    places: tuple[Item, ...] = ()
    holders: tuple[str, ...] = ()
    date: DateMention | None = None
    end: int = 0


def hosting(sentence: Sentence, end: int) -> Hosting:
    """Who holds what ends at an offset: "…, que Riga accueillera le 3 mai"; empty when nothing tells."""
    which = _WHICH.match(sentence.source.folded, end, sentence.end)
    if which is not None:
        high = min(sentence.end, which.end() + _REACH)
        cues = sentence.source.cues("events", which.end(), high, "host", "attend")
        if not cues or _BREAK.search(sentence.folded(which.end(), cues[0].start)):
            return Hosting()
        low, verb = which.end(), cues[0]
        receives = verb.payload["form"] == "host"
    else:
        high = min(sentence.end, end + _OF_HOST)
        cues = [
            c
            for c in sentence.source.cues("events", end, high, "hosted")
            if _BY.fullmatch(sentence.folded(end, c.start))
        ]
        if not cues:
            return Hosting()
        low, verb = cues[0].end - 3, cues[0]
        receives = not sentence.folded(verb.start, verb.end).startswith("organis")
    until = min(sentence.end, verb.end + 2 * _OF_HOST)
    holders = [i for i in sentence.items if low <= i.start < until and i.type in _STATES and i.keys]
    holders = [
        i
        for i in holders
        if i.kind != "adjective"
        and not (i.start > verb.end + _OF_HOST)
        and (i.end <= verb.start or sentence.preposition(i) not in _AT)
    ][:1]
    if not holders:
        return Hosting()
    town = as_town(sentence.source, holders[0])
    stop = max(verb.end, holders[0].end)
    comma = sentence.source.folded.find(", ", stop, until)
    day = next((d for d in sentence.dates if stop <= d.span.start < (comma if comma >= 0 else until)), None)
    at = sentence.places(verb.end, comma if comma >= 0 else until)
    if town.type is EntityType.CITY:
        return Hosting(places=(town,), date=day, end=stop)
    if holders[0].type is EntityType.COUNTRY and receives:
        return Hosting(places=tuple(at) or (holders[0],), holders=holders[0].keys, date=day, end=stop)
    group = [i for i in sentence.group(holders[0]) if i.start >= holders[0].start]
    return Hosting(places=tuple(at), holders=keys_of(group), date=day, end=max(i.end for i in group))
