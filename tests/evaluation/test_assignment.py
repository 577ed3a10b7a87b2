"""The assignment gains as much as scipy's, on any matrix."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from diplograph.evaluation.assignment import best_assignment

GAINS = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 0.5, 1.0]))
MATRICES = st.tuples(st.integers(1, 7), st.integers(1, 7)).flatmap(
    lambda size: st.lists(
        st.lists(GAINS, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)


@given(MATRICES)
def test_no_other_assignment_gains_more(gains: list[list[float]]) -> None:
    pairs = best_assignment(gains)
    rows, columns = linear_sum_assignment(-np.array(gains))
    assert sum(gains[row][column] for row, column in pairs) == pytest.approx(
        np.array(gains)[rows, columns].sum(), abs=1e-9
    )
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs) == len(rows)
    assert pairs == sorted(pairs)


def test_the_greedy_choice_is_not_taken() -> None:
    assert best_assignment([[0.9, 0.8], [0.8, 0.1]]) == [(0, 1), (1, 0)]


@pytest.mark.parametrize("empty", [[], [[]], [[], []]])
def test_nothing_to_assign(empty: list[list[float]]) -> None:
    assert best_assignment(empty) == []
