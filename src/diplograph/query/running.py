"""Named queries from Python: a name and its parameters in, rows with their citations out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from diplograph.errors import QueryError, UsageError
from diplograph.query.answer import Results, ask
from diplograph.query.binding import bind
from diplograph.query.citations import Citation, cite
from diplograph.query.named import NamedQuery, get_named
from diplograph.query.parameters import terms_of
from diplograph.query.solutions import Solutions, Value, collect, with_citations
from diplograph.rdf.identifiers import data_prefixes
from diplograph.rdf.terms import Triple
from diplograph.store import Store
from diplograph.store.location import reading

_SOURCES = "sources"  # dg:sources, of stores that have it


@dataclass(frozen=True, slots=True)
class Cited:
    """Rows and the passages of the facts in them.

    Attributes:
        variable: the column of the facts; "" when nothing is cited.
        citations: IRI of a fact → its passages, the best first.
    """

    solutions: Solutions
    variable: str = ""
    citations: Mapping[str, tuple[Citation, ...]] = field(default_factory=dict)

    def flat(self) -> Solutions:
        """The rows with the citations as columns of their own."""
        return (
            with_citations(self.solutions, self.variable, self.citations) if self.variable else self.solutions
        )


def run_named(
    store: Store,
    name: str,
    *,
    queries: Iterable[str | Path] = (),
    limit: int = 0,
    cited: bool = True,
    **parameters: str | int,
) -> list[dict[str, Value]]:
    """Rows of a named query, with the best passage of each fact.

    Args:
        queries: folders or files with queries of one's own.
        limit: rows; 0: all.
        cited: add the columns `document`, `title`, `published`, `sentence`, `quote`, `evidence`, `passages`.
        parameters: as on the command line, `country="Kazakhstan"`; names are resolved.
    Returns:
        column → value (`Solutions.as_dicts`), in the order of the query.
    Raises:
        UsageError: the name or a parameter is unknown, missing or of the wrong kind.
        QueryError: the text is wrong, or gives no rows (see `graph_named`).
    """
    query = get_named(name, map(Path, queries))
    answer = ask_named(store, query, {key: str(value) for key, value in parameters.items()})
    if not isinstance(answer, ox.QuerySolutions):
        raise QueryError(f"{name} gives no rows", hint="use graph_named for a CONSTRUCT")
    with reading(store.path):
        rows = collect(answer, limit=limit)
    found = cite_rows(store, rows, query.cites if cited else "")
    return found.flat().as_dicts()


def graph_named(
    store: Store, name: str, *, queries: Iterable[str | Path] = (), **parameters: str | int
) -> list[Triple]:
    """Statements of a named CONSTRUCT query as N-Triples terms, sorted, without repetition.

    Raises:
        UsageError: see `run_named`.
        QueryError: the query gives rows.
    """
    query = get_named(name, map(Path, queries))
    answer = ask_named(store, query, {key: str(value) for key, value in parameters.items()})
    if not isinstance(answer, ox.QueryTriples):
        raise QueryError(f"{name} gives no graph", hint="use run_named")
    with reading(store.path):
        return sorted({(str(triple.subject), str(triple.predicate), str(triple.object)) for triple in answer})


def ask_named(
    store: Store, query: NamedQuery, given: Mapping[str, str], *, allow_service: bool = False
) -> Results:
    """Oxigraph's answer to a named query; `given` are values as a person writes them."""
    terms = terms_of(query, given, store)
    # A text without parameters stands as it is: `$name` is a variable of it, "# if it rains" a remark.
    text = bind(query.text, terms) if query.parameters else query.text
    return ask(store, text, prefixes=data_prefixes(store.base), where=query.file, allow_service=allow_service)


def cite_rows(store: Store, solutions: Solutions, variable: str, *, every: bool = False) -> Cited:
    """Find the passages of the facts in a column.

    Args:
        variable: "" for none.
        every: all passages of each fact, not the best alone.
    Raises:
        UsageError: there is no such column.
    """
    if not variable:
        return Cited(solutions)
    if variable not in solutions.columns:
        hint = f"it has {', '.join(solutions.columns)}; select the facts as ?{variable}"
        raise UsageError(f"the answer has no column {variable}", hint=hint)
    facts = [term.value for term in solutions.column(variable) if isinstance(term, ox.NamedNode)]
    citations = cite(store, facts, every=every)
    return Cited(_with_sources(solutions, variable, citations), variable, citations)


def _with_sources(
    solutions: Solutions, variable: str, citations: Mapping[str, tuple[Citation, ...]]
) -> Solutions:
    """The rows with the number of documents where the number of sources was not worked out."""
    if _SOURCES not in solutions.columns:
        return solutions
    index = solutions.columns.index(_SOURCES)
    rows = []
    for row, fact in zip(solutions.rows, solutions.column(variable), strict=True):
        found = citations.get(fact.value, ()) if isinstance(fact, ox.NamedNode) else ()
        if row[index] is None and found and found[0].documents:
            row = (*row[:index], ox.Literal(found[0].documents), *row[index + 1 :])
        rows.append(row)
    return Solutions(solutions.columns, tuple(rows), solutions.more)
