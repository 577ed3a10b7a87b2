"""Words that name a sector only among others in a list: "la défense, | l'espace | et la santé"."""

from __future__ import annotations

from collections.abc import Sequence

from diplograph.extraction.source import Source
from diplograph.knowledge import Hit, SectorTerm
from diplograph.language.patterns import pattern
from diplograph.model import Span

_BEFORE = pattern(r"{edge}(?:{of}?{the}|{of}|\()$")
_AFTER = pattern(r"[,;.)]| {and}|$")
_BESIDE = 30  # characters to the sector before it or after it


def with_bare_fields(
    source: Source, span: Span, sectors: Sequence[Hit[SectorTerm]]
) -> tuple[Hit[SectorTerm], ...]:
    """The sector words of a sentence, with those that are none by themselves but stand among them."""
    bare = source.words("fields", span.start, span.end) if sectors else ()
    found = [
        Hit(hit.start, hit.end, SectorTerm(hit.payload["sector"]))
        for hit in bare
        if _is_member(source, hit.start, hit.end) and _is_beside(hit.start, hit.end, sectors)
    ]
    return tuple(sorted([*sectors, *found], key=lambda hit: hit.start)) if found else tuple(sectors)


def _is_member(source: Source, start: int, end: int) -> bool:
    before = source.folded[max(0, start - 8) : start]
    return bool(_BEFORE.search(before)) and _AFTER.match(source.folded, end) is not None


def _is_beside(start: int, end: int, sectors: Sequence[Hit[SectorTerm]]) -> bool:
    if any(hit.start <= start < hit.end for hit in sectors):
        return False
    return any(0 < start - hit.end < _BESIDE or 0 < hit.start - end < _BESIDE for hit in sectors)
