"""How large a network is and what it is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from diplograph.network.cohesion import components
from diplograph.network.filters import fact_span
from diplograph.network.records import Network, Value


def summarize(network: Network) -> Iterator[tuple[str, Value]]:
    """What there is and how much, from the whole to the parts; counts of parts by number, then name.

    The density is the share of pairs that are linked, 2L / n(n - 1) with L linked pairs.
    """
    nodes, edges = len(network.nodes), len(network.edges)
    pairs = {
        tuple(sorted((edge.source, edge.target))) for edge in network.edges if edge.source != edge.target
    }
    parts = components(network)
    yield "facts", network.facts
    yield "facts without an edge", len(network.left)
    yield "nodes", nodes
    yield "nodes without an edge", nodes - len({end for pair in pairs for end in pair})
    yield "edges", edges
    yield "linked pairs", len(pairs)
    yield "density", 2 * len(pairs) / (nodes * (nodes - 1)) if nodes > 1 else 0.0
    yield "components", len(parts)
    yield "nodes of the largest component", len(parts[0]) if parts else 0
    spans = [span for edge in network.edges if (span := fact_span(edge.start, edge.end))]
    if spans:
        yield "first year", min(first for first, _ in spans)[0]
        yield "last year", max(last for _, last in spans)[0]
    yield "edges without a date", edges - len(spans)
    yield from _counted("node", Counter(node.kind for node in network.nodes))
    yield from _counted("relation", Counter(edge.relation for edge in network.edges))
    yield from _counted("status", Counter(edge.status for edge in network.edges))


def _counted(what: str, counts: Counter[str]) -> Iterator[tuple[str, Value]]:
    for name, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{what} {name}", number
