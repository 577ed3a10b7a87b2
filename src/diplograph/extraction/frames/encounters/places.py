"""Where a visit or talks take place: named, pointed at, described, told first, at a seat of power."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from diplograph.extraction.frames.encounters.people import (
    OF,
    PERSONS,
    TALK_NOUNS,
    country_of_place,
    persons_of,
)
from diplograph.extraction.items import Item, as_town
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import beginning
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import ACTORS, PLACES, EntityType

_AT = pattern(r"{edge}{to}{the}?(?:palais {of}{the}?)?$")
_LEAD = 18  # characters of "au palais de l'" before the name of a seat
_SEEN = 8  # characters between "a visité" and the place: an article
_SOIL_REACH = 40
_LEFT = 30  # characters of "vendredi matin " between a verb of leaving and the place
_WHERE = re.compile(r",? où ")
_TOLD_BEFORE = 200  # characters of the sentence before
_TOLD_OF = frozenset({"nsubj", "nsubj:pass", "obj"})
_THERE = pattern(r"{edge}y ")
_AT_VISITED = pattern(r"{edge}(?:{at}|jusqu'au? ){the}?$")
_TOWNS_AND_STATES = frozenset({EntityType.CITY, EntityType.COUNTRY})
_TOWN = EntityType.CITY
_MOST_NAMED = 12  # names before a verb among which its place is sought
_FOR = pattern(r"[^;:.]*? (?:{for}|comme [\w-]+ {of}){det}{word}*$")
_KEPT = pattern(r"[^;:.]{0,60}{his}{word}?$")
_IT_IS = pattern(r"\W*{itis}(?:vers )?")
_WAITING = pattern(r",? ou {the}$")
_NAME = 8  # characters of an article between a verb and the place that is its object
_THAT = pattern(r"{aside}? {that}")
_CLEFT = pattern(r"\W*{itis}{at}")
_THE_ONE = pattern(r" {word}{0,3}le ")
_MAKES_REACH = 44
_HOST_REACH = 40
_SPOT_REACH = 40  # characters of " mercredi pour la première fois " before "sur place"
_ABOUT = pattern(r"{edge}(?:{over}|autour {of}|{for})")
_WHERE_MEETING_PLACES = pattern(r",? ou {word}{0,4}$")
_HEADING = 30
_LEAD_VISIT_OCCASIONS = 44  # characters of "en marge de la première " before the visit
_FRONTED = 110  # characters of "visite d'A, président de B" up to its comma


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
    ground = sentence.source.cues("word_classes", hit.end, min(until, hit.end + _SOIL_REACH), "ground")
    if not ground:
        return []
    found = ground[0]
    adjective = sentence.adjective_after(found.end, reach=4)
    if adjective is not None and len(adjective.keys) == 1:
        return [Item(found.start, adjective.end, "name", adjective.keys, EntityType.COUNTRY)]
    named = sentence.after(found.end, kinds={EntityType.COUNTRY}, until=found.end + 8)
    return [i for i in named if sentence.preposition(i) in OF][:1]


def where(sentence: Sentence, hit: Hit[Entry], visitors: Sequence[Item]) -> list[Item]:
    """The place that "où" takes up: "à Riga, où le ministre s'était rendu"."""
    text = sentence.source.text
    for item in sentence.before(hit.start, kinds=PLACES)[:2]:
        if _WHERE.match(text, item.end) and all(i.start > item.end for i in visitors):
            return [item]
    return []


def left(sentence: Sentence, hit: Hit[Entry], visitors: Sequence[Item]) -> list[Item]:
    """The foreign place that somebody leaves: "a quitté Riga vendredi"; nobody's own country."""
    homes = {sentence.discourse.country_of(k) for i in persons_of(visitors) for k in i.keys}
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
        if mention.type in _TOWNS_AND_STATES and (
            _AT_VISITED.search(before) or (spot and mention.type is _TOWN)
        ):
            return [Item(hit.start, hit.start, "anaphor", (mention.key,), mention.type)]
    return []


def _on_the_spot(sentence: Sentence, offset: int) -> bool:
    """Whether words mean the town told last: "s'est rendue lundi | sur place", "passage | dans la ville"."""
    spot = past_spot(sentence, offset)
    return spot > offset and not sentence.has_finite_verb(offset, spot)


def past_spot(sentence: Sentence, offset: int) -> int:
    """Where "sur place" ends behind an offset; the offset itself where nothing like it follows."""
    cues = sentence.source.cues("sites", offset, min(sentence.end, offset + _SPOT_REACH), "spot")
    return cues[0].end if cues else offset


