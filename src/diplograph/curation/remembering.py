"""The ledger that a store remembers: where it lies, and a copy, so that no decision is lost with the file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from diplograph.curation.ledger import Ledger, parse_ledger, read_ledger
from diplograph.errors import StoreError
from diplograph.knowledge.spreadsheet import Problem
from diplograph.rdf.identifiers import DEFAULT_BASE
from diplograph.store.remembered import remember, remembered

FOLDER = "curation"
_PLACE = "ledger.json"
_COPY = "ledger"


def remember_ledger(store: Path, ledger: Ledger) -> None:
    """Let a store remember a ledger, in place of the one it has.

    A ledger beside the store is remembered by its relative path, so that the folder of both can move.

    Raises:
        StoreError: the store cannot be written.
    """
    path, beside = ledger.path.resolve(), store.resolve().parent
    place = path.relative_to(beside) if path.is_relative_to(beside) else path
    name = f"{_COPY}{ledger.path.suffix.lower() or '.csv'}"
    told = json.dumps({"path": place.as_posix(), "copy": name}, ensure_ascii=False) + "\n"
    files = {name: ledger.raw, _PLACE: told.encode()}
    known = remembered(store, FOLDER, f"{_COPY}.*")
    if {path.name: content for path, content in known.items()} != files:
        remember(store, FOLDER, files, forget=f"{_COPY}.*")


def forget_ledger(store: Path) -> None:
    """Let a store forget its ledger; the file itself stays.

    Raises:
        StoreError: the store cannot be written.
    """
    if (store / FOLDER).is_dir():
        remember(store, FOLDER, {}, forget=f"{_COPY}.*")


def remembered_ledger(store: Path) -> Path | None:
    """Where the ledger of a store lies, or lay; None when it has none.

    Raises:
        StoreError: what the store remembers cannot be read.
    """
    found = _remembered(store)
    return found[0] if found else None


def ledger_copy(store: Path) -> bytes:
    """What the ledger of a store held when it was last replayed; nothing when it has none.

    Raises:
        StoreError: what the store remembers cannot be read.
    """
    found = _remembered(store)
    return found[1] if found else b""


def ledger_of(store: Path, given: Path | None = None, *, base: str = DEFAULT_BASE) -> Ledger | None:
    """The ledger that a build obeys, which the store remembers from then on; None: there is none.

    Args:
        given: a ledger in place of the one that the store remembers.
    Raises:
        TableError: `given` is missing or cannot be read.
        StoreError: the store cannot be read or written.
    """
    if given is None:
        found = _remembered(store)
        if found is None:
            return None
        path, copy = found
        if not path.exists():
            hint = "put it back, or name it with --curation"
            gone = Problem(str(path), 1, "", "the ledger is gone; the store's copy is replayed", hint)
            return _from_copy(path, copy, gone, base=base)
        ledger = read_ledger(path, base=base)
        if ledger.broken:
            return _from_copy(path, copy, _broken(ledger), base=base)
    else:
        ledger = read_ledger(given, base=base)
        ledger.refuse_broken()
    remember_ledger(store, ledger)
    return ledger


def _from_copy(path: Path, copy: bytes, why: Problem, *, base: str) -> Ledger:
    ledger = parse_ledger(copy, path, base=base)
    return replace(ledger, problems=(why, *ledger.problems))


def _broken(ledger: Ledger) -> Problem:
    """Why the copy is replayed in place of a ledger that cannot be read to its end."""
    first = ledger.faults[0]
    return replace(first, reason=f"{first.reason}; the store's copy of the ledger is replayed")


def _remembered(store: Path) -> tuple[Path, bytes] | None:
    """Path of the ledger, and the copy of what it held."""
    files = {path.name: content for path, content in remembered(store, FOLDER, f"{_COPY}.*").items()}
    if _PLACE not in files:
        return None
    try:
        told = json.loads(files[_PLACE])
        place, copy = Path(told["path"]), files[told["copy"]]
    except (ValueError, KeyError, TypeError):
        hint = "name the ledger again with --curation"
        where = str(store / FOLDER / _PLACE)
        raise StoreError("what is remembered of the ledger makes no sense", where=where, hint=hint) from None
    return (place if place.is_absolute() else store.resolve().parent / place), copy
