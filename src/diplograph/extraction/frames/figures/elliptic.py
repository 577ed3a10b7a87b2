"""Figures told without their unit: "3 milliards, contre | 2 en 2020", "A détient 45 %, B | 30"."""

from __future__ import annotations

from dataclasses import dataclass

from diplograph.extraction.frames.common.works import Works
from diplograph.extraction.frames.figures.gauge import Gauge
from diplograph.extraction.frames.figures.shares import MEASURED
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import AmountMention
from diplograph.language.patterns import pattern
from diplograph.model import EntityType, Value

_KINDS = MEASURED | {EntityType.CITY}
_BESIDE = pattern(r",? \(?(?:{that}|{for}|{the}|{about})*$")
_GAPPED = pattern(r",? (?:n'en {has})?{about}*")
_SOME_OF = pattern(r" (?:des |de {definite}|(?:sur|parmi) {definite}?)")
_FORMER = pattern(r"(?: [\w' -]{1,24})?,? (?:apres|contre) {about}?[+-]?")
_SOON = 300  # characters from a figure to a sentence that goes on with it
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Lead:
    """The figure told last: of what, what it measures, in what unit, and where it stands."""

    about: tuple[Value, ...]
    indicator: str
    unit: str
    end: int


def lead_of(sentence: Sentence, works: Works) -> Lead | None:
    """The figure that the sentence before told last; None when it told none."""
    about, end, indicator, unit = works.measured
    gap = sentence.source.text[end : sentence.start]
    return Lead(about, indicator, unit, end) if about and len(gap) < _SOON and "\n" not in gap else None


def goes_on_with(
    sentence: Sentence, mention: AmountMention, lead: Lead | None
) -> tuple[Gauge, tuple[Value, ...]] | None:
    """What a number without unit measures, and of what: as the one before it, of another if one is named."""
    if lead is None or lead.unit != mention.amount.unit:
        return None
    unit = "%" if mention.amount.unit == "percent" else mention.amount.unit
    gauge = Gauge(lead.indicator, f"units:{unit}", mention.span.start, mention.span.end)
    own = _own(sentence, mention, max(lead.end, sentence.start))
    kind = sentence.discourse.types.get(own)
    if not own or own in lead.about:
        return gauge, lead.about
    others = [key for key in lead.about if _kind(sentence, key) is not kind]
    return gauge, (
        own,
        *(others or lead.about[1:]),
    )  # of two of a kind the first is the other's, as holders are


def is_gapped(sentence: Sentence, mention: AmountMention, lead: Lead | None) -> bool:
    """Whether a second clause leaves out its verb: "la Russie a apporté 3 M$, et la France | 2 M$"."""
    start = mention.span.start
    if lead is None or lead.unit != mention.amount.unit or lead.end <= sentence.start:
        return False
    if any(i.start == mention.span.end + 1 and i.kind == "name" for i in sentence.items):
        return False  # "(51 % Alta, 49 % Bera)"
    near = sentence.before(start, kinds=_KINDS)[:1]
    return any(
        i.kind == "name"
        and i.start >= lead.end
        and not sentence.preposition(i)
        and _GAPPED.fullmatch(sentence.folded(i.end, start)) is not None
        for i in near
    )


def is_former(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether a rate is what the one before it was earlier: "2 % en 2017, après | 1,2 % en 2016"."""
    start = mention.span.start
    before = [a for a in sentence.amounts if a.span.end <= start][-1:]
    return mention.amount.unit == "percent" and any(
        a.amount.unit == "percent" and _FORMER.fullmatch(sentence.folded(a.span.end, start)) is not None
        for a in before
    )


def whole_of(sentence: Sentence, gauge: Gauge, lead: Lead | None) -> Value:
    """Of what the share told last is, where this one is another holder's: in its sentence, or held too."""
    if lead is None or lead.unit != "percent" or len(lead.about) < _PAIR:
        return ""
    words = sentence.source.words("indicators", gauge.start, gauge.start + 1)
    holds = any(h.payload["of"] == "holds" for h in words)
    return lead.about[-1] if holds else ""


def is_part_of(sentence: Sentence, part: AmountMention, whole: AmountMention) -> bool:
    """Whether a number without unit counts some of what is counted right behind it: "40 | des 180 km"."""
    same = part.amount.unit == whole.amount.unit
    return same and _SOME_OF.fullmatch(sentence.folded(part.span.end, whole.span.start)) is not None


def _kind(sentence: Sentence, key: Value) -> EntityType | None:
    return sentence.discourse.types.get(str(key))


def _own(sentence: Sentence, mention: AmountMention, since: int) -> str:
    """Who is named anew beside a number: right before it, or as the subject of its clause; "" if nobody."""
    start = mention.span.start
    near = [i for i in sentence.before(start, kinds=_KINDS) if i.start >= since and not i.is_plural]
    for item in near[:1]:
        if _BESIDE.fullmatch(sentence.folded(item.end, start)):
            return item.keys[0]
    low = sentence.clause_start(start)
    free = [i for i in near if i.start >= low and not sentence.preposition(i) and i.kind == "name"]
    return free[0].keys[0] if free else ""
