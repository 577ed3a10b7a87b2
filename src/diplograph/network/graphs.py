"""Networks as graphs of NetworkX: the whole multigraph, and the simple graph that measures are defined on."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from diplograph.network.records import Edge, Network, Node
from diplograph.network.topology import missing

_NODE_FIELDS = tuple(part.name for part in fields(Node) if part.name not in ("id", "attributes"))
_EDGE_FIELDS = tuple(name for name in Edge._fields if name not in ("id", "source", "target"))


def to_networkx(network: Network, *, directed: bool = True) -> Any:
    """A multigraph with one edge an `Edge`, its id as key, and all fields as attributes.

    Args:
        directed: MultiDiGraph; a symmetric edge stands in it once, as every other. False: MultiGraph.
    Returns:
        MultiDiGraph or MultiGraph: nodes by IRI, in order, the measures of `annotate` among their attributes;
        `graph` holds view and account.
    Raises:
        UsageError: NetworkX is not installed.
    """
    nx = import_networkx()
    graph = nx.MultiDiGraph() if directed else nx.MultiGraph()
    graph.graph.update(view=network.view, account=network.account())
    for node in network.nodes:
        told = {name: getattr(node, name) for name in _NODE_FIELDS}
        graph.add_node(node.id, **told, **dict(node.attributes))
    graph.add_edges_from(
        (edge.source, edge.target, edge.id, {name: getattr(edge, name) for name in _EDGE_FIELDS})
        for edge in network.edges
    )
    return graph


def to_simple(network: Network, *, directed: bool = False) -> Any:
    """The simple graph that measures are defined on: parallel links add up to one `weight`.

    `distance` is its inverse. A symmetric edge goes both ways in a DiGraph; links of a node with itself and
    links of no weight are left out.
    """
    nx = import_networkx()
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(node.id for node in network.nodes)
    for edge in network.edges:
        if edge.source == edge.target or edge.weight <= 0:
            continue
        ends = [(edge.source, edge.target)]
        if directed and edge.symmetric:
            ends.append((edge.target, edge.source))
        for one, other in ends:
            if graph.has_edge(one, other):
                graph[one][other]["weight"] += edge.weight
            else:
                graph.add_edge(one, other, weight=edge.weight)
    for _, _, data in graph.edges(data=True):
        data["distance"] = 1.0 / data["weight"]
    return graph


def import_networkx() -> Any:
    """NetworkX.

    Raises:
        UsageError: it is not installed.
    """
    try:
        import networkx
    except ImportError:
        raise missing("networkx") from None
    return networkx
