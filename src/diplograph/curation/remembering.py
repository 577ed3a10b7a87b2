"""The ledger that a store remembers: where it lies, and a copy, so that no decision is lost with the file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from diplograph.curation.ledger import Ledger, parse_ledger, read_ledger
from diplograph.errors import StoreError, TableError
from diplograph.knowledge.spreadsheet import Problem
from diplograph.model.decisions import Decision
from diplograph.rdf.identifiers import DEFAULT_BASE
from diplograph.store.remembered import remember, remembered
from diplograph.store.rulings import Rulings

FOLDER = "curation"
_PLACE = "ledger.json"
_COPY = "ledger"


def remember_ledger(store: Path, ledger: Ledger) -> None:
    """Let a store remember a ledger, in place of the one it has.

    A ledger beside the store is remembered by its relative path, so that the folder of both can move.

    Raises:
        TableError: the store cannot obey its decisions together.
        StoreError: the store cannot be written.
    """
    _refuse_circles(ledger)
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
        TableError: `given` is missing, emptied or cannot be read, or the store cannot obey a ledger.
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
        if emptied := _emptied(store, ledger):
            reason = f"{emptied.reason}; the store's copy of the ledger is replayed"
            return _from_copy(path, copy, replace(emptied, reason=reason), base=base)
    else:
        ledger = read_ledger(given, base=base)
        ledger.refuse_broken()
        refuse_emptied(store, ledger)
    lifted = len(_held(store)) if not ledger.places else 0
    remember_ledger(store, ledger)
    if lifted:
        reason = f"holds no decision any more: {lifted} {'is' if lifted == 1 else 'are'} lifted"
        told = Problem(str(ledger.path), 1, "", reason, "put the lines back, if that was not meant")
        return replace(ledger, problems=(told, *ledger.problems))
    return ledger


def refuse_emptied(store: Path, ledger: Ledger) -> None:
    """Stop before a file that lost all that it held lifts all decisions of a store.

    Raises:
        TableError: it is empty, and the store remembers decisions.
    """
    if emptied := _emptied(store, ledger):
        raise TableError(emptied.reason, where=emptied.where, hint=emptied.hint)


def _emptied(store: Path, ledger: Ledger) -> Problem | None:
    """That a file holds nothing at all, though the ledger of the store held decisions."""
    if not ledger.is_void or not (held := len(_held(store))):
        return None
    reason = f"is empty, where {held} decision{' was' if held == 1 else 's were'}"
    hint = f"put it back; to lift all: diplograph curate apply {ledger.path}"
    return Problem(str(ledger.path), 1, "", reason, hint)


def _held(store: Path) -> tuple[Decision, ...]:
    """Decisions that the ledger of a store held when it was last replayed."""
    found = _remembered(store)
    return parse_ledger(found[1], found[0]).decisions if found else ()


def _refuse_circles(ledger: Ledger) -> None:
    try:
        Rulings.of(DEFAULT_BASE, ledger.decisions)
    except ValueError as error:
        hint = "remove one of the lines that merge these things: 'diplograph curate check' tells them"
        raise TableError(str(error), where=str(ledger.path), hint=hint) from None


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
