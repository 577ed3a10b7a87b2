"""Relative clauses: those of what a stance is on, and who does what they say: "… que mènent A et B"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Token

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
