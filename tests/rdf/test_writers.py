from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdf_sample import EXTRACTION, RUN
from rdflib.compare import isomorphic

from diplograph.rdf.identifiers import data_prefixes
from diplograph.rdf.mapping import map_extraction
from diplograph.rdf.terms import Triple, literal
from diplograph.rdf.writers import (
    write_jsonld,
    write_nquads,
    write_ntriples,
    write_trig,
    write_turtle,
)

# rdflib's own parsers of TriG and JSON-LD use what rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

GRAPH = map_extraction(EXTRACTION, run=RUN)
OURS = "https://w3id.org/diplograph/id/"
DG = "https://w3id.org/diplograph/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"
S, P = "<https://example.org/s>", "<https://example.org/p>"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
ODD: tuple[Triple, ...] = (
    ("<https://example.org/a/b/>", P, f"<{OURS}company/l%27or>"),
    (f"<{OURS}company/.dot.>", P, f'"1"^^<{XSD}decimal>'),
    (f"<{OURS}company/a,b>", P, f'"-1.5"^^<{XSD}decimal>'),
    (f"<{OURS}person/élise>", P, f'"007"^^<{XSD}integer>'),
    (S, "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<https://example.org/C>"),
    (S, P, f'"true"^^<{XSD}boolean>'),
    (S, P, literal('"""\n"quoted" \\n \\\\ tab\t end"\n', language="fr-BE")),
    (S, P, literal("ends with a backslash\n\\")),
    (S, P, literal("\x01\x7f 🎈 \u2028", datatype="https://example.org/dt#x")),
    (S, f"<{DG}start>", f'"2024"^^<{XSD}gYear>'),
    (S, f"<{DG}post>", "<https://example.org/NotOurs>"),
    (S, f"<{DG}holder>", '"a text"'),
    (S, LABEL, '"English"@en'),
    (S, LABEL, '"none"'),
)
TRIPLES = (*GRAPH.triples, *ODD)
DATASET = {GRAPH.iri: GRAPH.triples, None: TRIPLES, "https://example.org/odd": ODD}


def written(write: Callable[[io.BytesIO], None]) -> bytes:
    out = io.BytesIO()
    write(out)
    return out.getvalue()


def quads(data: bytes, kind: pyoxigraph.RdfFormat) -> set[str]:
    return {str(quad) for quad in pyoxigraph.parse(data, format=kind)}


NTRIPLES = written(lambda out: write_ntriples(TRIPLES, out))
NQUADS = written(lambda out: write_nquads(DATASET, out))


def test_ntriples_are_sorted_and_hold_each_triple_once() -> None:
    lines = NTRIPLES.decode().removesuffix("\n").split("\n")
    assert lines == sorted(f"{s} {p} {o} ." for s, p, o in TRIPLES)
    assert written(lambda out: write_ntriples(TRIPLES * 2, out)) == NTRIPLES


def test_turtle_says_the_same_to_rdflib_and_oxigraph() -> None:
    turtle = written(lambda out: write_turtle(TRIPLES, out))
    assert quads(turtle, pyoxigraph.RdfFormat.TURTLE) == quads(NTRIPLES, pyoxigraph.RdfFormat.N_TRIPLES)
    reference = rdflib.Graph().parse(data=NTRIPLES, format="nt")
    assert isomorphic(rdflib.Graph().parse(data=turtle, format="turtle"), reference)


def test_trig_and_nquads_say_the_same() -> None:
    trig = written(lambda out: write_trig(DATASET, out))
    expected = quads(NQUADS, pyoxigraph.RdfFormat.N_QUADS)
    assert len(expected) == len(TRIPLES) + len(GRAPH.triples) + len(ODD)
    assert quads(trig, pyoxigraph.RdfFormat.TRIG) == expected
    dataset = rdflib.Dataset()
    dataset.parse(data=trig, format="trig")
    assert len(list(dataset.quads())) == len(expected)


def test_jsonld_says_the_same_to_rdflib_and_oxigraph() -> None:
    document = written(lambda out: write_jsonld({None: TRIPLES}, out))
    assert quads(document, pyoxigraph.RdfFormat.JSON_LD) == quads(NTRIPLES, pyoxigraph.RdfFormat.N_TRIPLES)
    reference = rdflib.Graph().parse(data=NTRIPLES, format="nt")
    assert isomorphic(rdflib.Graph().parse(data=document, format="json-ld"), reference)
    named = written(lambda out: write_jsonld(DATASET, out))
    assert quads(named, pyoxigraph.RdfFormat.JSON_LD) == quads(NQUADS, pyoxigraph.RdfFormat.N_QUADS)


