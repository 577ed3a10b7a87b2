"""The SHACL shapes, read once, and never without one that looks at something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import rdflib
from rapidfuzz import process
from rdflib.namespace import OWL, SH
from rdflib.plugins.stores.memory import SimpleMemory

from diplograph.errors import ShapesError
from diplograph.resources import resource
from diplograph.validation.compiled import Program
from diplograph.validation.compiling import SEVERITIES, compile_shapes, has_target
from diplograph.validation.graphs import text_of_node
from diplograph.validation.rows import UnsupportedError

# pySHACL would pass over these without a word.
_ADVANCED = (SH.target, SH.rule, SH.js, SH.expression)


@dataclass(frozen=True, slots=True)
class Shapes:
    """Shapes ready for use.

    Attributes:
        graph: as they were read.
        program: as they are run; None when they need pySHACL.
        beyond: why they need it; "" when they do not.
        value_paths: shape IRI → properties whose values it targets (sh:targetObjectsOf).
        set_shapes: shapes with one SPARQL query over all nodes (sh:targetNode); their results name the node
            at fault as sh:value.
        names: shape IRI → language → its sh:name.

    Raises:
        ShapesError: no shape has a target, so that any graph would conform; or they are wrong.
    """

    graph: rdflib.Graph
    program: Program | None
    beyond: str
    value_paths: Mapping[str, tuple[str, ...]]
    set_shapes: frozenset[str]
    names: Mapping[str, Mapping[str, str]]


def load_shapes(folder: Path | None = None) -> Shapes:
    """Read every `*.ttl` of a folder, by default the bundled `shapes/`; or a single file.

    Raises:
        ShapesError: the folder is missing or holds no shape with a target, a file does not parse or imports
            another, or a shape says what SHACL does not know.
    """
    place = resource("shapes") if folder is None else folder
    # pySHACL reads a shape's triples again for each focus node: a store without contexts halves that.
    graph = rdflib.Graph(store=SimpleMemory())
    if not place.exists():
        raise ShapesError("there is no such folder", where=str(place), hint="check the path")
    for path in [place] if place.is_file() else sorted(place.glob("*.ttl")):
        try:
            # Parsed by rdflib and not by pySHACL, which turns literal normalisation off for the whole process
            # when a file has a syntax error.
            graph.parse(path, format="turtle")
        except Exception as fault:
            first = str(fault).strip().splitlines()[0] if str(fault).strip() else type(fault).__name__
            raise ShapesError(f"does not parse: {first}", where=str(path)) from fault
    return read_shapes(graph, where=str(place))


@cache
def bundled_shapes() -> Shapes:
    """The shapes of diplograph, read once per process.

    Raises:
        ShapesError: a file does not parse.
    """
    return load_shapes()


def read_shapes(graph: rdflib.Graph, *, where: str = "") -> Shapes:
    """Check and compile the shapes of a graph.

    Raises:
        ShapesError: as `load_shapes`.
    """
    if not has_target(graph):
        raise ShapesError("no shape has a target", where=where, hint="give a folder of SHACL files in Turtle")
    try:
        _check(graph)
        program, beyond = compile_shapes(graph), ""
    except UnsupportedError as reason:
        program, beyond = None, str(reason)
    except ShapesError as fault:
        raise ShapesError(fault.reason, where=fault.where or where, hint=fault.hint) from None
    paths: dict[str, list[str]] = {}
    for shape, path_node in _pairs(graph, SH.targetObjectsOf):
        paths.setdefault(str(shape), []).append(str(path_node))
    names: dict[str, dict[str, str]] = {}
    for shape, text in _pairs(graph, SH.name):
        names.setdefault(str(shape), {})[getattr(text, "language", None) or ""] = str(text)
    return Shapes(
        graph=graph,
        program=program,
        beyond=beyond,
        value_paths={shape: tuple(found) for shape, found in paths.items()},
        set_shapes=frozenset(
            str(shape) for shape in graph.subjects(SH.targetNode) if (shape, SH.sparql, None) in graph
        ),
        names=names,
    )


def _check(graph: rdflib.Graph) -> None:
    """Refuse what a validator would pass over in silence: misspelt terms, imports, unknown severities."""
    known = {str(term).rpartition("#")[2] for term in dir(SH) if not str(term).startswith("_")}
    used: set[Any] = {node for triple in graph for node in triple if str(node).startswith(str(SH))}
    for term in sorted(used):
        name = str(term).removeprefix(str(SH))
        if isinstance(term, rdflib.URIRef) and term not in SH and name != "shapesGraph":
            near = process.extractOne(name, known, score_cutoff=70)
            raise ShapesError(f"SHACL has no sh:{name}", hint=f"did you mean sh:{near[0]}?" if near else "")
    for term in _ADVANCED:
        if (None, term, None) in graph:
            raise ShapesError(
                f"sh:{str(term).removeprefix(str(SH))} is an advanced feature that is not done here",
                hint="say it with SHACL Core or with sh:sparql",
            )
    for _, imported in _pairs(graph, OWL.imports):
        raise ShapesError(
            f"the shapes import <{imported}>, and nothing is fetched", hint="put that file into the folder"
        )
    for shape, severity in _pairs(graph, SH.severity):
        if severity not in SEVERITIES:
            raise ShapesError(
                f"the severity {_shown(severity)} of {_shown(shape)} is unknown",
                hint="it is sh:Violation, sh:Warning or sh:Info",
            )


def _pairs(graph: rdflib.Graph, predicate: rdflib.URIRef) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = list(graph.subject_objects(predicate))
    return sorted(found)


def _shown(node: Any) -> str:
    return "a blank shape" if isinstance(node, rdflib.BNode) else text_of_node(node)
