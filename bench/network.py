"""Measures and projection on 50,000 nodes and 500,000 edges, each beside NetworkX doing the same.

Ratios are the peer's time over ours, in turns in one process, median of the rounds. Each begins with its own
ready structure: ours with the arrays of the network, NetworkX with its graph.

1. making that structure from the records, once for all measures;
2. PageRank; 3. betweenness sampled from as many sources as NetworkX's `k`;
4. communities by Louvain and by Leiden, over NetworkX's Louvain; their modularity is printed too;
5. projection from a store on disk in facts a second, the first time and again, over the bare making of the
   same NetworkX multigraph.

The peers take minutes: `--rounds 1` gives a first idea.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from statistics import median
from typing import Any

from timing import seconds

from diplograph.network import (
    Edge,
    Network,
    Node,
    betweenness,
    communities,
    pagerank,
    project,
    to_networkx,
    to_simple,
)
from diplograph.network.communities import modularity

NODES, EDGES, SOURCES = 50_000, 500_000, 20
GROUPS = 60


def synthetic(nodes: int = NODES, edges: int = EDGES, *, seed: int = 7) -> Network:
    """A network as of the press: few are named everywhere, six links of ten stay within a group."""
    chance = random.Random(seed)
    weights = list(accumulate(1 / (rank + 1) ** 0.6 for rank in range(nodes)))
    members = [range(group, nodes, GROUPS) for group in range(GROUPS)]
    sources = chance.choices(range(nodes), cum_weights=weights, k=edges)
    targets = chance.choices(range(nodes), cum_weights=weights, k=edges)
    names = [f"n{number:05}" for number in range(nodes)]
    made = []
    for number, (source, target) in enumerate(zip(sources, targets, strict=True)):
        if chance.random() < 0.6:
            pool = members[source % GROUPS]
            target = pool[int(len(pool) * chance.random() ** 2)]
        made.append(
            Edge(
                id=f"e{number:06}",
                source=names[source],
                target=names[target],
                label="Visite",
                kind="Visit",
                relation="visited",
                roles="visitor-host",
                symmetric=number % 3 == 0,
                fact=f"f{number:06}",
                status="Actual",
                start="2024",
                confidence=0.9,
                weight=1 + number % 7 // 5,
            )
        )
    return Network(tuple(Node(name, name.upper(), "Company") for name in names), tuple(made), facts=edges)


def ratio(
    name: str, ours: Callable[[], object], peer: Callable[[], object], *, goal: float, rounds: int
) -> bool:
    """Print one row; whether the goal is reached."""
    pairs = [(seconds(ours), seconds(peer)) for _ in range(rounds)]
    found = median(other / own for own, other in pairs)
    own, other = median(own for own, _ in pairs), median(other for _, other in pairs)
    verdict = "reached" if found >= goal else "missed"
    print(f"{name:<58} {own:8.2f} s {other:8.2f} s  {found:6.1f}  >= {goal:<4} {verdict}", flush=True)
    return found >= goal


def measures(rounds: int) -> list[bool]:
    """The arrays, PageRank, sampled betweenness, communities."""
    import networkx as nx

    network = synthetic()
    directed, simple = to_simple(network, directed=True), to_simple(network)
    print(f"{NODES} nodes, {EDGES} edges, {simple.number_of_edges()} linked pairs\n")
    print(f"{'':<58} {'ours':>10} {'networkx':>10}   ratio    goal")

    def arrays() -> None:
        network.__dict__.pop("topology", None)
        assert network.topology.directed.nnz + network.topology.undirected.nnz > 0

    def graphs() -> None:
        to_simple(network, directed=True), to_simple(network)

    reached = [
        ratio("the structure, from the records", arrays, graphs, goal=5, rounds=rounds),
        ratio(
            "PageRank",
            lambda: pagerank(network),
            lambda: nx.pagerank(directed),
            goal=5,
            rounds=max(rounds, 5),
        ),
        ratio(
            f"betweenness from {SOURCES} sources",
            lambda: betweenness(network, samples=SOURCES),
            lambda: nx.betweenness_centrality(simple, k=SOURCES, seed=1),
            goal=10,
            rounds=rounds,
        ),
    ]
    parts: dict[str, Any] = {}

    def louvain_of_networkx() -> None:
        parts["networkx"] = nx.community.louvain_communities(simple, seed=1)

    for algorithm in ("louvain", "leiden"):

        def ours(algorithm: str = algorithm) -> None:
            parts[algorithm] = communities(network, algorithm=algorithm)

        name = f"communities by {algorithm.title()} / by Louvain"
        reached.append(ratio(name, ours, louvain_of_networkx, goal=10, rounds=rounds))
    labels = {iri: number for number, part in enumerate(parts["networkx"]) for iri in part}
    theirs = modularity(network.topology.undirected, [labels[iri] for iri in network.topology.ids])
    print(
        f"modularity: Leiden {parts['leiden'].modularity:.4f}, Louvain {parts['louvain'].modularity:.4f}, "
        f"NetworkX's Louvain {theirs:.4f}\n"
    )
    return reached


def projection(rounds: int, facts: int) -> bool:
    """Facts a second from a store on disk, and over the bare making of the multigraph."""
    from synthetic import make_store

    from diplograph.store import Store

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "s.store"
        make_store(path, facts=facts)
        with Store.open(path, read_only=True) as store:
            first = seconds(lambda: project(store))
            network = project(store)
            again, floor = (
                median(seconds(work) for _ in range(max(rounds, 5)))
                for work in (lambda: project(store), lambda: to_networkx(network))
            )
    speed = network.facts / again
    verdict = "reached" if speed >= 100_000 else "missed"
    print(f"projection of {network.facts} facts, {len(network.edges)} edges, in facts a second:")
    print(
        f"{network.facts / first:,.0f} the first time, {speed:,.0f} again (>= 100,000 {verdict}); "
        f"{first / floor:.1f} and {again / floor:.1f} times the bare making of the multigraph"
    )
    return speed >= 100_000


def main() -> int:
    """Print the ratios; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--facts", type=int, default=34_000)
    given = parser.parse_args()
    reached = measures(given.rounds)
    reached.append(projection(given.rounds, given.facts))
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
