"""Validation behind one function with keyword arguments only.

The shapes are never empty, nothing is inferred, imported or fetched, and tests make each shape fail.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

from diplograph.errors import ShapesError
from diplograph.rdf.terms import Triple
from diplograph.rdf.vocabulary import SH
from diplograph.validation.index import Index
from diplograph.validation.report import Report, Violation
from diplograph.validation.results import Result
from diplograph.validation.shapes import Shapes

_INVERSE = re.compile(rf"^\[ <{SH}inversePath> <([^<>]*)> \]$")
SPARQL_COMPONENT = f"{SH}SPARQLConstraintComponent"


def validate(*, data: Iterable[Triple], shapes: Shapes, seconds: float = math.inf) -> Report:
    """Check a graph against shapes.

    Args:
        data: the triples of one document, or of a whole dataset; types must be stated, none are inferred.
        shapes: from `load_shapes`.
        seconds: how long SPARQL constraints, and shapes that need pySHACL, may take.
    Raises:
        ShapesError: the shapes cannot be used, or took too long.
    """
    try:
        if shapes.program is not None:
            index = Index(data, seconds=seconds)
            found = shapes.program.run(index)
        else:
            # Imported where it is needed: our own shapes never are.
            from diplograph.validation.referee import judged_by_pyshacl

            triples = list(data)
            index = Index(triples)
            limit = None if math.isinf(seconds) else seconds
            found = judged_by_pyshacl(data=triples, shapes=shapes.graph, seconds=limit)
    except TimeoutError:
        raise ShapesError(
            f"the shapes were not done after {seconds:g} seconds",
            hint="a SPARQL constraint joins patterns that share no variable, or the graph needs more time",
        ) from None
    if not found:
        return Report(True, ())
    results = tuple(sorted(found))
    violations = {told for result in results for told in _told(result, index=index, shapes=shapes)}
    conforms = all(result.severity != "Violation" for result in results)
    return Report(conforms, tuple(sorted(violations)), results)


def _told(result: Result, *, index: Index, shapes: Shapes) -> Iterator[Violation]:
    """A result, told of the nodes that a reader knows.

    A shape that targets values reports the value; what is at fault are the nodes that point at it.
    """
    shape = _bare(result.shape)
    messages = tuple((language or "en", text) for language, text in result.messages)

    def make(node: str, path: str, value: str) -> Violation:
        return Violation(_bare(node), path, value, shape, result.severity, messages, result.component)

    if result.component == SPARQL_COMPONENT and shape in shapes.set_shapes and result.value != result.focus:
        yield make(result.value, "", "")
        return
    paths = _INVERSE.findall(result.path) if result.path else shapes.value_paths.get(shape, ())
    pointing = [(node, path) for path in paths for node in index.column(f"<{path}>").subjects(result.focus)]
    if pointing:
        for node, path in pointing:
            yield make(node, path, result.focus)
        return
    yield make(result.focus, _bare(result.path) if result.path.startswith("<") else "", result.value)


def _bare(term: str) -> str:
    return term[1:-1] if term.startswith("<") else term
