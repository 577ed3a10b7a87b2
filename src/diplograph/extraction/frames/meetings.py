"""Meetings: talks, audiences, calls, between persons or between states."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.discourse import Item
from diplograph.extraction.drafts import Draft
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import ACTORS, EntityType, Status

_PEOPLE = frozenset({EntityType.PERSON, EntityType.COUNTRY})
_INDEFINITE = re.compile(r"(?:sans|aucune?|pas d[e']|pas de) ?$")


def find_meetings(sentence: Sentence) -> Iterator[Draft]:
    """Meetings that one sentence states."""
    for hit in sentence.words("meetings"):
        form = hit.payload["form"]
        if _INDEFINITE.search(sentence.folded(hit.start - 10, hit.start)):
            continue
        if form == "noun":
            items = _around_noun(sentence, hit)
        elif form == "with":
            items = [*sentence.subject(hit.start, kinds=_PEOPLE), *_with(sentence, hit.end)]
        else:
            items = [*sentence.subject(hit.start, kinds=_PEOPLE), *_object(sentence, hit)]
        people = [i for i in items if i.type is EntityType.PERSON or i.is_plural or i.kind == "office"]
        keys = sentence.actors(items)
        if len(keys) < 2 or not people:
            continue
        yield _draft(sentence, hit, keys, items)


def _around_noun(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "entre A et B"; "de A avec B"; "avec B" with the subject; "les deux présidents" as subject of the verb."""
    end = sentence.clause_end(hit.end)
    between = [i for i in sentence.after(hit.end, kinds=_PEOPLE, until=min(end, hit.end + 80)) if sentence.preposition(i) == "entre"]
    if between:
        return list(sentence.group(between[0]))
    partners = _with(sentence, hit.end)
    owner = sentence.genitive(hit.end, kinds=_PEOPLE)
    if not owner and partners:
        owner = sentence.subject(hit.start, kinds=_PEOPLE)
    if owner and len(sentence.actors(owner)) > 1:
        return owner
    return [*owner, *partners] if partners else []


def _with(sentence: Sentence, offset: int) -> list[Item]:
    end = min(sentence.clause_end(offset), offset + 120)
    for item in sentence.after(offset, kinds=ACTORS, until=end):
        if sentence.preposition(item) == "avec":
            return [i for i in sentence.group(item) if i.start >= item.start]
    return []


def _object(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    passive = hit.payload.pattern.endswith("par")
    for item in sentence.after(hit.end, kinds=_PEOPLE, until=min(sentence.clause_end(hit.end), hit.end + 90)):
        preposition = sentence.preposition(item)
        if passive and preposition in {"par", ""}:
            return list(sentence.group(item))
        if not preposition and item.type is EntityType.PERSON or item.kind == "office":
            return [i for i in sentence.group(item) if i.start >= item.start]
    return []


def _draft(sentence: Sentence, hit: Hit[Entry], keys: tuple[str, ...], items: list[Item]) -> Draft:
    until = sentence.clause_end(hit.end)
    date = sentence.date(hit.end, start=sentence.clause_start(hit.start), end=until)
    roles: dict[str, tuple[str, ...]] = {
        "participant": keys,
        "place": tuple(k for i in sentence.places(hit.end, until) for k in i.keys),
    }
    if date is not None and date.period.start:
        roles["start"] = (date.period.start,)
    default = Status(hit.payload["status"] or Status.ACTUAL)
    return Draft(
        "Meeting",
        roles,
        min([hit.start, *(i.start for i in items)]),
        max([hit.end, *(i.end for i in items)]),
        hit.payload.rule,
        status=status_of(sentence, hit.start, hit.end, default=default),
        confidence=0.8 if hit.payload["form"] != "noun" else 0.7,
    )
