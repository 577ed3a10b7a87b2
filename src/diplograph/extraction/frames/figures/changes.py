"""Measures that change: "passera de quatre à cinq appareils", "ont doublé en dix ans"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from diplograph.extraction.frames.figures.gauge import Gauge, measures
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language import AmountMention
from diplograph.language.patterns import pattern
from diplograph.model import Amount, Span

_FROM = pattern(r"[^,;:.]{0,40}\b{of}{about}?$")
_TO = pattern(r"[^,;:.]{0,60}?,? {to}{about}?")
_AUXILIARY = 28
_HAS_DONE = pattern(r"{edge}{has}{word}{0,2}$")
_SHIFT = 60  # characters between "passera" and the number it starts from
_BY = {"double": 100, "triple": 200, "quadruple": 300}  # percent by which a thing grows
_NEAR = 110
_OBJECT = 40  # characters between "doubler" and what it is said of
_APART = pattern(r"[,;:.]| {and}")
_MEASURES = frozenset({"Production", "Capacity"})
THEY = pattern(r"(?:[^,]{0,60}, )?(?:ils |elles |{latter})")


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount as a figure takes it; `past` when it is what a measure was before it changes."""

    mention: AmountMention
    past: bool = False


def measured(sentence: Sentence) -> list[Measured]:
    """Amounts of a sentence in order, both ends of a change apart, and what "doubler" comes to."""
    amounts = list(sentence.amounts)
    found = [m for mention in amounts for m in _ends(sentence, mention)]
    pasts = {one.span for one, other in itertools.pairwise(amounts) if _leads_to(sentence, one, other)}
    found = [replace(m, past=True) if m.mention.span in pasts else m for m in found]
    if not pasts:  # "tripler la production, de 33 à 100 TWh": told by its ends
        found += [Measured(m) for m in _multiples(sentence)]
    return sorted(found, key=lambda m: (m.mention.span.start, not m.past))


def _leads_to(sentence: Sentence, one: AmountMention, other: AmountMention) -> bool:
    """Whether a measure goes from one amount to the next: "de 22 GW aujourd'hui | à 100 GW en 2030"."""
    start = one.span.start
    if one.amount.unit != other.amount.unit or one.amount.upper is not None:
        return False
    if not _TO.fullmatch(sentence.folded(one.span.end, other.span.start)):
        return False
    low = max(sentence.start, start - _NEAR)
    cues = sentence.source.cues("circumstances", low, start, "shifts")
    doubled = measures(sentence, low, start, *_BY)
    return bool(cues or doubled) and _FROM.search(sentence.folded(low, start)) is not None


def _ends(sentence: Sentence, mention: AmountMention) -> Iterator[Measured]:
    upper, start = mention.amount.upper, mention.span.start
    cues = sentence.source.cues("circumstances", max(sentence.start, start - _SHIFT), start, "shifts")
    if upper is None or not cues or not _FROM.fullmatch(sentence.folded(cues[-1].end, start)):
        yield Measured(mention)
        return
    yield Measured(replace(mention, amount=replace(mention.amount, upper=None)), past=True)
    yield Measured(replace(mention, amount=replace(mention.amount, value=upper, upper=None)))


def _multiples(sentence: Sentence) -> Iterator[AmountMention]:
    for hit in sentence.words("indicators"):
        by = _BY.get(hit.payload["of"])
        verb = sentence.source.token_starting(hit.start)
        told = verb is not None and (verb.pos_ in {"VERB", "AUX"} or _HAS_DONE.search(_lead(sentence, hit)))
        if by is not None and told:
            yield AmountMention(Span(hit.start, hit.end), Amount(Decimal(by), "percent"))


def _lead(sentence: Sentence, hit: Hit[Entry]) -> str:
    return sentence.folded(max(sentence.start, hit.start - _AUXILIARY), hit.start)


def multiple(sentence: Sentence, mention: AmountMention, *, traded: bool) -> Gauge | None:
    """What "doubler" is said of: trade, an output, a turnover; None for anything else.

    Args:
        traded: trade is what the sentence or the one right before it is about.
    """
    start, end = mention.span.start, mention.span.end
    own = next(h for h in sentence.words("indicators") if h.start == start and h.payload["of"] in _BY)
    words = [h for h in sentence.words("indicators") if h.payload["indicator"] not in {"", "TradeGrowth"}]
    after = [
        h for h in words if end <= h.start < end + _OBJECT and not _APART.search(_between(sentence, own, h))
    ]
    before = [h for h in words if start - _NEAR < h.start < start and h.end <= start]
    near = [*after[:1], *before[-1:]][:1]
    if not near:
        return Gauge("TradeGrowth", own.payload.rule, start, end) if traded else None
    if near[0].payload["indicator"] == "Trade":
        return Gauge("TradeGrowth", own.payload.rule, start, end)
    return Gauge("Other", own.payload.rule, start, end) if _is_measure(near[0]) else None


def _is_measure(hit: Hit[Entry]) -> bool:
    return hit.payload["indicator"] in _MEASURES or hit.payload["of"] in {"sum", "firm", "nation"}


def _between(sentence: Sentence, one: Hit[Entry], other: Hit[Entry]) -> str:
    return sentence.folded(min(one.end, other.end), max(one.start, other.start))


def of_trade(sentence: Sentence, gauge: Gauge, before: str, traded: int) -> Gauge:
    """A growth told right after a sum of trade is of trade: "… 145 millions, en hausse de 60 %"."""
    grows = any(
        h.payload["indicator"] == "TradeGrowth"
        for h in sentence.source.words("indicators", gauge.start, gauge.start + 1)
    )
    continued = 0 < traded <= sentence.start <= traded + 2 and THEY.match(
        sentence.source.folded, sentence.start, sentence.end
    )
    if gauge.indicator == "Other" and grows and (before in {"Trade", "TradeGrowth"} or continued):
        return replace(gauge, indicator="TradeGrowth")
    return gauge
