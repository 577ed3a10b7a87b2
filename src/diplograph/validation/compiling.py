"""From a shapes graph to a program: SHACL Core, and the SPARQL constraints that `queries` can read.

What is not understood is never skipped: `UnsupportedError` says what it is, and pySHACL then judges instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from rdflib import RDF, RDFS, BNode, Graph, Literal, URIRef
from rdflib.namespace import SH

from diplograph.errors import ShapesError
from diplograph.validation import constraints as c
from diplograph.validation.compiled import Program, Query, Shape, Target
from diplograph.validation.graphs import text_of_node
from diplograph.validation.paths import read_path
from diplograph.validation.queries import compile_query
from diplograph.validation.results import Messages
from diplograph.validation.rows import UnsupportedError
from diplograph.validation.values import has_datatype

SEVERITIES = (SH.Violation, SH.Warning, SH.Info)
_TARGETS = (SH.targetNode, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
# What describes a shape and constrains nothing, and parameters that are read with another one.
_TOLD = {
    *_TARGETS,
    *(SH[name] for name in ("path", "severity", "message", "deactivated", "name", "description", "order")),
    *(SH[name] for name in ("group", "defaultValue", "flags", "ignoredProperties", "property", "closed")),
    *(SH[name] for name in ("qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShape", "sparql")),
}
_FLAGS = {"i": re.IGNORECASE, "s": re.DOTALL, "m": re.MULTILINE, "x": re.VERBOSE}
_KINDS = {
    SH.IRI: "<", SH.BlankNode: "_", SH.Literal: '"', SH.BlankNodeOrIRI: "<_", SH.BlankNodeOrLiteral: '_"',
    SH.IRIOrLiteral: '<"',
}  # fmt: skip


def component(name: str) -> str:
    """IRI of a constraint component."""
    return f"{SH}{name}ConstraintComponent"


def compile_shapes(graph: Graph) -> Program:
    """Make the program of all shapes with a target.

    Raises:
        UnsupportedError: a construct is outside what this validator does.
        ShapesError: the shapes are wrong.
    """
    reader = _Reader(graph)
    return Program(reader.shape(node) for node in sorted(_targeted(graph)))


def has_target(graph: Graph) -> bool:
    """Whether any shape looks at anything."""
    return bool(_targeted(graph))


def _targeted(graph: Graph) -> set[Any]:
    shapes = {node for kind in (SH.NodeShape, SH.PropertyShape) for node in graph.subjects(RDF.type, kind)}
    implicit = {node for node in shapes if (node, RDF.type, RDFS.Class) in graph}
    return implicit.union(*(graph.subjects(target, None) for target in _TARGETS))


class _Reader:
    """Reads each shape once, however many refer to it."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._done: dict[Any, Shape] = {}
        self._open: set[Any] = set()

    def shape(self, node: Any) -> Shape:
        """The shape of a node."""
        if node in self._done:
            return self._done[node]
        if node in self._open:
            raise UnsupportedError(f"the shape {_name(node)} refers to itself")
        if not any(self._graph.predicate_objects(node)):
            raise ShapesError(f"the shape {_name(node)} is referred to and not described")
        self._open.add(node)
        made = self._done[node] = self._shape(node)
        self._open.discard(node)
        return made

    def _shape(self, node: Any) -> Shape:
        graph = self._graph
        path = self._one(node, SH.path)
        severity = self._one(node, SH.severity) or SH.Violation
        shape = Shape(
            term=text_of_node(node),
            path=None if path is None else read_path(graph, path),
            target=self._target(node),
            severity=str(severity).rpartition("#")[2],
            messages=self._messages(node),
            deactivated=self._true(node, SH.deactivated),
        )
        described: list[Any] = list(graph.predicate_objects(node))
        for predicate, value in sorted(described):
            make = _COMPONENTS.get(predicate)
            if make is not None:
                if predicate in _SINGLE:
                    self._one(node, predicate)
                check = make(self, node, value)
                if isinstance(check, c.Count | c.HasValue | c.UniqueLang | c.Pair | c.Less):
                    shape.of_nodes.append(check)
                elif check is not None:
                    shape.of_values.append(check)
            elif str(predicate).startswith(str(SH)) and predicate not in _TOLD:
                raise UnsupportedError(f"{_name(node)} has sh:{str(predicate).removeprefix(str(SH))}")
        if path is None and any(
            isinstance(check, c.Count | c.UniqueLang | c.Less) for check in shape.of_nodes
        ):
            raise ShapesError(f"{_name(node)} counts or compares values and has no sh:path")
        shape.properties += [self._property(node, each) for each in self._all(node, SH.property)]
        shape.of_nodes += self._qualified(node)
        if self._true(node, SH.closed):
            shape.closed.append(self._closed(node, shape))
        for constraint in self._all(node, SH.sparql):
            if not self._true(constraint, SH.deactivated):
                shape.queries.append(self._query(constraint, has_path=path is not None))
        return shape

    def _property(self, outer: Any, node: Any) -> Shape:
        shape = self.shape(node)
        if shape.path is None:
            raise ShapesError(
                f"a sh:property of {_name(outer)} has no sh:path", hint="say which property it is"
            )
        return shape

    def _closed(self, node: Any, shape: Shape) -> c.Closed:
        if shape.path is not None:
            raise UnsupportedError(f"{_name(node)} is a property shape with sh:closed")
        allowed = {each.path.predicate for each in shape.properties if each.path and each.path.predicate}
        for head in self._all(node, SH.ignoredProperties):
            allowed.update(text_of_node(each) for each in self.items(node, head))
        return c.Closed(component("Closed"), frozenset(allowed))

    def _all(self, node: Any, predicate: URIRef) -> list[Any]:
        found: list[Any] = list(self._graph.objects(node, predicate))
        return sorted(found)

    def _one(self, node: Any, predicate: URIRef) -> Any:
        found = self._all(node, predicate)
        if len(found) > 1:
            raise ShapesError(f"{_name(node)} has {len(found)} values of {_name(predicate)}", hint="give one")
        return found[0] if found else None

    def _true(self, node: Any, predicate: URIRef) -> bool:
        value = self._one(node, predicate)
        return isinstance(value, Literal) and value.value is True

    def _target(self, node: Any) -> Target:
        nodes, classes, subjects, objects = (
            tuple(sorted(text_of_node(each) for each in self._graph.objects(node, target)))
            for target in _TARGETS
        )
        if (node, RDF.type, RDFS.Class) in self._graph:
            classes += (text_of_node(node),)
        return Target(nodes, classes, subjects, objects)

    def _messages(self, node: Any) -> Messages:
        texts = self._graph.objects(node, SH.message)
        return tuple(sorted((getattr(text, "language", "") or "", str(text)) for text in texts))

    def _query(self, node: Any, *, has_path: bool) -> Query:
        select = self._one(node, SH.select)
        if select is None:
            raise UnsupportedError(f"{_name(node)} is a SPARQL constraint without sh:select")
        messages = self._messages(node)
        if any("{?" in text or "{$" in text for _, text in messages):
            raise UnsupportedError(f"the message of {_name(node)} has a place for a value")
        if has_path:
            raise UnsupportedError(f"{_name(node)} is a SPARQL constraint of a property shape")
        if (node, SH.prefixes, None) in self._graph:
            raise UnsupportedError(f"{_name(node)} declares its prefixes by sh:prefixes")
        return Query(component("SPARQL"), text_of_node(node), messages, compile_query(str(select)))

    def _qualified(self, node: Any) -> Iterable[c.OfNodes]:
        value = self._one(node, SH.qualifiedValueShape)
        if value is None:
            return
        least, most = self._one(node, SH.qualifiedMinCount), self._one(node, SH.qualifiedMaxCount)
        if least is not None:
            yield c.Qualified(component("QualifiedMinCount"), self.shape(value), least=_number(node, least))
        if most is not None:
            yield c.Qualified(component("QualifiedMaxCount"), self.shape(value), most=_number(node, most))

    def items(self, node: Any, head: Any) -> list[Any]:
        """Members of a list."""
        if head != RDF.nil and (head, RDF.first, None) not in self._graph:
            raise ShapesError(f"{_name(node)} needs a list", hint="written in brackets: ( … )")
        return list(self._graph.items(head))

    def pattern(self, node: Any, value: Any) -> re.Pattern[str]:
        """sh:pattern with its sh:flags."""
        flags = self._one(node, SH.flags)
        options = 0
        for letter in str(flags or ""):
            if letter not in _FLAGS:
                raise UnsupportedError(f"{_name(node)} has the flag {letter!r}")
            options |= _FLAGS[letter]
        try:
            return re.compile(str(value), options)
        except re.error as fault:
            raise ShapesError(f"the pattern of {_name(node)} does not parse: {fault}") from None


