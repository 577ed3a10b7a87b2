"""The measures that a user's own igraph computes; it is under the GPL and never installed with diplograph."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from diplograph.network.topology import distances


def igraph_pagerank(matrix: Any, *, damping: float) -> list[float]:
    """PageRank, directed by the matrix, weighted by its values."""
    graph = _graph(matrix, directed=True)
    return [float(rank) for rank in graph.pagerank(damping=damping, weights=matrix.data.tolist())]


def igraph_betweenness(matrix: Any, sources: Sequence[int], *, directed: bool, weighted: bool) -> list[float]:
    """Sums of dependencies on each node of some sources."""
    graph = _graph(matrix, directed=True)  # an undirected matrix has each link both ways
    lengths = distances(matrix.data)[0].tolist() if weighted else None
    return list(graph.betweenness(directed=True, weights=lengths, sources=list(sources)))


def igraph_communities(matrix: Any, *, algorithm: str, resolution: float, seed: int) -> list[int]:
    """Communities by number, of a symmetric matrix."""
    import igraph
    import numpy as np

    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    kept = rows < matrix.indices
    graph = igraph.Graph(
        n=matrix.shape[0], edges=list(zip(rows[kept].tolist(), matrix.indices[kept].tolist(), strict=True))
    )
    igraph.set_random_number_generator(random.Random(seed))
    weights = matrix.data[kept].tolist()
    if algorithm == "louvain":
        return list(graph.community_multilevel(weights=weights, resolution=resolution).membership)
    return list(
        graph.community_leiden(
            objective_function="modularity", weights=weights, resolution=resolution, n_iterations=-1
        ).membership
    )


def _graph(matrix: Any, *, directed: bool) -> Any:
    import igraph
    import numpy as np

    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    edges = list(zip(rows.tolist(), matrix.indices.tolist(), strict=True))
    return igraph.Graph(n=matrix.shape[0], edges=edges, directed=directed)
