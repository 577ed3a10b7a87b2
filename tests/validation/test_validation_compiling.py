"""Shapes of others: each construct of SHACL Core against pySHACL and Jena; what is beyond us goes to pySHACL."""

# ruff: noqa: E501  a shape a line
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
import rdflib

from diplograph.errors import ShapesError
from diplograph.rdf.terms import Triple
from diplograph.validation import Shapes, load_shapes, validate
from diplograph.validation.index import Index
from diplograph.validation.referee import pyshacl_results
from diplograph.validation.shapes import read_shapes

if TYPE_CHECKING:
    from java_peers import Jena

PREFIXES = """
@prefix : <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
DATA = """
:Dog rdfs:subClassOf :Animal . :Puppy rdfs:subClassOf :Dog .
:rex a :Dog ; :name "Rex"@fr, "Rex"@en, "King"@en ; :age 3 ; :weight 12.5 ; :knows :tom, :old ; :born "2020-01-05"^^xsd:date ;
    :died "2019-12-31"^^xsd:date ; :nick "R", "Rexou" ; :site <https://example.org/rex> ; :alias "Rex" .
:tom a :Cat ; :name "Tom"@fr ; :age 3, 4 ; :weight 4 ; :knows :rex ; :born "2021-01-01"^^xsd:date ; :died "2021-01-01"^^xsd:date ;
    :nick "Tom", "TOM" ; :alias "Tom"@fr ; :parent :old .
