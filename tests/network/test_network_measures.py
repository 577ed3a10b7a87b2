"""Measures: known values, NetworkX as referee, bounds that hold, networks that are odd."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import isnan, log, sqrt

import networkx as nx
import pytest
from network_samples import edge, network, node, random_network

from diplograph.errors import UsageError
from diplograph.network import (
    MEASURES,
    Network,
    Scores,
    annotate,
    betweenness,
    closeness,
    constraint,
    core,
    degree,
    effective_size,
    eigenvector,
    measure,
    pagerank,
    to_networkx,
    to_simple,
)
from diplograph.network.measuring import measure_all
from diplograph.network.scores import bound, sample_size, table
from diplograph.network.topology import distances

# Krackhardt's kite (1990), whose degree, closeness and betweenness each have another winner.
KITE = [
    "ab",
    "ac",
    "ad",
    "af",
    "bd",
    "be",
    "bg",
    "cd",
    "cf",
    "de",
    "df",
    "dg",
    "eg",
    "fg",
    "fh",
    "gh",
    "hi",
    "ij",
]
STAR = ["ab", "ac", "ad", "ae"]
SIZES = list(enumerate([(12, 20), (30, 90), (60, 90), (25, 300)]))


def same(one: Scores, other: Scores, *, tolerance: float = 1e-9) -> bool:
    return list(one.values) == list(other.values) and all(
        (isnan(a) and isnan(b)) or a == pytest.approx(b, rel=tolerance, abs=tolerance)
        for a, b in zip(one.values.values(), other.values.values(), strict=True)
    )


def test_each_measure_has_its_winner_on_the_kite() -> None:
    kite = network(KITE)
    assert degree(kite).ranked(1) == [("d", 6)]
    assert {name for name, _ in closeness(kite).ranked(2)} == {"f", "g"}
    assert closeness(kite).values["f"] == pytest.approx(9 / 14)
    assert betweenness(kite).ranked(1) == [("h", pytest.approx(14 / 36))]
    assert core(kite).values["j"] == 1


def test_a_star_by_hand() -> None:
    star = network(STAR)
    assert betweenness(star).values == {"a": 1.0, "b": 0.0, "c": 0.0, "d": 0.0, "e": 0.0}
    assert closeness(star).values["b"] == pytest.approx(4 / 7)
    assert closeness(star, harmonic=True).values["b"] == pytest.approx((1 + 3 / 2) / 4)
    assert constraint(star).values["a"] == pytest.approx(4 / 16)
    assert effective_size(star).values["a"] == 4
    assert pagerank(star, directed=False).values["a"] == pytest.approx(0.475676, abs=1e-5)
    assert eigenvector(star).values["a"] == pytest.approx(1 / sqrt(2))


def test_strength_and_direction_have_their_sense() -> None:
    edges = (
        edge("a", "b", 1, weight=3),
        edge("a", "b", 2, weight=2),
        edge("b", "a", 3),
        edge("b", "c", 4, symmetric=True),
        edge("c", "c", 5, weight=9),
    )
    given = Network(tuple(map(node, "abc")), edges)
    assert degree(given).values == {"a": 1, "b": 2, "c": 1}
    assert degree(given, weighted=True).values == {"a": 6, "b": 7, "c": 1}
    assert degree(given, direction="in").values == {"a": 1, "b": 2, "c": 1}
    assert degree(given, direction="out", weighted=True).values == {"a": 5, "b": 2, "c": 1}


def test_a_strong_tie_is_a_short_way() -> None:
    """From a to d: one hop of one source, or two hops of four sources each."""
    given = Network(
        tuple(map(node, "abd")),
        (edge("a", "d", 1), edge("a", "b", 2, weight=4), edge("b", "d", 3, weight=4)),
    )
    assert betweenness(given).values["b"] == 0
    assert betweenness(given, weighted=True).values["b"] == 1


def test_equal_ways_of_thirds_stay_equal() -> None:
    """1 = 1/3 + 1/3 + 1/3 to the last bit only in whole numbers: both ways from s to t must count."""
    thirds = [edge("s", "t", 1), edge("s", "p", 2, weight=3), edge("p", "q", 3, weight=3)]
    thirds += [edge("q", "t", 4, weight=3)]
    scores = betweenness(Network(tuple(map(node, "pqst")), tuple(thirds)), weighted=True)
    assert scores.values["p"] > 0, "the way over p and q is as short as the direct one"


REFEREED: list[tuple[str, Callable[..., Scores], dict[str, object]]] = [
    (f"{function.__name__} {options}", function, options)
    for function, choices in {
        pagerank: [{}, {"directed": False}, {"weighted": False}, {"damping": 0.5}],
        eigenvector: [{}, {"weighted": False}],
        core: [{}],
        constraint: [{}, {"weighted": False}],
        effective_size: [{}],
        closeness: [
            {"harmonic": harmonic, "directed": directed, "weighted": weighted}
            for harmonic in (False, True)
            for directed in (False, True)
            for weighted in (False, True)
        ],
        betweenness: [
            {"samples": samples, "directed": directed, "weighted": weighted}
            for samples in (None, 7)
            for directed in (False, True)
            for weighted in (False, True)
        ],
    }.items()
    for options in choices
]


@pytest.mark.parametrize(
    ("function", "options"), [case[1:] for case in REFEREED], ids=[c[0] for c in REFEREED]
)
def test_networkx_gives_the_same(function: Callable[..., Scores], options: dict[str, object]) -> None:
    for seed, (nodes, edges) in SIZES:
        given = random_network(seed, nodes=nodes, edges=edges)
        own, referee = function(given, **options), function(given, engine="networkx", **options)
        assert referee.engine == "networkx" != own.engine
        assert same(own, referee)


def test_exact_betweenness_is_that_of_networkx_itself() -> None:
    given = random_network(3)
    for directed in (False, True):
        graph = to_simple(given, directed=directed)
        found = nx.betweenness_centrality(graph)
        assert betweenness(given, directed=directed).values == pytest.approx(found)


def test_long_chains_are_not_followed_level_by_level() -> None:
    names = [f"n{number:03}" for number in range(450)]
    chain = tuple(edge(a, b, number) for number, (a, b) in enumerate(pairwise(names)))
    given = Network(tuple(map(node, names)), chain)
    own = betweenness(given, samples=5)
    assert own.engine == "networkx"
    assert same(closeness(given), closeness(given, engine="networkx"))


def test_samples_are_told_and_their_bound_holds() -> None:
    given = random_network(5, nodes=120, edges=400)
    exact = betweenness(given)
    assert (exact.exact, exact.note) == (True, "")
    for seed in range(10):
        drawn = betweenness(given, samples=60, seed=seed)
        error = bound(120, 60, delta=0.1)
        assert not drawn.exact
        assert drawn.note == (
            f"sampled from 60 of 120 nodes: each value within {error:.3f} of the exact one "
            "with probability 90%"
        )
        assert max(abs(drawn.values[name] - exact.values[name]) for name in exact.values) <= error
    near = closeness(given, harmonic=True, samples=60)
    whole = closeness(given, harmonic=True)
    assert max(abs(near.values[name] - whole.values[name]) for name in whole.values) <= error
    assert same(betweenness(given, samples=500), exact)
    assert same(betweenness(given, samples=60), betweenness(given, samples=60)), "the same sources each time"


def test_a_sampled_mean_is_without_bias() -> None:
    given = random_network(8, nodes=20, edges=60)
    exact = betweenness(given)
    drawn = [betweenness(given, samples=5, seed=seed) for seed in range(400)]
    for name, value in exact.values.items():
        assert sum(one.values[name] for one in drawn) / len(drawn) == pytest.approx(value, abs=0.02)


def test_the_size_of_a_sample_gives_the_bound_that_was_asked() -> None:
    for nodes in (10, 1000, 50_000):
        wanted = sample_size(nodes, epsilon=0.1, delta=0.05)
        assert bound(nodes, wanted, delta=0.05) <= 0.1
    assert sample_size(50_000, epsilon=0.1, delta=0.05) == int(log(2e6) / 0.02) + 1
    assert bound(100, 100, delta=0.1) == 0
    with pytest.raises(UsageError, match="no bound"):
        sample_size(10, epsilon=0, delta=0.1)


def test_distances_are_whole_where_that_is_possible() -> None:
    import numpy as np

    assert distances(np.array([1.0, 2.0, 3.0]))[0].tolist() == [6, 3, 2]
    assert distances(np.array([0.5, 2.0]))[0].tolist() == [2.0, 0.5]
    assert distances(np.array([]))[1] == 1.0


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize(
    "given",
    [
        Network((), ()),
        network([], nodes="a"),
        network([], nodes="ab"),
        network(["aa"]),
        network(["ab"], weight=0),
        network(["ab"]),
        network(["ab", "cd"], nodes="e"),
    ],
    ids=["empty", "one node", "no edges", "self-loop", "no weight", "one edge", "in parts"],
)
def test_odd_networks_are_measured(name: str, given: Network) -> None:
    scores = measure(given, name)
    assert list(scores.values) == [node.id for node in given.nodes]
    if name not in ("component", "community"):
        assert all(isnan(value) or 0 <= value <= len(given.nodes) for value in scores.values.values())
    assert [row["id"] for row in table(given, [scores])] == [one for one, _ in scores.ranked()]


def test_a_negative_weight_is_refused() -> None:
    with pytest.raises(UsageError, match="the weight of e00000-a-b is -1"):
        pagerank(network(["ab"], weight=-1))
    with pytest.raises(UsageError, match="is nan"):
        degree(network(["ab"], weight=float("nan")))


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda given: measure(given, "pagrank"), "did you mean 'pagerank'"),
        (lambda given: measure(given, "core", directed=True), "core: no option 'directed'"),
        (lambda given: pagerank(given, damping=1), "1 is no damping"),
        (lambda given: betweenness(given, samples=0), "0 sources"),
        (lambda given: pagerank(given, engine="networkit"), "did you mean 'networkx'"),
        (lambda given: core(given, engine="igraph"), "igraph is not used"),
        (lambda given: closeness(given, samples=2, engine="networkx"), "no sampled closeness"),
    ],
)
def test_what_is_asked_wrongly_is_told(call: Callable[[Network], object], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        call(random_network(1))


def test_what_does_not_settle_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diplograph.network.centrality._ROUNDS", 0)
    with pytest.raises(UsageError, match="does not settle"):
        eigenvector(random_network(1))


def test_igraph_is_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "igraph", None)
    with pytest.raises(UsageError, match="GPL"):
        pagerank(random_network(1), engine="igraph")


@pytest.mark.parametrize("absent", ["rustworkx", "sknetwork.clustering"])
def test_networkx_stands_in_for_what_is_not_installed(absent: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given = random_network(4)
    before = {name: measure(given, name) for name in ("betweenness", "core")}
    monkeypatch.setitem(__import__("sys").modules, absent, None)
    for name, scores in before.items():
        assert same(measure(given, name), scores)
    algorithm = {"algorithm": "louvain"}
    engine = measure(given, "community", **algorithm).engine
    assert engine == ("networkx" if absent.startswith("sknetwork") else "scikit-network")


def test_several_measures_share_options_and_go_back_into_the_network() -> None:
    given = random_network(2)
    scores = measure_all(given, ("pagerank", "core", "community"), directed=False)
    assert same(scores[0], pagerank(given, directed=False))
    noted = annotate(given, *scores)
    attributes = dict(noted.nodes[0].attributes)
    assert list(attributes) == ["community", "core", "pagerank"]
    assert isinstance(attributes["core"], int)
    assert isinstance(attributes["pagerank"], float)
    again = annotate(noted, degree(given))
    assert dict(again.nodes[0].attributes) == {**attributes, "degree": degree(given).values["n000"]}
    graph = to_networkx(noted)
    assert graph.nodes["n000"]["pagerank"] == scores[0].values["n000"]


def test_ranks_are_stable_and_say_what_is_undefined_last() -> None:
    scores = Scores("pagerank", {"b": 0.1 + 0.2, "a": 0.3, "c": float("nan"), "d": 0.4})
    assert [name for name, _ in scores.ranked()] == ["d", "a", "b", "c"]
    low = Scores("constraint", {"b": 1.0, "a": 0.5, "c": float("nan")})
    assert [name for name, _ in low.ranked()] == ["a", "b", "c"]


def test_the_multigraph_keeps_every_edge_under_its_key() -> None:
    given = random_network(6)
    for directed in (True, False):
        graph = to_networkx(given, directed=directed)
        assert graph.is_multigraph()
        assert graph.is_directed() == directed
        assert graph.number_of_edges() == len(given.edges)
        assert {key for _, _, key in graph.edges(keys=True)} == {one.id for one in given.edges}
    first = given.edges[0]
    data = graph[first.source][first.target][first.id]
    assert (data["weight"], data["relation"], data["evidence"]) == (first.weight, "visited", ())
    assert graph.graph["account"] == given.account()
