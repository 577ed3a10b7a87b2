"""Questions to a store: named queries with their citations, and SPARQL, checked first, answered by Oxigraph.

For programs: `run_named`, `graph_named` and `find_named` (named queries), `ask` (SPARQL), `QueryWorker`
(SPARQL with a time limit), `rdflib_graph` (the store as a graph of rdflib). Each is imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diplograph.query.answer import ask
    from diplograph.query.named import find_named
    from diplograph.query.running import graph_named, run_named
    from diplograph.query.with_rdflib import rdflib_graph
    from diplograph.query.worker import QueryWorker

__all__ = ["QueryWorker", "ask", "find_named", "graph_named", "rdflib_graph", "run_named"]

_MODULES = {
    "QueryWorker": "worker",
    "ask": "answer",
    "find_named": "named",
    "graph_named": "running",
    "rdflib_graph": "with_rdflib",
    "run_named": "running",
}


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return getattr(import_module(f"diplograph.query.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
