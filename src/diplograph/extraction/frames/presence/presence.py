"""Presence: an organization that operates, invests or has an office in a country."""

from __future__ import annotations

from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.memberships.holdings import placed_branches
from diplograph.extraction.frames.memberships.ownership import owning
from diplograph.extraction.frames.presence.beside import MEMBER_END, elided, examples_there, partners_beside
from diplograph.extraction.frames.presence.concessions import entrusted, led_abroad, parts_of_fields
from diplograph.extraction.frames.presence.departures import leavers, left_behind
from diplograph.extraction.frames.presence.drafts import presence_drafts
from diplograph.extraction.frames.presence.lands import BODIES, OWNER_REACH, country_of
from diplograph.extraction.frames.presence.occupants import occupants
from diplograph.extraction.frames.presence.whereabouts import abroad, countries, foreign, homes_of
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_REACH = 90
_PLANT_REACH = 60
_NEXT = 1  # characters before a count that is the object: " "
_THROUGH = pattern(r"(?: |{of}|{det})*{word}?")
_AT_REACH = 8  # characters between a company and the place right after it: " en "
_FEW = 2
_OBJECT = pattern(r" {also}?{about}?{of}?(?:{det}|{digits})?{of}?{word}{0,2}")
_COMMA = pattern(r",? {det}?{word}?")


def find_presence(sentence: Sentence) -> Iterator[Draft]:
    """Presence that one sentence states, one reading per organization and country."""
    yield from _by_holdings(sentence)
    yield from _by_leaders(sentence)
    for firm, place, cue in examples_there(sentence):
        country = country_of(sentence, place)
        for there in abroad(sentence, firm, [country] if country is not None else []):
            yield from presence_drafts(sentence, cue, firm, there)
    for hit in sentence.words("presence"):
        listed = _listed_branches(sentence, hit)
        if listed:
            for item, country in listed:
                yield from presence_drafts(sentence, hit, item, country)
            continue
        form = hit.payload["form"]
        if form in {"gone", "exit", "fronted"}:
            yield from _departures(sentence, hit)
            continue
        if form == "entrusted":
            for firm, place in entrusted(sentence, hit):
                yield from presence_drafts(sentence, hit, firm, place)
            continue
        if form == "leads":
            continue
        if form in {"opens", "acquires", "closes"} and not _is_plant_next(sentence, hit):
            continue
        if form == "has" and not _has_site(sentence, hit):
            continue
        if form == "counted" and not _is_counted(sentence, hit):
            continue
        bodies = occupants(sentence, hit)
        if not bodies:
            continue
        bodies = [  # "le patron d'Alta est arrivé en A" tells of him
            i
            for i in bodies
            if i.type in BODIES and i.kind != "office" and not _is_bracketed(sentence, i, hit)
        ]
        if not bodies:
            continue
        via = [i for i in _through(sentence, hit) if i not in bodies]
        beside = partners_beside(sentence, hit, bodies, sentence.clause_end(hit.end))
        beside = [i for i in beside if i not in bodies]
        bodies += beside
        end = max([hit.end, *(i.end for i in bodies if i.start - hit.end < 80 and i not in via)])
        found: list[Item] = []
        for item in (*bodies, *via):
            offset = end if item.start > hit.end and item not in via else hit.end
            if item in beside:
                offset = hit.end
            if item in via:  # which is where the other is, unless it is from there
                found = foreign(sentence, item, found)
            else:
                found = countries(sentence, hit, offset, item, bodies)
            several = len(bodies) > _FEW or len(found) > _FEW  # a list tells of none what it does there
            for country in found:
                yield from presence_drafts(sentence, hit, item, country, traded=not several)
            if form == "verb" and item is bodies[-1] and not beside:
                yield from _elided(sentence, hit, found)


def _by_leaders(sentence: Sentence) -> Iterator[Draft]:
    """Firms where somebody leads them: "la directrice d'Alta en Norvège"; titles hold such words too."""
    for hit in sentence.source.cues("presence", sentence.start, sentence.end, "leads"):
        for firm, country in led_abroad(sentence, hit):
            for place in abroad(sentence, firm, [country]):
                yield from presence_drafts(sentence, hit, firm, place, traded=True)


def _departures(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Draft]:
    """Who leaves, by a noun or a verb alone, and what: "son retrait de A", "B est parti"."""
    bodies = [i for i in leavers(sentence, hit) if i.type in BODIES and i.kind != "office" and i.keys]
    for body in bodies:
        for country in left_behind(sentence, hit, bodies, homes_of(sentence, body)):
            yield from presence_drafts(sentence, hit, body, country)


