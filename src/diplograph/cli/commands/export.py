"""`diplograph export`: take the graph away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from diplograph.cli.lazy import OneOf
from diplograph.cli.options import SETTINGS, output_option, store_option

if TYPE_CHECKING:
    from diplograph.rdf.terms import Triple
    from diplograph.store import Store


FORMATS = ("turtle", "trig", "ntriples", "nquads", "jsonld", "gexf")


@click.command(context_settings=SETTINGS)
@click.argument("format", type=OneOf(FORMATS), metavar="FORMAT")
@store_option
@output_option
def export(format: str, store: Path, output: Path) -> None:
    """Take the graph away in a file.

    FORMAT is one of:

    \b
    turtle, ntriples, jsonld  the published graph
    trig, nquads              the whole dataset: also who said what, one graph per document
    gexf                      the network of actors, for Gephi

    The same store gives the same bytes.

    \b
    Examples:
      diplograph export gexf -o graph.gexf
      diplograph export nquads | gzip > graph.nq.gz
    """
    from diplograph.cli.output import open_output
    from diplograph.store import Store

    with Store.open(store, read_only=True) as opened, open_output(output) as out:
        _WRITERS[format](opened, out)


class _Graph:
    """The triples of one graph, read when they are asked for: a writer holds one graph at a time."""

    def __init__(self, store: Store, graph: str | None) -> None:
        self._store = store
        self._graph = graph

    def __iter__(self) -> Iterator[Triple]:
        return self._store.triples(self._graph)


def _dataset(store: Store) -> Mapping[str | None, _Graph]:
    return {graph: _Graph(store, graph) for graph in (None, *store.graphs())}


def _turtle(store: Store, out: BinaryIO) -> None:
    from diplograph.rdf.identifiers import data_prefixes
    from diplograph.rdf.writers import write_turtle

    write_turtle(store.triples(), out, prefixes=data_prefixes(store.base))


def _trig(store: Store, out: BinaryIO) -> None:
    from diplograph.rdf.identifiers import data_prefixes
    from diplograph.rdf.writers import write_trig

    write_trig(_dataset(store), out, prefixes=data_prefixes(store.base))


def _ntriples(store: Store, out: BinaryIO) -> None:
    from diplograph.rdf.writers import write_ntriples

    write_ntriples(store.triples(), out)


def _nquads(store: Store, out: BinaryIO) -> None:
    from diplograph.rdf.writers import write_nquads

    write_nquads(_dataset(store), out)


def _jsonld(store: Store, out: BinaryIO) -> None:
    from diplograph.rdf.writers import write_jsonld

    write_jsonld({None: store.triples()}, out, base=store.base)


def _gexf(store: Store, out: BinaryIO) -> None:
    from diplograph.network.gexf import write_gexf
    from diplograph.network.projection import project

    network = project(store.triples())
    write_gexf(network.nodes, network.edges, out)


_WRITERS: Mapping[str, Callable[[Store, BinaryIO], None]] = {
    "turtle": _turtle,
    "trig": _trig,
    "ntriples": _ntriples,
    "nquads": _nquads,
    "jsonld": _jsonld,
    "gexf": _gexf,
}
