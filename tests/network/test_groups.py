"""Communities, components, mixing, growth."""

from __future__ import annotations

import random
from math import isnan

import networkx as nx
import pytest
from network_samples import edge, network, node, random_network

from diplograph.errors import UsageError
from diplograph.network import Network, assortativity, communities, components, growth, to_simple
from diplograph.network.cohesion import Year
from diplograph.network.summary import summarize

# Zachary's karate club, which Louvain and Leiden divide at Q = 0.4198 (edges unweighted).
KARATE = [(f"k{a:02}", f"k{b:02}") for a, b in nx.karate_club_graph().edges]


def karate() -> Network:
    names = sorted({name for pair in KARATE for name in pair})
    return Network(tuple(map(node, names)), tuple(edge(a, b, n) for n, (a, b) in enumerate(KARATE)))


def planted(seed: int, *, groups: int = 5, size: int = 20) -> tuple[Network, list[int]]:
    """Groups of which members are linked twenty times as often with one another as with others."""
    chance = random.Random(seed)
    labels = [number // size for number in range(groups * size)]
    chance.shuffle(labels)
    names = [f"n{number:03}" for number in range(len(labels))]
    edges = [
        edge(one, other, len(labels) * a + b, weight=chance.randint(1, 3))
        for a, one in enumerate(names)
        for b, other in enumerate(names[:a])
        if chance.random() < (0.6 if labels[a] == labels[b] else 0.03)
    ]
    return Network(tuple(map(node, names)), tuple(edges)), labels


@pytest.mark.parametrize("algorithm", ["leiden", "louvain"])
def test_the_karate_club_is_divided_as_it_is_known_to_be(algorithm: str) -> None:
    found = communities(karate(), algorithm=algorithm)
    assert found.modularity == pytest.approx(0.4198, abs=0.005)
    assert len(found.groups) == 4
    assert found.engine == "scikit-network"


@pytest.mark.parametrize("algorithm", ["leiden", "louvain"])
def test_planted_groups_are_found_and_hold_together(algorithm: str) -> None:
    for seed in range(5):
        given, labels = planted(seed)
        found = communities(given, algorithm=algorithm)
        names = dict(zip(given.by_id, labels, strict=True))
        assert {frozenset(group) for group in found.groups} == {
            frozenset(name for name, label in names.items() if label == wanted) for wanted in set(labels)
        }
    for seed in range(10):
        given = random_network(seed, nodes=60, edges=90)
        graph = to_simple(given)
        for group in communities(given, algorithm="leiden").groups:
            assert nx.is_connected(graph.subgraph(group)), "Leiden's groups hold together"


@pytest.mark.parametrize("weighted", [True, False])
def test_modularity_is_that_of_networkx_and_no_worse_than_its_own_division(weighted: bool) -> None:
    weight = "weight" if weighted else None
    for seed in range(6):
        given = random_network(seed, nodes=60, edges=150)
        graph = to_simple(given)
        for algorithm in ("leiden", "louvain"):
            own = communities(given, algorithm=algorithm, weighted=weighted)
            assert sorted(name for group in own.groups for name in group) == list(given.by_id)
            assert own.modularity == pytest.approx(nx.community.modularity(graph, own.groups, weight=weight))
            other = communities(given, algorithm="louvain", weighted=weighted, engine="networkx")
            assert own.modularity > other.modularity - 0.03


def test_a_division_is_the_same_each_time_and_in_a_fixed_order() -> None:
    given = random_network(7, nodes=60, edges=150)
    first = communities(given)
    assert communities(random_network(7, nodes=60, edges=150)) == first
    sizes = [len(group) for group in first.groups]
    assert sizes == sorted(sizes, reverse=True)
    assert all(list(group) == sorted(group) for group in first.groups)
    assert first.scores.values[first.groups[0][0]] == 0
    finer = communities(given, resolution=3)
    assert len(finer.groups) > len(first.groups)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"algorithm": "laiden"}, "did you mean 'leiden'"),
        ({"resolution": 0}, "0 is no resolution"),
        ({"engine": "networkx"}, "no Leiden of its own"),
        ({"engine": "rustworkx"}, "unknown engine"),
    ],
)
def test_what_is_asked_wrongly_is_told(options: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        communities(karate(), **options)  # type: ignore[arg-type]


def test_components_are_those_of_networkx() -> None:
    for seed in range(5):
        given = random_network(seed, nodes=40, edges=40)
        weak, strong = to_simple(given), to_simple(given, directed=True)
        assert set(components(given)) == {tuple(sorted(part)) for part in nx.connected_components(weak)}
        assert set(components(given, strong=True)) == {
            tuple(sorted(part)) for part in nx.strongly_connected_components(strong)
        }
    assert components(network(["cd", "ab"], nodes="xe")) == (("a", "b"), ("c", "d"), ("e",), ("x",))
    assert components(Network((), ())) == ()


@pytest.mark.parametrize("weighted", [False, True])
def test_assortativity_is_that_of_networkx(weighted: bool) -> None:
    for seed in range(5):
        chance = random.Random(seed)
        given = random_network(seed)
        kinds = {name: chance.choice(["Country", "Company", "Person"]) for name in given.by_id}
        given = Network(tuple(node(name, kind=kind) for name, kind in kinds.items()), given.edges)
        graph = to_simple(given)
        nx.set_node_attributes(graph, kinds, "kind")
        if weighted:  # NetworkX counts links; a multigraph with as many as the strength weighs them
            several = nx.MultiGraph()
            several.add_nodes_from(graph.nodes(data=True))
            for a, b, data in graph.edges(data=True):
                several.add_edges_from([(a, b)] * data["weight"])
            graph = several
        wanted = nx.attribute_assortativity_coefficient(graph, "kind")
        assert assortativity(given, "kind", weighted=weighted).coefficient == pytest.approx(wanted)


def test_assortativity_by_country_and_by_several_sectors() -> None:
    nodes = (
        node("a", country="fr", sectors=("energy.nuclear", "energy")),
        node("b", country="fr", sectors=("energy", "mining")),
        node("c", country="kz", sectors=("mining.uranium",)),
        node("d"),
    )
    edges = (edge("a", "b", 1), edge("a", "b", 2), edge("b", "c", 3), edge("c", "d", 4))
    given = Network(nodes, edges)
    by_country = assortativity(given)
    assert (by_country.links, by_country.unknown) == (2, 1)
    assert by_country.mixing == (("fr", "fr", 0.5), ("fr", "kz", 0.5))
    assert by_country.coefficient == pytest.approx((0.5 - 0.625) / (1 - 0.625))
    shares = {(one, other): share for one, other, share in assortativity(given, "sector").mixing}
    assert shares == {
        ("energy", "energy"): pytest.approx(0.25),
        ("energy", "mining"): pytest.approx(0.5),
        ("mining", "mining"): pytest.approx(0.25),
    }
    assert isnan(assortativity(Network((), ())).coefficient)
    assert isnan(assortativity(network(["ab"]), "kind").coefficient), "all alike: nothing to compare"
    with pytest.raises(UsageError, match="did you mean 'country'"):
        assortativity(given, "countri")


def test_growth_counts_each_edge_once_in_its_first_year() -> None:
    edges = (
        edge("a", "b", 1, start="2021-05"),
        edge("b", "c", 2, start="2023", end="2030"),
        edge("a", "c", 3, end="2021"),
        edge("c", "d", 4),
        edge("a", "e", 5, start="-0044"),
    )
    found = growth(Network(tuple(map(node, "abcdef")), edges[:4]))
    assert found.years == (Year(2021, 2, 3, 2, 3), Year(2022, 0, 0, 2, 3), Year(2023, 1, 0, 3, 3))
    assert (found.undated_edges, found.undated_nodes) == (1, 3)
    ancient = growth(Network(tuple(map(node, "abcdef")), edges))
    assert [year.year for year in ancient.years] == [-44, 2021, 2023], "no two thousand empty years"
    assert growth(Network((), ())).years == ()


def test_a_summary_counts_what_there_is() -> None:
    given = network(["ab", "ab", "cc"], nodes="x", start="2024")
    told = dict(summarize(given))
    assert told["edges"] == 3
    assert told["linked pairs"] == 1
    assert told["nodes without an edge"] == 2, "a link with oneself links with nobody"
    assert told["density"] == pytest.approx(2 / 12)
    assert (told["components"], told["nodes of the largest component"]) == (3, 2)
    assert (told["first year"], told["last year"], told["edges without a date"]) == (2024, 2024, 0)
    assert told["relation visited"] == 3
    assert dict(summarize(Network((), ())))["density"] == 0
