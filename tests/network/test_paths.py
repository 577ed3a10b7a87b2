"""Ways from one node to another, against all ways there are."""

from __future__ import annotations

import random
from itertools import pairwise, permutations

import networkx as nx
import pytest
from network_samples import edge, network, node, random_network

from diplograph.errors import UsageError
from diplograph.network import Network, Reason, ego, paths, to_simple
from diplograph.network.paths import Path, apart

DIAMOND = Network(
    tuple(map(node, "abcde")),
    (
        edge("a", "b", 1, weight=3),
        edge("b", "d", 2, weight=3),
        edge("a", "c", 3),
        edge("c", "d", 4),
        edge("d", "a", 5, weight=1, start="2020"),
        edge("a", "d", 6, weight=2),
        edge("a", "d", 7, weight=1, start="2019", symmetric=True),
    ),
)


def ways(found: tuple[Path, ...]) -> list[str]:
    return ["".join(path.nodes) for path in found]


def test_the_fewest_hops_come_first_and_then_the_strongest() -> None:
    assert ways(paths(DIAMOND, "a", "d", k=5).paths) == ["ad", "abd", "acd"]
    (best,) = paths(DIAMOND, "b", "c").paths
    assert ways((best,)) == ["bac"], "b-a is as strong as b-d, a-c as c-d: by id"
    assert best.distance == pytest.approx(1 / 3 + 1)


def test_a_hop_holds_all_its_facts_the_strongest_first_then_the_earliest() -> None:
    (path,) = paths(DIAMOND, "d", "a").paths
    (hop,) = path.hops
    assert [one.fact for one in hop.edges] == ["f00006", "f00007", "f00005"]
    assert (hop.strength, path.distance) == (4, 0.25)
    (path,) = paths(DIAMOND, "d", "a", directed=True).paths
    assert [one.fact for one in path.hops[0].edges] == ["f00007", "f00005"], (
        "against none, symmetric both ways"
    )


def test_weighted_the_strong_ties_win_whatever_the_hops() -> None:
    far = Network(
        tuple(map(node, "abcd")),
        (edge("a", "d", 1), *(edge(x, y, 2, weight=4) for x, y in pairwise("abcd"))),
    )
    assert ways(paths(far, "a", "d").paths) == ["ad"]
    assert ways(paths(far, "a", "d", weighted=True).paths) == ["abcd"]


def test_within_finds_all_that_networkx_finds() -> None:
    for seed in range(4):
        given = random_network(seed, nodes=14, edges=25)
        for directed in (False, True):
            graph = to_simple(given, directed=directed)
            for hops in (1, 2, 3, 4):
                wanted = {tuple(way) for way in nx.all_simple_paths(graph, "n000", "n005", cutoff=hops)}
                found = paths(given, "n000", "n005", within=hops, directed=directed, limit=10_000)
                assert {path.nodes for path in found.paths} == wanted
                assert not found.more
                lengths = [len(path.hops) for path in found.paths]
                assert lengths == sorted(lengths)


def test_k_paths_are_the_k_best_of_all() -> None:
    for seed in range(4):
        given = random_network(seed, nodes=12, edges=25)
        graph = to_simple(given)
        lengths = sorted(len(way) - 1 for way in nx.all_simple_paths(graph, "n000", "n005"))
        found = paths(given, "n000", "n005", k=6).paths
        assert [len(path.hops) for path in found] == lengths[:6]
        costs = sorted(
            nx.path_weight(graph, way, "distance") for way in nx.all_simple_paths(graph, "n000", "n005")
        )
        heavy = paths(given, "n000", "n005", k=6, weighted=True).paths
        assert [path.distance for path in heavy] == pytest.approx(costs[:6])
        for path in found:
            for hop in path.hops:
                assert hop.edges
                assert all({one.source, one.target} == {hop.source, hop.target} for one in hop.edges)


def test_the_limit_is_told() -> None:
    found = paths(DIAMOND, "a", "d", within=2, limit=2)
    assert (ways(found.paths), found.more) == (["ad", "abd"], True)
    assert not paths(DIAMOND, "a", "d", within=2, limit=3).more
    assert not paths(DIAMOND, "a", "d", k=1).more


