"""The dataset on disk: documents go in and out whole, and the published graph keeps in step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from diplograph.errors import QueryError, StoreError
from diplograph.model.decisions import Decision, Unmatched
from diplograph.rdf.terms import Triple, split_literal
from diplograph.store import location, views
from diplograph.store.books import Page, graph_term, read_page
from diplograph.store.change import DEFAULT, Change
from diplograph.store.names import DIGEST, IDENTIFIER, TEXT, TOPIC, Names
from diplograph.store.pausing import no_collection
from diplograph.store.planning import plan_documents, plan_refresh
from diplograph.store.quarantine import read_quarantine
from diplograph.store.reader import Reader, from_graph, to_term
from diplograph.store.records import Background, Batch, Committed, Counts, DocumentRecord, SetAside, TakenFor
from diplograph.store.rulings import Rulings, read_rulings
from diplograph.store.sparql import check_query, syntax_error
from diplograph.store.summary import count_all, document_records, unknown_documents
from diplograph.store.taken import taken_names
from diplograph.store.unmatched import unmatched
from diplograph.store.writing import finish, write

# Oxigraph holds what was not flushed in memory, without a bound that would be felt before a gigabyte.
_FLUSH_AFTER = 150_000  # statements

QueryResult = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Store:
    """A store that is open; made by `Store.open`, closed by leaving its `with` block.

    Attributes:
        path: its folder.
        base: IRI under which everything in it is named.
    """

    def __init__(self, path: Path, quads: ox.Store, base: str, held: ExitStack, *, read_only: bool) -> None:
        self.path = path
        self.base = base
        self._quads = quads
        self._held = held
        self._read_only = read_only
        self._unflushed = 0
        self._unseen = False  # whether something was written that readers who come do not see
        self._doubtful = False  # whether a write was cut short
        self._reader = Reader(quads, Names.of(base))

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, read_only: bool = False, base: str = "") -> Self:
        """Open a store: any number of readers at a time, and beside them one writer.

        A reader sees whole documents: the state that the writer published last before the reader came.

        Args:
            path: its folder.
            create: make it when it is missing.
            read_only: refuse `commit` and `remove`, and let a writer work meanwhile.
            base: IRI it must have been built under; "" takes what it has, or the default for a new one.
        Raises:
            StoreError: missing, not a store, in use, damaged, of a newer version or of another base.
        """
        folder = Path(path)
        mark = location.open_mark(folder, create=create, base=base)
        with ExitStack() as held:
            opening = views.open_for_reading if read_only else views.open_for_writing
            quads = opening(folder, held)
            return cls(folder, quads, mark.base, held.pop_all(), read_only=read_only)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Bring what was written to the disk itself, let readers see it, and let go of the store."""
        try:
            if self._doubtful:
                finish(self._quads)
            self._flush(after=1)
            self.publish()
        except (OSError, RuntimeError) as error:
            raise location.write_error(self.path, error) from None
        finally:
            # Oxigraph lets go of its files when the last reference does.
            self._quads = self._reader = None  # type: ignore[assignment]
            if not self._read_only:
                views.take_leave(self.path)
            self._held.close()

    # Reading

    def query(
        self,
        sparql: str,
        *,
        substitutions: Mapping[str, str] | None = None,
        allow_service: bool = False,
    ) -> QueryResult:
        """Answer a SPARQL query from the published graph; `GRAPH ?g` reaches the named ones.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.
            substitutions: variable name → term ("<iri>", '"texte"@fr') put in its place.
            allow_service: let SERVICE ask other servers.
        Raises:
            QueryError: the text is wrong, an update, or asks another server; or that server does not answer.
            StoreError: the store cannot be read. Rows are found while they are read: what goes wrong there
                is an OSError, which `store.location.reading` tells in these terms.
        """
        given: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
            ox.Variable(name): to_term(term) for name, term in (substitutions or {}).items()
        }
        try:
            check_query(sparql, allow_service=allow_service)
            with location.reading(self.path, remote=allow_service):
                return self._quads.query(sparql, substitutions=given)
        except SyntaxError as error:
            raise syntax_error(error) from None
        except ValueError as error:
            raise QueryError(str(error)) from None

    @property
    def engine(self) -> ox.Store:
        """Oxigraph's own store, for a library that works on one; whoever writes to it breaks the books."""
        return self._quads

    def triples(self, graph: str | None = None) -> Iterator[Triple]:
        """Statements of a graph by its IRI, None for the published one; in no order."""
        with location.reading(self.path):
            yield from self._reader.triples(f"<{graph}>" if graph else DEFAULT)

    def quads(self) -> Iterator[tuple[Triple, str | None]]:
        """Everything, with the IRI of its graph or None for the published one; in no order."""
        with location.reading(self.path):
            for quad in self._quads.quads_for_pattern(None, None, None, None):
                graph = from_graph(quad.graph_name)
                yield (str(quad.subject), str(quad.predicate), str(quad.object)), graph[1:-1] or None

    def graphs(self) -> tuple[str, ...]:
        """IRIs of the named graphs, sorted."""
        return tuple(sorted(str(graph)[1:-1] for graph in self._quads.named_graphs()))

    def documents(self) -> tuple[DocumentRecord, ...]:
        """The documents, by identifier."""
        with location.reading(self.path):
            return document_records(self._reader)

    def identifiers(self) -> frozenset[str]:
        """Identifiers of all documents, without what `documents` must count."""
        with location.reading(self.path):
            runs = self._reader.names.runs
            documents = {graph for graph, _ in self._reader.pairs(TOPIC, runs)}
            names = self._reader.pairs(IDENTIFIER, runs)
            return frozenset(split_literal(name)[0] for graph, name in names if graph in documents)

    def text(self, identifier: str) -> str:
        """The text of a document, into which the offsets of evidence point.

        Raises:
            UsageError: the store has no such document.
        """
        page = self._pages([identifier])[0]
        found = self._reader.value(page.document, TEXT, page.graph)
        return split_literal(found)[0] if found else ""

    def counts(self) -> Counts:
        """How many documents, entities, facts."""
        with location.reading(self.path):
            return count_all(self._reader)

    def quarantine(self) -> tuple[SetAside, ...]:
        """Why something was set aside, by document."""
        with location.reading(self.path):
            return read_quarantine(self._reader)

    def taken_names(self) -> tuple[TakenFor, ...]:
        """Partial names that were taken for persons whom other documents name in full."""
        with location.reading(self.path):
            return taken_names(self._reader)

    def holds(self, identifier: str) -> bool:
        """Whether a document is there, in whatever state."""
        return read_page(self._reader, graph_term(self.base, identifier)) is not None

    def decisions(self) -> tuple[Decision, ...]:
        """The analyst's decisions in force, in a fixed order."""
        with location.reading(self.path):
            return read_rulings(self._reader).decisions

    def unmatched(self) -> tuple[Unmatched, ...]:
        """Decisions in force that the store does not answer to now."""
        with location.reading(self.path):
            rulings = read_rulings(self._reader)
            return unmatched(self._reader, rulings, rulings.decisions)

    def is_current(self, identifier: str, *, digest: str, run: str) -> bool:
        """Whether a document is there as this run would read it."""
        page = read_page(self._reader, graph_term(self.base, identifier))
        return page is not None and page.digest == digest and page.run == f"<{run}>"

    # Writing

    @no_collection()
    def commit(self, batch: Batch) -> Committed:
        """Add documents, replacing those of the same identifier: all of the batch or nothing.

        Raises:
            StoreError: it could not be written; the store is as it was before.
            ValueError: two documents of the batch have one identifier.
        """
        if len({graph_term(self.base, entry.identifier) for entry in batch.documents}) < len(batch.documents):
            raise ValueError("two documents of one batch have the same identifier")
        self.refresh(batch.background)
        new = [e for e in batch.documents if not self.is_current(e.identifier, digest=e.digest, run=e.run)]
        old = [page for e in new if (page := read_page(self._reader, graph_term(self.base, e.identifier)))]
        if new:
            plan = plan_documents(self._reader, old=old, new=new, run=batch.run, background=batch.background)
            self._apply(plan)
        return Committed(len(new) - len(old), len(old), len(batch.documents) - len(new))

    def refresh(self, background: Background) -> None:
        """Bring what the gazetteer adds up to date, in one go, when the knowledge has changed."""
        books = self._reader.value(self._reader.names.knowledge, DIGEST, self._reader.names.runs)
        digest = split_literal(books)[0] if books else ""
        if digest != background.digest:
            self._apply(plan_refresh(self._reader, background, digest=digest))

    def curate(
        self, decisions: Sequence[Decision], *, background: Background | None = None
    ) -> tuple[Unmatched, ...]:
        """Put the analyst's decisions in place of those in force, in one go; later commits obey them.

        Args:
            decisions: all that are to be in force, in any order; none lifts them all. Their files and lines
                are not kept, so that the same decisions again write nothing.
            background: the gazetteer's, for things that come to light when a decision is lifted; without it
                the next build completes what is known of them.
        Returns:
            Those that the store does not answer to, in the order given.
        Raises:
            ValueError: merges run in a circle.
            StoreError: it could not be written.
        """
        rulings = Rulings.of(self.base, decisions)
        if rulings != read_rulings(self._reader):
            self._apply(plan_documents(self._reader, old=(), new=(), background=background, rulings=rulings))
        return unmatched(self._reader, rulings, decisions)

    def remove(self, identifiers: Sequence[str]) -> tuple[DocumentRecord, ...]:
        """Take documents out with all that only they state: all of them or none.

        Raises:
            UsageError: the store lacks one of them.
            StoreError: it could not be written.
        """
        pages = self._pages(list(dict.fromkeys(identifiers)))
        wanted = {page.identifier for page in pages}
        records = tuple(record for record in self.documents() if record.identifier in wanted)
        self._apply(plan_documents(self._reader, old=pages, new=()))
        return records

    def publish(self) -> None:
        """Let readers who come from now on see what was committed; `close` does so too.

        Costs some milliseconds. Those who read already keep what they see.

        Raises:
            StoreError: it could not be written; what was committed stays.
        """
        if self._unseen:
            try:
                views.publish(self.path, self._quads)
            except (OSError, RuntimeError) as error:
                raise location.write_error(self.path, error) from None
            self._unseen = False

    def _pages(self, identifiers: Sequence[str]) -> list[Page]:
        pages = {name: read_page(self._reader, graph_term(self.base, name)) for name in identifiers}
        missing = [name for name, page in pages.items() if page is None]
        if missing:
            raise unknown_documents(missing, [record.identifier for record in self.documents()])
        return [page for page in pages.values() if page is not None]

    def _apply(self, change: Change) -> None:
        if self._read_only:
            raise StoreError("the store is open for reading only", where=str(self.path))
        if self._doubtful:
            hint = "close the store and open it again"
            raise StoreError("a write was cut short", where=str(self.path), hint=hint)
        if not change.size:
            return
        failure = None
        try:
            if not self._unseen:
                views.mark_changed(self.path)
                self._unseen = True
            self._doubtful = True
            write(self._quads, change)
            self._doubtful = False
            change.written()
            self._unflushed += change.size
            self._flush(after=_FLUSH_AFTER)
        except (OSError, RuntimeError) as error:
            failure = location.write_error(self.path, error)
        if failure is not None:  # raised out here it holds on to no frame, hence not to the database
            raise failure

    def _flush(self, *, after: int) -> None:
        if self._unflushed >= after:
            self._unflushed = 0
            self._quads.flush()
