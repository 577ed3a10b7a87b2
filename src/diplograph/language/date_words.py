"""The patterns of dates, built once from `data/lexicon/dates.csv`; all of them read folded text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from diplograph.errors import TableError
from diplograph.language.folding import fold
from diplograph.language.numbers import number_words
from diplograph.language.tables import Row, any_of, just_before, read_table, whole_number

KINDS = frozenset(
    [
        "month",
        "weekday",
        "shift",
        "relative",
        "then",
        "later",
        "season",
        "figurative",
        "ordinal",
        "part",
        "approach",
        "year cue",
        "weak cue",
        "month cue",
        "function",
        "span",
        "upcoming",
        "prospect",
    ]
)
UNITS = frozenset({"day", "week", "month", "year"})

YEAR = r"(?:1[89]\d\d|20\d\d)(?!\w)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:er)?(?!\w)"
_JOIN = r"(?:\s+(?:au|a|et)\s+(?:le\s+)?|\s*-\s*)"
_NO_DAY = r"(?!\s+\d)"  # "jeudi et vendredi", not "jeudi et vendredi 14"


@dataclass(frozen=True, slots=True)
class DateWords:
    """Values of words, and patterns; each pattern is matched where its first word stands."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    ordinals: Mapping[str, int]
    parts: Mapping[str, int]
    shifts: Mapping[str, int]
    spans: Mapping[str, str]
    relative: Mapping[str, tuple[str, int]]
    then: Mapping[str, tuple[str, int]]
    ways: Mapping[str, int]
    seasons: Mapping[str, int]
    small: Mapping[str, int]
    days: re.Pattern[str]
    day_range: re.Pattern[str]
    numeric: re.Pattern[str]
    month_range: re.Pattern[str]
    month: re.Pattern[str]
    year_range: re.Pattern[str]
    year: re.Pattern[str]
    decade: re.Pattern[str]
    weekday: re.Pattern[str]
    weekday_range: re.Pattern[str]
    part: re.Pattern[str]
    short_part: re.Pattern[str]
    first_months: re.Pattern[str]
    ago: re.Pattern[str]
    ahead: re.Pattern[str]
    later: re.Pattern[str]
    phrases: Mapping[str, re.Pattern[str]]
    approach: re.Pattern[str]
    year_cue: re.Pattern[str]
    weak_cue: re.Pattern[str]
    month_cue: re.Pattern[str]
    function: re.Pattern[str]
    upcoming: frozenset[str]
    prospects: frozenset[str]


def _relative(row: Row) -> tuple[str, int]:
    unit, _, amount = row.value.partition(" ")
    if unit not in UNITS or not re.fullmatch(r"-?\d+", amount):
        raise TableError(f"{row.value!r} is not a unit and a number", where=row.where, hint="write: year -1")
    return unit, int(amount)


