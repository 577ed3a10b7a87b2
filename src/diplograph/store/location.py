"""The folder of a store: its mark, its lock, and what can be wrong with it.

DIR/store.json   the mark: format version and base IRI
DIR/lock         held shared by readers, alone by a writer
DIR/quads/       the Oxigraph database
DIR/gazetteer/   the analyst's own tables, see `gazetteers`
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from diplograph.errors import StoreError, UsageError
from diplograph.rdf.identifiers import DEFAULT_BASE

FORMAT = 1
_BASE = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*[/#]""")
_MARK, _LOCK, _QUADS, _OWN = "store.json", "lock", "quads", "gazetteer"
_BUSY = "another diplograph is at work on it"


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
        raise _damaged(path, f"its {_MARK} cannot be read: {error}") from None
    if not isinstance(version, int) or not isinstance(base, str) or version < 1:
        raise _damaged(path, f"its {_MARK} makes no sense")
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
        ours = (_MARK, _LOCK, _OWN)
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


@contextmanager
def lock(path: Path, *, shared: bool) -> Iterator[None]:
    """Hold a store: with other readers when shared, alone otherwise; nobody waits."""
    handle = _open_lock(path, shared=shared)
    if handle is None:
        yield
        return
    with handle:
        try:
            import fcntl
        except ImportError:  # Windows: Oxigraph's own lock still keeps a second writer out
            yield
            return
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError:
            raise StoreError(_BUSY, where=str(path), hint="wait until it is done") from None
        yield


def _open_lock(path: Path, *, shared: bool) -> IO[str] | None:
    try:
        return (path / _LOCK).open("a", encoding="utf-8")
    except OSError as error:
        if shared:
            return None  # a store on a read-only disk has no writer to fear
        raise write_error(path, error) from None


def open_quads(path: Path, *, read_only: bool) -> ox.Store:
    """Open the database of a store.

    Raises:
        StoreError: it is locked, damaged or out of reach.
    """
    quads = path / _QUADS
    if read_only and not quads.exists():
        return ox.Store()  # marked, but nothing was ever written
    try:
        return ox.Store.read_only(str(quads)) if read_only else ox.Store(str(quads))
    except PermissionError:
        raise StoreError(
            "the store may not be read", where=str(path), hint="look at its permissions"
        ) from None
    except (OSError, RuntimeError, ValueError) as error:  # a corrupt database is any of them
        text = str(error)
        if "lock" in text.lower():
            raise StoreError(_BUSY, where=str(path), hint="wait until it is done") from None
        if _is_full(error):
            raise write_error(path, error) from None
        raise _damaged(path, text) from None


def write_error(path: Path, error: Exception) -> StoreError:
    """Why a write failed, in one line."""
    where = str(path)
    if _is_full(error):
        return StoreError("the disk is full", where=where, hint="make room and run the same command again")
    if isinstance(error, (PermissionError, FileExistsError, NotADirectoryError)) or "Permission" in str(
        error
    ):
        return StoreError("the store cannot be written here", where=where, hint="look at its permissions")
    return StoreError(f"the store could not be written: {_one_line(error)}", where=where)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what the database answers to a read into a `StoreError` about this store."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise _damaged(path, str(error)) from None


def _is_full(error: Exception) -> bool:
    text = str(error).lower()
    return "no space left" in text or "file too large" in text or "disk quota" in text


def _damaged(path: Path, reason: str) -> StoreError:
    hint = "restore a copy, or remove the folder and build it again"
    return StoreError(f"the store is damaged: {_one_line(reason)}", where=str(path), hint=hint)


def _one_line(error: object) -> str:
    text = " ".join(str(error).split()).rstrip(".")
    return text if len(text) <= 200 else text[:199] + "…"
