"""Memberships of an organization that the text told before: "Le Costa Rica, entré en mai, …", "y adhérer"."""

from __future__ import annotations

from dataclasses import replace

from diplograph.extraction.frames.common.appositions import is_complete
from diplograph.extraction.frames.memberships.accessions import (
    CLUBS,
    COUNTRIES,
    NAMED,
    is_of_union,
    outside,
    states_with,
    told_union,
)
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_MAIN = 2  # how far an organization must lead those named last to be meant all the same
_WITH_WHOM = pattern(r",? {with}{which}")
_BEFORE = pattern(r"{brackets}?,? (?:(?!{and}){word}){0,2}")
_LINK_REACH = 44  # characters of "est le vingt-quatrième État "
_OF = pattern(r" {of}")
_TO_WHAT = pattern(r" {to}")
_ORDINAL = pattern(r" (?:{det}|{of}|{also})?{word}{0,2}")


def club_told(sentence: Sentence, offset: int) -> list[Item]:
    """The organization that the sentence named last before an offset, else one of the last sentences."""
    clubs = [i for i in sentence.before(offset, kinds=CLUBS) if i.kind in NAMED and i.keys][:1]
    if clubs:
        return clubs
    back = sentence.discourse.focus.back([], EntityType.INTERNATIONAL_ORGANIZATION)
    told = [item for item in back if item.end <= offset]
    weight = sentence.discourse.focus.weight  # of several, the one that the text is about
    near = max(told, key=lambda item: weight.get(item.keys[0], 0)) if told else None
    types = sentence.discourse.types
    main = max((k for k, t in types.items() if t in CLUBS), key=lambda key: weight.get(key, 0), default="")
    if near is not None and main and weight.get(main, 0) >= _MAIN * weight.get(near.keys[0], 0):
        return [replace(near, keys=(main,))]
    return [near] if near is not None else []


def is_of_told(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether the words need an organization that they do not name: "espère adhérer en 2030"."""
    if hit.payload["form"] == "verb" and sentence.source.begins("word_classes", hit.start, "adheres"):
        return not _TO_WHAT.match(sentence.source.folded, hit.end)
    links = sentence.source.cues(
        "linking_verbs", hit.start - _LINK_REACH, hit.start, "being", "become", "copula"
    )
    return (
        hit.payload["form"] in {"noun", "states"}
        and bool(links)
        and sentence.source.begins("word_classes", hit.start, "member")
        and bool(_ORDINAL.fullmatch(sentence.folded(links[-1].end, hit.start)))
        and not _OF.match(sentence.source.folded, hit.end)
    )


def of_told(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "La Suède est devenue le 32e | État membre": of the organization told before."""
    return taken_up(sentence, hit) if is_of_told(sentence, hit) else ([], [])


def taken_up(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """The organization told before: "Observateur à la CEDEAO, le Maroc souhaite y | adhérer"."""
    clubs = club_told(sentence, hit.start)
    if clubs and is_of_union(clubs[0].keys[0]):
        clubs = told_union(sentence, hit)
    members = [m for m in sentence.subject(hit.start, kinds=COUNTRIES) if m.type is EntityType.COUNTRY]
    told = hit.payload["form"] in {"verb", "noun", "states", "thither", "bare", "inside"}
    return (members, clubs) if told and clubs else ([], [])


def bare(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Israël, | sorti fin 2018, …"; "Le Nicaragua a | claqué la porte": of the organization told before.

    The words must stand alone, or before a date: "sorti de prison" tells another thing.
    """
    if not is_complete(sentence, hit.end):
        return [], []
    clubs = club_told(sentence, hit.start)
    if not clubs:
        return [], []
    states = [i for i in sentence.before(hit.start, kinds=COUNTRIES) if i.kind != "adjective"][:1]
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
    members = states_with(sentence, hit)
    if members:
        return outside(sentence, members, clubs[0].keys[0]), clubs
    for whom in list(_WITH_WHOM.finditer(sentence.source.folded, sentence.start, hit.start))[-1:]:
        for item in sentence.before(whom.start() + 1, kinds=COUNTRIES)[:1]:
            if whom.start() - item.end <= 1:  # "A et B, avec qui l'OCDE a ouvert des discussions"
                members = [i for i in sentence.group(item) if i.end <= item.end]
                return outside(sentence, members, clubs[0].keys[0]), clubs
    return [], []
