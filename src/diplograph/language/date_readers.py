"""Which readers of dates to try where a word stands, longer expressions first."""

from __future__ import annotations

from diplograph.language.calendar_readers import (
    match_bare_day,
    match_day,
    match_day_range,
    match_month,
    match_month_range,
    match_numeric,
    match_weekday,
    match_weekday_range,
)
from diplograph.language.date_context import Reader
from diplograph.language.date_words import DateWords
from diplograph.language.relative_readers import match_ago, match_ahead, match_later, match_phrase
from diplograph.language.year_readers import (
    match_decade,
    match_first_months,
    match_part,
    match_short_part,
    match_year,
    match_year_range,
)

_NUMBER_READERS: tuple[Reader, ...] = (
    match_numeric,
    match_day_range,
    match_day,
    match_part,
    match_first_months,
    match_later,
    match_bare_day,
)
_YEAR_READERS: tuple[Reader, ...] = (match_numeric, match_year_range, match_year)
_WORD_READERS: dict[str, tuple[Reader, ...]] = {}


def readers(word: str, words: DateWords) -> tuple[Reader, ...]:
    """What can begin with a word; longer expressions first."""
    if word[0].isdigit():
        return _NUMBER_READERS if len(word) <= 2 else _YEAR_READERS if len(word) == 4 else ()
    return _word_readers(word, words)


def _word_readers(word: str, words: DateWords) -> tuple[Reader, ...]:
    readers = _WORD_READERS.get(word)
    if readers is None:
        found: list[Reader] = []
        if word in words.phrases:
            found.append(match_phrase)
        if word in words.weekdays:
            found += [match_day_range, match_day, match_weekday_range, match_weekday]
        if word in words.months or f"{word}." in words.months:
            found += [match_month_range, match_month]
        if word in words.ordinals:
            found.append(match_part)
        if word in words.small:
            found += [match_first_months, match_later]
        if word in ("t", "s"):
            found.append(match_short_part)
        if word in ("il", "voici", "voila"):
            found.append(match_ago)
        if word == "dans":
            found.append(match_ahead)
        if word in ("annee", "annees"):
            found.append(match_decade)
        if not found:
            return ()
        readers = _WORD_READERS[word] = tuple(found)
    return readers
