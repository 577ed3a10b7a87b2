"""What an amount measures: trade, growth, a share, a count, a capacity, an output."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from diplograph.extraction.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language import AmountMention

ENERGY = frozenset({"W", "kW", "MW", "GW", "TW"})
LENGTHS = frozenset({"km", "m", "ha", "m2", "km2"})
_PRODUCTION = frozenset({"t", "kt", "Mt", "kWh", "MWh", "GWh", "TWh", "bbl", "bbl/d", "m3", "kg", "l", "hl"})
_ALONG = re.compile(
    r" (?:(?:[\w'-]+ ){0,3}|(?:[\w'-]+ ){0,6}, )"
    r"(?:d'une longueur (?:totale )?de |longue?s? de |long de |de |d'|sur |couvrant |totalisant )?"
    r"(?:plus de |pres de |environ |quelque )?"
)
_HAD = re.compile(r" (?:(?:deja|aussi|egalement|aujourd'hui|desormais|actuellement) )?(?:de |d'|en )?")
_LISTED = re.compile(r"[\w'() -]{0,60}(?:,| et|, et|, puis) $")
_LINE = 60  # characters between a line or network and its length
_RATES = frozenset({"m3/d", "Gbit/s", "Mbit/s"})  # what a thing can do
_CAPACITY = ENERGY | {"m3"} | _RATES
_SURFACES = frozenset({"m2", "m"})
_REACH = 110
_AFTER = 40
_FEWEST = {"AgreementCount": 5}  # "deux accords" tells the accords, not their number
_SHARES = frozenset({"Other", "Production"})
_SUMS = frozenset({"Trade", "Investment", "ContractValue", "AgreementCount"})
_OUTPUT = frozenset({"Capacity", "Production"})
_WHOLE = 10
_AWAY = 24
_TOWARD = re.compile(r" (?:au |a l'|a la |plus au |vers le |vers l')")
_OF = 5  # characters of " de " or " d'"
_MONEY = frozenset({"sum", "cost"})
_TOLD = _MONEY | {"price"}
_HELD = 60
_HOLDS = re.compile(
    r" (?:(?:annuelle|totale|maximale|journaliere|d'accueil|d'hebergement|de production|de traitement) )*"
    r"(?:est |sera )?(?:de |d')(?:plus de |pres de |environ )?"
)
_MOST_KNOWN = 10  # "les quatre entreprises" are those just named; "les 570 filiales" are a count
_ALL = 100
_OF_WHICH = re.compile(r" (?:de |d'|du|des)")
_OF_MADE = re.compile(
    r" (?:(?:chaque annee|par an|jusqu'a|quelque|environ) )?(?:de |d')?"
    r"(?:plus de |pres de |environ |quelque )?"
)
_SUPPLIED = re.compile(r" (?:en [a-z-]+ )?(?:de |d')(?:[a-z]+ de )?")
_KNOWN = re.compile(r"(?:^|[\s(])(?:les|des|aux|ces|ses|leurs|nos|vos|mes|tous les|toutes les) $")


@dataclass(frozen=True, slots=True)
class Gauge:
    """A kind of measure, the row that told it and where it is said."""

    indicator: str
    rule: str
    start: int
    end: int
    falls: bool = False


def gauge_of(sentence: Sentence, mention: AmountMention) -> Gauge | None:
    """What an amount measures, None when nothing tells or when it is no measure that is reported."""
    unit = mention.amount.unit
    if unit == "count":
        return _counted(sentence, mention)
    counted = [a.span for a in sentence.amounts if a.amount.unit == "count"]
    hits = [
        h
        for h in sentence.words("indicators")
        if not mention.span.start < h.start < mention.span.end
        and not any(s.start <= h.start < s.end for s in counted)
    ]
    if unit == "percent":
        return _share(sentence, mention, hits)
    before = [h for h in hits if h.end <= mention.span.start and mention.span.start - h.end < _REACH][::-1]
    after = [h for h in hits if 0 <= h.start - mention.span.end < _AFTER]
    said = [h for h in after if h.start - mention.span.end <= _OF]  # "930 millions de chiffre d'affaires"
    if len(unit) == 3 and unit.isupper():
        return _sum(sentence, [*said, *before], after)
    return _quantity(unit, [*said, *before, *after]) or _length(sentence, mention, before)


def unsaid(sentence: Sentence, mention: AmountMention) -> Gauge | None:
    """What a unit tells by itself, where the amount stands with works that have it: "(1 GW)"."""
    unit, span = mention.amount.unit, mention.span
    preposition = sentence.folded(span.start - 5, span.start)
    away = sentence.source.cues("sites", span.end, min(sentence.end, span.end + _AWAY), "side")
    if unit in LENGTHS and any(_TOWARD.fullmatch(sentence.folded(span.end, cue.start)) for cue in away):
        return None  # "116 km au sud-est de la ville": where a thing is
    if unit in _CAPACITY:
        return Gauge("Capacity", f"units:{unit}", span.start, span.end)
    if unit in LENGTHS and preposition.endswith((" a ", " par ")):
        return None  # "à 100 km au large": where a thing is, not how long
    if unit in _PRODUCTION | LENGTHS:
        return Gauge("Other", f"units:{unit}", span.start, span.end)
    return None


def _gauge(indicator: str, hit: Hit[Entry]) -> Gauge:
    return Gauge(indicator, hit.payload.rule, hit.start, hit.end, hit.payload["of"] == "fall")


def _counted(sentence: Sentence, mention: AmountMention) -> Gauge | None:
    span, value = mention.span, mention.amount.value
    if not mention.noun:
        return None
    known = _KNOWN.search(sentence.folded(span.start - 12, span.start))
    if value <= _MOST_KNOWN and known:
        return None
    if any(
        h.payload["of"] == "supply" and _SUPPLIED.fullmatch(sentence.folded(h.end, span.start))
        for h in sentence.source.words("indicators", max(sentence.start, span.start - _AFTER), span.start)
    ):
        return None  # "l'achat de trois navires": what is ordered, told with the order
    held = sentence.source.words("indicators", max(sentence.start, span.start - _HELD), span.start)
    for hit in held:
        gap = sentence.folded(hit.end, span.start)
        if hit.payload["indicator"] == "Capacity" and _HOLDS.fullmatch(gap):
            return _gauge("Capacity", hit)  # "une capacité de 400 lits"
    noun = span.end - len(mention.noun)  # "sept" of "sept accords" is no month here
    nouns = [h for h in sentence.words("indicators") if noun <= h.start and h.end <= span.end + 1]
    if nouns:
        indicator = nouns[0].payload["indicator"]
        fewest = _FEWEST.get(indicator, 3)
        if indicator == "Other" and not known and _is_had(sentence, mention):
            fewest = 2
        if indicator in {"", "Trade", "TradeGrowth", "Investment"} or value < fewest:
            return None
        if indicator == "Other":
            made = _made(sentence, mention)
            return made or _gauge(indicator, nouns[0])
        return _gauge(indicator, nouns[0])
    named = any(span.start < i.end and i.start < span.end for i in sentence.items)
    product = sentence.source.text[noun].isupper()  # "six Rafale"
    if named or (value <= _MOST_KNOWN and not (product and not known) and not _is_had(sentence, mention)):
        return None
    return _made(sentence, mention) or Gauge("Other", "units:count", span.start, span.end)


def _is_had(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether few things are counted as what somebody or something has: "dispose de | deux usines"."""
    start = mention.span.start
    cues = sentence.source.words("indicators", max(sentence.start, start - _REACH), start)
    had = [h for h in cues if h.payload["of"] == "has"]
    if not had:
        return False
    if _HAD.fullmatch(sentence.folded(had[-1].end, start)):
        return True
    counted = [a for a in sentence.amounts if had[-1].end <= a.span.start < start]
    return bool(counted) and _LISTED.fullmatch(sentence.folded(counted[-1].span.end, start)) is not None


