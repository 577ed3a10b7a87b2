"""The folder of a store: its mark, and what can be wrong with it.

DIR/store.json   the mark: format version and base IRI
DIR/lock         held by the one writer
DIR/quads/       the Oxigraph database, for the writer alone
DIR/views/       its states that readers open, see `views`
DIR/changed      what a writer leaves that was killed, see `views`
DIR/files        how the database was left, see `inventory`
DIR/gazetteer/   the analyst's own tables, see `gazetteers`
DIR/curation/    the analyst's ledger
DIR/origins/     which file each document was read from
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from diplograph.errors import QueryError, StoreError, UsageError
from diplograph.rdf.identifiers import DEFAULT_BASE

FORMAT = 1
_BASE = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*[/#]""")
_LOCKED = re.compile(r"\block\b", re.IGNORECASE)  # and no block whose checksum is wrong
_OF_DATABASE = re.compile(
    r"Corruption|IO error|Invalid argument|Not implemented|Incomplete|Aborted|Busy", re.IGNORECASE
)
LOCK, QUADS, VIEWS, CHANGED, FILES = "lock", "quads", "views", "changed", "files"
_MARK = "store.json"
_REMEMBERED = ("gazetteer", "curation", "origins")  # what a store keeps beside its graphs, see `remembered`


@dataclass(frozen=True, slots=True)
class Mark:
    """What a store says of itself."""

    base: str
    format: int = FORMAT


