"""How the whole holds together: components, likeness of those who are linked, growth over the years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import nan

from diplograph.model.days import days
from diplograph.network.naming import known
from diplograph.network.records import Network, Node
from diplograph.network.scores import Scores

ATTRIBUTES = ("country", "sector", "kind")


def components(network: Network, *, strong: bool = False) -> tuple[tuple[str, ...], ...]:
    """Parts between which no way leads: ids sorted within each, the largest first, equal ones by first id.

    Args:
        strong: parts within which each reaches each along directions (Tarjan 1972); else directions are
            left aside.
    """
    from scipy.sparse.csgraph import connected_components

    topology = network.topology
    if not topology.size:
        return ()
    kind = "strong" if strong else "weak"
    matrix = topology.directed if strong else topology.undirected
    _, labels = connected_components(matrix, directed=True, connection=kind)
    members: dict[int, list[str]] = defaultdict(list)
    for iri, label in zip(topology.ids, labels.tolist(), strict=True):
        members[label].append(iri)
    return tuple(sorted((tuple(sorted(part)) for part in members.values()), key=lambda p: (-len(p), p[0])))


def component(network: Network, *, strong: bool = False) -> Scores:
    """The number of each node's component, 0 for the largest."""
    numbers = {iri: n for n, part in enumerate(components(network, strong=strong)) for iri in part}
    return Scores("component", dict(sorted(numbers.items())))


@dataclass(frozen=True, slots=True)
class Assortativity:
    """Whether like links with like.

    Attributes:
        attribute: what is compared; coefficient: 1 all links are among like, 0 as by chance, below 0 rather
            among unlike; NaN when there is nothing to compare.
        links: number of pairs of linked nodes that were compared; unknown: pairs left out, since an end has
            no value.
        mixing: (value, value, share of the strength), the largest first.
    """

    attribute: str
    coefficient: float
    links: int
    unknown: int
    mixing: tuple[tuple[str, str, float], ...]


def assortativity(network: Network, attribute: str = "country", *, weighted: bool = False) -> Assortativity:
    """Assortative mixing by country, sector or class.

    r = (sum over i of e(i, i) - sum over i of a(i)^2) / (1 - sum over i of a(i)^2), with e(i, j) the share of
    links between values i and j, a(i) of link ends at i (Newman 2003, Physical Review E 67:026126, eq. 2).
    On the simple graph, directions left aside. A node of several sectors counts in equal parts for each, by
    its sectors of the top level.

    Raises:
        UsageError: the attribute is none of ATTRIBUTES.
    """
    known(attribute, ATTRIBUTES, what="attribute")
    values = {node.id: tuple(_values(node, attribute)) for node in network.nodes}
    mixing: dict[tuple[str, str], float] = defaultdict(float)
    compared = unknown = 0
    for one, other, strength in _simple_links(network):
        ones, others = values[one], values[other]
        if not ones or not others:
            unknown += 1
            continue
        compared += 1
        part = (strength if weighted else 1.0) / (len(ones) * len(others))
        for a in ones:
            for b in others:
                mixing[a, b] += part
                mixing[b, a] += part
    total = sum(mixing.values())
    ends: dict[str, float] = defaultdict(float)
    for (a, _), share in sorted(mixing.items()):
        ends[a] += share / total
    chance = sum(share**2 for _, share in sorted(ends.items()))
    alike = sum(share for (a, b), share in sorted(mixing.items()) if a == b) / total if total else nan
    coefficient = (alike - chance) / (1 - chance) if total and chance < 1 - 1e-12 else nan
    shares: dict[tuple[str, str], float] = defaultdict(float)
    for (a, b), share in sorted(mixing.items()):
        shares[min(a, b), max(a, b)] += share / total
    ordered = sorted(shares.items(), key=lambda item: (-round(item[1], 12), item[0]))
    return Assortativity(
        attribute, coefficient, compared, unknown, tuple((a, b, share) for (a, b), share in ordered)
    )


def _values(node: Node, attribute: str) -> Iterable[str]:
    if attribute == "country":
        return (node.country,) if node.country else ()
    if attribute == "kind":
        return (node.kind,)
    return sorted({code.partition(".")[0] for code in node.sectors})


def _simple_links(network: Network) -> Iterator[tuple[str, str, float]]:
    strengths: dict[tuple[str, str], float] = defaultdict(float)
    for edge in network.edges:
        if edge.source != edge.target and edge.weight > 0:
            strengths[min(edge.source, edge.target), max(edge.source, edge.target)] += edge.weight
    for (one, other), strength in sorted(strengths.items()):
        yield one, other, strength


@dataclass(frozen=True, slots=True)
class Year:
    """What a year adds: edges that begin in it, nodes whose first edge does; totals up to its end."""

    year: int
    edges: int
    nodes: int
    all_edges: int
    all_nodes: int


@dataclass(frozen=True, slots=True)
class Growth:
    """The network over time; edges without a date and nodes without a dated edge stand in no year."""

    years: tuple[Year, ...]
    undated_edges: int
    undated_nodes: int


def growth(network: Network) -> Growth:
    """Count what each year adds, by the first date of each edge (its last when it has no first).

    Years without anything between the first and the last are told too, unless there are more than 500.
    """
    edges: Counter[int] = Counter()
    first: dict[str, int] = {}
    undated = 0
    for edge in network.edges:
        span = days(edge.start) or days(edge.end)
        if span is None:
            undated += 1
            continue
        year = span[0][0]
        edges[year] += 1
        for end in (edge.source, edge.target):
            first[end] = min(first.get(end, year), year)
    nodes = Counter(first.values())
    return Growth(tuple(_years(edges, nodes)), undated, len(network.nodes) - len(first))


def _years(edges: Mapping[int, int], nodes: Mapping[int, int]) -> Iterator[Year]:
    told = sorted(edges)
    if told and told[-1] - told[0] <= 500:
        told = list(range(told[0], told[-1] + 1))
    all_edges = all_nodes = 0
    for year in told:
        all_edges += edges.get(year, 0)
        all_nodes += nodes.get(year, 0)
        yield Year(year, edges.get(year, 0), nodes.get(year, 0), all_edges, all_nodes)
