"""Reading a store in term strings: the little that commits need to know of what is already there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import cycle

import pyoxigraph as ox

from diplograph.rdf.terms import Triple, split_literal
from diplograph.store.change import DEFAULT
from diplograph.store.consolidation import Vote
from diplograph.store.names import ISSUED, Names

Pair = tuple[str, str]  # subject and predicate
_CHUNK = 2000  # rows of a VALUES block: keeps the query text small


def to_term(text: str) -> ox.NamedNode | ox.Literal:
    """A term of N-Triples as an object of pyoxigraph."""
    if text.startswith("<"):
        return ox.NamedNode(text[1:-1])
    value, language, datatype = split_literal(text)
    if language:
        return ox.Literal(value, language=language)
    return ox.Literal(value, datatype=ox.NamedNode(datatype) if datatype else None)


def to_graph(text: str) -> ox.NamedNode | ox.DefaultGraph:
    """A graph by its term; DEFAULT is the published one."""
    return ox.NamedNode(text[1:-1]) if text else ox.DefaultGraph()


def from_graph(graph: object) -> str:
    """Term of a graph, DEFAULT for the published one."""
    return DEFAULT if isinstance(graph, ox.DefaultGraph) else str(graph)


class Reader:
    """The store as it was before the change that is being planned."""

    def __init__(self, store: ox.Store, names: Names) -> None:
        self._store = store
        self.names = names

    def triples(self, graph: str) -> Iterator[Triple]:
        """All statements of one graph."""
        for quad in self._store.quads_for_pattern(None, None, None, to_graph(graph)):
            yield str(quad.subject), str(quad.predicate), str(quad.object)

    def about(self, subject: str, graph: str) -> Iterator[Triple]:
        """What one graph says of a subject."""
        for quad in self._store.quads_for_pattern(ox.NamedNode(subject[1:-1]), None, None, to_graph(graph)):
            yield subject, str(quad.predicate), str(quad.object)

    def subjects(self, predicate: str, value: str, graph: str) -> Iterator[str]:
        """Subjects that have a value in one graph."""
        pattern = (None, ox.NamedNode(predicate[1:-1]), to_term(value), to_graph(graph))
        for quad in self._store.quads_for_pattern(*pattern):
            yield str(quad.subject)

    def naming(self, thing: str, graph: str) -> Iterator[str]:
        """Subjects that have a thing as a value of any predicate in one graph."""
        for quad in self._store.quads_for_pattern(None, None, to_term(thing), to_graph(graph)):
            yield str(quad.subject)

    def value(self, subject: str, predicate: str, graph: str = DEFAULT) -> str | None:
        """One value that a graph gives; None without any."""
        pattern = (ox.NamedNode(subject[1:-1]), ox.NamedNode(predicate[1:-1]), None, to_graph(graph))
        for quad in self._store.quads_for_pattern(*pattern):
            return str(quad.object)
        return None

    def values(self, subject: str, predicate: str, graph: str) -> Iterator[str]:
        """All values that a graph gives."""
        pattern = (ox.NamedNode(subject[1:-1]), ox.NamedNode(predicate[1:-1]), None, to_graph(graph))
        for quad in self._store.quads_for_pattern(*pattern):
            yield str(quad.object)

    def publishes(self, triple: Triple) -> bool:
        """Whether the published graph has a statement."""
        subject, predicate, value = triple
        pattern = (ox.NamedNode(subject[1:-1]), ox.NamedNode(predicate[1:-1]), to_term(value))
        return ox.Quad(*pattern, ox.DefaultGraph()) in self._store

    def is_published(self, subject: str) -> bool:
        """Whether the published graph says anything of a subject."""
        pattern = (ox.NamedNode(subject[1:-1]), None, None, ox.DefaultGraph())
        return next(self._store.quads_for_pattern(*pattern), None) is not None

    def has_other(self, subject: str, predicate: str, values: Collection[str]) -> bool:
        """Whether the published graph gives a subject a value besides some."""
        pattern = (ox.NamedNode(subject[1:-1]), ox.NamedNode(predicate[1:-1]), None, ox.DefaultGraph())
        return any(str(quad.object) not in values for quad in self._store.quads_for_pattern(*pattern))

    def pairs(self, predicate: str, graph: str) -> Iterator[tuple[str, str]]:
        """(subject, value) of one predicate in a graph."""
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(predicate[1:-1]), None, to_graph(graph)):
            yield str(quad.subject), str(quad.object)

    def graphs_stating(self, triple: Triple) -> Iterator[str]:
        """Graphs whose statements are published and that hold a triple; read as far as it is asked for."""
        subject, predicate, value = triple
        pattern = (ox.NamedNode(subject[1:-1]), ox.NamedNode(predicate[1:-1]), to_term(value), None)
        for quad in self._store.quads_for_pattern(*pattern):
            graph = from_graph(quad.graph_name)
            if self.names.states(graph):
                yield graph

    def graphs_saying(self, subject: str, predicate: str) -> Iterator[str]:
        """Graphs in which a subject has a value, as often as it has one; the published one is DEFAULT."""
        pattern = (ox.NamedNode(subject[1:-1]), ox.NamedNode(predicate[1:-1]), None, None)
        for quad in self._store.quads_for_pattern(*pattern):
            yield from_graph(quad.graph_name)

    def stated(self, subject: str) -> Iterator[tuple[str, Triple]]:
        """What the graphs whose statements are published say of a subject, with the graph of each."""
        for quad in self._store.quads_for_pattern(ox.NamedNode(subject[1:-1]), None, None, None):
            graph = from_graph(quad.graph_name)
            if self.names.states(graph):
                yield graph, (subject, str(quad.predicate), str(quad.object))

    def names_thing(self, subject: str, thing: str) -> bool:
        """Whether the published graph has any statement from a subject to a thing."""
        pattern = (ox.NamedNode(subject[1:-1]), None, to_term(thing), ox.DefaultGraph())
        return any(True for _ in self._store.quads_for_pattern(*pattern))

    def naming_either(self, one: str, other: str) -> Iterator[tuple[str, str]]:
        """Each subject that names one thing, with the other thing; of the two, the one that fewer name.

        Both are read side by side until the shorter list ends, so that a country that everything names costs
        no more than the company beside it.
        """
        default = ox.DefaultGraph()
        ones = self._store.quads_for_pattern(None, None, to_term(one), default)
        others = self._store.quads_for_pattern(None, None, to_term(other), default)
        first: dict[str, None] = {}
        second: dict[str, None] = {}
        for found, subjects in cycle(((ones, first), (others, second))):
            quad = next(found, None)
            if quad is None:
                thing = other if subjects is first else one
                yield from ((subject, thing) for subject in sorted(subjects))
                return
            subjects[str(quad.subject)] = None

    def votes(self, pairs: Iterable[Pair]) -> dict[Pair, list[Vote]]:
        """What the documents of the store give for each subject and predicate; counted inside the engine."""
        wanted = sorted(set(pairs))
        votes: dict[Pair, list[Vote]] = {pair: [] for pair in wanted}
        for first in range(0, len(wanted), _CHUNK):
            rows = " ".join(
                f"({subject} {predicate})" for subject, predicate in wanted[first : first + _CHUNK]
            )
            found = self._store.query(
                f"SELECT ?s ?p ?o ?date (COUNT(*) AS ?n) WHERE {{ VALUES (?s ?p) {{ {rows} }} "
                f"GRAPH ?g {{ ?s ?p ?o }} GRAPH {self.names.runs} {{ ?g {ISSUED} ?date }} }} "
                "GROUP BY ?s ?p ?o ?date"
            )
            assert isinstance(found, ox.QuerySolutions)
            for subject, predicate, value, date, number in found:
                vote = Vote(str(value), date.value, int(number.value))
                votes[str(subject), str(predicate)].append(vote)
        return votes

    def select(self, query: str) -> Iterator[tuple[str, ...]]:
        """Rows of a SELECT as terms, "" for what is not bound."""
        found = self._store.query(query)
        assert isinstance(found, ox.QuerySolutions)
        for row in found:
            yield tuple("" if term is None else str(term) for term in row)

    def mapping(self, query: str) -> dict[str, str]:
        """First column → second column of a SELECT."""
        return {row[0]: row[1] for row in self.select(query)}
