"""Memberships of an organization that the text told before: "Le Costa Rica, entré en mai, …", "y adhérer"."""

from __future__ import annotations

import re
from dataclasses import replace

from diplograph.extraction.frames.memberships.accessions import is_of_union, outside, told_union
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType

_CLUBS = frozenset({EntityType.INTERNATIONAL_ORGANIZATION})
_COUNTRIES = frozenset({EntityType.COUNTRY})
# "fondateur de l'OTAN" is an office without a holder, "l'Union" a short name
NAMED = frozenset({"name", "office", "anaphor"})
_ALONE = re.compile(
    r"(?: (?:des|depuis|fin|debut|mi-\w+|en|l'an \w+|le|au printemps))*(?: ?[,.;:»)]| [\d]|$| et )"
)
_DATED = 12  # characters of " en " before a date
_WITH = re.compile(r"(?: [\w'-]+){0,2} (?:(?:avec|de|pour) (?:le |la |l'|les )?|d'|du |des )")
_MAIN = 2  # how far an organization must lead those named last to be meant all the same
_WITH_WHOM = re.compile(r",? avec (?:qui|lesquels|lesquelles|lequel|laquelle) ")
_PARTNER_REACH = 60
_BEFORE = re.compile(r"(?: \([^()]{1,24}\))?,? (?:(?!et )[\w'-]+ ){0,2}$")
_PARTICIPLE = re.compile(r"(?:e|ee|es|ees|i|ie|is|ies|u|ue|us|ues|admis|admise|admises)$")


def club_told(sentence: Sentence, offset: int) -> list[Item]:
    """The organization that the sentence named last before an offset, else one of the last sentences."""
    clubs = [i for i in sentence.before(offset, kinds=_CLUBS) if i.kind in NAMED and i.keys][:1]
    if clubs:
        return clubs
    back = sentence.discourse.focus.back([], EntityType.INTERNATIONAL_ORGANIZATION)
    told = [item for item in back if item.end <= offset]
    weight = sentence.discourse.focus.weight  # of several, the one that the text is about
    near = max(told, key=lambda item: weight.get(item.keys[0], 0)) if told else None
    types = sentence.discourse.types
    main = max((k for k, t in types.items() if t in _CLUBS), key=lambda key: weight.get(key, 0), default="")
    if near is not None and main and weight.get(main, 0) >= _MAIN * weight.get(near.keys[0], 0):
        return [replace(near, keys=(main,))]
    return [near] if near is not None else []


def taken_up(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """The organization told before: "Observateur à la CEDEAO, le Maroc souhaite y | adhérer"."""
    clubs = club_told(sentence, hit.start)
    if clubs and is_of_union(clubs[0].keys[0]):
        clubs = told_union(sentence, hit)
    members = [m for m in sentence.subject(hit.start, kinds=_COUNTRIES) if m.type is EntityType.COUNTRY]
    told = hit.payload["form"] in {"verb", "noun", "thither", "bare", "inside"}
    return (members, clubs) if told and clubs else ([], [])


def bare(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Israël, | sorti fin 2018, …"; "Le Nicaragua a | claqué la porte": of the organization told before.

    The words must stand alone, or before a date: "sorti de prison" tells another thing.
    """
    dated = any(0 <= d.span.start - hit.end <= _DATED for d in sentence.dates)
    if not dated and not _ALONE.match(sentence.source.folded, hit.end, sentence.end):
        return [], []
    clubs = club_told(sentence, hit.start)
    if not clubs:
        return [], []
    states = [i for i in sentence.before(hit.start, kinds=_COUNTRIES) if i.kind != "adjective"][:1]
    if not states or not _is_told_of(sentence, states[0], hit):
        return [], []
    members = [
        i for i in sentence.group(states[0]) if i.end <= states[0].end and i.type is EntityType.COUNTRY
    ]
    if is_of_union(clubs[0].keys[0]):
        clubs = told_union(sentence, hit)
    return [m for m in members if m.keys and not sentence.preposition(m)] or [], clubs


def _is_told_of(sentence: Sentence, state: Item, hit: Hit[Entry]) -> bool:
    """Whether nothing but a comma, adverbs or an auxiliary parts a state from what is said of it."""
    between = sentence.folded(state.end, hit.start)
    return bool(_BEFORE.fullmatch(between)) and not sentence.preposition(state)


def negotiating(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "L'OCDE a ouvert des | négociations d'adhésion avec le Brésil": of the organization that has them."""
    clubs = club_told(sentence, hit.start)
    if not clubs:
        return [], []
    for item in sentence.after(hit.end, kinds=_COUNTRIES, until=hit.end + _PARTNER_REACH)[:1]:
        if _WITH.fullmatch(sentence.folded(hit.end, item.start)):
            members = [i for i in sentence.group(item) if i.start >= item.start]
            return outside(sentence, members, clubs[0].keys[0]), clubs
    for whom in list(_WITH_WHOM.finditer(sentence.source.folded, sentence.start, hit.start))[-1:]:
        for item in sentence.before(whom.start() + 1, kinds=_COUNTRIES)[:1]:
            if whom.start() - item.end <= 1:  # "A et B, avec qui l'OCDE a ouvert des discussions"
                members = [i for i in sentence.group(item) if i.end <= item.end]
                return outside(sentence, members, clubs[0].keys[0]), clubs
    return [], []