def _name(node: Any) -> str:
    return "a blank shape" if isinstance(node, BNode) else f"<{node}>"


def _number(node: Any, value: Any) -> int:
    if not isinstance(value, Literal) or not isinstance(value.value, int) or value.value < 0:
        raise ShapesError(f"{_name(node)} has {str(value)!r} where a whole number is needed")
    return value.value


# Parameters that a shape may have once (SHACL, appendix C); of the others each value is a constraint.
_SINGLE = {
    *(SH[name] for name in ("datatype", "nodeKind", "minCount", "maxCount", "minExclusive", "minInclusive")),
    *(SH[name] for name in ("maxExclusive", "maxInclusive", "minLength", "maxLength", "languageIn", "in")),
    *(SH[name] for name in ("uniqueLang", "pattern")),
}

_Made = Callable[[_Reader, Any, Any], Any]


def _term(name: str, make: Callable[[_Reader, Any, Any], Callable[[str], bool]]) -> _Made:
    return lambda reader, node, value: c.Term(component(name), make(reader, node, value))


def _range(name: str, *allowed: int) -> _Made:
    return _term(name, lambda reader, node, value: c.in_range(text_of_node(value), allowed))


def _logic(name: str, least: int | None, most: int | None) -> _Made:
    """None stands for the number of shapes."""

    def make(reader: _Reader, node: Any, value: Any) -> c.Logic:
        shapes = tuple(reader.shape(each) for each in reader.items(node, value))
        count = len(shapes)
        return c.Logic(
            component(name), shapes, count if least is None else least, count if most is None else most
        )

    return make


