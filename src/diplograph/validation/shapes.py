"""The SHACL shapes, parsed once, and never without one that looks at something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import rdflib
from rdflib.namespace import SH
from rdflib.plugins.stores.memory import SimpleMemory

from diplograph.errors import ShapesError
from diplograph.resources import resource

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)


@dataclass(frozen=True, slots=True)
class Shapes:
    """Shapes ready for use.

    Attributes:
        graph: what pySHACL reads.
        value_paths: shape IRI → properties whose values it targets (sh:targetObjectsOf).
        set_shapes: shapes that look at all nodes in one query (sh:targetNode); their results name the node at
            fault as sh:value.

    Raises:
        ShapesError: no shape has a target, so that any graph would conform.
    """

    graph: rdflib.Graph
    value_paths: Mapping[str, tuple[str, ...]]
    set_shapes: frozenset[str]

    def __post_init__(self) -> None:
        if not _has_target(self.graph):
            raise ShapesError("no shape has a target")


def _has_target(graph: rdflib.Graph) -> bool:
    return any((None, target, None) in graph for target in _TARGETS)


def load_shapes(folder: Path | None = None) -> Shapes:
    """Read every `*.ttl` of a folder, by default the bundled `shapes/`.

    Raises:
        ShapesError: the folder holds no shape with a target, or a file does not parse.
    """
    place = resource("shapes") if folder is None else folder
    # pySHACL reads a shape's triples again for each focus node: a store without contexts halves that.
    graph = rdflib.Graph(store=SimpleMemory())
    for path in sorted(place.glob("*.ttl")):
        try:
            # Parsed by rdflib and not by pySHACL, which turns literal normalisation off for the whole process
            # when a file has a syntax error.
            graph.parse(path, format="turtle")
        except Exception as fault:
            first = str(fault).strip().splitlines()[0] if str(fault).strip() else type(fault).__name__
            raise ShapesError(f"does not parse: {first}", where=str(path)) from fault
    if not _has_target(graph):
        raise ShapesError(
            "no shape has a target", where=str(place), hint="give a folder of SHACL files in Turtle"
        )
    paths: dict[str, list[str]] = {}
    for shape, path_node in sorted(graph.subject_objects(SH.targetObjectsOf)):
        paths.setdefault(str(shape), []).append(str(path_node))
    return Shapes(
        graph=graph,
        value_paths={shape: tuple(found) for shape, found in paths.items()},
        set_shapes=frozenset(str(shape) for shape in graph.subjects(SH.targetNode)),
    )
