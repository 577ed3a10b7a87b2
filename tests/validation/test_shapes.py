from __future__ import annotations

import re
import runpy
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycountry
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS
from shape_examples import EXAMPLES, INVITATION, MORE_WRONG, data_of

from diplograph.errors import ShapesError
from diplograph.knowledge import load_knowledge
from diplograph.rdf.known import map_known_entity
from diplograph.rdf.vocabulary import DG, SECTOR
from diplograph.resources import resource
from diplograph.validation import Report, Shapes, load_shapes, validate
from diplograph.validation.compiled import Shape
from diplograph.validation.index import Index
from diplograph.validation.shapes import read_shapes

DGS = "https://w3id.org/diplograph/shapes#"


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return load_shapes()


def check(turtle: str, shapes: Shapes) -> Report:
    return validate(data=data_of(turtle), shapes=shapes)


def constraints_of(shape: Shape) -> Iterator[tuple[str, str]]:
    """(shape, component) of all constraints of a shape and of its property shapes."""
    for check in (*shape.of_values, *shape.of_nodes, *shape.closed, *shape.queries):
        yield shape.term[1:-1].removeprefix(DGS), check.component
    for inner in shape.properties:
        yield from constraints_of(inner)


@pytest.fixture(scope="module")
def constraints(shapes: Shapes) -> set[tuple[str, str]]:
    assert shapes.program
    return {found for shape in shapes.program.shapes for found in constraints_of(shape)}


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_right_example_conforms(name: str, shapes: Shapes) -> None:
    assert check(EXAMPLES[name][0], shapes).violations == ()


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_wrong_example_breaks_its_shape(name: str, shapes: Shapes) -> None:
    for wrong in (EXAMPLES[name][1], *MORE_WRONG.get(name, ())):
        report = check(wrong, shapes)
        found = [violation for violation in report.violations if violation.shape == DGS + name]
        assert found, wrong
        assert report.conforms is (not report.of("Violation"))
        assert all(dict(violation.messages).keys() == {"en", "fr"} for violation in found)
        assert all(violation.focus.startswith("https://example.org/") for violation in found)


def test_every_shape_has_its_examples(constraints: set[tuple[str, str]]) -> None:
    assert {name for name, _ in constraints} == EXAMPLES.keys()
    assert MORE_WRONG.keys() <= EXAMPLES.keys()


def test_every_constraint_is_broken_by_an_example(shapes: Shapes, constraints: set[tuple[str, str]]) -> None:
    assert shapes.program
    broken = set()
    for name in EXAMPLES:
        for wrong in (EXAMPLES[name][1], *MORE_WRONG.get(name, ())):
            for result in shapes.program.run(Index(data_of(wrong))):
                broken.add((result.shape[1:-1].removeprefix(DGS), result.component))
    assert constraints - broken == set()


def test_our_own_validator_runs_our_shapes(shapes: Shapes) -> None:
    assert shapes.beyond == ""


def test_every_shape_has_a_name(shapes: Shapes, constraints: set[tuple[str, str]]) -> None:
    for name, _ in constraints:
        assert shapes.names[DGS + name].keys() == {"en", "fr"}, name


def test_plausibility_warns_and_tells_its_limits() -> None:
    graph = rdflib.Graph().parse(resource("shapes/plausibility.ttl"))
    told = set(graph.subjects(SH.severity))
    assert len(told) > 25
    assert told == set(graph.subjects(SH.description))
    assert set(graph.objects(None, SH.severity)) == {SH.Warning, SH.Info}
    for path in resource("shapes").glob("*.ttl"):
        if path.name != "plausibility.ttl":
            assert (None, SH.severity, None) not in rdflib.Graph().parse(path), path


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
        (path,) = shapes.value_paths.get(str(shape), ("",))
        if path not in ranges or path == f"{DG}sector" or not ranges[path].startswith(DG):
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


