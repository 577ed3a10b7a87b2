"""Sentences of a text, read in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from diplograph.extraction.discourse.discourse import Discourse
from diplograph.extraction.sentences.bare_fields import with_bare_fields
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import Source, beginning
from diplograph.language import AmountMention, DateMention, fold
from diplograph.language.units import units
from diplograph.model import Span

M = TypeVar("M", DateMention, AmountMention)
_COUNTRIES = 3  # that a text is most about, one of which the money is of
_LEAST = 1000  # below it, what is counted are coins or something else


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
            amounts=tuple(_in_local_money(_of(source.analysed.amounts, span), discourse)),
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


def _in_local_money(amounts: Sequence[AmountMention], discourse: Discourse) -> Iterator[AmountMention]:
    """Give sums such as "50 milliards de shillings" the currency of a country that the text is about."""
    for mention in amounts:
        if not mention.noun or mention.amount.unit != "count" or mention.amount.value < _LEAST:
            yield mention
            continue
        unit = _local(mention.noun, discourse)
        yield replace(mention, amount=replace(mention.amount, unit=unit), noun="") if unit else mention


def _local(noun: str, discourse: Discourse) -> str:
    words = units().words
    known = discourse.source.knowledge.gazetteer.countries
    for key in discourse.countries[:_COUNTRIES]:
        forms = known.get(key)
        for adjective in forms.adjectives if forms is not None else ():
            found = words.get(f"{noun} {fold(adjective)}")
            if found is not None:
                return found.name
    return ""
