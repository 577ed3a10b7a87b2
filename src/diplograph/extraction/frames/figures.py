"""Figures: measures of their own — trade, growth, counts, shares, capacity — with what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.changes import measured, multiple, of_trade
from diplograph.extraction.frames.gauge import Gauge
from diplograph.extraction.frames.gauges import ENERGY, OUTPUT, gauge_of, unsaid
from diplograph.extraction.frames.measured import SETTLED, TRADE, about_whom, work_of
from diplograph.extraction.frames.shares import shares_of
from diplograph.extraction.frames.works import Works
from diplograph.extraction.items import Item
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.language import AmountMention
from diplograph.model import (
    AGREEMENT_CLASSES,
    EVENT_CLASSES,
    ORGANIZATIONS,
    PLACES,
    EntityType,
    Status,
    Value,
)

_BRACKET = 4
_OF_OWNER = re.compile(r"(?: [\w-]+)? (?:de |d'|du |de la |de l'|des )?")
_GAP = 2  # characters between a sentence on trade and one that goes on with it
_SAME_MATTER = 600  # characters after which a goal is not of the trade told before
_GOAL = 60  # characters between "vise" and the amount to be reached
_OF_WORKS = frozenset({"Capacity", "Production", "Population", "Other"})
_OF_AGREEMENTS = frozenset({"AgreementCount", "ContractValue"})
_COSTS = frozenset({"Investment", "Other"})


def find_figures(
    sentence: Sentence,
    consumed: Sequence[tuple[int, int]],
    named: Sequence[Draft],
    drafts: Sequence[Draft],
    works: Works,
) -> Iterator[Draft]:
    """Figures of one sentence.

    Args:
        consumed: stretches whose amounts already belong to a contract or project.
        named: projects that the sentence names, for capacities written within their name.
        drafts: everything that it states besides.
        works: projects of the text so far.
    """
    mentioned = works.mentioned(sentence)
    traded = any(h.payload["indicator"] == "Trade" for h in sentence.words("indicators"))
    told: tuple[Value, ...] = ()
    before = unit = ""  # what the figure told last measures, and in what
    for part in measured(sentence):
        mention = part.mention
        start = mention.span.start
        if any(s <= start < e for s, e in consumed) or _is_converted(sentence, mention):
            continue
        work = work_of(sentence, mention, named, mentioned)
        nested = [d for d in named if d.start <= start <= d.end + _BRACKET]
        bare = bool(nested or work or (told and _is_total(sentence, mention)))
        gauge = _gauge(sentence, mention, works, bare=bare, traded=traded)
        if gauge is None:
            continue
        gauge = of_trade(sentence, gauge, before, works.traded)
        if before in TRADE and _is_compared(sentence, mention):
            gauge = replace(gauge, indicator="TradeGrowth")
        if mention.amount.unit == "percent" and gauge.indicator == "Other":
            shares = shares_of(sentence, mention, drafts, work)
            if shares:
                for about in shares:
                    yield _draft(sentence, mention, gauge, about)
                    if work in about:  # who has a share of a project takes part in it
                        holders = tuple(key for key in about if key != work)
                        yield _of_work(mention, works, {"participant": holders}, work)
                continue
        owner = (
            sentence.genitive(gauge.end, kinds=SETTLED)
            if gauge.indicator in OUTPUT and not nested
            else []
        )
        if work and owner and not _is_owner(sentence, gauge, owner[0]):
            owner = []  # "la capacité de la centrale de Riga"
        summed = before == "Production" and mention.amount.unit == "count" and _is_sum(sentence, mention)
        if summed:
            gauge = replace(gauge, indicator="Production")  # "cinq par mois, soit 60 appareils par an"
        again = gauge.rule.startswith("units:") and before in OUTPUT and mention.amount.unit == unit
        if again:
            gauge = replace(gauge, indicator=before)  # "limitée à 2 600 t, avec un retour à 4 000 t en 2026"
        share = mention.amount.unit == "percent" and _is_sum(sentence, mention)
        total = not work and _is_total(sentence, mention)
        if told and (summed or share or again or total or _is_compared(sentence, mention)):
            yield _draft(sentence, mention, gauge, told)
            continue
        about = tuple(k for i in owner for k in i.keys) or about_whom(
            sentence,
            mention,
            gauge,
            work,
            nested=bool(nested),
            works=works,
            events=[d for d in drafts if d.type in EVENT_CLASSES and d.name],
        )
        if gauge.indicator in _OF_AGREEMENTS:
            about = _parties(mention, drafts) or about
        if mention.amount.unit == "count" and gauge.indicator == "Other" and not work:
            about = _ordered(mention, drafts) or about
        if not about and gauge.indicator not in TRADE:
            continue
        if (
            (not work or about == (work,))
            and gauge.indicator in _COSTS
            and works.costs(about)
            and _is_cost(sentence, gauge)
        ):
            yield _of_work(mention, works, {"amount": (mention.amount,)})
            continue
        if gauge.indicator == "Population" and sentence.discourse.types.get(str(about[0])) not in PLACES:
            gauge = replace(gauge, indicator="Other")  # whom works serve are no population
        told, before, unit = about, gauge.indicator, mention.amount.unit
        figure = _draft(sentence, mention, gauge, about)
        if part.past:
            yield replace(figure.having(start=(), end=()), status=Status.ACTUAL)
            continue
        ahead = gauge.indicator in _OF_WORKS and works.is_ahead(str(about[0])) if about else False
        yield replace(figure, status=Status.PLANNED) if ahead and figure.status is Status.ACTUAL else figure
    if traded:
        works.traded = sentence.end


def _gauge(
    sentence: Sentence, mention: AmountMention, works: Works, *, bare: bool, traded: bool
) -> Gauge | None:
    """What an amount measures; with `bare`, its unit alone may tell."""
    if not any(mention.span == amount.span for amount in sentence.amounts):
        carried = 0 < works.traded <= sentence.start <= works.traded + 2
        return multiple(sentence, mention, traded=traded or carried)
    return (
        gauge_of(sentence, mention)
        or (unsaid(sentence, mention) if bare else None)
        or _carried(sentence, mention, works)
    )


def _parties(mention: AmountMention, drafts: Sequence[Draft]) -> tuple[Value, ...]:
    """Parties of the agreements that an amount counts or sums up: "dix-neuf accords avec A"."""
    for draft in drafts:
        around = draft.type in AGREEMENT_CLASSES and draft.start <= mention.span.end <= draft.end + _BRACKET
        if around and len(draft.get("party")) > 1:
            return draft.get("party")
    return ()


def _ordered(mention: AmountMention, drafts: Sequence[Draft]) -> tuple[Value, ...]:
    """Buyer and seller of the things that an amount counts: "a commandé douze avions à Alta"."""
    for draft in drafts:
        bought = draft.type == "Contract" and draft.rule.startswith("orders:")
        if bought and draft.start <= mention.span.start <= draft.end:
            return draft.get("party")
    return ()


def _is_total(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether a capacity sums up the things counted before it: "40 turbines, soit 200 MW"."""
    return mention.amount.unit in ENERGY and _is_sum(sentence, mention)


