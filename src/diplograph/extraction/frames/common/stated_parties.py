"""Parties that the words around a noun or a verb state: "entre A et B", "avec A", "de A avec B"."""

from __future__ import annotations

import itertools
import re

from diplograph.extraction.frames.common.antecedents import holders
from diplograph.extraction.frames.common.parties import PARTIES, chained, governor, keys_of
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language.patterns import pattern
from diplograph.model import ORGANIZATIONS, EntityType

_REACH = 110
_STRANGER = re.compile(r"[^.,;:]{0,40}\bavec (?:(?:le|la|les) |l['’])?(?:[a-zé'’-]+ ){0,3}([A-Z]\w+)")
_AMONG = pattern(r"{edge}entre ")
# Only "et" joins two who are told with "entre".
_DESCRIBED_SIDE = pattern(r"{brackets}?,? et {det}?(?:(?!et |{has}|{is}){word}){0,6}")
_COMMA = pattern(r", {also}?(?:dont |a savoir |soit )?(?:{a}|{number})|{edge}(?:et |ainsi {that}){a}")
_UNNAMED_SIDE = pattern(r"(?:(?!et |{has}|{is}){word}){1,7}et (?:(?!et |{has}|{is})[\w'-]+ ?){0,6}")
_SECOND_SIDE = pattern(r"(?:^|[ ,)])et (?:(?!et |entre |{with}|{for})[\w'-]+ ?){0,7}$")
# "avec les chemins de fer kazakhs, | KTZ"
_APPOSED = pattern(r"{edge}{with}{det}(?:(?!{and}|{which}){word}){0,6}[\w'-]+, $")
_BESIDE = pattern(r"{edge}aupres {of}{det}?(?:(?!{of}|{and}){word}){0,3}$")
_AND = pattern(r"{brackets}? et ")
_OWNED = pattern(r"{edge}{own}$")


def stated_parties(sentence: Sentence, start: int, end: int, *, until: int | None = None) -> list[Item]:
    """Parties that stand with the noun between two offsets: "entre A et B", "de A avec B"."""
    limit = min(until or sentence.end, end + _REACH)
    held = holders(sentence, end, limit, PARTIES)
    if held is not None:
        return held
    between = _between(sentence, end, limit)
    if between:
        return between
    adjective = sentence.adjective_after(end)
    if adjective is not None and adjective.is_plural:
        return [adjective]
    owner = sentence.genitive(end, kinds=PARTIES)
    if owner and sentence.has_finite_verb(end, owner[0].start):
        owner = []  # "le contrat confirme l'engagement d'Alta"
    partners = with_partners(sentence, end, limit)
    if partners and sentence.has_finite_verb(end, partners[0].start):
        partners = []  # "cet accord permettra de coopérer avec B"; of its own verb, its verb tells
    if partners and not owner and adjective is not None:
        owner = [adjective]
    if owner and (partners or len(sentence.actors(owner)) > 1):
        return [*owner, *partners]
    if owner and not partners and owner[0].type is EntityType.COMPANY:
        return owner
    if partners:
        apart = _is_subject(sentence, start) or is_judged(sentence, start)
        subject = [] if apart else sentence.subject(start, kinds=PARTIES)
        return [*[i for i in subject if i not in partners], *partners]
    return []


def _is_subject(sentence: Sentence, start: int) -> bool:
    """Whether the noun at an offset is itself a verb's subject: "A dit qu'un accord serait conclu avec B"."""
    token = sentence.source.token_starting(start)
    return token is not None and token.dep_ in {"nsubj", "nsubj:pass"}


def is_judged(sentence: Sentence, start: int) -> bool:
    """Whether somebody only takes a stance on what begins there: "A a des réserves sur l'accord avec B"."""
    if _OWNED.search(sentence.folded(start - 12, start)):
        return False  # "attache du prix à son partenariat avec B": A's own
    clause = sentence.clause_start(start)
    stances = sentence.source.cues("positions", clause, start)
    return bool(stances) and not sentence.source.cues("agreement_verbs", clause, start)


