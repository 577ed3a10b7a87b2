"""Parties of a fact: what governs one, what is coordinated to it, whom it acts for, whom the text implies."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from diplograph.extraction.clauses import is_finite
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import fold
from diplograph.language.patterns import members, pattern
from diplograph.model import ACTORS, PLACES, EntityType

if TYPE_CHECKING:
    from spacy.tokens import Token

BUILDERS = frozenset({EntityType.COMPANY, EntityType.COUNTRY, EntityType.PUBLIC_BODY})
PARTIES = ACTORS | {EntityType.REGION}
TO, OF, AT = members("to"), members("of"), members("at")
CONTRACTED = members("contracted")  # which the model calls determiners
_WHERE = members("at")
_DESCRIPTION = 64  # characters of "le groupe public kazakh" between a preposition and the name it governs
_LONGEST_GAP = 60
_VERB_REACH = 12  # characters of "s'est déjà "
_SHORT = 4  # letters of an abbreviation within a description
_BY = pattern(r"{edge}{by}{det}?$")
_DESCRIBED = pattern(r",? {and}?{det}?{word}{0,3}")
# "A, le fonds souverain d'X, et la société B ont acquis"
_APPOSED_AND = pattern(r"{brackets}?, [^;:.()]{3,80}, {and}{det}?{word}{0,2}")
_OF_STATE = re.compile(r"(?<=[a-z]) d'etat $")
_NOUN_OF = pattern(r", {word}{1,2}{of}{det}?$")  # "A, agence du ministère B"
_GERUND = pattern(r"{edge}en {clitic}{0,2}\w+ant ")
_LINK = pattern(r"{brackets}?(?:,? {and}|,(?: |$))")


def counterpart(sentence: Sentence, keys: tuple[str, ...]) -> tuple[str, ...]:
    """One party and the firm that the text speaks of: "le contrat, signé avec A" in the news of B."""
    if len(keys) != 1:
        return keys
    other = sentence.discourse.focus.heaviest((), lambda key: key not in keys)
    weight = sentence.discourse.focus.weight
    return (other, *keys) if other and weight.get(other, 0) > weight.get(keys[0], 0) else keys


def firm_in_focus(sentence: Sentence) -> tuple[str, ...]:
    """The firm that the news is of: the thing that the text speaks of most, if it is a company."""
    discourse = sentence.discourse
    actors = [key for key, kind in discourse.types.items() if kind in ACTORS]
    top = max(actors, key=lambda key: discourse.focus.weight.get(key, 0), default="")
    return (top,) if top and discourse.types[top] is EntityType.COMPANY else ()


def keys_of(items: list[Item]) -> tuple[str, ...]:
    """Entity keys of items, each once, in order."""
    return tuple(dict.fromkeys(k for i in items for k in i.keys))


def as_principals(sentence: Sentence, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Persons made what they act for: two presidents sign for two countries, a PDG for a company."""
    return tuple(dict.fromkeys(sentence.discourse.principal(key) for key in keys))


