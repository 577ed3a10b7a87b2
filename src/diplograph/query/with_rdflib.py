"""A store as a graph of rdflib, through oxrdflib: `pip install 'diplograph[rdflib]'`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.errors import UsageError
from diplograph.rdf.identifiers import data_prefixes
from diplograph.store import Store

if TYPE_CHECKING:
    from rdflib import Graph


def rdflib_graph(store: Store, graph: str = "") -> Graph:
    """The published graph, or a named one, for programs that speak rdflib; the prefixes are bound.

    It reads from the open store and lives no longer than it. Oxigraph answers `graph.query`, with rdflib's
    terms. Two things differ from a graph in rdflib's own memory: plain texts come as typed `xsd:string`,
    which rdflib does not hold equal to untyped ones (compare `str(value)`), and `initBindings` binds selected
    variables only. The union of the named graphs is not offered: each statement would count once for every
    document.

    Args:
        store: open; for reading only, so that nothing can be added behind the store's back.
        graph: IRI of a named graph; "" for the published one.
    Raises:
        UsageError: oxrdflib is not installed, or the store has no such graph.
    """
    try:
        from oxrdflib.store import OxigraphStore
    except ImportError:
        raise UsageError("oxrdflib is not installed", hint="pip install 'diplograph[rdflib]'") from None
    from rdflib import Graph, URIRef
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

    if graph and graph not in store.graphs():
        raise UsageError(f"the store has no graph {graph}", hint="Store.graphs() names them")
    identifier = URIRef(graph) if graph else DATASET_DEFAULT_GRAPH_ID
    view = Graph(store=OxigraphStore(store=store.engine), identifier=identifier, bind_namespaces="none")
    for prefix, namespace in data_prefixes(store.base).items():
        view.bind(prefix, namespace)
    return view