:old a :Puppy ; :age "many" ; :weight 1.0e1 ; :nick "Z" ; :parent :gone ; :born "2020"^^xsd:gYear ; :flag true .
:gone :parent :rex ; :age 11 ; :knows [ :age 1 ] .
"""

CONSTRUCTS = {
    "targetClass reaches subclasses": ":S sh:targetClass :Animal ; sh:property [ sh:path :name ; sh:minCount 1 ] .",
    "implicit class target": ":Dog a rdfs:Class, sh:NodeShape ; sh:property [ sh:path :flag ; sh:minCount 1 ] .",
    "targetNode that is not there": ":S sh:targetNode :nobody, :rex ; sh:class :Cat .",
    "targetObjectsOf": ":S sh:targetObjectsOf :knows ; sh:class :Animal .",
    "datatype": ":S sh:targetSubjectsOf :age ; sh:property [ sh:path :age ; sh:datatype xsd:integer ] .",
    "nodeKind": ":S sh:targetObjectsOf :knows, :site, :alias ; sh:nodeKind sh:IRI .",
    "nodeKind of two": ":S sh:targetObjectsOf :knows, :alias ; sh:nodeKind sh:BlankNodeOrLiteral .",
    "counts": ":S sh:targetSubjectsOf :age ; sh:property [ sh:path :nick ; sh:minCount 2 ; sh:maxCount 2 ] .",
    "none": ":S sh:targetSubjectsOf :age ; sh:property [ sh:path :alias ; sh:maxCount 0 ] .",
    "ranges": ":S sh:targetObjectsOf :weight ; sh:minExclusive 4 ; sh:maxExclusive 12.5 .",
    "ranges with ends": ":S sh:targetObjectsOf :weight ; sh:minInclusive 10 ; sh:maxInclusive 12.5 .",
    "range of dates": ':S sh:targetObjectsOf :died ; sh:minInclusive "2020-06-01"^^xsd:date .',
    "range of texts": ':S sh:targetObjectsOf :nick ; sh:minInclusive "S" .',
    "lengths": ":S sh:targetObjectsOf :nick, :site ; sh:minLength 2 ; sh:maxLength 5 .",
    "pattern": ':S sh:targetObjectsOf :nick, :site, :knows ; sh:pattern "^t" ; sh:flags "i" .',
    "languageIn": ':S sh:targetObjectsOf :name, :alias ; sh:languageIn ( "fr" ) .',
    "uniqueLang": ":S sh:targetSubjectsOf :name ; sh:property [ sh:path :name ; sh:uniqueLang true ] .",
    "equals": ":S sh:targetSubjectsOf :alias ; sh:property [ sh:path :alias ; sh:equals :name ] .",
    "disjoint": ":S sh:targetSubjectsOf :nick ; sh:property [ sh:path :alias ; sh:disjoint :name, :nick ] .",
    "lessThan": ":S sh:targetNode :rex, :tom ; sh:property [ sh:path :born ; sh:lessThan :died ] .",
    "lessThanOrEquals": ":S sh:targetNode :rex, :tom ; sh:property [ sh:path :born ; sh:lessThanOrEquals :died ] .",
    "hasValue": ":S sh:targetSubjectsOf :age ; sh:property [ sh:path :age ; sh:hasValue 4 ] .",
    "hasValue of a node": ":S sh:targetSubjectsOf :age ; sh:hasValue :rex .",
    "in": ':S sh:targetObjectsOf :age ; sh:in ( 3 "many" ) .',
    "or": ":S sh:targetSubjectsOf :age ; sh:or ( [ sh:class :Cat ] [ sh:path :flag ; sh:hasValue true ] ) .",
    "and": ":S sh:targetSubjectsOf :age ; sh:and ( [ sh:class :Dog ] [ sh:path :flag ; sh:maxCount 0 ] ) .",
    "xone": ":S sh:targetSubjectsOf :age ; sh:xone ( [ sh:class :Dog ] [ sh:path :flag ; sh:maxCount 0 ] ) .",
    "not": ":S sh:targetSubjectsOf :age ; sh:not [ sh:class :Dog ] .",
    "node": ":S sh:targetSubjectsOf :knows ; sh:property [ sh:path :knows ; sh:node [ sh:property [ sh:path :flag ; sh:minCount 1 ] ] ] .",
    "property of values": ":S sh:targetSubjectsOf :knows ; sh:property [ sh:path :knows ; sh:property [ sh:path :age ; sh:maxCount 1 ] ] .",
    "failing property of values": ":S sh:targetSubjectsOf :knows ; sh:or ( [ sh:path :knows ; sh:property [ sh:path :flag ; sh:minCount 1 ] ] ) .",
    "qualified": ":S sh:targetSubjectsOf :knows ; sh:property [ sh:path :knows ; sh:qualifiedValueShape [ sh:class :Dog ] ; sh:qualifiedMinCount 2 ; sh:qualifiedMaxCount 5 ] .",
    "qualified most": ":S sh:targetSubjectsOf :knows ; sh:property [ sh:path :knows ; sh:qualifiedValueShape [ sh:class :Dog ] ; sh:qualifiedMaxCount 0 ] .",
    "closed": ":S sh:targetClass :Dog ; sh:closed true ; sh:ignoredProperties ( :nick :born ) ; sh:property [ sh:path :age ] .",
    "closed inside": ":S sh:targetClass :Dog ; sh:node [ sh:closed true ; sh:property [ sh:path :age ] ] .",
    "not closed": ":S sh:targetClass :Dog ; sh:closed false ; sh:property [ sh:path :age ] .",
    "inverse path": ":S sh:targetClass :Animal ; sh:property [ sh:path [ sh:inversePath :knows ] ; sh:maxCount 0 ] .",
    "sequence path": ":S sh:targetSubjectsOf :parent ; sh:property [ sh:path ( :parent :parent ) ; sh:class :Dog ] .",
    "alternative path": ":S sh:targetSubjectsOf :age ; sh:property [ sh:path [ sh:alternativePath ( :nick :alias ) ] ; sh:maxCount 2 ] .",
    "any number of steps": ":S sh:targetSubjectsOf :parent ; sh:property [ sh:path [ sh:zeroOrMorePath :parent ] ; sh:maxCount 3 ] .",
    "at least one step": ":S sh:targetSubjectsOf :parent ; sh:property [ sh:path [ sh:oneOrMorePath :parent ] ; sh:class :Animal ] .",
    "a step or none": ":S sh:targetSubjectsOf :parent ; sh:property [ sh:path [ sh:zeroOrOnePath :parent ] ; sh:class :Animal ] .",
    "type as a path": ":S sh:targetSubjectsOf :age ; sh:property [ sh:path <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ; sh:in ( :Cat ) ] .",
    "deactivated": ":S sh:targetSubjectsOf :age ; sh:class :Cat ; sh:deactivated true .",
    "deactivated inside": ":S sh:targetSubjectsOf :age ; sh:not :T . :T a sh:NodeShape ; sh:class :Nothing ; sh:deactivated true .",
    "severity and messages": ':S sh:targetSubjectsOf :age ; sh:class :Cat ; sh:severity sh:Info ; sh:message "Un chat."@fr, "A cat." .',
    "shape with a shape of a name": ":S sh:targetSubjectsOf :age ; sh:property :P . :P a sh:PropertyShape ; sh:path :flag ; sh:minCount 1 .",
    "query": """:S sh:targetSubjectsOf :age ; sh:sparql [ sh:message "Too young."@en ; sh:select
        "SELECT $this ?value WHERE { $this <https://example.org/age> ?value . FILTER (?value < 4) }" ] .""",
}  # fmt: skip

BEYOND = {
    "OPTIONAL": 'sh:sparql [ sh:message "m" ; sh:select "SELECT $this WHERE { $this a ?c . OPTIONAL { $this <urn:x> ?y } }" ]',
    "paths in SPARQL": 'sh:sparql [ sh:message "m" ; sh:select "SELECT $this WHERE { $this a/a ?c }" ]',
    "sums": 'sh:sparql [ sh:message "m" ; sh:select "SELECT $this (COUNT(?c) AS ?n) WHERE { $this a ?c } GROUP BY $this" ]',
    "places in messages": 'sh:sparql [ sh:message "not {?value}" ; sh:select "SELECT $this ?value WHERE { $this a ?value }" ]',
    "a SPARQL constraint of a property": 'sh:property [ sh:path :age ; sh:sparql [ sh:message "m" ; sh:select "SELECT $this ?value WHERE { $this $PATH ?value }" ] ]',
    "disjoint qualified shapes": "sh:property [ sh:path :age ; sh:qualifiedValueShape [ sh:datatype xsd:string ] ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true ]",
    "flags": 'sh:property [ sh:path :age ; sh:pattern "x" ; sh:flags "q" ]',
}  # fmt: skip


def triples(turtle: str) -> list[Triple]:
    quads = pyoxigraph.parse((PREFIXES + turtle).encode(), format=pyoxigraph.RdfFormat.TURTLE)
    return [(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads]


def shapes_of(turtle: str) -> Shapes:
    return read_shapes(rdflib.Graph().parse(data=PREFIXES + turtle, format="turtle"), where="mine.ttl")


# Blank shapes have other labels in pySHACL's report, and it makes up messages where a shape has none.
def comparable(results: object) -> set[tuple[str, ...]]:
    assert isinstance(results, set)
    return {(*found[:5], found.shape if found.shape[0] == "<" else "") for found in results}


@pytest.mark.parametrize("name", sorted(CONSTRUCTS))
def test_every_construct_gives_what_pyshacl_gives(name: str) -> None:
    shapes, data = shapes_of(CONSTRUCTS[name]), triples(DATA)
    assert shapes.program, shapes.beyond
    found = shapes.program.run(Index(data))
    assert comparable(found) == comparable(pyshacl_results(data=data, shapes=shapes.graph))
    assert bool(found) is (name not in ("deactivated", "not closed"))


def test_every_construct_gives_what_jena_gives(jena: Jena, tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    data.write_text(PREFIXES + DATA, encoding="utf-8")
    for name, turtle in CONSTRUCTS.items():
        file = tmp_path / "shapes.ttl"
        file.write_text(PREFIXES + turtle, encoding="utf-8")
        program = shapes_of(turtle).program
        assert program
        ours = {
            (*(blank(term) for term in (each.focus, each.value)), f"<{each.component}>")
            for each in program.run(Index(triples(DATA)))
        }
        theirs = {
            (*(blank(term) for term in (each.focus, each.value)), each.component)
            for each in jena.validate(data, [file])
        }
        if name == "uniqueLang":  # Jena gives a value, where the standard gives none
            theirs = {(focus, "", component) for focus, _, component in theirs}
        assert ours == theirs, name


def blank(term: str) -> str:
    return "_:" if term.startswith("_:") else term


@pytest.mark.parametrize("name", ["severity and messages", "shape with a shape of a name"])
def test_names_and_messages_are_those_of_the_shape(name: str) -> None:
    shapes, data = shapes_of(CONSTRUCTS[name]), triples(DATA)
    assert shapes.program
    ours, theirs = shapes.program.run(Index(data)), pyshacl_results(data=data, shapes=shapes.graph)
    assert {found.shape for found in ours} == {found.shape for found in theirs}
    if name == "severity and messages":
        assert ours == theirs


@pytest.mark.parametrize("name", sorted(BEYOND))
def test_what_is_beyond_us_is_known_before_anything_runs(name: str) -> None:
    shapes = shapes_of(f":S a sh:NodeShape ; sh:targetSubjectsOf :age ; {BEYOND[name]} .")
    assert shapes.program is None
    assert shapes.beyond


def test_shapes_beyond_us_go_to_pyshacl() -> None:
    shapes = shapes_of(
        f":S a sh:NodeShape ; sh:targetSubjectsOf :age ; {BEYOND['paths in SPARQL']}, :Q . :Q sh:message "
        '"known"@en ; sh:select "SELECT $this ?value WHERE { $this <https://example.org/flag>* ?value . '
        '?value <https://example.org/knows> ?x }" .'
    )
    report = validate(data=triples(DATA), shapes=shapes, seconds=60)
    assert {violation.focus for violation in report.violations} == {
        "https://example.org/rex",
        "https://example.org/tom",
        "https://example.org/gone",
    }
    assert {violation.message("en") for violation in report.violations} == {"known"}


@pytest.mark.parametrize(
    ("select", "seconds"),
    [
        # The first is run by us, the second by pySHACL in a process of its own.
        ("SELECT $this WHERE { ?a a ?b . ?c a ?d . ?e a ?f . ?g a ?h . ?i a ?j . FILTER (?i = ?j) }", 0.2),
        ("SELECT $this WHERE { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h . ?i ?t ?j . FILTER (?a = ?b) }", 2),
    ],
)
def test_a_query_that_never_ends_is_stopped(select: str, seconds: float) -> None:
    shapes = shapes_of(
        f':S a sh:NodeShape ; sh:targetNode :rex ; sh:sparql [ sh:message "m" ; sh:select "{select}" ] .'
    )
    data = triples("".join(f":x{number} a :Dog, :Cat ." for number in range(80)))
    with pytest.raises(ShapesError, match="seconds") as caught:
        validate(data=data, shapes=shapes, seconds=seconds)
    assert "SPARQL" in caught.value.hint


@pytest.mark.parametrize(
    ("turtle", "words"),
    [
        (":S sh:targetClass :Dog ; sh:minCout 1 .", r"SHACL has no sh:minCout \(did you mean sh:minCount\?"),
        (":S sh:targetClass :Dog ; sh:class :Cat ; sh:severity sh:Fatal .", "no sh:Fatal"),
        (":S sh:targetClass :Dog ; sh:class :Cat ; sh:severity :Bad .", r"severity .*Bad.*sh:Violation, sh:Warning"),
        (":S sh:targetNode :a ; sh:class :B ; sh:rule [ sh:order 1 ] .", "sh:rule is an advanced feature"),
        (":S sh:targetClass :Dog ; sh:property :P .", "referred to and not described"),
        (":S sh:targetClass :Dog ; sh:minCount 1 .", "no sh:path"),
        (":S sh:targetClass :Dog ; sh:property [ sh:class :Cat ] .", "sh:property .* has no sh:path"),
        (":S sh:targetObjectsOf :age ; sh:minLength 1, 2 .", "2 values of .*minLength"),
        (':S sh:targetClass :Dog ; sh:property [ sh:path :a ; sh:minCount "one" ] .', "whole number"),
        (':S sh:targetObjectsOf :age ; sh:pattern "(" .', "pattern .* does not parse"),
        (":S sh:targetObjectsOf :age ; sh:in :notAList .", "needs a list"),
        (":S sh:targetObjectsOf :age ; sh:nodeKind :IRI .", "node kind"),
        (':S sh:targetNode :a ; sh:property [ sh:path [ sh:inversePath :a ; sh:name "x" ] ; sh:minCount 1 ] .', "a path"),
        (':S sh:targetNode :a ; sh:sparql [ sh:message "m" ; sh:select "SELECT nothing" ] .', "SPARQL .* does not parse"),
        ("<https://example.org/mine> owl:imports <https://example.org/other> . :S sh:targetNode :a ; sh:class :B .",
         "import <https://example.org/other>, and nothing is fetched"),
    ],
)  # fmt: skip
def test_wrong_shapes_are_told_with_what_to_do(turtle: str, words: str) -> None:
    with pytest.raises(ShapesError, match=words) as caught:
        shapes_of(turtle)
    assert caught.value.where == "mine.ttl"


def test_shapes_of_a_folder_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(PREFIXES + CONSTRUCTS["or"], encoding="utf-8")
    report = validate(data=triples(DATA), shapes=load_shapes(tmp_path))
    assert {violation.focus for violation in report.violations} == {
        "https://example.org/rex",
        "https://example.org/gone",
        *(violation.focus for violation in report.violations if violation.focus.startswith("_:")),
    }
    assert "sh:Or" in report.as_text("fr")
