"""In which country an organization is: a place beside the words, an adjective, a town, what "y" means."""

from __future__ import annotations

import re
from itertools import pairwise

from diplograph.extraction.discourse import Item
from diplograph.extraction.frames.scene import land, scene
from diplograph.extraction.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import PLACES, EntityType

BODIES = frozenset({EntityType.COMPANY, EntityType.PUBLIC_BODY, EntityType.INSTITUTION})
OWNER_REACH = 40
_REACH = 90
_FRONTED = 40  # characters before the subject within which a place opens the clause: "À Atyraou, X livre …"
_OPENING = 16  # characters in which a place begins that opens a sentence: "À | Douchanbé, …"
_APPOSED = re.compile(r",? (?:une |la )?$|^$")
_THERE = re.compile(r"\by\b")
_THENCE = re.compile(r"\ben\b")  # "s'en est retiré"
_WHERE = re.compile(r",? ou (?:\w+ ){1,2}(?:[\w-]+ ){0,3}(?:n')?$")
_BEING = re.compile(r"present|implant|install|etabli|s'est retir|se sont retir|desengag|plie bagage|ferme boutique|jete l'eponge")
_ALONE = re.compile(r"[,.;:)»]|$| (?:depuis|de longue|en \d|\d|ici|la\b|dans |sur place|l'an|des |aux cotes|avec|et |mais |ou |pour |a travers|via )")
_LABEL = re.compile(r" ?[:/–—]")  # "Kenya : le groupe Alta ouvre un bureau"
_COMMA = re.compile(r"[,;:(]")
_DIGGING = re.compile(r"exploit|extra|ger|oper|pomp|administr|invest")
_OF_LAND = re.compile(r"(?: dans)?(?: depuis \d{4})? (?:la |le |les |l'|ses |son |sa )(?:[\w'-]+ ){1,4}?(?:du |de la |de l'|des |de |d')")
_ELSEWHERE = re.compile(
    r"[a-z ]*dans (?:plus (?:de |d')|pres de |une )?(?!le|ce|notre|votre|leur|son|mon)[\w-]+ "
    r"(?:pays|villes|marches|regions|continents)"
)
_SEAT = re.compile(
    r"[., ]*(?:(?:ltd|sa|inc|corp)[., ]+)?(?:basee?s?|domiciliee?|dont le siege|qui a son siege)\b"
)
_COUNTRIES = re.compile(
    r"[^.;:]{0,40}\b(?:pays|marches|etats|voisins)\b[^.;:]{0,60}(?:: |, (?:dont|notamment|comme|parmi lesquels) )"
)
_PARALLEL = re.compile(r",? (?:et |puis )?(?:des|une?|du|de la|les?|la|[\d ]+) [\w'-]+(?: [\w'-]+)? (?:a|au|en|aux) ")
_LONGEST_ARTICLE = 5
_OF_NOUN = re.compile(r" (?:du |de la |de l'|des |de |d')(?:la |l')?")
_CLEFT = re.compile(r"(?:\W*)c'est (?:donc |aussi |ainsi )?(?=(?:au|en|aux|a|dans) )")
_OF_PART = re.compile(r"(?: [\w-]+)? (?:du |de la |de l'|des |de |d')")
_IN_PART = re.compile(r"(?:^| )(?:dans|a|au|aux|en|sur) (?:l'|le |la |les )?(?:[\w'-]+ ){0,3}$")
_LAND = frozenset({"pays"})
_NEAREST = 4  # characters between "quitte le" and its country


