"""The constraint components of SHACL Core over grouped triples, a set of nodes at a time.

A constraint of values looks at a set of value nodes and gives those at fault; a constraint of nodes looks at
focus nodes with their values and gives (focus, value) pairs, the value "" where SHACL reports none.
Source: SHACL (W3C Recommendation, 2017), section 4; each class is named as its component.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Protocol

from diplograph.rdf.vocabulary import RDF_TYPE, RDFS
from diplograph.validation.index import Index, parts, text_of
from diplograph.validation.values import compare

_MEMORY = 1 << 15  # values a constraint remembers as good, short ones only
_SHORT = 80
_RESOURCE = f"<{RDFS}Resource>"


class Nested(Protocol):
    """A shape that another one asks about."""

    def failing(self, index: Index, nodes: AbstractSet[str]) -> set[str]:
        """Those of the nodes that do not conform."""


class OfValues(Protocol):
    """A constraint that each value node keeps or breaks by itself."""

    @property
    def component(self) -> str:
        """IRI of the constraint component."""

    def failing(self, index: Index, values: AbstractSet[str]) -> Collection[str]:
        """The values at fault."""


One = Mapping[str, str]
More = Mapping[str, Collection[str]]


class OfNodes(Protocol):
    """A constraint on all values of a focus node together."""

    @property
    def component(self) -> str:
        """IRI of the constraint component."""

    def pairs(self, index: Index, nodes: AbstractSet[str], one: One, more: More) -> Iterable[tuple[str, str]]:
        """(focus, value) at fault; `one` and `more` as `Path.values` gives them."""


def values_at(node: str, one: One, more: More) -> Collection[str]:
    """Values of a node."""
    if node in more:
        return more[node]
    return (one[node],) if node in one else ()


@dataclass(slots=True)
class Term:
    """What the term alone decides: datatype, nodeKind, pattern, ranges, lengths, languageIn.

    Documents repeat their values, so those that passed are remembered and taken off by one set operation.
    """

    component: str
    good: Callable[[str], bool]
    _passed: set[str] = field(default_factory=set)

    def failing(self, index: Index, values: AbstractSet[str]) -> Collection[str]:
        """The values at fault."""
        unknown = set(values - self._passed)
        if not unknown:
            return ()
        bad = [value for value in unknown if not self.good(value)]
        if len(self._passed) > _MEMORY:
            self._passed.clear()
        self._passed.update(value for value in unknown.difference(bad) if len(value) <= _SHORT)
        return bad


@dataclass(frozen=True, slots=True)
class In:
    """sh:in."""

    component: str
    allowed: frozenset[str]

    def failing(self, index: Index, values: AbstractSet[str]) -> Collection[str]:
        """The values at fault."""
        return values - self.allowed


@dataclass(frozen=True, slots=True)
class Class:
    """sh:class."""

    component: str
    kind: str

    def failing(self, index: Index, values: AbstractSet[str]) -> Collection[str]:
        """The values at fault."""
        return values - index.instances(self.kind)


@dataclass(frozen=True, slots=True)
class Logic:
    """sh:or, sh:and, sh:xone, sh:not, sh:node: between `least` and `most` of the shapes are kept."""

    component: str
    shapes: tuple[Nested, ...]
    least: int
    most: int

    def failing(self, index: Index, values: AbstractSet[str]) -> Collection[str]:
        """The values at fault."""
        if self.least == 1 and self.most == len(self.shapes):
            left = values  # any will do: only what broke the shapes before is asked of the next
            for shape in self.shapes:
                if not left:
                    break
                left = shape.failing(index, left)
            return left
        kept = dict.fromkeys(values, 0)
        for shape in self.shapes:
            for value in values - shape.failing(index, values):
                kept[value] += 1
        return [value for value, count in kept.items() if not self.least <= count <= self.most]


@dataclass(frozen=True, slots=True)
class Count:
    """sh:minCount and sh:maxCount."""

    component: str
    least: int = 0
    most: int | None = None

    def pairs(self, index: Index, nodes: AbstractSet[str], one: One, more: More) -> Iterable[tuple[str, str]]:
        """(focus, "") at fault."""
        found: Iterable[str]
        if self.most is not None:
            several: More | AbstractSet[str] = more if self.most else nodes
            found = (
                node for node in several if node in nodes and len(values_at(node, one, more)) > self.most
            )
        elif self.least == 1:
            found = nodes.difference(one) if isinstance(nodes, set) else nodes - one.keys()
        else:
            found = (node for node in nodes if len(values_at(node, one, more)) < self.least)
        return ((node, "") for node in found)


@dataclass(frozen=True, slots=True)
class HasValue:
    """sh:hasValue."""

    component: str
    value: str

    def pairs(self, index: Index, nodes: AbstractSet[str], one: One, more: More) -> Iterable[tuple[str, str]]:
        """(focus, "") at fault."""
        value = self.value
        for node in nodes:
            if one.get(node) != value and (node not in more or value not in more[node]):
                yield node, ""


@dataclass(frozen=True, slots=True)
class UniqueLang:
    """sh:uniqueLang."""

    component: str

    def pairs(self, index: Index, nodes: AbstractSet[str], one: One, more: More) -> Iterable[tuple[str, str]]:
        """(focus, "") at fault."""
        for node in more:
            if node in nodes:
                found = [parts(value)[1].lower() for value in more[node] if value[0] == '"']
                tagged = [language for language in found if language]
                if len(tagged) > len(set(tagged)):
                    yield node, ""


@dataclass(frozen=True, slots=True)
class Pair:
    """sh:equals and sh:disjoint, against the values of another property."""

    component: str
    other: str
    equal: bool

    def pairs(self, index: Index, nodes: AbstractSet[str], one: One, more: More) -> Iterable[tuple[str, str]]:
        """(focus, value) at fault."""
        column = index.column(self.other)
        for node in nodes:
            if not self.equal and (node not in one or node not in column.one):
                continue
            own, others = set(values_at(node, one, more)), set(column.values(node))
            for value in sorted(own ^ others if self.equal else own & others):
                yield node, value


@dataclass(frozen=True, slots=True)
class Less:
    """sh:lessThan and sh:lessThanOrEquals: what cannot be compared is at fault too."""

    component: str
    other: str
    allowed: tuple[int, ...]

    def pairs(self, index: Index, nodes: AbstractSet[str], one: One, more: More) -> Iterable[tuple[str, str]]:
        """(focus, value) at fault."""
        column = index.column(self.other)
        for node in nodes:
            if node in one and node in column.one:
                for value in values_at(node, one, more):
                    if any(compare(value, other) not in self.allowed for other in column.values(node)):
                        yield node, value


@dataclass(frozen=True, slots=True)
class Qualified:
    """sh:qualifiedValueShape with sh:qualifiedMinCount or sh:qualifiedMaxCount."""

    component: str
    shape: Nested
    least: int = 0
    most: int | None = None

    def pairs(self, index: Index, nodes: AbstractSet[str], one: One, more: More) -> Iterable[tuple[str, str]]:
        """(focus, "") at fault."""
        held = {node: values_at(node, one, more) for node in nodes}
        failing = self.shape.failing(index, {value for values in held.values() for value in values})
        for node, values in held.items():
            count = sum(1 for value in values if value not in failing)
            if count < self.least or (self.most is not None and count > self.most):
                yield node, ""


@dataclass(frozen=True, slots=True)
class Closed:
    """sh:closed of a node shape; its results name the property that is too many."""

    component: str
    allowed: frozenset[str]

    def extra(self, index: Index, nodes: AbstractSet[str]) -> Iterator[tuple[str, str, str]]:
        """(focus, property, value) at fault."""
        for predicate, column in index.columns().items():
            if predicate in self.allowed:
                continue
            for node in nodes & column.one.keys():
                for value in column.values(node):
                    if (predicate, value) != (RDF_TYPE, _RESOURCE):
                        yield node, predicate, value


def matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    """sh:pattern: found anywhere in the text of a literal or an IRI."""
    return lambda term: term[0] != "_" and pattern.search(text_of(term)) is not None


def in_range(limit: str, allowed: tuple[int, ...]) -> Callable[[str], bool]:
    """A term compares with a limit in one of the ways allowed."""
    return lambda term: compare(term, limit) in allowed


def has_length(least: int, most: int | None) -> Callable[[str], bool]:
    """Code points of the text of a literal or an IRI."""

    def good(term: str) -> bool:
        return term[0] != "_" and least <= len(text_of(term)) and (most is None or len(text_of(term)) <= most)

    return good


def speaks(languages: Collection[str]) -> Callable[[str], bool]:
    """sh:languageIn, by SPARQL's langMatches."""

    def good(term: str) -> bool:
        own = parts(term)[1].lower() if term[0] == '"' else ""
        return bool(own) and any(each in ("*", own) or own.startswith(f"{each}-") for each in languages)

    return good