def completed(sentence: Sentence, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Two parties from one: the other of the two countries under discussion."""
    if len(keys) >= 2:
        return keys
    pair = sentence.discourse.implied
    if not keys:
        return pair if len(pair) == 2 else ()
    if keys[0] in pair and len(pair) == 2:
        return pair
    return keys


def governor(sentence: Sentence, item: Item) -> str:
    """The preposition, folded, that governs an item across what describes it: "avec le groupe public X"."""
    direct = sentence.preposition(item)
    if direct:
        return direct
    start = item.start
    if _OF_STATE.search(sentence.folded(start - 10, start)):  # "avec la société d'État X"
        start -= len("d'etat ")
    tokens = sentence.source.tokens(max(sentence.start, start - _DESCRIPTION), start)
    for token in reversed(tokens):
        if token.pos_ == "ADP" or token.lower_ in CONTRACTED:
            return fold(token.lower_)
        if token.pos_ == "PROPN" and token.text.isupper() and len(token.text) <= _SHORT:
            continue  # "avec les groupes de BTP A et B"
        if token.pos_ == "PROPN" and sentence.is_adjective_at(token.idx):
            continue  # "avec le japonais A"
        if token.pos_ not in {"NOUN", "ADJ", "DET", "NUM"} and not _joins_adjectives(token):
            if any(i.kind == "adjective" and i.start <= token.idx < i.end for i in sentence.items):
                continue  # "du groupe néerlando-belge X"
            return ""
    return ""


def governed(
    sentence: Sentence, offset: int, until: int, *, by: Collection[str], kinds: Collection[EntityType]
) -> list[Item]:
    """The first that one of some prepositions introduces between two offsets, and those joined to it.

    None where a verb stands before it, whose own it then is.
    """
    for item in sentence.after(offset, kinds=kinds, until=until):
        if governor(sentence, item) in by:
            return [] if sentence.has_finite_verb(offset, item.start) else sentence.group_from(item)
    return []


def _joins_adjectives(token: Token) -> bool:
    """Whether a word is the "et" of "la société pétrolière et gazière"."""
    beside = [token.doc[i].pos_ for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]
    return token.pos_ == "CCONJ" and beside == ["ADJ", "ADJ"]


def is_agent(sentence: Sentence, item: Item) -> bool:
    """Whether "par" introduces an item, "la ville de" between: "par la ville d'Oslo"."""
    if governor(sentence, item) == "par":
        return True
    town = sentence.source.cues("sites", item.start - _DESCRIPTION, item.start, "town")
    return bool(town) and _BY.search(sentence.folded(item.start - _DESCRIPTION, town[-1].start)) is not None


def chained(sentence: Sentence, first: Item, items: Sequence[Item]) -> list[Item]:
    """An item and what is coordinated to it, shares and heads between: "à 51 % par A et à 49 % par B"."""
    found = [first]
    for item in items:
        if item.start <= first.start or item.keys == found[-1].keys:  # its short form in brackets
            continue
        gap = sentence.folded(found[-1].end, item.start)
        if (
            len(gap) > _LONGEST_GAP
            or not _LINK.match(gap)
            or _is_place_of(sentence, first, item)
            or _NOUN_OF.search(gap)
            or _GERUND.search(gap)  # "avec A, en armant B"
            or _is_owning(sentence, found[-1].end, item.start)
            or sentence.has_finite_verb(found[-1].end, item.start)
            or sentence.begins_clause(found[-1], item)
            or sentence.source.cues("agreements", found[-1].end, item.start)
        ):
            break
        found.append(item)
    return found


def _is_owning(sentence: Sentence, start: int, end: int) -> bool:
    """Whether words of ownership part two items: "A, filiale de | B", not "A et le groupe | B"."""
    return any(h.payload["form"] != "bracketed" for h in sentence.source.cues("memberships", start, end))


def _is_place_of(sentence: Sentence, first: Item, item: Item) -> bool:
    """Whether what follows a comma only tells where: "avec la ville de Cluj, en Transylvanie"."""
    own = sentence.preposition(item)
    return own in _WHERE and item.type in PLACES and own != sentence.preposition(first)


def is_singular(sentence: Sentence, offset: int) -> bool:
    """Whether the verb that begins at an offset is of one: in the third person by its ending."""
    verbs = [t for t in sentence.source.tokens(offset, offset + _VERB_REACH) if is_finite(t)]
    return bool(verbs) and not verbs[0].lower_.endswith("nt")


def whole_subject(sentence: Sentence, offset: int, *, kinds: frozenset[EntityType]) -> list[Item]:
    """The subject of a verb with what is coordinated before it: "A et le chinois B construiront"."""
    found = [i for i in sentence.subject(offset, kinds=kinds) if i.type in kinds and i.start < offset]
    if not found:
        return []
    single = is_singular(sentence, offset)
    for n in range(len(found) - 1, 0, -1):
        gap = sentence.folded(found[n - 1].end, found[n].start)
        if single and gap.startswith(",") and not governor(sentence, found[n]):
            return found[n:]  # "soutenue par A, la banque B rachète"
    if found[0].kind == "name" and governor(
        sentence, found[0]
    ):  # "Orano, présent à travers sa filiale X, espère"
        free = [
            i
            for i in sentence.before(found[0].start, kinds=kinds)
            if i.type in kinds
            and not governor(sentence, i)
            and not sentence.has_finite_verb(i.end, found[0].start)
        ]
        return list(sentence.group(free[0])) if free else found
    for item in sentence.before(found[0].start, kinds=kinds):
        gap = sentence.folded(item.end, found[0].start)
        short = gap == " (" and item.keys == found[0].keys  # "Électricité de France (EDF) et B"
        if (
            item.type not in kinds
            or (single and gap.startswith(","))
            or not (short or _DESCRIBED.fullmatch(gap.removeprefix(")")) or _APPOSED_AND.fullmatch(gap))
            or sentence.has_finite_verb(item.end, found[0].start)
        ):
            break
        found.insert(0, item)
    return found
