"""Where a visit goes, when the verb takes its place otherwise than with "à" or "en"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from diplograph.extraction.frames.encounters.visitors import country_of_place
from diplograph.extraction.items import Item, as_town
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import PLACES, EntityType

_SEEN = 8  # characters between "a visité" and the place: an article
_SOIL_REACH = 40
_LEFT = 30  # characters of "vendredi matin " between a verb of leaving and the place
_WHERE = re.compile(r",? où ")
_SOIL = re.compile(r"\b(?:le |du )?sol ")
_THERE = re.compile(r"(?:^|[\s'])y $|(?:^|[\s'])y (?=\S)")
_AT = re.compile(r"(?:^|[\s('])(?:a|au|aux|en|dans|vers|jusqu'a) (?:la |le |l'|les )?$")
_TOWNS_AND_STATES = frozenset({EntityType.CITY, EntityType.COUNTRY})
_TOWN = EntityType.CITY
_MOST_NAMED = 12  # names before a verb among which its place is sought
_FOR = re.compile(
    r"[^;:.]*? (?:pour|comme (?:but|destination) d[eu]) (?:sa|son|leur|une?|le|la) (?:[\w-]+ )*$"
)
_KEPT = re.compile(r"[^;:.]{0,60}(?:sa|son|leur) (?:[\w-]+ )?$")
_IT_IS = re.compile(r"\W*c'(?:est|etait|etait vers|est vers) ")
_WAITING = re.compile(r",? ou (?:l'|les |le |la )$")
_NAME = 8  # characters of an article between a verb and the place that is its object
_CLEFT = re.compile(r"\W*c'est (?:a|au|aux|en) ")
_MAKES = re.compile(r"\b(?:fai\w+|fera|feront|fit|firent|fasse) (?:[\w'-]+ ){0,3}le $")
_MAKES_REACH = 44
_HOST_REACH = 40
_SPOT_REACH = 40  # characters of " mercredi pour la première fois " before "sur place"
_OF = frozenset({"de", "du", "d'", "des"})


def reached(sentence: Sentence, hit: Hit[Entry], until: int, places: Sequence[Item]) -> list[Item]:
    """The object of "visiter": "a visité le Chili"; else the place named next with a preposition."""
    seen = sentence.after(hit.end, kinds=PLACES, until=min(until, hit.end + _SEEN))
    certain = [
        j for i in seen[:1] if not sentence.preposition(i) for j in sentence.group(i) if j.start >= i.start
    ]
    found = certain or [i for i in places if i.start - hit.end <= _SEEN]
    return [as_town(sentence.source, i) for i in found]


def right_there(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The place right after a verb that ends with its preposition: "s'est envolé pour Rome"."""
    return [i for i in sentence.after(hit.end, kinds=PLACES, until=hit.end + 5) if i.kind == "name"][:1]


def soil(sentence: Sentence, hit: Hit[Entry], until: int) -> list[Item]:
    """The country whose soil is trodden: "a foulé samedi le sol syrien", "le sol du Kenya"."""
    found = _SOIL.search(sentence.source.folded, hit.end, min(until, hit.end + _SOIL_REACH))
    if found is None:
        return []
    adjective = sentence.adjective_after(found.end() - 1, reach=4)
    if adjective is not None and len(adjective.keys) == 1:
        return [Item(found.start(), adjective.end, "name", adjective.keys, EntityType.COUNTRY)]
    named = sentence.after(found.end(), kinds={EntityType.COUNTRY}, until=found.end() + 8)
    return [i for i in named if sentence.preposition(i) in _OF][:1]


def where(sentence: Sentence, hit: Hit[Entry], visitors: Sequence[Item]) -> list[Item]:
    """The place that "où" takes up: "à Riga, où le ministre s'était rendu"."""
    text = sentence.source.text
    for item in sentence.before(hit.start, kinds=PLACES)[:2]:
        if _WHERE.match(text, item.end) and all(i.start > item.end for i in visitors):
            return [item]
    return []


def left(sentence: Sentence, hit: Hit[Entry], visitors: Sequence[Item]) -> list[Item]:
    """The foreign place that somebody leaves: "a quitté Riga vendredi"; nobody's own country."""
    persons = [i for i in visitors if i.type is EntityType.PERSON]
    homes = {sentence.discourse.country_of(k) for i in persons for k in i.keys}
    found = [i for i in sentence.after(hit.end, kinds=PLACES, until=hit.end + _LEFT) if i.kind == "name"]
    found = [i for i in found if not sentence.preposition(i)][:1]
    abroad = {country_of_place(sentence, k) for i in found for k in i.keys}
    return found if homes and not homes & {"", *abroad} else []


