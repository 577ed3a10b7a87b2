"""Shortest ways from many sources at once, by products of a sparse matrix with a few dense columns.

Level by level, a column a source: what Brandes (2001) does node by node, here for all nodes of a level.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

COLUMNS = 8  # sources at a time: a row of a block is one line of cache
_DEEPEST = 400  # levels: beyond, a level holds too few nodes for this to pay, and takes too much memory


class TooDeepError(Exception):
    """The ways are too long to be followed level by level."""


def levels(backward: csr_array, sources: Sequence[int]) -> Iterator[NDArray[np.float64]]:
    """Numbers of shortest ways to the nodes of each level, from the sources outwards.

    Args:
        backward: ones where the column's node has a link to the row's.
    Yields:
        nodes × sources: the number of shortest ways to a node of this level, 0 for other nodes.
    Raises:
        TooDeepError: there are more than some hundred levels.
    """
    import numpy as np

    ways = np.zeros((backward.shape[0], len(sources)))
    ways[list(sources), range(len(sources))] = 1.0
    seen = ways > 0
    for _ in range(_DEEPEST):
        yield ways
        ways = backward @ ways
        ways[seen] = 0.0
        reached = ways > 0
        if not reached.any():
            return
        seen |= reached
    raise TooDeepError


def dependencies(forward: csr_array, backward: csr_array, sources: Sequence[int]) -> NDArray[np.float64]:
    """Sum over some sources of Brandes's dependency of each source on each node (its own left out).

    delta(v) = sum over w one level further of sigma(v) / sigma(w) * (1 + delta(w)), Brandes 2001, theorem 6.
    """
    import numpy as np

    found = list(levels(backward, sources))
    total = np.zeros(backward.shape[0])
    delta = np.zeros_like(found[0])
    for ways, nearer in zip(found[:0:-1], found[-2::-1], strict=True):
        share = np.divide(1.0 + delta, ways, out=np.zeros_like(ways), where=ways > 0)
        total += np.where(ways > 0, delta, 0.0).sum(axis=1)
        delta = nearer * (forward @ share)
    return total


def links(matrix: csr_array) -> csr_array:
    """Ones where a matrix has a value."""
    import numpy as np
    from scipy.sparse import csr_array as csr

    ones = np.ones_like(matrix.data)
    return csr((ones, matrix.indices, matrix.indptr), shape=matrix.shape)
