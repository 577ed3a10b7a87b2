from __future__ import annotations

from decimal import Decimal

import pytest
from rdf_sample import DOCUMENT, ENTITIES, EXTRACTION, FACTS, RUN, TEXT, evidence

from diplograph.model import Document, Entity, EntityType, Evidence, Extraction, Fact, Status, make_fact
from diplograph.rdf.identifiers import DEFAULT_BASE
from diplograph.rdf.mapping import DocumentGraph, map_extraction
from diplograph.rdf.runs import map_run
from diplograph.rdf.terms import split_literal
from diplograph.rdf.vocabulary import DG, OA, RDF_TYPE, RDFS_LABEL
from diplograph.validation import load_shapes, validate

GRAPH = map_extraction(EXTRACTION, run=RUN)


def objects(graph: DocumentGraph, subject: str, predicate: str) -> list[str]:
    node = f"<{DEFAULT_BASE}{subject}>"
    name = predicate if predicate.startswith("<") else f"<{DG}{predicate}>"
    return [o for s, p, o in graph.triples if s == node and p == name]


def mapped(*facts: Fact) -> DocumentGraph:
    return map_extraction(Extraction(DOCUMENT, ENTITIES, facts), run=RUN)


def test_the_graph_is_sorted_and_holds_each_triple_once() -> None:
    assert list(GRAPH.triples) == sorted(set(GRAPH.triples))
    assert GRAPH.iri == f"{DEFAULT_BASE}graph/document.note-7"
    assert GRAPH.document == f"{DEFAULT_BASE}document/note-7"
    assert len(GRAPH.facts) == len(FACTS)


def test_the_sample_conforms_to_the_shapes() -> None:
    report = validate(data=GRAPH.triples, shapes=load_shapes())
    assert report.conforms, report.as_text("en")


def test_the_order_of_entities_and_facts_does_not_matter() -> None:
    turned = Extraction(DOCUMENT, ENTITIES[::-1], FACTS[::-1])
    assert map_extraction(turned, run=RUN) == GRAPH


def test_the_quote_is_what_stands_at_its_offsets() -> None:
    passages = [s for s, p, o in GRAPH.triples if p == RDF_TYPE and o == f"<{DG}Evidence>"]
    assert len(passages) > 8
    for passage in passages:
        found = {p: o for s, p, o in GRAPH.triples if s == passage}
        start, end = (int(split_literal(found[f"<{OA}{name}>"])[0]) for name in ("start", "end"))
        quote, before, after = (split_literal(found[f"<{OA}{n}>"])[0] for n in ("exact", "prefix", "suffix"))
        assert TEXT[start:end] == quote
        assert TEXT[:start].endswith(before)
        assert TEXT[end:].startswith(after)
        assert len(before) == min(32, start)
        assert found["<http://www.w3.org/ns/prov#wasGeneratedBy>"] == f"<{RUN}>"


def test_a_false_quote_is_written_as_it_was_given() -> None:
    """The shapes must see it."""
    fact = make_fact("Event", {"place": "city/paris"}, evidence=(Evidence(0, 5, "Lyon!", "x:1"),))
    graph = mapped(fact)
    assert objects(graph, "evidence/note-7.0-5", f"<{OA}exact>") == ['"Lyon!"']


def test_an_entity_has_its_types_its_name_and_its_forms() -> None:
    types = objects(GRAPH, "company/acme", RDF_TYPE)
    assert types == [f"<{DG}{name}>" for name in ("Actor", "Company", "Organization")]
    assert objects(GRAPH, "company/acme", RDFS_LABEL) == ['"Acme"@fr']
    alternatives = objects(GRAPH, "company/acme", "<http://www.w3.org/2004/02/skos/core#altLabel>")
    assert alternatives == ['"groupe Acme"@fr']
    assert objects(GRAPH, "company/acme", "mentionedIn") == [f"<{GRAPH.document}>"]


def test_a_named_agreement_is_entity_and_fact_on_one_node() -> None:
    types = objects(GRAPH, "agreement/pacte-bleu", RDF_TYPE)
    assert types == [f"<{DG}{name}>" for name in ("Agreement", "Fact", "Treaty")]
    assert objects(GRAPH, "agreement/pacte-bleu", RDFS_LABEL) == ['"Pacte bleu"@fr']
    assert len(objects(GRAPH, "agreement/pacte-bleu", "party")) == 2


def test_a_named_agreement_that_nothing_is_said_of_is_no_fact() -> None:
    graph = mapped()
    assert objects(graph, "agreement/pacte-bleu", RDF_TYPE) == [f"<{DG}Agreement>"]


