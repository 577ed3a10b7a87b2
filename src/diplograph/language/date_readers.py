"""The readers of dates: each reads one kind of date where its first word stands, or finds none there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from diplograph.language import periods
from diplograph.language.date_words import DateWords
from diplograph.language.numbers import measuring_words
from diplograph.model import Period, Span

TOKEN = re.compile(r"\d+|[^\W\d_]+")
_LOOK_BACK = 30
_AFTER_NUMBER = re.compile(r"(?:[.,]\d|\s*[%€$£°]|[/-]\w|\s\d{3}(?!\d))")
_BEFORE_NUMBER = re.compile(r"(?:[\w.,/-]|(?<!\w)(?:n°|nº)\s?|[€$£]\s?)$")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_LAST_WORD = re.compile(r"([^\W\d_]+)[ '\-]$")
_HABIT = re.compile(r"(?<!\w)(?:le|les|chaque|un|des|du|tous\s+les)\s+$")
_DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2}\s+$")
_APPOSED = re.compile(r"(?<!\w)(?:hier|demain|aujourd'hui),?\s+$")
_THIS = re.compile(r"(?<!\w)ce\s+$")
_WEEK = 7
_YEAR_SAID = re.compile(r"[ -](?:de |d'|\d{4}|dernier|derniere|prochain|passe|suivant|meme)")
_SINCE = re.compile(r"\bdepuis (?:le |la |l'|la fin |le debut |fin |debut |la mi-|mi-)?(?:de |du )?$")
_SAME_SENTENCE = 160
_NEXT_DATE = 12  # characters of ", le " between "un an plus tard" and its day
_ANCHOR_REACH = 400  # characters from a date to "le même jour"
_OF = re.compile(r" (?:de |d'|du |des |ou )")  # "le lendemain de la visite"
_SENTENCE_END = re.compile(r"[.;!?]\s|\n")


@dataclass(slots=True)
class Context:
    """A text, when it was published, and how its words are read.

    Attributes:
        told: where the last date with a year of its own ended, that year, its month; () before any.
        last: where the last date ended, and that ISO date; () before any.
    """

    text: str
    folded: str
    published: str
    upcoming: Callable[[int], bool]
    current: Callable[[int], bool]
    over: Callable[[int], bool]
    words: DateWords
    told: tuple[int, int, int] | tuple[()] = ()
    last: tuple[int, str] | tuple[()] = ()

    def before(self, position: int) -> str:
        """The folded words just before a position."""
        return self.folded[max(0, position - _LOOK_BACK) : position]


_Found = tuple[Span, Period | None] | None
_Reader = Callable[[Context, int], _Found]


def readers(word: str, words: DateWords) -> tuple[_Reader, ...]:
    """What can begin with a word; longer expressions first."""
    if word[0].isdigit():
        return _NUMBER_READERS if len(word) <= 2 else _YEAR_READERS if len(word) == 4 else ()
    return _word_readers(word, words)


def _word_readers(word: str, words: DateWords) -> tuple[_Reader, ...]:
    readers = _WORD_READERS.get(word)
    if readers is None:
        found: list[_Reader] = []
        if word in words.phrases:
            found.append(_phrase)
        if word in words.weekdays:
            found += [_day_range, _day, _weekday_range, _weekday]
        if word in words.months or f"{word}." in words.months:
            found += [_month_range, _month]
        if word in words.ordinals:
            found.append(_part)
        if word in words.small:
            found += [_first_months, _later]
        if word in ("t", "s"):
            found.append(_short_part)
        if word == "il":
            found.append(_ago)
        if word == "dans":
            found.append(_ahead)
        if word in ("annee", "annees"):
            found.append(_decade)
        if not found:
            return ()
        readers = _WORD_READERS[word] = tuple(found)
    return readers


def _span(context: Context, match: re.Match[str], *, approach: bool = False) -> Span:
    """The words of a match, with "fin", "début" or "mi-" before them; a full stop of the table stays in."""
    start = match.start()
    if approach:
        cue = context.words.approach.search(context.before(start))
        if cue is not None:
            start -= len(context.before(start)) - cue.start()
    return Span(start, match.end())


def _year_of(context: Context, match: re.Match[str], month: int, day: int) -> int | None:
    """The year that a match gives, or the one meant when it gives none."""
    words = context.words
    if match["year"]:
        context.told = (match.end(), int(match["year"]), month)
        return int(match["year"])
    if match["of_year"]:
        return _year_of_phrase(context, match["of_year"])
    if match["shift"]:
        return _strictly(context, month, day, words.shifts[match["shift"]])
    reach = _SAME_SENTENCE if context.told and context.told[2] else _NEXT_DATE
    if context.told and match.start() - context.told[0] < reach and context.told[2] in {0, month}:
        between = context.folded[context.told[0] : match.start()]
        if not _SENTENCE_END.search(between):
            return context.told[1]  # "en novembre 2023, où il est arrivé le 10 novembre"
    if context.over(match.start()) or _SINCE.search(context.before(match.start())):
        return periods.year_beside(month, day, published=context.published, direction=-1)
    return periods.likely_year(
        month, day, published=context.published, upcoming=context.upcoming(match.start())
    )


def _strictly(context: Context, month: int, day: int, direction: int) -> int | None:
    """The last or next such month, the current one left out ("en mars dernier", written in March)."""
    year = periods.year_beside(month, day, published=context.published, direction=direction)
    if year is None:
        return None
    current = context.published[:7] == f"{year:04}-{month:02}" and not day
    return year + direction if current else year


def _number(text: str, words: DateWords) -> int:
    return int(text) if text.isdigit() else words.small[text]


def _month_number(text: str, words: DateWords) -> int:
    return words.months[text]


def _day_number(text: str) -> int:
    return int(text.removesuffix("er"))


def _bounded_left(context: Context, start: int) -> bool:
    return _BEFORE_NUMBER.search(context.before(start)) is None


def _day_range(context: Context, start: int) -> _Found:
    match = context.words.day_range.match(context.folded, start)
    if match is None:
        return None
    day, month = _day_number(match["day"]), _month_number(match["month"], context.words)
    first_day = _day_number(match["day1"])
    first_month = _month_number(match["month1"], context.words) if match["month1"] else month
    year = _year_of(context, match, month, day)
    if year is None:
        return _span(context, match), None
    first_year = int(match["year1"]) if match["year1"] else year - (first_month > month)
    begin, end = periods.iso(first_year, first_month, first_day), periods.iso(year, month, day)
    return _span(context, match), periods.period_of(begin, end) if begin and end else None


def _day(context: Context, start: int) -> _Found:
    match = context.words.days.match(context.folded, start)
    if match is None:
        return None
    day, month = _day_number(match["day"]), _month_number(match["month"], context.words)
    year = _year_of(context, match, month, day)
    return _span(context, match), periods.period_of(periods.iso(year, month, day)) if year else None


def _numeric(context: Context, start: int) -> _Found:
    match = context.words.numeric.match(context.folded, start)
    if match is None or not _bounded_left(context, start):
        return None
    year, month, day = (int(match[name] or match[f"{name}_"]) for name in ("year", "month", "day"))
    if month == 0 or day == 0:
        return _span(context, match), None
    return _span(context, match), periods.period_of(periods.iso(year, month, day))


def _month_range(context: Context, start: int) -> _Found:
    match = context.words.month_range.match(context.folded, start)
    if match is None:
        return None
    first, last = (_month_number(match[name], context.words) for name in ("month1", "month"))
    year = _year_of(context, match, last, 0)
    if year is None:
        return _span(context, match), None
    first_year = int(match["year1"]) if match["year1"] else year - (first > last)
    return _span(context, match), periods.period_of(periods.iso(first_year, first), periods.iso(year, last))


def _month(context: Context, start: int) -> _Found:
    match = context.words.month.match(context.folded, start)
    if match is None:
        return None
    if _DAY_BEFORE.search(context.before(start)):
        return _span(context, match), None  # "31 février" is no day, and not the month either
    month = _month_number(match["month"], context.words)
    if not match["year"]:
        if context.text[start].isupper() or not context.words.month_cue.search(context.before(start)):
            return None
        if match.end() < len(context.folded) and context.folded[match.end()] == "-":
            return None
    year = _year_of(context, match, month, 0)
    return _span(context, match, approach=True), periods.period_of(periods.iso(year, month)) if year else None


def _year_range(context: Context, start: int) -> _Found:
    match = context.words.year_range.match(context.folded, start)
    if match is None or not _bounded_left(context, start):
        return None
    if match["year2"]:
        year = int(match["year2"])
        if int(match["short"]) != (year + 1) % 100:
            return None
        return _span(context, match), periods.period_of(periods.iso(year), periods.iso(year + 1))
    if match["join"].strip() not in ("-", "/") and not _is_year(context, match.start(), match.end()):
        return _span(context, match), None
    first, last = int(match["year1"]), int(match["year"])
    return (_span(context, match), periods.period_of(str(first), str(last))) if first < last else None


def _year(context: Context, start: int) -> _Found:
    match = context.words.year.match(context.folded, start)
    if match is None or not _is_year(context, start, match.end()):
        return None
    return _span(context, match, approach=True), periods.period_of(periods.iso(int(match.group())))


def _is_year(context: Context, start: int, end: int) -> bool:
    """Whether four digits are a year: by the words before them, or because nothing after is counted."""
    if _AFTER_NUMBER.match(context.folded, end):
        return False
    before, words = context.before(start), context.words
    if words.year_cue.search(before):
        return True
    if not _bounded_left(context, start):
        return False
    following = _NEXT_WORD.match(context.folded, end)
    counted = following is not None and not words.function.fullmatch(following.group(1))
    if counted and following is not None and "\n" in following.group():
        counted = False
    if counted and following is not None and context.text[following.start(1)].isupper():
        counted = False
    if words.weak_cue.search(before):
        return not counted
    previous = _LAST_WORD.search(before)
    if previous is None:
        return not counted
    if previous.group(1) in measuring_words():
        return False
    # "le budget 2024 adopté" is a year, "accueille 2000 étudiants" is not.
    plural = following is not None and following.group(1)[-1] in "sx"
    return not counted or (not plural and not words.function.fullmatch(previous.group(1)))


def _decade(context: Context, start: int) -> _Found:
    match = context.words.decade.match(context.folded, start)
    if match is None:
        return None
    first = int(match["long"]) if match["long"] else 1900 + int(match["short"])
    if not match["long"] or context.folded[start : start + 6] == "annees":
        return _span(context, match), periods.period_of(str(first), str(first + 9))
    return None


def _weekday(context: Context, start: int) -> _Found:
    match = context.words.weekday.match(context.folded, start)
    if match is None:
        return None
    before = context.before(start)
    if not match["shift"] and _HABIT.search(before):
        return None
    if _APPOSED.search(before):
        return _span(context, match), None  # "demain, mardi"
    day = _day_of_week(context, start, match["weekday"], match["shift"])
    this = _THIS.search(before)
    begin = start - len(this.group()) if this else start
    return Span(begin, match.end()), Period(day.isoformat()) if day else None


def _weekday_range(context: Context, start: int) -> _Found:
    """ "Jeudi et vendredi", "de mercredi à vendredi": the second is the next after the first."""
    match = context.words.weekday_range.match(context.folded, start)
    if match is None:
        return None
    if not match["shift"] and _HABIT.search(context.before(start)):
        return _span(context, match), None  # "ouvert du lundi au vendredi"
    first = _day_of_week(context, start, match["weekday1"], match["shift"])
    if first is None:
        return _span(context, match), None
    weekdays = context.words.weekdays
    last = first + timedelta(days=(weekdays[match["weekday"]] - weekdays[match["weekday1"]]) % _WEEK)
    return _span(context, match), periods.period_of(first.isoformat(), last.isoformat())


def _day_of_week(context: Context, start: int, weekday: str, shift: str | None) -> date | None:
    """The day meant by its name: before or after the publication day, as the verb tells."""
    if shift:
        direction = 2 * context.words.shifts[shift]
    elif context.current(start):
        direction = 0
    else:
        direction = 1 if context.upcoming(start) else -1
    return periods.weekday(context.words.weekdays[weekday], published=context.published, direction=direction)


def _part(context: Context, start: int) -> _Found:
    match = context.words.part.match(context.folded, start)
    if match is None:
        return None
    parts = context.words.parts[match["part"]]
    number = context.words.ordinals[match["ordinal"]]
    number = parts if number == -1 and match["year"] else number
    return _span(context, match), _part_period(context, match, number, parts)


def _part_period(context: Context, match: re.Match[str], number: int, parts: int) -> Period | None:
    year: int | None
    if match["year"]:
        year = int(match["year"])
    elif match["of_year"]:
        year = _year_of_phrase(context, match["of_year"])
    else:
        year = periods.nearest_part(number, parts, published=context.published)
    return periods.part_of_year(year, number, parts) if year and number > 0 else None


def _year_of_phrase(context: Context, phrase: str) -> int | None:
    anchor = periods.published_day(context.published)
    key = re.sub(r"\s+", " ", phrase)
    if key in context.words.then:  # "en octobre de la même année"
        return int(context.last[1][:4]) + context.words.then[key][1] if context.last else None
    return anchor.year + context.words.relative[key][1] if anchor else None


def _short_part(context: Context, start: int) -> _Found:
    match = context.words.short_part.match(context.folded, start)
    if match is None:
        return None
    parts = 4 if match["letter"] == "t" else 2
    return _span(context, match), periods.part_of_year(int(match["year"]), int(match["number"]), parts)


def _first_months(context: Context, start: int) -> _Found:
    match = context.words.first_months.match(context.folded, start)
    if match is None:
        return None
    count = _number(match["number"], context.words)
    anchor = periods.published_day(context.published)
    if match["year"]:
        year: int | None = int(match["year"])
    elif match["of_year"]:
        year = _year_of_phrase(context, match["of_year"])
    else:
        year = anchor.year if anchor else None
    if not year or not 1 <= count <= 12:
        return _span(context, match), None
    return _span(context, match), periods.period_of(periods.iso(year, 1), periods.iso(year, count))


def _distance(context: Context, match: re.Match[str] | None, sign: int) -> _Found:
    if match is None:
        return None
    unit = context.words.spans[match["span"]]
    amount = sign * _number(match["number"], context.words)
    return _span(context, match), periods.shifted(unit, amount, published=context.published)


def _ago(context: Context, start: int) -> _Found:
    return _distance(context, context.words.ago.match(context.folded, start), -1)


def _ahead(context: Context, start: int) -> _Found:
    return _distance(context, context.words.ahead.match(context.folded, start), 1)


def _later(context: Context, start: int) -> _Found:
    """ "Deux ans plus tard": so long after the date told last."""
    match = context.words.later.match(context.folded, start)
    if match is None:
        return None
    unit = context.words.spans[match["span"]]
    amount = context.words.ways[match["way"]] * _number(match["number"], context.words)
    return _then(context, match, unit, amount)


def _then(context: Context, match: re.Match[str], unit: str, amount: int) -> _Found:
    """A date told by the one before it; none where that is far, or less precise."""
    near = context.last and match.start() - context.last[0] < _ANCHOR_REACH
    period = periods.shifted(unit, amount, published=context.last[1]) if context.last and near else None
    if period is not None and period.start:
        month = int(period.start[5:7] or 0)
        context.told = (match.end(), int(period.start[:4]), month)
    return _span(context, match), period


def _phrase(context: Context, start: int) -> _Found:
    first = TOKEN.match(context.folded, start)
    pattern = context.words.phrases[first.group()] if first else None
    match = pattern.match(context.folded, start) if pattern else None
    if match is None:
        return None
    key = re.sub(r"\s+", " ", match.group())
    if key in context.words.then and not _OF.match(context.folded, match.end()):
        return _then(context, match, *context.words.then[key])
    if key in context.words.seasons:
        return _season(context, match, context.words.seasons[key])
    relative = context.words.relative.get(key)
    if relative is None:
        return _span(context, match), None
    return _span(context, match), periods.shifted(*relative, published=context.published)


def _season(context: Context, match: re.Match[str], month: int) -> _Found:
    """The year of "à l'automne", by the tense; None before a year or "dernier", which tell it themselves."""
    if _YEAR_SAID.match(context.folded, match.end()):
        return None
    upcoming = context.upcoming(match.start())
    year = periods.likely_year(month, 0, published=context.published, upcoming=upcoming)
    return (_span(context, match), periods.period_of(periods.iso(year))) if year else None


_NUMBER_READERS: tuple[_Reader, ...] = (_numeric, _day_range, _day, _part, _first_months, _later)
_YEAR_READERS: tuple[_Reader, ...] = (_numeric, _year_range, _year)
_WORD_READERS: dict[str, tuple[_Reader, ...]] = {}
