"""Published triples → nodes and edges."""

from __future__ import annotations

import random

import pytest
from network_samples import ID, edge, entity, fact, node, triples

from diplograph.model import FACT_ROLES, ValueKind
from diplograph.network import RELATIONS, Edge, Left, Network, Node, Reason, project
from diplograph.network.relations import LINKS

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
company/orano dg:homeCountry country/france
company/orano dg:activeIn sector:mining.uranium
company/orano dg:activeIn sector:energy.nuclear
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
fact/visit-1 dg:evidence evidence/a.7-9
fact/visit-1 dg:evidence evidence/b.3-4
"""
SOURCES = 'fact/visit-1 dg:sources "1"^^<http://www.w3.org/2001/XMLSchema#integer>'


def ends(network: Network) -> list[tuple[str, str, str]]:
    return [(one.source.removeprefix(ID), one.relation, one.target.removeprefix(ID)) for one in network.edges]


def test_an_entity_is_a_node_with_what_is_known_of_it() -> None:
    network = project(triples(ENTITIES))
    assert network.edges == ()
    orano, france, kazakhstan = network.nodes
    assert france == Node(
        f"{ID}country/france",
        "France",
        "Country",
        wikidata="Q142",
        iso3166="FR",
        country=f"{ID}country/france",
        mentions=2,
    )
    assert (orano.kind, orano.country, orano.sectors) == (
        "Company",
        france.id,
        ("energy.nuclear", "mining.uranium"),
    )
    assert (kazakhstan.iso3166, kazakhstan.mentions) == ("", 1)


def test_a_visit_links_the_visitor_with_the_host() -> None:
    (found,) = project(triples(ENTITIES + VISIT)).edges
    assert found == Edge(
        id="fact/visit-1_visitor-host_country/france_country/kazakhstan",
        source=f"{ID}country/france",
        target=f"{ID}country/kazakhstan",
        label="Visite",
        kind="Visit",
        relation="visited",
        roles="visitor-host",
        symmetric=False,
        fact=f"{ID}fact/visit-1",
        detail="State",
        status="Actual",
        start="2023-11",
        confidence=0.8,
        weight=2,
        evidence=(f"{ID}evidence/a.1-2", f"{ID}evidence/a.7-9", f"{ID}evidence/b.3-4"),
    )


def test_the_weight_is_the_number_of_independent_sources_or_else_of_documents() -> None:
    (told,) = project(triples(ENTITIES + VISIT + SOURCES)).edges
    assert told.weight == 1
    (stated,) = project(
        triples(ENTITIES + fact("x", "Presence", "company company/orano", "country country/france"))
    ).edges
    assert (stated.weight, stated.evidence) == (1, ()), "what only an analyst states has one source"


def test_parties_are_linked_two_by_two_and_once() -> None:
    cooperation = fact(
        "c",
        "Cooperation",
        "party country/kazakhstan",
        "party company/orano",
        "party country/france",
        "sector sector:energy.nuclear",
        status="Planned",
    )
    network = project(triples(ENTITIES + cooperation))
    assert ends(network) == [
        ("company/orano", "cooperatesWith", "country/france"),
        ("company/orano", "cooperatesWith", "country/kazakhstan"),
        ("country/france", "cooperatesWith", "country/kazakhstan"),
    ]
    assert {(one.symmetric, one.sectors, one.status) for one in network.edges} == {
        (True, ("energy.nuclear",), "Planned")
    }


def test_two_facts_about_one_pair_are_two_edges() -> None:
    edges = project(triples(ENTITIES + VISIT + VISIT.replace("visit-1", "visit-2"))).edges
    assert len({one.id for one in edges}) == 2


@pytest.mark.parametrize(
    ("stance", "relation"),
    [("Support", "supports"), ("Opposition", "opposes"), ("Concern", "worriesAbout"), ("", "holdsPosition")],
)
def test_a_position_is_named_by_its_stance(stance: str, relation: str) -> None:
    told = [f"stance dg:{stance}"] if stance else []
    position = fact("p", "Position", "actor country/france", "target country/kazakhstan", *told)
    assert ends(project(triples(ENTITIES + position))) == [("country/france", relation, "country/kazakhstan")]


TREATY = """
agreement/traite a dg:Treaty
agreement/traite a dg:Agreement
agreement/traite rdfs:label "Traité"@fr
agreement/traite dg:mentionedIn document/a
agreement/traite dg:status dg:Actual
agreement/traite dg:party country/france
agreement/traite dg:party country/kazakhstan
"""


def test_a_named_treaty_is_a_link_of_actors_and_a_node_elsewhere() -> None:
    read = triples(ENTITIES + TREATY)
    assert ends(project(read)) == [("country/france", "agreedWith", "country/kazakhstan")]
    assert project(read).edges[0].kind == "Treaty", "the most special class"
    for view in ("events", "full"):
        network = project(read, view=view)
        assert ends(network) == [
            ("agreement/traite", "party", "country/france"),
            ("agreement/traite", "party", "country/kazakhstan"),
        ]
        (treaty,) = (one for one in network.nodes if one.fact)
        assert (treaty.kind, treaty.label, treaty.status, treaty.mentions) == (
            "Treaty",
            "Traité",
            "Actual",
            1,
        )


def test_a_fact_that_names_a_fact_is_whole_in_the_full_view_only() -> None:
    summit = entity("event/sommet", "Summit", "dg:status dg:Planned", "dg:place country/kazakhstan")
    invitation = fact("i", "Invitation", "inviter country/france", "event event/sommet")
    read = triples(ENTITIES + summit + invitation)
    assert ends(project(read, view="full")) == [
        ("event/sommet", "place", "country/kazakhstan"),
        ("fact/i", "event", "event/sommet"),
        ("fact/i", "inviter", "country/france"),
    ]
    sides = {one.id: one.fact for one in project(read, view="events").nodes}
    for link in project(read, view="events").edges:
        assert sides[link.source] > sides[link.target], "bipartite"
    assert project(read).left == (
        Left(f"{ID}event/sommet", Reason.ONE_PARTY),
        Left(f"{ID}fact/i", Reason.ONE_PARTY),
    )


def test_every_fact_makes_an_edge_or_is_accounted_for() -> None:
    figure = fact("figure", "Figure", "about country/france", 'value "1"')
    loop = fact("loop", "Visit", "visitor country/france", "place country/france")
    alone = fact("alone", "Project", "sector sector:energy")
    denied = fact("denied", "Visit", "visitor country/france", "host country/kazakhstan", status="Denied")
    network = project(triples(ENTITIES + VISIT + figure + loop + alone + denied))
    assert network.left == (
        Left(f"{ID}fact/alone", Reason.NO_PARTY),
        Left(f"{ID}fact/denied", Reason.STATUS),
        Left(f"{ID}fact/figure", Reason.ONE_PARTY),
        Left(f"{ID}fact/loop", Reason.SELF_LOOP),
    )
    assert network.account() == (
        "5 facts: 1 makes 1 edge, 1 left out by status, 1 has one party only, 1 names no party, "
        "1 links a node with itself"
    )


def test_an_entity_that_only_a_fact_names_is_a_node() -> None:
    nameless = "country/serbie a dg:Country\n"
    visit = fact("v", "Visit", "visitor country/france", "host country/serbie")
    network = project(triples(ENTITIES + nameless + visit))
    assert network.by_id[f"{ID}country/serbie"].mentions == 0
    assert len(network.edges) == 1


def test_an_argument_that_is_no_entity_of_the_graph_makes_no_edge() -> None:
    network = project(triples(VISIT))
    assert (network.nodes, network.edges, network.left) == (
        (),
        (),
        (Left(f"{ID}fact/visit-1", Reason.NO_PARTY),),
    )


def test_an_empty_graph_is_an_empty_network() -> None:
    assert project([]) == Network((), ())
    assert project([]).account() == "0 facts: 0 make 0 edges"


@pytest.mark.parametrize("view", ["actors", "events", "full"])
def test_the_order_of_triples_does_not_matter(view: str) -> None:
    given = triples(ENTITIES + VISIT + TREATY)
    expected = project(given, view=view)
    for seed in range(3):
        random.Random(seed).shuffle(given)
        assert project(given, view=view) == expected


def test_an_edge_needs_both_ends() -> None:
    with pytest.raises(ValueError, match="not a node"):
        Network((node("a"),), (edge("a", "b"),))


def test_isolated_nodes_stay_unless_a_filter_narrows_or_they_are_not_wanted() -> None:
    read = triples(ENTITIES + VISIT)
    assert len(project(read).nodes) == 3
    assert len(project(read, isolated=False).nodes) == 2


@pytest.mark.parametrize("fact_type", sorted(FACT_ROLES))
def test_links_cover_every_class_and_name_entity_roles(fact_type: str) -> None:
    entity_roles = {role.name for role in FACT_ROLES[fact_type] if role.kind is ValueKind.ENTITY}
    assert LINKS[fact_type]
    assert {role for link in LINKS[fact_type] for role in (link.source, link.target)} <= entity_roles
    assert {link.relation for link in LINKS[fact_type]} - {""} <= set(RELATIONS)


def test_dates_of_any_year_stay_as_they_are() -> None:
    for date in ("-0044", "12024", "0800-12"):
        (found,) = project(triples(ENTITIES + VISIT.replace("2023-11", date))).edges
        assert found.start == date
