"""Places of nodes on the plane, the same ones each time: no chance, no clock.

The forces are those of ForceAtlas2: linked nodes attract one another in proportion to their distance, all
nodes repel one another in inverse proportion to it and in proportion to their degrees, and a pull to the
middle keeps what is loosely linked near. Parts that nothing links are drawn one by one and set in rows below
the largest. Up to `EXACT` nodes every pair is computed, and discs that overlap are pushed apart in the end;
above, repulsion is read from a mesh (`diplograph.network.mesh`), whose time grows with nodes and links and
not with their pairs. Nothing is used that is known to round differently from one processor to another: no
sine, no logarithm, no product of matrices.

Source: M. Jacomy, T. Venturini, S. Heymann, M. Bastian, "ForceAtlas2, a continuous graph layout algorithm
for handy network visualization designed for the Gephi software", PLoS ONE 9(6), 2014: its forces, and its
speeds, local by the swinging of a node and global by that of all. Nodes begin on the R2 sequence of
M. Roberts (2018).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]

EXACT = 400  # nodes up to which all pairs are computed
SPACING = 160.0  # side of the square that a node has for itself
_GRAVITY = 1.0
_REPULSION = 10.0
_MARGIN = 12.0  # between two discs
_GOLDEN = (0.7548776662466927, 0.5698402909980532)  # steps of the R2 sequence: even, and without sines


def place(
    nodes: Sequence[str],
    links: Iterable[tuple[str, str, float]],
    *,
    sizes: Mapping[str, float] | None = None,
    iterations: int | None = None,
) -> dict[str, tuple[float, float]]:
    """Give each node a place; parts that nothing links stand in rows below the largest.

    Args:
        nodes: in the order that breaks ties: give them sorted.
        links: (one end, other end, strength > 0); parallel links add up, loops count for nothing.
        sizes: radii, for keeping discs apart up to `EXACT` nodes.
        iterations: by default 200 up to `EXACT` nodes, 100 above, 20 for a handful.
    Returns:
        node -> finite (x, y), the largest part around (0, 0), rounded to a hundredth.
    """
    import numpy as np

    strengths: dict[tuple[str, str], float] = {}
    for one, other, strength in links:
        if one != other:
            pair = (one, other) if one < other else (other, one)
            strengths[pair] = strengths.get(pair, 0.0) + strength
    places: dict[str, tuple[float, float]] = {}
    shelf = _Shelf()
    for members, pairs in _parts(nodes, strengths):
        if len(members) == 1:
            places[members[0]] = shelf.point()
            continue
        number = {node: index for index, node in enumerate(members)}
        ends = np.array([(number[a], number[b]) for a, b in pairs], dtype=np.intp).reshape(-1, 2)
        weights = np.sqrt(np.array([strengths[pair] for pair in pairs], dtype=np.float64))
        radii = np.array([(sizes or {}).get(node, 0.0) for node in members], dtype=np.float64)
        x, y = _settle(len(members), ends[:, 0], ends[:, 1], weights, radii, iterations)
        x, y = shelf.take(x, y)
        places.update((node, (float(a), float(b))) for node, a, b in zip(members, x, y, strict=True))
    return {node: (round(places[node][0], 2) + 0.0, round(places[node][1], 2) + 0.0) for node in nodes}


def _parts(
    nodes: Sequence[str], pairs: Iterable[tuple[str, str]]
) -> list[tuple[list[str], list[tuple[str, str]]]]:
    """Connected components, the largest first: nodes and pairs, each in the order given."""
    parent = {node: node for node in nodes}

    def root(node: str) -> str:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    pairs = list(pairs)
    for one, other in pairs:
        parent[root(one)] = root(other)
    parts: dict[str, tuple[list[str], list[tuple[str, str]]]] = {}
    for node in nodes:
        parts.setdefault(root(node), ([], []))[0].append(node)
    for pair in pairs:
        parts[root(pair[0])][1].append(pair)
    return sorted(parts.values(), key=lambda part: -len(part[0]))


def _settle(
    count: int, one: Ints, other: Ints, weights: Floats, radii: Floats, iterations: int | None
) -> tuple[Floats, Floats]:
    """Move the nodes of one part until they hardly move, and scale the drawing to their number."""
    import numpy as np

    from diplograph.network.mesh import Mesh, every_pair

    exact = count <= EXACT
    rounds = iterations or (100 if not exact else 200 if count > 10 else 20)
    repel = every_pair if exact else Mesh(128 if count < 5000 else 256)
    numbers = np.arange(1, count + 1, dtype=np.float64)
    x, y = (np.sqrt(float(count)) * ((0.5 + numbers * step) % 1.0 - 0.5) for step in _GOLDEN)
    degrees = np.bincount(np.concatenate((one, other)), minlength=count)
    mass: Floats = (degrees + 1).astype(np.float64)
    if not exact:
        x, y = (_smooth(values, one, other, mass) for values in (x, y))
    speed, before_x, before_y = 1.0, np.zeros(count), np.zeros(count)
    for turn in range(rounds):
        push_x, push_y = repel(x, y, mass)
        away = np.sqrt(x * x + y * y) + 1e-9
        pull_x, pull_y = (_pull(values, one, other, weights) for values in (x, y))
        force_x = _REPULSION * push_x + pull_x - _GRAVITY * mass * x / away
        force_y = _REPULSION * push_y + pull_y - _GRAVITY * mass * y / away
        swing = np.sqrt((force_x - before_x) ** 2 + (force_y - before_y) ** 2)
        traction = np.sqrt((force_x + before_x) ** 2 + (force_y + before_y) ** 2) / 2
        wanted = float((mass * traction).sum()) / (float((mass * swing).sum()) + 1e-9)
        speed = min(wanted, 1.5 * speed)
        longest = (0.01 + 0.2 * (1 - turn / rounds)) * float(away.mean() + 1.0)
        step = np.minimum(
            speed / (1.0 + speed * np.sqrt(swing)), longest / (np.sqrt(force_x**2 + force_y**2) + 1e-9)
        )
        x, y = x + step * force_x, y + step * force_y
        before_x, before_y = force_x, force_y
    return _apart(*_scaled(x, y), radii) if exact else _scaled(x, y)


def _smooth(values: Floats, one: Ints, other: Ints, mass: Floats) -> Floats:
    """Bring neighbours together before the forces act: a few steps of averaging, the extent kept."""
    import numpy as np

    size, extent = len(values), float(np.abs(values).max())
    for _ in range(20):
        values = (values + _sums(one, values[other], size) + _sums(other, values[one], size)) / mass
        values = values - float((values * mass).sum() / mass.sum())
        values = values * (extent / (float(np.abs(values).max()) + 1e-12))
    return values


def _pull(values: Floats, one: Ints, other: Ints, weights: Floats) -> Floats:
    force = weights * (values[other] - values[one])
    size = len(values)
    return _sums(one, force, size) - _sums(other, force, size)


def _sums(places: Ints, values: Floats, size: int) -> Floats:
    """For each place the sum of its values."""
    import numpy as np

    return np.asarray(np.bincount(places, values, size), dtype=np.float64)


def _scaled(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Centre the drawing and give it a standard deviation that leaves each node its place."""
    import numpy as np

    x, y = x - x.mean(), y - y.mean()
    spread = float(np.sqrt((x * x + y * y).mean() / 2))
    factor = SPACING / 3 * np.sqrt(len(x)) / spread if spread > 1e-9 else 1.0
    return x * factor, y * factor


