"""The names that are offered when nothing has the one that was asked for."""

from __future__ import annotations

import pytest

from diplograph.query.naming import nearest

NAMES = (
    "orano",
    "sophie primas",
    "primatice",
    "tachkent",
    "universite de tachkent",
    "visite de sophie primas a astana",
)


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("primas", "sophie primas"),
        ("sophie", "sophie primas"),
        ("oranno", "orano"),
        ("tachkend", "tachkent"),
        ("prymas", "sophie primas"),
    ],
)
def test_the_whole_surname_comes_first_then_the_nearest_spelling(wanted: str, first: str) -> None:
    assert nearest(wanted, NAMES)[0] == first


@pytest.mark.parametrize("wanted", ["", "zzzz", "(", "\u00e9"])
def test_what_is_like_nothing_is_offered_nothing(wanted: str) -> None:
    assert nearest(wanted, NAMES) == []
