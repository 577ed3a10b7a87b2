"""Sentences of a text, read in order."""

from __future__ import annotations

from collections.abc import Sequence

from diplograph.extraction.discourse import Discourse
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.source import Source
from diplograph.model import Span


def read_sentences(source: Source, discourse: Discourse, sentences: Sequence[Span]) -> list[Sentence]:
    """All sentences, read in order so that references are resolved on what came before."""
    found = []
    for span in sentences:
        items = tuple(discourse.items(span))
        names = [(i.start, i.end) for i in items if i.kind in {"name", "office"}]
        found.append(
            Sentence(
                source=source,
                discourse=discourse,
                span=span,
                items=items,
                dates=tuple(d for d in source.analysed.dates if span.start <= d.span.start < span.end),
                amounts=tuple(a for a in source.analysed.amounts if span.start <= a.span.start < span.end),
                sectors=tuple(
                    h
                    for h in source.scan.sectors
                    if span.start <= h.start < span.end and not any(s <= h.start < e for s, e in names)
                ),
            )
        )
    return found
