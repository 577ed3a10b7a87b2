"""What decisions and joins make of facts is judged before it is published, and set aside if it is wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from store_samples import BASE, batch, dump, entry, fact_of, presence, values

from diplograph.model import Fact, KnownEntity
from diplograph.model.decisions import Action, Decision
from diplograph.model.schema import EntityType
from diplograph.rdf.known import map_known_entity
from diplograph.rdf.vocabulary import FACT, RDF_TYPE, dg
from diplograph.store import Background, Batch, DocumentEntry, Store
from diplograph.validation import bundled_shapes, split, validate

NAMES = {
    "company/orano": "Orano",
    "company/areva": "Areva",
    "company/edf": "EDF",
    "country/kazakhstan": "Kazakhstan",
    "country/france": "France",
    "person/macron": "Emmanuel Macron",
    "person/remont": "Rémont",
    "person/l-remont": "L. Rémont",
    "person/luc-remont": "Luc Rémont",
    "international-organization/opep": "OPEP",
    "international-organization/opep-plus": "OPEP+",
}


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "s", create=True) as opened:
        yield opened


def told(identifier: str, *facts: Fact, **more: str) -> DocumentEntry:
    return entry(identifier, *facts, names=NAMES, **more)


def judged(document: DocumentEntry) -> DocumentEntry:
    """As the gate of a build leaves it."""
    report = validate(data=document.graph.triples, shapes=bundled_shapes())
    kept, aside = split(triples=document.graph.triples, report=report)
    return replace(
        document,
        graph=replace(document.graph, triples=kept),
        aside=aside,
        violations=report.of("Violation"),
    )


def decide(action: Action, subject: str = "", value: str = "", **more: str) -> Decision:
    return Decision(action, subject, value, author="Ana Duval", date="2025-02-01", **more)


def member(one: str = "company/orano") -> Fact:
    return fact_of("Membership", {"member": one, "organization": "international-organization/opep"})


def visit(start: str = "2023-11-01", **more: object) -> Fact:
    return fact_of(
        "Visit",
        {
            "visitKind": "State",
            "visitor": "person/macron",
            "place": "country/kazakhstan",
            "start": start,
            **more,
        },
    )


def key(fact: Fact) -> str:
    from diplograph.rdf.identifiers import fact_iri

    return fact_iri(BASE, fact).removeprefix(BASE)


def facts(store: Store, graph: str | None = None) -> list[str]:
    """Keys of the facts of a graph."""
    found = (s for s, p, o in store.triples(graph) if p == RDF_TYPE and o == FACT)
    return sorted(term[1 + len(BASE) : -1] for term in found)


def violations(store: Store) -> list[str]:
    return [v.message("en") for v in validate(data=store.triples(), shapes=bundled_shapes()).of("Violation")]


QUARANTINE = f"{BASE}graph/quarantine"


def test_a_merge_that_makes_an_organization_its_own_member_sets_the_fact_aside(store: Store):
    odd = member("international-organization/opep-plus")
    store.commit(batch(told("a", odd, visit()), told("b", odd, member())))
    before = dump(store)
    merge = decide(Action.MERGE, "international-organization/opep-plus", "international-organization/opep")
    (found,) = store.curate([merge])
    assert violations(store) == []
    assert facts(store) == sorted([key(visit()), key(member())])
    assert facts(store, f"{BASE}graph/document.a") == [key(visit())]
    reasons = store.quarantine()
    assert [reason.document for reason in reasons] == ["a", "b"]
    for reason in reasons:
        assert "member" in reason.path
        assert reason.decisions == (
            "merge international-organization/opep-plus international-organization/opep",
        )
    (focus,) = {reason.focus for reason in reasons}
    aside = set(store.triples(QUARANTINE))
    opep = f"<{BASE}international-organization/opep>"
    assert {(f"<{focus}>", dg("member"), opep), (f"<{focus}>", dg("organization"), opep)} <= aside
    assert "member" in found.reason
    assert "validate" in found.hint
    store.remove(["a"])
    assert [reason.document for reason in store.quarantine()] == ["b"]
    assert (f"<{focus}>", dg("member"), opep) in set(store.triples(QUARANTINE))
    store.commit(batch(told("a", odd, visit())))
    store.curate([])
    assert dump(store) == before


def test_a_class_that_no_role_takes_sets_facts_aside_and_gives_them_back(store: Store):
    store.commit(batch(told("a", visit(), presence("company/orano")), told("b", visit("2024-01-02"))))
    before = dump(store)
    retype = decide(Action.RETYPE, "person/macron", "City")
    (found,) = store.curate([retype])
    assert facts(store) == [key(presence("company/orano"))]
    assert violations(store) == []
    assert {(r.document, r.decisions) for r in store.quarantine()} == {
        ("a", ("retype person/macron City",)),
        ("b", ("retype person/macron City",)),
    }
    assert "visitor" in found.reason.lower()
    after = dump(store)
    store.commit(batch(told("c", visit("2025-05-05"))))
    assert facts(store) == [key(presence("company/orano"))]
    store.remove(["c"])
    assert dump(store) == after
    store.curate([])
    assert dump(store) == before


def test_a_class_of_one_document_spares_the_others(store: Store):
    store.commit(batch(told("a", visit()), told("b", visit())))
    store.curate([decide(Action.RETYPE, "person/macron", "City", document="a")])
    assert facts(store) == [key(visit())]
    assert facts(store, f"{BASE}graph/document.a") == []
    assert [reason.document for reason in store.quarantine()] == ["a"]
    assert violations(store) == []


def test_what_points_at_a_fact_that_leaves_goes_with_it(store: Store):
    treaty = fact_of("Treaty", {"party": "country/france", "sector": "energy"}, subject="agreement/pacte")
    invitation = fact_of(
        "Invitation",
        {"inviter": "country/france", "invitee": "person/macron", "event": "agreement/pacte"},
    )
    store.commit(batch(told("a", treaty, invitation, visit())))
    store.curate([decide(Action.RETYPE, "agreement/pacte", "Event")])
    assert facts(store) == [key(visit())]
    assert violations(store) == []


def test_names_taken_for_one_person_do_not_make_a_meeting_of_one(store: Store):
    post = {"post": "ExecutiveOfficer", "of": "company/edf"}
    meeting = fact_of("Meeting", {"participant": ["person/remont", "person/l-remont"], "start": "2023-11-01"})
    store.commit(
        batch(
            told(
                "a",
                fact_of("Office", {"holder": "person/remont", **post}),
                fact_of("Office", {"holder": "person/l-remont", **post}),
                meeting,
            )
        )
    )
    assert key(meeting) in facts(store)
    store.commit(batch(told("b", fact_of("Office", {"holder": "person/luc-remont", **post}))))
    assert not [fact for fact in facts(store) if "meeting" in fact]
    assert violations(store) == []
    (reason,) = store.quarantine()
    assert reason.decisions == ()
    assert reason.joined == (
        ("person/l-remont", "person/luc-remont"),
        ("person/remont", "person/luc-remont"),
    )
    store.remove(["b"])
    assert key(meeting) in facts(store)
    assert store.quarantine() == ()


def test_reports_that_are_made_one_keep_one_date(store: Store):
    first, second = visit("2023-11"), visit("2023-11-02")
    store.commit(batch(told("a", first, second)))
    store.curate([decide(Action.MERGE, key(first), key(second))])
    assert facts(store, f"{BASE}graph/document.a") == [key(second)]
    assert len([t for t in store.triples(f"{BASE}graph/document.a") if t[1] == dg("start")]) == 1
    assert violations(store) == []
    assert store.quarantine() == ()


@pytest.mark.parametrize("together", [True, False])
def test_facts_that_cannot_be_one_are_not_made_one(store: Store, together: bool):
    """Two documents, or one: each role that takes one value would have two."""
    one, other = presence("company/orano"), presence("company/edf")
    documents = [told("a", one, other)] if together else [told("a", one), told("b", other)]
    store.commit(batch(*documents))
    before = dump(store)
    (found,) = store.curate([decide(Action.MERGE, key(one), key(other))])
    assert facts(store) == [key(other)]
    assert violations(store) == []
    (reason,) = store.quarantine()
    assert reason.focus == BASE + key(one)
    assert reason.decisions == (f"merge {key(one)} {key(other)}",)
    assert found.reason
    if not together:
        store.remove(["b"])
        assert facts(store) == [key(other)]
        assert values(store, key(other), dg("company")) == [f"<{BASE}company/orano>"]
        assert store.quarantine() == ()
        store.commit(batch(documents[1]))
    store.curate([])
    assert dump(store) == before


def test_an_assertion_is_judged_by_the_classes_that_things_have_now(store: Store):
    store.commit(batch(told("a", presence("company/orano", "country/france"), visit())))
    claim = decide(
        Action.ASSERT,
        value="Visit visitor=person/macron place=country/france start=2024-03-02",
    )
    assert store.curate([claim]) == ()
    told_of = decide(Action.RETYPE, "person/macron", "City")
    found = store.curate([claim, told_of])
    assert {each.decision.action for each in found} == {Action.ASSERT, Action.RETYPE}
    assert violations(store) == []


def test_an_amendment_with_what_was_rejected_is_refused(store: Store):
    store.commit(batch(told("a", visit()), told("b", presence("company/orano", "country/france"))))
    amend = decide(Action.AMEND, key(visit()), "place=country/france")
    assert store.curate([amend]) == ()
    (found,) = store.curate([amend, decide(Action.REJECT, "country/france")])
    assert found.decision == amend
    assert "country/france" in found.reason
    assert values(store, key(visit()), dg("place")) == [f"<{BASE}country/kazakhstan>"]
    assert violations(store) == []


# What the gazetteer knows, and identifiers


def known(identifier: str, kind: EntityType, *codes: tuple[str, str]) -> Background:
    triples = map_known_entity(KnownEntity(identifier, kind, "Nom", identifiers=codes), base=BASE)
    return Background("1", lambda term: triples if term == f"<{BASE}{identifier}>" else ())


def test_a_code_that_a_class_does_not_bear_is_left_out_while_it_has_that_class(store: Store):
    background = known("company/orano", EntityType.COMPANY, ("isin", "FR0000120271"), ("wikidata", "Q1"))
    store.commit(Batch((told("a", presence("company/orano")),), background=background))
    before = dump(store)
    assert values(store, "company/orano", dg("isin"))
    retype = decide(Action.RETYPE, "company/orano", "PublicBody")
    assert store.curate([retype], background=background) == ()
    assert violations(store) == []
    assert values(store, "company/orano", dg("isin")) == []
    assert facts(store) == [key(presence("company/orano"))]
    store.curate([], background=background)
    assert dump(store) == before


def test_an_identifier_that_breaks_a_shape_is_not_published(store: Store):
    store.commit(batch(told("a", presence("company/orano"))))
    for value in ("isin=FR0000120272", "iso3166=FR", "https://example.org/orano"):
        (found,) = store.curate([decide(Action.IDENTIFY, "company/orano", value)])
        assert violations(store) == [], value
        assert found.reason
    assert store.curate([decide(Action.IDENTIFY, "company/orano", "isin=FR0000120271")]) == ()
    assert values(store, "company/orano", dg("isin"))


# Decisions on what the gate set aside


def backwards(**more: object) -> Fact:
    return visit("2023-11-05", end="2023-11-01", **more)


def test_a_fact_that_was_set_aside_is_published_once_it_is_amended(store: Store):
    document = judged(told("a", backwards(), presence("company/orano")))
    assert document.violations
    store.commit(batch(document))
    before = dump(store)
    broken = key(backwards())
    assert facts(store) == [key(presence("company/orano"))]
    assert store.curate([decide(Action.AMEND, broken, "end=2023-11-06")]) == ()
    assert broken in facts(store)
    assert violations(store) == []
    assert store.quarantine() == ()
    assert list(store.triples(QUARANTINE)) == []
    assert any(p == dg("evidence") and s == f"<{BASE}{broken}>" for s, p, _ in store.triples())
    after = dump(store)
    store.commit(batch(judged(told("b", presence("company/edf")))))
    store.remove(["b"])
    assert dump(store) == after
    store.curate([])
    assert dump(store) == before


def test_two_amendments_may_be_needed(store: Store):
    document = judged(told("a", backwards(visitor="company/orano")))
    store.commit(batch(document))
    broken = key(backwards(visitor="company/orano"))
    one = decide(Action.AMEND, broken, "end=2023-11-06")
    (found,) = store.curate([one])
    assert found.decision == one
    assert facts(store) == []
    assert len(store.quarantine()) == len(document.violations)
    store.commit(batch(judged(told("b", visit("2024-01-01")))))
    assert store.curate([one, decide(Action.AMEND, broken, "visitor=person/macron")]) == ()
    assert broken in facts(store)


def test_what_was_set_aside_leaves_the_quarantine_when_it_is_rejected(store: Store):
    store.commit(batch(judged(told("a", backwards())), judged(told("b", backwards()))))
    before = dump(store)
    assert store.curate([decide(Action.REJECT, key(backwards()), document="a")]) == ()
    assert [reason.document for reason in store.quarantine()] == ["b"]
    assert facts(store, QUARANTINE) == [key(backwards())]
    assert store.curate([decide(Action.REJECT, key(backwards()))]) == ()
    assert list(store.triples(QUARANTINE)) == []
    store.curate([])
    assert dump(store) == before


def test_the_ledger_may_come_before_the_documents(tmp_path: Path):
    ledger = [
        decide(Action.AMEND, key(backwards()), "end=2023-11-06"),
        decide(Action.RETYPE, "company/orano", "Country"),
    ]
    documents = [judged(told("a", backwards())), judged(told("b", presence("company/orano"), member()))]
    dumps = []
    for first in (True, False):
        with Store.open(tmp_path / str(first), create=True) as store:
            if first:
                store.curate(ledger)
            for document in documents:
                store.commit(batch(document))
            store.curate(ledger)
            assert facts(store) == sorted([key(backwards()), key(member())])
            dumps.append(dump(store))
    assert dumps[0] == dumps[1]
