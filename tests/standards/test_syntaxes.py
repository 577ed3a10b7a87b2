"""Every syntax that is written says the same to rdflib, Oxigraph and Apache Jena."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph
import pytest
import rdflib
from standards_samples import BASE, Dataset, controls, nasty

from diplograph.errors import UsageError
from diplograph.rdf.terms import Triple
from diplograph.rdf.writers import (
    write_jsonld,
    write_nquads,
    write_ntriples,
    write_rdfxml,
    write_trig,
    write_turtle,
)
from diplograph.resources import resource

if TYPE_CHECKING:
    from java_peers import Jena

# rdflib's own parsers of TriG and JSON-LD use what rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

ODD = "https://example.org/graph?a=(b)&c"


class Syntax(NamedTuple):
    suffix: str
    write: Callable[[Dataset, io.BytesIO], None]
    oxigraph: pyoxigraph.RdfFormat
    rdflib: str
    named_graphs: bool


SYNTAXES = {
    "turtle": Syntax(
        "ttl", lambda d, o: write_turtle(d[None], o), pyoxigraph.RdfFormat.TURTLE, "turtle", False
    ),
    "ntriples": Syntax(
        "nt", lambda d, o: write_ntriples(d[None], o), pyoxigraph.RdfFormat.N_TRIPLES, "nt", False
    ),
    "rdfxml": Syntax(
        "rdf", lambda d, o: write_rdfxml(d[None], o), pyoxigraph.RdfFormat.RDF_XML, "xml", False
    ),
    "trig": Syntax("trig", write_trig, pyoxigraph.RdfFormat.TRIG, "trig", True),
    "nquads": Syntax("nq", write_nquads, pyoxigraph.RdfFormat.N_QUADS, "nquads", True),
    "jsonld": Syntax("jsonld", write_jsonld, pyoxigraph.RdfFormat.JSON_LD, "json-ld", True),
}


def lines(graphs: Dataset, *, named: bool) -> set[str]:
    """Each statement as Oxigraph writes it, read from lines made without any of our writers."""
    raw = "".join(
        f"{' '.join(triple)} {f'<{graph}>' if graph else ''} .\n"
        for graph, triples in graphs.items()
        if named or graph is None
        for triple in triples
    )
    return oxigraph_lines(raw.encode(), pyoxigraph.RdfFormat.N_QUADS)


def oxigraph_lines(data: bytes, kind: pyoxigraph.RdfFormat) -> set[str]:
    return {str(quad) for quad in pyoxigraph.parse(data, format=kind)}


def rdflib_lines(data: bytes, kind: str, *, base: str) -> set[str]:
    """Normalisation of literals is switched off: "007" stays as it was written."""
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        dataset = rdflib.Dataset()
        dataset.parse(data=data, format=kind, publicID=base)
    finally:
        rdflib.NORMALIZE_LITERALS = before
    parts = []
    for subject, predicate, obj, graph in dataset.quads():
        named = (
            f" <{graph}>" if graph is not None and str(graph) not in (base, "urn:x-rdflib:default") else ""
        )
        parts.append(f"{subject.n3()} {predicate.n3()} {term(obj)}{named} .\n")
    return oxigraph_lines("".join(parts).encode(), pyoxigraph.RdfFormat.N_QUADS)


def term(node: rdflib.term.Node) -> str:
    """N-Triples of a term; `n3` would shorten numbers and break long texts over lines."""
    if not isinstance(node, rdflib.Literal):
        return str(node.n3())
    text = "".join(f"\\U{ord(character):08X}" for character in str(node))
    if node.language:
        return f'"{text}"@{node.language}'
    return f'"{text}"' + (f"^^<{node.datatype}>" if node.datatype else "")


def differences(
    name: str, graphs: Dataset, *, folder: Path, jena: Jena
) -> Iterable[tuple[str, set[str], set[str]]]:
    """(reader, statements it misses, statements it made up) for each reader that does not agree."""
    syntax = SYNTAXES[name]
    expected = lines(graphs, named=syntax.named_graphs)
    assert len(expected) > 100
    out = io.BytesIO()
    syntax.write(graphs, out)
    file = folder / f"graph.{syntax.suffix}"
    file.write_bytes(out.getvalue())
    found_by_jena, _ = jena.quads(file)
    readers = {
        "oxigraph": oxigraph_lines(out.getvalue(), syntax.oxigraph),
        "rdflib": rdflib_lines(out.getvalue(), syntax.rdflib, base=BASE),
        "jena": oxigraph_lines("\n".join(found_by_jena).encode(), pyoxigraph.RdfFormat.N_QUADS),
    }
    for reader, found in readers.items():
        if found != expected:
            yield reader, expected - found, found - expected


@pytest.mark.parametrize("name", SYNTAXES)
def test_the_odd_is_read_back_by_all(name: str, jena: Jena, tmp_path: Path) -> None:
    extra = () if name == "rdfxml" else controls()
    graphs = {None: (*nasty(), *extra), ODD: nasty()[:20], f"{BASE}graph/document.é": nasty()[20:40]}
    assert not list(differences(name, graphs, folder=tmp_path, jena=jena))


@pytest.mark.model
@pytest.mark.parametrize("name", SYNTAXES)
def test_the_corpus_is_read_back_by_all_without_a_warning(
    name: str, corpus: Dataset, jena: Jena, tmp_path: Path
) -> None:
    assert len(corpus[None]) > 8000
    assert not list(differences(name, corpus, folder=tmp_path, jena=jena))
    assert jena.quads(tmp_path / f"graph.{SYNTAXES[name].suffix}")[1] == []


def test_a_difference_would_be_seen(jena: Jena, tmp_path: Path) -> None:
    """The comparison itself: a file that lost a statement is not the graph."""
    file = tmp_path / "graph.nt"
    file.write_text('<https://example.org/s> <https://example.org/p> "a"@fr .\n', encoding="utf-8")
    found, warnings = jena.quads(file)
    assert found == {'<https://example.org/s> <https://example.org/p> "a"@fr .'}
    assert not warnings
    file.write_text(
        '<https://example.org/s> <https://example.org/p> "x"^^<http://www.w3.org/2001/XMLSchema#date> .\n'
    )
    assert jena.quads(file)[1]


@pytest.mark.parametrize(
    ("triple", "told"),
    [
        (controls()[0], "control characters of <https://example.org/s>"),
        (
            ("<https://example.org/s>", "<https://example.org/2024>", '"a"'),
            "property <https://example.org/2024>",
        ),
        (
            ("<https://e.org/s>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#Description>", '"a"'),
            "cannot say the property",
        ),
    ],
)
def test_rdfxml_refuses_what_it_cannot_hold(triple: Triple, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        write_rdfxml([triple], io.BytesIO())


def test_the_order_of_the_statements_does_not_matter() -> None:
    triples = nasty()
    for name, syntax in SYNTAXES.items():
        one, other = io.BytesIO(), io.BytesIO()
        syntax.write({None: triples, ODD: triples[:9]}, one)
        syntax.write({ODD: triples[8::-1], None: (*triples[::-1], *triples[:5])}, other)
        assert one.getvalue() == other.getvalue(), name


def test_the_same_bytes_under_any_hash_seed() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from standards_samples import nasty\n"
        "from test_syntaxes import SYNTAXES, ODD\n"
        "for syntax in SYNTAXES.values():\n"
        "    syntax.write({None: set(nasty()), ODD: set(nasty()[:30])}, sys.stdout.buffer)\n"
    )
    written = {
        subprocess.run(
            [sys.executable, "-c", program, str(Path(__file__).parent)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "424242")
    }
    assert len(written) == 1
    assert len(written.pop()) > 50_000


@pytest.mark.parametrize("folder", ["ontology", "shapes"])
def test_jena_reads_our_own_turtle_without_a_warning(folder: str, jena: Jena) -> None:
    files = sorted(resource(folder).rglob("*.ttl"))
    assert len(files) >= 2
    for file in files:
        statements, warnings = jena.quads(file)
        assert len(statements) > 10, file
        assert warnings == [], file
