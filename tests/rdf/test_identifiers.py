from __future__ import annotations

from decimal import Decimal

import pytest
from rdf_sample import FACTS, VISIT

from diplograph.model import Amount, Fact, Status, make_fact
from diplograph.rdf.identifiers import (
    DEFAULT_BASE,
    amount_iri,
    data_prefixes,
    document_graph_iri,
    document_iri,
    entity_iri,
    evidence_iri,
    fact_iri,
    graph_iri,
    rule_iri,
)


def local(iri: str) -> str:
    return iri.removeprefix(DEFAULT_BASE)


def visit(**changes: object) -> Fact:
    arguments = dict(VISIT.arguments)
    return make_fact("Visit", {**arguments, **changes})


def test_safe_identifiers_of_documents_stay_as_they_are() -> None:
    assert local(document_iri(DEFAULT_BASE, "communique-2024_11.05")) == "document/communique-2024_11.05"


def test_documents_that_differ_in_case_or_accents_stay_apart() -> None:
    names = ["Note", "note", "noté", "no te", "no-te", "no/te", "заметка", "ノート", ".note", "note."]
    iris = {document_iri(DEFAULT_BASE, name) for name in names}
    assert len(iris) == len(names)
    for iri in iris:
        kind, _, name = local(iri).partition("/")
        assert kind == "document"
        assert name.isascii()
        assert "/" not in name


def test_no_document_takes_the_graph_of_the_dataset() -> None:
    assert document_graph_iri(DEFAULT_BASE, "entities") != graph_iri(DEFAULT_BASE, "entities")
    with pytest.raises(ValueError, match="graph name"):
        graph_iri(DEFAULT_BASE, "document.entities")


def test_entities_take_their_key() -> None:
    assert local(entity_iri(DEFAULT_BASE, "company/totalenergies")) == "company/totalenergies"
    assert local(entity_iri(DEFAULT_BASE, "company/l'or")) == "company/l%27or"


def test_a_fact_is_named_by_what_it_says() -> None:
    assert local(fact_iri(DEFAULT_BASE, VISIT)).startswith("fact/visit-")
    for change in (
        {"start": "2024-05"},
        {"visitor": "country/senegal"},
        {"place": "city/paris"},
        {"end": None},
    ):
        assert fact_iri(DEFAULT_BASE, visit(**change)) != fact_iri(DEFAULT_BASE, VISIT), change


def test_status_confidence_evidence_and_title_do_not_name_a_fact() -> None:
    arguments = dict(VISIT.arguments)
    other = make_fact("Visit", arguments, status=Status.DENIED, confidence=0.1)
    assert fact_iri(DEFAULT_BASE, other) == fact_iri(DEFAULT_BASE, VISIT)
    office = {"holder": "person/omar-sane", "post": "HeadOfState", "of": "country/senegal"}
    titles = ("président", "président de la République")
    iris = {fact_iri(DEFAULT_BASE, make_fact("Office", {**office, "title": title})) for title in titles}
    assert len(iris) == 1


def test_numbers_name_a_fact_by_their_value() -> None:
    figures = [
        make_fact("Figure", {"indicator": "Trade", "value": Decimal(value), "unit": "EUR"})
        for value in ("4", "4.0", "0.4E1", "4.5")
    ]
    assert len({fact_iri(DEFAULT_BASE, figure) for figure in figures}) == 2


def test_a_named_agreement_takes_the_entity() -> None:
    treaty = next(fact for fact in FACTS if fact.type == "Treaty")
    assert local(fact_iri(DEFAULT_BASE, treaty)) == "agreement/pacte-bleu"


def test_facts_of_the_sample_have_names_of_their_own() -> None:
    assert len({fact_iri(DEFAULT_BASE, fact) for fact in FACTS}) == len(FACTS)


def test_names_of_facts_are_stable() -> None:
    """They are in graphs that people keep: a change here needs a line in docs/decisions.md."""
    assert local(fact_iri(DEFAULT_BASE, VISIT)) == "fact/visit-40559f83f8fb7c"


def test_amounts_are_readable_and_apart() -> None:
    amounts = [
        Amount(Decimal("4E9"), "USD", "AtLeast"),
        Amount(Decimal(4000000000), "USD"),
        Amount(Decimal(50), "EUR", "", Decimal(100)),
        Amount(Decimal(-5), "EUR"),
        Amount(Decimal(5), "EUR"),
        Amount(Decimal("1.5"), "km²"),
        Amount(Decimal("1.5"), "km2"),
        Amount(Decimal(1), "MW"),
        Amount(Decimal(1), "mW"),
    ]
    iris = [local(amount_iri(DEFAULT_BASE, amount)) for amount in amounts]
    assert len(set(iris)) == len(amounts)
    assert iris[:3] == [
        "amount/at-least-4000000000-USD",
        "amount/exactly-4000000000-USD",
        "amount/exactly-50-100-EUR",
    ]


def test_passages_and_rules_are_readable() -> None:
    assert local(evidence_iri(DEFAULT_BASE, "note-7", 12, 20)) == "evidence/note-7.12-20"
    assert local(rule_iri(DEFAULT_BASE, "visits.csv:3")) == "rule/visits.csv.3"
    rules = ["a:b:c", "a b:c", "a/b:c", "a:b.c"]
    assert len({rule_iri(DEFAULT_BASE, rule) for rule in rules}) == len(rules)


def test_every_kind_has_its_prefix() -> None:
    prefixes = data_prefixes("https://example.org/")
    assert prefixes["public-body"] == "https://example.org/public-body/"
    assert prefixes["dg"] == "https://w3id.org/diplograph/ontology#"
    assert len(set(prefixes.values())) == len(prefixes)