def _apart(x: Floats, y: Floats, radii: Floats) -> tuple[Floats, Floats]:
    """Push apart the discs that overlap, by half of what they lack each."""
    import numpy as np

    room = radii[:, None] + radii[None, :] + _MARGIN
    np.fill_diagonal(room, 0.0)
    for _ in range(100):
        dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
        distance = np.sqrt(dx * dx + dy * dy) + 1e-9
        lack = np.maximum(room - distance, 0.0) / distance / 2
        if not lack.any():
            break
        x, y = x + (lack * dx).sum(axis=1) * 0.7, y + (lack * dy).sum(axis=1) * 0.7
    return x, y


class _Shelf:
    """Sets the parts of a drawing: the first in the middle, the others in rows below it."""

    def __init__(self) -> None:
        self._left = self._right = self._x = self._floor = self._next = 0.0
        self._first = True

    def take(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """The places of one part, moved to where there is room."""
        if self._first:
            self._first = False
            self._left = self._x = float(x.min())
            self._right = max(float(x.max()), self._left + 10 * SPACING)
            self._floor = self._next = float(y.min()) - SPACING
            return x, y
        width = float(x.max() - x.min()) + SPACING
        self._turn(width)
        moved_x, moved_y = x - x.min() + self._x, y - y.max() + self._floor
        self._x += width
        self._next = min(self._next, float(moved_y.min()) - SPACING)
        return moved_x, moved_y

    def point(self) -> tuple[float, float]:
        """The place of a node that nothing links."""
        if self._first:
            self._first = False
            self._right = 10 * SPACING
        self._turn(SPACING)
        place = self._x, self._floor
        self._x += SPACING
        self._next = min(self._next, self._floor - SPACING)
        return place

    def _turn(self, width: float) -> None:
        """Begin a new row when this one has no room."""
        if self._x + width > self._right and self._x > self._left:
            self._x, self._floor = self._left, self._next