def _is_owner(sentence: Sentence, gauge: Gauge, item: Item) -> bool:
    """Whether a firm or a state stands right behind a measure: "la production totale d'Alta"."""
    gap = sentence.folded(gauge.end, item.start)
    return item.type in ORGANIZATIONS | {EntityType.COUNTRY} and _OF_OWNER.fullmatch(gap) is not None


def _is_sum(sentence: Sentence, mention: AmountMention) -> bool:
    start = mention.span.start
    return sentence.folded(start - 6, start) == " soit "


def _is_cost(sentence: Sentence, gauge: Gauge) -> bool:
    """Whether a sum is what works take: an investment or a cost, not what someone gives."""
    words = sentence.source.words("indicators", gauge.start, gauge.start + 1)
    return gauge.indicator == "Investment" or any(h.payload["of"] == "cost" for h in words)


def _of_work(
    mention: AmountMention, works: Works, roles: dict[str, tuple[Value, ...]], name: str = ""
) -> Draft:
    """What a figure adds to a project told before; by itself it says nothing of whether there is one."""
    works.costed |= "amount" in roles
    name = name or (works.last.name if works.last else "")
    start, end = mention.span.start, mention.span.end
    return Draft(
        "Project",
        roles,
        start,
        end,
        f"units:{mention.amount.unit}",
        status=Status.POSSIBLE,
        name=name,
        name_start=start,
        confidence=0.6,
    )


