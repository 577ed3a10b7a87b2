"""Scores of counts, and intervals by the bootstrap."""

from __future__ import annotations

import pytest

from diplograph.evaluation.matching import Count
from diplograph.evaluation.measures import Score, tabulate


@pytest.mark.parametrize(
    ("count", "score"),
    [
        (Count(3, 4, 6), Score(0.75, 0.5, 0.6)),
        (Count(2.5, 5, 5), Score(0.5, 0.5, 0.5)),
        (Count(0, 4, 6), Score(0, 0, 0)),
        (Count(0, 0, 6), Score(0, 0, 0)),
        (Count(0, 0, 0), Score(0, 0, 0)),
    ],
)
def test_scores(count: Count, score: Score) -> None:
    found = Score.of(count)
    assert found.precision == pytest.approx(score.precision)
    assert found.recall == pytest.approx(score.recall)
    assert found.f1 == pytest.approx(score.f1)


def test_a_table_weighs_facts_in_micro_and_types_in_macro() -> None:
    documents = [{"Visit": Count(1, 1, 1), "Office": Count(0, 9, 9), "Figure": Count()}] * 2
    table = tabulate(documents, resamples=0)
    assert [row.name for row in table.rows] == ["Visit", "Office"]
    assert table.micro.score.f1 == pytest.approx(0.1)
    assert table.macro.f1 == pytest.approx(0.5)
    assert table.micro.interval is None


def test_intervals_hold_the_figure_and_are_the_same_each_time() -> None:
    documents = [{"Visit": Count(right, 10, 10)} for right in (2, 5, 6, 8, 9)]
    (row,) = tabulate(documents, resamples=500).rows
    assert row.interval is not None
    assert 0.2 < row.interval.low < row.score.f1 < row.interval.high < 0.9
    assert tabulate(documents, resamples=500).rows == (row,)


def test_documents_that_are_alike_leave_no_doubt() -> None:
    (row,) = tabulate([{"Visit": Count(5, 10, 10)}] * 4, resamples=50).rows
    assert row.interval is not None
    assert (row.interval.low, row.interval.high) == (0.5, 0.5)


def test_documents_without_a_type_say_nothing_of_it() -> None:
    documents = [{"Visit": Count(1, 1, 1)}, *[{"Visit": Count()}] * 5]
    (row,) = tabulate(documents, resamples=50).rows
    assert row.interval is not None
    assert row.interval.low == 1


def test_one_document_gives_no_interval() -> None:
    assert tabulate([{"Visit": Count(1, 2, 2)}], resamples=100).micro.interval is None
