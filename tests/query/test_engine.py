"""Limits, other servers, rdflib beside Oxigraph, and a process that can be stopped."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from query_samples import sample_store

from diplograph.errors import QueryError, StoreError, UsageError
from diplograph.query import QueryWorker, ask, rdflib_graph
from diplograph.query.citations import COLUMNS, cite
from diplograph.query.running import cite_rows
from diplograph.query.solutions import Solutions, collect
from diplograph.rdf.identifiers import data_prefixes
from diplograph.store import Store

FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
FACTS = "SELECT ?fact ?what { ?fact a dg:Meeting ; rdfs:label ?what } ORDER BY ?what"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("engine") / "s"
    with sample_store(folder):
        return folder


@pytest.fixture(scope="module")
def store(path: Path) -> Iterator[Store]:
    with Store.open(path, read_only=True) as opened:
        yield opened


def rows(store: Store, text: str, *, limit: int = 0) -> Solutions:
    answer = ask(store, text, prefixes=data_prefixes())
    assert isinstance(answer, ox.QuerySolutions)
    return collect(answer, limit=limit)


def test_rows_end_at_the_limit_and_say_that_there_are_more(store: Store) -> None:
    everything = "SELECT ?s { ?s a dg:Figure }"
    assert len(rows(store, everything).rows) == 7
    assert [rows(store, everything, limit=n).more for n in (6, 7, 8)] == [True, False, False]
    assert len(rows(store, everything, limit=2).rows) == 2


def test_rows_keep_every_kind_of_term() -> None:
    text = """SELECT * { VALUES (?iri ?text ?french ?number ?day ?none) {
      (<urn:a> "l’eau\\n\\"🚀" "été"@fr 4.50 "2024"^^<http://www.w3.org/2001/XMLSchema#gYear> UNDEF) } }"""
    answer = ox.Store().query(text)
    found = collect(answer)
    assert [tuple(row) for row in found.as_answer()] == list(found.rows)
    assert found.as_dicts() == [
        {
            "iri": "urn:a",
            "text": 'l’eau\n"🚀',
            "french": "été",
            "number": Decimal("4.50"),
            "day": "2024",
            "none": None,
        }
    ]
    blank = collect(ox.Store().query("SELECT (BNODE() AS ?b) (true AS ?t) (1e0 AS ?d) (2 AS ?i) {}"))
    assert isinstance(collect(blank.as_answer()).rows[0][0], ox.BlankNode)
    assert list(blank.as_dicts()[0].values())[1:] == [True, 1.0, 2]


def test_every_passage_of_a_fact_or_the_best(store: Store) -> None:
    found = rows(store, FACTS)
    best = cite_rows(store, found, "fact").flat()
    every = cite_rows(store, found, "fact", every=True).flat()
    assert best.columns == ("fact", "what", *COLUMNS)
    assert (len(best.rows), len(every.rows)) == (2, 3)
    told = [(row["document"], row["passages"]) for row in every.as_dicts()]
    assert told == [("bercy", 2), ("paris", 2), ("noms", 1)]
    for row in every.as_dicts():
        assert str(row["quote"]) in str(row["sentence"])
    with pytest.raises(UsageError, match="select the facts as"):
        cite_rows(store, found, "thing")


def test_a_fact_that_an_analyst_states_names_who_does(tmp_path: Path) -> None:
    """Such a fact has no evidence; its agent answers for it."""
    folder = tmp_path / "s"
    with sample_store(folder):
        pass
    agent = "<https://w3id.org/diplograph/id/agent/claire>"
    fact = "<https://w3id.org/diplograph/id/fact/presence-by-hand>"
    with Store.open(folder) as store:
        store.engine.update(
            f"INSERT DATA {{ {fact} <http://www.w3.org/ns/prov#wasAttributedTo> {agent} . "
            f'{agent} <http://www.w3.org/2000/01/rdf-schema#label> "Claire" }}'
        )
        (citation,) = cite(store, [fact[1:-1]])[fact[1:-1]]
    assert citation.values()["document"] == "Claire"
    assert citation.values()["sentence"] == ""


ASKED: list[str] = []


class _Server(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        ASKED.append(self.rfile.read(int(self.headers["content-length"])).decode())
        answer = {
            "head": {"vars": ["x"]},
            "results": {"bindings": [{"x": {"type": "literal", "value": "from afar"}}]},
        }
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Nothing on standard error."""


def test_another_server_is_asked_only_when_that_is_allowed(store: Store) -> None:
    server = HTTPServer(("127.0.0.1", 0), _Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    text = f"SELECT ?x {{ SERVICE <http://127.0.0.1:{server.server_port}/> {{ ?x ?y ?z }} }}"
    try:
        with pytest.raises(QueryError, match="--allow-service"):
            ask(store, text, prefixes=data_prefixes())
        assert ASKED == []
        answer = ask(store, text, prefixes=data_prefixes(), allow_service=True)
        assert [row["x"].value for row in answer] == ["from afar"]
        assert len(ASKED) == 1
        with pytest.raises(QueryError, match="this is an update"):
            ask(store, "LOAD <file:///etc/hostname>", prefixes=data_prefixes(), allow_service=True)
    finally:
        server.shutdown()
        server.server_close()


def test_the_store_is_a_graph_of_rdflib(store: Store) -> None:
    graph = rdflib_graph(store)
    triples = list(store.triples())
    assert len(graph) == len(triples)
    dg = rdflib.Namespace("https://w3id.org/diplograph/ontology#")
    assert len(list(graph.subjects(rdflib.RDF.type, dg.Meeting))) == 2
    found = graph.query("SELECT ?what { ?fact a dg:Meeting ; rdfs:label ?what } ORDER BY ?what")
    ours = rows(store, FACTS).as_dicts()
    assert [str(row.what) for row in found] == [row["what"] for row in ours]
    count = "SELECT (COUNT(*) AS ?n) { ?fact dg:status dg:Actual ; dg:evidence ?e }"
    memory = rdflib.Graph().parse(data="".join(f"{s} {p} {o} .\n" for s, p, o in triples), format="nt")
    expected = [int(row.n) for row in memory.query(count, initNs={"dg": dg})]
    assert [int(row.n) for row in graph.query(count)] == expected
    with pytest.raises(RuntimeError, match=r"read-write"):
        graph.add((rdflib.URIRef("urn:a"), rdflib.URIRef("urn:b"), rdflib.URIRef("urn:c")))


def test_a_named_graph_of_rdflib_is_what_one_document_says(store: Store) -> None:
    name = "https://w3id.org/diplograph/id/graph/document.astana"
    graph = rdflib_graph(store, name)
    assert len(graph) == sum(1 for _ in store.triples(name)) > 0
    with pytest.raises(UsageError, match="has no graph"):
        rdflib_graph(store, "urn:none")


def test_a_worker_answers_as_the_store_does(path: Path, store: Store) -> None:
    with QueryWorker(path, seconds=60) as worker:
        assert worker.ask(FACTS) == rows(store, FACTS)
        assert worker.ask("ASK { ?s a dg:Visit }") is True
        graph = worker.ask("CONSTRUCT { ?s a dg:Place } { ?s a dg:City }")
        assert isinstance(graph, list)
        assert len(graph) == 2
        with pytest.raises(QueryError, match="is no word of SPARQL") as caught:
            worker.ask("SELECT ?x { FLTER(1) }")
        assert caught.value.where == "query:1:13"
        assert len(worker.ask(FACTS).rows) == 2  # type: ignore[union-attr]


def test_a_worker_is_stopped_in_time_and_the_next_query_has_another(path: Path) -> None:
    with QueryWorker(path, seconds=60, limit=1) as worker:
        first = worker.ask(FACTS)
        assert isinstance(first, Solutions)
        assert (len(first.rows), first.more) == (1, True)
        worker._seconds = 0.5
        begun = time.monotonic()
        with pytest.raises(QueryError, match=r"stopped after 0\.5 s"):
            worker.ask(FOREVER)
        assert time.monotonic() - begun < 20
        worker._seconds = 60
        assert worker.ask(FACTS) == first


def test_a_worker_tells_what_is_wrong_with_the_store(tmp_path: Path) -> None:
    with QueryWorker(tmp_path / "gone") as worker, pytest.raises(StoreError, match="there is no store here"):
        worker.ask(FACTS)
