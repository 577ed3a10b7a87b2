"""Quantities in French prose: sums of money, percentages, measures and counts.

A number is an amount when a unit follows it, or a noun that it counts. Labels are none: years and dates,
ordinals, items, articles, models ("A320"), telephone numbers. The span covers the modifier ("plus de"),
the number, its unit or noun. Each number is looked at once: the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from diplograph.language.amount_words import LOOK_BACK, AmountText, amount_words, counted_noun
from diplograph.language.elided import is_elided, is_elliptic, scale_of
from diplograph.language.folding import fold
from diplograph.language.mentions import AmountMention, DateMention
from diplograph.language.numbers import DIGITS, number_words, parse_digits, parse_words
from diplograph.language.shares import share_at, share_words
from diplograph.language.units import Unit, units
from diplograph.model import Amount, Span

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_DIGITS = re.compile(DIGITS)
_GLUED = re.compile(r"(?:[\d_./]|[^\W\d_]|\w[-.]|\d )$")
_BETWEEN = re.compile(r"(?<!\w)entre\s+$")
_THE_ONE = re.compile(r"(?<!\w)(?:le|du|au)\s$")
_JOIN = re.compile(r"\s*-\s*|\s+(?:a|et|ou)\s+")
_HALF = re.compile(r"\s+et\s+demie?(?!\w)")
_REACH = 120
_SOME_OF = re.compile(r" (?:des|sur|sur les|parmi les) (?=\w)")
_STOP = re.compile(r"[.!?…;]\s|\n")
_OF = (" de ", " d'", " de\n")
_OF_THEM = re.compile(r"(?<!\w)(?:ils?|elles?|on) en [^\W\d]+ (?:[^\W\d]+ )?$")
_ELLIPSIS = 100_000  # from which a number without noun is a sum: "il frôlait 2,8 milliards"
_ISO = 3  # letters of a currency
_FARTHEST = 1200  # characters back to the currency that it is in


@dataclass(frozen=True, slots=True)
class _Number:
    """A number, the magnitude named after it (1 without one), and where both end."""

    value: Decimal
    scale: int
    end: int
    about: bool = False
    alone: bool = False


def find_amounts(
    text: str, *, dates: Sequence[DateMention] = (), end: int | None = None
) -> Iterator[AmountMention]:
    """Yield the amounts of a plain text in reading order, without overlaps and none within a date.

    Args:
        dates: the dates of the same text, in reading order.
        end: where to stop.
    """
    body = text if end is None else text[:end]
    source = AmountText(body, fold(body))
    numbers, starts = number_words(), share_words() | amount_words().magnitudes.keys()
    position = 0
    last: AmountMention | None = None
    sum_: AmountMention | None = None
    told: AmountMention | None = None  # the last one of any unit
    spans = iter([*(date.span for date in dates), Span(len(text) + 1, len(text) + 2)])
    date = next(spans)
    for token in _TOKEN.finditer(source.folded):
        start = token.start()
        word = token.group()
        if start < position or not (word[0].isdigit() or word in numbers or word in starts):
            continue
        while date.end <= start:
            position = max(position, date.end)
            date = next(spans)
        if date.start <= start:
            position = date.end
            continue
        found = _amount(source, start, floor=position, limit=date.start)
        if found is None and (part := _part(source, start, floor=position, limit=date.start)) is not None:
            position = part.span.end
            yield part
            continue
        if told is not None and (found is None or is_elliptic(found.noun)):
            bare = _elided(source, start, told, floor=position, limit=date.start)
            if bare is not None:
                position = bare.span.end
                yield bare
                continue
        if found is not None:
            found = _with_unit_said_before(source, found, last)
            found = _with_unit_of_sum(source, found, sum_)
            position = found.span.end
            last = last if found.amount.unit == "percent" else found  # "12 %, à 5 milliards" is no share
            if found.amount.unit not in {"percent", "count"} and found.amount.value >= _ELLIPSIS:
                sum_ = found
            told = found
            yield found


def _amount(source: AmountText, start: int, *, floor: int, limit: int) -> AmountMention | None:
    """The amount whose number begins here, its words between `floor` and `limit`."""
    before = source.before(start)
    if _GLUED.search(before) or amount_words().numbered.search(before):
        return None
    share = share_at(source.folded, start)
    if share is not None and share[2] <= limit:
        modifier, begin, stop = _modifier(source, share[1], share[2], floor=floor, limit=limit, about=False)
        return AmountMention(Span(begin, stop), Amount(Decimal(share[0]), "percent", modifier))
    first = _number(source, start)
    if first is None or first.end > limit:
        return None
    last = _upper(source, first, first.end, start)
    last = last if last is not None and last.end <= limit else None
    one = _THE_ONE.search(source.before(start)) if first.alone else None
    begin, stop, unit, noun = start - (len(one.group()) if one else 0), (last or first).end, None, ""
    prefix, found = units().prefix(source.text, start), units().match(source.text, source.folded, stop)
    if found is not None and found[1] <= limit:
        unit, stop = found
    elif prefix is not None and prefix[1] >= floor:
        unit, begin = prefix
    if unit is not None and last is None:
        upper, end = _upper_with_unit(source, first, unit, start, stop)
        last, stop = (upper, end) if end <= limit else (None, stop)
    if unit is not None:
        unit, stop = units().at_rate(unit, source.folded, stop)
    if unit is None:
        number = last or first
        scaled = number.scale > 1 or number.about
        counted = counted_noun(source, start, first.end, stop, value=first.value, scaled=scaled)
        bare = first.alone and not source.folded.startswith((" de ", " d'"), first.end)
        if counted is None or counted[1] > limit or bare:
            return None
        unit = Unit("count")
        noun, stop = counted
    scale = last.scale if last is not None and first.scale == 1 else first.scale
    modifier, begin, stop = _modifier(source, begin, stop, floor=floor, limit=limit, about=first.about)
    amount = Amount(
        value=_tidy(first.value * scale * unit.factor),
        unit=unit.name,
        modifier=modifier,
        upper=_tidy(last.value * last.scale * unit.factor) if last else None,
    )
    return AmountMention(Span(begin, stop), amount, noun)


def _part(source: AmountText, start: int, *, floor: int, limit: int) -> AmountMention | None:
    """The amount that a bare number is by the unit of the whole behind it: "40 | des 180 kilomètres"."""
    first = _number(source, start)
    link = _SOME_OF.match(source.folded, first.end) if first is not None else None
    if (
        first is None
        or link is None
        or source.folded[start : first.end] in ("un", "une")
        or first.end > limit
    ):
        return None
    whole = _amount(source, link.end(), floor=floor, limit=limit)
    if whole is None or whole.amount.value < first.value:
        return None
    return AmountMention(Span(start, first.end), Amount(_tidy(first.value), whole.amount.unit), elided=True)


def _elided(
    source: AmountText, start: int, told: AmountMention, *, floor: int, limit: int
) -> AmountMention | None:
    """The amount that a bare number is by the unit of the one before it; None of any other number."""
    if _GLUED.search(before := source.before(start)) or amount_words().numbered.search(before):
        return None
    number = _number(source, start)
    if number is None or number.alone or number.end > limit:
        return None
    if not is_elided(source, start, number.end, number.value * number.scale, told):
        return None
    scale = number.scale if number.scale > 1 else scale_of(source, told, number.value)
    modifier, begin, stop = _modifier(source, start, number.end, floor=floor, limit=limit, about=number.about)
    amount = Amount(_tidy(number.value * scale), told.amount.unit, modifier)
    return AmountMention(Span(begin, stop), amount, elided=True)


def _with_unit_said_before(
    source: AmountText, found: AmountMention, last: AmountMention | None
) -> AmountMention:
    """Give "dont 500 millions" the unit of the amount before it in the sentence."""
    if last is None or found.noun or found.amount.unit != "count" or last.amount.unit == "count":
        return found
    between = source.text[last.span.end : found.span.start]
    if len(between) > _REACH or _STOP.search(between):
        return found
    return AmountMention(found.span, replace(found.amount, unit=last.amount.unit))


def _with_unit_of_sum(source: AmountText, found: AmountMention, told: AmountMention | None) -> AmountMention:
    """Give "elle atteindra 280 millions" the unit of the great amount told before it, in its paragraph.

    A sum of money is in the currency told last, farther back too.
    """
    if told is None or found.noun or found.amount.unit != "count" or found.amount.value < _ELLIPSIS:
        return found
    if source.folded.startswith(_OF, found.span.end) or _OF_THEM.search(source.before(found.span.start)):
        return found  # "27 millions de Congolais", "il en vient 2 millions"
    unit = told.amount.unit
    between = source.text[told.span.end : found.span.start]
    money = len(unit) == _ISO and unit.isupper()
    if len(between) > _FARTHEST or ("\n" in between and not money):
        return found
    return AmountMention(found.span, replace(found.amount, unit=unit))


def _tidy(value: Decimal) -> Decimal:
    """Without needless zeros or exponent, so that equal amounts are written the same."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if whole == value else value.normalize()


