"""Rows of an answer held in memory: counted, cut off at a limit, given columns, written in any format."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

import pyoxigraph as ox

from diplograph.query.citations import COLUMNS, Citation
from diplograph.rdf.vocabulary import RDF, XSD

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Value = str | int | bool | float | Decimal | None

_PLAIN = (f"{XSD}string", f"{RDF}langString")


@dataclass(frozen=True, slots=True)
class Solutions:
    """Rows under their columns; `more` when there were more than the limit let through."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    more: bool = False

    def column(self, name: str) -> tuple[Term | None, ...]:
        """The terms of one column."""
        index = self.columns.index(name)
        return tuple(row[index] for row in self.rows)

    def as_dicts(self) -> list[dict[str, Value]]:
        """Rows as Python has them: IRIs and texts `str`, numbers `int`, `Decimal` or `float`, dates `str`."""
        return [
            {name: value_of(term) for name, term in zip(self.columns, row, strict=True)} for row in self.rows
        ]

    def as_answer(self) -> ox.QuerySolutions:
        """The same as Oxigraph's own answers, which it writes in its formats."""
        answer = ox.parse_query_results(self.as_json(), format=ox.QueryResultsFormat.JSON)
        assert isinstance(answer, ox.QuerySolutions)
        return answer

    def as_json(self) -> bytes:
        """SPARQL results in JSON."""
        bindings = [
            {name: _json(term) for name, term in zip(self.columns, row, strict=True) if term is not None}
            for row in self.rows
        ]
        answer = {"head": {"vars": self.columns}, "results": {"bindings": bindings}}
        return json.dumps(answer, ensure_ascii=False).encode()


def collect(answer: ox.QuerySolutions, *, limit: int = 0) -> Solutions:
    """Read an answer, no further than `limit` rows (0: all)."""
    columns = tuple(variable.value for variable in answer.variables)
    rows = tuple(tuple(row) for row in (islice(answer, limit + 1) if limit else answer))
    more = bool(limit) and len(rows) > limit
    return Solutions(columns, rows[:limit] if more else rows, more)


def with_citations(
    solutions: Solutions, variable: str, citations: Mapping[str, Sequence[Citation]]
) -> Solutions:
    """Rows with the columns of a citation after their own: a row for each citation, or one without.

    Args:
        variable: the column of the facts.
    """
    facts = solutions.column(variable)
    own = [name for name in COLUMNS if name not in solutions.columns]
    rows = []
    for row, fact in zip(solutions.rows, facts, strict=True):
        found = citations.get(fact.value, ()) if isinstance(fact, ox.NamedNode) else ()
        for terms in [citation.terms() for citation in found] or [{}]:
            rows.append((*row, *(terms.get(name) for name in own)))
    return Solutions((*solutions.columns, *own), tuple(rows), solutions.more)


def value_of(term: Term | None) -> Value:
    """A term as Python has it; an unbound one is None."""
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return str(term) if isinstance(term, ox.Triple) else term.value
    kind = term.datatype.value.removeprefix(XSD)
    try:
        match kind:
            case "integer":
                return int(term.value)
            case "decimal":
                return Decimal(term.value)
            case "double" | "float":
                return float(term.value.replace("INF", "inf"))
            case "boolean":
                return term.value in ("true", "1")
    except (ValueError, ArithmeticError):  # an ill-formed number is its text
        pass
    return term.value


def _json(term: Term) -> dict[str, object]:
    match term:
        case ox.NamedNode():
            return {"type": "uri", "value": term.value}
        case ox.BlankNode():
            return {"type": "bnode", "value": term.value}
        case ox.Literal():
            told: dict[str, object] = {"type": "literal", "value": term.value}
            if term.language:
                return {**told, "xml:lang": term.language}
            return told if term.datatype.value in _PLAIN else {**told, "datatype": term.datatype.value}
        case _:
            parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
            return {"type": "triple", "value": {name: _json(part) for name, part in parts.items()}}
