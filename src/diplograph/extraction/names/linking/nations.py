"""Countries right beside a name, which tell the things of that name apart: "Alta (Maroc)"."""

from __future__ import annotations

import re

from diplograph.extraction.names.linking.context import Context
from diplograph.extraction.names.linking.cues import adjective_at
from diplograph.extraction.source import beginning
from diplograph.model import PLACES, EntityType, Span

_BRACKET = re.compile(r"(?: \(|, (?:en |au |aux |a l'|dans le |dans la |dans l'))")
_LONGEST_BRACKET = 12  # characters
_OWNER = re.compile(r" (?:de la |de l'|du |des |de |d')")


def nation_after(context: Context, span: Span) -> set[str]:
    """Countries that an adjective, a bracket or a complement right after the name gives."""
    source, end = context.source, span.end
    adjective = adjective_at(source.scan.adjectives, end + 1)
    if adjective is not None and source.text[end] == " ":
        return set(adjective.payload.countries)
    gap = _BRACKET.match(source.folded, end)
    owner = _OWNER.match(source.folded, end)
    for match in filter(None, (gap, owner)):
        for hit in beginning(context.certain, match.end(), match.end() + 1):
            country = context.country_of(hit.payload.key)
            kind = source.knowledge.gazetteer.entities[hit.payload.key].type
            if country and (kind is EntityType.COUNTRY or (match is gap and kind in PLACES)):
                return {country}
    return set()


def town_before(context: Context, span: Span, own: str) -> bool:
    """Whether a town of another country stands right before: "Atlanta, en Géorgie"."""
    source = context.source
    for hit in context.certain_near(span, _LONGEST_BRACKET):
        if hit.end < span.start and _BRACKET.fullmatch(source.folded, hit.end, span.start):
            entity = source.knowledge.gazetteer.entities[hit.payload.key]
            return entity.type is EntityType.CITY and entity.country != own
    return False
