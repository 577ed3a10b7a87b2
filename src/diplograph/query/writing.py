"""From a question to its answer as bytes, and what a person should be told beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO

import pyoxigraph as ox

from diplograph.errors import DiplographError, UsageError
from diplograph.query.named import NamedQuery
from diplograph.query.results import default_format, write_answer, write_cited
from diplograph.query.running import ask_named, cite_rows
from diplograph.query.solutions import collect
from diplograph.store import Store
from diplograph.store.location import reading

TABLE_LIMIT = 1000
_FACT = "fact"


@dataclass(frozen=True, slots=True)
class Options:
    """How an answer is wanted.

    Attributes:
        format: one of `results.FORMATS`; None: what fits the answer.
        cite: "best", "all" or "none".
        limit: rows; 0: all; None: 1000 in a table, else all.
        width: of the terminal; 0: none.
    """

    format: str | None = None
    cite: str = "none"
    limit: int | None = None
    width: int = 0
    allow_service: bool = False


def write(
    store: Store,
    query: NamedQuery,
    given: Mapping[str, str],
    out: IO[bytes],
    *,
    options: Options,
    prefixes: Mapping[str, str],
) -> list[str]:
    """Answer a query into a file; what there is to say about the answer, a sentence each.

    Raises:
        UsageError: a parameter, the format or the column to cite does not fit.
        QueryError: the text is wrong, or a server that SERVICE asks does not answer.
    """
    try:
        return _write(store, query, given, out, options, prefixes)
    except DiplographError as error:
        failure = error
    # Raised out here it holds on to no frame, hence not to an answer, which only its own thread may drop.
    failure.__context__ = None
    raise failure.with_traceback(None)


def _write(
    store: Store,
    query: NamedQuery,
    given: Mapping[str, str],
    out: IO[bytes],
    options: Options,
    prefixes: Mapping[str, str],
) -> list[str]:
    answer = ask_named(store, query, given, allow_service=options.allow_service)
    form = options.format or default_format(answer)
    if not isinstance(answer, ox.QuerySolutions):
        if options.cite == "all" or (options.cite == "best" and not query.cites):
            raise UsageError("only rows have citations", hint="leave --cite out")
        with reading(store.path, remote=options.allow_service):
            write_answer(answer, out, format=form, prefixes=prefixes, width=options.width)  # type: ignore[arg-type]
        return [] if isinstance(answer, ox.QueryBoolean) or out.tell() else ["no statements"]
    if form == "turtle":
        raise UsageError(
            "turtle cannot hold rows, or yes and no", hint="use --format table, csv, tsv, json or xml"
        )
    limit = (TABLE_LIMIT if form == "table" else 0) if options.limit is None else options.limit
    with reading(store.path, remote=options.allow_service):
        rows = collect(answer, limit=limit)
    variable = (query.cites or _FACT) if options.cite != "none" else ""
    cited = cite_rows(store, rows, variable, every=options.cite == "all")
    write_cited(cited, out, format=form, prefixes=prefixes, width=options.width)  # type: ignore[arg-type]
    return list(_told(len(rows.rows), more=rows.more, given=given))


def _told(rows: int, *, more: bool, given: Mapping[str, str]) -> Iterator[str]:
    if not rows:
        named = ", ".join(f"{name}={value}" for name, value in given.items())
        yield f"no rows{f' for {named}' if named else ''}"
    if more:
        yield f"stopped at {rows} rows, and there are more (--limit 0 gives all)"
