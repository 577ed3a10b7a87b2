"""`diplograph export` in the formats of this room, from the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pyoxigraph
import pytest
from click.testing import CliRunner, Result

from diplograph.cli.commands.export import export
from diplograph.errors import DiplographError
from diplograph.rdf.vocabulary import VOID

pytestmark = pytest.mark.model


def called(store: Path, *words: str) -> Result:
    result = CliRunner().invoke(export, [*words, "--store", str(store)])
    if isinstance(result.exception, DiplographError):
        result.stderr_bytes = str(result.exception).encode()
    return result


def test_rdfxml_is_what_turtle_is(corpus_path: Path) -> None:
    xml = called(corpus_path, "rdfxml").stdout_bytes
    turtle = called(corpus_path, "turtle").stdout_bytes
    read = [
        {str(quad) for quad in pyoxigraph.parse(data, format=kind)}
        for data, kind in ((xml, pyoxigraph.RdfFormat.RDF_XML), (turtle, pyoxigraph.RdfFormat.TURTLE))
    ]
    assert read[0] == read[1]
    assert len(read[0]) > 8000


def test_void_says_what_it_was_told(corpus_path: Path) -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    told = called(
        corpus_path, "void", "--title", "Corpus", "--license", licence, "--address", "https://example.org/d"
    )
    text = told.stdout_bytes
    assert b"dataset:graph a void:Dataset, dcat:Dataset" in text
    quads = {(quad.predicate.value, str(quad.object)) for quad in pyoxigraph.parse(text, format=TURTLE)}
    assert (f"{VOID}dataDump", "<https://example.org/d/graph.ttl>") in quads
    assert ("http://purl.org/dc/terms/license", f"<{licence}>") in quads
    assert ("http://purl.org/dc/terms/title", '"Corpus"') in quads
    assert called(corpus_path, "void").stdout_bytes == called(corpus_path, "void").stdout_bytes


def test_frames_by_name_and_by_file(corpus_path: Path, tmp_path: Path) -> None:
    visits = json.loads(called(corpus_path, "jsonld", "--frame", "visit").stdout_bytes)
    assert all("Visit" in item["type"] for item in visits["@graph"])
    own = tmp_path / "own.json"
    own.write_text('{"type": "Country", "@explicit": true, "label": {}}', encoding="utf-8")
    countries = json.loads(called(corpus_path, "jsonld", "--frame", str(own)).stdout_bytes)
    assert {"id": "country/france", "type": ["Actor", "Country", "Place"], "label": "France"} in countries[
        "@graph"
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("turtle", "--frame", "visit"), "--frame is for jsonld, not for turtle"),
        (("jsonld", "--license", "x"), "--license is for void, not for jsonld"),
        (("jsonld", "--frame", "visits"), "did you mean 'visit'?"),
        (("void", "--license", "CC BY"), "the licence is no IRI: CC BY"),
        (("rdfxm",), "did you mean 'rdfxml'"),
    ],
)
def test_a_mistake_is_told(corpus_path: Path, words: tuple[str, ...], told: str) -> None:
    result = called(corpus_path, *words)
    assert result.exit_code != 0
    assert told in " ".join((result.stderr or str(result.exception)).split())


def test_without_pyld_one_is_told_what_to_install(corpus_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyld", None)
    result = called(corpus_path, "jsonld", "--frame", "visit")
    assert "pip install 'diplograph[jsonld]'" in str(result.exception)
    assert called(corpus_path, "jsonld").exit_code == 0


TURTLE = pyoxigraph.RdfFormat.TURTLE
