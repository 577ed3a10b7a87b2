"""In which country an organization is: a place beside the words, an adjective, a town, what "y" means."""

from __future__ import annotations

import re
from itertools import pairwise

from diplograph.extraction.frames.common.appositions import is_complete, meant
from diplograph.extraction.frames.presence.lands import (
    BODIES,
    LONGEST_ARTICLE,
    OPENING,
    OWNER_REACH,
    addressed_country,
    as_country,
    cleft,
    country_of,
    is_parallel,
    label_country,
    listed_countries,
    of_noun,
    of_noun_itself,
    of_product,
    part_of,
)
from diplograph.extraction.frames.presence.scene import land, scene, unplaced
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import PLACES, EntityType

_REACH = 90
_FRONTED = 40  # characters before the subject within which a place opens the clause: "À Atyraou, X livre …"
_APPOSED = pattern(r",? {det}?$|^$")
_OF = members("of")
_COUNTRY, _CITY = frozenset({EntityType.COUNTRY}), frozenset({EntityType.CITY})
_THERE = re.compile(r"\by\b")
_THENCE = re.compile(r"\ben\b")  # "s'en est retiré"
_WHERE = pattern(r",? ou {word}{1,5}(?:n')?$")
_GOES_ON = r"{with}|{for}|dans |de longue|ici\b|la\b|sur place|a travers |via "
_COMMA = re.compile(r"[,;:(]")
_ELSEWHERE = pattern(r"[a-z ]*dans {about}?(?!{definite}){word}{0,3}")
_ELSEWHERE_REACH = 40
_SEAT_REACH = 30
_MARKET_REACH = 12  # characters of " marché" behind "a quitté le"
_NEAREST = 4  # characters between "quitte le" and its country


def countries(sentence: Sentence, hit: Hit[Entry], offset: int, body: Item, bodies: list[Item]) -> list[Item]:
    """Countries named with a place preposition, or of a town so named; or what "y" points to."""
    form = hit.payload["form"]
    until = min(sentence.clause_end(offset), offset + _REACH)
    if form == "left":
        return _left(sentence, hit) or scene(sentence, hit, until, homes_of(sentence, body))
    if form == "rank":  # "numéro deux du ciment au Cameroun, X …"
        stop = _COMMA.search(sentence.source.folded, hit.end, min(sentence.end, hit.end + _REACH))
        cut = stop.start() if stop else min(sentence.end, hit.end + _REACH)
        near = sentence.places(hit.end - LONGEST_ARTICLE, cut)
        near = near or [i for i in sentence.items if hit.end <= i.start <= hit.end + 1 and i.kind == "name"]
        if not near and sentence.source.cues("word_classes", hit.end, hit.end + _MARKET_REACH, "realm"):
            return _under_discussion(sentence, hit, body)
        return abroad(sentence, body, [c for i in near if (c := country_of(sentence, i)) is not None])
    if form == "by":  # "l'aéroport de Belgrade est exploité par X"
        before = sentence.before(hit.start, kinds=PLACES)[:1]
        found = [c for i in before if sentence.preposition(i) and (c := country_of(sentence, i)) is not None]
        if found:
            return abroad(sentence, body, found)
    if form in {"noun", "own", "counted"}:
        adjective = of_noun(sentence, hit)
        if adjective is not None:
            return abroad(sentence, body, [adjective])
        if body.start >= hit.end:
            # "la filiale d'A à B", not "la filiale d'A, et C, qui ira à B"
            stop = _COMMA.search(sentence.folded(body.end, until))
            until = body.end + (stop.start() if stop else OWNER_REACH)
            if _is_seated(sentence, body.end):
                return []  # "filiale d'A, basé à B": where A is from
            if (
                stop
                and stop.start() == 0
                and form == "noun"
                and _APPOSED.search(sentence.folded(hit.start - _NEAREST, hit.start))
            ):
                return []  # "X, filiale d'A, a accordé au Togo …": what X does there
            offset = body.end
    near = of_noun_itself(sentence, hit, body) if form in {"noun", "own", "counted"} else []
    if near:
        return abroad(sentence, body, near)
    if form == "verb" and _THERE.search(sentence.folded(hit.start - 3, hit.end)):
        pointed = _pointed(sentence, hit, until, body)
        if pointed:  # "A y exploite un hôtel, et B, née à C, …"
            return pointed
    strange: list[Item] = []
    listed = listed_countries(sentence, offset)
    if listed:
        return abroad(sentence, body, listed)
    for low, high in (
        (offset, until),
        (hit.start - 2, hit.end + _REACH),
        (bodies[0].start - _FRONTED, bodies[0].start),
        (sentence.start, sentence.start + OPENING),
        cleft(sentence, bodies[0].start),
    ):
        places = sentence.places(max(low, sentence.start), high)
        if low == offset and not places:
            towns = sentence.after(offset, kinds=_CITY, until=high)
            places = [i for i in towns if sentence.preposition(i) in _OF][:1]
        if low < hit.start and sentence.has_finite_verb(max(low, sentence.start), min(hit.start, high)):
            places = []
        if len(places) > 1:
            own = sentence.own_places(max(low, sentence.start), high)  # not "la guerre en Ukraine"
            own += [j for i in (places[0], *own) for j in sentence.group(i)]
            own += [j for i, j in pairwise(places) if is_parallel(sentence, i, j)]
            places = [i for n, i in enumerate(places) if not n or i in own]
        found = [c for i in places if (c := country_of(sentence, i)) is not None]
        strange = strange or ([] if found else places)
        if low == offset and not found:
            found = addressed_country(sentence, offset, high)
        if found:
            return abroad(sentence, body, found)
    within = part_of(sentence, offset, until) if form in {"verb", "opens", "made"} else []
    if within:
        return abroad(sentence, body, within)
    pointed = _pointed(sentence, hit, until, body) or abroad(sentence, body, label_country(sentence))
    if not pointed and form == "verb":
        pointed = abroad(sentence, body, of_product(sentence, hit))
    homes = homes_of(sentence, body)
    return pointed or scene(sentence, hit, until, homes) or unplaced(sentence, hit, strange, homes)


