"""Agreements taken up by a pronoun: "Celui que B avait signé en 2019", "il remplace celui de 1991"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.works import Works
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType, Status

_THAT = re.compile(
    r"\b(celui|celle|ceux|celles)"
    r"(?= (?:que |qu'|signee?s? |conclue?s? |paraphee?s? |passee?s? |negociee?s? |avec |entre |sur |relati"
    r"|portant |de (?:19|20)\d\d|du \d|conclus? |qui (?:lie|liait|unit|unissait)|liant ))"
)
_FEMININE = frozenset({"celle", "celles"})
_WITH = re.compile(r" avec ")
_OF_DAY = re.compile(r" (?:de (?:19|20)\d\d|du \d)")
_OF_REACH = 5  # characters of " de " before a date
_NEAR = 400  # characters from the text told to the pronoun that takes it up
_STATES = frozenset({EntityType.COUNTRY, EntityType.PUBLIC_BODY, EntityType.INTERNATIONAL_ORGANIZATION})


def taken_up(sentence: Sentence, works: Works, heads: list[Hit[Entry]]) -> Iterator[Hit[Entry]]:
    """Pronouns that stand for the kind of agreement told last, as if its noun stood there.

    Args:
        heads: the nouns of this sentence that tell an agreement each.
    """
    folded = sentence.source.folded
    for match in _THAT.finditer(folded, sentence.start, sentence.end):
        before = [hit for hit in heads if hit.end <= match.start()]
        head = before[-1] if before else works.head
        if head is None or match.start() - head.end > _NEAR:
            continue
        gender = _gender(sentence, head)
        if gender and (gender == "Fem") == (match.group(1) in _FEMININE):
            yield Hit(match.start(), match.end(), head.payload)


def is_dated(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a pronoun takes up an agreement by its date alone: "celui de 1991"."""
    return _OF_DAY.match(sentence.source.folded, hit.end) is not None and is_pronoun(sentence, hit)


def is_pronoun(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a head is but a pronoun that takes an agreement up."""
    return _THAT.match(sentence.source.folded, hit.start) is not None


def completed_by(sentence: Sentence, hit: Hit[Entry], draft: Draft, told: Draft | None) -> Draft:
    """What a pronoun tells, with what it shares with the agreement it takes up: its sides, its matter."""
    draft = replace(draft, apart=True, retold=False, is_news=False)
    if is_dated(sentence, hit):  # whatever becomes of it: "n'efface pas celui de 1991"
        date = next((d for d in sentence.dates if hit.end <= d.span.start <= hit.end + _OF_REACH), None)
        start = (date.period.start,) if date and date.period.start else ()
        draft = replace(draft.having(start=start), status=Status.ACTUAL)
    if told is None or draft.start - told.end > _NEAR:
        return draft
    draft = replace(draft, type=told.type)
    types = sentence.discourse.types
    own, theirs = draft.get("party"), told.get("party")
    others = [key for key in own if key not in theirs]
    if others and theirs and _WITH.match(sentence.source.folded, hit.end):
        own = (theirs[0], *others)
    elif not own or draft.defaulted or not others:
        own = theirs or own
    elif len(own) == 1:  # "celui que B avait signé": with the same state
        own = (*own, *(key for key in theirs if types.get(str(key)) in _STATES))
    return draft.having(party=own, sector=draft.get("sector") or told.get("sector"))


def _gender(sentence: Sentence, hit: Hit[Entry]) -> str:
    token = sentence.source.token_starting(hit.start)
    found = token.morph.get("Gender", []) if token is not None else []
    return found[0] if found else ""
