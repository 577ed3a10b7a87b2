"""Where a visit is that only dates an act: "En marge de la visite d'A, le groupe a signé lundi à Riga"."""

from __future__ import annotations

from collections.abc import Sequence

from diplograph.extraction.discourse import Item
from diplograph.extraction.frames.visitors import country_of_place
from diplograph.extraction.sentence import Sentence
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
