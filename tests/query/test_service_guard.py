"""A query leaves the machine only when it may, however its text hides the word."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from query_samples import sample_store

from diplograph.errors import QueryError
from diplograph.query import ask
from diplograph.query.words import find_names
from diplograph.store import Store
from diplograph.store.sparql import check_query

PROLOGUE = "PREFIX e: <urn:e:> PREFIX : <urn:> PREFIX service: <urn:s#> "


class Asked:
    """A server that counts who asks it, and its address."""

    def __init__(self) -> None:
        self.times = 0
        asked = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked.times += 1
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_error(404)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"


@pytest.fixture(scope="module")
def asked() -> Iterator[Asked]:
    one = Asked()
    thread = threading.Thread(target=one.server.serve_forever, daemon=True)
    thread.start()
    yield one
    one.server.shutdown()
    one.server.server_close()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("guard") / "s"
    with sample_store(folder):
        pass
    with Store.open(folder, read_only=True) as opened:
        yield opened


@pytest.mark.parametrize(
    "body",
    [
        r"OPTIONAL { ?a e:a\#b ?c } SERVICE <%s> { ?s ?p ?o }",
        r"OPTIONAL { ?a e:it\'s ?c } SERVICE <%s> { ?s ?p ?o } OPTIONAL { ?a e:it\'s ?c }",
        "OPTIONAL { ?a <urn:\u00a0#x> ?c } SERVICE <%s> { ?s ?p ?o }",
        r"OPTIONAL { ?a <urn:\u00e9#x> ?c } SERVICE <%s> { ?s ?p ?o }",
        "# a remark\rSERVICE <%s> { ?s ?p ?o }",
        "OPTIONAL { ?a ?b ?c }SERVICE<%s>{ ?s ?p ?o }",
        "VALUES ?n { 1 } FILTER(?n<2) service SILENT <%s> { ?s ?p ?o }",
        "VALUES ?n { 1 }.SERVICE <%s> { ?s ?p ?o }",
    ],
)
def test_a_service_is_refused_wherever_it_hides(asked: Asked, body: str) -> None:
    text = f"{PROLOGUE}ASK {{ {body % asked.address} }}"
    before = asked.times
    with suppress(OSError):
        ox.Store().query(text)
    assert asked.times == before + 1, "Oxigraph runs it"
    with pytest.raises((QueryError, SyntaxError)):
        check_query(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service e:service service:service }",
        "SELECT * { ?s ?p 'SERVICE <http://x/> { }' } # SERVICE <http://x/> { ?s ?p ?o }",
        "ASK { ?s <http://x/service#SERVICE> 'le service'@fr }",
        "ASK { ?s e:self\\-service _:service }",
    ],
)
def test_what_only_reads_like_it_is_asked(store: Store, text: str) -> None:
    check_query(PROLOGUE + text)
    ask(store, text, prefixes={"e": "urn:e:", "service": "urn:s#"})


def test_a_mistake_beside_a_harmless_service_is_told_with_its_place(store: Store) -> None:
    with pytest.raises(QueryError, match=r"query:1:27.*syntax error|this { is never closed") as caught:
        ask(store, "SELECT ?service { ?service ?p ", prefixes={})
    assert "SERVICE" not in caught.value.reason
    with pytest.raises(QueryError):
        store.query("SELECT ?service { ?service ?p ")


_PIECES = st.sampled_from(
    [
        *(
            "e:a\\#b",
            "e:it\\'s",
            "<urn:x#y>",
            "<urn:\u00a0#>",
            "<urn:\\u00e9#>",
            "e:a%23",
            "service:x",
            "?service",
        ),
        *("'a#b'", '"""a"b"""', "'it\\'s'", "''", "1", "?a", "_:b"),
    ]
)
_GAPS = st.sampled_from([" ", "\n", "\r", "\t", "# SERVICE\n", "#'\r", '#"\n', " # <\n"])
_CALLS = st.sampled_from(
    [
        "SERVICE <%s>{?s ?p ?o}",
        "service SILENT<%s>{?s ?p ?o}",
        "SeRvIcE\r<%s> {}",
        "BIND(<%s> AS ?v) SERVICE?v{?s ?p ?o}",
        "#SERVICE <%s>{}\n",
        "",
    ]
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A query that may hold a call of `%s`, among what confuses a reader of words."""
    parts = []
    for _ in range(draw(st.integers(0, 2))):
        subject, predicate, value = draw(_PIECES), draw(_PIECES), draw(_PIECES)
        triple = draw(_GAPS).join((subject, predicate, value))
        parts.append(f"OPTIONAL{{{triple}{draw(_GAPS)}}}{draw(_GAPS)}")
    parts.insert(draw(st.integers(0, len(parts))), draw(_CALLS) + draw(_GAPS))
    return f"{PROLOGUE}ASK{draw(_GAPS)}{{{''.join(parts)}}}"


def test_no_text_that_passes_reaches_another_server(asked: Asked) -> None:
    told = {"passed": 0, "refused": 0}

    @settings(max_examples=500)
    @given(texts())
    def passes_or_stays(text: str) -> None:
        text = text.replace("%s", asked.address)
        before = asked.times
        try:
            check_query(text)
        except (QueryError, SyntaxError):
            before = asked.times
            with suppress(OSError, SyntaxError, RuntimeError):
                ox.Store().query(text)
            told["refused"] += asked.times > before
            return
        ox.Store().query(text)
        assert asked.times == before, text
        told["passed"] += 1

    passes_or_stays()
    assert told["refused"] > 50, "texts that Oxigraph would have run"
    assert told["passed"] > 50, "texts that hold no call"


def test_names_with_escapes_are_read_whole() -> None:
    (name,) = [one for one in find_names(r"ASK { ?s ?p company:l\'air\#1 }") if one.prefix == "company"]
    assert name.local == "l'air#1"


def closed_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


@pytest.mark.parametrize("form", ["ASK", "SELECT *", "CONSTRUCT { ?s ?p ?o }"])
def test_a_server_that_does_not_answer_is_no_damage_of_the_store(store: Store, form: str) -> None:
    from io import BytesIO

    from diplograph.query.named import parse_named
    from diplograph.query.writing import Options, write

    text = f"{form} {{ SERVICE <http://127.0.0.1:{closed_port()}/> {{ ?s ?p ?o }} }}"
    query = parse_named(text, name="query", file="query")
    with pytest.raises(QueryError, match="the server that SERVICE asks: Connection refused"):
        write(store, query, {}, BytesIO(), options=Options(allow_service=True), prefixes={})
