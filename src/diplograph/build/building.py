"""Documents in, a store out: read, skip what is unchanged, extract, map, validate, commit in batches."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from diplograph.build.fingerprint import current_run
from diplograph.build.report import BuildReport, Failure, Progress
from diplograph.build.tables import take_tables
from diplograph.build.workers import read_all
from diplograph.build.workshop import Extractor, known_triples
from diplograph.documents import DocumentFailure, read_documents
from diplograph.errors import UsageError
from diplograph.model import Document
from diplograph.store import Background, Batch, DocumentEntry, OwnTable, Store, check_given, own_tables

# A batch is what a kill may lose, and what memory must hold. How documents are cut into batches changes
# nothing else, so the clock may have a say.
MAX_DOCUMENTS = 100
MAX_TRIPLES = 40_000
MAX_SECONDS = 5.0


def build(
    paths: Sequence[Path],
    *,
    store: Path,
    jobs: int = 1,
    strict: bool = False,
    any_language: bool = False,
    base: str = "",
    progress: Callable[[Progress], None] | None = None,
    extractor: Extractor | None = None,
    gazetteers: Sequence[Path] = (),
    forget_gazetteers: bool = False,
) -> BuildReport:
    """Read documents into a store, which is made when it is missing.

    Args:
        paths: files and folders.
        jobs: processes that extract.
        any_language: read documents in other languages too, as if they were French.
        strict: let failures and facts set aside count in the report's exit code; nothing stops earlier.
        base: IRI under which a new store names things; "" is that of the store, or the default.
        progress: told of each document and of each commit.
        extractor: in place of the real one, for tests and experiments.
        gazetteers: the analyst's own tables; the store remembers them for later builds.
        forget_gazetteers: forget those that it remembers, and take `gazetteers` alone.
    Raises:
        UsageError: a path is missing or holds no document, two tables have one name, or `jobs` is below 1;
            nothing was touched.
        StoreError: the store cannot be opened or written; what was committed stays.
        TableError, ShapesError, ExtractionError: the program's own data is not usable.
    """
    if jobs < 1:
        raise UsageError(f"jobs is {jobs}, and at least one process must do the work")
    items = read_documents(paths)
    check_given(gazetteers)
    with Store.open(store, create=True, base=base) as opened:
        remarks = take_tables(store, gazetteers, strict=strict, forget=forget_gazetteers)
        tables = own_tables(store)
        work = _Build(opened, tables, progress or _silent, any_language=any_language)
        return work.run(items, jobs=jobs, strict=strict, extractor=extractor, remarks=remarks)


def _silent(progress: Progress) -> None:
    pass


class _Build:
    """The state of one build."""

    def __init__(
        self,
        store: Store,
        tables: tuple[OwnTable, ...],
        tell: Callable[[Progress], None],
        *,
        any_language: bool,
    ) -> None:
        run = current_run(tables)
        self._store = store
        self._tables = tables
        self._run = run.iri(store.base)
        self._described = run.triples(store.base)
        self._background = Background(run.fingerprint, partial(known_triples, base=store.base, tables=tables))
        self._tell = tell
        self._any_language = any_language
        self._failures: list[tuple[int, Failure]] = []  # by place, for documents fail out of order
        self._places: dict[str, int] = {}  # of the documents under way
        self._batch: list[DocumentEntry] = []
        self._read = self._done = self._added = self._replaced = self._unchanged = 0
        self._complete = False
        self._committed = time.monotonic()

    def run(
        self,
        items: Iterable[Document | DocumentFailure],
        *,
        jobs: int,
        strict: bool,
        extractor: Extractor | None,
        remarks: Sequence[Failure] = (),
    ) -> BuildReport:
        """Take every item through, and report; `remarks` on tables come first."""
        self._failures += [(0, remark) for remark in remarks]
        self._store.refresh(self._background)
        read = partial(read_all, base=self._store.base, run=self._run, tables=self._tables)
        with closing(read(self._new(items), jobs=jobs, extractor=extractor)) as outcomes:
            for document, outcome in outcomes:
                self._settle(document, outcome)
        self._commit()
        return self._report(strict=strict)

    def _new(self, items: Iterable[Document | DocumentFailure]) -> Iterator[Document]:
        """The documents that must be extracted; all others are settled on the way."""
        for item in items:
            self._read += 1
            if isinstance(item, DocumentFailure):
                failure = Failure.of(item.error, lost=item.lost)
                self._read -= not item.lost
                self._fail(failure, self._read, name=failure.file)
            elif not self._any_language and item.language.partition("-")[0].lower() != "fr":
                self._fail(_not_french(item), self._read, name=item.identifier)
            elif self._store.is_current(item.identifier, digest=item.digest, run=self._run):
                self._unchanged += 1
                self._done += 1
                self._say("read", item.identifier)
            else:
                self._places[item.identifier] = self._read
                self._say("read", item.identifier)
                yield item
        self._complete = True

    def _settle(self, document: Document, outcome: DocumentEntry | Failure) -> None:
        place = self._places.pop(document.identifier)
        if isinstance(outcome, Failure):
            self._fail(outcome, place, name=document.identifier)
            return
        self._done += 1
        self._batch.append(outcome)
        self._say("extract", document.identifier)
        triples = sum(len(entry.graph.triples) + len(entry.aside) for entry in self._batch)
        late = time.monotonic() - self._committed >= MAX_SECONDS
        if late or len(self._batch) >= MAX_DOCUMENTS or triples >= MAX_TRIPLES:
            self._commit()

    def _commit(self) -> None:
        if not self._batch:
            return
        entries, self._batch = tuple(self._batch), []
        committed = self._store.commit(Batch(entries, run=self._described, background=self._background))
        self._committed = time.monotonic()
        self._added += committed.added
        self._replaced += committed.replaced
        self._unchanged += committed.unchanged
        self._say("commit", entries[-1].identifier)

    def _fail(self, failure: Failure, place: int, *, name: str) -> None:
        self._failures.append((place, failure))
        self._done += failure.lost
        self._say("read", name)

    def _say(self, stage: str, name: str) -> None:
        self._tell(Progress(stage, self._read, self._done, name, self._complete))

    def _report(self, *, strict: bool) -> BuildReport:
        counts = self._store.counts()
        unlinked = Counter(
            link.name for record in self._store.documents() for link in record.links if not link.key
        )
        self._failures.sort(key=lambda item: item[0])
        return BuildReport(
            added=self._added,
            replaced=self._replaced,
            unchanged=self._unchanged,
            failures=tuple(failure for _, failure in self._failures),
            documents=counts.documents,
            entities=counts.entities,
            facts=counts.facts,
            set_aside=self._store.quarantine(),
            unlinked=dict(sorted(unlinked.items())),
            strict=strict,
        )


def _not_french(document: Document) -> Failure:
    reason = f"is in {document.language!r}, and only French is read"
    hint = "say in metadata.csv that its language is fr, if it is; or build with --language any"
    return Failure(document.file or document.identifier, reason, hint)
