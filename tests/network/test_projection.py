"""Published triples → nodes and edges."""

from __future__ import annotations

import random

import pytest

from diplograph.model import FACT_ROLES, ValueKind
from diplograph.network.projection import LINKS, project
from diplograph.network.records import Edge, Network, Node
from diplograph.rdf.terms import Triple

ID = "https://w3id.org/diplograph/id/"
PREFIXES = {
    "dg:": "https://w3id.org/diplograph/ontology#",
    "sector:": "https://w3id.org/diplograph/sector/",
    "wd:": "http://www.wikidata.org/entity/",
    "owl:": "http://www.w3.org/2002/07/owl#",
    "rdfs:": "http://www.w3.org/2000/01/rdf-schema#",
}


def term(text: str) -> str:
    if text.startswith('"'):
        return text
    if text == "a":
        return "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    for prefix, namespace in PREFIXES.items():
        if text.startswith(prefix):
            return f"<{namespace}{text.removeprefix(prefix)}>"
    return f"<{ID}{text}>"


def triples(text: str) -> list[Triple]:
    """One triple a line; a bare name stands under the base IRI."""
    rows = [line.split(maxsplit=2) for line in text.splitlines() if line.strip()]
    return [(term(s), term(p), term(o)) for s, p, o in rows]


ENTITIES = """
country/france a dg:Country
country/france a dg:Actor
country/france rdfs:label "France"@fr
country/france dg:mentionedIn document/a
country/france dg:mentionedIn document/b
country/france owl:sameAs wd:Q142
country/france dg:iso3166 "FR"
country/kazakhstan a dg:Country
country/kazakhstan rdfs:label "Kazakhstan"@fr
country/kazakhstan dg:mentionedIn document/a
company/orano a dg:Company
company/orano a dg:Organization
company/orano rdfs:label "Orano"@fr
company/orano dg:mentionedIn document/a
"""
VISIT = """
fact/visit-1 a dg:Visit
fact/visit-1 a dg:Fact
fact/visit-1 rdfs:label "Visite"@fr
fact/visit-1 dg:status dg:Actual
fact/visit-1 dg:visitKind dg:State
fact/visit-1 dg:confidence "0.8"^^<http://www.w3.org/2001/XMLSchema#decimal>
fact/visit-1 dg:visitor country/france
fact/visit-1 dg:host country/kazakhstan
fact/visit-1 dg:start "2023-11"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>
fact/visit-1 dg:evidence evidence/a.1-2
fact/visit-1 dg:evidence evidence/b.3-4
"""


def test_an_entity_is_a_node_with_its_identifiers() -> None:
    network = project(triples(ENTITIES))
    assert network.edges == ()
    assert network.nodes[1:2] == (
        Node(f"{ID}country/france", "France", "Country", wikidata="Q142", iso3166="FR", mentions=2),
    )
    assert [node.kind for node in network.nodes] == ["Company", "Country", "Country"]


def test_a_visit_links_the_visitor_with_the_host() -> None:
    (edge,) = project(triples(ENTITIES + VISIT)).edges
    assert edge == Edge(
        id="fact/visit-1_visitor-host_country/france_country/kazakhstan",
        source=f"{ID}country/france",
        target=f"{ID}country/kazakhstan",
        label="Visite",
        kind="Visit",
        roles="visitor-host",
        symmetric=False,
        fact=f"{ID}fact/visit-1",
        detail="State",
        status="Actual",
        start="2023-11",
        confidence=0.8,
        evidence=2,
    )


def test_parties_are_linked_two_by_two_and_once() -> None:
    fact = """
        fact/c a dg:Cooperation
        fact/c dg:status dg:Planned
        fact/c dg:sector sector:energy.nuclear
        fact/c dg:party country/kazakhstan
        fact/c dg:party company/orano
        fact/c dg:party country/france
    """
    edges = project(triples(ENTITIES + fact)).edges
    ends = [(edge.source.removeprefix(ID), edge.target.removeprefix(ID)) for edge in edges]
    assert ends == [
        ("company/orano", "country/france"),
        ("company/orano", "country/kazakhstan"),
        ("country/france", "country/kazakhstan"),
    ]
    assert {(edge.symmetric, edge.sectors, edge.status) for edge in edges} == {
        (True, ("energy.nuclear",), "Planned")
    }


def test_two_facts_about_one_pair_are_two_edges() -> None:
    again = VISIT.replace("visit-1", "visit-2")
    edges = project(triples(ENTITIES + VISIT + again)).edges
    assert len(edges) == 2
    assert edges[0].id != edges[1].id


def test_a_named_treaty_is_a_node_under_its_most_special_class() -> None:
    treaty = """
        agreement/traite a dg:Treaty
        agreement/traite a dg:Agreement
        agreement/traite rdfs:label "Traité"@fr
        agreement/traite dg:mentionedIn document/a
        agreement/traite dg:status dg:Actual
        agreement/traite dg:party country/france
        agreement/traite dg:party country/kazakhstan
    """
    network = project(triples(ENTITIES + treaty))
    assert network.nodes[0].kind == "Treaty"
    assert [(edge.kind, edge.roles) for edge in network.edges] == [
        ("Treaty", "party-party"),
        ("Treaty", "party-subject"),
        ("Treaty", "party-subject"),
    ]


def test_a_named_summit_is_linked_with_its_place() -> None:
    summit = """
        event/sommet a dg:Summit
        event/sommet a dg:Event
        event/sommet dg:mentionedIn document/a
        event/sommet dg:status dg:Planned
        event/sommet dg:place country/kazakhstan
    """
    (edge,) = project(triples(ENTITIES + summit)).edges
    assert (edge.kind, edge.roles, edge.status) == ("Summit", "subject-place", "Planned")
    assert edge.target == f"{ID}country/kazakhstan"


def test_an_argument_that_is_no_entity_of_the_graph_makes_no_edge() -> None:
    assert project(triples(VISIT)) == Network((), ())


def test_the_order_of_triples_does_not_matter() -> None:
    given = triples(ENTITIES + VISIT)
    expected = project(given)
    for seed in range(3):
        random.Random(seed).shuffle(given)
        assert project(given) == expected


def test_an_edge_needs_both_ends() -> None:
    edge = Edge("e", "a", "b", "x", "Visit", "visitor-host", False, "f")
    with pytest.raises(ValueError, match="not a node"):
        Network((Node("a", "A", "Person"),), (edge,))


@pytest.mark.parametrize("fact_type", sorted(FACT_ROLES))
def test_links_cover_every_class_and_name_entity_roles(fact_type: str) -> None:
    entity_roles = {role.name for role in FACT_ROLES[fact_type] if role.kind is ValueKind.ENTITY}
    assert LINKS[fact_type]
    assert {role for pair in LINKS[fact_type] for role in pair} <= entity_roles
