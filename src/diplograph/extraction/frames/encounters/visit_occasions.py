"""Where a visit is that only dates an act ("En marge de la visite d'A, …"), where a tour began and ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.encounters.visitors import country_of_place
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType

_LEAD = 44  # characters of "en marge de la première " before the visit
_FRONTED = 110  # characters of "visite d'A, président de B" up to its comma


def main_place(sentence: Sentence, hit: Hit[Entry], visitors: Sequence[str]) -> list[Item]:
    """The town of the main clause behind a fronted occasion, if no visitor is at home there."""
    cues = sentence.source.cues("circumstances", max(sentence.start, hit.start - _LEAD), hit.start, "during")
    if not cues or not sentence.opens(cues[0].start) or not visitors:
        return []
    comma = sentence.source.folded.find(", ", hit.end, min(sentence.end, hit.end + _FRONTED))
    if comma < 0 or sentence.has_finite_verb(hit.end, comma):
        return []
    homes = {sentence.discourse.country_of(key) for key in visitors}
    towns = [
        i for i in sentence.own_places(comma, sentence.clause_end(comma + 1)) if i.type is EntityType.CITY
    ]
    return [i for i in towns[:1] if not homes & {"", country_of_place(sentence, i.keys[0])}]


def first_and_last(sentence: Sentence, hit: Hit[Entry], draft: Draft) -> Iterator[Draft]:
    """Two stages of a tour that ends: "boucle à Riga une tournée commencée à Rome"; else the one told."""
    low = sentence.clause_start(hit.start)
    ends = sentence.source.cues("circumstances", low, hit.start, "ends")
    last = [i for i in sentence.own_places(low, hit.start) if i.type is EntityType.CITY] if ends else []
    first = [i for i in sentence.own_places(hit.end, sentence.clause_end(hit.end)) if last]
    if not first or first[0].type is not EntityType.CITY or first[0].keys == last[-1].keys:
        yield draft
        return
    ended = [d.period.start for d in sentence.dates if low <= d.span.start < hit.start and d.period.start]
    yield draft.having(place=last[-1].keys, start=(), end=tuple(ended[-1:]))
    dates = [d.period.start for d in sentence.dates if hit.end <= d.span.start and d.period.start]
    began = replace(draft.having(place=first[0].keys, start=tuple(dates[:1]), end=(), host=()), apart=True)
    yield replace(began, start=hit.start, end=first[0].end, lasting=0)
