"""What goes wrong while rows are read is told as a fault of the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from diplograph.errors import StoreError
from diplograph.network.published import read_published
from diplograph.store import Store


class Cut(Store):
    """A store whose database breaks off in the middle of an answer, as Oxigraph tells it."""

    def query(self, *_: object, **__: object) -> Iterator[tuple[object, ...]]:  # type: ignore[override]
        raise OSError("Corruption: block checksum mismatch: stored = 1, computed = 2")
        yield ()


def test_a_store_that_breaks_off_is_told(tmp_path: Path) -> None:
    Store.open(tmp_path / "s", create=True).close()
    with Cut.open(tmp_path / "s", read_only=True) as store, pytest.raises(StoreError, match="damaged"):
        read_published(store)
