from __future__ import annotations

import json
import re

import pytest
import rdflib
from rdf_sample import EXTRACTION, RUN
from rdflib.namespace import OWL, RDF, RDFS, XSD
from test_known import KAZAKHSTAN

from diplograph.model import FACT_ROLES, EntityType, Status, ValueKind
from diplograph.rdf.jsonld import load_context
from diplograph.rdf.known import map_known_entity
from diplograph.rdf.mapping import map_extraction
from diplograph.rdf.runs import map_run
from diplograph.rdf.shortcuts import shortcut_rules
from diplograph.rdf.vocabulary import DG, PREFIXES, SUPERCLASSES
from diplograph.resources import resource

ONTOLOGY = rdflib.Graph().parse(resource("ontology/diplograph.ttl"))


def _ours(kind: rdflib.URIRef) -> set[str]:
    return {str(s).removeprefix(DG) for s in ONTOLOGY.subjects(RDF.type, kind) if str(s).startswith(DG)}


CLASSES = _ours(OWL.Class)
OBJECT_PROPERTIES = _ours(OWL.ObjectProperty)
DATA_PROPERTIES = _ours(OWL.DatatypeProperty)


def dg(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(DG + name)


def ancestors(name: str) -> set[str]:
    found = {str(c) for c in ONTOLOGY.transitive_objects(dg(name), RDFS.subClassOf)}
    return {c.removeprefix(DG) for c in found if c.startswith(DG)} - {name}


def test_every_class_of_the_model_is_declared() -> None:
    assert {entity_type.value for entity_type in EntityType} <= CLASSES
    assert FACT_ROLES.keys() <= CLASSES


@pytest.mark.parametrize("fact_type", sorted(FACT_ROLES))
def test_every_argument_is_a_property_of_the_right_sort(fact_type: str) -> None:
    for role in FACT_ROLES[fact_type]:
        iri_valued = role.kind in (ValueKind.ENTITY, ValueKind.TERM, ValueKind.SECTOR, ValueKind.AMOUNT)
        assert role.name in (OBJECT_PROPERTIES if iri_valued else DATA_PROPERTIES), role
        domain = ONTOLOGY.value(dg(role.name), RDFS.domain)
        if domain is not None:
            assert str(domain).removeprefix(DG) in {fact_type, *ancestors(fact_type)}, role
        if role.kind is ValueKind.TERM:
            listed = ONTOLOGY.value(dg(role.name), RDFS.range)
            terms = {str(term).removeprefix(DG) for term in ONTOLOGY.subjects(RDF.type, listed)}
            assert terms == role.terms, role


def test_statuses_are_those_of_the_model() -> None:
    terms = {str(term).removeprefix(DG) for term in ONTOLOGY.subjects(RDF.type, dg("Status"))}
    assert terms == {status.value for status in Status}


def test_the_superclasses_in_the_data_are_those_of_the_ontology() -> None:
    plain = {"Actor", "Organization", "Place", "Agreement", "Event"}
    for entity_type in EntityType:
        assert set(SUPERCLASSES.get(entity_type.value, ())) == ancestors(entity_type.value) & plain
    for fact_type in FACT_ROLES:
        assert set(SUPERCLASSES.get(fact_type, ())) == ancestors(fact_type) & plain


def test_everything_has_a_label_and_a_comment_in_both_languages() -> None:
    named = {s for s in ONTOLOGY.subjects(RDF.type) if str(s).startswith(DG)}
    assert len(named) > 120
    for term in named:
        for prop in (RDFS.label, RDFS.comment):
            texts = ONTOLOGY.objects(term, prop)
            assert sorted(getattr(text, "language", "") for text in texts) == ["en", "fr"], (term, prop)


def test_what_is_named_is_declared_once() -> None:
    terms = {str(t) for triple in ONTOLOGY for t in triple if isinstance(t, rdflib.URIRef)}
    used = {term.removeprefix(DG) for term in terms if term.startswith(DG)}
    declared = {str(s).removeprefix(DG) for s in ONTOLOGY.subjects(RDF.type) if str(s).startswith(DG)}
    assert used == declared
    assert not OBJECT_PROPERTIES & DATA_PROPERTIES
    assert not CLASSES & (OBJECT_PROPERTIES | DATA_PROPERTIES)


def test_the_ontology_stays_within_owl_2_rl() -> None:
    """No class expression but names, and only datatypes of the profile (xsd:date is not one)."""
    expressions = (OWL.unionOf, OWL.intersectionOf, OWL.oneOf, OWL.complementOf, OWL.onProperty)
    assert not any((None, expression, None) in ONTOLOGY for expression in expressions)
    for prop in (RDFS.subClassOf, RDFS.domain, RDFS.range):
        assert all(isinstance(value, rdflib.URIRef) for value in ONTOLOGY.objects(None, prop))
    datatypes = {value for value in ONTOLOGY.objects(None, RDFS.range) if str(value).startswith(str(XSD))}
    assert datatypes <= {XSD.string, XSD.decimal, XSD.integer, XSD.boolean, XSD.dateTime}


def test_the_data_uses_declared_terms_only() -> None:
    triples = (
        *map_extraction(EXTRACTION, run=RUN).triples,
        *map_known_entity(KAZAKHSTAN),
        *map_run(fingerprint="f", version="1", settings={"model": "x"}),
    )
    used = {term[1:-1] for triple in triples for term in triple if term.startswith(f"<{DG}")}
    declared = {str(s) for s in ONTOLOGY.subjects(RDF.type)}
    assert len(used) > 60
    assert used <= declared


def test_terms_of_other_vocabularies_are_declared() -> None:
    """OWL 2 wants every class and property declared, those of others too."""
    for pair, kinds in (
        (RDFS.subClassOf, {OWL.Class}),
        (RDFS.domain, {OWL.Class}),
        (RDFS.subPropertyOf, {OWL.ObjectProperty, OWL.DatatypeProperty}),
    ):
        for subject, above in ONTOLOGY.subject_objects(pair):
            found = set(ONTOLOGY.objects(above, RDF.type)) & kinds
            assert len(found) == 1, above
            if pair == RDFS.subPropertyOf:
                assert found <= set(ONTOLOGY.objects(subject, RDF.type)), (subject, above)


def test_no_node_of_the_data_is_blank() -> None:
    triples = map_extraction(EXTRACTION, run=RUN).triples
    assert all(term.startswith(("<", '"')) for triple in triples for term in triple)


def test_the_context_has_every_property_and_every_prefix() -> None:
    context = load_context()
    defined = {name for name, value in context.items() if isinstance(value, dict)}
    assert defined >= OBJECT_PROPERTIES | DATA_PROPERTIES
    for name in OBJECT_PROPERTIES | DATA_PROPERTIES:
        assert context[name]["@id"] == f"dg:{name}"
        assert (context[name].get("@type") in ("@id", "@vocab")) == (name in OBJECT_PROPERTIES), name
    for prefix, namespace in PREFIXES.items():
        assert context["sectors" if prefix == "sector" else prefix] == namespace
    text = resource("ontology/context.jsonld").read_text(encoding="utf-8")
    assert json.loads(text).keys() == {"@context"}


def test_every_shortcut_has_its_rule() -> None:
    names = {name for name, _ in shortcut_rules()}
    assert names <= OBJECT_PROPERTIES
    arguments = {role.name for roles in FACT_ROLES.values() for role in roles}
    others = {"status", "evidence", "mentionedIn", "homeCountry", "settledFrom"}
    assert names == OBJECT_PROPERTIES - arguments - others


def test_the_page_names_every_term() -> None:
    page = resource("docs/vocabulary.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"`dg:(\w+)`", page))
    declared = {str(s).removeprefix(DG) for s in ONTOLOGY.subjects(RDF.type) if str(s).startswith(DG)}
    assert listed == declared
