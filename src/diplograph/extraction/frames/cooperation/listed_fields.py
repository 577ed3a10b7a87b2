"""Fields told before the cooperation that they are part of: "la santé, pilier de leurs relations"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import keys_of
from diplograph.extraction.frames.common.stated_parties import stated_parties
from diplograph.extraction.frames.cooperation.drafts import cooperation
from diplograph.extraction.frames.cooperation.standing import status_of_cooperation
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType, Status

_PROMISED = 34  # characters of "les plus prometteurs" after "parmi les secteurs"
_COMMON = re.compile(r" (?:communs?|communes?|conjointe?s?)\b")
_OURS = pattern(r" {own}")


def listed_fields(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Draft]:
    """ "La santé et le tourisme figurent parmi les secteurs les plus prometteurs pour les deux pays"."""
    sectors = [s for s in sentence.sectors if s.end <= hit.start]
    keys = _listed_for(sentence, hit)
    if not sectors or len(keys) < 2 or _interrupts(sentence, sectors[0].start, hit.start):
        return
    promising = sentence.source.cues("outlooks", hit.end, hit.end + _PROMISED, "promising")
    for sector in sectors:
        status = Status.POSSIBLE if promising else status_of_cooperation(sentence, hit)
        yield replace(
            cooperation(hit, keys, sector.payload.code, hit.end, status),
            start=sector.start,
        )


def _listed_for(sentence: Sentence, hit: Hit[Entry]) -> tuple[str, ...]:
    """Whose fields are listed: "pour les deux pays", "dans nos relations", "des relations entre A et B"."""
    named = [i for i in sentence.after(hit.end, kinds=frozenset({EntityType.COUNTRY})) if i.is_plural]
    if named:
        return keys_of(named[:1])
    words = sentence.folded(hit.start, hit.end)
    if not (_OURS.search(words) or _COMMON.search(words)) and not sentence.discourse.salience.is_clear:
        return keys_of(stated_parties(sentence, hit.start, hit.end))
    return keys_of(stated_parties(sentence, hit.start, hit.end)) or sentence.discourse.implied


def _interrupts(sentence: Sentence, start: int, end: int) -> bool:
    """Whether more than the one verb of "figurent parmi" stands between the list and its noun."""
    verbs = [t for t in sentence.source.tokens(start, end) if "Fin" in t.morph.get("VerbForm", [])]
    return len(verbs) > 2 or "." in sentence.folded(start, end)
