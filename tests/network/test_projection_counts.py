"""Nothing is lost silently: facts in, edges out, counted in another way on a real store."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path

import pytest
from store_samples import batch, entry, fact_of

from diplograph.model import FACT_ROLES, Fact, Status, ValueKind
from diplograph.network import ALL_STATUSES, Filters, Network, Reason, project
from diplograph.network.relations import LINKS
from diplograph.store import Store

KEYS = {
    "person": ["macron", "tokaiev", "remont"],
    "country": ["france", "kazakhstan", "serbie"],
    "city": ["astana"],
    "company": ["orano", "edf"],
    "international-organization": ["onu"],
}
ACTORS = [f"{kind}/{name}" for kind, names in KEYS.items() for name in names]
COUNTRIES = [key for key in ACTORS if key.startswith("country")]
TERMS = {"post": "Minister", "visitKind": "Working", "indicator": "Trade", "stance": "Support"}


def facts(seed: int) -> Iterator[Fact]:
    """Facts of every class, with as few and as many values as each role takes."""
    chance = random.Random(seed)
    for kind, roles in FACT_ROLES.items():
        for number in range(4):
            arguments: dict[str, object] = {}
            for role in roles:
                if role.kind is ValueKind.ENTITY:
                    pool = COUNTRIES if role.name == "country" else ACTORS
                    pool = ["company/orano", "company/edf"] if role.name == "company" else pool
                    most = min(role.maximum or 3, 3)
                    count = chance.randint(role.minimum, max(role.minimum, most))
                    if count:
                        arguments[role.name] = tuple(chance.sample(pool, min(count, len(pool))))
                elif role.name in TERMS:
                    arguments[role.name] = TERMS[role.name]
            if "start" in {role.name for role in roles}:
                arguments["start"] = f"20{10 + number}-0{chance.randint(1, 9)}"
            yield fact_of(kind, arguments, status=chance.choice(list(Status)))


def expected_edges(fact: Fact) -> int:
    """Different unordered pairs for each link of the class, by brute force."""
    pairs = set()
    for link in LINKS[fact.type]:
        one, other = fact.get(link.source), fact.get(link.target)
        found = combinations(sorted(set(map(str, one))), 2) if link.symmetric else product(one, other)
        pairs |= {(link.source, link.target, str(a), str(b)) for a, b in found if a != b}
    return len(pairs)


@pytest.fixture(scope="module")
def told() -> list[Fact]:
    return [*facts(1), *facts(2)]


@pytest.fixture(scope="module")
def store(told: list[Fact], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("network") / "s.store"
    with Store.open(path, create=True) as opened:
        half = len(told) // 2
        opened.commit(batch(entry("a", *told[:half]), entry("b", *told[half:])))
        yield opened


def published(store: Store) -> int:
    rows = store.query("SELECT ?f { ?f <https://w3id.org/diplograph/ontology#status> ?s }")
    return len({str(row[0]) for row in rows})  # type: ignore[union-attr, index]


@pytest.mark.parametrize("view", ["actors", "events", "full"])
def test_each_fact_is_an_edge_or_is_left_with_a_reason(store: Store, view: str) -> None:
    network = project(store, view=view)
    linked, left = {edge.fact for edge in network.edges}, {one.fact for one in network.left}
    assert not linked & left
    assert len(linked) + len(network.left) == len(linked | left) == network.facts == published(store)
    assert len(linked) > 20


def test_the_number_of_edges_is_that_of_the_pairs(store: Store, told: list[Fact]) -> None:
    network = project(store, filters=Filters(statuses=ALL_STATUSES), isolated=True)
    edges = Counter(edge.kind for edge in network.edges)
    from diplograph.rdf.identifiers import DEFAULT_BASE, fact_iri

    once = {fact_iri(DEFAULT_BASE, fact): fact for fact in told}
    wanted: Counter[str] = Counter()
    for fact in once.values():
        wanted[fact.type] += expected_edges(fact)
    assert edges == +wanted
    assert {one.fact for one in network.left} == {
        iri for iri, fact in once.items() if expected_edges(fact) == 0
    }
    assert {one.reason for one in network.left} <= {Reason.ONE_PARTY, Reason.NO_PARTY, Reason.SELF_LOOP}


def test_the_number_of_roles_is_that_of_the_arguments(store: Store, told: list[Fact]) -> None:
    from diplograph.rdf.identifiers import DEFAULT_BASE, fact_iri

    network = project(store, view="full", filters=Filters(statuses=ALL_STATUSES))
    once = {fact_iri(DEFAULT_BASE, fact): fact for fact in told}
    wanted = sum(
        len(set(fact.get(role.name)))
        for fact in once.values()
        for role in FACT_ROLES[fact.type]
        if role.kind is ValueKind.ENTITY
    )
    assert len(network.edges) == wanted
    assert sum(node.fact for node in network.nodes) == len(once)


@pytest.mark.parametrize("view", ["actors", "events", "full"])
def test_a_store_and_its_triples_are_the_same_network(store: Store, view: str) -> None:
    filters = Filters(statuses=ALL_STATUSES)
    assert project(store, view=view, filters=filters) == project(store.triples(), view=view, filters=filters)


def test_the_shortcuts_of_the_store_are_edges_too(store: Store) -> None:
    network = project(store, filters=Filters(statuses=("Actual",)))
    for shortcut in ("operatesIn", "cooperatesWith", "visited", "met"):
        rows = store.query(f"SELECT ?a ?b {{ ?a <https://w3id.org/diplograph/ontology#{shortcut}> ?b }}")
        wanted = {frozenset((row[0].value, row[1].value)) for row in rows}  # type: ignore[union-attr, index]
        linked = _pairs(network, shortcut)
        assert {pair for pair in wanted if len(pair) == 2} <= linked, shortcut


def _pairs(network: Network, relation: str) -> set[frozenset[str]]:
    return {frozenset((edge.source, edge.target)) for edge in network.edges if edge.relation == relation}
