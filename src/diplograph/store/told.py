"""The statements of one graph, grouped by predicate once for all who look at them.

A commit looks at what a document says a dozen times over: for labels, votes, evidence. Each look asks for the
predicates that it is about, and does not walk through the other nine tenths.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from diplograph.rdf.terms import Triple


class Told:
    """Statements of one graph.

    Attributes:
        triples: all of them; not to be changed.
        ordered: the same in the order they were given: that of memory, where walking through is quicker.
    """

    __slots__ = ("_about", "_columns", "ordered", "triples")

    def __init__(self, triples: Collection[Triple]) -> None:
        self.triples = frozenset(triples)
        self.ordered = triples
        self._columns: dict[str, list[Triple]] | None = None
        self._about: dict[str, frozenset[Triple]] = {}

    @property
    def columns(self) -> Mapping[str, Sequence[Triple]]:
        """Statements by predicate."""
        if self._columns is None:
            columns: dict[str, list[Triple]] = {}
            for triple in self.ordered:
                try:
                    columns[triple[1]].append(triple)
                except KeyError:
                    columns[triple[1]] = [triple]
            self._columns = columns
        return self._columns

    def of(self, predicate: str) -> Sequence[Triple]:
        """Statements of one predicate."""
        return self.columns.get(predicate, ())

    def of_any(self, predicates: Iterable[str]) -> Iterator[Triple]:
        """Statements of several predicates."""
        for predicate in predicates:
            yield from self.columns.get(predicate, ())

    def about(self, prefix: str) -> frozenset[Triple]:
        """Statements about things of one kind, by how their terms begin."""
        if prefix not in self._about:
            self._about[prefix] = frozenset([t for t in self.ordered if t[0].startswith(prefix)])
        return self._about[prefix]
