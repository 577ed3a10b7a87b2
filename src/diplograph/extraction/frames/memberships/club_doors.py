"""What organizations do with states: "l'Otan a accueilli la Suède", "le statut de candidat à la Moldavie"."""

from __future__ import annotations

import re

from diplograph.extraction.discourse.short_names import UNION
from diplograph.extraction.frames.common.parties import chained
from diplograph.extraction.frames.memberships.accessions import outside
from diplograph.extraction.frames.memberships.implied_clubs import NAMED
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType

_CLUBS = frozenset({EntityType.INTERNATIONAL_ORGANIZATION})
_COUNTRIES = frozenset({EntityType.COUNTRY})
_NEXT = re.compile(r" ?(?:le |la |l'|les )?")
_OF_CLUB = re.compile(r" ?(?:de |du |des |d')?(?:la |l'|les )?")
_TO = re.compile(r" (?:a (?:la |l')?|au |aux )")
_TO_STATE = frozenset({"a", "au", "aux"})
_REACH = 40
_CLAUSE = 110
_CLOSED = re.compile(
    r" ?(?:[,.;:!?»]|$| (?:en|le|comme|en tant|au sein|apres|depuis|fin|debut|parmi|mais|et|dans|a) |\s\d)"
)


def admitted(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "L'Union africaine a | suspendu le Gabon"; "la zone euro s'est | élargie à la Bulgarie"."""
    states = sentence.after(hit.end - 1, kinds=_COUNTRIES, until=hit.end + _REACH)
    states = [i for i in states if i.kind == "name"]
    if not states or not _NEXT.fullmatch(sentence.folded(hit.end, states[0].start)):
        return [], []
    members = [i for i in sentence.group(states[0]) if i.start >= states[0].start]
    if not _CLOSED.match(sentence.source.folded, members[-1].end, sentence.end):
        return [], []
    clubs = [i for i in sentence.subject(hit.start, kinds=_CLUBS) if i.type in _CLUBS and i.kind in NAMED]
    return (members, clubs[:1]) if clubs and clubs[0].end < hit.start else ([], [])


def enlarged(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "L'élargissement de l'Otan à la Finlande", "l'ouverture de Schengen à la Roumanie"."""
    clubs = [i for i in sentence.after(hit.end, kinds=_CLUBS, until=hit.end + _REACH) if i.kind in NAMED][:1]
    if not clubs or not _OF_CLUB.fullmatch(sentence.folded(hit.end, clubs[0].start)):
        return [], []
    states = sentence.after(clubs[0].end, kinds=_COUNTRIES, until=clubs[0].end + _REACH)[:1]
    if not states or not _TO.fullmatch(sentence.folded(clubs[0].end, states[0].name_start)):
        return [], []
    return [i for i in sentence.group(states[0]) if i.start >= states[0].start], clubs


def granted(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Les Vingt-Sept ont accordé à A le | statut de candidat": to whom it is given, else who has it."""
    limit = min(sentence.end, hit.end + _REACH)
    to = [i for i in sentence.after(hit.end, kinds=_CLUBS, until=limit) if i.kind in NAMED][:1]
    to = [i for i in to if _TO.fullmatch(sentence.folded(hit.end, i.start) or " ")]
    # no other organization grants a status of that name
    clubs = to or [Item(hit.start, hit.end, "anaphor", (UNION,), EntityType.INTERNATIONAL_ORGANIZATION)]
    club = clubs[0].keys[0]
    given = [
        i
        for i in sentence.after(hit.end, kinds=_COUNTRIES, until=limit)
        if sentence.preposition(i) in _TO_STATE
    ][:1]
    near = sentence.before(hit.start, kinds=_COUNTRIES)
    given = (
        given or [i for i in near if hit.start - i.end < _CLAUSE and sentence.preposition(i) in _TO_STATE][:1]
    )
    if given:
        members = chained(sentence, given[0], sentence.after(given[0].end, kinds=_COUNTRIES))
        members = [m for m in members if m.start >= hit.end or m.end <= hit.start]
        return outside(sentence, members, club), clubs
    beside = [i for i in near[:1] if not sentence.has_finite_verb(i.end, hit.start)]
    if beside and outside(sentence, beside, club):  # "ont félicité A pour le statut de candidat"
        return outside(sentence, beside, club), clubs
    members = [m for m in sentence.subject(hit.start, kinds=_COUNTRIES) if m.type in _COUNTRIES]
    return outside(sentence, members, club) or outside(sentence, near, club)[:1], clubs
