"""What an amount measures: trade, growth, a share, a count, a capacity, an output."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from diplograph.extraction.frames.figures.counts import counted
from diplograph.extraction.frames.figures.gauge import Gauge, gauge_by, is_money, measures
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language import AmountMention
from diplograph.language.patterns import pattern

ENERGY = frozenset({"W", "kW", "MW", "GW", "TW"})
LENGTHS = frozenset({"km", "m", "ha", "m2", "km2"})
_PRODUCTION = frozenset({"t", "kt", "Mt", "kWh", "MWh", "GWh", "TWh", "bbl", "bbl/d", "m3", "kg", "l", "hl"})
_ALONG = pattern(r" {word}{0,5}(?:, {word}{0,4})?{about}?")
_WHOLE_OF = pattern(r" {of}{det}?")  # "65 % de sa | capacité"
_LINES = pattern(r" {of}{word}?")
_LINE_BEHIND = 16  # characters of " de nouvelles " behind a length
_LINE = 60  # characters between a line or network and its length
_FAR = pattern(r"\b(?:{to}|(?:par|pendant|durant|pres|apres) )$")  # where a thing is
_GREAT = frozenset({"km", "ha", "km2"})
_GOODS = frozenset({"t", "kt", "Mt", "kWh", "MWh", "GWh", "TWh", "bbl", "m3", "kg", "l", "hl"})
_DAILY = frozenset({"bbl/d"})
_TRADED = ("agreements", "orders")
_EACH = pattern(r"\b(?:des |les |aux |{some}){word}{1,3}{of}{about}?$")
_OF_GOODS = pattern(r"(?: {of}[\w' -]{2,24}?)?,? ")
_PACE = 40  # characters of " de minerai enrichi par an" behind a quantity
_RATES = frozenset({"m3/d", "Gbit/s", "Mbit/s"})  # what a thing can do
_CAPACITY = ENERGY | {"m3"} | _RATES
_SURFACES = frozenset({"m2", "m"})
_REACH = 110
_AFTER = 40
_SHARES = frozenset({"Other", "Production"})
_SUMS = frozenset({"Trade", "Investment", "ContractValue", "AgreementCount"})
OUTPUT = frozenset({"Capacity", "Production"})
_WHOLE = 10
_AWAY = 24
_TOWARD = pattern(r" (?:plus )?{at}{the}?")
_OF = 5  # characters of " de " or " d'"
_MONEY = frozenset({"sum", "cost", "balance", "firm", "gives"})
_GIVEN = 60  # characters between "accordera" and the sum that is given
_TOLD = _MONEY | {"price"}
_FOR = pattern(r"{edge}(?:{for}|a hauteur {of}|(?:moyennant|contre) )(?:{a}{word}{of})?{about}?$")
_ALL = 100
_WAY = 20  # characters of "couru plus de " before how far
_SHORT = 200  # metres, below which nothing but a ship or a wall is so long
_AMONG = re.compile(r",? d'entre ")
_OF_WHICH = pattern(r" {of}")


def gauge_of(sentence: Sentence, mention: AmountMention) -> Gauge | None:
    """What an amount measures, None when nothing tells or when it is no measure that is reported."""
    unit = mention.amount.unit
    if unit == "count":
        return counted(sentence, mention)
    things = [a.span for a in sentence.amounts if a.amount.unit == "count"]
    shares = [a.span.end for a in sentence.amounts if a.amount.unit == "percent" and unit != "percent"]
    hits = [
        h
        for h in sentence.words("indicators")
        if not mention.span.start < h.start < mention.span.end
        and not any(s.start <= h.start < s.end for s in things)
        and (h.payload["of"] != "gives" or 0 <= mention.span.start - h.end < _GIVEN)
        and (h.payload["of"] != "spends" or _is_spent(sentence, mention, h))
        and not any(_WHOLE_OF.fullmatch(sentence.folded(end, h.start)) for end in shares if end < h.start)
    ]
    if unit == "percent":
        return _share(sentence, mention, hits)
    before = [h for h in hits if h.end <= mention.span.start and mention.span.start - h.end < _REACH][::-1]
    after = [h for h in hits if 0 <= h.start - mention.span.end < _AFTER]
    said = [h for h in after if h.start - mention.span.end <= _OF]  # "930 millions de chiffre d'affaires"
    if is_money(mention):
        return _sum(sentence, [*said, *before], after)
    if unit in _SURFACES:
        after = said = []  # "1 870 m de long pour une puissance de …"
    return _quantity(unit, [*said, *before, *after]) or _length(sentence, mention, before)


def _is_spent(sentence: Sentence, mention: AmountMention, hit: Hit[Entry]) -> bool:
    """Whether a sum is what doing something costs: "modernise ses usines | pour 350 millions d'euros"."""
    start = mention.span.start
    if not 0 <= start - hit.end < _REACH or not _FOR.search(sentence.folded(start - 20, start)):
        return False
    trade = sentence.source.words("agreements", sentence.start, start)
    orders = sentence.source.words("orders", sentence.start, start)
    bought = any(h.payload["form"] != "takeover" for h in orders)
    return not (trade or bought or sentence.is_broken(hit.end, start, marks=";:."))


def unsaid(sentence: Sentence, mention: AmountMention) -> Gauge | None:
    """What a unit tells by itself, where the amount stands with works that have it: "(1 GW)"."""
    unit, span = mention.amount.unit, mention.span
    away = sentence.source.cues("sites", span.end, min(sentence.end, span.end + _AWAY), "side")
    if unit in LENGTHS and any(_TOWARD.fullmatch(sentence.folded(span.end, cue.start)) for cue in away):
        return None  # "116 km au sud-est de la ville": where a thing is
    if _EACH.search(sentence.folded(span.start - 36, span.start)):
        return None  # "des centrales de moins de 100 MW": what works of a kind have
    if unit in _CAPACITY:
        return Gauge("Capacity", f"units:{unit}", span.start, span.end)
    if unit == "m" and mention.amount.value < _SHORT:
        return None  # how long a ship is, how high a wall
    if unit in LENGTHS and _FAR.search(sentence.folded(span.start - _WAY, span.start)):
        return None  # "à 100 km au large", "pendant 100 km": where a thing is, not how long
    if unit in _PRODUCTION | LENGTHS:
        return Gauge("Other", f"units:{unit}", span.start, span.end)
    return None


def quantity(sentence: Sentence, mention: AmountMention) -> Gauge | None:
    """What a quantity of goods, of power or of land tells wherever it stands: "vise 600 000 tonnes par an".

    Not how high or how far a thing is, nor a single unit of anything.
    """
    unit, span = mention.amount.unit, mention.span
    if unit not in ENERGY | _PRODUCTION | _GREAT or mention.amount.value <= 1:
        return None
    if measures(sentence, span.start - _WAY, span.start, "toll"):
        return None  # "a parcouru | 42 kilomètres"
    gauge = unsaid(sentence, mention)
    if gauge is not None and unit == "m3":
        gauge = replace(gauge, indicator="Other")
    if gauge is None or unit not in _GOODS | _DAILY:
        return gauge
    paces = sentence.source.cues("word_classes", span.end, min(sentence.end, span.end + _PACE), "pace")
    said = any(_OF_GOODS.fullmatch(sentence.folded(span.end, cue.start)) for cue in paces)
    traded = any(h.end <= span.start for table in _TRADED for h in sentence.words(table))
    return replace(gauge, indicator="Production") if (said or unit in _DAILY) and not traded else gauge


def _length(sentence: Sentence, mention: AmountMention, before: Sequence[Hit[Entry]]) -> Gauge | None:
    """How long a line or a network is: "un réseau de 9 400 km", "la ligne, longue de 30 km"."""
    if mention.amount.unit not in LENGTHS:
        return None
    if _FAR.search(sentence.folded(mention.span.start - _WAY, mention.span.start)):
        return None  # "à 1 700 m de profondeur": where a thing is
    start, end = mention.span.start, mention.span.end
    for hit in measures(sentence, end, end + _LINE_BEHIND, "line"):  # "17 km de nouvelles lignes"
        if _LINES.fullmatch(sentence.folded(end, hit.start)):
            return gauge_by("Other", hit)
    near = next((h for h in before if h.payload["of"] == "line"), None)
    if near is None or start - near.end > _LINE:
        return None
    return gauge_by("Other", near) if _ALONG.fullmatch(sentence.folded(near.end, start)) else None


def _share(sentence: Sentence, mention: AmountMention, hits: Sequence[Hit[Entry]]) -> Gauge | None:
    start, end = mention.span.start, mention.span.end
    if _AMONG.match(sentence.source.folded, end):
        return None  # "la moitié d'entre eux"
    before = [h for h in hits if h.end <= start and start - h.end < _REACH][::-1]
    after = [h for h in hits if 0 <= h.start - end < _AFTER]
    growth = [h for h in before if h.payload["indicator"] == "TradeGrowth"]
    growth += [h for h in after if h.start - end < 5 and h.payload["indicator"] == "TradeGrowth"]
    signed = sentence.source.text[start - 1 : start + 1].strip("( ")[:1] in {"+", "-", "−"}
    trade = [h for h in before if h.payload["indicator"] == "Trade"]
    if not trade and any(h.payload["of"] == "price" for h in before):
        return None  # "le cours a perdu 3 %"
    if signed and trade and not growth:
        return gauge_by("TradeGrowth", trade[0])  # "le commerce (6 milliards, +9 %)"
    if signed and not growth and sentence.source.folded[start - 2 : start + 1].startswith(("(", " (")):
        return None  # "Alta (+1,05 % à 31 euros)": a share price of the day
    whole = [h for h in after if h.payload["indicator"] == "Trade" and h.start - end < _WHOLE]
    if whole and not growth:
        return gauge_by("Trade", whole[0])  # "1 % de ses échanges"
    if growth:
        traded = any(
            h.payload["indicator"] == "Trade" and not sentence.is_aside(h.start, growth[0].start)
            for h in hits
        )
        return gauge_by("TradeGrowth" if traded else "Other", growth[0])
    after = [h for h in after if not re.search(r",|dont", sentence.folded(end, h.start))]
    shares = [
        h
        for h in (*after, *before)
        if h.payload["indicator"] in _SHARES
        and h.payload["of"] != "line"
        and not (h.payload["indicator"] == "Production" and "," in sentence.folded(h.end, start))
    ]
    if shares:
        made = shares[0].start > end and shares[0].payload["of"] == "made"
        supplies = any(h.payload["indicator"] == "Production" and h.payload["of"] != "made" for h in before)
        if made and not supplies:  # "exporte 86 % de sa production"; not "fournit 7 % de la production"
            return gauge_by("Other", shares[0])
        return gauge_by(shares[0].payload["indicator"], shares[0])
    if mention.amount.value == _ALL and not _OF_WHICH.match(
        sentence.folded(end, min(sentence.end, end + _OF))
    ):
        return None  # "un véhicule 100 % électrique"
    return Gauge("Other", "units:%", start, end)


def _sum(sentence: Sentence, before: Sequence[Hit[Entry]], after: Sequence[Hit[Entry]]) -> Gauge | None:
    several = _are_several(sentence)
    near = next(
        (
            h
            for h in (*before, *after)
            if (h.payload["indicator"] in _SUMS or h.payload["of"] in _TOLD)
            and (several or h.payload["of"] != "total")
        ),
        None,
    )
    if near is None or near.payload["of"] == "price":
        return None  # what one barrel costs is no measure of anyone
    indicator = near.payload["indicator"]
    agreements = [h for h in before if h.payload["indicator"] == "AgreementCount"]
    if agreements and _OF_WHICH.fullmatch(sentence.folded(agreements[0].end, near.start)):
        indicator = "AgreementCount"  # "les accords d'investissement"
    titled = [h for h in sentence.words("agreements") if h.end <= near.start]
    if (
        near.payload["of"] in _MONEY
        and titled
        and _OF_WHICH.fullmatch(sentence.folded(titled[-1].end, near.start))
    ):
        return None  # "une convention de don de 3 millions": the amount of the convention
    if indicator in {"AgreementCount", "ContractValue"}:
        # one contract's amount is its own; only what several come to is a measure
        return gauge_by("ContractValue", near) if several else None
    return gauge_by("Other" if near.payload["of"] in _MONEY else indicator, near)


def _are_several(sentence: Sentence) -> bool:
    """Whether a sentence speaks of agreements in the plural."""
    return any(
        h.payload["indicator"] == "AgreementCount" and sentence.folded(h.start, h.end).endswith("s")
        for h in sentence.words("indicators")
    )


def _quantity(unit: str, hits: Sequence[Hit[Entry]]) -> Gauge | None:
    near = next((h for h in hits if h.payload["indicator"] in OUTPUT or h.payload["of"] == "quantity"), None)
    if near is None:
        return None
    if unit in ENERGY | _RATES:
        return gauge_by("Capacity", near)
    if near.payload["indicator"] == "Capacity" and unit in _SURFACES:
        return gauge_by("Capacity", near)  # "une capacité annuelle de 90 000 m²" of glass
    return gauge_by(near.payload["indicator"], near) if unit in _PRODUCTION else None