def _length(sentence: Sentence, mention: AmountMention, before: Sequence[Hit[Entry]]) -> Gauge | None:
    """How long a line or a network is: "un réseau de 9 400 km", "la ligne, longue de 30 km"."""
    if mention.amount.unit not in LENGTHS:
        return None
    near = next((h for h in before if h.payload["of"] == "line"), None)
    if near is None or mention.span.start - near.end > _LINE:
        return None
    gap = sentence.folded(near.end, mention.span.start)
    return _gauge("Other", near) if _ALONG.fullmatch(gap) else None


def _made(sentence: Sentence, mention: AmountMention) -> Gauge | None:
    """The output of which things are counted: "produit 9 000 voitures", "9 000 voitures fabriquées"."""
    span = mention.span
    for hit in sentence.words("indicators"):
        if hit.payload["of"] == "made" and (
            _OF_MADE.fullmatch(sentence.folded(hit.end, span.start)) or 0 <= hit.start - span.end <= 1
        ):
            return _gauge("Production", hit)
        shifts = sentence.source.cues(
            "circumstances", max(hit.end, span.start - _AFTER), span.start, "shifts"
        )
        if hit.payload["of"] == "made" and shifts and hit.end < span.start < hit.end + _REACH:
            if not re.search(r"[,;:.]", sentence.folded(hit.end, shifts[-1].start)):
                return _gauge("Production", hit)  # "la production mensuelle passera à 9 000 voitures"
    return None


