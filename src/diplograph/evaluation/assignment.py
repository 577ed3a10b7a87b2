"""The one-to-one assignment that gains most."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def best_assignment(gains: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column), by row, each row and column at most once, whose gains add up to the most.

    As many pairs as the shorter side has, those that gain nothing included. Of several best assignments
    always the same is given. Shortest augmenting paths with potentials: R. Jonker and A. Volgenant,
    "A shortest augmenting path algorithm for dense and sparse linear assignment problems", Computing 38
    (1987); cubic, which for the facts of one document is nothing.
    """
    if not gains or not gains[0]:
        return []
    if len(gains) > len(gains[0]):
        turned = best_assignment(list(zip(*gains, strict=True)))
        return sorted((row, column) for column, row in turned)
    rows, columns = len(gains), len(gains[0])
    # Row and column 0 stand for "none yet".
    row_price = [0.0] * (rows + 1)
    column_price = [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0] = row
        current = 0
        slack = [inf] * (columns + 1)
        came_from = [0] * (columns + 1)
        done = [False] * (columns + 1)
        while row_of[current]:
            done[current] = True
            here, delta, nearest = row_of[current], inf, 0
            for column in range(1, columns + 1):
                if done[column]:
                    continue
                cost = -gains[here - 1][column - 1] - row_price[here] - column_price[column]
                if cost < slack[column]:
                    slack[column], came_from[column] = cost, current
                if slack[column] < delta:
                    delta, nearest = slack[column], column
            for column in range(columns + 1):
                if done[column]:
                    row_price[row_of[column]] += delta
                    column_price[column] -= delta
                else:
                    slack[column] -= delta
            current = nearest
        while current:
            row_of[current] = row_of[came_from[current]]
            current = came_from[current]
    return sorted((row_of[column] - 1, column - 1) for column in range(1, columns + 1) if row_of[column])
