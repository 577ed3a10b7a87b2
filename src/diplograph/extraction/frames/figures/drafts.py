"""A figure as a reading: its value, period and status, and what it is compared with."""

from __future__ import annotations

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.figures.gauge import Gauge, is_money
from diplograph.extraction.sentences.attachment import is_of_state
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.language import AmountMention, DateMention
from diplograph.language.patterns import pattern
from diplograph.model import Status, Value

_SINCE = pattern(r"\bdepuis {det}?{word}?{of}?$")
_AGAINST = pattern(r" {of}?{det}?{about}?")
_NEXT_CLAUSE = pattern(r"[,;]|\b(?:{which}|{that}|{and}|{but})")
_OR = pattern(r"(?: \((?:soit )?|,? soit |,? ou ){about}?")
_SO = pattern(r" soit (?:{also}|{at}{word})?{about}?$")
_LONGEST_SO = 36
_GOAL = 60  # characters between "vise" and the amount to be reached
_COMPARED = 40  # characters between "par rapport à" and the time that is compared with


def is_compared(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether a share compares the amount before it: "9 000 visas, soit 12 % de plus qu'en 2023"."""
    span = mention.span
    compared = sentence.source.cues("circumstances", span.end, span.end + 24, "compared")
    return mention.amount.unit == "percent" and bool(compared) and compared[0].start <= span.end + 1


def figure_draft(sentence: Sentence, mention: AmountMention, gauge: Gauge, about: tuple[Value, ...]) -> Draft:
    """The figure that an amount is, with its period, and planned where it is a goal."""
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
    goals = is_goal(sentence, mention)
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
    today = sentence.discourse.date
    dates = [
        d
        for d in sentence.dates
        if not is_of_state(sentence, d, sentence.start) and not sentence.is_aside(d.span.start, offset)
    ]
    dates = [d for d in dates if d.period.start != today]  # "compte aujourd'hui 16 millions d'habitants"
    after = [d for d in dates if offset <= d.span.start < min(next_amount, offset + 60)]
    previous = max(
        (a.span.end for a in sentence.amounts if a.span.end <= mention.span.start),
        default=sentence.start,
    )
    before = [d for d in dates if previous <= d.span.start < mention.span.start]
    # "29 % du total (36 % en 2005) et … | 28 %": what stands in brackets is of the amount there
    before = [d for d in before if sentence.folded(d.span.end, d.span.end + 1) != ")"]
    before = [d for d in before if not _is_since(sentence, d, mention)]
    compared = sentence.source.cues("circumstances", sentence.start, sentence.end, "compared")
    start = mention.span.start
    before = [d for d in before if not any(_is_compared_with(sentence, c, d) for c in compared)]
    against = any(_AGAINST.fullmatch(sentence.folded(c.end, start)) for c in compared if c.end <= start)
    before = [] if against else before  # "3 Md€ en 2022 contre | 2 Md€": the year is not its own
    compared = [c for c in compared if c.start >= offset]  # "contre | 2 Md€ en 2020": the year is its own
    after = [d for d in after if not any(_is_compared_with(sentence, c, d) for c in compared)]
    after = [d for d in after if not _is_of_next_verb(sentence, mention, d)]
    chosen = after[0] if after else (before[-1] if before else None)
    if chosen is None:
        return None
    return chosen.period.start, chosen.period.end, chosen.span.end


def _is_of_next_verb(sentence: Sentence, mention: AmountMention, date: DateMention) -> bool:
    """Whether a date is told of another verb than an amount: "coûte 9 M€ et | s'achèvera en mai"."""
    start, end = mention.span.start, mention.span.end
    if not sentence.has_finite_verb(sentence.clause_start(start), start):
        return False
    found = _NEXT_CLAUSE.search(sentence.source.folded, end, date.span.start)
    return found is not None and sentence.has_finite_verb(found.end(), date.span.start)


def _is_since(sentence: Sentence, date: DateMention, mention: AmountMention) -> bool:
    """Whether a date says since when somebody is there: "établi depuis 1993, A emploie | 500 personnes"."""
    start = date.span.start
    since = _SINCE.search(sentence.folded(start - len("depuis le mois de "), start))
    return since is not None and "," in sentence.folded(date.span.end, mention.span.start)


def is_goal(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether an amount is to be reached: "vise | 15 milliards"."""
    start = mention.span.start
    low = max(sentence.clause_start(start), start - _GOAL)
    return bool(sentence.source.cues("circumstances", low, start, "goal"))


def _is_compared_with(sentence: Sentence, cue: Hit[Entry], date: DateMention) -> bool:
    """Whether a date is what a measure is compared with: "par rapport à la même période | l'an dernier"."""
    return cue.end <= date.span.start < cue.end + _COMPARED and not sentence.is_broken(
        cue.end, date.span.start
    )


def is_converted(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether a sum is the one before it told in another currency: "27 milliards de francs CFA (41 M€)"."""
    before = [a for a in sentence.amounts if a.span.end <= mention.span.start][-1:]
    return any(
        a.amount.unit != mention.amount.unit
        and is_money(a)
        and is_money(mention)
        and _OR.fullmatch(sentence.folded(a.span.end, mention.span.start)) is not None
        for a in before
    )


def is_sum(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether an amount says another way what was told before it: "…, soit 200 MW"."""
    start = mention.span.start
    return _SO.search(sentence.folded(start - _LONGEST_SO, start)) is not None
