"""Ways from one node to another, and what lies around one; each hop with the facts that make it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Any

from diplograph.errors import UsageError
from diplograph.network.graphs import to_simple
from diplograph.network.records import Edge, Left, Network, Reason
from diplograph.network.topology import distances
from diplograph.network.ways import ways

MOST = 100  # paths that are looked for when no number is given
_HOP = 10**15  # what a hop costs where hops count first: more than any sum of distances
_FINE = 10**6  # steps of a distance that is not whole


@dataclass(frozen=True, slots=True)
class Hop:
    """One step; its edges are all facts that link the two, the strongest first, then the earliest."""

    source: str
    target: str
    edges: tuple[Edge, ...]

    @property
    def strength(self) -> float:
        """Independent sources of all its facts together."""
        return sum(edge.weight for edge in self.edges)


@dataclass(frozen=True, slots=True)
class Path:
    """A way without a node twice; `distance` is the sum of 1 / strength over its hops."""

    hops: tuple[Hop, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """Ids from the start to the end."""
        return (self.hops[0].source, *(hop.target for hop in self.hops))

    @property
    def distance(self) -> float:
        """Sum of the inverse strengths."""
        return sum(1.0 / hop.strength for hop in self.hops)


@dataclass(frozen=True, slots=True)
class Paths:
    """What was found: the best path first; `more` when others were left out by the limit."""

    paths: tuple[Path, ...]
    more: bool = False


def paths(
    network: Network,
    source: str,
    target: str,
    *,
    k: int | None = None,
    within: int | None = None,
    directed: bool = False,
    weighted: bool = False,
    limit: int = MOST,
) -> Paths:
    """The best ways from one node to another (Yen 1971, Management Science 17(11):712-716).

    Best is the fewest hops, and of as many the least sum of 1 / strength; weighted, the least sum alone.
    What is still equal comes by the ids on the way.

    Args:
        source, target: ids.
        k: how many ways at most; None: one, or all of them with `within`, up to the limit.
        within: only ways of at most so many hops.
        directed: only along directions; a relation without direction leads both ways.
    Returns:
        No paths when none leads there.
    Raises:
        UsageError: a node is not in the network, both are the same, or a number is below 1.
    """
    for name, number in (("k", k), ("within", within), ("limit", limit)):
        if number is not None and number < 1:
            raise UsageError(f"{name} is {number}", hint="give 1 or more")
    for node in (source, target):
        _check(network, node)
    if source == target:
        raise UsageError("the path begins where it ends", hint="name two things")
    graph = _priced(network, directed=directed, by_hops=not weighted or within is not None)
    wanted = k if k is not None else (limit if within is not None else 1)
    bound = (within + 1) * _HOP if within is not None else None
    found = list(islice(ways(graph, source, target, below=bound), wanted + 1))
    more = len(found) > wanted
    found = found[:wanted]
    edges = _by_ends({node for _, way in found for node in way}, network, directed=directed)
    return Paths(tuple(_path(way, edges) for _, way in found), more=more and within is not None)


def ego(network: Network, center: str, *, radius: int = 1, directed: bool = False) -> Network:
    """What lies within some hops of a node, with all links among it.

    Raises:
        UsageError: the node is not in the network, or the radius is below 0.
    """
    if radius < 0:
        raise UsageError(f"the radius is {radius}", hint="give 0 or more")
    _check(network, center)
    near = _neighbours(network, directed=directed)
    kept = ring = {center}
    for _ in range(radius):
        ring = {other for node in sorted(ring) for other in near[node]} - kept
        if not ring:
            break
        kept = kept | ring
    return within_nodes(network, kept, reason=Reason.DISTANCE)


def within_nodes(network: Network, kept: Collection[str], *, reason: Reason) -> Network:
    """The part of a network among some nodes; facts that lose their last edge are left, with the reason."""
    edges = tuple(edge for edge in network.edges if edge.source in kept and edge.target in kept)
    lost = {edge.fact for edge in network.edges} - {edge.fact for edge in edges}
    left = (*network.left, *(Left(fact, reason) for fact in lost))
    return replace(
        network,
        nodes=tuple(node for node in network.nodes if node.id in kept),
        edges=edges,
        left=tuple(sorted(left, key=lambda one: one.fact)),
    )


def apart(network: Network, source: str, target: str, *, directed: bool = False) -> str:
    """Why no path leads from one node to another, for a person: the sizes of the parts they stand in."""
    from diplograph.network.cohesion import components

    sizes = {iri: len(part) for part in components(network) for iri in part}
    names = network.by_id
    one, other = names[source].label, names[target].label
    parts = {iri: number for number, part in enumerate(components(network)) for iri in part}
    if directed and parts[source] == parts[target]:
        return f"no path leads from {one} to {other} along the directions of the relations"
    return f"no path: {_part(one, sizes[source])}, {_part(other, sizes[target])}, and nothing links the two"


def _part(name: str, size: int) -> str:
    return f"{name} is linked with {size - 1} other{'' if size == 2 else 's'}"


def _check(network: Network, node: str) -> None:
    if node not in network.by_id:
        raise UsageError(
            f"{node} is no node of this view", hint="no fact that the filters take links it with another"
        )


def _priced(network: Network, *, directed: bool, by_hops: bool) -> Any:
    """The simple graph with whole-number costs, so that equal ways are equal to the last bit."""
    import numpy as np

    graph = to_simple(network, directed=directed)
    links = list(graph.edges(data=True))
    if links:
        lengths, factor = distances(np.array([data["weight"] for _, _, data in links], dtype=np.float64))
        whole = lengths if factor > 1 or (lengths == np.rint(lengths)).all() else lengths * _FINE
        for (_, _, data), length in zip(links, np.rint(whole).astype(int).tolist(), strict=True):
            data["cost"] = length + (_HOP if by_hops else 0)
    return graph


def _by_ends(
    nodes: Collection[str], network: Network, *, directed: bool
) -> Mapping[tuple[str, str], list[Edge]]:
    found: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in network.edges:
        if edge.source in nodes and edge.target in nodes and edge.weight > 0:
            found[edge.source, edge.target].append(edge)
            if not directed or edge.symmetric:
                found[edge.target, edge.source].append(edge)
    return found


def _path(way: Sequence[str], edges: Mapping[tuple[str, str], list[Edge]]) -> Path:
    return Path(tuple(_hops(way, edges)))


def _hops(way: Sequence[str], edges: Mapping[tuple[str, str], list[Edge]]) -> Iterator[Hop]:
    for source, target in pairwise(way):
        facts = sorted(edges[source, target], key=lambda edge: (-edge.weight, edge.start or "~", edge.id))
        yield Hop(source, target, tuple(facts))


def _neighbours(network: Network, *, directed: bool) -> Mapping[str, set[str]]:
    near: dict[str, set[str]] = defaultdict(set)
    for edge in network.edges:
        near[edge.source].add(edge.target)
        if not directed or edge.symmetric:
            near[edge.target].add(edge.source)
    return near
