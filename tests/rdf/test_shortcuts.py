from __future__ import annotations

import pyoxigraph
import pytest

from diplograph.rdf.shortcuts import shortcut_rules

RULES = dict(shortcut_rules())
PREFIXES = """
@prefix dg: <https://w3id.org/diplograph/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix sector: <https://w3id.org/diplograph/sector/> .
@prefix : <https://example.org/> .
"""
# rule -> (fact without its status, expected shortcuts)
CASES: dict[str, tuple[str, set[str]]] = {
    "visited": ("a dg:Visit ; dg:visitor :a, :b ; dg:place :p", {"a visited p", "b visited p"}),
    "met": ("a dg:Meeting ; dg:participant :a, :b", {"a met b", "b met a"}),
    "operatesIn": ("a dg:Presence ; dg:company :a ; dg:country :c", {"a operatesIn c"}),
    "partyTo": ("a dg:Treaty, dg:Agreement ; dg:party :a, :b", {"a partyTo fact", "b partyTo fact"}),
    "cooperatesWith": ("a dg:Cooperation ; dg:party :a, :b", {"a cooperatesWith b", "b cooperatesWith a"}),
    "activeIn": (
        "a dg:Presence ; dg:company :a ; dg:country :c ; dg:sector sector:water",
        {"a activeIn water"},
    ),
    "leads": ("a dg:Office ; dg:holder :a ; dg:post dg:HeadOfState ; dg:of :c", {"a leads c"}),
    "memberOf": ("a dg:Membership ; dg:member :a ; dg:organization :o", {"a memberOf o"}),
    "invited": ("a dg:Invitation ; dg:inviter :a ; dg:invitee :b", {"a invited b"}),
    "supports": ("a dg:Position ; dg:actor :a ; dg:stance dg:Support ; dg:target :t", {"a supports t"}),
}


def construct(name: str, turtle: str) -> set[str]:
    store = pyoxigraph.Store()
    store.load((PREFIXES + turtle).encode(), format=pyoxigraph.RdfFormat.TURTLE)
    found = store.query(RULES[name])
    assert isinstance(found, pyoxigraph.QueryTriples)
    last = [[str(term)[1:-1].replace("#", "/").rpartition("/")[2] for term in triple] for triple in found]
    return {" ".join(terms) for terms in last}


def test_every_rule_has_its_case() -> None:
    assert RULES.keys() == CASES.keys()


@pytest.mark.parametrize("name", sorted(CASES))
def test_an_actual_fact_gives_the_shortcut(name: str) -> None:
    fact, expected = CASES[name]
    assert construct(name, f":fact {fact} ; dg:status dg:Actual .") == expected


@pytest.mark.parametrize("status", ["Planned", "Possible", "Denied"])
@pytest.mark.parametrize("name", sorted(CASES))
def test_any_other_status_gives_none(name: str, status: str) -> None:
    assert construct(name, f":fact {CASES[name][0]} ; dg:status dg:{status} .") == set()


def test_a_visitor_meets_the_host() -> None:
    visit = ":fact a dg:Visit ; dg:visitor :a ; dg:host :h ; dg:status dg:Actual ."
    assert construct("met", visit) == {"a met h", "h met a"}


def test_a_participant_of_a_project_is_active_in_its_sectors() -> None:
    project = ":fact a dg:Project ; dg:participant :a ; dg:sector sector:health ; dg:status dg:Actual ."
    assert construct("activeIn", project) == {"a activeIn health"}


@pytest.mark.parametrize("rest", ["dg:post dg:Minister", 'dg:post dg:Chair ; dg:end "2020"^^xsd:gYear'])
def test_a_minister_and_a_former_chair_do_not_lead(rest: str) -> None:
    assert (
        construct("leads", f":f a dg:Office ; dg:holder :a ; dg:of :c ; dg:status dg:Actual ; {rest} .")
        == set()
    )


def test_opposition_is_no_support() -> None:
    fact = CASES["supports"][0].replace("Support", "Opposition")
    assert construct("supports", f":fact {fact} ; dg:status dg:Actual .") == set()
