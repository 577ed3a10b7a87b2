"""RDF files of any format as triples, graph names left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

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


def read_triples(files: Sequence[Path]) -> Iterator[Triple]:
    """Triples of files in term strings; blank nodes of different files stay apart.

    Raises:
        UsageError: a file is missing, of an unknown format, or does not parse (`file:line`).
    """
    for file in files:
        format = FORMATS.get(file.suffix.lower())
        if format is None:
            advice = did_you_mean(file.suffix, FORMATS) or f" (it is one of {', '.join(FORMATS)})"
            raise UsageError(f"unknown kind of RDF file{advice}", where=str(file))
        if not file.is_file():
            raise UsageError("there is no such file", where=str(file), hint="check the path")
        base = file.resolve().as_uri()
        try:
            for quad in ox.parse(path=file, format=format, base_iri=base, rename_blank_nodes=len(files) > 1):
                yield str(quad.subject), str(quad.predicate), str(quad.object)
        except SyntaxError as error:
            where = f"{file}:{error.lineno}" if error.lineno else str(file)
            raise UsageError(
                f"it does not parse: {error.msg}", where=where, hint="correct it there"
            ) from None