def test_country_codes_are_those_of_the_standard(shapes: Shapes) -> None:
    countries = list(pycountry.countries)
    for name, codes in (
        ("Alpha2", {country.alpha_2 for country in countries} | {"XK"}),
        ("Alpha3", {country.alpha_3 for country in countries}),
        ("Numeric", {country.numeric for country in countries}),
    ):
        (head,) = shapes.graph.objects(rdflib.URIRef(DGS + name), SH["in"])
        assert {str(member) for member in shapes.graph.items(head)} == codes


def test_currencies_are_those_of_the_standard_and_of_our_tables(shapes: Shapes) -> None:
    lists = [
        {str(member) for member in shapes.graph.items(head)} for head in shapes.graph.objects(None, SH["in"])
    ]
    (codes,) = [found for found in lists if "EUR" in found]
    metals_and_tests = {"XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XPD", "XPT", "XTS", "XXX"}
    assert {currency.alpha_3 for currency in pycountry.currencies} - metals_and_tests <= codes
    text = resource("data/lexicon/units.csv").read_text(encoding="utf-8")
    units = {line.split(",")[2].split(" ")[0] for line in text.splitlines()[1:]}
    assert {unit for unit in units if re.fullmatch("[A-Z]{3}", unit)} <= codes


def test_arguments_belong_to_the_classes_of_the_ontology(shapes: Shapes) -> None:
    """A shape that targets what has an argument asks for the classes of its domain in the ontology."""
    ontology = rdflib.Graph().parse(resource("ontology/diplograph.ttl"))
    below = {
        cls: set(ontology.transitive_subjects(RDFS.subClassOf, cls))
        for cls in ontology.subjects(RDF.type, OWL.Class)
    }
    schema = rdflib.Namespace("https://schema.org/")
    domains = rdflib.Graph().parse(resource("shapes/domains.ttl"))
    seen = 0
    for shape, argument in domains.subject_objects(SH.targetSubjectsOf):
        asked = set(domains.objects(shape, SH["class"]))
        for head in domains.objects(shape, SH["or"]):
            asked |= {cls for item in domains.items(head) for cls in domains.objects(item, SH["class"])}
        given = set(ontology.objects(argument, RDFS.domain)) | set(
            ontology.objects(argument, schema.domainIncludes)
        )
        assert given, argument
        allowed = set().union(*(below[cls] for cls in given))
        assert asked <= allowed, argument
        seen += 1
    assert seen >= 30


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
        read_shapes(rdflib.Graph())


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


def test_the_page_is_what_its_renderer_writes() -> None:
    page = resource("docs/shapes.md").read_text(encoding="utf-8")
    renderer = runpy.run_path(str(resource("scripts/render_shapes.py")))
    assert renderer["rendered"](page) == page, "run: make docs"
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
    amount = ':a a dg:Amount ; dg:unit "EUR" ; dg:value "007.50"^^xsd:float .'
    wrong = f':omar skos:altLabel """deux\nlignes""" . {amount}'
    values = {violation.value for violation in check(wrong, shapes).violations}
    assert values == {'"deux\\nlignes"', '"007.50"^^<http://www.w3.org/2001/XMLSchema#float>'}


def test_all_that_the_gazetteer_says_conforms(shapes: Shapes) -> None:
    gazetteer = load_knowledge().gazetteer
    known = [triple for entity in gazetteer.entities.values() for triple in map_known_entity(entity)]
    assert sum(predicate == f"<{DG}isin>" for _, predicate, _ in known) > 500
    assert validate(data=known, shapes=shapes).violations == ()


def test_an_invitation_may_be_for_a_later_day(shapes: Shapes) -> None:
    invitation = f'{INVITATION} :x dg:start "2031"^^xsd:gYear ; dg:sources 1 .'
    assert check(f':doc dcterms:issued "2024"^^xsd:gYear . {invitation}', shapes).violations == ()


def test_every_wrong_check_digit_is_seen(shapes: Shapes) -> None:
    for code in ("FR0000120271", "US0378331005", "DE0005545503", "GB00B03MLX29", "AU0000XVGZA3"):
        for digit in "0123456789":
            data = data_of(f':acme dg:isin "{code[:-1]}{digit}" .')
            assert validate(data=data, shapes=shapes).conforms is (digit == code[-1])
