"""The triples of a graph, grouped once so that constraints are answered by dictionaries and sets."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from diplograph.rdf.terms import Triple, split_literal
from diplograph.rdf.vocabulary import RDF_TYPE, RDFS, XSD

SUBCLASS = f"<{RDFS}subClassOf>"
_PLAIN = f'"^^<{XSD}string>'
# Terms are taken apart once: short ones come again and again, the text of a document for each of its quotes.
_LONG, _VERY_LONG = 200, 2000


class Column:
    """The triples of one predicate.

    Nearly every subject has one value, and most questions are about the others: so the first value stands in
    `one`, and only subjects with several stand in `more`, with all of theirs, the first included.
    """

    __slots__ = ("_inverse", "_objects", "more", "one")

    def __init__(self) -> None:
        self.one: dict[str, str] = {}
        self.more: dict[str, dict[str, None]] = {}
        self._inverse: dict[str, list[str]] = {}
        self._objects: set[str] = set()

    def add(self, subject: str, value: str) -> None:
        """Take one triple in; a repeated one changes nothing."""
        first = self.one.setdefault(subject, value)
        if first != value:
            self.more.setdefault(subject, {first: None})[value] = None

    def values(self, subject: str) -> Collection[str]:
        """Values of a subject, in the order they came."""
        if subject in self.more:
            return self.more[subject]
        return (self.one[subject],) if subject in self.one else ()

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Every subject with each of its values."""
        for subject, value in self.one.items():
            if subject in self.more:
                yield from ((subject, each) for each in self.more[subject])
            else:
                yield subject, value

    def objects(self) -> set[str]:
        """All values; not to be changed."""
        if not self._objects:
            self._objects.update(self.one.values(), *self.more.values())
        return self._objects

    def subjects(self, value: str) -> Collection[str]:
        """Subjects that have a value."""
        if not self._inverse:
            for subject, each in self.pairs():
                self._inverse.setdefault(each, []).append(subject)
        return self._inverse.get(value, ())


_NOTHING = Column()


class Index:
    """A graph as columns, with the instances of each class.

    Args:
        triples: in any order, repetitions allowed; terms as `rdf.terms` writes them.
        seconds: how long SPARQL constraints may look for solutions, all together.
    """

    def __init__(self, triples: Iterable[Triple], *, seconds: float = math.inf) -> None:
        self._steps = 0
        self._end = time.monotonic() + seconds
        first: dict[str, dict[str, str]] = {}
        self._columns: dict[str, Column] = {}
        self.typed: dict[str, set[str]] = {}
        typed = self.typed
        # The one loop that touches every triple: what it does is inlined rather than called.
        for subject, predicate, value in triples:
            if value[-1] == ">" and value.endswith(_PLAIN):
                value = value[: -len(_PLAIN) + 1]
            if predicate == RDF_TYPE:
                if value in typed:
                    typed[value].add(subject)
                else:
                    typed[value] = {subject}
                continue
            try:
                one = first[predicate]
            except KeyError:
                column = self._columns[predicate] = Column()
                one = first[predicate] = column.one
            if subject not in one:
                one[subject] = value
            elif one[subject] != value:
                self._columns[predicate].add(subject, value)
        self._kinds: dict[str, set[str]] = {}

    def spend(self) -> None:
        """Count a step of a query.

        Raises:
            TimeoutError: the time is over.
        """
        self._steps += 1
        if self._steps & 4095 == 0 and time.monotonic() > self._end:
            raise TimeoutError

    def column(self, predicate: str) -> Column:
        """The triples of a predicate; empty when there are none."""
        if predicate == RDF_TYPE and predicate not in self._columns:
            column = self._columns[predicate] = Column()
            for class_term, members in self.typed.items():
                for member in sorted(members):
                    column.add(member, class_term)
        return self._columns.get(predicate, _NOTHING)

    @property
    def declares_classes(self) -> bool:
        """Whether the graph itself declares subclasses."""
        return SUBCLASS in self._columns

    def columns(self) -> Mapping[str, Column]:
        """Every predicate with its triples."""
        self.column(RDF_TYPE)
        return self._columns

    def instances(self, class_term: str) -> set[str]:
        """Nodes of a class or of a subclass that the graph itself declares; do not change the set."""
        if SUBCLASS not in self._columns:
            return self.typed.get(class_term, _EMPTY)
        if class_term not in self._kinds:
            below = closure(class_term, self.column(SUBCLASS).subjects)
            self._kinds[class_term] = set().union(*(self.typed.get(each, ()) for each in below))
        return self._kinds[class_term]


_EMPTY: set[str] = set()


def closure(start: str, step: Callable[[str], Iterable[str]]) -> dict[str, None]:
    """What can be reached from a node in any number of steps, itself included."""
    found = {start: None}
    ahead = [start]
    while ahead:
        for each in step(ahead.pop()):
            if each not in found:
                found[each] = None
                ahead.append(each)
    return found


def parts(term: str) -> tuple[str, str, str]:
    """(text, language, datatype) of a literal, as `split_literal`; a plain one is an xsd:string."""
    if len(term) < _LONG:
        return _parts(term)
    return _split(term) if len(term) < _VERY_LONG else _text_parts(term)


def _split(term: str) -> tuple[str, str, str]:
    value, language, datatype = split_literal(term)
    return value, language, datatype or ("" if language else f"{XSD}string")


_parts = lru_cache(maxsize=1 << 15)(_split)
_text_parts = lru_cache(maxsize=4)(_split)


def text_of(term: str) -> str:
    """What SPARQL's STR gives: the text of a literal, the address of an IRI."""
    if term[0] == '"':
        return parts(term)[0]
    return term[1:-1]
