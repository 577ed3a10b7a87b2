"""What fits a picture: the best linked part of a network."""

from __future__ import annotations

from dataclasses import replace

from diplograph.network.looks import strengths
from diplograph.network.records import Network


def best_linked(network: Network, limit: int) -> tuple[Network, int]:
    """The nodes with the strongest links among themselves, and how many linked nodes are left out.

    The weakest go one by one, as in the computation of a k-core, each removal weakening its neighbours; ties
    go by IRI from the end. Nodes without a link are never among them.

    Args:
        limit: of nodes; 0: all that have a link.
    """
    strength = strengths(network)
    linked = {edge.source for edge in network.edges} | {edge.target for edge in network.edges}
    kept = set(linked)
    if limit and len(linked) > limit:
        ranked = sorted(linked, key=lambda node: (-strength[node], node))
        kept = set(ranked[:limit])
    edges = tuple(edge for edge in network.edges if edge.source in kept and edge.target in kept)
    still = {edge.source for edge in edges} | {edge.target for edge in edges}
    nodes = tuple(node for node in network.nodes if node.id in still)
    return replace(network, nodes=nodes, edges=edges), len(linked) - len(nodes)