def read_mark(path: Path) -> Mark:
    """Read the mark of a store.

    Raises:
        StoreError: there is no store, or a newer program wrote it.
    """
    if not path.exists():
        raise StoreError(
            "there is no store here", where=str(path), hint="make one with: diplograph build SOURCE…"
        )
    try:
        told = json.loads((path / _MARK).read_text(encoding="utf-8"))
        version, base = told["format"], told["base"]
    except (FileNotFoundError, NotADirectoryError):
        raise StoreError(
            "this is not a diplograph store", where=str(path), hint="name another with --store"
        ) from None
    except PermissionError:
        raise StoreError(
            "the store may not be read", where=str(path), hint="look at its permissions"
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged(path, f"its {_MARK} cannot be read: {error}") from None
    if not isinstance(version, int) or not isinstance(base, str) or version < 1:
        raise damaged(path, f"its {_MARK} makes no sense")
    if version > FORMAT:
        hint = "update diplograph, or build a new store"
        raise StoreError(
            f"a newer diplograph wrote this store (format {version})", where=str(path), hint=hint
        )
    return Mark(base=base, format=version)


def make_mark(path: Path, *, base: str) -> Mark:
    """Mark a missing or empty folder as a store.

    Raises:
        StoreError: the folder holds something else, or cannot be written.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        ours = (_MARK, LOCK, VIEWS, CHANGED, FILES, *_REMEMBERED)
        strange = sorted(item.name for item in path.iterdir() if not item.name.startswith(ours))
        if strange:
            hint = "name an empty or a new folder with --store"
            raise StoreError(f"this folder is not a store and holds {strange[0]}", where=str(path), hint=hint)
        draft = path / f"{_MARK}.{os.getpid()}"
        draft.write_text(json.dumps({"format": FORMAT, "base": base}) + "\n", encoding="utf-8")
        draft.replace(path / _MARK)
    except OSError as error:
        raise write_error(path, error) from None
    return Mark(base=base)


def is_marked(path: Path) -> bool:
    """Whether a folder is a store, whatever state it is in."""
    return (path / _MARK).exists()


def discard(path: Path, *, keep_folder: bool) -> None:
    """Remove a store that holds nothing and that nobody has open, and nothing else."""
    for name in (QUADS, VIEWS, *_REMEMBERED):
        shutil.rmtree(path / name, ignore_errors=True)
    for name in (CHANGED, FILES, LOCK, _MARK):
        (path / name).unlink(missing_ok=True)
    if not keep_folder and not any(path.iterdir()):
        path.rmdir()


def open_mark(path: Path, *, create: bool, base: str) -> Mark:
    """The mark of a store, made when it is missing and `create` is set; `base` must agree, "" with any.

    Raises:
        UsageError: the base is no absolute IRI, or does not end where names can follow.
        StoreError: see `read_mark` and `make_mark`; or the store has another base.
    """
    if base and not _BASE.fullmatch(base):
        hint = 'give an absolute IRI that ends in "/" or "#", such as https://example.org/id/'
        raise UsageError(f"{base!r} cannot be a base", hint=hint)
    empty = not path.exists() or (path.is_dir() and not (path / _MARK).exists())
    mark = make_mark(path, base=base or DEFAULT_BASE) if create and empty else read_mark(path)
    if base and mark.base != base:
        hint = f"leave the base out, or name a new store; this one has {mark.base}"
        raise StoreError(f"this store was not built under {base}", where=str(path), hint=hint)
    return mark


def busy(path: Path) -> StoreError:
    """Another writer has the store."""
    hint = "wait until it is done; queries may go on meanwhile"
    return StoreError("another diplograph is at work on it", where=str(path), hint=hint)


def open_quads(path: Path, *, read_only: bool) -> ox.Store:
    """Open the database of a store.

    Raises:
        StoreError: it is locked, damaged or out of reach.
    """
    folder = path / QUADS
    if read_only and not folder.exists():
        return ox.Store()  # marked, but nothing was ever written
    if read_only:
        return open_view(path, folder)
    with _opening(path):
        return ox.Store(str(folder))


def open_view(path: Path, folder: Path) -> ox.Store:
    """Open a database of a store for reading; nobody may write to it meanwhile.

    Raises:
        StoreError: it is damaged or out of reach.
    """
    with _opening(path):
        return ox.Store.read_only(str(folder))


@contextmanager
def _opening(path: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError:
        raise StoreError(
            "the store may not be read", where=str(path), hint="look at its permissions"
        ) from None
    except (OSError, RuntimeError, ValueError) as error:  # a corrupt database is any of them
        text = str(error)
        if _LOCKED.search(text):
            raise busy(path) from None
        if _is_full(error):
            raise write_error(path, error) from None
        raise damaged(path, text) from None


def write_error(path: Path, error: Exception) -> StoreError:
    """Why a write failed, in one line."""
    where = str(path)
    if _is_full(error):
        return StoreError("the disk is full", where=where, hint="make room and run the same command again")
    if "corruption" in str(error).lower():
        return damaged(path, str(error))
    if isinstance(error, (PermissionError, FileExistsError, NotADirectoryError)) or "Permission" in str(
        error
    ):
        return StoreError("the store cannot be written here", where=where, hint="look at its permissions")
    return StoreError(f"the store could not be written: {_one_line(error)}", where=where)


@contextmanager
def reading(path: Path, *, remote: bool = False) -> Iterator[None]:
    """Turn what the database answers to a read into a `StoreError` about this store.

    Args:
        remote: SERVICE may have asked another server; what that one answers is a `QueryError`.
    """
    try:
        yield
    except (OSError, RuntimeError) as error:
        if getattr(error, "errno", None) is not None or _is_full(error):
            raise  # of the file that an answer is written to: Oxigraph's own have no number
        # What the database complains of begins in RocksDB's words.
        if remote and not _OF_DATABASE.match(str(error)):
            hint = "check its address, and that it can be reached; SERVICE SILENT goes on without it"
            raise QueryError(f"the server that SERVICE asks: {_one_line(error)}", hint=hint) from None
        raise damaged(path, str(error)) from None


def _is_full(error: Exception) -> bool:
    text = str(error).lower()
    return "no space left" in text or "file too large" in text or "disk quota" in text


def damaged(path: Path, reason: str) -> StoreError:
    """What is wrong with a database, in one line."""
    hint = "restore a copy, or remove the folder and build it again"
    return StoreError(f"the store is damaged: {_one_line(reason)}", where=str(path), hint=hint)


def _one_line(error: object) -> str:
    text = " ".join(str(error).split()).rstrip(".")
    return text if len(text) <= 200 else text[:199] + "…"
