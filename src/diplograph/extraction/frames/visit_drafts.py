"""One reading of a visit: its places, dates, kind and status."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.attachment import is_another
from diplograph.extraction.discourse import Item
from diplograph.extraction.drafts import Draft
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import Status

_PHRASE = 70  # characters of the visit's own complements: visitor and place
_OTHER_TIME = re.compile(r"\b(?:apres|avant|depuis) (?:une|la|sa|leur) $")
_SINCE = re.compile(r"\b(?:depuis|apres|avant)\b")


def visit_draft(
    sentence: Sentence,
    hit: Hit[Entry],
    visitors: tuple[str, ...],
    hosts: tuple[str, ...],
    items: list[Item],
    until: int,
    *,
    anaphoric: bool = False,
    after: int = 0,
    seen: Sequence[Item] = (),
) -> Draft:
    """A reading of the visit that a word tells, with what its clause says of it."""
    after = max(after, hit.end)
    found = list(seen) or sentence.own_places(after, until)
    places = tuple(k for i in found for k in i.keys)
    phrase = [i for i in (*items, *found) if hit.end <= i.start and i.end <= hit.end + _PHRASE]
    floor = _date_floor(sentence, hit, items) if after == hit.end else after
    if _OTHER_TIME.search(sentence.folded(hit.start - 14, hit.start)):
        floor = hit.start  # "est arrivé lundi à Oslo après une visite à Riga"
    date = sentence.date(after, start=floor, end=_date_ceiling(sentence, until))
    if date is not None and _SINCE.search(sentence.folded(hit.end, date.span.start)):
        date = None  # "la première visite à Riga depuis celle de X en 2014"
    start = min([hit.start, *(i.start for i in items if hit.start - i.end < 90)])
    end = max([hit.end, *(i.end for i in (*found, *items))])
    if hit.payload["form"] == "noun":
        date = sentence.date_said_of(max([hit.end, *(i.end for i in phrase)])) or date
    roles: dict[str, tuple[str, ...]] = {
        "visitKind": (_kind(sentence, hit),),
        "visitor": visitors,
        "host": hosts,
        "place": places,
    }
    default = Status(hit.payload["status"] or Status.ACTUAL)
    if date is not None:
        roles["start"] = (date.period.start,) if date.period.start else ()
        roles["end"] = (date.period.end,) if date.period.end else ()
        if date.span.start < end + 60:
            end = max(end, date.span.end)
    return Draft(
        "Visit",
        roles,
        start,
        min(end, sentence.end),
        hit.payload.rule,
        status=_status(sentence, hit, max([hit.end, *(i.end for i in phrase)]), default),
        anaphoric=anaphoric,
        renewed=hit.payload["form"] == "noun" and is_another(sentence, hit.start, hit.end),
        confidence=0.85 if visitors and places else 0.7,
    )


def _status(sentence: Sentence, hit: Hit[Entry], end: int, default: Status) -> Status:
    """Status by the noun or verb, or by what follows its complements: "la visite de X en Y a été annulée"."""
    near = status_of(sentence, hit.start, hit.end, default=default)
    if end == hit.end or near is not default or hit.payload["form"] != "noun":
        return near
    return status_of(sentence, hit.start, end, default=default)


def _date_floor(sentence: Sentence, hit: Hit[Entry], items: list[Item]) -> int:
    return min([sentence.clause_start(hit.start), *(i.start for i in items)])


def _date_ceiling(sentence: Sentence, until: int) -> int:
    return max(until, 0) if until < sentence.end else sentence.end


def _kind(sentence: Sentence, hit: Hit[Entry]) -> str:
    for kind in sentence.words("visit_kinds"):
        if 0 <= kind.start - hit.end <= 2 or hit.start <= kind.start < hit.end:
            return kind.payload["kind"]
    return "Other"