@cache
def date_words() -> DateWords:
    """Read the table; once per process."""
    rows = read_table("dates", kinds=KINDS)
    by_kind: dict[str, list[Row]] = {kind: [row for row in rows if row.kind == kind] for kind in KINDS}

    def forms(kind: str) -> list[str]:
        return [fold(row.form) for row in by_kind[kind]]

    def values(kind: str) -> dict[str, int]:
        return {fold(row.form): whole_number(row) for row in by_kind[kind]}

    relative = {fold(row.form): _relative(row) for row in by_kind["relative"]}
    then = {fold(row.form): _relative(row) for row in by_kind["then"]}
    small = {word: value for word, value in number_words().items() if 1 <= value <= 20}
    months, weekdays = any_of(forms("month")) + r"(?!\w)", any_of(forms("weekday")) + r"(?!\w)"
    shift = any_of(forms("shift")) + r"(?!\w)"
    of_year = (
        any_of([form for form, (unit, _) in [*relative.items(), *then.items()] if unit == "year"]) + r"(?!\w)"
    )
    number = rf"(?:\d{{1,2}}|{any_of(small)})"
    span = any_of(forms("span")) + r"(?!\w)"
    ordinal, part = any_of(forms("ordinal")) + r"(?!\w)", any_of(forms("part")) + r"(?!\w)"
    tail = rf"(?:\s+(?P<year>{YEAR})|\s+(?P<shift>{shift})|\s+(?:de\s+)?(?P<of_year>{of_year}))?"
    which_year = rf"(?:(?P<year>{YEAR})|(?P<of_year>{of_year}))"
    year_tail = rf"(?:\s+(?:de\s+|d')?(?:l'(?:annee|exercice)\s+)?{which_year})?"
    on = rf"(?:(?:{weekdays})\s+)?"
    phrases: dict[str, list[str]] = {}
    for form in [*relative, *then, *forms("season"), *forms("figurative")]:
        first = re.match(r"\w+", form)
        phrases.setdefault(first.group() if first else form, []).append(form)
    return DateWords(
        months=values("month"),
        weekdays=values("weekday"),
        ordinals=values("ordinal"),
        parts=values("part"),
        shifts=values("shift"),
        spans={fold(row.form): row.value for row in by_kind["span"]},
        relative=relative,
        then=then,
        ways=values("later"),
        seasons=values("season"),
        small=small,
        days=re.compile(rf"{on}(?P<day>{DAY})\s+(?P<month>{months}){tail}"),
        day_range=re.compile(
            rf"{on}(?P<day1>{DAY})(?:\s+(?P<month1>{months})(?:\s+(?P<year1>{YEAR}))?)?"
            rf"(?:\s*,\s*{on}{DAY}){{0,6}}{_JOIN}{on}(?P<day>{DAY})\s+(?P<month>{months}){tail}"
        ),
        numeric=re.compile(
            r"(?P<year>(?:1[89]|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/]|-\w)"
            r"|(?P<day_>\d{1,2})(?P<sep>[./])(?P<month_>\d{1,2})(?P=sep)(?P<year_>(?:1[89]|20)\d\d)(?![\w/])"
        ),
        month_range=re.compile(
            rf"(?P<month1>{months})(?:\s+(?P<year1>{YEAR}))?{_JOIN}(?P<month>{months}){tail}"
        ),
        month=re.compile(rf"(?P<month>{months}){tail}"),
        year_range=re.compile(
            rf"(?P<year1>{YEAR})(?:\s*,\s*{YEAR}){{0,6}}(?P<join>\s*[-/]\s*|\s+(?:a|et|au)\s+)(?P<year>{YEAR})"
            r"|(?P<year2>(?:1[89]|20)\d\d)[-/](?P<short>\d\d)(?![\w/-])"
        ),
        year=re.compile(YEAR),
        decade=re.compile(r"annees?\s+(?:(?P<long>(?:1[89]|20)\d0)|(?P<short>[3-9]0))(?!\w)"),
        weekday=re.compile(rf"(?P<weekday>{weekdays})(?:\s+(?P<shift>{shift}))?"),
        weekday_range=re.compile(
            rf"(?P<weekday1>{weekdays})(?:\s*,\s*{weekdays})?{_JOIN}(?P<weekday>{weekdays}){_NO_DAY}"
            rf"(?:\s+(?P<shift>{shift}))?"
        ),
        part=re.compile(rf"(?P<ordinal>{ordinal})\s+(?P<part>{part}){year_tail}"),
        short_part=re.compile(rf"(?P<letter>[ts])(?P<number>[1-4])(?:\s+|-|/)(?P<year>{YEAR})"),
        first_months=re.compile(rf"(?P<number>{number})\s+premiers\s+mois{year_tail}"),
        ago=re.compile(rf"(?:il\s+y\s+a|voici|voila)\s+(?:\w+\s+)?(?P<number>{number})\s+(?P<span>{span})"),
        later=re.compile(
            rf"(?P<number>{number})\s+(?P<span>{span})\s+(?P<way>{any_of(forms('later'))})(?!\w)"
        ),
        ahead=re.compile(rf"dans\s+(?P<number>{number})\s+(?P<span>{span})"),
        phrases={first: re.compile(any_of(group) + r"(?!\w)") for first, group in phrases.items()},
        approach=just_before(forms("approach")),
        year_cue=just_before(forms("year cue")),
        weak_cue=just_before(forms("weak cue")),
        month_cue=just_before(forms("month cue")),
        function=re.compile(rf"{any_of(forms('function'))}(?!\w)"),
        upcoming=frozenset(forms("upcoming")),
        prospects=frozenset(forms("prospect")),
    )
