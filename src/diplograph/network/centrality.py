"""Who stands in the middle: degree, closeness, eigenvector, PageRank, k-core.

All are defined on the simple graph: strengths of parallel links add up, a link with oneself counts for
nothing. `engine="networkx"` computes each with NetworkX's own function, the referee of our tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from diplograph.errors import UsageError
from diplograph.network.graphs import import_networkx, to_simple
from diplograph.network.records import Network
from diplograph.network.scores import Scores, choose_engine
from diplograph.network.waves import links

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ROUNDS = 1000


def degree(network: Network, *, direction: str = "both", weighted: bool = False) -> Scores:
    """Number of different nodes that a node is linked with, or the sum of these links' strengths.

    k(v) = sum over u of a(u, v), with a(u, v) 1 or, weighted, the strength (Barrat et al. 2004, PNAS
    101(11):3747-3752, call it strength). "in" and "out" count links by direction, symmetric ones in both.
    """
    import numpy as np

    matrix = network.topology.matrix(directed=direction != "both")
    values = matrix if weighted else links(matrix)
    sums = np.asarray(values.sum(axis=0 if direction == "in" else 1)).ravel()
    name = "strength" if weighted else "degree"
    name = name if direction == "both" else f"{direction}-{name}"
    return _scores(name, network, sums.tolist() if weighted else sums.astype(int).tolist())


def pagerank(
    network: Network,
    *,
    damping: float = 0.85,
    directed: bool = True,
    weighted: bool = True,
    tolerance: float = 1e-9,
    engine: str = "auto",
) -> Scores:
    """Share of time that a walker spends at a node who follows links in proportion to their strength.

    p(v) = (1 - d) / n + d (sum over u of p(u) w(u, v) / w(u) + D / n), with D the share at nodes without a
    way out (Brin and Page 1998, Computer Networks 30:107-117). Sums to 1. By power iteration, until the
    change of all nodes together is below n times the tolerance.

    Raises:
        UsageError: damping is not in [0, 1).
    """
    chosen = choose_engine(engine, offered=("auto", "networkx", "igraph"))
    if not 0 <= damping < 1:
        raise UsageError(f"{damping:g} is no damping", hint="give a number from 0 to below 1")
    if chosen == "networkx":
        graph = to_simple(network, directed=directed)
        weight = "weight" if weighted else None
        found = import_networkx().pagerank(graph, damping, weight=weight, tol=tolerance, max_iter=_ROUNDS)
        return _scores("pagerank", network, [found[iri] for iri in network.topology.ids], engine=chosen)
    matrix = network.topology.matrix(directed=directed)
    if chosen == "igraph":
        from diplograph.network.optional_igraph import igraph_pagerank

        ranks = igraph_pagerank(matrix if weighted else links(matrix), damping=damping)
        return _scores("pagerank", network, ranks, engine=chosen)
    return _scores("pagerank", network, _pagerank(matrix if weighted else links(matrix), damping, tolerance))


def _pagerank(matrix: Any, damping: float, tolerance: float) -> list[float]:
    import numpy as np
    from scipy.sparse import csr_array

    size = matrix.shape[0]
    if size == 0:
        return []
    out = np.asarray(matrix.sum(axis=1)).ravel()
    share = np.divide(1.0, out, out=np.zeros(size), where=out > 0)
    rows = np.repeat(np.arange(size), np.diff(matrix.indptr))
    step = csr_array((matrix.data * share[rows], matrix.indices, matrix.indptr), shape=matrix.shape)
    inward = csr_array(step.T)
    lost = np.flatnonzero(out == 0)
    ranks = np.full(size, 1.0 / size)
    for _ in range(_ROUNDS):
        before = ranks
        ranks = damping * (inward @ before + before[lost].sum() / size) + (1 - damping) / size
        if np.abs(ranks - before).sum() < size * tolerance:
            break
    return [float(rank) for rank in ranks]


def eigenvector(
    network: Network,
    *,
    directed: bool = False,
    weighted: bool = True,
    tolerance: float = 1e-10,
    engine: str = "auto",
) -> Scores:
    """Importance that a node has from the importance of those linked to it.

    x(v) = 1 / lambda times the sum over u of w(u, v) x(u), lambda the largest eigenvalue (Bonacich 1972,
    J. Math. Sociology 2(1):113-120). Scaled to length 1. Outside the strongest component it is near 0.

    Raises:
        UsageError: the iteration does not settle, as on a directed graph without cycles.
    """
    import numpy as np

    chosen = choose_engine(engine)
    size = network.topology.size
    if size == 0:
        return _scores("eigenvector", network, [])
    if chosen == "networkx":
        nx = import_networkx()
        graph = to_simple(network, directed=directed)
        try:
            found = nx.eigenvector_centrality(
                graph, max_iter=100 * _ROUNDS, tol=tolerance, weight="weight" if weighted else None
            )
        except nx.PowerIterationFailedConvergence:
            raise _unsettled() from None
        return _scores("eigenvector", network, [found[iri] for iri in network.topology.ids], engine=chosen)
    matrix = network.topology.matrix(directed=directed)
    inward = (matrix if weighted else links(matrix)).T.tocsr()
    values: NDArray[np.float64] = np.full(size, 1.0 / size)
    for _ in range(100 * _ROUNDS):
        before = values
        values = before + inward @ before  # the shift keeps graphs of two sides from swinging
        values /= np.linalg.norm(values) or 1.0
        if np.abs(values - before).sum() < size * tolerance:
            return _scores("eigenvector", network, values.tolist())
    raise _unsettled()


def _unsettled() -> UsageError:
    return UsageError(
        "the eigenvector centrality does not settle", hint="leave --directed out, or use pagerank"
    )


def core(network: Network, *, engine: str = "auto") -> Scores:
    """The largest k for which a node stands in a group whose members have k links within it each.

    Directions and strengths do not count (Seidman 1983, Social Networks 5(3):269-287; by Batagelj and
    Zaversnik 2003).
    """
    chosen = choose_engine(engine)
    topology = network.topology
    if chosen == "auto":
        try:
            import rustworkx as rx
        except ImportError:
            chosen = "networkx"
        else:
            graph = rust_graph(topology.undirected, directed=False)
            numbers: Any = rx.core_number(graph)
            return _scores("core", network, [numbers[i] for i in range(topology.size)], engine="rustworkx")
    found = import_networkx().core_number(to_simple(network))
    return _scores("core", network, [int(found[iri]) for iri in topology.ids], engine=chosen)


def rust_graph(matrix: Any, *, directed: bool) -> Any:
    """A matrix as a graph of rustworkx, nodes by number, strengths left aside."""
    import numpy as np
    import rustworkx as rx

    graph = rx.PyDiGraph(multigraph=False) if directed else rx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(matrix.shape[0]))
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    columns = matrix.indices
    kept = np.ones(len(rows), dtype=bool) if directed else rows < columns
    graph.extend_from_edge_list(list(zip(rows[kept].tolist(), columns[kept].tolist(), strict=True)))
    return graph


def _scores(name: str, network: Network, values: Sequence[float], *, engine: str = "arrays") -> Scores:
    return Scores(name, dict(zip(network.topology.ids, values, strict=True)), engine=engine)
