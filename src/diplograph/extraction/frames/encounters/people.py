"""Whom words of talks and visits mean: "je", "nous", "vous", "ma visite", "votre venue"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import is_quoted
from diplograph.language import DateMention
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType

PERSONS = frozenset({EntityType.PERSON})
PEOPLE = frozenset({EntityType.PERSON, EntityType.COUNTRY})
TALK_NOUNS = frozenset({"noun", "each", "personal", "several"})  # forms of meetings.csv
VISIT_NOUNS = frozenset({"noun", "coming", "stage", "spent"})  # of visits.csv
RECEIVING = frozenset({"receives", "hails"})  # of meetings.csv
OF = members("of")
TO = members("to")
# between a name and "que": "A, | que B recevra", "A sera le premier dirigeant | que B recevra"
THE_ONE = r"(?:,? | {is}(?:{the}|l'une? {of})(?:{nth}|seule?s? )(?:[\w'-]+ ){0,4})"
HIM = pattern(r"{edge}(?:l'|le |la )$")  # right before a verb: one person
_MINE = pattern(r"{edge}({mine}){word}{0,2}$")
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
    own = mine.group(1).strip() not in {"votre", "vos", "ton", "ta", "tes"}
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


def country_of_place(sentence: Sentence, place: str) -> str:
    """The country that a place lies in; a country itself."""
    known = sentence.source.knowledge.entity(place)
    return known.country if known is not None and known.country else place


def nation(sentence: Sentence, key: str) -> str:
    """The country of somebody, by office or by the firm or body they act for; "" when unknown."""
    discourse = sentence.discourse
    return discourse.country_of(key) or discourse.nation_of(discourse.principal(key))


def are_persons(items: Sequence[Item]) -> bool:
    """Whether any of several is a person."""
    return any(item.type is EntityType.PERSON for item in items)


def persons_of(items: Iterable[Item]) -> list[Item]:
    """Those of several that are persons."""
    return [item for item in items if item.type is EntityType.PERSON]


def acting_before(sentence: Sentence, offset: int, *, kinds: Collection[EntityType] = PEOPLE) -> list[Item]:
    """The subject of a verb, as far as it stands before it."""
    return [item for item in sentence.subject(offset, kinds=kinds) if item.end <= offset]


def agents(
    sentence: Sentence, start: int, until: int, *, kinds: Collection[EntityType] = PEOPLE
) -> list[Item]:
    """Those whom "par" introduces between two offsets."""
    return [i for i in sentence.after(start, kinds=kinds, until=until) if sentence.preposition(i) == "par"]


def span_of(date: DateMention | None) -> dict[str, tuple[str, ...]]:
    """The first and last day of a date as the arguments of a fact, () for what it does not tell."""
    start, end = (date.period.start, date.period.end) if date is not None else ("", "")
    return {"start": (start,) if start else (), "end": (end,) if end else ()}