def test_another_base_gives_the_same_graph() -> None:
    base = "http://localhost:8000/graphe/"
    graph = map_extraction(EXTRACTION, base=base, run=f"{base}run/x")
    plain = written(lambda out: write_ntriples(graph.triples, out))
    turtle = written(lambda out: write_turtle(graph.triples, out, prefixes=data_prefixes(base)))
    document = written(lambda out: write_jsonld({None: graph.triples}, out, base=base))
    expected = quads(plain, pyoxigraph.RdfFormat.N_TRIPLES)
    assert quads(turtle, pyoxigraph.RdfFormat.TURTLE) == expected
    assert quads(document, pyoxigraph.RdfFormat.JSON_LD) == expected
    assert b"<http://localhost:8000/graphe/country/france>" not in turtle


def test_turtle_reads_from_documents_to_evidence() -> None:
    turtle = written(lambda out: write_turtle(GRAPH.triples, out)).decode()
    header, _, body = turtle.partition("\n\n")
    declared = [line.split()[1][:-1] for line in header.splitlines()]
    assert declared == sorted(declared)
    assert all(f"{prefix}:" in body for prefix in declared)
    assert "_:" not in body
    starts = [
        body.index(text) for text in ("document:note-7 a", "person:omar-sane a", "fact:visit-", "\nevidence:")
    ]
    assert starts == sorted(starts)
    assert 'country:france a dg:Country, dg:Actor, dg:Place ;\n    rdfs:label "France"@fr ;\n' in body
    assert "dg:confidence 0.8 ;" in body
    assert not [line for line in turtle.split("\n") if line.endswith(" ")]
    assert '"2024-05-04"^^xsd:date' in body
    assert 'schema:text """Paris, le 5 mai 2024.\n\n« Omar Sané »' in body


def test_jsonld_is_compact() -> None:
    document = written(lambda out: write_jsonld({None: GRAPH.triples}, out)).decode()
    assert '"visitor": ["person/omar-sane"]' in document
    assert '"visitKind": "State"' in document
    assert '"start": "2024-05-04"' in document
    assert '"startMonth": "2024-05"' in document
    assert '"sector": ["sectors:culture"]' in document
    assert '"prefLabelEn": "' in document
    assert '"label": "Omar Sané"' in document


def test_text_and_binary_streams_get_the_same() -> None:
    out = io.StringIO()
    write_trig(DATASET, out)
    assert out.getvalue().encode() == written(lambda binary: write_trig(DATASET, binary))


def test_an_empty_graph_is_a_valid_file() -> None:
    assert written(lambda out: write_turtle((), out)) == b""
    assert quads(written(lambda out: write_jsonld({None: ()}, out)), pyoxigraph.RdfFormat.JSON_LD) == set()


_SCRIPT = """
import sys
from rdf_sample import EXTRACTION, RUN
from diplograph.rdf.mapping import map_extraction
from diplograph.rdf.writers import write_jsonld, write_nquads, write_trig, write_turtle
graph = map_extraction(EXTRACTION, run=RUN)
shuffled = list(set(graph.triples))
dataset = {name: shuffled for name in {"https://example.org/b", "https://example.org/a", graph.iri}}
for write in (write_trig, write_nquads, write_jsonld):
    write(dataset, sys.stdout.buffer)
write_turtle(shuffled, sys.stdout.buffer)
"""


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    outputs = set()
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
        run = subprocess.run(
            [sys.executable, "-c", _SCRIPT], env=environment, capture_output=True, check=True
        )
        outputs.add(run.stdout)
    assert len(outputs) == 1
    assert len(outputs.pop()) > 10_000


def test_a_long_list_stands_one_a_line() -> None:
    triples = [(S, P, f"<https://example.org/{'x' * 20}{number}>") for number in range(9)]
    lines = written(lambda out: write_turtle(triples, out)).decode().splitlines()
    assert lines[1] == f"{S} {P}"
    assert lines[2] == f"        <https://example.org/{'x' * 20}0>,"
    assert lines[-1] == f"        <https://example.org/{'x' * 20}8> ."
