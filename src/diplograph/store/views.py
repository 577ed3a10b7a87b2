"""What readers read: states of the database that no writer touches any more.

DIR/views/N/       a state, made of hard links to files that the database never changes: it costs milliseconds
                   and next to no room
DIR/views/N.lock   held shared by those who read it; holds the sizes and checksums of its files
DIR/files          the same of the database, as the last writer left it
DIR/changed        the database holds commits that no view shows yet

A writer publishes a view when it opens a store that has none, now and then while it works, and when it
closes. Readers open the newest; older ones go when nobody reads them. So a reader never waits for a writer,
nor a writer for readers. What a killed writer left behind is put in order by whoever comes next.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import ExitStack
from pathlib import Path

import pyoxigraph as ox

from diplograph.errors import StoreError
from diplograph.store import location
from diplograph.store.inventory import amiss, written
from diplograph.store.inventory import take as take_stock
from diplograph.store.locking import take
from diplograph.store.writing import finish, is_unfinished

_NUMBER = re.compile(r"[0-9]+")
# Files of a bulk load that was killed; the database knows nothing of them. Its own have six digits.
_ORPHAN = re.compile(r"bulk-[0-9]+\.sst|[0-9]{12,}(?:\.sst)?")
_ATTEMPTS = 50


def open_for_writing(path: Path, held: ExitStack) -> ox.Store:
    """Open the database itself, finish what a killed writer began, and let readers have a view.

    Raises:
        StoreError: another writer has it, or it is damaged, or cannot be written.
    """
    try:
        handle = take(path / location.LOCK, shared=False, make=True, wait=1.0)
    except OSError as error:
        raise location.write_error(path, error) from None
    if handle is None:
        raise location.busy(path)
    held.enter_context(handle)
    try:
        quads = _open_database(path)
    except (OSError, RuntimeError) as error:
        raise location.write_error(path, error) from None
    try:
        finish(quads)
        if _newest(path) is None or (path / location.CHANGED).exists():
            publish(path, quads)
        else:
            _sweep(path)
    except (OSError, RuntimeError) as error:
        raise location.write_error(path, error) from None
    return quads


def open_for_reading(path: Path, held: ExitStack) -> ox.Store:
    """Open the newest view; where none can be made, the database itself, with writers held off.

    Raises:
        StoreError: it is damaged or out of reach.
    """
    newest = _newest(path)
    if newest is None or (path / location.CHANGED).exists():
        _put_in_order(path)
        newest = _newest(path)
    try:
        return _open_newest(path, held)
    except StoreError:
        _put_in_order(path)  # a view is damaged: the database may be whole
        if _newest(path) == newest:
            raise
        return _open_newest(path, held)


def _open_newest(path: Path, held: ExitStack) -> ox.Store:
    for _ in range(_ATTEMPTS):
        number = _newest(path)
        if number is None:
            break
        try:
            handle = take(_lock_of(path, number), shared=True)
        except OSError:
            continue  # swept away between the two looks
        if handle is None:
            continue
        with ExitStack() as kept:
            kept.enter_context(handle)
            if _folder(path, number).is_dir():
                _check(path, _folder(path, number), _lock_of(path, number))
                quads = location.open_view(path, _folder(path, number))
                held.push(kept.pop_all())
                return quads
    return _open_in_place(path, held)


def _open_in_place(path: Path, held: ExitStack) -> ox.Store:
    try:
        handle = take(path / location.LOCK, shared=True)
    except OSError:
        handle = None  # a store on a read-only disk, which was copied without its lock, has no writer to fear
    else:
        if handle is None:
            raise location.busy(path)
        held.enter_context(handle)
    quads = location.open_quads(path, read_only=True)
    if is_unfinished(quads):
        hint = "open it once where it can be written"
        raise StoreError("the store was left in the middle of a commit", where=str(path), hint=hint)
    return quads


def _put_in_order(path: Path) -> None:
    """Publish what a killed writer left unseen, unless a writer is at work or nothing can be written here."""
    try:
        handle = take(path / location.LOCK, shared=False, make=True)
    except OSError:
        return
    if handle is None:
        return
    with handle:
        if not (path / location.QUADS).exists():
            return  # marked, but nothing was ever written
        try:
            quads = _open_database(path)
            finish(quads)
            publish(path, quads)
            del quads
            take_leave(path)
        except (OSError, RuntimeError):
            return  # for want of room or permission: what can be read is read
        except StoreError:
            if _newest(path) is None:
                raise


def _open_database(path: Path) -> ox.Store:
    """Open the database for writing, unless it is not as it was left."""
    if (path / location.CHANGED).exists():
        _remove_orphans(path)
    else:
        _check(path, path / location.QUADS, path / location.FILES)
    (path / location.FILES).unlink(missing_ok=True)  # opening writes already
    return location.open_quads(path, read_only=False)


def publish(path: Path, quads: ox.Store) -> None:
    """Make the present state the one that readers open.

    Raises:
        OSError: it could not be written.
    """
    newest = _newest(path)
    number = 1 if newest is None else newest + 1
    folder = _folder(path, number)
    folder.parent.mkdir(exist_ok=True)
    draft = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    quads.backup(str(draft))
    _lock_of(path, number).write_bytes(written(take_stock(draft)))
    # On the disk itself before it gets its name: after a power cut there is a whole view, or the one before.
    for item in (*sorted(draft.iterdir()), draft, _lock_of(path, number)):
        _to_disk(item)
    draft.rename(folder)
    _to_disk(folder.parent)
    (path / location.CHANGED).unlink(missing_ok=True)
    _sweep(path)


def _to_disk(item: Path) -> None:
    handle = os.open(item, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def take_leave(path: Path) -> None:
    """Note how the database was left, once it is closed; a writer who comes looks whether it still is so."""
    try:
        if not (path / location.CHANGED).exists():
            draft = path / f"{location.FILES}.part"
            draft.write_bytes(written(take_stock(path / location.QUADS)))
            draft.replace(path / location.FILES)
    except OSError:
        (path / location.FILES).unlink(missing_ok=True)


def _check(path: Path, folder: Path, inventory: Path) -> None:
    try:
        reason = amiss(folder, inventory.read_bytes())
    except OSError:
        return  # none was made; or what cannot be read here is told on opening
    if reason:
        raise location.damaged(path, f"{folder.relative_to(path).as_posix()}/{reason}")


def mark_changed(path: Path) -> None:
    """Note that the database is about to hold more than the newest view shows.

    Raises:
        OSError: it could not be written.
    """
    (path / location.CHANGED).touch()


def _sweep(path: Path) -> None:
    """Remove what is older than the newest view and that nobody reads; only the writer calls it."""
    newest = _newest(path)
    for item in sorted((path / location.VIEWS).iterdir()):
        stem = item.name.partition(".")[0]
        if item.name == str(newest) or item.name == f"{newest}.lock" or not _NUMBER.fullmatch(stem):
            continue
        if item.suffix == ".part":
            shutil.rmtree(item, ignore_errors=True)
        elif item.suffix == ".lock":
            _remove_view(item, item.with_suffix(""))


def _remove_view(lock: Path, folder: Path) -> None:
    try:
        handle = take(lock, shared=False)
        if handle is None:
            return
        with handle:
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                lock.unlink()
    except OSError:
        return  # the next writer tries again


def _remove_orphans(path: Path) -> None:
    folder = path / location.QUADS
    for item in sorted(folder.iterdir()) if folder.is_dir() else ():
        if _ORPHAN.fullmatch(item.name):
            item.unlink(missing_ok=True)


def _newest(path: Path) -> int | None:
    try:
        names = [item.name for item in (path / location.VIEWS).iterdir()]
    except OSError:
        return None
    return max((int(name) for name in names if _NUMBER.fullmatch(name)), default=None)


def _folder(path: Path, number: int) -> Path:
    return path / location.VIEWS / str(number)


def _lock_of(path: Path, number: int) -> Path:
    return path / location.VIEWS / f"{number}.lock"