def _is_compared(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether a share compares the amount before it: "9 000 visas, soit 12 % de plus qu'en 2023"."""
    span = mention.span
    compared = sentence.source.cues("circumstances", span.end, span.end + 24, "compared")
    return mention.amount.unit == "percent" and bool(compared) and compared[0].start <= span.end + 1


def _is_converted(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether a sum is the one before it told in another currency: "27 milliards de francs CFA (41 M€)"."""
    before = [a for a in sentence.amounts if a.span.end <= mention.span.start][-1:]
    return any(
        a.amount.unit != mention.amount.unit
        and len(a.amount.unit) == len(mention.amount.unit) == 3
        and sentence.folded(a.span.end, mention.span.start).strip() in {"(", "(soit", ", soit", "(environ"}
        for a in before
    )


def _carried(sentence: Sentence, mention: AmountMention, works: Works) -> Gauge | None:
    """A sum right after one of trade is trade too: "… 12 milliards. L'objectif est de 15 milliards"."""
    currency = len(mention.amount.unit) == 3 and mention.amount.unit.isupper()
    gap = sentence.source.text[works.traded : sentence.start]
    priced = any(h.payload["of"] == "price" for h in sentence.words("indicators"))
    if not currency or priced or not works.traded:
        return None
    if (len(gap) > _GAP or "\n" in gap) and not (len(gap) < _SAME_MATTER and _is_goal(sentence, mention)):
        return None
    return Gauge("Trade", f"units:{mention.amount.unit}", mention.span.start, mention.span.end)


def _is_goal(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether an amount is to be reached: "vise | 15 milliards"."""
    start = mention.span.start
    low = max(sentence.clause_start(start), start - _GOAL)
    return bool(sentence.source.cues("circumstances", low, start, "goal"))


def _draft(sentence: Sentence, mention: AmountMention, gauge: Gauge, about: tuple[Value, ...]) -> Draft:
    span, amount = mention.span, mention.amount
    date = _period(sentence, mention)
    roles: dict[str, tuple[Value, ...]] = {
        "indicator": (gauge.indicator,),
        "about": about,
        "value": (-amount.value if gauge.falls and gauge.indicator == "TradeGrowth" else amount.value,),
        "unit": (amount.unit,),
        "modifier": (amount.modifier,) if amount.modifier else (),
    }
    end = max(span.end, gauge.end)
    if date is not None:
        roles["start"] = (date[0],) if date[0] else ()
        roles["end"] = (date[1],) if date[1] else ()
        end = max(end, date[2])
    status = status_of(sentence, span.start, span.end, ignore=frozenset({Status.DENIED}), of_object=True)
    goals = _is_goal(sentence, mention)
    return Draft(
        "Figure",
        roles,
        min(span.start, gauge.start),
        end,
        gauge.rule,
        status=Status.PLANNED if goals and status is Status.ACTUAL else status,
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
    compared = sentence.source.cues("circumstances", sentence.start, sentence.end, "compared")
    before, after = (
        [d for d in near if not any(0 <= d.span.start - c.end < _BRACKET for c in compared)]
        for near in (before, after)
    )
    chosen = after[0] if after else (before[-1] if before else None)
    if chosen is None:
        return None
    return chosen.period.start, chosen.period.end, chosen.span.end