def countries(sentence: Sentence, hit: Hit[Entry], offset: int, body: Item, bodies: list[Item]) -> list[Item]:
    """Countries named with a place preposition, or of a town so named; or what "y" points to."""
    form = hit.payload["form"]
    until = min(sentence.clause_end(offset), offset + _REACH)
    if form == "left":
        return _left(sentence, hit) or scene(sentence, hit, until, _homes(sentence, body))
    if form == "rank":  # "numéro deux du ciment au Cameroun, X …"
        stop = _COMMA.search(sentence.source.folded, hit.end, min(sentence.end, hit.end + _REACH))
        cut = stop.start() if stop else min(sentence.end, hit.end + _REACH)
        near = sentence.places(hit.end - _LONGEST_ARTICLE, cut)
        near = near or [i for i in sentence.items if hit.end <= i.start <= hit.end + 1 and i.kind == "name"]
        if not near and sentence.folded(hit.end, hit.end + 5).strip() in _LAND:
            key = land(sentence, _homes(sentence, body))
            return [Item(hit.start, hit.end, "anaphor", (key,), EntityType.COUNTRY)] if key else []
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
            stop = re.search(r"[,;:(]", sentence.folded(body.end, until))
            until = body.end + (stop.start() if stop else OWNER_REACH)
            if _SEAT.match(sentence.source.folded, body.end):
                return []  # "filiale d'A, basé à B": where A is from
            if (
                stop
                and stop.start() == 0
                and form == "noun"
                and _APPOSED.search(sentence.folded(hit.start - _NEAREST, hit.start))
            ):
                return []  # "X, filiale d'A, a accordé au Togo …": what X does there
            offset = body.end
    near = _of_noun_itself(sentence, hit, body) if form in {"noun", "own", "counted"} else []
    if near:
        return abroad(sentence, body, near)
    if form == "verb" and _THERE.search(sentence.folded(hit.start - 3, hit.end)):
        pointed = _pointed(sentence, hit, until, body)
        if pointed:  # "A y exploite un hôtel, et B, née à C, …"
            return pointed
    listed = _listed(sentence, offset)
    if listed:
        return abroad(sentence, body, listed)
    for low, high in (
        (offset, until),
        (hit.start - 2, hit.end + _REACH),
        (bodies[0].start - _FRONTED, bodies[0].start),
        (sentence.start, sentence.start + _OPENING),
        _cleft(sentence, bodies[0].start),
    ):
        places = sentence.places(max(low, sentence.start), high)
        if low == offset and not places:
            towns = sentence.after(offset, kinds=frozenset({EntityType.CITY}), until=high)
            places = [i for i in towns if sentence.preposition(i) in {"de", "d'"}][:1]
        if low < hit.start and sentence.has_finite_verb(max(low, sentence.start), min(hit.start, high)):
            places = []
        if len(places) > 1:
            own = sentence.own_places(max(low, sentence.start), high)  # not "la guerre en Ukraine"
            own += [j for i in (places[0], *own) for j in sentence.group(i)]
            own += [j for i, j in pairwise(places) if _is_parallel(sentence, i, j)]
            places = [i for n, i in enumerate(places) if not n or i in own]
        found = [c for i in places if (c := country_of(sentence, i)) is not None]
        if low == offset and not found:
            found = _described(sentence, offset, high)
        if found:
            return abroad(sentence, body, found)
    within = _part_of(sentence, offset, until) if form in {"verb", "opens", "made"} else []
    if within:
        return abroad(sentence, body, within)
    pointed = _pointed(sentence, hit, until, body) or abroad(sentence, body, _label(sentence))
    if not pointed and form == "verb":
        pointed = abroad(sentence, body, _of_product(sentence, hit))
    return pointed or scene(sentence, hit, until, _homes(sentence, body))


def _of_noun_itself(sentence: Sentence, hit: Hit[Entry], body: Item) -> list[Item]:
    """The country of "son usine | du Maroc", "l'usine | d'Almaty de A", "l'usine A | d'Almaty"."""
    kinds = frozenset({EntityType.COUNTRY, EntityType.CITY})
    ends = [hit.end, body.end] if body.start == hit.end + 1 else [hit.end]
    for end in ends:
        for item in sentence.after(end, kinds=kinds, until=end + _OPENING)[:1]:
            if item.kind == "name" and _OF_NOUN.fullmatch(sentence.folded(end, item.name_start)):
                found = country_of(sentence, item)
                return [found] if found is not None else []
    return []


