"""Property paths of SHACL: where they lead from a node, and how Turtle writes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rdflib import RDF, BNode, Graph, URIRef
from rdflib.namespace import SH

from diplograph.errors import ShapesError
from diplograph.validation.index import Index, closure

_Step = Callable[[Index, str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Path:
    """A path.

    Attributes:
        turtle: as a term or as nested nodes; equal for equal paths.
        predicate: the term, when it is a plain property; else "".
        follow: (index, node) → the nodes it leads to, the same one perhaps twice.
    """

    turtle: str
    predicate: str
    follow: _Step

    def values(
        self, index: Index, nodes: Collection[str]
    ) -> tuple[Mapping[str, str], Mapping[str, Collection[str]]]:
        """The first value of each node that has one, and all values of each that has several.

        May hold more nodes than were asked for.
        """
        if self.predicate:
            column = index.column(self.predicate)
            return column.one, column.more
        one: dict[str, str] = {}
        more: dict[str, Collection[str]] = {}
        for node in nodes:
            found = dict.fromkeys(self.follow(index, node))
            if found:
                one[node] = next(iter(found))
            if len(found) > 1:
                more[node] = found
        return one, more


def read_path(graph: Graph, node: Any) -> Path:
    """The path that a node of the shapes graph describes.

    Raises:
        ShapesError: it is no path.
    """
    if isinstance(node, URIRef):
        term = f"<{node}>"
        return Path(term, term, lambda index, start: index.column(term).values(start))
    if not isinstance(node, BNode):
        raise ShapesError(f"sh:path is {node!r}", hint="it is an IRI or a node that describes a path")
    if (node, RDF.first, None) in graph:
        return _sequence([read_path(graph, each) for each in graph.items(node)])
    described: list[tuple[Any, Any]] = list(graph.predicate_objects(node))
    if len(described) != 1:
        raise ShapesError("a path says one thing", hint="such as [ sh:inversePath dg:evidence ]")
    kind, inner = described[0]
    if kind == SH.alternativePath:
        return _alternative([read_path(graph, each) for each in graph.items(inner)])
    makers: dict[Any, Callable[[Path], Path]] = {
        SH.inversePath: _inverse,
        SH.zeroOrMorePath: lambda path: _repeated(path, "zeroOrMorePath", least=0),
        SH.oneOrMorePath: lambda path: _repeated(path, "oneOrMorePath", least=1),
        SH.zeroOrOnePath: _optional,
    }
    make = makers.get(kind)
    if make is None:
        raise ShapesError(f"<{kind}> makes no path", hint="see section 2.3.1 of SHACL")
    return make(read_path(graph, inner))


def _named(kind: str, text: str, follow: _Step) -> Path:
    return Path(f"[ <{SH}{kind}> {text} ]", "", follow)


def _listed(paths: Iterable[Path]) -> str:
    return f"( {' '.join(path.turtle for path in paths)} )"


def _sequence(paths: list[Path]) -> Path:
    def follow(index: Index, start: str) -> Iterable[str]:
        ahead: Iterable[str] = (start,)
        for path in paths:
            ahead = dict.fromkeys(each for node in ahead for each in path.follow(index, node))
        return ahead

    return Path(_listed(paths), "", follow)


def _alternative(paths: list[Path]) -> Path:
    def follow(index: Index, start: str) -> Iterable[str]:
        return (each for path in paths for each in path.follow(index, start))

    return _named("alternativePath", _listed(paths), follow)


def _inverse(path: Path) -> Path:
    if not path.predicate:
        raise ShapesError("sh:inversePath of a path", hint="turn each property of it round instead")
    term = path.predicate
    return _named("inversePath", term, lambda index, start: index.column(term).subjects(start))


def _repeated(path: Path, kind: str, *, least: int) -> Path:
    def follow(index: Index, start: str) -> Iterable[str]:
        def step(node: str) -> Iterable[str]:
            return path.follow(index, node)

        if least == 0:
            return closure(start, step)
        return dict.fromkeys(each for first in step(start) for each in closure(first, step))

    return _named(kind, path.turtle, follow)


def _optional(path: Path) -> Path:
    return _named("zeroOrOnePath", path.turtle, lambda index, start: (start, *path.follow(index, start)))
