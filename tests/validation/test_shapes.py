from __future__ import annotations

import re
import socket
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SH, SKOS
from shape_examples import EXAMPLES, FACT, PREFIXES, PRELUDE

from diplograph.errors import ShapesError
from diplograph.rdf.terms import Triple
from diplograph.rdf.vocabulary import DG, SECTOR
from diplograph.resources import resource
from diplograph.validation import Report, Shapes, load_shapes, validate

DGS = "https://w3id.org/diplograph/shapes#"
_CONSTRAINTS = (SH["class"], SH["in"], SH["or"], SH.datatype, SH.pattern, SH.sparql)


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return load_shapes()


def data_of(turtle: str) -> list[Triple]:
    text = PREFIXES + PRELUDE + turtle.replace("=", FACT)
    quads = pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    return [(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads]


def check(turtle: str, shapes: Shapes) -> Report:
    return validate(data=data_of(turtle), shapes=shapes)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_right_example_conforms(name: str, shapes: Shapes) -> None:
    assert check(EXAMPLES[name][0], shapes).violations == ()


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_wrong_example_breaks_its_shape(name: str, shapes: Shapes) -> None:
    report = check(EXAMPLES[name][1], shapes)
    assert not report.conforms
    found = [violation for violation in report.violations if violation.shape == DGS + name]
    assert found
    assert all(dict(violation.messages).keys() == {"en", "fr"} for violation in found)
    assert all(violation.focus.startswith("https://example.org/") for violation in found)


def test_every_shape_has_its_examples(shapes: Shapes) -> None:
    graph = shapes.graph
    named = set(graph.subjects(RDF.type, SH.PropertyShape))
    named |= {
        shape
        for shape in graph.subjects(RDF.type, SH.NodeShape)
        if any((shape, constraint, None) in graph for constraint in _CONSTRAINTS)
    }
    assert {str(shape).removeprefix(DGS) for shape in named} == EXAMPLES.keys()


def test_every_message_is_in_french_and_in_english(shapes: Shapes) -> None:
    told = set(shapes.graph.subjects(SH.message))
    assert len(told) > 60
    for shape in told:
        texts = shapes.graph.objects(shape, SH.message)
        assert sorted(getattr(text, "language", "") for text in texts) == ["en", "fr"], shape


def test_closed_lists_are_those_of_the_ontology(shapes: Shapes) -> None:
    ontology = rdflib.Graph().parse(resource("ontology/diplograph.ttl"))
    ranges = {str(prop): cls for prop, cls in ontology.subject_objects(RDFS.range)}
    seen = 0
    for shape, head in shapes.graph.subject_objects(SH["in"]):
        (path,) = shapes.value_paths[str(shape)]
        if path == f"{DG}sector":
            continue
        members = set(shapes.graph.items(head))
        assert members == set(ontology.subjects(RDF.type, ranges[path])), path
        seen += 1
    assert seen == 7


def test_sector_codes_are_those_of_the_scheme(shapes: Shapes) -> None:
    scheme = rdflib.Graph().parse(resource("ontology/sectors.ttl"))
    (head,) = shapes.graph.objects(rdflib.URIRef(f"{DGS}Sector"), SH["in"])
    listed = {str(member) for member in shapes.graph.items(head)}
    assert listed == {str(concept) for concept in scheme.subjects(RDF.type, SKOS.Concept)}
    assert all(code.startswith(SECTOR) for code in listed)


def test_the_shapes_name_only_terms_of_the_ontology(shapes: Shapes) -> None:
    ontology = rdflib.Graph().parse(resource("ontology/diplograph.ttl"))
    declared = {str(subject) for subject in ontology.subjects() if str(subject).startswith(DG)}
    used = {str(term) for triple in shapes.graph for term in triple if str(term).startswith(DG)}
    assert used <= declared


def test_a_folder_without_shapes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ShapesError, match="no shape has a target"):
        load_shapes(tmp_path)


def test_shapes_that_look_at_nothing_cannot_be_made() -> None:
    with pytest.raises(ShapesError, match="no shape has a target"):
        Shapes(rdflib.Graph(), {}, frozenset())


def test_a_misspelt_or_unnamed_argument_is_refused(shapes: Shapes) -> None:
    call: Any = validate
    with pytest.raises(TypeError):
        call(data_of(""), shapes)
    with pytest.raises(TypeError):
        call(data=data_of(""), shapes_graph=shapes)


def test_a_file_that_does_not_parse_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("this is not Turtle", encoding="utf-8")
    with pytest.raises(ShapesError, match=r"bad\.ttl: does not parse"):
        load_shapes(tmp_path)
    assert bool(rdflib.Literal("1", datatype=rdflib.XSD.boolean).value) is True


def test_offsets_count_code_points(shapes: Shapes) -> None:
    text = "🎈é accord"
    quads = f"""
        :d a dg:Document ; dcterms:identifier "d" ; dcterms:language "fr" ; schema:text "{text}"@fr ;
            schema:sha256 "{"0" * 64}" .
        :e a dg:Evidence ; oa:hasSource :d ; oa:exact "accord" ; oa:start 3 ; oa:end 9 ."""
    assert check(quads, shapes).conforms
    assert not check(quads.replace("oa:start 3 ; oa:end 9", "oa:start 4 ; oa:end 10"), shapes).conforms


def test_a_fault_in_a_value_is_told_of_the_fact_that_has_it(shapes: Shapes) -> None:
    (violation,) = check(EXAMPLES["Holder"][1], shapes).violations
    assert (violation.focus, violation.path) == ("https://example.org/x", f"{DG}holder")
    assert violation.value == "<https://example.org/acme>"


def test_the_page_names_every_shape() -> None:
    page = resource("docs/shapes.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([\w-]+)` \|", page, flags=re.MULTILINE)) == EXAMPLES.keys()


def test_an_impossible_date_is_told_by_the_shapes_alone(
    shapes: Shapes, caplog: pytest.LogCaptureFixture
) -> None:
    assert not check(EXAMPLES["Date"][1], shapes).conforms
    assert caplog.records == []


def test_an_export_without_texts_conforms(shapes: Shapes) -> None:
    data = [triple for triple in data_of("") if triple[1] != "<https://schema.org/text>"]
    assert len(data) == len(data_of("")) - 1
    assert validate(data=data, shapes=shapes).conforms


def test_nothing_is_fetched(shapes: Shapes, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    imports = "<https://example.org/onto> a owl:Ontology ; owl:imports <https://example.org/other> ."
    assert check(imports, shapes).conforms
    assert not check(EXAMPLES["Quotes"][1], load_shapes()).conforms


def test_a_value_is_reported_as_it_was_written(shapes: Shapes) -> None:
    wrong = ':omar skos:altLabel """deux\nlignes""" . :x = ; dg:value "007.50"^^xsd:float .'
    values = {violation.value for violation in check(wrong, shapes).violations}
    assert values == {'"deux\\nlignes"', '"007.50"^^<http://www.w3.org/2001/XMLSchema#float>'}
