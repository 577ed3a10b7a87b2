"""Answers over a small Oxigraph store, in every format."""

from __future__ import annotations

import csv
import io
import json
import re

import pyoxigraph as ox
import pytest
from lxml import etree

from diplograph.errors import DiplographError, QueryError
from diplograph.query.answer import Results, ask
from diplograph.query.results import default_format, write_answer
from diplograph.rdf.identifiers import data_prefixes

DATA = """
@prefix dg: <https://w3id.org/diplograph/ontology#> .
@prefix country: <https://w3id.org/diplograph/id/country/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
country:france a dg:Country ; rdfs:label "France"@fr .
country:cote-d-ivoire a dg:Country ; rdfs:label "Côte d’Ivoire"@fr .
<urn:x> rdfs:label "deux\\nlignes, une virgule" .
"""
LABELS = "SELECT ?s ?label ?none { ?s rdfs:label ?label } ORDER BY ?label"


class SmallStore:
    def __init__(self) -> None:
        self.store = ox.Store()
        self.store.load(DATA.encode(), format=ox.RdfFormat.TURTLE)

    def query(self, sparql: str) -> Results:
        return self.store.query(sparql)


def answered(text: str, format: str = "", width: int = 0) -> str:
    out = io.BytesIO()
    prefixes = data_prefixes()
    answer = ask(SmallStore(), text, prefixes=prefixes)
    write_answer(answer, out, format=format or default_format(answer), prefixes=prefixes, width=width)
    return out.getvalue().decode()


def test_a_table_is_aligned_and_abbreviated() -> None:
    assert answered(LABELS).splitlines() == [
        "s                      label                     none",
        "---------------------  ------------------------  ----",
        "country:cote-d-ivoire  Côte d’Ivoire",
        "country:france         France",
        "<urn:x>                deux lignes, une virgule",
    ]


def test_a_table_for_a_terminal_wraps_and_counts() -> None:
    text = answered(LABELS, width=40)
    assert "3 rows" in text
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in text.splitlines()]
    assert max(map(len, lines)) <= 40


def test_csv() -> None:
    rows = list(csv.reader(io.StringIO(answered(LABELS, "csv"), newline="")))
    assert rows[0] == ["s", "label", "none"]
    assert rows[3] == ["urn:x", "deux\nlignes, une virgule", ""]


def test_tsv() -> None:
    assert answered(LABELS, "tsv").splitlines()[:2] == [
        "?s\t?label\t?none",
        '<https://w3id.org/diplograph/id/country/cote-d-ivoire>\t"Côte d’Ivoire"@fr\t',
    ]


def test_json() -> None:
    answer = json.loads(answered(LABELS, "json"))
    assert answer["results"]["bindings"][1]["label"] == {
        "type": "literal",
        "value": "France",
        "xml:lang": "fr",
    }


def test_xml() -> None:
    root = etree.fromstring(answered(LABELS, "xml").encode())
    assert len(root.findall(".//{http://www.w3.org/2005/sparql-results#}result")) == 3


@pytest.mark.parametrize(("name", "answer"), [("France", "yes\n"), ("Utopie", "no\n")])
def test_yes_or_no(name: str, answer: str) -> None:
    assert answered(f"ASK {{ ?s rdfs:label '{name}'@fr }}") == answer
    for format in ("table", "csv", "tsv", "json", "xml"):
        assert answered(f"ASK {{ ?s rdfs:label '{name}'@fr }}", format).endswith("\n")
    assert json.loads(answered(f"ASK {{ ?s rdfs:label '{name}'@fr }}", "json"))["boolean"] is (
        answer == "yes\n"
    )


def test_a_graph_comes_as_turtle() -> None:
    text = answered("CONSTRUCT { ?s a dg:Place } { ?s a dg:Country }")
    assert "country:france a dg:Place ." in text
    assert len(list(ox.parse(text, format=ox.RdfFormat.TURTLE))) == 2
    assert 'rdfs:label "France"@fr' in answered("DESCRIBE country:france")


def test_a_declaration_in_the_text_wins() -> None:
    assert answered("PREFIX dg: <urn:> SELECT (dg:a AS ?x) {}").splitlines()[2] == "<urn:a>"


@pytest.mark.parametrize(
    ("text", "format"),
    [("CONSTRUCT WHERE { ?s ?p ?o }", "csv"), (LABELS, "turtle"), ("ASK {}", "turtle")],
)
def test_a_format_that_cannot_hold_the_answer(text: str, format: str) -> None:
    with pytest.raises(DiplographError, match="cannot hold"):
        answered(text, format)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * {service silent <http://127.0.0.1/> {?s ?p ?o}}",
        "SELECT * { ?s ?p 'a' SERVICE <http://127.0.0.1/> { ?s ?p 'b' } }",
        "SELECT * { FILTER(?a<1) SERVICE <http://127.0.0.1/> { ?s ?p ?o } FILTER(?b>1) }",
        "SELECT * { ?s ?p ?o . SERVICE?s{ ?x ?y ?z } }",
        "PREFIX a: <urn:a> INSERT DATA { <urn:a> <urn:b> 1 }",
        "delete where { ?s ?p ?o }",
        "LOAD <file:///etc/hostname>",
    ],
)
def test_a_query_neither_changes_the_store_nor_leaves_the_machine(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        answered(text)
    assert caught.value.where == "query"
    assert "syntax" not in caught.value.reason


def test_the_word_itself_is_no_offence() -> None:
    text = "# SERVICE\nSELECT ?SERVICE { ?SERVICE rdfs:label 'SERVICE', ?b FILTER(?b = <urn:SERVICE>) }"
    assert answered(text) == "SERVICE\n-------\n"


@pytest.mark.parametrize("text", ["", "  \n", "# only a comment\n"])
def test_an_empty_query(text: str) -> None:
    with pytest.raises(QueryError, match="the query is empty"):
        answered(text)