def _described(sentence: Sentence, start: int, end: int) -> list[Item]:
    """A country told by what it is to whom one speaks: "a ouvert | chez vous | une enseigne"."""
    return [
        i
        for i in sentence.items
        if start <= i.start < end
        and i.kind == "anaphor"
        and i.type is EntityType.COUNTRY
        and sentence.source.folded.startswith("chez ", i.start)
    ][:1]


def _is_parallel(sentence: Sentence, place: Item, other: Item) -> bool:
    """Whether another object of the verb stands at a place: "des hélicoptères à A et des avions | à B"."""
    return _PARALLEL.fullmatch(sentence.folded(place.end, other.name_start)) is not None


def _cleft(sentence: Sentence, end: int) -> tuple[int, int]:
    """Where the place stands of "C'est au Maroc que A produit"; an empty stretch of any other sentence."""
    opened = _CLEFT.match(sentence.source.folded, sentence.start, end)
    return (opened.end(), end) if opened else (end, end)


def _part_of(sentence: Sentence, start: int, until: int) -> list[Item]:
    """The country of which a part is told: "dans trois villes | du Maroc", "dans l'ouest du Mali"."""
    for item in sentence.after(start, kinds=frozenset({EntityType.COUNTRY}), until=until)[:1]:
        for cue in sentence.source.cues("sites", start, item.start, "side", "area", "building", "town"):
            if _OF_PART.fullmatch(sentence.folded(cue.end, item.start)) and _IN_PART.search(
                sentence.folded(cue.start - OWNER_REACH, cue.start)
            ):
                return [item]
    return []


