"""Many documents through the workshop: in this process, or in several with a bounded number under way."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial

from diplograph.build.report import Failure
from diplograph.build.workshop import Extractor, read_document
from diplograph.errors import ExtractionError
from diplograph.model import Document
from diplograph.store import DocumentEntry, OwnTable

Outcome = tuple[Document, DocumentEntry | Failure]
_AHEAD = 4  # documents under way for each worker: enough that none waits, few enough to hold in memory


def read_all(
    documents: Iterable[Document],
    *,
    jobs: int,
    base: str,
    run: str,
    tables: tuple[OwnTable, ...] = (),
    extractor: Extractor | None = None,
) -> Generator[Outcome, None, None]:
    """Read documents and give each with its outcome, in their order; they are asked for one by one.

    Args:
        jobs: processes; 1 works in this one.
        tables: the analyst's own.
        extractor: in place of the real one; with several processes, a function of a module.
    Raises:
        ExtractionError: a worker process was killed.
    """
    read = partial(read_document, base=base, run=run, tables=tables, extractor=extractor)
    if jobs == 1:
        return ((document, read(document)) for document in documents)
    return _read_in_workers(documents, jobs=jobs, read=read)


def _read_in_workers(
    documents: Iterable[Document], *, jobs: int, read: partial[DocumentEntry | Failure]
) -> Generator[Outcome, None, None]:
    before = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)
    waiting: deque[tuple[Document, Future[DocumentEntry | Failure]]] = deque()
    finished = False
    try:
        for document in documents:
            with _interrupts_held():
                waiting.append((document, pool.submit(read, document)))
            if len(waiting) >= jobs * _AHEAD:
                yield _outcome(*waiting.popleft())
        while waiting:
            yield _outcome(*waiting.popleft())
        finished = True
    finally:
        if not finished:
            # Nobody will ask for what is under way: interrupted, disk full, a fault.
            for process in set(multiprocessing.active_children()) - before:
                process.terminate()
        pool.shutdown(wait=True, cancel_futures=True)


def _outcome(document: Document, future: Future[DocumentEntry | Failure]) -> Outcome:
    try:
        return document, future.result()
    except BrokenProcessPool:
        raise ExtractionError(
            "a worker process ended before its time, perhaps for want of memory",
            where=document.file or document.identifier,
            hint="build again with fewer --jobs: what was committed stays",
        ) from None


def _begin() -> None:
    """Leave interrupts to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start worker processes with Ctrl-C held back, so that it never meets them half awake.

    Workers inherit the mask. Here it is not enough: the database's threads may take the signal, and Python
    would interrupt this one all the same.
    """
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    caught: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, _: caught.append(number))
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if caught:
            signal.raise_signal(signal.SIGINT)
