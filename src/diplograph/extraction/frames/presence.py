"""Presence: an organization that operates, invests or has an office in a country."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.discourse import Item
from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.holdings import placed_branches
from diplograph.extraction.frames.parties import governor, same_country, whole_subject
from diplograph.extraction.lists import codes, sectors_after
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType, Status

BODIES = frozenset({EntityType.COMPANY, EntityType.PUBLIC_BODY, EntityType.INSTITUTION})
_REACH = 90
_FRONTED = 40  # characters before the subject within which a place opens the clause: "À Atyraou, X livre …"
_THERE = re.compile(r"\by\b")
_FIRMS_REACH = 120
_EXAMPLES_REACH = 130
_MAIN_SUBJECT = re.compile(r", (?:le |la |l'|les )?(?:[\w-]+ ){0,2}$")
_POSSESSED = re.compile(r"\b(?:son|sa|ses|leurs?) (?:[\w-]+ )?$")
_WHERE = re.compile(r",? ou (?:\w+ ){1,2}$")
_DESCRIPTION = re.compile(r" ?(?:[\w-]+ )?")
_OWNER_REACH = 40
_PLANT_REACH = 60
_NEXT = 1  # characters before a count that is the object: " "
_THROUGH = re.compile(r"(?: |de|du|d'|des|la|le|l'|sa|ses|son)*(?:[\w-]+ )?")
_MOST_WORDS = 3  # between a company and the place of its plant: " à ", " dans la "
_NOT = re.compile(r" (?:pas|jamais|plus) ")
_BEING = re.compile(r"present|implant|install|etabli")
_OWN = re.compile(r"(?:\bson|\bsa|\bses|\bleurs?|\bun|\bune|\bdes|\bdu) (?:[\w-]+ ){0,2}$")


def find_presence(sentence: Sentence) -> Iterator[Draft]:
    """Presence that one sentence states, one reading per organization and country."""
    for hit in sentence.words("presence"):
        listed = _listed_branches(sentence, hit)
        if listed:
            for item, country in listed:
                yield from _drafts(sentence, hit, item, country)
            continue
        if hit.payload["form"] == "opens" and not _is_plant_next(sentence, hit):
            continue
        bodies = _bodies(sentence, hit)
        if not bodies:
            continue
        bodies = [i for i in bodies if i.type in BODIES]
        via = [i for i in _through(sentence, hit) if i not in bodies]
        end = max([hit.end, *(i.end for i in bodies if i.start - hit.end < 80 and i not in via)])
        for item in (*bodies, *via):
            offset = end if item.start > hit.end and item not in via else hit.end
            for country in _countries(sentence, hit, offset, item, bodies):
                yield from _drafts(sentence, hit, item, country)


def _bodies(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who is there: the subject, what a noun belongs to, or the examples of a plural subject."""
    if hit.payload["form"] == "own":
        owned = _POSSESSED.search(sentence.folded(hit.start - 20, hit.start))
        return whole_subject(sentence, hit.start, kinds=BODIES) if owned else _owner(sentence, hit)
    if hit.payload["form"] == "noun":
        bodies = sentence.genitive(hit.end, kinds=BODIES, reach=80) or _owner(sentence, hit)
        if bodies or not (
            _is_opened(sentence, hit) or _OWN.search(sentence.folded(hit.start - 30, hit.start))
        ):
            return bodies
        return [i for i in sentence.subject(hit.start, kinds=BODIES) if i.type in BODIES]
    listed = _examples(sentence, hit)
    if listed:
        return listed
    if not sentence.folded(sentence.start, hit.start).strip(" «\"'-") or _opens(sentence, hit):
        following = sentence.after(hit.end, kinds=BODIES, until=hit.end + _REACH)
        if following and _MAIN_SUBJECT.search(sentence.folded(hit.end, following[0].start)):
            return list(sentence.group(following[0]))
    return whole_subject(sentence, hit.start, kinds=BODIES)