def _of_product(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The country whose riches one digs: "exploite l'uranium nigérien", "extrait le pétrole gabonais"."""
    if not _DIGGING.match(sentence.source.folded, hit.start):
        return []
    owner = sentence.after(hit.end, kinds=frozenset({EntityType.COUNTRY}), until=hit.end + OWNER_REACH)[:1]
    if owner and _OF_LAND.fullmatch(sentence.folded(hit.end, owner[0].start)):
        return owner  # "les phosphates du Maroc"
    for adjective in sentence.items:
        near = adjective.kind == "adjective" and 0 < adjective.start - hit.end < OWNER_REACH
        if near and not _leads(sentence, adjective) and not (adjective.is_plural or _COMMA.search(sentence.folded(hit.end, adjective.start))):
            return [_as_country(adjective)]
    return []


def _leads(sentence: Sentence, adjective: Item) -> bool:
    """Whether an adjective only leads to a name: "avec le japonais Sumitomo"."""
    return any(i.name_start == adjective.end + 1 and i.type in BODIES for i in sentence.items)


def _listed(sentence: Sentence, offset: int) -> list[Item]:
    """Countries that a colon tells: "s'est installé dans d'autres pays : le Qatar, le Koweït et Oman"."""
    match = _COUNTRIES.match(sentence.source.folded, offset, sentence.end)
    if match is None:
        return []
    kinds = frozenset({EntityType.COUNTRY})
    found = sentence.after(match.end(), kinds=kinds, until=match.end() + _LONGEST_ARTICLE)[:1]
    return list(sentence.group(found[0])) if found else []


def _pointed(sentence: Sentence, hit: Hit[Entry], until: int, body: Item) -> list[Item]:
    """What "où", "y", "dans le pays" or "dans la capitale kényane" mean."""
    if _WHERE.search(sentence.folded(hit.start - 40, hit.start)):
        told = [
            i
            for i in sentence.before(hit.start, kinds=frozenset({EntityType.COUNTRY}))[:1]
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
            key = land(sentence, _homes(sentence, body))  # "à Sri City, où le groupe produit"
            return [Item(hit.start, hit.end, "anaphor", (key,), EntityType.COUNTRY)] if key else []
        if not any(i.kind in {"anaphor", "body"} for i in sentence.items if i.type is EntityType.COUNTRY):
            return []  # "dans des pays où X n'est pas présent"
    around = sentence.folded(hit.start - 8, until)
    cues = sentence.source.cues
    for adjective in sentence.items:
        if adjective.kind != "adjective" or not hit.end <= adjective.start < until:
            continue
        if any(c.end == adjective.start - 1 for c in cues("sites", hit.start, adjective.start, "capital")):
            return abroad(sentence, body, [_as_country(adjective)])
    bare = _BEING.search(sentence.folded(hit.start, hit.end)) and not sentence.places(
        sentence.start, sentence.end
    )
    bare = bare and _ALONE.match(sentence.source.folded, hit.end) and not _ELSEWHERE.match(sentence.source.folded, hit.end - 5)
    there = cues("sites", hit.start - 8, until, "there")
    if not (bare or _THERE.search(around) or there):
        return []
    if any(_is_country(sentence, cue) for cue in there):  # "les gisements du sud du pays": whichever that is
        meant = [i for i in sentence.items if i.kind == "anaphor" and i.type is EntityType.COUNTRY]
        meant = [i for i in meant if hit.start - 8 <= i.start < until] or _country_of_firms(sentence, hit)
        return abroad(sentence, body, meant[:1])
    homes = _homes(sentence, body)
    if _THERE.search(around):  # "Au Togo, la société y emploie …"
        opening = sentence.places(sentence.start, hit.start)
        towns = sentence.before(hit.start, kinds=frozenset({EntityType.CITY}))
        opening += [i for i in towns[:1] if sentence.preposition(i) in {"de", "d'"}]
        named = abroad(sentence, body, [c for i in opening if (c := country_of(sentence, i))])
        if named:
            return named[-1:]
    if sentence.discourse.topic and sentence.discourse.topic in homes:
        return []  # it is there because it is from there
    if _THERE.search(around):
        back = sentence.discourse.focus.back([], EntityType.COUNTRY, EntityType.CITY, within=1)
        told = abroad(sentence, body, [c for i in back if (c := country_of(sentence, i)) is not None])
        if told:
            return told[:1]
    far = [key for key in sentence.discourse.countries[:3] if key not in homes]
    return [Item(hit.start, hit.end, "anaphor", tuple(far[:1]), EntityType.COUNTRY)] if far else []


def _left(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The country that follows "a quitté le", or that "s'en est retiré" points back to."""
    found = [i for i in sentence.items if i.type is EntityType.COUNTRY and 0 <= i.start - hit.end <= _NEAREST]
    if not found and _THENCE.search(sentence.folded(hit.start, hit.end)):
        found = sentence.before(hit.start, kinds=frozenset({EntityType.COUNTRY}))[:1]
    return found


def of_noun(sentence: Sentence, hit: Hit[Entry]) -> Item | None:
    """The country of a noun's own adjective: "sa filiale | kényane", "les usines | mexicaines d'Alta"."""
    adjective = sentence.adjective_after(hit.end, reach=16)
    if adjective is None or adjective.is_plural:
        return None
    between = sentence.folded(hit.end, adjective.start).strip()
    return None if " " in between else _as_country(adjective)


def _as_country(adjective: Item) -> Item:
    return Item(adjective.start, adjective.end, "anaphor", adjective.keys, EntityType.COUNTRY)


def _label(sentence: Sentence) -> list[Item]:
    """The country that heads a dispatch: "Kenya : le groupe Alta ouvre un bureau"."""
    for item in sentence.items[:1]:
        opens = item.type is EntityType.COUNTRY and item.kind == "name" and item.start - sentence.start < 3
        if opens and _LABEL.match(sentence.folded(item.end, item.end + 3)):
            return [item]
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
    return [Item(hit.start, hit.end, "anaphor", (found[0],), EntityType.COUNTRY)] if len(found) == 1 else []


def country_of(sentence: Sentence, item: Item) -> Item | None:
    """The country that a place is or, being a town, is known to be in; None of a region."""
    if item.type is EntityType.COUNTRY:
        return item
    known = sentence.source.knowledge.entity(item.keys[0])
    if known is None or not known.country or item.type is not EntityType.CITY:
        return None
    return Item(item.start, item.end, "anaphor", (known.country,), EntityType.COUNTRY)


def _homes(sentence: Sentence, body: Item) -> set[str]:
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
    homes = _homes(sentence, body)
    return [c for c in found if not set(c.keys) <= homes]
