"""Shapes ready to run: targets, checks, and the results they give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from diplograph.validation.constraints import Closed, OfNodes, OfValues, values_at
from diplograph.validation.index import Index
from diplograph.validation.paths import Path
from diplograph.validation.results import Messages, Result

# (index, focus nodes) → (focus, property or "", value or "") at fault
Solve = Callable[[Index, AbstractSet[str]], Iterator[tuple[str, str, str]]]


@dataclass(frozen=True, slots=True)
class Query:
    """A SPARQL constraint of a shape."""

    component: str
    term: str
    messages: Messages
    solve: Solve


@dataclass(frozen=True, slots=True)
class Target:
    """What a shape looks at."""

    nodes: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    subjects_of: tuple[str, ...] = ()
    objects_of: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nodes or self.classes or self.subjects_of or self.objects_of)

    @property
    def is_class(self) -> bool:
        """Whether it is one class and nothing else."""
        return len(self.classes) == 1 and not (self.nodes or self.subjects_of or self.objects_of)

    def select(self, index: Index) -> AbstractSet[str]:
        """The focus nodes; not to be changed."""
        sets: list[AbstractSet[str]] = [index.instances(each) for each in self.classes]
        sets += [index.column(each).one.keys() for each in self.subjects_of]
        sets += [index.column(each).objects() for each in self.objects_of]
        if self.nodes:
            sets.append(set(self.nodes))
        sets = [each for each in sets if each]
        if len(sets) == 1:
            return sets[0]
        return set().union(*sets)


@dataclass(slots=True)
class Shape:
    """A node shape, or a property shape when it has a path.

    Attributes:
        term: of the shapes graph.
        of_values, of_nodes, closed, queries: its constraints, by what they look at.
        properties: its sh:property, whose results are their own.
    """

    term: str
    path: Path | None
    target: Target
    severity: str
    messages: Messages
    deactivated: bool = False
    of_values: list[OfValues] = field(default_factory=list)
    of_nodes: list[OfNodes] = field(default_factory=list)
    closed: list[Closed] = field(default_factory=list)
    queries: list[Query] = field(default_factory=list)
    properties: list[Shape] = field(default_factory=list)

    def run(self, index: Index, nodes: AbstractSet[str], found: set[Result]) -> None:
        """Add the results for focus nodes."""
        if self.deactivated or not nodes:
            return
        path = self.path.turtle if self.path else ""
        for component, focus, value in self._faults(index, nodes):
            found.add(self._result(focus, path, value, component))
        for check in self.closed:
            for focus, predicate, value in check.extra(index, nodes):
                found.add(self._result(focus, predicate, value, check.component))
        for query in self.queries:
            for focus, predicate, value in query.solve(index, nodes):
                told = value or ("" if self.path else focus)
                found.add(
                    Result(
                        focus,
                        predicate or path,
                        told,
                        query.component,
                        self.severity,
                        self.term,
                        query.term,
                        tuple(sorted({*self.messages, *query.messages})),
                    )
                )
        if self.properties:
            values = self._values(index, nodes)
            for shape in self.properties:
                shape.run(index, values, found)

    def failing(self, index: Index, nodes: AbstractSet[str]) -> set[str]:
        """Those of the nodes that do not conform."""
        if self.deactivated or not nodes:
            return set()
        if self.path is None and not self.of_nodes:
            bad = {value for check in self.of_values for value in check.failing(index, nodes)}
        else:
            bad = {focus for _, focus, _ in self._faults(index, nodes)}
        for check in self.closed:
            bad.update(focus for focus, _, _ in check.extra(index, nodes))
        for query in self.queries:
            bad.update(focus for focus, _, _ in query.solve(index, nodes))
        for shape in self.properties:
            values = shape.failing(index, self._values(index, nodes))
            if values and self.path:
                one, more = self.path.values(index, nodes)
                bad.update(node for node in nodes if not values.isdisjoint(values_at(node, one, more)))
            else:
                bad |= values
        return bad

    def _result(self, focus: str, path: str, value: str, component: str) -> Result:
        return Result(focus, path, value, component, self.severity, self.term, "", self.messages)

    def _values(self, index: Index, nodes: AbstractSet[str]) -> AbstractSet[str]:
        """Value nodes of all focus nodes together."""
        if self.path is None:
            return nodes
        one, more = self.path.values(index, nodes)
        if len(one) <= len(nodes):
            found = {value for node, value in one.items() if node in nodes}
        else:
            found = {one[node] for node in nodes if node in one}
        for node, values in more.items():
            if node in nodes:
                found.update(values)
        return found

    def _faults(self, index: Index, nodes: AbstractSet[str]) -> Iterator[tuple[str, str, str]]:
        """(component, focus, value) of what the checks find."""
        if self.path is None:
            for check in self.of_values:
                for value in check.failing(index, nodes):
                    yield check.component, value, value
            if self.of_nodes:
                itself = {node: node for node in nodes}
                for held in self.of_nodes:
                    for focus, value in held.pairs(index, nodes, itself, {}):
                        yield held.component, focus, value
            return
        one, more = self.path.values(index, nodes)
        for held in self.of_nodes:
            for focus, value in held.pairs(index, nodes, one, more):
                yield held.component, focus, value
        if not self.of_values or not one:
            return
        values = self._values(index, nodes)
        for check in self.of_values:
            bad = set(check.failing(index, values))
            if bad:
                for focus in nodes:
                    for value in values_at(focus, one, more):
                        if value in bad:
                            yield check.component, focus, value


class Program:
    """All shapes that have a target, those of one target together.

    Attributes:
        shapes: in the order they were given.
    """

    def __init__(self, shapes: Iterable[Shape]) -> None:
        self.shapes = tuple(shapes)
        groups: dict[Target, list[Shape]] = {}
        for shape in self.shapes:
            groups.setdefault(shape.target, []).append(shape)
        # Of many shapes a document has nothing to look at: those of one class are found from the document.
        self._of_class = {target.classes[0]: found for target, found in groups.items() if target.is_class}
        self._others = [(target, found) for target, found in groups.items() if not target.is_class]

    def run(self, index: Index) -> set[Result]:
        """Every result of the graph."""
        found: set[Result] = set()
        classes = self._of_class if index.declares_classes else index.typed.keys() & self._of_class.keys()
        looked_at: list[tuple[AbstractSet[str], list[Shape]]] = [
            (index.instances(each), self._of_class[each]) for each in classes
        ]
        looked_at += [(target.select(index), shapes) for target, shapes in self._others]
        for nodes, shapes in looked_at:
            if nodes:
                for shape in shapes:
                    shape.run(index, nodes, found)
        return found
