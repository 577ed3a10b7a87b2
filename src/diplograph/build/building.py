"""Documents in, a store out: read, skip what is unchanged, extract, map, validate, commit in batches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from diplograph.build.committing import Committer
from diplograph.build.decisions import replay, take_ledger
from diplograph.build.fingerprint import current_run
from diplograph.build.origins import Origins
from diplograph.build.report import BuildReport, Failure, Progress
from diplograph.build.tables import take_tables
from diplograph.build.workers import read_all
from diplograph.build.workshop import Extractor, known_triples
from diplograph.documents import DocumentFailure, read_documents
from diplograph.errors import UsageError
from diplograph.model import Document
from diplograph.store import Background, DocumentEntry, OwnTable, Store, check_given, own_tables
from diplograph.store.location import discard, is_marked


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
    curation: Path | None = None,
    forget_curation: bool = False,
    prune: bool = False,
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
        curation: the analyst's ledger, in place of the one that the store remembers.
        forget_curation: lift all decisions, and forget the ledger.
        prune: remove documents that were once in one of `paths` and are there no longer.
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
    made, there = not is_marked(store), store.exists()
    empty = False
    try:
        with Store.open(store, create=True, base=base) as opened:
            try:
                remarks = take_tables(store, gazetteers, strict=strict, forget=forget_gazetteers)
                ledger = take_ledger(store, curation, base=opened.base, strict=strict, forget=forget_curation)
                tables, origins = own_tables(store), Origins(store)
                work = _Build(opened, tables, origins, progress or _silent, any_language=any_language)
                work.run(items, jobs=jobs, extractor=extractor)
                gone = work.look_for(paths, prune=prune)
                remarks += replay(opened, ledger, background=work.background, forget=forget_curation)
                return work.report(remarks, gone=gone, prune=prune, strict=strict)
            finally:
                empty = not opened.identifiers()
    finally:
        if made and empty:
            discard(store, keep_folder=there)


def _silent(progress: Progress) -> None:
    pass


class _Build:
    """The state of one build."""

    def __init__(
        self,
        store: Store,
        tables: tuple[OwnTable, ...],
        origins: Origins,
        tell: Callable[[Progress], None],
        *,
        any_language: bool,
    ) -> None:
        run = current_run(tables)
        self._store = store
        self._tables = tables
        self._origins = origins
        self._run = run.iri(store.base)
        background = Background(run.fingerprint, partial(known_triples, base=store.base, tables=tables))
        self.background = background
        self._writer = Committer(
            store, run=run.triples(store.base), background=background, told=partial(self._say, "commit")
        )
        self._tell = tell
        self._any_language = any_language
        self._failures: list[tuple[int, Failure]] = []  # by place, for documents fail out of order
        self._places: dict[str, int] = {}  # of the documents under way
        self._read = self._done = self._unchanged = self._warnings = 0
        self._complete = False

    def run(
        self, items: Iterable[Document | DocumentFailure], *, jobs: int, extractor: Extractor | None
    ) -> None:
        """Take every item through, until all is written."""
        self._store.refresh(self.background)
        read = partial(read_all, base=self._store.base, run=self._run, tables=self._tables)
        with self._writer, closing(read(self._new(items), jobs=jobs, extractor=extractor)) as outcomes:
            for document, outcome in outcomes:
                self._settle(document, outcome)
            self._writer.finish()

    def look_for(self, paths: Sequence[Path], *, prune: bool) -> tuple[str, ...]:
        """Documents of earlier builds that are no longer in files and folders; with `prune`, they go."""
        held = self._store.identifiers()
        failed = [failure.file for _, failure in self._failures if failure.lost]
        gone = tuple(name for name in self._origins.gone(paths, failed=failed) if name in held)
        if prune and gone:
            self._store.remove(gone)
        self._origins.keep(held.difference(gone) if prune else held)
        return gone

    def _new(self, items: Iterable[Document | DocumentFailure]) -> Iterator[Document]:
        """The documents that must be extracted; all others are settled on the way."""
        for item in items:
            self._read += 1
            if isinstance(item, DocumentFailure):
                failure = Failure.of(item.error, lost=item.lost)
                self._read -= not item.lost
                held = any(self._holds(name) for name in self._origins.of(failure.file)) and item.lost
                self._fail(failure, self._read, name=failure.file, held=held)
                continue
            self._origins.note(item.identifier, item.file)
            if not self._any_language and item.language.partition("-")[0].lower() != "fr":
                self._fail(
                    _not_french(item), self._read, name=item.identifier, held=self._holds(item.identifier)
                )
            elif self._store.is_current(item.identifier, digest=item.digest, run=self._run):
                self._unchanged += 1
                self._done += 1
                self._say("read", item.identifier)
            else:
                self._places[item.identifier] = self._read
                self._say("read", item.identifier)
                yield item
        self._complete = True

    def _holds(self, identifier: str) -> bool:
        return self._store.holds(identifier)

    def _settle(self, document: Document, outcome: DocumentEntry | Failure) -> None:
        place = self._places.pop(document.identifier)
        if isinstance(outcome, Failure):
            self._fail(outcome, place, name=document.identifier, held=self._holds(document.identifier))
            return
        self._done += 1
        self._say("extract", document.identifier)
        self._warnings += outcome.warnings
        self._writer.add(outcome)

    def _fail(self, failure: Failure, place: int, *, name: str, held: bool) -> None:
        if held:
            reason = f"{failure.reason}; what an earlier build read of it stays in the store"
            failure = replace(failure, reason=reason)
        self._failures.append((place, failure))
        self._done += failure.lost
        self._say("read", name)

    def _say(self, stage: str, name: str) -> None:
        self._tell(Progress(stage, self._read, self._done, name, self._complete))

    def report(
        self, remarks: Sequence[Failure], *, gone: tuple[str, ...], prune: bool, strict: bool
    ) -> BuildReport:
        """What was done, and what the store holds; `remarks` on tables and decisions come first."""
        counts = self._store.counts()
        unlinked = Counter(
            link.name for record in self._store.documents() for link in record.links if not link.key
        )
        self._failures.sort(key=lambda item: item[0])
        return BuildReport(
            added=self._writer.added,
            replaced=self._writer.replaced,
            unchanged=self._unchanged + self._writer.unchanged,
            failures=(*remarks, *(failure for _, failure in self._failures)),
            documents=counts.documents,
            entities=counts.entities,
            facts=counts.facts,
            set_aside=self._store.quarantine(),
            warnings=self._warnings,
            unlinked=dict(sorted(unlinked.items())),
            gone=() if prune else gone,
            pruned=gone if prune else (),
            strict=strict,
        )


def _not_french(document: Document) -> Failure:
    reason = f"is in {document.language!r}, and only French is read"
    hint = "say in metadata.csv that its language is fr, if it is; or build with --language any"
    return Failure(document.file or document.identifier, reason, hint)
