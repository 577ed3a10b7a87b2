"""The description of the dataset, with each number counted a second time by SPARQL."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from standards_samples import BASE, Dataset

from diplograph.errors import UsageError
from diplograph.rdf.description import FORMATS, About, describe
from diplograph.rdf.terms import Triple
from diplograph.rdf.vocabulary import DCAT, VOID
from diplograph.rdf.writers import write_turtle

if TYPE_CHECKING:
    from java_peers import Jena

PREFIXES = (
    f"PREFIX void: <{VOID}> PREFIX dcat: <{DCAT}> PREFIX dcterms: <http://purl.org/dc/terms/> "
    "PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX prov: <http://www.w3.org/ns/prov#> "
    f"PREFIX dataset: <{BASE}dataset/> "
)


def store(triples: tuple[Triple, ...]) -> pyoxigraph.Store:
    loaded = pyoxigraph.Store()
    text = "".join(f"{' '.join(triple)} .\n" for triple in triples)
    loaded.load(text, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return loaded


def rows(loaded: pyoxigraph.Store, query: str) -> set[tuple[str, ...]]:
    found = loaded.query(PREFIXES + query)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return {tuple("" if term is None else term.value for term in row) for row in found}


@pytest.fixture(scope="module")
def graph(corpus: Dataset) -> pyoxigraph.Store:
    return store(corpus[None])


@pytest.fixture(scope="module")
def described(corpus: Dataset) -> pyoxigraph.Store:
    return store(describe(corpus[None], runs=corpus[f"{BASE}graph/runs"], base=BASE))


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("triples", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        (
            "entities",
            f'SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{BASE}")) }}',
        ),
        ("distinctSubjects", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        ("distinctObjects", "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"),
        ("classes", "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s a ?o }"),
        ("properties", "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
    ],
)
def test_a_number_is_right(
    name: str, count: str, graph: pyoxigraph.Store, described: pyoxigraph.Store
) -> None:
    told = rows(described, f"SELECT ?n {{ dataset:graph void:{name} ?n }}")
    assert told == rows(graph, count)
    assert int(next(iter(told))[0]) > 10


@pytest.mark.model
def test_the_partitions_are_right(graph: pyoxigraph.Store, described: pyoxigraph.Store) -> None:
    classes = rows(graph, "SELECT ?c (COUNT(?s) AS ?n) { ?s a ?c } GROUP BY ?c")
    parts = "dataset:graph void:classPartition ?part . ?part void:class ?c ; void:entities ?n"
    assert rows(described, f"SELECT ?c ?n {{ {parts} }}") == classes
    properties = rows(graph, "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")
    parts = "dataset:graph void:propertyPartition ?part . ?part void:property ?p ; void:triples ?n"
    assert rows(described, f"SELECT ?p ?n {{ {parts} }}") == properties


@pytest.mark.model
def test_the_linksets_and_the_period_are_right(graph: pyoxigraph.Store, described: pyoxigraph.Store) -> None:
    linksets = rows(
        described,
        "SELECT ?space ?n { ?set a void:Linkset ; void:subjectsTarget dataset:graph ; void:triples ?n ; "
        "void:linkPredicate owl:sameAs ; void:objectsTarget/void:uriSpace ?space }",
    )
    assert {space for space, _ in linksets} == {
        "http://www.wikidata.org/entity/",
        "https://sws.geonames.org/",
    }
    for space, number in linksets:
        counted = f'SELECT (COUNT(*) AS ?n) {{ ?s owl:sameAs ?o FILTER(STRSTARTS(STR(?o), "{space}")) }}'
        assert rows(graph, counted) == {(number,)}
    period = "dataset:graph dcterms:temporal [ dcat:startDate ?a ; dcat:endDate ?b ]"
    days = "SELECT (MIN(?d) AS ?a) (MAX(?d) AS ?b) { ?x dcterms:issued ?d }"
    assert rows(described, f"SELECT ?a ?b {{ {period} }}") == rows(graph, days)


@pytest.mark.model
def test_what_it_names_is_there(graph: pyoxigraph.Store, described: pyoxigraph.Store) -> None:
    examples = rows(described, "SELECT ?x { dataset:graph void:exampleResource ?x }")
    assert len(examples) == 3
    assert all(rows(graph, f"SELECT ?o {{ <{example}> ?p ?o }}") for (example,) in examples)
    spaces = rows(described, "SELECT ?v { dataset:graph void:vocabulary ?v }")
    used = rows(graph, "SELECT DISTINCT ?t { { ?s ?t ?o } UNION { ?s a ?t } }")
    for (term,) in used:
        assert any(term.startswith(space) for (space,) in spaces), term
    for (space,) in spaces:
        assert any(term.startswith(space) for (term,) in used), space
    runs = rows(described, "SELECT ?run { dataset:graph prov:wasGeneratedBy ?run . ?run a prov:Activity }")
    assert len(runs) == 1


@pytest.mark.model
def test_it_reads_back_without_a_warning_and_has_no_clock(
    corpus: Dataset, jena: Jena, tmp_path: Path
) -> None:
    about = About("Titre « é »", "https://creativecommons.org/licenses/by/4.0/", "https://example.org/d/")
    triples = describe(corpus[None], base=BASE, about=about)
    out = io.BytesIO()
    write_turtle(triples, out)
    file = tmp_path / "void.ttl"
    file.write_bytes(out.getvalue())
    found, warnings = jena.quads(file)
    assert len(found) == len(triples)
    assert warnings == []
    assert describe(corpus[None][::-1], base=BASE, about=about) == triples
    assert not re.search(
        r"dateTime|issued>|modified>", " ".join(term for triple in triples for term in triple[1:2])
    )


def test_only_what_the_publisher_said_is_said() -> None:
    said = " ".join(term for triple in describe((), base=BASE) for term in triple)
    assert "license" not in said
    assert "dataDump" not in said
    address = About(address="https://example.org/data/", license="https://example.org/licence")
    loaded = store(describe((), base=BASE, about=address))
    dumps = rows(loaded, "SELECT ?file { dataset:graph void:dataDump ?file }")
    assert dumps == {(f"https://example.org/data/graph.{suffix}",) for suffix in FORMATS}
    pages = "?d a dcat:Distribution ; dcat:downloadURL ?file ; dcat:mediaType ?type ; dcterms:license ?l"
    assert len(rows(loaded, f"SELECT ?file ?type {{ dataset:graph dcat:distribution ?d . {pages} }}")) == 6


@pytest.mark.parametrize("value", ["CC-BY", "ftp://x/", "https://example.org/a b"])
def test_a_licence_is_an_iri(value: str) -> None:
    with pytest.raises(UsageError, match="is no IRI"):
        About(license=value)