def _number(source: AmountText, position: int) -> _Number | None:
    """A number in digits or words, with its magnitude."""
    words = amount_words()
    alone = words.magnitude.match(source.folded, position)
    if alone is not None:  # "a dépassé le milliard d'euros"
        one = _THE_ONE.search(source.before(position))
        scale = words.magnitudes[alone["word"]]
        return _Number(Decimal(1), scale, alone.end(), alone=True) if one else None
    about = words.about.match(source.folded, position)
    if about is not None:
        each = Decimal(words.abouts[about["word"]])
        number = _Number(number_words()[about["number"]] * each, 1, about.end(), about=True)
    else:
        value = _plain_number(source, position)
        if value is None:
            return None
        number = _Number(value[0], 1, value[1])
    match = words.magnitude.match(source.folded, number.end)
    if match is None:
        return number
    scale, end, value_ = words.magnitudes[match["word"]], match.end(), number.value
    half = _HALF.match(source.folded, end)
    if half is not None:
        value_, end = value_ + Decimal("0.5"), half.end()
    return _Number(value_, scale, end, about=number.about)


def _plain_number(source: AmountText, position: int) -> tuple[Decimal, int] | None:
    digits = _DIGITS.match(source.text, position)
    if digits is not None:
        return parse_digits(digits.group()), digits.end()
    spelled = amount_words().spelled.match(source.folded, position)
    value = parse_words(spelled.group()) if spelled else None
    if spelled is None or value is None or source.folded[spelled.end() : spelled.end() + 1] == "-":
        return None
    return Decimal(value), spelled.end()


