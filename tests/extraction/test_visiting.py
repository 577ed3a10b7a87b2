"""Readings of visits and meetings brought together, without any text."""

from __future__ import annotations

import pytest

from diplograph.extraction.assembly.merging import is_told, merge_meetings
from diplograph.extraction.drafts import Draft
from diplograph.model import Status

ANA, LUC, EVA = "person/ana-duval", "person/luc-petit", "person/eva-lind"


def _meeting(
    *people: str, place: tuple[str, ...] = (), start: str = "", status: Status = Status.ACTUAL
) -> Draft:
    roles = {"participant": people, "place": place, "start": (start,) if start else ()}
    return Draft("Meeting", roles, 0, 1, "meetings:test", status=status)


@pytest.mark.parametrize(
    "second",
    [
        _meeting(LUC, ANA),
        _meeting(ANA, LUC, start="2025-03"),
        _meeting(ANA, LUC, start="2025-03-04", place=("city/oslo",)),
        _meeting(ANA, LUC, status=Status.PLANNED),
        _meeting(ANA, LUC, start="2025-03-04", status=Status.PLANNED),
    ],
)
def test_readings_that_agree_are_one_meeting(second: Draft) -> None:
    first = _meeting(ANA, LUC, start="2025-03-04")

    assert merge_meetings([first, second]) == [[first, second]]


@pytest.mark.parametrize(
    "second",
    [
        _meeting(ANA, EVA, start="2025-03-04"),
        _meeting(ANA, LUC, EVA),
        _meeting(ANA, LUC, start="2025-04"),
        _meeting(ANA, LUC, place=("city/riga",)),
        _meeting(ANA, LUC, start="2025-03-04", status=Status.DENIED),
    ],
)
def test_readings_that_disagree_are_two(second: Draft) -> None:
    first = _meeting(ANA, LUC, start="2025-03-04", place=("city/oslo",))

    assert merge_meetings([first, second]) == [[first], [second]]


@pytest.mark.parametrize("role", ["place", "start", "host"])
def test_a_visit_is_told_once_more_than_its_visitor_is_known(role: str) -> None:
    bare = Draft("Visit", {"visitor": (ANA,), "visitKind": ("Other",)}, 0, 1, "visits:test")

    assert not is_told(bare)
    assert is_told(bare.having(**{role: ("country/norvege",)}))