def _pointed(sentence: Sentence, hit: Hit[Entry], until: int, body: Item) -> list[Item]:
    """What "où", "y", "dans le pays" or "dans la capitale kényane" mean."""
    if _WHERE.search(sentence.folded(hit.start - 40, hit.start)):
        told = [
            i
            for i in sentence.before(hit.start, kinds=_COUNTRY)[:1]
            if i.kind == "name" and _WHERE.fullmatch(sentence.folded(i.end, hit.start))
        ]
        if told:  # "sa place forte est le Maroc, où il emploie …"
            return abroad(sentence, body, told)
        before = [
            c
            for i in sentence.places(max(sentence.start, hit.start - _REACH), hit.start)
            if (c := country_of(sentence, i))
        ]
        if before:
            return abroad(sentence, body, before[-1:])
        place = next(iter(sentence.before(hit.start, kinds=PLACES)), None)
        if place is not None and _WHERE.fullmatch(sentence.folded(place.end, hit.start)):
            return _under_discussion(sentence, hit, body)  # "à Sri City, où le groupe produit"
        if not any(i.kind in {"anaphor", "body"} for i in sentence.items if i.type is EntityType.COUNTRY):
            return []  # "dans des pays où X n'est pas présent"
    around = sentence.folded(hit.start - 8, until)
    cues = sentence.source.cues
    for adjective in sentence.items:
        if adjective.kind != "adjective" or not hit.end <= adjective.start < until:
            continue
        if any(c.end == adjective.start - 1 for c in cues("sites", hit.start, adjective.start, "capital")):
            return abroad(sentence, body, [as_country(adjective)])
    bare = (
        cues("word_classes", hit.start, hit.end, "settled", "withdrawn")
        and not sentence.places(sentence.start, sentence.end)
        and is_complete(sentence, hit.end, _GOES_ON)
        and not any(
            _ELSEWHERE.fullmatch(sentence.folded(hit.end - LONGEST_ARTICLE, land.start))
            for land in cues("word_classes", hit.end, hit.end + _ELSEWHERE_REACH, "lands")
        )
    )
    there = cues("sites", hit.start - 8, until, "there")
    if not (bare or _THERE.search(around) or there):
        return []
    if any(_is_country(sentence, cue) for cue in there):  # "les gisements du sud du pays": whichever that is
        told = [i for i in sentence.items if i.kind == "anaphor" and i.type is EntityType.COUNTRY]
        told = [i for i in told if hit.start - 8 <= i.start < until] or _country_of_firms(sentence, hit)
        return abroad(sentence, body, told[:1])
    homes = homes_of(sentence, body)
    if _THERE.search(around):  # "Au Togo, la société y emploie …"
        opening = sentence.places(sentence.start, hit.start)
        towns = sentence.before(hit.start, kinds=_CITY)
        opening += [i for i in towns[:1] if sentence.preposition(i) in _OF]
        named = abroad(sentence, body, [c for i in opening if (c := country_of(sentence, i))])
        if named:
            return named[-1:]
    if sentence.discourse.topic and sentence.discourse.topic in homes:
        return []  # it is there because it is from there
    if _THERE.search(around):
        last = sentence.discourse.focus.back([], EntityType.COUNTRY, EntityType.CITY, within=2)
        back = [i for i in last if i.end <= hit.start and not (i.kind == "name" and _is_seat(sentence, i))]
        told = abroad(sentence, body, [c for i in back if (c := country_of(sentence, i)) is not None])
        if told:
            return told[:1]
    far = [key for key in sentence.discourse.countries[:3] if key not in homes]
    return [meant(hit, far[0], EntityType.COUNTRY)] if far else []


