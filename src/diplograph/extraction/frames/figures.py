"""Figures: measures of their own — trade, growth, counts, shares, capacity — with what they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.measured import MEASURED, TRADE, about_whom, shares_of, work_of
from diplograph.extraction.frames.works import Mentioned
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.language import AmountMention
from diplograph.model import Status, Value

_ENERGY = frozenset({"W", "kW", "MW", "GW", "TW"})
_PRODUCTION = frozenset({"t", "kt", "Mt", "kWh", "MWh", "GWh", "TWh", "bbl", "bbl/d", "m3"})
_REACH = 110
_BRACKET = 4
_LENGTHS = frozenset({"km", "m", "ha", "m2", "km2"})
_FEWEST = {"AgreementCount": 5}  # "deux accords" tells the accords, not their number
_SHARES = frozenset({"Other", "Production"})
_SUMS = frozenset({"Trade", "Investment", "ContractValue", "AgreementCount"})


def find_figures(
    sentence: Sentence,
    consumed: Sequence[tuple[int, int]],
    works: Sequence[Draft],
    drafts: Sequence[Draft],
    mentioned: Sequence[Mentioned],
) -> Iterator[Draft]:
    """Figures of one sentence.

    Args:
        consumed: stretches whose amounts already belong to a contract or project.
        works: projects that the sentence names, for capacities written within their name.
    """
    for mention in sentence.amounts:
        start = mention.span.start
        if any(s <= start < e for s, e in consumed):
            continue
        work = work_of(sentence, mention, works, mentioned)
        found = _indicator(sentence, mention) or _measure(mention, works, work)
        if found is None:
            continue
        indicator, rule, anchor = found
        if mention.amount.unit == "percent" and indicator == "Other":
            shares = shares_of(sentence, mention, drafts, work)
            if shares:
                for about in shares:
                    yield _draft(sentence, mention, indicator, rule, anchor, about)
                continue
        owner = (
            sentence.genitive(anchor[1], kinds=MEASURED)
            if indicator in {"Capacity", "Production"} and not work
            else []
        )
        nested = any(d.start <= start <= d.end + _BRACKET for d in works)
        about = tuple(k for i in owner for k in i.keys) or about_whom(
            sentence, mention, indicator, work, anchor=anchor, nested=nested
        )
        if not about and indicator not in TRADE:
            continue
        yield _draft(sentence, mention, indicator, rule, anchor, about)


def _indicator(sentence: Sentence, mention: AmountMention) -> tuple[str, str, tuple[int, int]] | None:
    """(indicator, rule, where it is said) for an amount, None when nothing tells what it measures."""
    unit = mention.amount.unit
    hits = [
        h
        for h in sentence.words("indicators")
        if not mention.span.start < h.start < mention.span.end or unit == "count"
    ]
    if unit == "count":
        noun = [
            h
            for h in hits
            if mention.span.start <= h.start and h.end <= mention.span.end + 1 and _names(h, mention)
        ]
        if not noun or mention.amount.value < _FEWEST.get(noun[0].payload["indicator"], 3):
            return None
        return noun[0].payload["indicator"], noun[0].payload.rule, (noun[0].start, noun[0].end)
    counted = [a.span for a in sentence.amounts if a.amount.unit == "count"]
    hits = [h for h in hits if not any(s.start <= h.start < s.end for s in counted)]
    near = _nearest(hits, mention)
    if near is None:
        return None
    indicator = near.payload["indicator"]
    if not indicator:  # a deficit, a turnover: a sum, but no measure that is reported
        return None
    place = (near.start, near.end)
    if unit in _ENERGY:
        return "Capacity", near.payload.rule, place
    if unit in _PRODUCTION:
        return indicator, near.payload.rule, place
    if unit == "percent" and indicator == "Production":
        return indicator, near.payload.rule, place
    if unit == "percent":
        growth = indicator in {"TradeGrowth"}
        trade = any(h.payload["indicator"] == "Trade" for h in hits) or growth
        if growth and trade:
            return "TradeGrowth", near.payload.rule, place
        return ("Other", near.payload.rule, place) if indicator == "Other" else None
    if len(unit) == 3 and unit.isupper() and indicator in _SUMS:
        indicator = "ContractValue" if indicator == "AgreementCount" else indicator
        return indicator, near.payload.rule, place
    return None


def _measure(
    mention: AmountMention, works: Sequence[Draft], work: str
) -> tuple[str, str, tuple[int, int]] | None:
    """A measure without a word for it, next to the works that have it: "un parc de 300 MW", "(1 GW)"."""
    unit, span = mention.amount.unit, mention.span
    for draft in works:
        if draft.start <= span.start <= draft.end + _BRACKET:
            if unit in _ENERGY:
                return "Capacity", draft.rule, (draft.start, draft.end)
            if unit in _LENGTHS:
                return "Other", draft.rule, (draft.start, draft.end)
    if work and unit in _PRODUCTION | _LENGTHS | _ENERGY:
        return ("Capacity" if unit in _ENERGY else "Other"), "project_measures", (span.start, span.end)
    return None


def _names(hit: Hit[Entry], mention: AmountMention) -> bool:
    return bool(mention.noun) and mention.span.start <= hit.start


def _nearest(hits: list[Hit[Entry]], mention: AmountMention) -> Hit[Entry] | None:
    before = [h for h in hits if h.end <= mention.span.start and mention.span.start - h.end < _REACH]
    after = [h for h in hits if 0 <= h.start - mention.span.end < 40]
    unit = mention.amount.unit
    if unit == "percent":
        growth = [h for h in before[::-1] if h.payload["indicator"] == "TradeGrowth"]
        shares = [h for h in (*after, *before[::-1]) if h.payload["indicator"] in _SHARES]
        return next(iter([*growth, *shares]), None)
    wanted = [h for h in (*before[::-1], *after) if h.payload["indicator"] in _SUMS | {""}]
    if unit in _ENERGY | _PRODUCTION:
        wanted = [
            h
            for h in (*before[::-1], *after)
            if h.payload["indicator"] in {"Capacity", "Production"} or _is_reserve(h)
        ]
    return wanted[0] if wanted else None


def _is_reserve(hit: Hit[Entry]) -> bool:
    return hit.payload["of"] == "quantity"


def _draft(
    sentence: Sentence,
    mention: AmountMention,
    indicator: str,
    rule: str,
    anchor: tuple[int, int],
    about: tuple[Value, ...],
) -> Draft:
    span, amount = mention.span, mention.amount
    date = _period(sentence, mention)
    roles: dict[str, tuple[Value, ...]] = {
        "indicator": (indicator,),
        "about": about,
        "value": (amount.value,),
        "unit": (amount.unit,),
        "modifier": (amount.modifier,) if amount.modifier else (),
    }
    end = max(span.end, anchor[1])
    if date is not None:
        roles["start"] = (date[0],) if date[0] else ()
        roles["end"] = (date[1],) if date[1] else ()
        end = max(end, date[2])
    return Draft(
        "Figure",
        roles,
        min(span.start, anchor[0]),
        end,
        rule,
        status=status_of(sentence, span.start, span.end, ignore=frozenset({Status.DENIED})),
        confidence=0.75,
    )


def _period(sentence: Sentence, mention: AmountMention) -> tuple[str, str, int] | None:
    """The period next to the amount: right after it, else before it in the clause."""
    offset = mention.span.end
    next_amount = min((a.span.start for a in sentence.amounts if a.span.start > offset), default=sentence.end)
    after = [d for d in sentence.dates if offset <= d.span.start < min(next_amount, offset + 60)]
    previous = max(
        (a.span.end for a in sentence.amounts if a.span.end <= mention.span.start), default=sentence.start
    )
    before = [d for d in sentence.dates if previous <= d.span.start < mention.span.start]
    chosen = after[0] if after else (before[-1] if before else None)
    if chosen is None:
        return None
    return chosen.period.start, chosen.period.end, chosen.span.end