def pointed_at(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Where "y" is, right before a verb: the town or country that the paragraph last spoke of as a place."""
    there = _THERE.search(sentence.folded(max(sentence.start, hit.start - 4), hit.start + 4))
    spot = not there and _on_the_spot(sentence, hit.end)
    if not there and not spot:
        return []
    text = sentence.source.folded
    paragraph = 0 if spot else sentence.source.text.rfind("\n", 0, sentence.start) + 1
    mentions = sentence.discourse.mentions
    last = bisect_left(mentions, hit.start, key=lambda mention: mention.start)
    for mention in reversed(mentions[max(0, last - _MOST_NAMED) : last]):
        if mention.start < paragraph:
            break
        before = text[max(paragraph, mention.start - 12) : mention.start]
        if mention.type in _TOWNS_AND_STATES and (_AT.search(before) or (spot and mention.type is _TOWN)):
            return [Item(hit.start, hit.start, "anaphor", (mention.key,), mention.type)]
    return []


def _on_the_spot(sentence: Sentence, offset: int) -> bool:
    """Whether words mean the town told last: "s'est rendue lundi | sur place", "passage | dans la ville"."""
    cues = sentence.source.cues("sites", offset, min(sentence.end, offset + _SPOT_REACH), "spot")
    return bool(cues) and not sentence.has_finite_verb(offset, cues[0].start)


def described(sentence: Sentence, start: int, end: int) -> list[Item]:
    """The country that a description means where one goes: "se rendra au royaume", "dans le pays"."""
    return [
        item
        for item in sentence.after(start, kinds={EntityType.COUNTRY}, until=min(end, start + _SOIL_REACH))
        if item.kind == "anaphor"
        and (
            sentence.preposition(item) in {"au", "dans", "sur"}
            or sentence.folded(item.start, item.start + 5) == "chez "
        )
    ][:1]


def chosen(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Where a visit goes by choice: "a choisi Riga pour sa visite", "a réservé à Riga son premier …"."""
    cues = sentence.source.cues("visits", sentence.start, hit.start, "chosen")
    between = sentence.folded(cues[-1].end, hit.start) if cues else ""
    kept = cues and sentence.folded(cues[-1].end - 2, cues[-1].end) == " a"
    if not cues or not (_KEPT if kept else _FOR).fullmatch(between):
        return []
    found = [
        i
        for i in sentence.after(cues[-1].end - 2, kinds=PLACES, until=cues[-1].end + _NAME)
        if i.kind == "name" and (kept or not sentence.preposition(i))
    ]
    if not found and _IT_IS.match(sentence.source.folded, sentence.start, hit.start):
        found = sentence.after(sentence.start, kinds=PLACES, until=cues[-1].start)
    return [as_town(sentence.source, i) for i in found[:1]]


def waiting(sentence: Sentence, places: Sequence[Item]) -> tuple[str, ...]:
    """Who waits where one goes: "s'est envolé pour Riga, où l'attendait A"."""
    for place in places[-1:]:
        cues = sentence.source.cues("visits", place.end, place.end + _HOST_REACH, "awaits")
        if cues and _WAITING.fullmatch(sentence.folded(place.end, cues[0].start)):
            found = sentence.after(cues[0].end, kinds={EntityType.PERSON}, until=cues[0].end + _HOST_REACH)
            free = [i for i in found if not sentence.preposition(i)][:1]
            return sentence.actors(sentence.group(free[0]) if free else ())
    return ()


def cleft(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "C'est à Riga que la ministre a effectué sa première visite": the place that a cleft puts first."""
    opened = _CLEFT.match(sentence.source.folded, sentence.start, hit.start)
    places = sentence.places(sentence.start, hit.start)[:1] if opened else []
    return [i for i in places if sentence.folded(i.end, i.end + 4) == " que"]


def of_place(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The town that "faire le voyage" governs with "de": "fera en juin le voyage de Riga"."""
    found = sentence.after(hit.end, kinds={EntityType.CITY}, until=hit.end + _NAME)[:1]
    governed = found and sentence.preposition(found[0]) in {"de", "d'", "du"} and found[0].kind == "name"
    made = governed and _MAKES.search(sentence.folded(hit.start - _MAKES_REACH, hit.start))
    return found if made else []
