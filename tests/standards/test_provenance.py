"""Who made the graph (PROV-O): every run is described, and the constraints that can be asked hold."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from standards_samples import BASE, Dataset

from diplograph.build.fingerprint import current_run
from diplograph.rdf.runs import RunInput, map_run
from diplograph.rdf.terms import Triple, date
from diplograph.rdf.vocabulary import DCTERMS, GENERATED_BY, PROV, RDF_TYPE, SCHEMA
from diplograph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from java_peers import Owl

RUNS = f"{BASE}graph/runs"
RUN, OTHER, THING = f"<{BASE}run/a>", f"<{BASE}run/b>", f"<{BASE}fact/x>"
IS = "a/rdfs:subClassOf*"
# Name → a pattern of what PROV forbids. Numbers: PROV-CONSTRAINTS, W3C Recommendation, 30 April 2013;
# the others follow from the domains, ranges and qualified terms of PROV-O.
FORBIDDEN = {
    "an activity is no entity (55)": f"?x {IS} prov:Activity . ?x {IS} prov:Entity",
    "a generated thing is no activity (50)": f"?x prov:wasGeneratedBy ?a . ?x {IS} prov:Activity",
    "what generates is an activity (50)": (
        f"?x prov:wasGeneratedBy ?a FILTER NOT EXISTS {{ ?a {IS} prov:Activity }}"
    ),
    "what is used is no activity (50, 55)": f"?a prov:used ?x . ?x {IS} prov:Activity",
    "a time is an xsd:dateTime": (
        "?x prov:startedAtTime|prov:endedAtTime|prov:generatedAtTime ?time "
        "FILTER(DATATYPE(?time) != xsd:dateTime)"
    ),
    "what uses is an activity (50)": (f"?x prov:used ?e FILTER NOT EXISTS {{ ?x {IS} prov:Activity }}"),
    "who is associated is an agent (50)": (
        f"?a prov:wasAssociatedWith ?x FILTER NOT EXISTS {{ ?x {IS} prov:Agent }}"
    ),
    "to whom it is attributed is an agent (50)": (
        f"?e prov:wasAttributedTo ?x FILTER NOT EXISTS {{ ?x {IS} prov:Agent }}"
    ),
    "an association has one agent and at most one plan": (
        "?x a prov:Association "
        "{ SELECT ?x (COUNT(DISTINCT ?agent) AS ?agents) (COUNT(DISTINCT ?plan) AS ?plans) "
        "{ ?x a prov:Association OPTIONAL { ?x prov:agent ?agent } OPTIONAL { ?x prov:hadPlan ?plan } } "
        "GROUP BY ?x } FILTER(?agents != 1 || ?plans > 1)"
    ),
    "the agent of an association is associated with its activity": (
        "?a prov:qualifiedAssociation/prov:agent ?x FILTER NOT EXISTS { ?a prov:wasAssociatedWith ?x }"
    ),
    "a plan is an entity": "?q prov:hadPlan ?x FILTER NOT EXISTS { ?x a prov:Plan, prov:Entity }",
    "nothing comes of itself (42)": "?x (prov:wasDerivedFrom|dg:evidence)+ ?x",
}


def loaded(triples: Iterable[Triple]) -> pyoxigraph.Store:
    """Some statements, with the ontology and what PROV-O says of its own classes."""
    store = pyoxigraph.Store()
    text = "".join(f"{' '.join(triple)} .\n" for triple in triples)
    store.load(text, format=pyoxigraph.RdfFormat.N_TRIPLES)
    store.load(path=str(resource("ontology/diplograph.ttl")), format=pyoxigraph.RdfFormat.TURTLE)
    store.update(
        "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        "INSERT DATA { prov:SoftwareAgent rdfs:subClassOf prov:Agent . "
        "prov:Person rdfs:subClassOf prov:Agent . prov:Plan rdfs:subClassOf prov:Entity }"
    )
    return store


def offenders(store: pyoxigraph.Store, pattern: str) -> list[str]:
    found = store.query(
        "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
        f"PREFIX dg: <https://w3id.org/diplograph/ontology#> SELECT DISTINCT ?x {{ {pattern} }} LIMIT 3"
    )
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return [str(row["x"]) for row in found]


@pytest.fixture(scope="module")
def everything(corpus: Dataset) -> pyoxigraph.Store:
    return loaded({triple for triples in corpus.values() for triple in triples})


@pytest.mark.model
@pytest.mark.parametrize("name", FORBIDDEN)
def test_the_corpus_keeps_the_constraints(name: str, everything: pyoxigraph.Store) -> None:
    assert offenders(everything, FORBIDDEN[name]) == []


@pytest.fixture(scope="module")
def curated(corpus_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Triple, ...]:
    """All of the corpus after an analyst has decided this and that."""
    from diplograph.model.decisions import Action, Decision
    from diplograph.store import Store

    told = {"author": "Camille Roux", "date": "2025-03-01", "reason": "vérifié"}
    decisions = (
        Decision(Action.RENAME, "country/kazakhstan", "République du Kazakhstan", **told),
        Decision(Action.REJECT, "country/serbie", **told),
        Decision(Action.ASSERT, value="Presence company=company/orano country=country/kazakhstan", **told),
    )
    path = tmp_path_factory.mktemp("curated") / "curated.store"
    shutil.copytree(corpus_path, path)
    with Store.open(path) as store:
        assert store.curate(decisions) == ()
        assert len(set(store.triples(f"{BASE}graph/curation"))) > 10
        return tuple({triple for triple, _ in store.quads()})


@pytest.mark.model
def test_what_the_analyst_decided_keeps_the_constraints(curated: tuple[Triple, ...]) -> None:
    store = loaded(curated)
    broken = {name: found for name, pattern in FORBIDDEN.items() if (found := offenders(store, pattern))}
    assert broken == {}
    asserted = "?x prov:wasAttributedTo ?who ; prov:wasGeneratedBy ?how . ?how prov:wasAssociatedWith ?who"
    assert len(offenders(store, asserted)) == 1


@pytest.mark.model
def test_what_the_analyst_decided_contradicts_nothing(
    curated: tuple[Triple, ...], owl: Owl, tmp_path: Path
) -> None:
    ontology = resource("ontology/diplograph.ttl").read_text(encoding="utf-8")
    file = tmp_path / "whole.ttl"
    file.write_text(ontology + "".join(f"{' '.join(triple)} .\n" for triple in curated), encoding="utf-8")
    assert owl.contradictions(file) == []


def p(name: str) -> str:
    return f"<{PROV}{name}>"


BROKEN: dict[str, tuple[Triple, ...]] = {
    "an activity is no entity (55)": ((RUN, RDF_TYPE, p("Activity")), (RUN, RDF_TYPE, p("Plan"))),
    "a generated thing is no activity (50)": ((RUN, RDF_TYPE, p("Activity")), (RUN, GENERATED_BY, OTHER)),
    "what generates is an activity (50)": ((THING, GENERATED_BY, RUN),),
    "what is used is no activity (50, 55)": ((RUN, p("used"), OTHER), (OTHER, RDF_TYPE, p("Activity"))),
    "a time is an xsd:dateTime": ((RUN, p("endedAtTime"), date("2024-11-05")),),
    "what uses is an activity (50)": ((RUN, p("used"), THING),),
    "who is associated is an agent (50)": ((RUN, p("wasAssociatedWith"), THING),),
    "to whom it is attributed is an agent (50)": ((THING, p("wasAttributedTo"), RUN),),
    "an association has one agent and at most one plan": ((RUN, RDF_TYPE, p("Association")),),
    "the agent of an association is associated with its activity": (
        (RUN, p("qualifiedAssociation"), OTHER),
        (OTHER, p("agent"), THING),
    ),
    "a plan is an entity": ((RUN, p("hadPlan"), THING),),
    "nothing comes of itself (42)": (
        (THING, p("wasDerivedFrom"), RUN),
        (RUN, p("wasDerivedFrom"), THING),
    ),
}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_breach_is_found(name: str) -> None:
    assert offenders(loaded(BROKEN[name]), FORBIDDEN[name])


@pytest.mark.model
def test_every_run_that_is_named_is_described(corpus: Dataset) -> None:
    run = f"<{current_run().iri(BASE)}>"
    named = {
        value
        for triples in corpus.values()
        for _, predicate, value in triples
        if predicate == GENERATED_BY and "/run/" in value
    }
    assert named == {run}
    told = corpus[RUNS]
    used = {value for subject, predicate, value in told if (subject, predicate) == (run, p("used"))}
    facts = {(subject, predicate): value for subject, predicate, value in told if subject in used}
    names = {facts[node, f"<{DCTERMS}identifier>"]: node for node in used}
    expected = {"program", "model", "gazetteer", "lexicon", "sectors", "shapes", "shortcuts"}
    assert names.keys() == {f'"{name}"' for name in expected}
    for node in used:
        assert len(facts[node, f"<{SCHEMA}sha256>"]) == 66
    assert facts[names['"model"'], f"<{SCHEMA}softwareVersion>"] == '"3.8.0"'
    plans = {value for _, predicate, value in told if predicate == p("hadPlan")}
    assert plans == {names[f'"{name}"'] for name in ("lexicon", "shapes", "shortcuts")}


@pytest.mark.model
def test_every_piece_of_evidence_names_its_run(corpus: Dataset) -> None:
    published = corpus[None]
    evidence = {s for s, q, o in published if q == RDF_TYPE and o.endswith("ontology#Evidence>")}
    made = {s for s, q, o in published if q == GENERATED_BY and "/run/" in o}
    assert len(evidence) > 300
    assert evidence <= made


def test_a_change_of_a_table_is_another_state_of_it() -> None:
    def described(digest: str) -> set[Triple]:
        item = RunInput("lexicon", digest * 64, "data/lexicon", plan=True)
        return set(map_run(base=BASE, fingerprint=digest, version="1", settings={}, inputs=[item]))

    one, other = described("a"), described("b")
    shared = {subject for subject, _, _ in one & other}
    assert shared == {f"<{BASE}agent/diplograph-1>"}


@pytest.mark.parametrize(("name", "digest"), [("Lexicon", "a" * 64), ("lexicon", "a" * 16), ("", "a" * 64)])
def test_an_input_is_named_and_hashed(name: str, digest: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        RunInput(name, digest, "x")


def test_a_run_that_ends_takes_along_what_no_other_used(tmp_path: Path) -> None:
    from diplograph.rdf.identifiers import document_graph_iri, document_iri, run_iri
    from diplograph.rdf.mapping import DocumentGraph
    from diplograph.store import Batch, DocumentEntry, Store

    def batch(name: str, *inputs: RunInput, version: str) -> Batch:
        run = run_iri(BASE, name)
        document = document_iri(BASE, name)
        graph = DocumentGraph(
            document_graph_iri(BASE, name), document, ((f"<{document}>", RDF_TYPE, THING),), ()
        )
        entry = DocumentEntry(identifier=name, digest="d", run=run, published="", graph=graph)
        told = map_run(base=BASE, fingerprint=name, version=version, settings={}, inputs=inputs)
        return Batch((entry,), run=told)

    lexicon = RunInput("lexicon", "a" * 64, "data/lexicon", plan=True)
    shapes = RunInput("shapes", "b" * 64, "shapes", plan=True)
    with Store.open(tmp_path / "x.store", create=True, base=BASE) as store:
        store.commit(batch("one", lexicon, version="1"))
        alone = set(store.triples(RUNS))
        store.commit(batch("two", lexicon, shapes, version="1"))
        store.commit(batch("three", shapes, version="2"))
        store.remove(["three"])
        assert f"<{BASE}agent/diplograph-2>" not in {subject for subject, _, _ in store.triples(RUNS)}
        store.remove(["two"])
        assert set(store.triples(RUNS)) == alone
        store.remove(["one"])
        assert set(store.triples(RUNS)) == set()
