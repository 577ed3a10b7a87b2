"""Agreements taken up by a pronoun: "Celui que B avait signé en 2019", "il remplace celui de 1991"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.works import Works
from diplograph.extraction.sentences.attachment import day_of
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType, Status

_THAT = pattern(r"{edge}{one}")
_TOLD = pattern(r"(?:{that}|{with}|entre |sur |{of}(?:(?:19|20)\d\d|\d))")
_WHO = "qui "
_FEMININE = ("celle", "celles")
_WITH = pattern(r" {with}")
_OF_DAY = pattern(r" {of}(?:(?:19|20)\d\d|\d)")
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
        if not _tells_agreement(sentence, match.end()):
            continue
        before = [hit for hit in heads if hit.end <= match.start()]
        head = before[-1] if before else works.head
        if head is None or match.start() - head.end > _NEAR:
            continue
        gender = _gender(sentence, head)
        if gender and (gender == "Fem") == match.group().startswith(_FEMININE):
            yield Hit(match.start(), match.end() - 1, head.payload)


def _tells_agreement(sentence: Sentence, offset: int) -> bool:
    """Whether what follows a pronoun is told of agreements: "celui | signé en 2019", "| qui lie A à B"."""
    source = sentence.source
    if _TOLD.match(source.folded, offset) or source.begins("subjects", offset, "title"):
        return True
    verb = offset + len(_WHO) if source.folded.startswith(_WHO, offset) else offset
    return source.begins("agreement_verbs", verb)


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
        draft = replace(draft.having(start=day_of(date)), status=Status.ACTUAL)
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
