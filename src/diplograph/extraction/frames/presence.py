"""Presence: an organization that operates, invests or has an office in a country."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.discourse import Item
from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.antecedents import same_country
from diplograph.extraction.frames.beside import elided, partners_beside
from diplograph.extraction.frames.departures import is_refuted, leavers, left_behind
from diplograph.extraction.frames.heads_abroad import led_abroad
from diplograph.extraction.frames.holdings import placed_branches
from diplograph.extraction.frames.lands import BODIES, OWNER_REACH, country_of
from diplograph.extraction.frames.occupants import occupants
from diplograph.extraction.frames.ownership import owning
from diplograph.extraction.frames.trading import NO_TRADE, trade_told
from diplograph.extraction.frames.whereabouts import abroad, countries, foreign, homes_of
from diplograph.extraction.lists import codes, sectors_after
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType, Status

_REACH = 90
_POSSESSED = re.compile(r"\b(?:son|sa|ses|leurs?|notre|nos) (?:[\w-]+ ){0,2}$")
_PLANT_REACH = 60
_NEXT = 1  # characters before a count that is the object: " "
_THROUGH = re.compile(r"(?: |de|du|d'|des|la|le|l'|sa|ses|son)*(?:[\w-]+ )?")
_NOT = re.compile(r" (?:pas|jamais|plus) ")
_NE = re.compile(r"\bn(?:e |')")
_NEW_CLAUSE = re.compile(r", et | mais |, ou | alors ")
_AT_REACH = 8  # characters between a company and the place right after it: " en "
_FEW = 2
_JUST = re.compile(r"\b(?:vien(?:t|nent)|venons|venait) d(?:e |')$")
_NONE = re.compile(r"(?:^|\W)n(?:e |')\w[\w' ]*? (?:d'|de )?aucune? ")
_NONE_REACH = 14  # characters of " aujourd'hui aucune usine"
_NOBODY = re.compile(
    r"\b(?:aucune?|nulle?) [\w' ,-]*\bn(?:e |')\w*$"
)  # "aucune entreprise, pas même A, n'est"
_AIM = re.compile(r"(?: pour| afin d[e']| en vue d[e']) ?(?:y )?$")
_COMMA = re.compile(r",? (?:le |la |l')?(?:[\w-]+ )?")
_NEXT_MEMBER = re.compile(r"[,;.:]| et ")
_LEAVES = frozenset({"left", "gone", "exit", "fronted"})
_VAGUE = "industry"  # what "usine" alone says


def find_presence(sentence: Sentence) -> Iterator[Draft]:
    """Presence that one sentence states, one reading per organization and country."""
    yield from _by_holdings(sentence)
    yield from _by_leaders(sentence)
    for hit in sentence.words("presence"):
        listed = _listed_branches(sentence, hit)
        if listed:
            for item, country in listed:
                yield from _drafts(sentence, hit, item, country)
            continue
        form = hit.payload["form"]
        if form in {"gone", "exit", "fronted"}:
            yield from _departures(sentence, hit)
            continue
        if form == "leads":
            continue
        if form in {"opens", "acquires", "closes"} and not _is_plant_next(sentence, hit):
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
                yield from _drafts(sentence, hit, item, country, traded=not several)
            if form == "verb" and item is bodies[-1] and not beside:
                yield from _elided(sentence, hit, found)


def _by_leaders(sentence: Sentence) -> Iterator[Draft]:
    """Firms where somebody leads them: "la directrice d'Alta en Norvège"; titles hold such words too."""
    for hit in sentence.source.cues("presence", sentence.start, sentence.end, "leads"):
        for firm, country in led_abroad(sentence, hit):
            for place in abroad(sentence, firm, [country]):
                yield from _drafts(sentence, hit, firm, place, traded=True)


def _departures(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Draft]:
    """Who leaves, by a noun or a verb alone, and what: "son retrait de A", "B est parti"."""
    bodies = [i for i in leavers(sentence, hit) if i.type in BODIES and i.kind != "office" and i.keys]
    for body in bodies:
        for country in left_behind(sentence, hit, bodies, homes_of(sentence, body)):
            yield from _drafts(sentence, hit, body, country)


def _by_holdings(sentence: Sentence) -> Iterator[Draft]:
    """Who owns a company told to be in a country is there: "possède Alta en Italie, Bera au Brésil"."""
    for hit in sentence.words("memberships"):
        if hit.payload["form"] != "owner" or hit.payload["status"]:
            continue
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
                yield from _drafts(sentence, hit, owners[0], country, traded=True)


def _fronted(sentence: Sentence, owner: Item) -> list[Item]:
    """The country that opens a clause before who acts there: "En Espagne, | Alta détient Bera"."""
    places = sentence.places(max(sentence.start, owner.start - _PLANT_REACH), owner.start)
    return [i for i in places[-1:] if _COMMA.fullmatch(sentence.folded(i.end, owner.start))]


def _elided(sentence: Sentence, hit: Hit[Entry], found: list[Item]) -> Iterator[Draft]:
    """Firms that take the verb up: "A exploite une mine au Mali, B une usine au Togo"."""
    for firm in elided(sentence, hit):
        stop = _NEXT_MEMBER.search(sentence.source.folded, firm.end + 1, sentence.end)
        places = sentence.places(firm.end, stop.start() if stop else sentence.end)
        own = [c for i in places if (c := country_of(sentence, i)) is not None]
        for country in own or ([] if places else found):
            yield from _drafts(sentence, hit, firm, country)


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
    listed = re.search(r":|\(", sentence.folded(hit.end, placed[0][0].start)) if len(placed) > 1 else None
    return [(item, country) for item, country in placed if country is not None] if listed else []


def _is_plant_next(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a place of work or a count is next: "a inauguré, hier, une usine", "dispose de 40 hôtels"."""
    until = min(sentence.end, hit.end + _PLANT_REACH)
    cues = sentence.source.cues
    sites = cues("presence", hit.end, until, "own", "noun") or cues("memberships", hit.end, until, "plant")
    if hit.payload["form"] == "acquires":
        sites = sites or cues("projects", hit.end, until, "works", "start")
    counted = any(0 <= a.span.start - hit.end <= _NEXT and a.noun for a in sentence.amounts)
    return counted or bool(sites and not re.search(r"[;:.]", sentence.folded(hit.end, sites[0].start)))


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


