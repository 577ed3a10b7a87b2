"""Whom the words of a speech mean: "je", "nous", "vous", "ma visite", "votre venue"."""

from __future__ import annotations

import re

from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import is_quoted
from diplograph.model import EntityType

_MINE = re.compile(r"(?:^|[\s(])(ma|mon|notre|nos|votre|vos) (?:[\w-]+ ){0,2}$")
_SPEAKING = re.compile(
    r"(?:^|[\s(,'])(nous|je|j'|vous)(?: (?:y|en|ne|n'))?(?: (?:venons|viens|avons|ai) d(?:e |')| )?$"
)
_SPOKEN = 28  # characters of "nous venons d'" before a verb


def in_person(sentence: Sentence, before: str) -> list[Item] | None:
    """Whose visit a speaker means by "ma visite" or "votre visite"; None when nobody speaks of one so."""
    mine = _MINE.search(before)
    if mine is None or not sentence.discourse.speaker:
        return None
    discourse = sentence.discourse
    own = mine.group(1) in {"ma", "mon", "notre", "nos"}
    key = discourse.speaker if own else addressee(sentence)
    return [Item(sentence.start, sentence.start, "pronoun", (key,), discourse.type_of((key,)))] if key else []


def addressee(sentence: Sentence) -> str:
    """The person, of another country than the speaker's, whom a speech names most."""
    discourse = sentence.discourse
    own = discourse.country_of(discourse.speaker)
    guests = [
        key
        for key, kind in discourse.types.items()
        if kind is EntityType.PERSON
        and key != discourse.speaker
        and discourse.country_of(key) not in {own, ""}
    ]
    titled = [key for key in guests if key in discourse.titled]
    return max(titled or guests, key=lambda key: discourse.focus.weight.get(key, 0), default="")


def spoken_subject(sentence: Sentence, offset: int, *, together: bool = False) -> list[Item]:
    """Who says "je", "nous" or means "vous" right before a verb of a speech: the speaker, the one addressed.

    Args:
        together: "nous" are the two of them.
    """
    said = _SPEAKING.search(sentence.folded(max(sentence.start, offset - _SPOKEN), offset))
    discourse = sentence.discourse
    if said is None or not discourse.speaker or is_quoted(sentence.source, offset):
        return []
    addressed = said.group(1) == "vous"
    if addressed and discourse.is_interview:
        asked = "?" in sentence.source.text[offset : sentence.end]
        keys = [discourse.speaker] if asked else []
    else:
        keys = [addressee(sentence)] if addressed else [discourse.speaker]
    if together and said.group(1) == "nous":
        keys.append(addressee(sentence))
    start = max(sentence.start, offset - 1)
    return [Item(start, start, "pronoun", (k,), discourse.type_of((k,))) for k in keys if k]