def _upper(source: AmountText, first: _Number, position: int, start: int) -> _Number | None:
    """The upper end of a range such as "50 à 100"; "3 et 4" is one only after "entre"."""
    join = _JOIN.match(source.folded, position)
    if join is None:
        return None
    word = join.group().strip()
    if word == "et" and _BETWEEN.search(source.before(start)) is None:
        return None
    last = _number(source, join.end())
    if last is None or (word == "-" and source.folded[last.end : last.end + 1] in ("-", "/")):
        return None
    scale = last.scale if first.scale == 1 else first.scale
    return last if last.value * last.scale > first.value * scale else None


def _upper_with_unit(
    source: AmountText, first: _Number, unit: Unit, start: int, stop: int
) -> tuple[_Number | None, int]:
    """The upper end of a range that repeats its unit: "entre 3 % et 4 %"."""
    last = _upper(source, first, stop, start)
    found = units().match(source.text, source.folded, last.end) if last else None
    if last is None or found is None or found[0] != unit:
        return None, stop
    # Each end has its own magnitude here.
    return (last, found[1]) if last.scale >= first.scale > 1 or last.scale == first.scale else (None, stop)


def _modifier(
    source: AmountText, begin: int, stop: int, *, floor: int, limit: int, about: bool
) -> tuple[str, int, int]:
    """The modifier before or after an amount, and the amount's span with it."""
    words = amount_words()
    before = source.folded[max(floor, begin - LOOK_BACK) : begin]
    found = max(
        ((value, match) for value, pattern in words.before if (match := pattern.search(before))),
        key=lambda pair: len(pair[1].group()),
        default=None,
    )
    if found is not None:
        return found[0], begin - len(before) + found[1].start(), stop
    after = words.after.match(source.folded, stop)
    if after is not None and after.end() <= limit:
        return words.afters[after["word"]], begin, after.end()
    return ("About" if about else ""), begin, stop