def test_no_way_is_no_path_and_the_reason_is_told() -> None:
    given = network(["ab", "bc", "xy"], nodes="z")
    assert paths(given, "a", "y").paths == ()
    assert (
        apart(given, "a", "y")
        == "no path: A is linked with 2 others, Y is linked with 1 other, and nothing links the two"
    )
    assert "Z is linked with 0 others" in apart(given, "a", "z")
    assert paths(given, "c", "a", directed=True).paths == ()
    assert "along the directions" in apart(given, "c", "a", directed=True)
    assert paths(network(["ab"], weight=0), "a", "b").paths == (), "no source, no link"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"k": 0}, "k is 0"),
        ({"k": -1}, "k is -1"),
        ({"within": 0}, "within is 0"),
        ({"limit": 0, "within": 2}, "limit is 0"),
        ({"target": "a"}, "begins where it ends"),
        ({"target": "q"}, "q is no node"),
    ],
)
def test_what_is_asked_wrongly_is_told(options: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        paths(DIAMOND, "a", **{"target": "d", **options})  # type: ignore[arg-type]


def test_ego_is_what_lies_within_some_hops() -> None:
    given = network(["ab", "bc", "cd", "ac", "xy"])
    assert [one.id for one in ego(given, "b", radius=0).nodes] == ["b"]
    near = ego(given, "b")
    assert [one.id for one in near.nodes] == ["a", "b", "c"]
    assert [one.fact for one in near.edges] == ["f00000", "f00001", "f00003"]
    assert len(ego(given, "b", radius=9).nodes) == 4
    assert [one.id for one in ego(given, "c", directed=True).nodes] == ["c", "d"]
    with pytest.raises(UsageError, match="radius is -1"):
        ego(given, "b", radius=-1)
    with pytest.raises(UsageError, match="no node"):
        ego(given, "q")


def test_ego_accounts_for_the_facts_that_are_too_far() -> None:
    given = network(["ab", "bc", "cd"])
    near = ego(given, "a")
    assert [(one.fact, one.reason) for one in near.left] == [
        ("f00001", Reason.DISTANCE),
        ("f00002", Reason.DISTANCE),
    ]
    assert near.account() == "3 facts: 1 makes 1 edge, 2 left out by distance"


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("weighted", [False, True])
def test_the_first_ways_are_the_least_and_equal_ones_come_by_the_ids(directed: bool, weighted: bool) -> None:
    ties = 0
    for seed in range(60):
        chance = random.Random(seed)
        names = [f"n{number}" for number in chance.sample(range(100), 7)]
        pairs = [pair for pair in permutations(names, 2) if chance.random() < 0.35]
        if not pairs:
            continue
        edges = (edge(x, y, n, weight=chance.choice((1, 1, 1, 1, 2))) for n, (x, y) in enumerate(pairs))
        made = Network(tuple(map(node, sorted(names))), tuple(edges))
        start, end = names[:2]
        graph = to_simple(made, directed=directed)

        def cost(way: list[str], graph: nx.Graph = graph) -> tuple[float, ...]:
            distance = round(sum(1 / graph[x][y]["weight"] for x, y in pairwise(way)), 9)
            return (distance,) if weighted else (len(way), distance)

        every = sorted(nx.all_simple_paths(graph, start, end), key=lambda way: (cost(way), way))
        for k in (1, 2, 3, 5):
            found = paths(made, start, end, k=k, directed=directed, weighted=weighted).paths
            assert [list(path.nodes) for path in found] == every[:k]
            ties += len(every) > k and cost(every[k - 1]) == cost(every[k])
    assert ties > 10


def test_a_target_behind_what_is_passed_costs_no_search() -> None:
    """A long chain ends in a node with one neighbour: the other ways to it are none."""
    chain = Network(
        tuple(node(f"n{number:03}") for number in range(60)),
        tuple(edge(f"n{number:03}", f"n{number + 1:03}", number) for number in range(59)),
    )
    assert len(paths(chain, "n000", "n059", k=3).paths) == 1
    assert paths(chain, "n000", "n059", within=58).paths == ()
