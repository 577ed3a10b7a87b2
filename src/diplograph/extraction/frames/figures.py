"""Figures: measures of their own — trade, growth, counts, shares, capacity — with what they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diplograph.extraction.discourse import Item
from diplograph.extraction.drafts import Draft
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.language import AmountMention
from diplograph.model import EntityType, Status, Value

_ENERGY = frozenset({"W", "kW", "MW", "GW", "TW"})
_PRODUCTION = frozenset({"t", "kt", "Mt", "kWh", "MWh", "GWh", "TWh", "bbl", "bbl/d", "m3"})
_REACH = 110
_BRACKET = 4
_ABOUT = frozenset({EntityType.COUNTRY, EntityType.COMPANY, EntityType.REGION, EntityType.INTERNATIONAL_ORGANIZATION})
_SUMS = frozenset({"Trade", "Investment", "ContractValue", "AgreementCount"})
_TRADE = frozenset({"Trade", "TradeGrowth"})


def find_figures(sentence: Sentence, consumed: Sequence[tuple[int, int]], works: Sequence[Draft]) -> Iterator[Draft]:
    """Figures of one sentence.

    Args:
        consumed: stretches whose amounts already belong to a contract or project.
        works: projects that the sentence names, for capacities written within their name.
    """
    for mention in sentence.amounts:
        start = mention.span.start
        if any(s <= start < e for s, e in consumed):
            continue
        found = _indicator(sentence, mention) or _capacity(mention, works)
        if found is None:
            continue
        indicator, rule, anchor = found
        about = _about(sentence, mention, indicator, works)
        if not about and indicator not in _TRADE:
            continue
        yield _draft(sentence, mention, indicator, rule, anchor, about)


def _indicator(sentence: Sentence, mention: AmountMention) -> tuple[str, str, tuple[int, int]] | None:
    """(indicator, rule, where it is said) for an amount, None when nothing tells what it measures."""
    unit = mention.amount.unit
    hits = sentence.words("indicators")
    if unit == "count":
        noun = [h for h in hits if mention.span.start <= h.start and h.end <= mention.span.end + 40 and _names(h, mention)]
        if not noun or mention.amount.value < 3:
            return None
        return noun[0].payload["indicator"], noun[0].payload.rule, (noun[0].start, noun[0].end)
    near = _nearest(sentence, hits, mention)
    if near is None:
        return None
    indicator = near.payload["indicator"]
    place = (near.start, near.end)
    if unit in _ENERGY:
        return "Capacity", near.payload.rule, place
    if unit in _PRODUCTION:
        return ("Production", near.payload.rule, place) if indicator == "Production" else None
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


def _capacity(mention: AmountMention, works: Sequence[Draft]) -> tuple[str, str, tuple[int, int]] | None:
    """Power written next to the works that have it, without a word for it: "un parc de 300 MW", "(1 GW)"."""
    if mention.amount.unit in _ENERGY:
        for draft in works:
            if draft.start <= mention.span.start <= draft.end + _BRACKET:
                return "Capacity", draft.rule, (draft.start, draft.end)
    return None


def _names(hit: Hit[Entry], mention: AmountMention) -> bool:
    return bool(mention.noun) and mention.span.start <= hit.start


def _nearest(sentence: Sentence, hits: list[Hit[Entry]], mention: AmountMention) -> Hit[Entry] | None:
    before = [h for h in hits if h.end <= mention.span.start and mention.span.start - h.end < _REACH]
    after = [h for h in hits if 0 <= h.start - mention.span.end < 40]
    unit = mention.amount.unit
    if unit == "percent":
        growth = [h for h in before[::-1] if h.payload["indicator"] == "TradeGrowth"]
        return next(iter(growth), None) or next((h for h in (*after, *before[::-1])), None)
    wanted = [h for h in (*before[::-1], *after) if h.payload["indicator"] in _SUMS]
    if unit in _ENERGY | _PRODUCTION:
        wanted = [h for h in (*before[::-1], *after) if h.payload["indicator"] in {"Capacity", "Production"}]
    return wanted[0] if wanted else None


def _about(
    sentence: Sentence, mention: AmountMention, indicator: str, works: Sequence[Draft]
) -> tuple[Value, ...]:
    for draft in works:
        if indicator in {"Capacity", "Production"} and draft.start <= mention.span.start <= draft.end + 60:
            return (draft.name,)
    if indicator in _TRADE:
        stated = _between(sentence, mention)
        return stated or sentence.discourse.pair
    if indicator == "CompanyCount":
        adjective = sentence.adjective_after(mention.span.end, reach=24)
        places = sentence.places(mention.span.end, sentence.clause_end(mention.span.end))
        keys = [k for i in [adjective, *places] if i is not None for k in i.keys]
        return tuple(dict.fromkeys(keys)) or sentence.discourse.pair
    subjects = sentence.subject(mention.span.start, kinds=_ABOUT)
    near = [i for i in sentence.after(mention.span.end, kinds=_ABOUT, until=mention.span.end + 70)]
    adjective = sentence.adjective_after(mention.span.end, reach=30)
    items: list[Item] = [*subjects[:2]] or ([adjective] if adjective else []) or near[:2]
    if indicator in {"AgreementCount", "ContractValue"} and not items:
        return sentence.discourse.pair
    return tuple(dict.fromkeys(k for i in items for k in i.keys if not k.startswith("person/")))


def _between(sentence: Sentence, mention: AmountMention) -> tuple[str, ...]:
    for item in sentence.items:
        if item.is_plural and item.type is EntityType.COUNTRY and item.start < mention.span.end + 60:
            return item.keys
        if item.type is EntityType.COUNTRY and sentence.preposition(item) == "entre":
            return tuple(k for i in sentence.group(item) for k in i.keys)
    return ()


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
    previous = max((a.span.end for a in sentence.amounts if a.span.end <= mention.span.start), default=sentence.start)
    before = [d for d in sentence.dates if previous <= d.span.start < mention.span.start]
    chosen = after[0] if after else (before[-1] if before else None)
    if chosen is None:
        return None
    return chosen.period.start, chosen.period.end, chosen.span.end