def _under_discussion(sentence: Sentence, hit: Hit[Entry], body: Item) -> list[Item]:
    key = land(sentence, homes_of(sentence, body))
    return [meant(hit, key, EntityType.COUNTRY)] if key else []


def _is_seated(sentence: Sentence, offset: int) -> bool:
    """Whether what follows a firm tells where it is from: "Alta SA, basé à B"."""
    cues = sentence.source.cues
    legal = cues("name_words", offset, offset + _SEAT_REACH, "legal")[:1]
    start = legal[0].end if legal and not sentence.folded(offset, legal[0].start).strip(" ,") else offset
    seated = cues("word_classes", start, start + _SEAT_REACH, "seated")
    return bool(seated) and not sentence.folded(start, seated[0].start).strip(" ,.")


def _left(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The country that follows "a quitté le", or that "s'en est retiré" points back to."""
    found = [
        i
        for i in sentence.items
        if i.type is EntityType.COUNTRY
        and (
            0 <= i.start - hit.end <= _NEAREST or (i.kind == "anaphor" and -_NEAREST <= i.start - hit.end < 0)
        )
    ]
    found = found or _of_market(sentence, hit)
    if not found and _THENCE.search(sentence.folded(hit.start, hit.end)):
        found = sentence.before(hit.start, kinds=_COUNTRY)[:1]
    return found


def _of_market(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The country of "a quitté le | marché rwandais", "renonce au | projet": an adjective behind a noun."""
    for cue in sentence.source.cues("sites", hit.end - LONGEST_ARTICLE, hit.end + _MARKET_REACH, "capital"):
        adjective = sentence.adjective_after(cue.end, reach=2)
        if adjective is not None and not adjective.is_plural:
            return [as_country(adjective)]
    return []


def _is_country(sentence: Sentence, cue: Hit[Entry]) -> bool:
    """Whether words for a place are words for a country: "dans le pays", not "sur place"."""
    words = sentence.source.words("references", cue.start, cue.end)
    return any(word.payload["kind"] == "country" for word in words)


def _country_of_firms(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The country that "le pays" means by the firms of its sentence: the one of the two under discussion."""
    known = [
        sentence.source.knowledge.entity(i.keys[0]) for i in sentence.items if i.type in BODIES and i.keys
    ]
    homes = {entity.country for entity in known if entity is not None} - {sentence.discourse.home}
    found = [key for key in sentence.discourse.pair if key in homes]
    return [meant(hit, found[0], EntityType.COUNTRY)] if len(found) == 1 else []


def _is_seat(sentence: Sentence, item: Item) -> bool:
    """Whether a town only tells where its government or an organization speaks from: "Bruxelles a dit"."""
    return item.type is EntityType.CITY and not sentence.preposition(item)


def homes_of(sentence: Sentence, body: Item) -> set[str]:
    """Countries that a firm is from, by the tables and by the text."""
    known = [sentence.source.knowledge.entity(key) for key in body.keys]
    homes = {entity.country for entity in known if entity is not None}
    return homes | {sentence.discourse.nation_of(key) for key in body.keys}


def abroad(sentence: Sentence, body: Item, found: list[Item]) -> list[Item]:
    """A company at home is no news, unless its country is named: else only other countries count."""
    named = [c for c in found if c.kind == "name"]
    away = foreign(sentence, body, found)
    return [c for c in found if c in named or c in away]


def foreign(sentence: Sentence, body: Item, found: list[Item]) -> list[Item]:
    """Countries that are not the one a company is from."""
    homes = homes_of(sentence, body)
    return [c for c in found if not set(c.keys) <= homes]