def struck(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The one country or town that the sentence before tells of, where B is sent: "a frappé A"."""
    there = _THERE.search(sentence.folded(max(sentence.start, hit.start - 4), hit.start))
    if not there and not _on_the_spot(sentence, hit.end):
        return []
    low = sentence.start - _TOLD_BEFORE
    told = [m for m in sentence.discourse.mentions if low <= m.start < sentence.start]
    told = [m for m in told if m.type in ACTORS | PLACES and m.type not in PERSONS]
    if not told or len({m.key for m in told}) > 1 or told[-1].type not in _TOWNS_AND_STATES:
        return []
    words = sentence.source.tokens(told[-1].start, told[-1].end)
    if not any(token.dep_ in _TOLD_OF for token in words):
        return []  # "une réunion avec A"
    return [Item(hit.start, hit.start, "anaphor", (told[-1].key,), told[-1].type)]


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
            found = sentence.after(cues[0].end, kinds=PERSONS, until=cues[0].end + _HOST_REACH)
            free = [i for i in found if not sentence.preposition(i)][:1]
            return sentence.actors(sentence.group(free[0]) if free else ())
    return ()


def cleft(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "C'est à Riga que la ministre a effectué sa première visite": the place that a cleft puts first."""
    opened = _CLEFT.match(sentence.source.folded, sentence.start, hit.start)
    places = sentence.places(sentence.start, hit.start)[:1] if opened else []
    return [i for i in places if _THAT.match(sentence.source.folded, i.end, hit.start)]


def of_place(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The town that "faire le voyage" governs with "de": "fera en juin le voyage de Riga"."""
    found = sentence.after(hit.end, kinds={EntityType.CITY}, until=hit.end + _NAME)[:1]
    governed = found and sentence.preposition(found[0]) in OF and found[0].kind == "name"
    made = sentence.source.cues("word_classes", hit.start - _MAKES_REACH, hit.start, "undertakes")
    said = made and _THE_ONE.fullmatch(sentence.folded(made[-1].end, hit.start))
    return found if governed and said else []


def places_of_talks(sentence: Sentence, hit: Hit[Entry], until: int) -> list[Item]:
    """Where it was: after the words, or at the sentence's head ("Jeudi, à Sofia, …").

    What is behind "sur" people talk about; a visit has its own place.
    """
    visits = [h.start for h in sentence.source.cues("visits", hit.end, until, "noun", "coming", "go")]
    until = min([until, *visits])
    found = [
        i for i in sentence.own_places(hit.end, until) if not _ABOUT.search(sentence.folded(hit.end, i.start))
    ]
    if not found:
        told = sentence.places(sentence.start, hit.start)[-1:]
        found = [i for i in told if _WHERE_MEETING_PLACES.match(sentence.folded(i.end, hit.start))]
    found = found or pointed_at(sentence, hit) or cleft(sentence, hit)  # "il y a retrouvé A"
    if not found and hit.payload["form"] == "received" and sentence.antecedent(hit.start):
        found = sentence.own_places(sentence.start, hit.start)[-1:]  # "a dit à Riga A, reçu par B"
    if not found and hit.payload["form"] in TALK_NOUNS:
        before = sentence.places(sentence.clause_start(hit.start), hit.start)[-1:]
        held = [i for i in before if sentence.has_finite_verb(sentence.start, i.start)]
        found = [i for i in held if not _has_verb(sentence, i.end, hit.start)]  # "a eu à Paris un entretien"
    if not found:
        until = max(until, sentence.clause_end(hit.end))
        happening = sentence.source.cues("happenings", hit.end, until)
        found = list(sentence.own_places(happening[0].end, until)) if happening else []
    if not found:
        found = town_of_seat(sentence, sentence.clause_start(hit.start), sentence.clause_end(hit.end))
    heading = heading_places(sentence, hit.start)
    return found or [i for i in heading if sentence.folded(i.end, i.end + 1) == ","]


def heading_places(sentence: Sentence, offset: int) -> list[Item]:
    """Places at the head of a sentence, before an offset: "Lundi dernier, à Riga, …"."""
    found = sentence.places(sentence.start, offset)
    return [i for i in found if i.start - sentence.start < _HEADING]


def _has_verb(sentence: Sentence, start: int, end: int) -> bool:
    return any(token.pos_ in {"VERB", "AUX"} for token in sentence.source.tokens(start, end))


def main_place(sentence: Sentence, hit: Hit[Entry], visitors: Sequence[str]) -> list[Item]:
    """The town of the main clause behind a fronted occasion, if no visitor is at home there."""
    cues = sentence.source.cues(
        "circumstances", max(sentence.start, hit.start - _LEAD_VISIT_OCCASIONS), hit.start, "during"
    )
    if not cues or not sentence.opens(cues[0].start) or not visitors:
        return []
    comma = sentence.source.folded.find(", ", hit.end, min(sentence.end, hit.end + _FRONTED))
    if comma < 0 or sentence.has_finite_verb(hit.end, comma):
        return []
    homes = {sentence.discourse.country_of(key) for key in visitors}
    towns = [
        i for i in sentence.own_places(comma, sentence.clause_end(comma + 1)) if i.type is EntityType.CITY
    ]
    return [i for i in towns[:1] if not homes & {"", country_of_place(sentence, i.keys[0])}]
