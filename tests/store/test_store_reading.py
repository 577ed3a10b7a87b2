"""Asking a store: documents, numbers, SPARQL, quarantine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from store_samples import BASE, batch, dump, entry, fact_of, office, presence, summit, treaty, visit

from diplograph.errors import QueryError, UsageError
from diplograph.model import Status
from diplograph.rdf.vocabulary import RDFS_LABEL, dg
from diplograph.store import Batch, DocumentEntry, Store
from diplograph.validation import Violation, load_shapes, split, validate


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "s", create=True) as opened:
        yield opened


# Documents


def test_documents_come_in_the_order_of_their_identifiers(store: Store):
    store.commit(
        batch(
            entry("zèbre", visit(), published="2023-05"), entry("abeille"), entry("Ours", office(), visit())
        )
    )
    records = store.documents()
    assert [(r.identifier, r.published, r.facts, r.title) for r in records] == [
        ("Ours", "2024-11-05", 2, "Titre Ours"),
        ("abeille", "2024-11-05", 0, "Titre abeille"),
        ("zèbre", "2023-05", 1, "Titre zèbre"),
    ]
    assert {record.graph for record in records} <= set(store.graphs())


def test_the_same_document_again_is_not_written(store: Store):
    document = entry("a", visit())
    assert store.commit(batch(document)).added == 1
    before = dump(store)
    again = store.commit(batch(document))
    assert (again.added, again.replaced, again.unchanged) == (0, 0, 1)
    assert store.is_current("a", digest=document.digest, run=document.run)
    assert not store.is_current("a", digest="other", run=document.run)
    assert not store.is_current("b", digest=document.digest, run=document.run)
    assert dump(store) == before


def test_a_changed_document_replaces_itself(store: Store):
    store.commit(batch(entry("a", visit(), office()), entry("b", presence("company/orano"))))
    assert store.commit(batch(entry("a", visit(), summit(start="2024")))).replaced == 1
    assert store.counts().facts == {
        ("Presence", "Actual"): 1,
        ("Summit", "Actual"): 1,
        ("Visit", "Actual"): 1,
    }


def test_a_new_run_replaces_and_the_old_one_is_forgotten(store: Store):
    old, new = entry("a", visit()), entry("a", visit(), run=f"{BASE}run/v2")
    store.commit(batch(old))
    store.commit(batch(new, fingerprint="v2"))
    runs = {subject for subject, _, _ in store.triples(f"{BASE}graph/runs")}
    assert f"<{BASE}run/v2>" in runs
    assert f"<{BASE}run/v1>" not in runs
    assert f"<{BASE}agent/diplograph-1>" in runs, "the agent of both runs stays"


def test_an_unknown_document_is_told_with_its_nearest_names(store: Store):
    store.commit(batch(entry("visite-etat-2024", visit()), entry("nucleaire")))
    before = dump(store)
    with pytest.raises(UsageError, match="visite-etat-2024"):
        store.remove(["nucleaire", "visite-etat-2023"])
    with pytest.raises(UsageError, match="documents list"):
        store.text("qqqqqq")
    assert dump(store) == before


def test_removing_tells_what_was_removed(store: Store):
    store.commit(batch(entry("a", visit()), entry("b")))
    assert [record.identifier for record in store.remove(["b", "b"])] == ["b"]
    assert [record.identifier for record in store.documents()] == ["a"]
    assert f"{BASE}graph/document.b" not in store.graphs()


def test_two_documents_of_one_name_are_a_fault_of_the_caller(store: Store):
    with pytest.raises(ValueError, match="same identifier"):
        store.commit(batch(entry("a", visit()), entry("a", office())))
    assert dump(store) == []


def test_counts_put_each_thing_under_its_special_class(store: Store):
    store.commit(batch(entry("a", treaty(party="country/france"), visit(Status.PLANNED))))
    counts = store.counts()
    assert counts.entities == {"Country": 1, "Person": 1, "Treaty": 1}
    assert counts.facts == {("Treaty", "Actual"): 1, ("Visit", "Planned"): 1}
    assert counts.documents == 1
    assert counts.triples == len(list(store.triples()))


# SPARQL


def test_a_query_sees_each_statement_once_however_many_documents_make_it(store: Store):
    store.commit(batch(*(entry(name, visit()) for name in "abc")))
    found = store.query("SELECT ?v { ?v a <https://w3id.org/diplograph/ontology#Visit> }")
    assert isinstance(found, ox.QuerySolutions)
    assert len(list(found)) == 1


def test_terms_are_put_in_the_place_of_variables(store: Store):
    store.commit(batch(entry("a", visit(), names={"country/france": "France"})))
    found = store.query(
        f"ASK {{ ?s {RDFS_LABEL} ?label }}",
        substitutions={"s": f"<{BASE}country/france>", "label": '"France"@fr'},
    )
    assert bool(found)
    assert not store.query("ASK { ?s ?p ?o }", substitutions={"s": "<urn:nothing>"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * WHERE { ?s ?p }", "line 1, column 25"),
        ("SELECT *\nWHERE { ?s ?p ?o", "line 2"),
        ("  # nothing\n", "empty"),
        ("PREFIX a: <urn:a> INSERT DATA { a:b a:c a:d }", "update"),
        ("drop all", "update"),
        ("SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }", "another server"),
        ("SELECT * { service silent ?x { ?s ?p ?o } }", "another server"),
        ("SELECT * { ?s undeclared:p ?o }", "not SPARQL"),
    ],
)
def test_a_wrong_query_is_refused_in_one_line(store: Store, text: str, message: str):
    with pytest.raises(QueryError, match=message) as caught:
        store.query(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE <x> { }" }',
        "SELECT * { ?service <urn:SERVICE> ?o } # SERVICE",
        "PREFIX service: <urn:insert> SELECT * { ?s service:insert ?o }",
        "BASE <urn:x> PREFIX : <urn:y> SELECT (COUNT(*) AS ?n) { ?s :p '''a 'SERVICE' b''' }",
    ],
)
def test_a_word_in_a_string_or_a_name_is_no_command(store: Store, text: str):
    assert isinstance(store.query(text), ox.QuerySolutions)


# Quarantine


def _judged(document: DocumentEntry) -> DocumentEntry:
    report = validate(data=document.graph.triples, shapes=load_shapes())
    kept, aside = split(triples=document.graph.triples, report=report)
    return replace(
        document, graph=replace(document.graph, triples=kept), aside=aside, violations=report.violations
    )


def _lonely_partner(identifier: str, *facts: object, **more: str) -> DocumentEntry:
    """A document with a cooperation of one party, which no shape allows."""
    return _judged(entry(identifier, fact_of("Cooperation", {"party": "country/france"}), *facts, **more))


def test_what_breaks_a_shape_is_kept_apart_with_the_reason(store: Store):
    store.commit(batch(_lonely_partner("a", visit())))
    assert store.counts().facts == {("Visit", "Actual"): 1}
    (reason,) = store.quarantine()
    assert reason.document == "a"
    assert reason.path == dg("party")[1:-1]
    assert set(reason.messages) == {"fr", "en"}
    aside = set(store.triples(f"{BASE}graph/quarantine"))
    assert (f"<{reason.focus}>", dg("party"), f"<{BASE}country/france>") in aside
    assert not aside & set(store.triples())
    assert store.counts().set_aside == 1


def test_quarantine_empties_with_its_documents(store: Store):
    one, other = _lonely_partner("a"), _lonely_partner("b", visit(), published="2025")
    store.commit(batch(one, other))
    assert [reason.document for reason in store.quarantine()] == ["a", "b"]
    with_both = set(store.triples(f"{BASE}graph/quarantine"))
    store.commit(batch(entry("a", visit())))
    left = set(store.triples(f"{BASE}graph/quarantine"))
    assert left < with_both
    assert set(other.aside) <= left
    assert [reason.document for reason in store.quarantine()] == ["b"]
    store.remove(["b"])
    assert list(store.triples(f"{BASE}graph/quarantine")) == []


@pytest.mark.parametrize(
    "value",
    [
        "",
        "<urn:x>",
        '"texte"@fr',
        '"2024"^^<http://www.w3.org/2001/XMLSchema#gYear>',
        '"""deux\nlignes"""',
        "_:b0",
    ],
)
def test_any_value_of_a_violation_can_be_kept(store: Store, value: str):
    violation = Violation("urn:focus", "", value, "urn:shape", "Warning", (("fr", 'à "voir"'),), "urn:c")
    store.commit(Batch((replace(entry("a", visit()), violations=(violation,)),)))
    (found,) = store.quarantine()
    assert (found.focus, found.shape, found.severity) == ("urn:focus", "urn:shape", "Warning")
    assert found.messages == {"fr": 'à "voir"'}
    assert bool(found.value) == bool(value)
    if value.startswith(("<", '"t', '"2')):
        assert found.value == value
