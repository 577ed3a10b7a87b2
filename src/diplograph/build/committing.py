"""Batches of documents on their way into the store, written while the next ones are read."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from diplograph.rdf.terms import Triple
from diplograph.store import Background, Batch, Committed, DocumentEntry, Store

# A batch is what a kill may lose, and what memory must hold. How documents are cut into batches changes
# nothing else, so the clock may have a say. With every other commit the database puts together all that it
# holds: so the more a build has written, the larger its batches, an eighth of that, up to `MOST` times these.
MAX_DOCUMENTS = 100
MAX_TRIPLES = 80_000
MAX_SECONDS = 10.0
MOST = 1.5
PUBLISH_AFTER = 5.0  # seconds: how old what readers who come see may be


class Committer:
    """Collects documents and commits them batch by batch, one batch at a time, in a thread of its own.

    The database works outside of Python, so that reading goes on meanwhile. What goes wrong with a batch is
    raised where the next one is handed over, or at the end.

    Attributes:
        added, replaced, unchanged: documents written so far.
    """

    def __init__(
        self, store: Store, *, run: tuple[Triple, ...], background: Background, told: Callable[[str], None]
    ) -> None:
        """`told` is called, in the caller's thread, with the last document of each batch that was written."""
        self._store = store
        self._run = run
        self._background = background
        self._told = told
        self._batch: list[DocumentEntry] = []
        self._triples = self._written = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="commit")
        self._under_way: tuple[Future[Committed], str] | None = None
        self._begun = self._published = time.monotonic()
        self.added = self.replaced = self.unchanged = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Whatever happened: a batch under way is whole before the store is closed.
        self._thread.shutdown(wait=True, cancel_futures=True)

    def add(self, entry: DocumentEntry) -> None:
        """Take a document; commit when there is enough.

        Raises:
            StoreError: an earlier batch could not be written.
        """
        if self._under_way is not None and self._under_way[0].done():
            self._wait()
        if not self._batch:
            self._begun = time.monotonic()
        self._batch.append(entry)
        self._triples += len(entry.graph.triples) + len(entry.aside)
        if self._is_full():
            self._hand_over()

    def finish(self) -> None:
        """Commit what is left, and wait until all is written.

        Raises:
            StoreError: it could not be written; earlier batches stay.
        """
        self._hand_over()
        self._wait()

    def _is_full(self) -> bool:
        room = min(MOST, max(1.0, self._written / (8 * MAX_TRIPLES)))
        return (
            time.monotonic() - self._begun >= MAX_SECONDS * room
            or len(self._batch) >= MAX_DOCUMENTS * room
            or self._triples >= MAX_TRIPLES * room
        )

    def _hand_over(self) -> None:
        self._wait()
        if self._batch:
            batch = Batch(tuple(self._batch), run=self._run, background=self._background)
            self._under_way = (self._thread.submit(self._commit, batch), self._batch[-1].identifier)
            self._written += self._triples
            self._batch, self._triples = [], 0

    def _wait(self) -> None:
        if self._under_way is None:
            return
        future, last = self._under_way
        self._under_way = None
        committed = future.result()
        self.added += committed.added
        self.replaced += committed.replaced
        self.unchanged += committed.unchanged
        self._told(last)

    def _commit(self, batch: Batch) -> Committed:
        committed = self._store.commit(batch)
        if time.monotonic() - self._published >= PUBLISH_AFTER:
            self._store.publish()
            self._published = time.monotonic()
        return committed