def _share(sentence: Sentence, mention: AmountMention, hits: Sequence[Hit[Entry]]) -> Gauge | None:
    start, end = mention.span.start, mention.span.end
    before = [h for h in hits if h.end <= start and start - h.end < _REACH][::-1]
    after = [h for h in hits if 0 <= h.start - end < _AFTER]
    growth = [h for h in before if h.payload["indicator"] == "TradeGrowth"]
    growth += [h for h in after if h.start - end < 5 and h.payload["indicator"] == "TradeGrowth"]
    signed = sentence.source.text[start - 1 : start + 1].strip("( ")[:1] in {"+", "-", "−"}
    trade = [h for h in before if h.payload["indicator"] == "Trade"]
    if not trade and any(h.payload["of"] == "price" for h in before):
        return None  # "le cours a perdu 3 %"
    if signed and trade and not growth:
        return _gauge("TradeGrowth", trade[0])  # "le commerce (6 milliards, +9 %)"
    if signed and not growth and sentence.source.folded[start - 2 : start + 1].startswith(("(", " (")):
        return None  # "Alta (+1,05 % à 31 euros)": a share price of the day
    whole = [h for h in after if h.payload["indicator"] == "Trade" and h.start - end < _WHOLE]
    if whole and not growth:
        return _gauge("Trade", whole[0])  # "1 % de ses échanges"
    if growth:
        traded = any(h.payload["indicator"] == "Trade" for h in hits)
        return _gauge("TradeGrowth" if traded else "Other", growth[0])
    after = [h for h in after if not re.search(r",|dont", sentence.folded(end, h.start))]
    shares = [h for h in (*after, *before) if h.payload["indicator"] in _SHARES and h.payload["of"] != "line"]
    if shares:
        return _gauge(shares[0].payload["indicator"], shares[0])
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
    if agreements and sentence.folded(agreements[0].end, near.start) in {" d'", " de "}:
        indicator = "AgreementCount"  # "les accords d'investissement"
    titled = [h for h in sentence.words("agreements") if h.end <= near.start]
    if (
        near.payload["of"] in _MONEY
        and titled
        and sentence.folded(titled[-1].end, near.start) in {" de ", " d'"}
    ):
        return None  # "une convention de don de 3 millions": the amount of the convention
    if indicator in {"AgreementCount", "ContractValue"}:
        # one contract's amount is its own; only what several come to is a measure
        return _gauge("ContractValue", near) if several else None
    return _gauge("Other" if near.payload["of"] in _MONEY else indicator, near)


def _are_several(sentence: Sentence) -> bool:
    """Whether a sentence speaks of agreements in the plural."""
    return any(
        h.payload["indicator"] == "AgreementCount" and sentence.folded(h.start, h.end).endswith("s")
        for h in sentence.words("indicators")
    )


def _quantity(unit: str, hits: Sequence[Hit[Entry]]) -> Gauge | None:
    near = next((h for h in hits if h.payload["indicator"] in _OUTPUT or h.payload["of"] == "quantity"), None)
    if near is None:
        return None
    if unit in ENERGY | _RATES:
        return _gauge("Capacity", near)
    if near.payload["indicator"] == "Capacity" and unit in _SURFACES:
        return _gauge("Capacity", near)  # "une capacité annuelle de 90 000 m²" of glass
    return _gauge(near.payload["indicator"], near) if unit in _PRODUCTION else None
