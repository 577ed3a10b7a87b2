"""Partners by rank: "A est le premier partenaire commercial de B", "C, principal investisseur au D"."""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.parties import PARTIES, as_principals, keys_of
from diplograph.extraction.frames.common.voices import speaker
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import ORGANIZATIONS, EntityType

_SIDES = ORGANIZATIONS | {EntityType.COUNTRY}
_LEAD = 80  # characters of "est aujourd'hui, au sein de l'Union européenne, le troisième "
_OWNER_REACH = 64
_NEAR = 16  # characters of " l'un des " between "pour B" and the noun
_APPOSED = pattern(r" ?[,(–-] ?{word}{0,4}(?:[ld]')?$")
_NOT_OF = frozenset({"avec", "par", "contre", "entre", "selon", "sans", "devant", "chez"})
_OURS = pattern(r"{edge}(?:notre|nos) {word}?$")
_THEIRS = pattern(r"{edge}{own}{word}?$")
_FOR_US = re.compile(r" pour nous\b")
_NAMED_NEXT = 6  # characters of ", " and an article before whom the noun describes


def partners(sentence: Sentence, hit: Hit[Entry]) -> list[tuple[str, ...]]:
    """Pairs of keys: who is a partner, and whose; [] when one of the two is not told."""
    who, last = _who(sentence, hit)
    if not who:
        return []
    keys = as_principals(sentence, keys_of(who))
    others = tuple(key for key in _whose(sentence, hit, last) if key not in keys)
    if not others:
        return [keys] if len(keys) == 2 and hit.start > last else []
    return [(key, *others) for key in keys]


def _who(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], int]:
    """Whom the noun says to be a partner, and where that stands, behind the noun or before it."""
    low = max(sentence.start, hit.start - _LEAD)
    links = sentence.source.cues("linking_verbs", low, hit.start, "copula", "being", "become")
    if links and not sentence.has_finite_verb(links[-1].end, hit.start):
        if links[-1].payload["form"] == "copula" and "etait" in sentence.folded(links[-1].start, hit.start):
            return [], 0
        found = [i for i in sentence.subject(links[-1].start, kinds=_SIDES) if i.end <= hit.start]
        return found, hit.start - 1
    for item in sentence.before(hit.start, kinds=_SIDES)[:1]:
        if _APPOSED.fullmatch(sentence.folded(item.end, hit.start)):
            return [i for i in sentence.group(item) if i.end <= item.end], hit.start - 1
    return _named_after(sentence, hit)


def _named_after(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], int]:
    """ "Le premier client du Kenya est | l'Ouganda", "son premier partenaire commercial, | la Chine"."""
    links = sentence.source.cues(
        "linking_verbs", hit.end, min(sentence.end, hit.end + _OWNER_REACH), "copula", "being"
    )
    begin = links[0].end if links else hit.end
    for item in sentence.after(begin, kinds=_SIDES, until=begin + _NAMED_NEXT):
        if links or sentence.folded(begin, item.start).startswith(","):
            return [i for i in sentence.group(item) if i.start >= item.start], item.start
    return [], 0


def _whose(sentence: Sentence, hit: Hit[Entry], position: int) -> tuple[str, ...]:
    """Whose partner somebody is: "de B", "pour B", "au D", "notre", "son"."""
    limit = min(sentence.end, hit.end + _OWNER_REACH)
    for item in sentence.after(hit.end, kinds=PARTIES, until=limit):
        governed = sentence.preposition(item)
        if not governed or governed in _NOT_OF or sentence.has_finite_verb(hit.end, item.start):
            break
        if item.type not in {EntityType.REGION, EntityType.PERSON}:
            return keys_of([i for i in sentence.group(item) if i.start >= item.start])
    if position < hit.end:  # "est pour B un partenaire clé"
        near = [i for i in sentence.before(hit.start, kinds=_SIDES) if sentence.preposition(i) == "pour"]
        if near and hit.start - near[0].end < _NEAR:
            return near[0].keys
    before = sentence.folded(max(sentence.start, hit.start - 24), hit.start)
    if _OURS.search(before) or _FOR_US.search(sentence.folded(hit.start - _LEAD, hit.end + _OWNER_REACH)):
        own = as_principals(sentence, speaker(sentence, hit.start))
        return own or sentence.discourse.implied
    if _THEIRS.search(before):
        subject = [i for i in sentence.subject(hit.start, kinds=_SIDES) if i.end <= hit.start]
        return keys_of(subject) if position >= hit.end and subject else sentence.discourse.implied
    return ()
