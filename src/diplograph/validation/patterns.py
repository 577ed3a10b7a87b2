"""Triple patterns of a SPARQL constraint as steps over one row of slots."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from rdflib.term import BNode, Identifier, Variable

from diplograph.rdf.vocabulary import RDF_TYPE
from diplograph.validation.graphs import text_of_node
from diplograph.validation.index import Index
from diplograph.validation.rows import Row, Slots, UnsupportedError

Next = Callable[[Row], None]
Step = Callable[[Index, Next], Next]


@dataclass(frozen=True, slots=True)
class Place:
    """Subject, predicate or object of a pattern: a term, or the slot of a variable, known by then or not."""

    term: str = ""
    slot: int = -1
    known: bool = True

    def at(self, row: Row) -> str:
        """The term here, where it is known."""
        return self.term or str(row[self.slot])


def place_of(node: Any, slots: Slots) -> Place:
    """The place of a node of a pattern; a variable that is new gets a slot.

    Raises:
        UnsupportedError: it is a path, or was computed.
    """
    if isinstance(node, Variable | BNode):
        name = str(node)
        if name in slots.values:
            raise UnsupportedError("SPARQL: a computed value in a pattern")
        known = name in slots.terms
        return Place(slot=slots.terms[name] if known else slots.reserve(name), known=known)
    if not isinstance(node, Identifier):
        raise UnsupportedError("SPARQL: a property path")
    return Place(term=text_of_node(node))


def pattern_step(subject: Place, predicate: Place, obj: Place) -> Step:
    """The step that finds all statements of a pattern.

    Raises:
        UnsupportedError: the property is open, or subject and object are one variable.
    """
    if not predicate.known:
        raise UnsupportedError("SPARQL: a property that is left open")
    if subject.slot >= 0 and subject.slot == obj.slot and not subject.known:
        raise UnsupportedError("SPARQL: a pattern whose subject is its object")

    make = _outward if subject.known else _inward if obj.known else _anywhere
    return make(subject, predicate, obj)


def _outward(subject: Place, predicate: Place, obj: Place) -> Step:
    """From a known subject: to its values, or to the question whether one of them is the object."""

    def step(index: Index, then: Next) -> Next:
        fixed = index.column(predicate.term) if predicate.term not in ("", RDF_TYPE) else None
        slot, spend = obj.slot, index.spend

        def follow(row: Row) -> None:
            node = row[subject.slot] if subject.slot >= 0 else subject.term
            column = fixed or index.column(predicate.at(row))
            if node in column.more:
                for value in column.more[node]:
                    spend()
                    row[slot] = value
                    then(row)
            elif node in column.one:
                row[slot] = column.one[node]
                then(row)

        def check(row: Row) -> None:
            node, value = subject.at(row), obj.at(row)
            if predicate.at(row) == RDF_TYPE:
                held = node in index.typed.get(value, ())
            else:
                held = value in index.column(predicate.at(row)).values(node)
            if held:
                then(row)

        return check if obj.known else follow

    return step


def _inward(subject: Place, predicate: Place, obj: Place) -> Step:
    """From a known object to the subjects that have it."""

    def step(index: Index, then: Next) -> Next:
        slot, spend = subject.slot, index.spend

        def run(row: Row) -> None:
            value = obj.at(row)
            if predicate.at(row) == RDF_TYPE:
                nodes: Collection[str] = index.typed.get(value, ())
            else:
                nodes = index.column(predicate.at(row)).subjects(value)
            for node in nodes:
                spend()
                row[slot] = node
                then(row)

        return run

    return step


def _anywhere(subject: Place, predicate: Place, obj: Place) -> Step:
    """Every statement with a property."""

    def step(index: Index, then: Next) -> Next:
        def run(row: Row) -> None:
            for node, value in index.column(predicate.at(row)).pairs():
                row[subject.slot], row[obj.slot] = node, value
                index.spend()
                then(row)

        return run

    return step
