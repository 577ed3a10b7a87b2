"""All the formats in which a graph or a dataset is written; same triples, same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from operator import eq
from typing import IO

from diplograph.rdf.jsonld import write_jsonld
from diplograph.rdf.output import bytes_sink
from diplograph.rdf.rdfxml import write_rdfxml
from diplograph.rdf.terms import Triple
from diplograph.rdf.turtle import write_trig, write_turtle

__all__ = ["write_jsonld", "write_nquads", "write_ntriples", "write_rdfxml", "write_trig", "write_turtle"]


def _lines(triples: Iterable[Triple]) -> list[bytes]:
    """Triples as text, sorted, each once.

    UTF-8 sorts as its characters do. Lines are encoded by themselves, since one sign beyond Latin-1 makes all
    of a long text two or four times as wide.
    """
    lines = sorted(map(str.encode, map(" ".join, triples)))
    # A graph rarely repeats itself: to look at neighbours costs less than a set of all lines.
    if any(map(eq, lines, islice(lines, 1, None))):
        return list(dict.fromkeys(lines))
    return lines


def write_ntriples(triples: Iterable[Triple], out: IO[str] | IO[bytes]) -> None:
    """Write a graph as N-Triples, one triple a line, sorted, without repetition."""
    write_nquads({None: triples}, out)


def write_nquads(graphs: Mapping[str | None, Iterable[Triple]], out: IO[str] | IO[bytes]) -> None:
    """Write a dataset as N-Quads, the default graph (None) first, then by graph; sorted within each."""
    write = bytes_sink(out)
    for graph in sorted(graphs, key=lambda name: name or ""):
        end = b" .\n" if graph is None else f" <{graph}> .\n".encode()
        lines = _lines(graphs[graph])
        if lines:
            write(end.join(lines))
            write(end)
