"""The SHACL shapes, parsed once and proven able to fail."""

from __future__ import annotations

import hashlib
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
        digest: sha256 of the shape files, for the fingerprint of a run.
    """

    graph: rdflib.Graph
    value_paths: Mapping[str, tuple[str, ...]]
    set_shapes: frozenset[str]
    digest: str


def load_shapes(folder: Path | None = None) -> Shapes:
    """Read every `*.ttl` of a folder, by default the bundled `shapes/`.

    Raises:
        ShapesError: the folder holds no shape with a target, or a file does not parse.
    """
    place = resource("shapes") if folder is None else folder
    # pySHACL reads a shape's triples again for each focus node: a store without contexts halves that.
    graph = rdflib.Graph(store=SimpleMemory())
    digest = hashlib.sha256()
    for path in sorted(place.glob("*.ttl")):
        digest.update(path.read_bytes())
        try:
            # Parsed by rdflib and not by pySHACL, which turns literal normalisation off for the whole process
            # when a file has a syntax error.
            graph.parse(path, format="turtle")
        except Exception as fault:
            first = str(fault).strip().splitlines()[0] if str(fault).strip() else type(fault).__name__
            raise ShapesError(f"does not parse: {first}", where=str(path)) from fault
    if not any((None, target, None) in graph for target in _TARGETS):
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
        digest=digest.hexdigest(),
    )
