"""A copy of an open store, for whoever wants to try something on it."""

from __future__ import annotations

from pathlib import Path

from diplograph.store import location
from diplograph.store.store import Store


def copy_store(store: Store, target: Path) -> None:
    """Make a store with what an open one holds; files that the database never changes are shared.

    What the store remembers of the analyst's files is not copied.

    Args:
        target: a folder that does not exist yet.
    Raises:
        StoreError: it cannot be written.
    """
    location.make_mark(target, base=store.base)
    try:
        store._quads.backup(str(target / location.QUADS))
    except (OSError, RuntimeError) as error:
        raise location.write_error(target, error) from None
