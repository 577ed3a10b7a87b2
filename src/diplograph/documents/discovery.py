"""Which files are documents: those given, and those below the folders given."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from diplograph.documents.formats import STREAMED_SUFFIXES, SUPPORTED_SUFFIXES, suffix_of
from diplograph.documents.limits import reported, shown
from diplograph.documents.metadata import METADATA_NAME, Metadata, Row, file_key, read_metadata
from diplograph.documents.values import DocumentFailure, Fields, Source
from diplograph.errors import DocumentError, UsageError

__all__ = ["METADATA_NAME", "find_sources"]

_SUFFIXES = ", ".join(sorted(SUPPORTED_SUFFIXES))


def find_sources(paths: Sequence[Path]) -> Iterator[Source]:
    """Find the documents among files and folders, sorted by path, each file once.

    Hidden files, `metadata.csv` and files of other formats are passed over in folders; links are followed.
    What is wrong with a `metadata.csv` or a folder comes as a source with a `problem`, in its place.

    Raises:
        UsageError: no path, a path that does not exist, or a folder without documents; before any is read.
    """
    if not paths:
        raise UsageError("no documents given", hint="give files or folders")
    search = _Search()
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError("does not exist", where=shown(path), hint="check the spelling of the path")
        if os.path.isdir(path):
            if not search.walk(path):
                raise UsageError(
                    "is a folder without documents", where=shown(path), hint=f"documents end in {_SUFFIXES}"
                )
        elif path.name != METADATA_NAME:
            search.add_given(path)
    if not search.found:
        raise UsageError(
            f"only {METADATA_NAME} was given",
            where=shown(paths[0]),
            hint="give the documents too, or their folder",
        )
    return iter(search.sources())


@dataclass
class _Search:
    """The state of one search.

    Attributes:
        found: path as given → problem of that path, or None for a document.
        walked: folders of which every file was seen: only there can a row's file be said to be missing.
    """

    found: dict[Path, DocumentFailure | None] = field(default_factory=dict)
    walked: set[Path] = field(default_factory=set)

    def add_given(self, path: Path) -> None:
        if suffix_of(path) in SUPPORTED_SUFFIXES:
            self.found[path] = None
            return
        what = f"a {path.suffix} file" if path.suffix else "a file without suffix"
        self._fail(
            path, DocumentError(f"is {what}", where=shown(path), hint=f"what can be read: {_SUFFIXES}")
        )

    def walk(self, top: Path) -> bool:
        """Take in all that is below a folder; False when there is nothing, not even something wrong."""
        any_found = False
        seen: set[tuple[int, int]] = set()
        pending: list[tuple[Path, tuple[tuple[int, int], ...]]] = [(top, ())]
        while pending:
            folder, above = pending.pop()
            try:
                with reported(folder):
                    status = os.stat(folder)
                    names = sorted(os.listdir(folder), reverse=True)  # the stack turns them round again
            except DocumentError as error:
                any_found = True
                self._fail(folder, error)
                continue
            identity = (status.st_dev, status.st_ino)
            if identity in above:
                loop = DocumentError(
                    "is a link to a folder that it is in", where=shown(folder), hint="remove the link"
                )
                self.found[folder] = DocumentFailure(loop, lost=False)
            if identity in seen:
                continue
            seen.add(identity)
            self.walked.add(folder)
            for path in (folder / name for name in names if not name.startswith(".")):
                if os.path.isdir(path):
                    pending.append((path, (*above, identity)))
                elif path.name != METADATA_NAME and suffix_of(path) in SUPPORTED_SUFFIXES:
                    any_found = True
                    self.found.setdefault(path)
        return any_found

    def _fail(self, path: Path, error: DocumentError) -> None:
        self.found[path] = DocumentFailure(error)

    def sources(self) -> Iterator[Source]:
        """Everything found, sorted: what is wrong with a folder's table before the folder's documents."""
        folders = _Folders(self.walked, self.found)
        seen: set[str] = set()
        for path in sorted(self.found, key=_place):
            if (problem := self.found[path]) is not None:
                yield Source(path, problem=problem)
                continue
            real = os.path.realpath(path)
            if real in seen:  # given twice, or reached by a link too
                continue
            seen.add(real)
            table, problems = folders.table(path.parent)
            yield from problems
            yield from _documents(path, table)
        for folder in sorted(self.walked, key=_place):
            yield from folders.table(folder)[1]


class _Folders:
    """The tables of the folders, each read once, what is wrong with one told once."""

    def __init__(self, walked: Iterable[Path], found: Iterable[Path]) -> None:
        self._tables: dict[str, Metadata] = {}
        self._walked = {os.path.realpath(folder) for folder in walked}
        self._files: dict[str, set[str]] = {}
        for path in found:
            self._files.setdefault(os.path.realpath(path.parent), set()).add(file_key(path.name))

    def table(self, folder: Path) -> tuple[Metadata, list[Source]]:
        """The table of a folder and, the first time, what is wrong with it."""
        real = os.path.realpath(folder)
        if real in self._tables:
            return self._tables[real], []
        table = self._tables[real] = read_metadata(folder)
        failures = list(table.failures)
        if table.unreadable is not None:
            failures.append(DocumentFailure(_without_table(table.unreadable)))
        if real in self._walked:
            there = self._files.get(real, set())
            failures += [
                DocumentFailure(_without_file(row, table.path))
                for key, row in table.rows.items()
                if key not in there
            ]
        return table, [Source(table.path, problem=failure) for failure in failures]


def _without_table(error: DocumentError) -> DocumentError:
    advice = f"{error.hint}; " if error.hint else ""
    hint = f"{advice}until then the documents beside it are not read"
    return DocumentError(error.reason, where=error.where, hint=hint)


def _place(path: Path) -> tuple[str, ...]:
    return Path(os.path.abspath(path)).parts


def _without_file(row: Row, table: Path) -> DocumentError:
    if row.error is not None:
        return row.error
    path = table.parent / row.file
    if os.path.exists(path):
        reason, hint = f"file {row.file!r} is not a document", f"what can be read: {_SUFFIXES}"
    else:
        reason, hint = f"file {row.file!r} is not there", "correct its name, or remove the row"
    return DocumentError(reason, where=f"{shown(table)}:{row.line}", hint=hint)


def _documents(path: Path, table: Metadata) -> Iterator[Source]:
    if table.unreadable is not None:
        return
    row = table.rows.get(file_key(path.name))
    if row is None:
        yield Source(path)
        return
    if row.error is not None:
        yield Source(path, problem=DocumentFailure(row.error))
        return
    fields = row.fields
    if suffix_of(path) in STREAMED_SUFFIXES and (fields.id or fields.title):
        # One identifier cannot serve many documents.
        error = DocumentError(
            f"id and title are not read for {row.file!r}: it holds many documents",
            where=f"{shown(table.path)}:{row.line}",
            hint="leave them empty here and give them on its lines",
        )
        yield Source(table.path, problem=DocumentFailure(error, lost=False))
        fields = Fields("", "", fields.published, fields.language, fields.source, fields.genre)
    yield Source(path, fields)