def _by_holdings(sentence: Sentence) -> Iterator[Draft]:
    """Who owns a company told to be in a country is there: "possède Alta en Italie, Bera au Brésil"."""
    for hit in sentence.words("memberships"):
        if hit.payload["form"] not in {"owner", "takes"} or hit.payload["status"]:
            continue
        for owner, country in parts_of_fields(sentence, hit):
            yield from presence_drafts(sentence, hit, owner, country, traded=True)
        held, owners = owning(sentence, hit)
        owners = [i for i in owners if i.type in BODIES]
        if not held or not owners or held[0].start < hit.end:
            continue
        end = held[0].end
        places = sentence.places(end, sentence.clause_end(end))
        if not places or places[0].start - end > _AT_REACH:
            places = _fronted(sentence, owners[0])
        for place in places:
            if place.type is not EntityType.COUNTRY or (
                place.start > end and sentence.has_finite_verb(end, place.start)
            ):
                break
            for country in abroad(sentence, owners[0], [place]):
                yield from presence_drafts(sentence, hit, owners[0], country, traded=True)


def _fronted(sentence: Sentence, owner: Item) -> list[Item]:
    """The country that opens a clause before who acts there: "En Espagne, | Alta détient Bera"."""
    places = sentence.places(max(sentence.start, owner.start - _PLANT_REACH), owner.start)
    return [i for i in places[-1:] if _COMMA.fullmatch(sentence.folded(i.end, owner.start))]


def _elided(sentence: Sentence, hit: Hit[Entry], found: list[Item]) -> Iterator[Draft]:
    """Firms that take the verb up: "A exploite une mine au Mali, B une usine au Togo"."""
    for firm in elided(sentence, hit):
        stop = MEMBER_END.search(sentence.source.folded, firm.end + 1, sentence.end)
        places = sentence.places(firm.end, stop.start() if stop else sentence.end)
        own = [c for i in places if (c := country_of(sentence, i)) is not None]
        for country in own or ([] if places else found):
            for draft in presence_drafts(sentence, hit, firm, country):
                yield draft.having(sector=())  # that of the firm before


def _is_bracketed(sentence: Sentence, item: Item, hit: Hit[Entry]) -> bool:
    """Whether brackets that close before the words hold an item: "six (A, B et C), mais 29 autres ont …"."""
    closed = sentence.folded(item.end, hit.start).partition(")")
    return item.end <= hit.start and bool(closed[1]) and "(" not in closed[0] and item.kind == "name"


def _listed_branches(sentence: Sentence, hit: Hit[Entry]) -> list[tuple[Item, Item]]:
    """The companies of a list of branches and where each is: "ses filiales : la X au Togo, la Y (Gabon)"."""
    cues = sentence.source.cues("stakes", hit.start, hit.start + OWNER_REACH, "branches")
    if hit.payload["form"] != "noun" or not cues or cues[0].start != hit.start:
        return []
    placed = [(item, country_of(sentence, place)) for item, place in placed_branches(sentence, hit.end)]
    listed = len(placed) > 1 and sentence.has_mark(hit.end, placed[0][0].start, ":(")
    return [(item, country) for item, country in placed if country is not None] if listed else []


def _is_plant_next(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a place of work or a count is next: "a inauguré, hier, une usine", "dispose de 40 hôtels"."""
    until = min(sentence.end, hit.end + _PLANT_REACH)
    cues = sentence.source.cues
    sites = cues("presence", hit.end, until, "own", "noun") or cues("memberships", hit.end, until, "plant")
    if hit.payload["form"] == "acquires":
        sites = sites or cues("projects", hit.end, until, "works", "start")
        begin = max([hit.end, *(d.span.end for d in sentence.dates if hit.end < d.span.end < until)])
        sites = [s for s in sites[:1] if _OBJECT.fullmatch(sentence.folded(begin, s.start))]
    counted = any(0 <= a.span.start - hit.end <= _NEXT and a.noun for a in sentence.amounts)
    return counted or bool(sites and not sentence.has_mark(hit.end, sites[0].start, ";:."))


def _has_site(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether the object of a verb of having is a place of work: "possède | plusieurs grandes surfaces"."""
    sites = sentence.source.cues("presence", hit.end, hit.end + _PLANT_REACH, "own", "noun", "counted")
    return bool(sites) and _OBJECT.fullmatch(sentence.folded(hit.end, sites[0].start)) is not None


def _is_counted(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a number counts the noun: "340 magasins", "plus de 8 000 salariés"."""
    return any(a.span.start < hit.start <= a.span.end + 1 and a.noun for a in sentence.amounts)


def _through(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The company through which another is there: "présent au Kazakhstan via X"."""
    until = min(sentence.clause_end(hit.end), hit.end + _REACH)
    for cue in sentence.source.cues("stakes", hit.end, until, "through")[:1]:
        for item in sentence.after(cue.end, kinds=BODIES, until=cue.end + OWNER_REACH)[:1]:
            between = sentence.source.besides("stakes", cue.end, item.start, "head", "branches")
            if item.kind == "name" and _THROUGH.fullmatch(between):
                return [item]
    return []
