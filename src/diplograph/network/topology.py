"""A network as arrays: what measures read.

A weight is a strength (independent sources); parallel links add up, and a link of a node with itself counts
for nothing. Its inverse is a distance: two actors of three sources are a third as far apart as two of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from math import lcm
from operator import attrgetter
from typing import TYPE_CHECKING

from diplograph.errors import UsageError
from diplograph.network.records import Network

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

_MOST = 10**9  # as a common denominator: sums of some million such distances are exact in a double


@dataclass(frozen=True)
class Topology:
    """Nodes by number, in the order of the network.

    Attributes:
        ids: of the nodes.
        sources, targets: numbers of the ends of each edge; weights: its strength; symmetric: in no direction.
    """

    ids: tuple[str, ...]
    sources: NDArray[np.int32]
    targets: NDArray[np.int32]
    weights: NDArray[np.float64]
    symmetric: NDArray[np.bool_]

    @property
    def size(self) -> int:
        """Number of nodes."""
        return len(self.ids)

    @cached_property
    def directed(self) -> csr_array:
        """Strength from row to column; a symmetric edge goes both ways."""
        import numpy as np

        both = self.symmetric
        return self._matrix(
            np.concatenate([self.sources, self.targets[both]]),
            np.concatenate([self.targets, self.sources[both]]),
            np.concatenate([self.weights, self.weights[both]]),
        )

    @cached_property
    def undirected(self) -> csr_array:
        """Strength between row and column, directions left aside; symmetric."""
        import numpy as np

        return self._matrix(
            np.concatenate([self.sources, self.targets]),
            np.concatenate([self.targets, self.sources]),
            np.concatenate([self.weights, self.weights]),
        )

    def matrix(self, *, directed: bool) -> csr_array:
        """One of the two above."""
        return self.directed if directed else self.undirected

    def _matrix(
        self, rows: NDArray[np.int32], columns: NDArray[np.int32], weights: NDArray[np.float64]
    ) -> csr_array:
        from scipy.sparse import coo_array

        kept = (rows != columns) & (weights > 0)
        shape = (self.size, self.size)
        return coo_array((weights[kept], (rows[kept], columns[kept])), shape=shape).tocsr()


def topology_of(network: Network) -> Topology:
    """Make the arrays.

    Raises:
        UsageError: numpy and scipy are not installed, or a weight is negative or no number.
    """
    try:
        import numpy as np
        import scipy.sparse  # noqa: F401
    except ImportError:
        raise missing("numpy and scipy") from None

    index = {node.id: number for number, node in enumerate(network.nodes)}
    edges = network.edges
    number = len(edges)
    weights = np.fromiter(map(attrgetter("weight"), edges), np.float64, number)
    wrong = np.flatnonzero(~(weights >= 0) | np.isinf(weights))
    if len(wrong):
        edge = edges[int(wrong[0])]
        raise UsageError(f"the weight of {edge.id} is {edge.weight}", hint="a strength is 0 or more")
    return Topology(
        ids=tuple(index),
        sources=np.fromiter(map(index.__getitem__, map(attrgetter("source"), edges)), np.int32, number),
        targets=np.fromiter(map(index.__getitem__, map(attrgetter("target"), edges)), np.int32, number),
        weights=weights,
        symmetric=np.fromiter(map(attrgetter("symmetric"), edges), np.bool_, number),
    )


def distances(strengths: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Inverse strengths, multiplied by a factor that makes them whole numbers where that is possible.

    Sums of thirds and sixths are not exact in binary: which of two equal ways would win is then left to
    chance. Whole numbers add up exactly.

    Returns:
        Distances, and the factor they must be divided by.
    """
    import numpy as np

    different = np.unique(strengths)
    if len(different) and (different == np.floor(different)).all() and different[-1] < _MOST:
        factor = _common(different.astype(int).tolist())
        if factor:
            return factor / strengths, float(factor)
    return 1.0 / strengths, 1.0


def _common(numbers: Sequence[int]) -> int:
    """Least common multiple; 0 when it is too large."""
    return reduce(lambda one, other: lcm(one, other) if 0 < lcm(one, other) <= _MOST else 0, numbers, 1)


def missing(what: str) -> UsageError:
    """The error for libraries that are not there."""
    return UsageError(f"{what} cannot be imported", hint="pip install 'diplograph[network]'")
