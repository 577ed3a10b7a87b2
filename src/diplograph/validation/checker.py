"""pySHACL behind one function with keyword arguments only.

pySHACL takes any argument and reads the shapes only under the right name: a misspelt one "conforms". Here the
shapes are parsed and never empty, nothing is inferred, imported or fetched, and tests prove that every shape
can fail.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import pyshacl
import rdflib
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result

from diplograph.errors import ShapesError
from diplograph.rdf.terms import Triple, literal, split_literal
from diplograph.validation.report import Report, Violation
from diplograph.validation.shapes import Shapes

_RDFLIB_LOG = logging.getLogger("rdflib.term")


@lru_cache(maxsize=64)
def _prepared(query: str) -> Query:
    return prepareQuery(query)


class _DataGraph(rdflib.Graph):
    """A graph that parses each SPARQL text once in a process: half the time of a small validation."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        """Run a query, as rdflib does."""
        parsed = _prepared(query_object) if isinstance(query_object, str) else query_object
        return super().query(parsed, *args, **kwargs)


def to_graph(triples: Iterable[Triple]) -> rdflib.Graph:
    """An rdflib graph from term strings."""
    graph = _DataGraph()
    terms: dict[str, rdflib.term.Node] = {}

    def term(text: str) -> Any:
        node = terms.get(text)
        if node is None:
            node = terms[text] = _term(text)
        return node

    # A date such as 31 February is for the shapes to tell, not for a traceback in rdflib's log.
    level = _RDFLIB_LOG.level
    _RDFLIB_LOG.setLevel(logging.ERROR)
    try:
        graph.addN((term(subject), term(predicate), term(obj), graph) for subject, predicate, obj in triples)
    finally:
        _RDFLIB_LOG.setLevel(level)
    return graph


def _term(text: str) -> rdflib.term.Node:
    if text.startswith("<"):
        return rdflib.URIRef(text[1:-1])
    if text.startswith("_:"):
        return rdflib.BNode(text[2:])
    value, language, datatype = split_literal(text)
    kind = rdflib.URIRef(datatype) if datatype else None
    return rdflib.Literal(value, lang=language or None, datatype=kind, normalize=False)


def _text(node: Any) -> str:
    """The term string of a node, as it was given."""
    if isinstance(node, rdflib.Literal):
        return literal(str(node), language=node.language or "", datatype=str(node.datatype or ""))
    return f"_:{node}" if isinstance(node, rdflib.BNode) else f"<{node}>"


def validate(*, data: Iterable[Triple], shapes: Shapes) -> Report:
    """Check a graph against shapes.

    Args:
        data: the triples of one document, or of a whole dataset; types must be stated, none are inferred.
        shapes: from `load_shapes`.
    Raises:
        ShapesError: pySHACL could not use the shapes.
    """
    graph = to_graph(data)
    try:
        conforms, found, text = pyshacl.validate(
            graph,
            shacl_graph=shapes.graph,
            inference="none",
            advanced=False,
            do_owl_imports=False,
            meta_shacl=False,
        )
    except (pyshacl.errors.ShapeLoadError, pyshacl.errors.ConstraintLoadError) as fault:
        raise ShapesError(f"pySHACL refuses the shapes: {fault}") from fault
    if not isinstance(found, rdflib.Graph):
        raise ShapesError(f"pySHACL could not validate: {text.strip()}")
    violations = {
        violation
        for result in found.objects(None, SH.result)
        for violation in _violations(result, found=found, data=graph, shapes=shapes)
    }
    if not conforms and not violations:
        raise ShapesError("pySHACL reports a fault in a node that the graph does not hold")
    return Report(bool(conforms), tuple(sorted(violations)))


def _violations(
    result: rdflib.term.Node, *, found: rdflib.Graph, data: rdflib.Graph, shapes: Shapes
) -> Iterator[Violation]:
    """One result of pySHACL, told of the nodes that a reader knows.

    A shape that targets values reports the value; what is at fault are the nodes that point at it.
    """
    shape = str(found.value(result, SH.sourceShape))
    focus = found.value(result, SH.focusNode)
    path = found.value(result, SH.resultPath)
    value = found.value(result, SH.value)
    component = str(found.value(result, SH.sourceConstraintComponent) or "")
    severity = str(found.value(result, SH.resultSeverity) or SH.Violation).rpartition("#")[2]
    # From the shapes: pySHACL drops the language of a SPARQL constraint's message.
    told = found.value(result, SH.sourceConstraint) or rdflib.URIRef(shape)
    texts = [text for text in shapes.graph.objects(told, SH.message) if isinstance(text, rdflib.Literal)]
    messages = tuple(sorted((text.language or "en", str(text)) for text in texts))

    def make(node: Any, at: Any, what: Any) -> Violation:
        term = "" if what is None else _text(what)
        return Violation(str(node), "" if at is None else str(at), term, shape, severity, messages, component)

    if shape in shapes.set_shapes and value is not None:
        yield make(value, None, None)
    elif shape in shapes.value_paths and path is None:
        for name in shapes.value_paths[shape]:
            at = rdflib.URIRef(name)
            for node in data.subjects(at, focus):
                yield make(node, at, focus)
    else:
        yield make(focus, path if isinstance(path, rdflib.URIRef) else None, value)
