"""The names that are offered when nothing has the one that was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from query_samples import sample_store

from diplograph.errors import UsageError
from diplograph.query.naming import nearest, resolve

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


def test_what_nobody_mentions_is_not_offered_and_what_is_near_and_told_is(tmp_path: Path) -> None:
    with sample_store(tmp_path / "s") as store:
        for wrong, told in (
            ("Kazakhstna", "'Kazakhstan'"),
            ("kassym jomart tokaief", "'Kassym-Jomart Tokaïev'"),
            ("Orrano", "'Orano'"),
        ):
            with pytest.raises(UsageError) as caught:
                resolve(store, wrong)
            assert told in caught.value.hint
        with pytest.raises(UsageError) as caught:
            resolve(store, "Orrano", classes=("Person",))
        assert "Orano" not in caught.value.hint
        assert resolve(store, "kazakSTAN") == resolve(store, "Kazakhstan")
        assert resolve(store, "EMMANUEL MACRON").endswith("person/macron")
