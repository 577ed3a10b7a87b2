"""A view gets its name when all of it is on the disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from store_samples import batch, entry, visit

from diplograph.store import Store


def test_a_view_is_on_the_disk_before_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    sync, rename = os.fsync, Path.rename

    def synced(handle: int) -> None:
        told.append(Path(os.readlink(f"/proc/self/fd/{handle}")).name)
        sync(handle)

    def renamed(self: Path, target: Path) -> Path:
        told.append(f"{self.name} > {target.name}")
        return rename(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "rename", renamed)
    with Store.open(tmp_path / "s", create=True) as store:
        store.commit(batch(entry("a", visit())))
    view = next(path for path in (tmp_path / "s" / "views").iterdir() if path.is_dir())
    moment = told.index(f"{view.name}.part > {view.name}")
    before = set(told[:moment])
    assert {path.name for path in view.iterdir()} | {f"{view.name}.part", f"{view.name}.lock"} <= before
    assert "views" in told[moment:]
