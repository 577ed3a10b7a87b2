"""Ways without a node twice, one after the other by their cost and then by the ids on them.

Yen's method (1971, Management Science 17(11):712-716) parts all ways that were not yet given into sets, by
the way they leave those that were; the least of each set waits in a heap. Where the least of each set is the
least by the ids too, the ways come in that order whole, and no more of them are looked at than asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from heapq import heappop, heappush
from itertools import pairwise
from typing import Any

Way = tuple[str, ...]
_Links = Mapping[str, Mapping[str, int]]


def ways(graph: Any, source: str, target: str, *, below: int | None = None) -> Iterator[tuple[int, Way]]:
    """(cost, nodes) of each way, the least cost first, equal ones by their nodes from the start.

    Args:
        graph: of NetworkX, with whole positive numbers as `cost`.
        below: only ways that cost less; None: all.
    """
    links: dict[str, dict[str, int]] = {node: {} for node in graph}
    back: dict[str, dict[str, int]] = {node: {} for node in graph}
    for one, other, cost in graph.edges(data="cost"):
        both = ((one, other),) if graph.is_directed() else ((one, other), (other, one))
        for start, end in both:
            links[start][end] = back[end][start] = cost
    left = _costs_to(target, back)
    first = _least(links, left, (source,), target, set(), back, below)
    heap: list[tuple[int, Way]] = [] if first is None else [first]
    given: list[Way] = []
    waiting = {way for _, way in heap}
    while heap:
        cost, way = heappop(heap)
        yield cost, way
        given.append(way)
        for stem in range(1, len(way)):
            taken = {other[stem] for other in given if other[:stem] == way[:stem]}
            found = _least(links, left, way[:stem], target, taken, back, below)
            if found is not None and found[1] not in waiting:
                waiting.add(found[1])
                heappush(heap, found)


def _costs_to(target: str, back: _Links) -> dict[str, int]:
    """What the least way to the target costs, from each node that has one (Dijkstra 1959)."""
    done: dict[str, int] = {}
    heap = [(0, target)]
    while heap:
        cost, node = heappop(heap)
        if node in done:
            continue
        done[node] = cost
        for other, price in back[node].items():
            if other not in done:
                heappush(heap, (cost + price, other))
    return done


def _least(
    links: _Links,
    left: Mapping[str, int],
    stem: Way,
    target: str,
    taken: Collection[str],
    back: _Links,
    below: int | None,
) -> tuple[int, Way] | None:
    """The least way that begins with a stem and goes on to none of some nodes; None when there is none.

    A* (Hart, Nilsson, Raphael 1968) with the cost that is left where nothing is taken: it never tells too
    much. The heap is ordered by cost and then by the way itself, and the beginning of a way comes before it;
    so the first to arrive is the least by its nodes as well.
    """
    passed = set(stem)
    spent = sum(links[one][other] for one, other in pairwise(stem))
    end = stem[-1]
    open_end = end in back[target] and target not in taken
    if not open_end and all(node in passed for node in back[target]):
        return None  # all that leads to the target is behind: no need to look through the whole graph
    heap: list[tuple[int, Way, int]] = [(spent + left.get(end, 0), stem, spent)] if end in left else []
    done: set[str] = set()
    while heap:
        whole, way, cost = heappop(heap)
        node = way[-1]
        if below is not None and whole >= below:
            return None
        if node == target:
            return whole, way
        if node in done:
            continue
        done.add(node)
        for other, price in links[node].items():
            if other in passed or other in done or other not in left or (node == end and other in taken):
                continue
            heappush(heap, (cost + price + left[other], (*way, other), cost + price))
    return None
