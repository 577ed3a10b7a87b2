"""Sums over many sources along shortest ways: dependencies, and distances. What `nearness` is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from diplograph.network.centrality import rust_graph
from diplograph.network.topology import distances
from diplograph.network.waves import COLUMNS, TooDeepError, dependencies, levels, links

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TREES = 64  # distance rows of a weighted graph that are held at a time


def _blocks(sources: Sequence[int], columns: int) -> Iterator[Sequence[int]]:
    for first in range(0, len(sources), columns):
        yield sources[first : first + columns]


def summed_dependencies(
    matrix: Any, sources: Sequence[int], *, directed: bool, weighted: bool
) -> tuple[str, Any]:
    """The engine, and for each node the sum over the sources of their dependency on it.

    Raises:
        TooDeepError: without strengths, on a graph whose ways are some hundred hops long.
    """
    import numpy as np

    if weighted:
        return "arrays", _weighted_dependencies(matrix, sources)
    ones = links(matrix)
    if len(sources) == matrix.shape[0] and (found := _rust_betweenness(ones, directed=directed)) is not None:
        return "rustworkx", found
    backward = ones.T.tocsr() if directed else ones
    total = np.zeros(matrix.shape[0])
    for block in _blocks(sources, COLUMNS):
        total += dependencies(ones, backward, block)
    return "arrays", total


def _rust_betweenness(ones: Any, *, directed: bool) -> list[float] | None:
    """Sums of dependencies of all sources; None without rustworkx."""
    try:
        import rustworkx as rx
    except ImportError:
        return None
    graph = rust_graph(ones, directed=directed)
    found = rx.betweenness_centrality(graph, normalized=False)
    factor = 1 if directed else 2  # it counts an undirected pair once
    return [found[node] * factor for node in range(ones.shape[0])]


def _weighted_dependencies(matrix: Any, sources: Sequence[int]) -> NDArray[np.float64]:
    """As `waves.dependencies`, along shortest ways of least distance.

    From each source the links that lie on shortest ways make a graph without cycles; numbers of ways and
    dependencies run along it until nothing is left to add.
    """
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    size = matrix.shape[0]
    lengths, _ = distances(matrix.data)
    graph = csr_array((lengths, matrix.indices, matrix.indptr), shape=matrix.shape)
    rows = np.repeat(np.arange(size), np.diff(matrix.indptr))
    columns = matrix.indices
    total = np.zeros(size)
    for block in _blocks(sources, _TREES):
        for source, far in zip(block, np.atleast_2d(dijkstra(graph, indices=list(block))), strict=True):
            with np.errstate(invalid="ignore"):
                on_way = np.isclose(far[rows] + lengths, far[columns], rtol=1e-12, atol=0)
            on_way &= np.isfinite(far[rows])
            ends = (rows[on_way], columns[on_way])
            tree = csr_array((np.ones(len(ends[0])), ends), shape=(size, size))
            start = np.zeros(size)
            start[source] = 1.0
            ways = _summed(tree.T.tocsr(), start)
            reached = ways > 0
            inverse = np.divide(1.0, ways, out=np.zeros(size), where=reached)
            delta = ways * _summed(tree, inverse) - reached  # sum over all below of 1 / sigma, times sigma
            delta[source] = 0.0
            total += delta
    return total


def _summed(tree: Any, start: NDArray[np.float64]) -> NDArray[np.float64]:
    """start + T start + T T start + …, which ends since the graph has no cycle."""
    total, step = start.copy(), start
    while (step := tree @ step).any():
        total += step
    return total


def distances_from(matrix: Any, sources: Sequence[int], *, weighted: bool) -> Iterator[NDArray[np.float64]]:
    """Distances from some sources (rows) to all nodes (columns), a block at a time; inf out of reach."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    ones = links(matrix)
    backward = ones.T.tocsr()
    lengths, factor = distances(matrix.data)
    graph = csr_array((lengths, matrix.indices, matrix.indptr), shape=matrix.shape)
    for block in _blocks(sources, _TREES if weighted else COLUMNS):
        if weighted:
            yield np.atleast_2d(dijkstra(graph, indices=list(block))) / factor
            continue
        far = np.full((matrix.shape[0], len(block)), np.inf)
        try:
            for number, ways in enumerate(levels(backward, block)):
                far[ways > 0] = number
        except TooDeepError:
            yield np.atleast_2d(dijkstra(ones, indices=list(block), unweighted=True))
        else:
            yield far.T


def component_sizes(matrix: Any) -> NDArray[np.float64]:
    """For each node the number of nodes of its component."""
    import numpy as np
    from scipy.sparse.csgraph import connected_components

    _, parts = connected_components(matrix, directed=False)
    return cast("NDArray[np.float64]", np.bincount(parts)[parts].astype(np.float64))


def whole_distances(graph: Any) -> Any:
    """Distances of a simple graph as whole numbers where possible, so that equal ways stay equal."""
    import numpy as np

    edges = list(graph.edges(data=True))
    if edges:
        lengths, _ = distances(np.array([data["weight"] for _, _, data in edges], dtype=np.float64))
        for (_, _, data), length in zip(edges, lengths.tolist(), strict=True):
            data["distance"] = length
    return graph
