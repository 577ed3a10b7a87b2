"""Lines between places: parallel ones bend apart, a loop leaves its node and comes back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import cos, hypot, pi, sin

from diplograph.network.records import Edge

Place = tuple[float, float]
Line = tuple[tuple[float, ...], tuple[float, ...]]  # x and y of its points

_POINTS = 13
_BEND = 0.16  # of the length, between neighbouring parallels
_LOOP = 22.0  # radius


def curves(edges: Sequence[Edge], places: Mapping[str, Place]) -> list[Line]:
    """The line of each edge, in their order. A single link is straight; coordinates have two decimals."""
    between: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, edge in enumerate(edges):
        between[min(edge.source, edge.target), max(edge.source, edge.target)].append(index)
    lines: dict[int, Line] = {}
    for (one, other), parallel in between.items():
        for rank, index in enumerate(parallel):
            if one == other:
                lines[index] = _loop(places[one], rank)
            else:
                bend = (rank - (len(parallel) - 1) / 2) * _BEND
                lines[index] = _bent(places[one], places[other], max(-1.2, min(bend, 1.2)))
    return [lines[index] for index in range(len(edges))]


def _bent(start: Place, end: Place, bend: float) -> Line:
    """A quadratic Bézier curve whose middle stands off the straight line by half of `bend`."""
    (x0, y0), (x2, y2) = start, end
    if abs(bend) < 1e-9 or hypot(x2 - x0, y2 - y0) == 0:
        return (round(x0, 2), round(x2, 2)), (round(y0, 2), round(y2, 2))
    x1, y1 = (x0 + x2) / 2 - (y2 - y0) * bend, (y0 + y2) / 2 + (x2 - x0) * bend
    steps = [step / (_POINTS - 1) for step in range(_POINTS)]
    return (
        tuple(round((1 - t) ** 2 * x0 + 2 * t * (1 - t) * x1 + t * t * x2, 2) for t in steps),
        tuple(round((1 - t) ** 2 * y0 + 2 * t * (1 - t) * y1 + t * t * y2, 2) for t in steps),
    )


def _loop(place: Place, rank: int) -> Line:
    radius = _LOOP * (1 + 0.4 * rank)
    angles = [2 * pi * step / (2 * _POINTS) - pi / 2 for step in range(2 * _POINTS + 1)]
    x, y = place
    return (
        tuple(round(x + radius * cos(angle), 2) for angle in angles),
        tuple(round(y + radius + radius * sin(angle), 2) for angle in angles),
    )
