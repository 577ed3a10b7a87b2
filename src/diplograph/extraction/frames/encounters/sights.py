"""What is visited, and so where: "l'usine Alta de Riga", "les chantiers navals de Liepaja"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.frames.encounters.people import country_of_place
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_NEAR = 8  # characters of ", " or " le " between a verb and the day
_SIGHT = pattern(r"(?:{and})?(?:{at}|{to})?{det}?{word}{0,2}?")
_SIGHT_REACH = 60  # characters of " du groupe pharmaceutique " between a sight and its town
_OF_SIGHT = frozenset({"de", "d'", "du", "des", "à", "a", "au", "aux"})
_PARTED = re.compile(r"[,;:.()]| et ")


def sights(sentence: Sentence, start: int, until: int) -> list[Item]:
    """The towns of what one visits: "a visité mardi | l'usine Alta de Riga et le port de Liepaja"."""
    found: list[Item] = []
    for day in sentence.dates:
        if 0 < day.span.start - start <= _NEAR:
            start = day.span.end
    for cue in sentence.source.cues("sites", start, until, "sight"):
        if cue.start < start or not _SIGHT.fullmatch(sentence.folded(start, cue.start).lstrip(" ,")):
            continue
        town = next(
            iter(sentence.after(cue.end, kinds={EntityType.CITY}, until=cue.end + _SIGHT_REACH)), None
        )
        if town is None or sentence.preposition(town) not in _OF_SIGHT or town.end > until:
            break
        if _PARTED.search(sentence.folded(cue.end, town.start)):
            break
        found.append(town)
        start = town.end
    return found


def sights_abroad(sentence: Sentence, hit: Hit[Entry], until: int, visitors: Sequence[Item]) -> list[Item]:
    """The towns of what people from elsewhere visit: a minister sees the works of the own country weekly."""
    found = sights(sentence, hit.end, until)
    countries = {country_of_place(sentence, k) for i in found for k in i.keys}
    homes = {sentence.discourse.country_of(k) or k for i in visitors for k in i.keys}
    low = min((i.start for i in visitors), default=hit.start)
    told = [m for m in sentence.discourse.mentions if low <= m.start < hit.start]
    homes |= {m.key for m in told if m.type is EntityType.COUNTRY}  # "Ana Duval, ambassadrice en Lettonie"
    return found if homes and not homes & {"", *countries} else []
