"""Dates of any precision as days of a time line."""

from __future__ import annotations

import pytest

from diplograph.model.days import Day, days
from diplograph.network.spells import Spell, iso, spell, union


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2023-11-01", ("2023-11-01", "2023-11-01")),
        ("2023-11", ("2023-11-01", "2023-11-30")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("1900-02", ("1900-02-01", "1900-02-28")),
        ("2023", ("2023-01-01", "2023-12-31")),
        ("0044", ("0044-01-01", "0044-12-31")),
        ("-0043-03-15", ("-0043-03-15", "-0043-03-15")),
        ("12024-02", ("12024-02-01", "12024-02-29")),
        ("0000", None),
        ("2023-13", None),
        ("2023-02-30", None),
        ("2023-11-01T10:00:00", None),
        ("hier", None),
        ("", None),
    ],
)
def test_first_and_last_day(date: str, expected: tuple[str, str] | None) -> None:
    found = days(date)
    assert (found and (iso(found[0]), iso(found[1]))) == expected


@pytest.mark.parametrize(
    ("start", "end", "lasting", "expected"),
    [
        ("2023", "", False, ("2023-01-01", "2023-12-31")),
        ("2023", "", True, ("2023-01-01", None)),
        ("2023", "2024-02", True, ("2023-01-01", "2024-02-29")),
        ("", "2024", False, (None, "2024-12-31")),
        ("2024", "2023", False, ("2024-01-01", "2024-12-31")),
        ("2024", "2023", True, ("2024-01-01", None)),
        ("", "", True, None),
        ("?", "?", False, None),
    ],
)
def test_when_something_holds(
    start: str, end: str, lasting: bool, expected: tuple[str | None, str | None] | None
) -> None:
    found = spell(start, end, lasting=lasting)
    assert (found and tuple(day and iso(day) for day in found)) == expected


def day(number: int) -> Day:
    return 2024, 1, number


def test_spells_that_overlap_are_one() -> None:
    given: list[Spell] = [
        (day(10), day(20)),
        (day(1), day(3)),
        (day(3), day(5)),
        (day(30), None),
        (day(12), day(13)),
        (day(31), day(31)),
    ]
    expected: list[Spell] = [(day(1), day(5)), (day(10), day(20)), (day(30), None)]
    assert union(given) == expected
    assert union(reversed(given)) == expected
    assert union([*given, (None, day(2))])[0] == (None, day(5))
    assert union([]) == []
