"""What fits a picture: the best linked part of a network."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from diplograph.network.looks import strengths
from diplograph.network.records import Network


def best_linked(network: Network, limit: int) -> tuple[Network, int]:
    """The best linked nodes, and how many linked nodes are left out.

    They are gathered from the node with the highest weighted degree: each time comes the node with the
    strongest links to those that are there, or, when nothing more is linked to them, the highest of the
    rest with its strongest neighbour. So what is drawn hangs together. Ties go by weighted degree, then IRI.

    Args:
        limit: of nodes; 0: all that have a link.
    """
    strength = strengths(network)
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for edge in network.edges:
        weights[edge.source][edge.target] += edge.weight
        weights[edge.target][edge.source] += edge.weight
    kept = set(weights) if not limit or len(weights) <= limit else _gathered(weights, strength, limit)
    edges = tuple(edge for edge in network.edges if edge.source in kept and edge.target in kept)
    still = {edge.source for edge in edges} | {edge.target for edge in edges}
    nodes = tuple(node for node in network.nodes if node.id in still)
    return replace(network, nodes=nodes, edges=edges), len(weights) - len(nodes)


def _gathered(weights: dict[str, dict[str, float]], strength: dict[str, float], limit: int) -> set[str]:
    kept: set[str] = set()
    near: dict[str, float] = {}  # node → weight of its links to those kept
    ranked = iter(sorted(weights, key=lambda node: (-strength[node], node)))
    while len(kept) < limit:
        if near:
            node = min(near, key=lambda other: (-near[other], -strength[other], other))
        else:
            node = next(other for other in ranked if other not in kept)
        kept.add(node)
        near.pop(node, None)
        for other, weight in weights[node].items():
            if other not in kept:
                near[other] = near.get(other, 0.0) + weight
    return kept