def _node_kind(reader: _Reader, node: Any, value: Any) -> Callable[[str], bool]:
    if value not in _KINDS:
        raise ShapesError(f"{_name(node)} has the node kind {_name(value)}", hint="such as sh:IRI")
    signs = _KINDS[value]
    return lambda term: term[0] in signs


def _unique_lang(reader: _Reader, node: Any, value: Any) -> c.UniqueLang | None:
    return c.UniqueLang(component("UniqueLang")) if getattr(value, "value", None) is True else None


_COMPONENTS: dict[Any, _Made] = {
    SH["class"]: lambda reader, node, value: c.Class(component("Class"), text_of_node(value)),
    SH.datatype: _term("Datatype", lambda reader, node, value: lambda term: has_datatype(term, str(value))),
    SH.nodeKind: _term("NodeKind", _node_kind),
    SH.minCount: lambda reader, node, value: c.Count(component("MinCount"), least=_number(node, value)),
    SH.maxCount: lambda reader, node, value: c.Count(component("MaxCount"), most=_number(node, value)),
    SH.minExclusive: _range("MinExclusive", 1),
    SH.minInclusive: _range("MinInclusive", 0, 1),
    SH.maxExclusive: _range("MaxExclusive", -1),
    SH.maxInclusive: _range("MaxInclusive", -1, 0),
    SH.minLength: _term("MinLength", lambda reader, node, value: c.has_length(_number(node, value), None)),
    SH.maxLength: _term("MaxLength", lambda reader, node, value: c.has_length(0, _number(node, value))),
    SH.pattern: _term("Pattern", lambda reader, node, value: c.matches(reader.pattern(node, value))),
    SH.languageIn: _term(
        "LanguageIn",
        lambda reader, node, value: c.speaks([str(each).lower() for each in reader.items(node, value)]),
    ),
    SH.uniqueLang: _unique_lang,
    SH.equals: lambda reader, node, value: c.Pair(component("Equals"), text_of_node(value), equal=True),
    SH.disjoint: lambda reader, node, value: c.Pair(component("Disjoint"), text_of_node(value), equal=False),
    SH.lessThan: lambda reader, node, value: c.Less(component("LessThan"), text_of_node(value), (-1,)),
    SH.lessThanOrEquals: lambda reader, node, value: c.Less(
        component("LessThanOrEquals"), text_of_node(value), (-1, 0)
    ),
    SH.hasValue: lambda reader, node, value: c.HasValue(component("HasValue"), text_of_node(value)),
    SH["in"]: lambda reader, node, value: c.In(
        component("In"), frozenset(text_of_node(each) for each in reader.items(node, value))
    ),
    SH["not"]: lambda reader, node, value: c.Logic(component("Not"), (reader.shape(value),), 0, 0),
    SH["and"]: _logic("And", None, None),
    SH["or"]: _logic("Or", 1, None),
    SH.xone: _logic("Xone", 1, 1),
    SH.node: lambda reader, node, value: c.Logic(component("Node"), (reader.shape(value),), 1, 1),
}  # fmt: skip
