"""Whom a noun or a relative clause means: "la filiale de X emploie", "Alta, qui détient", "que mène A"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from diplograph.extraction.frames.common.parties import keys_of
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLIMB = 8  # heads between a word and its verb
_NEXT = 60
_PAIR = 2
_RELATIVE_REACH = 90
_RELATIVE = re.compile(r"[»\"]?,? qui ")
_NEW_CLAUSE = pattern(r"[;:]|, (?:{and}|{but}|{he}|{the})")
# "le dialogue que mènent | A et B", "la coopération qu'entretiennent | A et B"
_WHICH = pattern(r" {word}{0,2}?{that}")
_WHO = pattern(r" {also}?{det}?")
_VERB_REACH = 24  # characters of "ont entretenues"
_OPENS = pattern(r" (?:{that}|dont )")  # "qui" and "où" say of what kind it is
_STOPS = frozenset({",", ";", ":", ".", "!", "?", ")", "»", "«", '"', "”", "–", "—"})
_JOINS = members("and", "but") | {"tout"}
_OWN = pattern(r" {own}")
_MOST_TOKENS = 32
_SHORT_WORDS = frozenset({"PRON", "ADV", "PART"})


def same_country(sentence: Sentence, item: Item) -> tuple[str, ...]:
    """What "le groupe français" stands for: the company of that country named last before, if any."""
    adjective = sentence.adjective_after(item.end, reach=2) if item.kind == "anaphor" else None
    if adjective is None or adjective.is_plural:
        return item.keys
    source, discourse = sentence.source, sentence.discourse
    for mention in reversed([m for m in discourse.mentions if m.end <= item.start]):
        known = source.knowledge.entity(mention.key)
        if mention.type is EntityType.COMPANY and known is not None and known.country in adjective.keys:
            return (mention.key,)
    return item.keys


def subject_by_noun(sentence: Sentence, offset: int, kinds: frozenset[EntityType]) -> list[Item] | None:
    """Whom the noun names that is the subject of an amount's verb: "la filiale de X emploie 30 personnes".

    Returns:
        None where the tree shows no noun as subject; [] for a noun that names none of these kinds.
    """
    token = sentence.source.analysed.doc[sentence.source.token_index(offset)]
    for _ in range(_CLIMB):
        noun = next((c for c in token.children if c.dep_.startswith("nsubj")), None)
        if noun is not None and noun.pos_ in {"NOUN", "PROPN"} and noun.idx < offset:
            own = next((i for i in sentence.items if i.start <= noun.idx < i.end and i.keys), None)
            if own is not None:
                return [i for i in sentence.group(own) if i.type in kinds and i.start < offset]
            low, high = noun.left_edge.idx, min(offset, noun.idx + _NEXT)
            return [i for i in sentence.items if low <= i.start < high and i.type in kinds and i.keys]
        if noun is not None or token.head is token or token.head.idx < sentence.start:
            return None
        token = token.head
    return None


def relative_subject(sentence: Sentence, offset: int, kinds: frozenset[EntityType]) -> list[Item] | None:
    """Whom the "qui" before an amount's verb takes up: "avec Alta, qui détient | 51 % de …".

    Returns:
        None where the amount stands in no relative clause; [] where its antecedent is of none of these kinds.
    """
    low = max(sentence.start, offset - _RELATIVE_REACH)
    found = list(_RELATIVE.finditer(sentence.source.folded, low, offset))
    if not found or _NEW_CLAUSE.search(sentence.folded(found[-1].end(), offset)):
        return None
    end = found[-1].start()
    verbs = [
        t
        for t in sentence.source.tokens(found[-1].end(), offset)
        if t.pos_ in {"VERB", "AUX"} and "Fin" in t.morph.get("VerbForm", [])
    ]
    if len(verbs) != 1:
        return None
    last = [
        i for i in sentence.items if i.keys and i.kind != "adjective" and i.end <= end and end - i.end <= 2
    ]
    if not last:
        return None
    several = verbs[0].lower_.endswith("nt")
    whole = [j for j in sentence.group(last[-1]) if j.end <= end] if several else last[-1:]
    if several and len(keys_of(whole)) < _PAIR:
        return None  # "1 600 filiales au Maroc, qui emploient": theirs who are counted
    return [i for i in whole if i.type in kinds]


def relative_end(sentence: Sentence, offset: int, limit: int) -> int:
    """Where the relative clause that begins at an offset ends; the offset itself when none does.

    A clause that a comma sets off describes, and is left out.
    """
    opened = _OPENS.match(sentence.source.folded, offset, limit)
    if opened is None:
        return offset
    tokens = sentence.source.tokens(offset, limit)
    end, verbs = offset, 0
    for position, token in enumerate(tokens[:_MOST_TOKENS]):
        if token.text in _STOPS or token.is_space:
            break
        if verbs and token.lower_ in _JOINS and _goes_on(tokens[position + 1 : position + 5]):
            break  # "… et condamne": the main clause goes on
        if verbs and token.lower_ == "et" and _OWN.match(sentence.source.folded, token.idx + 2):
            break  # "… et notre souhait"
        verbs += "Fin" in token.morph.get("VerbForm", [])
        end = token.idx + len(token)
    return end if verbs else offset


def _goes_on(tokens: Sequence[Token]) -> bool:
    """Whether what follows a conjunction is a verb, pronouns and adverbs before it."""
    for token in tokens:
        if token.pos_ in {"VERB", "AUX"}:
            return "Inf" not in token.morph.get("VerbForm", [])
        if token.pos_ not in _SHORT_WORDS:
            return False
    return False


def holders(sentence: Sentence, offset: int, limit: int, kinds: Collection[EntityType]) -> list[Item] | None:
    """Who does what a relative clause says of a noun: "le dialogue que mènent | A et B"; None without one."""
    which = _WHICH.match(sentence.source.folded, offset, limit)
    start = which.end() if which else 0
    verbs = sentence.source.cues("word_classes", start, start + _VERB_REACH, "held") if which else []
    if not verbs or verbs[0].start != start:
        return None
    who = _WHO.match(sentence.source.folded, verbs[0].end)
    start = who.end() if who else verbs[0].end
    near = sentence.after(start, kinds=kinds, until=start + 4)
    return [i for i in sentence.group(near[0]) if i.start >= start] if near else []
