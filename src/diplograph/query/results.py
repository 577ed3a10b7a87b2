"""Write the answer to a query: a table to read, CSV, TSV, JSON and XML for programs, Turtle for graphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

import pyoxigraph as ox

from diplograph.errors import UsageError
from diplograph.query.answer import Results
from diplograph.query.running import Cited
from diplograph.query.table import write_table
from diplograph.rdf.terms import Triple

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle")

_OF_OXIGRAPH = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}


def default_format(answer: Results) -> str:
    """A table for rows and yes or no, Turtle for a graph."""
    return "turtle" if isinstance(answer, ox.QueryTriples) else "table"


def write_answer(
    answer: Results, out: BinaryIO, *, format: str, prefixes: Mapping[str, str], width: int = 0
) -> None:
    """Write an answer in one of FORMATS.

    Args:
        width: of the terminal that a table is for; 0 for a plain one that nothing cuts.
    Raises:
        UsageError: the format cannot hold this kind of answer.
    """
    if isinstance(answer, ox.QueryTriples):
        if format != "turtle":
            raise _does_not_fit(answer, format, "turtle")
        from diplograph.rdf.writers import write_turtle

        write_turtle(_triples(answer), out, prefixes=prefixes)
    elif format == "turtle":
        raise _does_not_fit(answer, format, "table, csv, tsv, json or xml")
    elif format != "table":
        answer.serialize(out, format=_OF_OXIGRAPH[format])
        if format in ("json", "xml") or isinstance(answer, ox.QueryBoolean):
            out.write(b"\n")
    elif isinstance(answer, ox.QueryBoolean):
        out.write(b"yes\n" if answer else b"no\n")
    else:
        write_table(answer, out, prefixes=prefixes, width=width)


def write_cited(
    cited: Cited, out: BinaryIO, *, format: str, prefixes: Mapping[str, str], width: int = 0
) -> None:
    """Write rows with their passages: under each row in a table, as columns in the other formats.

    Raises:
        UsageError: the format cannot hold rows.
    """
    if format == "table" and cited.variable:
        from diplograph.query.cited_table import write_cited_table

        write_cited_table(cited, out, prefixes=prefixes, width=width)
    else:
        write_answer(cited.flat().as_answer(), out, format=format, prefixes=prefixes, width=width)


def _triples(answer: ox.QueryTriples) -> Iterator[Triple]:
    for triple in answer:
        yield str(triple.subject), str(triple.predicate), str(triple.object)


def _does_not_fit(answer: Results, format: str, fitting: str) -> UsageError:
    kind = "a graph" if isinstance(answer, ox.QueryTriples) else "rows, or yes and no"
    return UsageError(f"{format} cannot hold {kind}", hint=f"use --format {fitting}")