def _sectors(sentence: Sentence, hit: Hit[Entry], end: int) -> tuple[str, ...]:
    """Its trade there, as far as the words say: "y fabrique des pneus", "son usine de ciment à X"."""
    if hit.payload["form"] in {"opens", "acquires"}:
        until = min(_own_end(sentence, hit.end), hit.end + _REACH + _PLANT_REACH)
        works = sentence.source.cues("projects", hit.end, until)[:1]
        own = [code for w in works for code in w.payload["sector"].split("|") if code not in {"", _VAGUE}]
        if own:
            return tuple(own)
        found = codes([h for h in sentence.sectors if hit.end <= h.start < until][:1])
    elif hit.payload["form"] in {"verb", "by", "made"}:
        until = _own_end(sentence, hit.end)
        cut = _NEW_CLAUSE.search(sentence.source.folded, hit.end, until)
        found = codes(sectors_after(sentence, hit.end, stops=(cut.start() if cut else until,), reach=70))
    else:
        end = min(end, _own_end(sentence, hit.end))
        found = codes([h for h in sentence.sectors if hit.start <= h.start < end])
    return tuple(code for code in found if code not in NO_TRADE)


def _own_end(sentence: Sentence, offset: int) -> int:
    """Where a clause ends, or what it tells of others who are there: "…, en présence de journalistes"."""
    until = sentence.clause_end(offset)
    beside = sentence.source.cues("companions", offset, until, "with")
    return beside[0].start if beside else until


def _is_sold(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether what was there is gone: "a cédé sa filiale tchadienne"; what one only sells is there still."""
    if hit.payload["form"] not in {"noun", "own"}:
        return False
    sold = sentence.source.cues("memberships", hit.start - OWNER_REACH, hit.start, "sold")
    sold = sold or sentence.source.cues("presence", hit.start - OWNER_REACH, hit.start, "closes")
    return bool(sold) and bool(_POSSESSED.search(sentence.folded(sold[-1].end, hit.start)))


def _is_infinitive(sentence: Sentence, hit: Hit[Entry]) -> bool:
    return any("Inf" in t.morph.get("VerbForm", []) for t in sentence.source.tokens(hit.start, hit.end))


def _is_negated(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether the words hold a negation: "n'est | pas | présent", but "s'ancre un peu plus"."""
    return bool(
        _NOT.search(sentence.folded(hit.start, hit.end))
        and _NE.search(sentence.folded(hit.start - 4, hit.end))
    )


def _opening(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry]:
    """The verb of opening that takes a noun as its object, which tells whether it is there; else the noun."""
    if hit.payload["form"] not in {"noun", "own", "counted"}:
        return hit
    opened = sentence.source.cues("presence", hit.start - OWNER_REACH, hit.start, "opens")
    near = opened and not re.search(r"[,;:.]", sentence.folded(opened[-1].end, hit.start))
    return opened[-1] if near else hit


def _drafts(
    sentence: Sentence, hit: Hit[Entry], item: Item, country: Item, *, traded: bool = False
) -> Iterator[Draft]:
    default = Status(hit.payload["status"] or Status.ACTUAL)
    verb = _opening(sentence, hit)
    denied = (
        _is_negated(sentence, hit)
        or _NONE.search(sentence.folded(verb.start - 6, verb.end + _NONE_REACH))
        or _NOBODY.search(sentence.folded(max(sentence.start, hit.start - _REACH), hit.start + 3))
    )
    default = Status(verb.payload["status"] or default)
    leaves = verb.payload["status"] == Status.DENIED and hit.payload["form"] in _LEAVES
    if leaves:
        status = Status.ACTUAL if is_refuted(sentence, verb) else Status.DENIED
    elif hit.payload["form"] in {"gone", "fronted"}:
        status = Status.ACTUAL  # "reste", "ne bouge pas"
    elif denied or _is_sold(sentence, hit):
        status = Status.DENIED
    elif is_refuted(sentence, verb) and (hit.payload["form"] in _LEAVES or _is_infinitive(sentence, verb)):
        status = Status.DENIED  # "ne compte pas revenir en A"
    elif hit.payload["form"] == "rank":
        status = default
    else:
        status = status_of(sentence, verb.start, verb.end, default=default)
        if status is Status.PLANNED and _JUST.search(sentence.folded(verb.start - 12, verb.start)):
            status = Status.ACTUAL  # "vient d'ouvrir une usine"
        if status is Status.ACTUAL and _AIM.search(sentence.folded(hit.start - 12, hit.start)):
            status = Status.PLANNED  # "s'est entendu avec B pour produire …"
    sectors = _sectors(sentence, hit, country.end)
    is_there = status is not Status.DENIED
    for company in same_country(sentence, item):
        for key in country.keys:
            yield Draft(
                "Presence",
                {
                    "company": (company,),
                    "country": (key,),
                    "sector": sectors or (trade_told(sentence, company) if is_there and traded else ()),
                },
                min(item.start, hit.start),
                max(hit.end, item.end, country.end),
                hit.payload.rule,
                status=status,
            )