def _between(sentence: Sentence, start: int, limit: int) -> list[Item]:
    for item in sentence.after(start, kinds=PARTIES, until=limit):
        if sentence.preposition(item) == "entre":
            if _COMMA.search(sentence.folded(start, item.start)) and sentence.source.cues(
                "agreements", start, item.start
            ):
                return []  # what the next agreement of a row is between
            group = sentence.group_from(item)
            if len(keys_of(group)) > 1:
                return group
            other = _counterpart_of(sentence, item)
            if other is not None:
                return [item, other]
            # "entre A et ses États membres, d'une part, et B", "entre A et le gouvernement de B"
            for other in sentence.after(item.end, kinds=PARTIES, until=min(sentence.end, item.end + 80)):
                gap = sentence.folded(item.end, other.start)
                if sentence.source.cues("agreements", item.end, other.start):
                    break
                if _SECOND_SIDE.search(gap) and not sentence.has_finite_verb(item.end, other.start):
                    return [item, other]
            return _described_sides(sentence, start, limit) or [item]
    return _described_sides(sentence, start, limit)


def _counterpart_of(sentence: Sentence, item: Item) -> Item | None:
    """The state of a body's counterpart: "entre le ministère A et son homologue | italien"."""
    joined = _AND.match(sentence.source.folded, item.end)
    nouns = sentence.source.words("references", joined.end(), joined.end() + 1) if joined else ()
    other = next((noun for noun in nouns if noun.payload["kind"] == "homologue"), None)
    adjective = sentence.adjective_after(other.end, reach=2) if other else None
    return adjective if adjective is not None and not adjective.is_plural else None


def _described_sides(sentence: Sentence, start: int, limit: int) -> list[Item]:
    """Two sides told at length: "entre le fonds national A et le groupe financier français B"."""
    between = _AMONG.search(sentence.source.folded, start, limit)
    if between is None or sentence.source.cues("agreements", start, between.start()):
        return []  # what the next agreement is between
    following = sentence.source.cues("agreements", between.end(), min(sentence.end, limit + _REACH))
    high = following[0].start if following else sentence.end
    sides = sentence.after(between.end(), kinds=PARTIES, until=high)
    for one, other in itertools.pairwise(sides):
        if one.start - start > _REACH:
            break
        if _DESCRIBED_SIDE.fullmatch(sentence.folded(one.end, other.start)):
            return [one, other]
    if sides and sides[0].type in ORGANIZATIONS:  # of the other side nothing is known by name
        unnamed = _UNNAMED_SIDE.fullmatch(sentence.folded(between.end(), sides[0].start))
        return sides[:1] if unnamed else []
    return []


def with_partners(sentence: Sentence, start: int, limit: int) -> list[Item]:
    """What "avec" or "auprès de" introduces between two offsets."""
    near = sentence.after(start, kinds=PARTIES, until=limit)
    for item in near:
        before = sentence.folded(start, item.start)
        if governor(sentence, item) == "avec" or _BESIDE.search(before) or _APPOSED.search(before):
            return chained(sentence, item, near)
    return []


def fronted_partners(sentence: Sentence, offset: int) -> list[Item]:
    """ "Avec A, B a signé": whom the first words of a sentence bring in, before a verb at an offset."""
    comma = sentence.source.folded.find(",", sentence.start, offset)
    if comma < 0 or not sentence.folded(sentence.start, comma).startswith("avec "):
        return []
    near = sentence.after(sentence.start, kinds=PARTIES, until=comma)
    return chained(sentence, near[0], near) if near and sentence.preposition(near[0]) == "avec" else []


def is_with_stranger(sentence: Sentence, start: int) -> bool:
    """Whether the partner is a name that nothing recognised: better no party than the wrong one."""
    match = _STRANGER.match(sentence.source.text, start, sentence.end)
    return match is not None and not any(i.start <= match.start(1) < i.end for i in sentence.items)
