"""A store as one works with it from Python."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from diplograph.api.explained import Explained
from diplograph.api.picture import Picture
from diplograph.api.table import Table
from diplograph.api.view import NetworkView
from diplograph.errors import QueryError, UsageError
from diplograph.network import Filters, project
from diplograph.query.explaining import explain
from diplograph.query.naming import resolve
from diplograph.store import Store

_QUERY = re.compile(r"\{")


class Graph:
    """A graph on disk, open for reading; any number of processes may read it at a time.

    Use it in a `with` block, or call `close`.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def open(cls, path: str | Path = "diplograph.store") -> Self:
        """Open a store.

        Raises:
            StoreError: it is missing, damaged or of a newer version.
        """
        return cls(Store.open(path, read_only=True))

    @classmethod
    def build(
        cls,
        sources: str | Path | Iterable[str | Path],
        *,
        store: str | Path = "diplograph.store",
        jobs: int = 1,
    ) -> Self:
        """Read texts into a store, and open it; what is unchanged is not read again.

        Args:
            sources: files and folders.
            jobs: processes that extract.
        Raises:
            UsageError: a path is missing or holds no document, or none could be read.
            StoreError: the store cannot be written.
        """
        from diplograph.build import build

        paths = [Path(sources)] if isinstance(sources, (str, Path)) else [Path(path) for path in sources]
        report = build(paths, store=Path(store), jobs=jobs)
        if not report.documents:
            told = "; ".join(f"{failure.file}: {failure.reason}" for failure in report.failures)
            raise UsageError(f"no document could be read: {told}")
        return cls.open(store)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def documents(self) -> Table:
        """The documents, by identifier."""
        rows = tuple((d.identifier, d.title, d.published, d.facts) for d in self.store.documents())
        return Table(("identifier", "title", "published", "facts"), rows)

    def query(self, question: str, *, limit: int = 0, **parameters: str | int) -> Table:
        """Answer a named query ("country-file", country="Kazakhstan") or a SELECT in SPARQL.

        Args:
            question: the name of a query (`diplograph query --list`), or its text.
            limit: rows; 0: all.
            parameters: of a named query; names are resolved, and misspelt ones explained.
        Raises:
            UsageError: a name or a parameter is unknown or missing.
            QueryError: the text is wrong, or gives no rows.
        """
        import pyoxigraph as ox

        from diplograph.query.answer import ask
        from diplograph.query.running import run_named
        from diplograph.query.solutions import collect
        from diplograph.rdf.identifiers import data_prefixes

        if not _QUERY.search(question):
            named: Any = parameters  # cannot name an option of `run_named`: those are no parameters
            return Table.of(run_named(self.store, question, limit=limit, **named))
        if parameters:
            raise UsageError("parameters are for named queries", hint="write the values into the text")
        answer = ask(self.store, question, prefixes=data_prefixes(self.store.base))
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError("only SELECT gives a table", hint="use store.query for ASK and CONSTRUCT")
        found = collect(answer, limit=limit)
        return Table.of(found.as_dicts(), found.columns)

    def explain(self, name: str, *, limit: int = 0) -> Explained:
        """Why the graph says what it says of a thing or a fact.

        Raises:
            UsageError: nothing is called so, or several things are.
        """
        return Explained(explain(self.store, resolve(self.store, name), limit=limit))

    def network(self, *, view: str = "actors", **filters: Any) -> NetworkView:
        """The facts as a network.

        Args:
            view: "actors", "events" or "full", see `diplograph.network.project`.
            filters: fields of `diplograph.network.Filters`: classes, sectors, countries, since, until, …
        Raises:
            UsageError: a view or a value is unknown.
            TypeError: there is no such filter.
        """
        return NetworkView(project(self.store, view=view, filters=Filters(**filters)), self.store)

    def timeline(self, *, language: str = "fr", **filters: Any) -> Picture:
        """The dated agreements, visits and events as a picture; see `network` for filters."""
        from diplograph.pictures.timeline import draw_timeline

        return Picture(draw_timeline(self.network(view="events", **filters).network, language=language))

    def agreements_by_sector(self, *, language: str = "fr", **filters: Any) -> Picture:
        """The agreements of each year by sector as stacked bars; see `network` for filters."""
        from diplograph.pictures.bars import draw_sectors

        return Picture(draw_sectors(self.network(view="events", **filters).network, language=language))

    def __repr__(self) -> str:
        counts = self.store.counts()
        entities, facts = sum(counts.entities.values()), sum(counts.facts.values())
        told = f"{counts.documents} documents, {entities} entities, {facts} facts"
        return f"Graph({self.store.path.name!r}: {told})"

    def _repr_html_(self) -> str:
        counts = self.store.counts()
        statuses = sorted({status for _, status in counts.facts})
        kinds = sorted({kind for kind, _ in counts.facts})
        facts = Table(
            ("facts", *statuses),
            tuple((kind, *(counts.facts.get((kind, status)) for status in statuses)) for kind in kinds),
        )
        entities = Table(("entities", "number"), tuple(counts.entities.items()))
        style = "display:inline-block;vertical-align:top;margin-right:2em"
        return (
            f"<p><b>{escape(self.store.path.name)}</b>: {counts.documents} documents</p>"
            f'<div style="{style}">{entities._repr_html_()}</div>'
            f'<div style="{style}">{facts._repr_html_()}</div>'
        )
