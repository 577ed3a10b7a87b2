"""The formats of the graph itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO

from diplograph.cli.formats import Format, Options

if TYPE_CHECKING:
    from diplograph.rdf.terms import Triple
    from diplograph.store import Store


class _Graph:
    """The triples of one graph, read when they are asked for: a writer holds one graph at a time."""

    def __init__(self, store: Store, graph: str | None) -> None:
        self._store = store
        self._graph = graph

    def __iter__(self) -> Iterator[Triple]:
        return self._store.triples(self._graph)


def _dataset(store: Store) -> Mapping[str | None, _Graph]:
    return {graph: _Graph(store, graph) for graph in (None, *store.graphs())}


def _turtle(store: Store, out: BinaryIO, options: Options) -> None:
    from diplograph.rdf.identifiers import data_prefixes
    from diplograph.rdf.writers import write_turtle

    write_turtle(store.triples(), out, prefixes=data_prefixes(store.base))


def _trig(store: Store, out: BinaryIO, options: Options) -> None:
    from diplograph.rdf.identifiers import data_prefixes
    from diplograph.rdf.writers import write_trig

    write_trig(_dataset(store), out, prefixes=data_prefixes(store.base))


def _ntriples(store: Store, out: BinaryIO, options: Options) -> None:
    from diplograph.rdf.writers import write_ntriples

    write_ntriples(store.triples(), out)


def _nquads(store: Store, out: BinaryIO, options: Options) -> None:
    from diplograph.rdf.writers import write_nquads

    write_nquads(_dataset(store), out)


def _jsonld(store: Store, out: BinaryIO, options: Options) -> None:
    from diplograph.rdf.writers import write_jsonld

    if "frame" in options:
        from diplograph.rdf.framing import load_frame, write_framed

        write_framed(store.triples(), out, frame=load_frame(options["frame"]), base=store.base)
    else:
        write_jsonld({None: store.triples()}, out, base=store.base)


def _rdfxml(store: Store, out: BinaryIO, options: Options) -> None:
    from diplograph.rdf.identifiers import data_prefixes
    from diplograph.rdf.writers import write_rdfxml

    write_rdfxml(store.triples(), out, prefixes=data_prefixes(store.base))


def _void(store: Store, out: BinaryIO, options: Options) -> None:
    from diplograph.rdf.description import About, describe
    from diplograph.rdf.identifiers import data_prefixes, graph_iri
    from diplograph.rdf.vocabulary import DCAT, VOID
    from diplograph.rdf.writers import write_turtle

    about = About(options.get("title", ""), options.get("license", ""), options.get("address", ""))
    runs = store.triples(graph_iri(store.base, "runs"))
    triples = describe(store.triples(), runs=runs, base=store.base, about=about)
    write_turtle(triples, out, prefixes={**data_prefixes(store.base), "dcat": DCAT, "void": VOID})


RDF_FORMATS: dict[str, Format] = {
    "turtle": Format(write=_turtle),
    "trig": Format(write=_trig),
    "ntriples": Format(write=_ntriples),
    "nquads": Format(write=_nquads),
    "jsonld": Format(write=_jsonld, options=frozenset({"frame"})),
    "rdfxml": Format(write=_rdfxml),
    "void": Format(write=_void, options=frozenset({"title", "license", "address"})),
}
