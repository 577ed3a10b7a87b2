"""The analyst's own tables that a store remembers: DIR/gazetteer/*.csv, read by every build."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from diplograph.errors import UsageError
from diplograph.store import location
from diplograph.store.remembered import remember, remembered

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
    found = remembered(store, FOLDER, "*.csv")
    return tuple(OwnTable(path, hashlib.sha256(content).hexdigest()) for path, content in found.items())


def remember_tables(store: Path, tables: Iterable[Path], *, forget: bool = False) -> None:
    """Copy tables into a store, each whole or not at all; one of the same name is replaced.

    Args:
        forget: remove those that are there first.
    Raises:
        StoreError: the store cannot be written.
    """
    try:
        given = {table_name(path): path.read_bytes() for path in tables}
    except OSError as error:
        raise location.write_error(store, error) from None
    remember(store, FOLDER, given, forget="*.csv" if forget else "")


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
