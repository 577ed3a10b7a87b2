"""Visits that a heading tells without a verb: "Ana Duval à Tunis pour parler commerce"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.encounters.visitors import country_of_place
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.model import EntityType

_TITLE_NEAR = 220  # characters of a title between the visit and its place and day
_LEAD = 40  # characters of "Diplomatie : le ministre " before a person, and between person and place
_DATED = 6  # characters of ", ce " between a place and a day
_LINK = re.compile(r",?(?: le| ce)? ?(?:a|au|aux|en) (?:la |l')?")
_END = re.compile(r" ?(?:[:(–—-]|\.?$)| (?:pour|avec|afin|sur) |, (?:pour|sur|au|a|en) ")


def from_headings(sentence: Sentence) -> Iterator[Draft]:
    """A visit by a person at the head of a sentence, a place abroad next, and no verb up to there."""
    yield from _dateline(sentence)
    persons = [i for i in sentence.items if i.type is EntityType.PERSON and i.kind in {"name", "office"}][:1]
    if not persons or persons[0].start - sentence.start > _LEAD or len(persons[0].keys) != 1:
        return
    person = persons[0]
    places = sentence.places(person.end, person.end + _LEAD)[:1]
    if not places or sentence.has_finite_verb(sentence.start, places[0].end):
        return
    link = sentence.folded(person.end, places[0].start)
    for date in sentence.dates:
        if person.end <= date.span.start and date.span.end <= places[0].start:
            link = link.replace(sentence.folded(date.span.start, date.span.end), "").replace("  ", " ")
    dated = any(0 <= d.span.start - places[0].end < _DATED for d in sentence.dates)
    if not _LINK.fullmatch(link) or not (dated or _END.match(sentence.folded(places[0].end, sentence.end))):
        return
    if sentence.has_finite_verb(places[0].end, sentence.end) and sentence.folded(places[0].end, sentence.end)[
        :3
    ].strip() not in {":", "-", "–"}:
        return
    home = sentence.discourse.country_of(person.keys[0])
    if not home or home == country_of_place(sentence, places[0].keys[0]):
        return
    when = sentence.date(person.end, start=person.end)
    roles: dict[str, tuple[str, ...]] = {
        "visitKind": ("Other",),
        "visitor": person.keys,
        "place": places[0].keys,
    }
    if when is not None and when.period.start:
        roles["start"] = (when.period.start,)
    yield Draft("Visit", roles, person.start, places[0].end, "visits", confidence=0.65)


def _dateline(sentence: Sentence) -> Iterator[Draft]:
    """Where and when the visit of the title above was: a line "Rome, 22-24 juillet 2025"."""
    date = sentence.dates[0] if len(sentence.dates) == 1 else None
    place = sentence.items[0] if len(sentence.items) == 1 else None
    if date is None or place is None or place.type is not EntityType.CITY or not date.period.start:
        return
    line = sentence.folded(sentence.start, date.span.start)
    told = sentence.source.cues("visits", sentence.start - _TITLE_NEAR, sentence.start, "noun")
    if not told or sentence.folded(date.span.end, sentence.end).strip(" ).") != "":
        return
    if line.strip(" (,") != sentence.folded(place.start, place.end):
        return
    roles: dict[str, tuple[str, ...]] = {
        "visitKind": ("Other",),
        "visitor": (),
        "place": place.keys,
        "start": (date.period.start,),
        "end": (date.period.end,) if date.period.end else (),
    }
    yield Draft("Visit", roles, sentence.start, sentence.end, told[-1].payload.rule, anaphoric=True)
