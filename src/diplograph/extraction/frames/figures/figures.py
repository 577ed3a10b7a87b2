"""Figures: measures of their own — trade, growth, counts, shares, capacity — with what they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.works import Works
from diplograph.extraction.frames.figures.agreed import ordered, part_for, parties
from diplograph.extraction.frames.figures.carried import (
    goes_on,
    powered,
    shared,
    told_last,
    trade_goes_on,
)
from diplograph.extraction.frames.figures.changes import measured, multiple, of_trade
from diplograph.extraction.frames.figures.counts import people_of
from diplograph.extraction.frames.figures.drafts import figure_draft, is_compared, is_converted, is_sum
from diplograph.extraction.frames.figures.elliptic import (
    Lead,
    goes_on_with,
    is_former,
    is_gapped,
    is_part_of,
    lead_of,
    whole_of,
)
from diplograph.extraction.frames.figures.gauge import Gauge, kinds_of
from diplograph.extraction.frames.figures.gauges import ENERGY, OUTPUT, gauge_of, quantity, unsaid
from diplograph.extraction.frames.figures.measured import (
    SETTLED,
    TRADE,
    about_whom,
    is_of,
    is_of_officials,
    work_of,
)
from diplograph.extraction.frames.figures.nearby import beside_it, is_listed, last_resort
from diplograph.extraction.frames.figures.other_sides import is_put_into, with_other_side
from diplograph.extraction.frames.figures.shares import is_of_unknown, shares_of
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import AmountMention
from diplograph.language.patterns import pattern
from diplograph.model import (
    EVENT_CLASSES,
    ORGANIZATIONS,
    PLACES,
    EntityType,
    Status,
    Value,
)

_BRACKET = 4
_MANY = 10  # things from which a count is somebody's, whoever the text is about
_OF_OWNER = pattern(r" {word}?(?:{of}{det}?)?")
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
    sentence = _outside_names(sentence, drafts)
    mentioned = works.mentioned(sentence)
    traded = any(h.payload["indicator"] == "Trade" for h in sentence.words("indicators"))
    events = [d for d in drafts if d.type in EVENT_CLASSES and d.name]
    told: tuple[Value, ...] = ()
    before = unit = ""  # what the figure told last measures, and in what
    begun: Gauge | None = None  # of what a measure was before it changes
    lead = lead_of(sentence, works)
    ahead_of: AmountMention | None = None  # "40 | des 180 kilomètres": of what the next amount is
    for part in measured(sentence):
        mention = part.mention
        start = mention.span.start
        if any(s <= start < e for s, e in consumed) or is_converted(sentence, mention):
            continue
        if begun is not None and mention.amount.unit == unit:  # "de 22 GW aujourd'hui | à 100 GW en 2030"
            yield figure_draft(sentence, mention, replace(begun, start=start, end=mention.span.end), told)
            begun = None
            continue
        if mention.elided or is_gapped(sentence, mention, lead):
            meant = goes_on_with(sentence, mention, lead)
            if meant is not None:
                yield figure_draft(sentence, mention, *meant)
            if meant is None and mention.elided:
                ahead_of = mention
            if meant is not None or mention.elided:
                continue
        if told and lead is not None and mention.amount.unit == unit and is_former(sentence, mention):
            former = Gauge(lead.indicator, "units:%", start, mention.span.end)
            yield figure_draft(sentence, mention, former, told)
            continue
        work = work_of(sentence, mention, named, mentioned)
        nested = [d for d in named if d.start <= start <= d.end + _BRACKET]
        told_before = not work and mention.amount.unit in ENERGY
        if told_before:
            work = powered(sentence, works)
        bare = bool(nested or work or (told and _is_total(sentence, mention)))
        gauge = _gauge(sentence, mention, works, bare=bare, traded=traded)
        portion = part_for(sentence, mention) if gauge is None else ()
        if gauge is None and portion:
            gauge = Gauge("ContractValue", f"units:{mention.amount.unit}", start, mention.span.end)
            yield figure_draft(sentence, mention, gauge, portion)
            continue
        if gauge is None:
            continue
        if is_of_officials(sentence, mention) and not (events or works.gathering_at_hand(sentence)):
            continue  # "douze ministres du Maroc": of no gathering
        if "firm" in kinds_of(sentence, gauge):
            work = ""  # no works have a turnover
        gauge = of_trade(sentence, gauge, before, works.traded)
        if before in TRADE and is_compared(sentence, mention):
            gauge = replace(gauge, indicator="TradeGrowth")
        if not nested and is_of_unknown(sentence, mention):
            continue
        if mention.amount.unit == "percent" and gauge.indicator == "Other":
            whole = whole_of(sentence, gauge, lead)
            common = shared(sentence, named, works)
            shares = shares_of(sentence, mention, drafts, work, told=common, whole=whole)
            if shares:
                lead = Lead(shares[-1], gauge.indicator, mention.amount.unit, mention.span.end)
                for about in shares:
                    yield figure_draft(sentence, mention, gauge, about)
                    if work in about:  # who has a share of a project takes part in it
                        holders = tuple(key for key in about if key != work)
                        yield _of_work(mention, works, {"participant": holders}, work)
                continue
        owner = (
            sentence.genitive(gauge.end, kinds=SETTLED) if gauge.indicator in OUTPUT and not nested else []
        )
        if work and owner and not _is_owner(sentence, gauge, owner[0]):
            owner = []  # "la capacité de la centrale de Riga"
        summed = before == "Production" and mention.amount.unit == "count" and is_sum(sentence, mention)
        if summed:
            gauge = replace(gauge, indicator="Production")  # "cinq par mois, soit 60 appareils par an"
        if before == "CompanyCount" and people_of(sentence, mention):
            gauge = replace(gauge, indicator=before)  # "400 firmes, dont 250 italiennes"
        again = (
            before == "Production"
            and not nested
            and gauge.rule.startswith("units:")
            and mention.amount.unit == unit
        )
        if again:
            gauge = replace(gauge, indicator=before)  # "limitée à 2 600 t, avec un retour à 4 000 t en 2026"
        share = mention.amount.unit == "percent" and is_sum(sentence, mention)
        total = not work and _is_total(sentence, mention)
        if told and (summed or share or again or total or is_compared(sentence, mention)):
            yield figure_draft(sentence, mention, gauge, told)
            continue
        same = told if not nested and is_listed(sentence, mention) else ()
        about = (
            tuple(k for i in owner for k in i.keys)
            or same
            or about_whom(
                sentence,
                mention,
                gauge,
                work,
                nested=bool(nested),
                carried=told_before,
                works=works,
                events=events,
            )
        )
        if not about and is_of(sentence, mention, "states"):
            continue
        if gauge.indicator in _OF_AGREEMENTS:
            about = parties(mention, drafts) or about
        if mention.amount.unit == "count" and gauge.indicator == "Other":
            about = ordered(sentence, mention, drafts, works) or about
        if (
            gauge.rule.startswith("units:")
            and works.measured[3] == mention.amount.unit
            and goes_on(sentence, works)
        ):
            gauge, about = _as_before(gauge, works.measured[2]), works.measured[0]
        if not (about or told):
            about = beside_it(sentence, mention) or told_last(sentence, works)
            if about == works.measured[0] and mention.amount.unit == works.measured[3]:
                gauge = _as_before(gauge, works.measured[2])
        about = about or told
        about = with_other_side(sentence, mention, gauge, about, works)
        if is_put_into(sentence, gauge, about):
            gauge = replace(gauge, indicator="Investment")
        if not about and mention.amount.unit == "count" and mention.amount.value > _MANY:
            about = last_resort(sentence, mention)
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
        works.measured = (about, sentence.end, gauge.indicator, unit)
        lead = Lead(about, gauge.indicator, unit, mention.span.end)
        if ahead_of is not None and is_part_of(sentence, ahead_of, mention):
            yield figure_draft(sentence, ahead_of, gauge, about)
        figure = figure_draft(sentence, mention, gauge, about)
        if part.past:
            begun = gauge
            since = figure.get("start")[:1]
            if since and "" < sentence.discourse.date < str(since[0]):  # when it becomes what it will be
                figure = figure.having(start=(), end=())
            yield replace(figure, status=Status.ACTUAL)
            continue
        ahead = gauge.indicator in _OF_WORKS and works.is_ahead(str(about[0])) if about else False
        yield replace(figure, status=Status.PLANNED) if ahead and figure.status is Status.ACTUAL else figure
    if traded:
        works.traded = sentence.end
    works.gathering = next(
        ((d.name, sentence.end) for d in drafts if d.type in EVENT_CLASSES and d.name), works.gathering
    )
    works.contract = next((d for d in drafts if d.type == "Contract" and d.get("party")), works.contract)


def _outside_names(sentence: Sentence, drafts: Sequence[Draft]) -> Sentence:
    """A sentence without what is part of an event's name: "China International" in "… Import Expo"."""
    names = [(d.name_start, d.name_start + len(d.name)) for d in drafts if d.type in EVENT_CLASSES and d.name]
    kept = tuple(i for i in sentence.items if not any(s <= i.start and i.end <= e for s, e in names))
    return replace(sentence, items=kept) if names else sentence


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
        or trade_goes_on(sentence, mention, works)
        or quantity(sentence, mention)
    )


def _as_before(gauge: Gauge, indicator: str) -> Gauge:
    """A quantity that nothing names is of the measure told last: "Elle passera à 5 millions"."""
    return replace(gauge, indicator=indicator) if gauge.rule.startswith("units:") else gauge


def _is_total(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether a capacity sums up the things counted before it: "40 turbines, soit 200 MW"."""
    return mention.amount.unit in ENERGY and is_sum(sentence, mention)


def _is_owner(sentence: Sentence, gauge: Gauge, item: Item) -> bool:
    """Whether a firm or a state stands right behind a measure: "la production totale d'Alta"."""
    gap = sentence.folded(gauge.end, item.start)
    return item.type in ORGANIZATIONS | {EntityType.COUNTRY} and _OF_OWNER.fullmatch(gap) is not None


def _is_cost(sentence: Sentence, gauge: Gauge) -> bool:
    """Whether a sum is what works take: an investment or a cost, not what someone gives."""
    return gauge.indicator == "Investment" or not {"cost", "gives"}.isdisjoint(kinds_of(sentence, gauge))


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
