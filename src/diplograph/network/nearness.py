"""Who stands between others, and who is near to all: measures of shortest ways, exact or sampled.

Up to a size every node is a source; beyond, sources are drawn with a fixed seed, and the note of the scores
says how many and how far from the exact value they may be.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from diplograph.errors import UsageError
from diplograph.network.graphs import import_networkx, to_simple
from diplograph.network.records import Network
from diplograph.network.scores import (
    DELTA,
    EPSILON,
    EXACT_WORK,
    SEED,
    Scores,
    bound,
    choose_engine,
    sample_size,
)
from diplograph.network.shortest import (
    component_sizes,
    distances_from,
    summed_dependencies,
    whole_distances,
)
from diplograph.network.waves import TooDeepError


def betweenness(
    network: Network,
    *,
    directed: bool = False,
    weighted: bool = False,
    samples: int | None = None,
    epsilon: float = EPSILON,
    delta: float = DELTA,
    seed: int = SEED,
    engine: str = "auto",
) -> Scores:
    """Share of the shortest ways between others that lead through a node.

    b(v) = 1 / ((n - 1)(n - 2)) times the sum over s, t other than v of sigma(s, t | v) / sigma(s, t), over
    ordered pairs (Freeman 1977, Sociometry 40(1):35-41; by Brandes 2001, J. Math. Sociology 25(2):163-177).
    In [0, 1]. Sampled, it is the mean over k drawn sources (Brandes and Pich 2007, Int. J. Bifurcation and
    Chaos 17(7):2303-2318), whose terms lie in [0, 1]: `scores.bound` gives the error.

    Args:
        directed: along directions only; weighted: the shortest way is the one of least sum of 1 / strength.
        samples: number of sources; None: all while that takes seconds, else as many as epsilon asks.
        epsilon, delta: error of any node at most epsilon with probability 1 - delta.
        seed: of the draw; the same sources in every engine.
    Raises:
        UsageError: samples is below 1, or the engine is unknown or missing.
    """
    chosen = choose_engine(engine, offered=("auto", "networkx", "igraph"))
    size = network.topology.size
    matrix = network.topology.matrix(directed=directed)
    sources = _draw(size, matrix.nnz, samples, epsilon=epsilon, delta=delta, seed=seed)
    totals: Any = None
    if chosen == "auto":
        try:
            chosen, totals = summed_dependencies(matrix, sources, directed=directed, weighted=weighted)
        except TooDeepError:
            chosen = "networkx"
    if chosen == "igraph":
        from diplograph.network.optional_igraph import igraph_betweenness

        totals = igraph_betweenness(matrix, sources, directed=directed, weighted=weighted)
    elif chosen == "networkx":
        graph = whole_distances(to_simple(network, directed=directed))
        ids = network.topology.ids
        found = import_networkx().betweenness_centrality_subset(
            graph,
            [ids[source] for source in sources],
            list(ids),
            weight="distance" if weighted else None,
        )
        # An undirected pair counts in one direction only there, whichever end was drawn.
        totals = [found[iri] * (1 if directed else 2) for iri in ids]
    # The mean over sources of dependency / (n - 2), and n / (n - 1) since none depends on itself.
    scale = size / (len(sources) * (size - 1) * (size - 2)) if size > 2 else 0.0
    values = {iri: float(total) * scale for iri, total in zip(network.topology.ids, totals, strict=True)}
    return Scores(
        "betweenness",
        values,
        exact=len(sources) == size,
        note=_note(size, len(sources), delta),
        engine=chosen,
    )


def closeness(
    network: Network,
    *,
    harmonic: bool = False,
    directed: bool = False,
    weighted: bool = False,
    samples: int | None = None,
    epsilon: float = EPSILON,
    delta: float = DELTA,
    seed: int = SEED,
    engine: str = "auto",
) -> Scores:
    """How near a node is to those from which it can be reached.

    c(v) = (r - 1) / (n - 1) times (r - 1) / (sum of d(u, v)), over the r nodes that reach v, itself among
    them (Freeman 1978, Social Networks 1:215-239, with the factor of Wasserman and Faust 1994 for graphs in
    parts). Harmonic: h(v) = 1 / (n - 1) times the sum of 1 / d(u, v), where what is out of reach adds 0
    (Marchiori and Latora 2000; Boldi and Vigna 2014, Internet Mathematics 10:222-262); it is the better one
    on a graph in parts. Sampled by k drawn sources (Eppstein and Wang 2004, JGAA 8(1):39-45): the bound is
    that of h, and of the mean distance as a share of the longest.

    Arguments and errors as in `betweenness`; a distance is 1 / strength when weighted.
    """
    import numpy as np

    chosen = choose_engine(engine)
    name = "harmonic" if harmonic else "closeness"
    size = network.topology.size
    matrix = network.topology.matrix(directed=directed)
    sources = _draw(size, matrix.nnz, samples, epsilon=epsilon, delta=delta, seed=seed)
    exact = len(sources) == size
    ids = network.topology.ids
    if chosen == "networkx":
        if not exact:
            raise UsageError("networkx has no sampled closeness", hint="leave the engine out")
        nx = import_networkx()
        graph = to_simple(network, directed=directed)
        weight = "distance" if weighted else None
        if harmonic:
            found = nx.harmonic_centrality(graph, distance=weight)
            found = {iri: value / max(size - 1, 1) for iri, value in found.items()}
        else:
            found = nx.closeness_centrality(graph, distance=weight)
        return Scores(name, {iri: float(found[iri]) for iri in ids}, engine=chosen)
    total, inverse, reached = np.zeros(size), np.zeros(size), np.zeros(size)
    for far in distances_from(matrix, sources, weighted=weighted):
        known = np.isfinite(far) & (far > 0)
        reached += known.sum(axis=0)
        total += np.where(known, far, 0.0).sum(axis=0)
        inverse += np.divide(1.0, far, out=np.zeros_like(far), where=known).sum(axis=0)
    drawn = np.full(size, float(len(sources)))
    drawn[list(sources)] -= 1  # a node is no source of its own
    others = max(size - 1, 1)
    if harmonic:
        values = np.divide(inverse, drawn, out=np.zeros(size), where=drawn > 0)
    else:
        share = np.divide(reached, drawn, out=np.zeros(size), where=drawn > 0)  # of the others that reach it
        if not exact and not directed:
            share = (component_sizes(matrix) - 1) / others
        values = share * np.divide(reached, total, out=np.zeros(size), where=total > 0)
    note = _note(size, len(sources), delta)
    return Scores(name, dict(zip(ids, values.tolist(), strict=True)), exact=exact, note=note)


def _draw(
    size: int, arcs: int, samples: int | None, *, epsilon: float, delta: float, seed: int
) -> Sequence[int]:
    if samples is None:
        wanted = sample_size(size, epsilon=epsilon, delta=delta)
        samples = size if size * arcs <= EXACT_WORK else wanted
    elif samples < 1:
        raise UsageError(f"{samples} sources cannot be drawn", hint="draw 1 or more")
    if samples >= size:
        return range(size)
    return sorted(random.Random(seed).sample(range(size), samples))


def _note(size: int, samples: int, delta: float) -> str:
    if samples >= size:
        return ""
    error = bound(size, samples, delta=delta)
    return (
        f"sampled from {samples} of {size} nodes: each value within {error:.3f} of the exact one "
        f"with probability {1 - delta:.0%}"
    )
