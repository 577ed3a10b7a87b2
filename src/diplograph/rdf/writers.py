"""All the formats in which a graph or a dataset is written; same triples, same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO

from diplograph.rdf.jsonld import write_jsonld
from diplograph.rdf.output import sink
from diplograph.rdf.terms import Triple
from diplograph.rdf.turtle import write_trig, write_turtle

__all__ = ["write_jsonld", "write_nquads", "write_ntriples", "write_trig", "write_turtle"]


def write_ntriples(triples: Iterable[Triple], out: IO[str] | IO[bytes]) -> None:
    """Write a graph as N-Triples, one triple a line, sorted, without repetition."""
    write = sink(out)
    lines = sorted({f"{subject} {predicate} {obj} .\n" for subject, predicate, obj in triples})
    write("".join(lines))


def write_nquads(graphs: Mapping[str | None, Iterable[Triple]], out: IO[str] | IO[bytes]) -> None:
    """Write a dataset as N-Quads, the default graph (None) first, then by graph; sorted within each."""
    write = sink(out)
    for graph in sorted(graphs, key=lambda name: name or ""):
        end = " .\n" if graph is None else f" <{graph}> .\n"
        lines = sorted({f"{subject} {predicate} {obj}{end}" for subject, predicate, obj in graphs[graph]})
        write("".join(lines))
