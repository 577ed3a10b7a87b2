"""What the analyst decides holds, for documents that are there and for those to come."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_samples import BASE, batch, dump, entry, fact_of, presence, values

from diplograph.model import Fact, KnownEntity
from diplograph.model.decisions import Action, Decision
from diplograph.model.schema import EntityType
from diplograph.rdf.identifiers import fact_iri
from diplograph.rdf.known import map_known_entity
from diplograph.rdf.terms import date, decimal, integer, literal
from diplograph.rdf.vocabulary import (
    ALT_LABEL,
    EVIDENCE,
    FACT,
    GENERATED_BY,
    RDF_TYPE,
    RDFS_LABEL,
    SAME_AS,
    dg,
)
from diplograph.store import Background, Batch, DocumentEntry, Store
from diplograph.store.names import MENTIONED_IN

NAMES = {
    "person/macron": "Emmanuel Macron",
    "person/remont": "Rémont",
    "person/luc-remont": "Luc Rémont",
    "company/orano": "Orano",
    "company/areva": "Areva",
    "country/kazakhstan": "Kazakhstan",
    "country/france": "France",
}
ATTRIBUTED = "<http://www.w3.org/ns/prov#wasAttributedTo>"


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "s", create=True) as opened:
        yield opened


def told(identifier: str, *facts: Fact, published: str = "2023-11-05") -> DocumentEntry:
    return entry(identifier, *facts, published=published, names=NAMES)


def visit(start: str = "2023-11-01", **more: object) -> Fact:
    roles = {"visitKind": "Other", "visitor": "person/macron", "place": "country/kazakhstan", "start": start}
    return fact_of("Visit", {**roles, **more})


def key(fact: Fact) -> str:
    return fact_iri(BASE, fact).removeprefix(BASE)


def facts_of(store: Store) -> set[str]:
    return {s[1 + len(BASE) : -1] for s, p, o in store.triples() if (p, o) == (RDF_TYPE, FACT)}


def decide(action: Action, subject: str = "", value: str = "", **more: str) -> Decision:
    return Decision(action, subject, value, author="Ana Duval", date="2025-02-01", **more)


def test_merged_things_are_one_and_the_second_keeps_its_name(store: Store):
    store.commit(batch(told("a", presence("company/areva")), told("b", presence("company/orano"))))
    assert store.curate([decide(Action.MERGE, "company/areva", "company/orano")]) == ()
    assert values(store, "company/areva", RDF_TYPE) == []
    assert values(store, "company/orano", RDFS_LABEL) == [literal("Orano", language="fr")]
    assert values(store, "company/orano", ALT_LABEL) == [literal("Areva", language="fr")]
    assert facts_of(store) == {key(presence("company/orano"))}
    assert len(values(store, key(presence("company/orano")), EVIDENCE)) == 2


def test_later_documents_obey_without_being_told(store: Store):
    merge = decide(Action.MERGE, "company/areva", "company/orano")
    store.curate([merge])
    store.commit(batch(told("a", presence("company/areva"))))
    assert facts_of(store) == {key(presence("company/areva"))}  # until something is told of Orano
    assert [found.decision for found in store.unmatched()] == [merge]
    store.commit(batch(told("b", presence("company/orano"))))
    assert facts_of(store) == {key(presence("company/orano"))}
    assert values(store, "company/orano", RDFS_LABEL) == [literal("Orano", language="fr")]
    assert store.unmatched() == ()
    both = dump(store)
    store.remove(["b"])
    assert facts_of(store) == {key(presence("company/areva"))}
    store.commit(batch(told("b", presence("company/orano"))))
    assert dump(store) == both


def test_merges_follow_one_another_in_any_order(store: Store):
    store.commit(batch(told("a", presence("company/areva")), told("b", presence("company/orano"))))
    chain = [
        decide(Action.MERGE, "company/cogema", "company/areva"),
        decide(Action.MERGE, "company/areva", "company/orano"),
    ]
    store.curate(chain)
    store.commit(batch(told("c", presence("company/cogema"))))
    before = dump(store)
    assert facts_of(store) == {key(presence("company/orano"))}
    store.curate(chain[::-1])
    assert dump(store) == before


def test_a_circle_of_merges_is_refused(store: Store):
    circle = [
        decide(Action.MERGE, "company/areva", "company/orano"),
        decide(Action.MERGE, "company/orano", "company/areva"),
    ]
    with pytest.raises(ValueError, match="circle"):
        store.curate(circle)
    assert store.decisions() == ()


def test_lifting_all_decisions_leaves_no_trace(store: Store):
    store.commit(batch(told("a", visit(), presence("company/areva")), told("b", presence("company/orano"))))
    before = dump(store)
    everything = [
        decide(Action.MERGE, "company/areva", "company/orano"),
        decide(Action.RENAME, "company/orano", "Groupe Orano"),
        decide(Action.RETYPE, "company/orano", "Institution"),
        decide(Action.IDENTIFY, "company/orano", "wikidata=Q3356393"),
        decide(Action.REJECT, key(presence("company/areva"))),
        decide(Action.ACCEPT, key(visit())),
        decide(Action.STATUS, key(visit()), "Planned"),
        decide(Action.AMEND, key(visit()), "start=2023-11-02"),
        decide(Action.ASSERT, "", "Presence company=company/areva country=country/kazakhstan"),
    ]
    assert store.curate(everything) == ()
    assert dump(store) != before
    assert store.curate([]) == ()
    assert dump(store) == before


def test_the_same_decisions_from_another_file_write_nothing(store: Store, monkeypatch: pytest.MonkeyPatch):
    store.commit(batch(told("a", visit())))
    store.curate([decide(Action.ACCEPT, key(visit()), file="a.csv", line=2)])
    monkeypatch.setattr(Store, "_apply", lambda *_: pytest.fail("nothing is to be written"))
    store.curate([decide(Action.ACCEPT, key(visit()), file="b.yaml", line=9)])


def test_what_is_kept_apart_is_not_joined(store: Store):
    rough, exact = visit("2023-11"), visit("2023-11-01")
    store.commit(batch(told("a", rough), told("b", exact)))
    assert facts_of(store) == {key(exact)}
    assert store.curate([decide(Action.SEPARATE, key(rough), key(exact))]) == ()
    assert facts_of(store) == {key(rough), key(exact)}


def test_a_person_kept_apart_keeps_the_short_name(store: Store):
    def office(holder: str) -> Fact:
        return fact_of("Office", {"holder": holder, "post": "ExecutiveOfficer", "of": "company/orano"})

    store.commit(batch(told("a", office("person/remont")), told("b", office("person/luc-remont"))))
    assert values(store, "person/remont", MENTIONED_IN) == []
    store.curate([decide(Action.SEPARATE, "person/remont", "person/luc-remont")])
    assert values(store, "person/remont", MENTIONED_IN) == [f"<{BASE}document/a>"]


def test_a_name_given_wins_over_documents_and_gazetteer(store: Store):
    known = map_known_entity(KnownEntity("company/orano", EntityType.COMPANY, "Orano"), base=BASE)
    background = Background("1", lambda term: known if term == f"<{BASE}company/orano>" else ())
    store.commit(Batch((told("a", presence("company/orano")),), background=background))
    assert store.curate([decide(Action.RENAME, "company/orano", "Groupe Orano")]) == ()
    assert values(store, "company/orano", RDFS_LABEL) == [literal("Groupe Orano", language="fr")]
    assert values(store, "company/orano", ALT_LABEL) == [literal("Orano", language="fr")]
    label = literal("Présence : Groupe Orano au Kazakhstan", language="fr")
    assert values(store, key(presence("company/orano")), RDFS_LABEL) == [label]
    store.refresh(Background("2", background.known))
    assert values(store, "company/orano", RDFS_LABEL) == [literal("Groupe Orano", language="fr")]


def test_a_thing_gets_another_class_with_what_stands_above_it(store: Store):
    store.commit(batch(told("a", presence("company/orano"))))
    store.curate([decide(Action.RETYPE, "company/orano", "PublicBody")])
    classes = [dg(name) for name in ("Actor", "Organization", "PublicBody")]
    assert values(store, "company/orano", RDF_TYPE) == classes


def test_an_identifier_is_an_address_or_a_code(store: Store):
    store.commit(batch(told("a", presence("company/orano"))))
    store.curate(
        [
            decide(Action.IDENTIFY, "company/orano", "https://www.wikidata.org/entity/Q1"),
            decide(Action.IDENTIFY, "company/orano", "isin=FR0000120271"),
        ]
    )
    assert values(store, "company/orano", SAME_AS) == ["<http://www.wikidata.org/entity/Q1>"]
    assert values(store, "company/orano", dg("isin")) == ['"FR0000120271"']


def test_a_rejected_fact_is_withheld_with_its_words_and_comes_back(store: Store):
    store.commit(batch(told("a", visit(), presence("company/orano"))))
    before = dump(store)
    store.curate([decide(Action.REJECT, key(visit()))])
    assert facts_of(store) == {key(presence("company/orano"))}
    store.commit(batch(told("b", visit())))
    assert facts_of(store) == {key(presence("company/orano"))}
    assert not [t for t in store.triples(f"{BASE}graph/document.b") if t[1] == EVIDENCE]
    store.remove(["b"])
    store.curate([])
    assert dump(store) == before


def test_a_rejected_entity_takes_the_facts_about_it_along(store: Store):
    store.commit(batch(told("a", visit(), presence("company/orano"))))
    store.curate([decide(Action.REJECT, "company/orano")])
    assert facts_of(store) == {key(visit())}
    assert not [t for t in store.triples() if f"<{BASE}company/orano>" in (t[0],)]


def test_decisions_reach_all_reports_of_a_joined_fact(store: Store):
    rough, exact = visit("2023-11"), visit("2023-11-01")
    store.curate([decide(Action.STATUS, key(rough), "Denied"), decide(Action.ACCEPT, key(exact))])
    store.commit(batch(told("a", rough)))
    store.commit(batch(told("b", exact)))
    assert values(store, key(exact), dg("status")) == [dg("Denied")]
    assert values(store, key(exact), dg("confidence")) == [decimal(1)]
    assert store.unmatched() == ()


def test_a_decision_on_one_document_leaves_the_others_alone(store: Store):
    store.commit(batch(told("a", visit()), told("b", visit())))
    store.curate([decide(Action.REJECT, key(visit()), document="a")])
    assert values(store, key(visit()), EVIDENCE) == [f"<{BASE}evidence/b.0-12>"]


def test_an_amended_role_replaces_what_documents_say(store: Store):
    store.commit(batch(told("a", visit()), told("b", visit("2023-11"))))
    store.curate([decide(Action.AMEND, key(visit()), "start=2023-11-02")])
    assert values(store, key(visit()), dg("start")) == [date("2023-11-02")]
    label = literal("Visite d’Emmanuel Macron au Kazakhstan (2 novembre 2023)", language="fr")
    assert values(store, key(visit()), RDFS_LABEL) == [label]
    store.curate([decide(Action.AMEND, key(visit()), "start=")])
    assert values(store, key(visit()), dg("start")) == []


def test_an_amendment_waits_for_what_it_names(store: Store):
    amend = decide(Action.AMEND, key(visit()), "host=company/orano")
    store.commit(batch(told("a", visit())))
    (found,) = store.curate([amend])
    assert "company/orano" in found.reason
    assert values(store, key(visit()), dg("host")) == []
    store.commit(batch(told("b", presence("company/orano"))))
    assert values(store, key(visit()), dg("host")) == [f"<{BASE}company/orano>"]
    assert store.unmatched() == ()
    store.remove(["b"])
    assert values(store, key(visit()), dg("host")) == []


@pytest.mark.parametrize("value", ["start=2023-02-31", "visitKind=", "visitor=company/orano", "colour=red"])
def test_an_amendment_that_breaks_a_shape_or_the_schema_is_refused(store: Store, value: str):
    store.commit(batch(told("a", visit(), presence("company/orano"))))
    before = set(store.triples(f"{BASE}graph/document.a"))
    (found,) = store.curate([decide(Action.AMEND, key(visit()), value)])
    assert found.reason
    assert set(store.triples(f"{BASE}graph/document.a")) == before


def test_an_amended_visitor_may_be_any_that_the_shapes_allow(store: Store):
    store.commit(batch(told("a", visit(), presence("company/orano", "country/france"))))
    assert store.curate([decide(Action.AMEND, key(visit()), "visitor=country/france")]) == ()
    assert values(store, key(visit()), dg("visitor")) == [f"<{BASE}country/france>"]


def test_an_asserted_fact_has_the_analyst_for_source(store: Store):
    store.commit(batch(told("a", visit("2024"))))
    statement = "Visit visitor=person/macron place=country/kazakhstan start=2023-11-01 status=Planned"
    assert store.curate([decide(Action.ASSERT, "", statement, reason="vu sur place")]) == ()
    (fact,) = facts_of(store) - {key(visit("2024"))}
    assert fact == key(visit())
    assert values(store, fact, ATTRIBUTED) == [f"<{BASE}agent/ana-duval>"]
    assert values(store, fact, dg("status")) == [dg("Planned")]
    assert values(store, fact, dg("sources")) == [integer(1)]
    assert values(store, fact, dg("confidence")) == [decimal(1)]
    assert values(store, fact, EVIDENCE) == []
    (decision,) = values(store, fact, GENERATED_BY)
    about = {p: o for s, p, o in store.triples(f"{BASE}graph/curation") if s == decision}
    assert about["<http://purl.org/dc/terms/date>"] == date("2025-02-01")
    assert about["<http://www.w3.org/2000/01/rdf-schema#comment>"] == literal("vu sur place", language="fr")
    store.commit(batch(told("b", visit())))  # a document tells it in its turn, but not as planned
    assert values(store, fact, dg("status")) == [dg("Planned")]
    assert values(store, fact, dg("sources")) == [integer(1)]


def test_an_assertion_lives_and_dies_with_what_it_is_about(store: Store):
    statement = decide(Action.ASSERT, "", "Presence company=company/orano country=country/kazakhstan")
    (found,) = store.curate([statement])
    assert "company/orano" in found.reason
    store.commit(batch(told("a", presence("company/orano", "country/france")), told("b", visit())))
    assert key(presence("company/orano")) in facts_of(store)
    assert store.unmatched() == ()
    store.remove(["b"])
    assert key(presence("company/orano")) not in facts_of(store)


@pytest.mark.parametrize(
    ("decision", "reason", "hint"),
    [
        (decide(Action.RENAME, "company/oranno", "Orano"), "company/oranno", "company/orano"),
        (decide(Action.REJECT, "fact/visit-00000000000000"), "fact/visit-00000000000000", ""),
        (decide(Action.MERGE, "company/orano", "company/oranos"), "company/oranos", ""),
        (decide(Action.STATUS, key(visit()), "Actuel"), "no status", "Actual"),
        (decide(Action.RETYPE, "company/orano", "Compagny"), "no class", "Company"),
        (decide(Action.IDENTIFY, "company/orano", "siren=1"), "no identifier", "isin"),
        (decide(Action.ASSERT, "", "Visite visitor=person/macron"), "Visite", "Visit"),
        (decide(Action.ASSERT, "", "Visit visiteur=person/macron"), "visiteur", "visitor"),
        (decide(Action.ASSERT, "", "Visit visitor=person/macro"), "person/macro", "person/macron"),
        (decide(Action.REJECT, key(visit()), document="z"), "no document 'z'", "documents list"),
    ],
)
def test_what_matches_nothing_is_told_with_advice(store: Store, decision: Decision, reason: str, hint: str):
    store.commit(batch(told("a", visit(), presence("company/orano"))))
    before = set(store.triples(f"{BASE}graph/document.a"))
    (found,) = store.curate([decision])
    assert reason in found.reason
    assert hint in found.hint
    assert found.decision == decision
    if decision.action is not Action.MERGE:
        assert set(store.triples(f"{BASE}graph/document.a")) == before


def test_a_status_of_the_analyst_is_not_outvoted(store: Store):
    store.curate([decide(Action.STATUS, key(visit()), "Denied")])
    for day in range(1, 4):
        store.commit(batch(told(f"d{day}", visit(), published=f"2026-01-0{day}")))
    assert values(store, key(visit()), dg("status")) == [dg("Denied")]


def test_facts_can_be_merged_whatever_they_say(store: Store):
    other = fact_of("Visit", {"visitKind": "State", "visitor": "person/macron", "start": "2023-12"})
    store.commit(batch(told("a", visit()), told("b", other)))
    store.curate([decide(Action.MERGE, key(other), key(visit()))])
    assert facts_of(store) == {key(visit())}
    assert len(values(store, key(visit()), EVIDENCE)) == 2


def test_what_comes_to_light_without_the_gazetteer_is_completed_by_the_next_build(store: Store):
    known = map_known_entity(KnownEntity("company/areva", EntityType.COMPANY, "Areva SA"), base=BASE)
    background = Background("1", lambda term: known if term == f"<{BASE}company/areva>" else ())
    documents = (told("a", presence("company/areva")), told("b", presence("company/orano")))
    store.commit(Batch(documents, background=background))
    before = dump(store)
    store.curate([decide(Action.MERGE, "company/areva", "company/orano")])
    store.curate([])
    assert dump(store) != before
    store.refresh(background)
    assert dump(store) == before
    store.curate([decide(Action.MERGE, "company/areva", "company/orano")])
    store.curate([], background=background)
    assert dump(store) == before
