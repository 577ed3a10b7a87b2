"""Visits and talks put off: "la visite prévue le 3 mars est reportée au 12 avril" is none on 3 March."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import DateMention
from diplograph.model import Status

_REACH = 150  # characters between what is put off and the word that says so
_PASSIVE = re.compile(
    r"(?:(?:(?! dont |, qui |, que |, qu')[^;:.])*[ ,])?"
    r"(?:a|ont|avait|avaient|aura|est|sont|etait|sera|seront|serait) (?:[\w'-]+ ){0,3}$"
)
_ACTIVE = re.compile(r" (?:[\w'-]+ ){0,3}$")
_ACTIVE_REACH = 40
_TO = re.compile(
    r",? (?:jusqu'|finalement )?(?:au|a|en|pour|aux)(?: (?:le|la|l'|debut|fin|une date ulterieure,))? ?$"
)
_TO_REACH = 34


def put_off(sentence: Sentence, draft: Draft, start: int, end: int) -> Iterator[Draft]:
    """A reading as it stands; if it is put off, denied for its old date, and planned for the new one.

    Args:
        start, end: the words that tell it, with those that complete them.
    """
    cue = _cue(sentence, start, end)
    if cue is None:
        yield draft
        return
    new = _new_date(sentence, cue[1])
    limit = sentence.clause_end(end) if cue[0] < start else cue[0]  # "a reporté sa visite, prévue en mai"
    old = [d for d in sentence.dates if d.period.start and d is not new and start < d.span.start < limit]
    told = old[-1].period if old else None
    ends = (told.end,) if told and told.end else ()
    yield replace(
        draft.having(start=(told.start,) if told else (), end=ends), status=Status.DENIED, is_news=False
    )
    if new is not None:
        floor = (told.start if told else "") or sentence.source.analysed.document.published
        first = _after(new.period.start, floor)
        last = (_after(new.period.end, floor),) if new.period.end else ()
        later = draft.having(start=(first,), end=last)
        yield replace(later, status=Status.PLANNED, end=new.span.end, apart=draft.anaphoric, is_news=False)


def _after(day: str, floor: str) -> str:
    """A day told without year, which the past tense of "a été reportée" placed a year too early."""
    return day if day >= floor[: len(day)] else f"{int(day[:4]) + 1:04}{day[4:]}"


def _cue(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """The word that puts off what stands between two offsets: behind it as its verb, or before its object."""
    limit = min(sentence.end, end + _REACH)
    for cue in sentence.source.cues("circumstances", end, limit, "put_off"):
        if _PASSIVE.fullmatch(sentence.source.folded, end, cue.start):
            return cue.start, cue.end
    for cue in sentence.source.cues(
        "circumstances", max(sentence.start, start - _ACTIVE_REACH), start, "put_off"
    ):
        if _ACTIVE.fullmatch(sentence.source.folded, cue.end, start):
            return cue.start, cue.end if cue.end > end else end
    return None


def _new_date(sentence: Sentence, offset: int) -> DateMention | None:
    """The date to which something is put off: "reportée | au 12 avril"."""
    for date in sentence.dates:
        if date.period.start and 0 < date.span.start - offset < _TO_REACH:
            return date if _TO.fullmatch(sentence.folded(offset, date.span.start)) else None
    return None