def _listed_branches(sentence: Sentence, hit: Hit[Entry]) -> list[tuple[Item, Item]]:
    """The companies of a list of branches and where each is: "ses filiales : la X au Togo, la Y (Gabon)"."""
    cues = sentence.source.cues("stakes", hit.start, hit.start + _OWNER_REACH, "branches")
    if hit.payload["form"] != "noun" or not cues or cues[0].start != hit.start:
        return []
    placed = [(item, _country(sentence, place)) for item, place in placed_branches(sentence, hit.end)]
    listed = re.search(r":|\(", sentence.folded(hit.end, placed[0][0].start)) if len(placed) > 1 else None
    return [(item, country) for item, country in placed if country is not None] if listed else []


def _is_plant_next(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a place of work or a count is next: "a inauguré, hier, une usine", "dispose de 40 hôtels"."""
    until = min(sentence.end, hit.end + _PLANT_REACH)
    cues = sentence.source.cues
    sites = cues("presence", hit.end, until, "own", "noun") or cues("memberships", hit.end, until, "plant")
    counted = any(0 <= a.span.start - hit.end <= _NEXT and a.noun for a in sentence.amounts)
    return counted or bool(sites and not re.search(r"[;:.]", sentence.folded(hit.end, sites[0].start)))


def _through(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The company through which another is there: "présent au Kazakhstan via X"."""
    until = min(sentence.clause_end(hit.end), hit.end + _REACH)
    for cue in sentence.source.cues("stakes", hit.end, until, "through")[:1]:
        for item in sentence.after(cue.end, kinds=BODIES, until=cue.end + _OWNER_REACH)[:1]:
            between = sentence.source.besides("stakes", cue.end, item.start, "head", "branches")
            if item.kind == "name" and _THROUGH.fullmatch(between):
                return [item]
    return []


def _owner(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whose the noun is, and where: "l'usine d'Alstom à Astana", "la filiale du britannique X au Japon"."""
    for item in sentence.after(hit.end, kinds=BODIES, until=hit.end + _OWNER_REACH)[:1]:
        between = sentence.folded(hit.end, item.start)
        if governor(sentence, item) in {"de", "du", "des", "d'"} and not re.search(r"[,;:(]", between):
            placed = sentence.places(item.end, item.end + _OWNER_REACH)
            if placed and sentence.folded(item.end, placed[0].start).count(" ") <= _MOST_WORDS:
                return [item]
    return []


def _is_opened(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether the noun completes a word of beginning: "l'ouverture de nouveaux bureaux"."""
    return any(
        _DESCRIPTION.fullmatch(sentence.folded(cue.end, hit.start))
        for cue in sentence.source.cues("project_starts", hit.start - 40, hit.start)
    )


def _opens(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether adverbs at most stand before the words: "Solidement implanté en A, B …"."""
    return all(token.pos_ == "ADV" for token in sentence.source.tokens(sentence.start, hit.start))


def _examples(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Companies named as instances of a plural subject, before or after the verb."""
    source = sentence.source
    if not source.cues("companions", max(sentence.start, hit.start - _FIRMS_REACH), hit.start, "firms"):
        return []
    for cue in source.cues("companions", sentence.start, sentence.end, "example"):
        following = sentence.after(cue.end, kinds=BODIES, until=cue.end + 24)
        if following and abs(cue.start - hit.start) < _EXAMPLES_REACH:
            return [i for i in sentence.group(following[0]) if i.start >= following[0].start]
    return []


def _countries(
    sentence: Sentence, hit: Hit[Entry], offset: int, body: Item, bodies: list[Item]
) -> list[Item]:
    """Countries named with a place preposition, or of a town so named; or what "y" points to."""
    until = min(sentence.clause_end(offset), offset + _REACH)
    if hit.payload["form"] in {"noun", "own"} and body.start >= hit.end:
        # "la filiale d'A à B", not "la filiale d'A, et C, qui ira à B"
        stop = re.search(r"[,;:(]", sentence.folded(body.end, until))
        until = body.end + (stop.start() if stop else _OWNER_REACH)
        offset = body.end
    if hit.payload["form"] == "left":
        return [i for i in sentence.items if i.type is EntityType.COUNTRY and 0 <= i.start - offset <= 4]
    for low, high in (
        (offset, until),
        (hit.start - 2, hit.end + _REACH),
        (bodies[0].start - _FRONTED, bodies[0].start),
    ):
        places = sentence.places(max(low, sentence.start), high)
        if low == offset and not places:
            towns = sentence.after(offset, kinds=frozenset({EntityType.CITY}), until=high)
            places = [i for i in towns if sentence.preposition(i) in {"de", "d'"}][:1]
        if low < hit.start and sentence.has_finite_verb(max(low, sentence.start), min(hit.start, high)):
            places = []
        if len(places) > 1:
            own = sentence.own_places(max(low, sentence.start), high)  # not "la guerre en Ukraine"
            places = [i for n, i in enumerate(places) if not n or i in own]
        found = [c for i in places if (c := _country(sentence, i)) is not None]
        if found:
            return _abroad(sentence, body, found)
    if _WHERE.search(sentence.folded(hit.start - 20, hit.start)):
        before = [
            c
            for i in sentence.places(max(sentence.start, hit.start - _REACH), hit.start)
            if (c := _country(sentence, i))
        ]
        if before:
            return _abroad(sentence, body, before[-1:])
    around = sentence.folded(hit.start - 8, until)
    adjective = next(
        (i for i in sentence.items if i.kind == "adjective" and hit.end <= i.start < until), None
    )
    cues = sentence.source.cues
    if adjective is not None and any(
        c.end == adjective.start - 1 for c in cues("sites", hit.end, adjective.start, "capital")
    ):
        return _abroad(
            sentence,
            body,
            [Item(adjective.start, adjective.end, "anaphor", adjective.keys, EntityType.COUNTRY)],
        )
    bare = _BEING.search(sentence.folded(hit.start, hit.end)) and not sentence.places(
        sentence.start, sentence.end
    )
    if not (bare or _THERE.search(around) or cues("sites", hit.start - 8, until, "there")):
        return []
    there = cues("sites", hit.start - 8, until, "there")
    if any(_is_country(sentence, cue) for cue in there):  # "les gisements du sud du pays": whichever that is
        meant = [i for i in sentence.items if i.kind == "anaphor" and i.type is EntityType.COUNTRY]
        meant = [i for i in meant if hit.start - 8 <= i.start < until] or _country_of_firms(sentence, hit)
        return _abroad(sentence, body, meant[:1])
    homes = _homes(sentence, body)
    if sentence.discourse.topic in homes:
        return []  # it is there because it is from there
    abroad = [key for key in sentence.discourse.countries[:3] if key not in homes]
    return [Item(hit.start, hit.end, "anaphor", tuple(abroad[:1]), EntityType.COUNTRY)] if abroad else []


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


def _country(sentence: Sentence, item: Item) -> Item | None:
    if item.type is EntityType.COUNTRY:
        return item
    known = sentence.source.knowledge.entity(item.keys[0])
    if known is None or not known.country or item.type is not EntityType.CITY:
        return None
    return Item(item.start, item.end, "anaphor", (known.country,), EntityType.COUNTRY)


def _homes(sentence: Sentence, body: Item) -> set[str]:
    known = [sentence.source.knowledge.entity(key) for key in body.keys]
    return {entity.country for entity in known if entity is not None}


def _abroad(sentence: Sentence, body: Item, countries: list[Item]) -> list[Item]:
    """A company at home is no news: only other countries count."""
    homes = _homes(sentence, body)
    return [c for c in countries if not set(c.keys) <= homes]


def _drafts(sentence: Sentence, hit: Hit[Entry], item: Item, country: Item) -> Iterator[Draft]:
    default = Status(hit.payload["status"] or Status.ACTUAL)
    denied = _NOT.search(sentence.folded(hit.start, hit.end))  # "n'est | pas présent"
    status = Status.DENIED if denied else status_of(sentence, hit.start, hit.end, default=default)
    sectors = (
        codes(sectors_after(sentence, hit.end, stops=(), reach=70))
        if hit.payload["form"] in {"verb", "opens"}
        else ()
    )
    for company in same_country(sentence, item):
        for key in country.keys:
            yield Draft(
                "Presence",
                {"company": (company,), "country": (key,), "sector": sectors},
                min(item.start, hit.start),
                max(hit.end, item.end, country.end),
                hit.payload.rule,
                status=status,
            )
