"""RDF files of any format as triples or quads in term strings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pyoxigraph as ox

from diplograph.cli.lazy import did_you_mean
from diplograph.errors import UsageError
from diplograph.rdf.terms import Triple

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}


_IMPORTS = "http://www.w3.org/2002/07/owl#imports"
_UNPUBLISHED = ("graph/quarantine", "graph/runs")  # graphs of an export that hold what is not published


def read_triples(files: Sequence[Path]) -> Iterator[Triple]:
    """Triples of files in term strings, graph names left out; blank nodes of different files stay apart.

    Raises:
        UsageError: a file is missing, of an unknown format, or does not parse (`file:line`).
    """
    for file in files:
        yield from (triple for triple, _ in read_quads(file, rename_blank_nodes=len(files) > 1))


def read_published(file: Path) -> Iterator[Triple]:
    """The published graph of a file: its default graph, or all named ones when that is empty.

    Raises:
        UsageError: see `read_triples`.
    """
    published: list[Triple] = []
    named: list[Triple] = []
    for triple, graph in read_quads(file):
        if not graph:
            published.append(triple)
        elif not graph.endswith(_UNPUBLISHED):
            named.append(triple)
    yield from published or named


def read_quads(file: Path, *, rename_blank_nodes: bool = False) -> Iterator[tuple[Triple, str]]:
    """Triples of a file, each with the IRI of its graph, "" for the default one.

    Nothing is fetched: an import is told on standard error and not followed, a JSON-LD context that lies
    elsewhere is an error.

    Raises:
        UsageError: see `read_triples`.
    """
    format = FORMATS.get(file.suffix.lower())
    if format is None:
        advice = did_you_mean(file.suffix, FORMATS) or f" (it is one of {', '.join(FORMATS)})"
        raise UsageError(f"unknown kind of RDF file{advice}", where=str(file))
    if not file.is_file():
        raise UsageError("there is no such file", where=str(file), hint="check the path")
    base = file.resolve().as_uri()
    try:
        for quad in ox.parse(path=file, format=format, base_iri=base, rename_blank_nodes=rename_blank_nodes):
            if quad.predicate.value == _IMPORTS:
                told = f"owl:imports {quad.object} is not followed, for nothing is fetched: give its file too"
                click.echo(f"diplograph: {file}: {told}", err=True)
            graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)[1:-1]
            yield (str(quad.subject), str(quad.predicate), str(quad.object)), graph
    except SyntaxError as error:
        if "remote context" in str(error.msg):
            raise UsageError(
                "its JSON-LD context lies elsewhere, and nothing is fetched",
                where=str(file),
                hint="write the context itself into the file, in place of its address",
            ) from None
        where = f"{file}:{error.lineno}" if error.lineno else str(file)
        raise UsageError(f"it does not parse: {error.msg}", where=where, hint="correct it there") from None
