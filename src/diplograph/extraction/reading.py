"""Sentences of a text, read in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TypeVar

from diplograph.extraction.discourse.discourse import Discourse
from diplograph.extraction.discourse.local_money import in_local_money
from diplograph.extraction.sentences.bare_fields import with_bare_fields
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import Source, beginning
from diplograph.language import AmountMention, DateMention
from diplograph.model import Span

M = TypeVar("M", DateMention, AmountMention)


def read_sentences(source: Source, discourse: Discourse, sentences: Sequence[Span]) -> Iterator[Sentence]:
    """Sentences in order, each to be used before the next is asked for: the discourse moves on with them."""
    for span in sentences:
        items = tuple(discourse.items(span))
        names = [(i.name_start, i.end) for i in items if i.kind in {"name", "office"}]
        yield Sentence(
            source=source,
            discourse=discourse,
            span=span,
            items=items,
            dates=_of(source.analysed.dates, span),
            amounts=tuple(in_local_money(_of(source.analysed.amounts, span), discourse)),
            sectors=with_bare_fields(
                source,
                span,
                [
                    hit
                    for hit in beginning(source.scan.sectors, span.start, span.end)
                    if not any(s <= hit.start < e for s, e in names)
                ],
            ),
        )


def _of(mentions: Sequence[M], span: Span) -> tuple[M, ...]:
    """Those that begin within a span; `mentions` in reading order."""
    first = bisect_left(mentions, span.start, key=lambda mention: mention.span.start)
    last = bisect_left(mentions, span.end, lo=first, key=lambda mention: mention.span.start)
    return tuple(mentions[first:last])
