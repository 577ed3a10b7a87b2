"""The analyst's own tables that a store remembers: DIR/gazetteer/*.csv, read by every build."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from diplograph.errors import StoreError, UsageError
from diplograph.store import location

FOLDER = "gazetteer"


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A table of the analyst's, in the state that `digest` names."""

    path: Path
    digest: str


def own_tables(store: Path) -> tuple[OwnTable, ...]:
    """The tables of a store, by name.

    Raises:
        StoreError: one cannot be read.
    """
    folder = store / FOLDER
    try:
        paths = sorted(folder.glob("*.csv")) if folder.is_dir() else []
        return tuple(OwnTable(path, hashlib.sha256(path.read_bytes()).hexdigest()) for path in paths)
    except OSError as error:
        hint = "look at its permissions, or remove it"
        raise StoreError(f"a table cannot be read: {error.strerror}", where=str(folder), hint=hint) from None


def remember_tables(store: Path, tables: Iterable[Path], *, forget: bool = False) -> None:
    """Copy tables into a store, each whole or not at all; one of the same name is replaced.

    Args:
        forget: remove those that are there first.
    Raises:
        StoreError: the store cannot be written.
    """
    given = {table_name(path): path for path in tables}
    try:
        folder = store / FOLDER
        if given:
            folder.mkdir(exist_ok=True)
        for name, path in given.items():
            draft = folder / f".{name}.{os.getpid()}"
            draft.write_bytes(path.read_bytes())
            draft.replace(folder / name)
        if forget:
            for path in folder.glob("*.csv"):
                if path.name not in given:
                    path.unlink()
    except OSError as error:
        raise location.write_error(store, error) from None


def table_name(path: Path) -> str:
    """Name under which a store remembers a table: its own, with the ending that such tables have."""
    return path.name if path.suffix == ".csv" else f"{path.name}.csv"


def check_given(tables: Iterable[Path]) -> None:
    """Refuse tables that cannot be remembered, before anything is touched.

    Raises:
        UsageError: one is missing or no file, or two have one name, of which a store would keep only one.
    """
    seen: dict[str, Path] = {}
    for path in tables:
        if not path.is_file():
            raise UsageError("there is no such table", where=str(path), hint="check the path")
        other = seen.setdefault(table_name(path), path)
        if other.resolve() != path.resolve():
            raise UsageError(f"two tables are called {path.name}", where=str(path), hint="rename one")