def test_a_fact_said_twice_is_one_node_with_two_passages() -> None:
    arguments = {"company": "company/acme", "country": "country/senegal"}
    first = make_fact(
        "Presence", arguments, status=Status.POSSIBLE, confidence=0.9, evidence=evidence("Acme")
    )
    second = make_fact("Presence", arguments, confidence=0.6, evidence=evidence("Sénégal"))
    graph = mapped(first, second)
    (fact,) = graph.facts
    name = fact.removeprefix(DEFAULT_BASE)
    assert len(objects(graph, name, "evidence")) == 2
    assert objects(graph, name, "status") == [f"<{DG}Actual>"]
    assert [split_literal(o)[0] for o in objects(graph, name, "confidence")] == ["0.9"]
    assert validate(data=graph.triples, shapes=load_shapes()).conforms


@pytest.mark.parametrize(("second", "kept"), [("2024-05", "2024-05"), ("2023-05", "2024"), ("2024", "2024")])
def test_a_second_report_makes_a_date_more_precise_but_does_not_change_it(second: str, kept: str) -> None:
    facts = [
        make_fact(
            "Treaty",
            {"party": "country/france", "start": start},
            evidence=evidence(words),
            subject="agreement/pacte-bleu",
        )
        for start, words in (("2024", "Pacte"), (second, "bleu"))
    ]
    (start,) = objects(mapped(*facts), "agreement/pacte-bleu", "start")
    assert split_literal(start)[0] == kept


def test_several_values_of_one_fact_all_reach_the_shapes() -> None:
    fact = make_fact(
        "Presence",
        {"company": ("company/acme", "public-body/afd"), "country": "country/senegal"},
        evidence=evidence("Acme"),
    )
    graph = mapped(fact)
    assert len(objects(graph, graph.facts[0].removeprefix(DEFAULT_BASE), "company")) == 2
    assert not validate(data=graph.triples, shapes=load_shapes()).conforms


def test_an_amount_is_a_node() -> None:
    assert [split_literal(o)[0] for o in objects(GRAPH, "amount/at-least-1600000000-EUR", "value")] == [
        "1600000000"
    ]
    assert objects(GRAPH, "amount/at-least-1600000000-EUR", "modifier") == [f"<{DG}AtLeast>"]
    assert [
        split_literal(o)[0] for o in objects(GRAPH, "amount/exactly-50000000-100000000-EUR", "upperValue")
    ] == [str(Decimal(100000000))]


def test_a_document_keeps_its_text_and_its_date() -> None:
    (text,) = objects(GRAPH, "document/note-7", "<https://schema.org/text>")
    assert split_literal(text) == (TEXT, "fr", "")
    (issued,) = objects(GRAPH, "document/note-7", "<http://purl.org/dc/terms/issued>")
    assert split_literal(issued)[0] == "2024-05-05"
    assert objects(GRAPH, "document/note-7", "<http://purl.org/dc/terms/source>") == [
        "<https://example.org/note-7>"
    ]


def test_an_impossible_day_reaches_the_shapes() -> None:
    fact = make_fact("Event", {"place": "city/paris", "start": "2024-02-31"}, evidence=evidence("Paris"))
    report = validate(data=mapped(fact).triples, shapes=load_shapes())
    assert [violation.path for violation in report.violations] == [f"{DG}start"]


def test_two_documents_that_state_one_fact_meet_on_one_node() -> None:
    other = Document("note-8", "Acme au Sénégal", digest="cd" * 32)
    entities = (
        Entity("company/acme", EntityType.COMPANY, "Acme"),
        Entity("country/senegal", EntityType.COUNTRY, "Sénégal"),
    )
    arguments = {"company": "company/acme", "country": "country/senegal", "sector": ("energy", "water")}
    fact = make_fact("Presence", arguments, evidence=(Evidence(0, 4, "Acme", "presence.csv:2"),))
    graph = map_extraction(Extraction(other, entities, (fact,)), run=RUN)
    assert graph.iri != GRAPH.iri
    assert set(graph.facts) <= set(GRAPH.facts)


def test_a_run_is_described_without_a_clock() -> None:
    triples = map_run(fingerprint="abc", version="0.1", settings={"model": "md 3.8.0", "knowledge": "f00"})
    assert triples == map_run(
        fingerprint="abc", version="0.1", settings={"knowledge": "f00", "model": "md 3.8.0"}
    )
    run = f"<{DEFAULT_BASE}run/abc>"
    assert {o for s, p, o in triples if s == run and p == f"<{DG}setting>"} == {
        '"knowledge=f00"',
        '"model=md 3.8.0"',
    }
    assert not any("dateTime" in term for triple in triples for term in triple)
