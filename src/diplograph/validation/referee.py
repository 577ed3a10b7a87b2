"""pySHACL: the referee of our own validator, and the judge of shapes that are beyond it.

pySHACL takes any argument and reads the shapes only under the right name: a misspelt one "conforms". Here it
gets a parsed graph of shapes; nothing is inferred, imported or fetched.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import pyshacl
import rdflib
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result as Answer

from diplograph.errors import DiplographError, ShapesError
from diplograph.rdf.terms import Triple
from diplograph.validation.graphs import text_of_node, to_graph
from diplograph.validation.paths import read_path
from diplograph.validation.results import Result


@lru_cache(maxsize=64)
def _prepared(query: str) -> Query:
    return prepareQuery(query)


class _DataGraph(rdflib.Graph):
    """A graph that parses each SPARQL text once in a process: half the time of a small validation."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Answer:
        """Run a query, as rdflib does."""
        parsed = _prepared(query_object) if isinstance(query_object, str) else query_object
        return super().query(parsed, *args, **kwargs)


def pyshacl_results(*, data: Iterable[Triple], shapes: rdflib.Graph) -> set[Result]:
    """What pySHACL reports.

    Raises:
        ShapesError: it cannot use the shapes.
    """
    return {_result(node, report, shapes) for report, node in _reported(to_graph(data, _DataGraph()), shapes)}


def pyshacl_report(*, data: Iterable[Triple], shapes: rdflib.Graph) -> rdflib.Graph:
    """The graph of its report."""
    return _report(to_graph(data, _DataGraph()), shapes)


def _report(graph: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    try:
        conforms, found, text = pyshacl.validate(
            graph,
            shacl_graph=shapes,
            inference="none",
            advanced=False,
            do_owl_imports=False,
            meta_shacl=False,
            allow_warnings=True,
        )
    except (pyshacl.errors.ShapeLoadError, pyshacl.errors.ConstraintLoadError) as fault:
        raise ShapesError(f"pySHACL refuses the shapes: {fault}") from fault
    if not isinstance(found, rdflib.Graph):
        raise ShapesError(f"pySHACL could not validate: {text.strip()}")
    if not conforms and (None, SH.result, None) not in found:
        raise ShapesError("pySHACL finds a fault and does not say which")
    return found


def _reported(graph: rdflib.Graph, shapes: rdflib.Graph) -> list[tuple[rdflib.Graph, Any]]:
    found = _report(graph, shapes)
    return [(found, node) for node in found.objects(None, SH.result)]


def _result(node: Any, found: rdflib.Graph, shapes: rdflib.Graph) -> Result:
    def term(predicate: Any) -> str:
        value = found.value(node, predicate)
        return "" if value is None else text_of_node(value)

    path = found.value(node, SH.resultPath)
    shape, constraint = found.value(node, SH.sourceShape), found.value(node, SH.sourceConstraint)
    # From the shapes: pySHACL drops the language of a SPARQL constraint's message.
    told = {
        text for each in (shape, constraint) if each is not None for text in shapes.objects(each, SH.message)
    }
    texts = told or set(found.objects(node, SH.resultMessage))
    return Result(
        focus=term(SH.focusNode),
        path="" if path is None else read_path(found, path).turtle,
        value=term(SH.value),
        component=str(found.value(node, SH.sourceConstraintComponent)),
        severity=str(found.value(node, SH.resultSeverity)).rpartition("#")[2],
        shape=term(SH.sourceShape),
        constraint=term(SH.sourceConstraint),
        messages=tuple(sorted((getattr(text, "language", "") or "", str(text)) for text in texts)),
    )


def judged_by_pyshacl(*, data: Iterable[Triple], shapes: rdflib.Graph, seconds: float | None) -> set[Result]:
    """The same in a process of its own, which can be stopped.

    Raises:
        TimeoutError: it took longer.
        ShapesError: pySHACL cannot use the shapes.
    """
    job = pickle.dumps((list(data), shapes.serialize(format="nt", encoding="utf-8")))
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__], input=job, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise TimeoutError from None
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["it ended"]
        raise ShapesError(f"pySHACL could not validate: {last[0]}")
    answer = pickle.loads(done.stdout)
    if isinstance(answer, DiplographError):
        raise answer
    found: set[Result] = answer
    return found


def _main() -> None:
    data, shapes = pickle.load(sys.stdin.buffer)
    output, sys.stdout = sys.stdout, sys.stderr  # what pySHACL prints is no answer
    answer: Any
    try:
        answer = pyshacl_results(data=data, shapes=rdflib.Graph().parse(data=shapes, format="nt"))
    except DiplographError as fault:
        answer = fault
    output.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    _main()
