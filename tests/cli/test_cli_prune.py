"""`diplograph build --prune` and `documents remove` by pattern, on real texts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cli_types import Run

pytestmark = pytest.mark.model


def test_what_is_gone_is_told_then_pruned_then_removed(run: Run, texts: Path, tmp_path: Path) -> None:
    folder, store = tmp_path / "textes", tmp_path / "s"
    shutil.copytree(texts, folder)
    (folder / "metadata.csv").unlink()
    run("build", folder, "--store", store)
    (folder / "pologne.txt").unlink()
    told = run("build", folder, "--store", store).stdout.splitlines()[:2]
    assert told == [
        "Documents: 2 (1 unchanged)",
        "  1 is no longer where earlier builds read it: pologne (--prune removes it)",
    ]
    pruned = run("build", folder, "--store", store, "--prune").stdout.splitlines()[0]
    assert pruned == "Documents: 1 (1 unchanged, 1 pruned)"

    wrong = run("documents", "remove", "astana", "kazakh*", "--store", store)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("diplograph: no document of the store matches kazakh* (list them with")
    removed = run("documents", "remove", "ast*", "astana", "--store", store)
    assert (removed.returncode, removed.stderr.splitlines()[0][:14]) == (0, "removed astana")
    assert len(removed.stderr.splitlines()) == 1


def test_a_build_that_reads_nothing_leaves_no_store(run: Run, tmp_path: Path) -> None:
    (tmp_path / "vide.txt").write_text("")
    done = run("build", tmp_path / "vide.txt", "--store", tmp_path / "s")
    assert done.returncode == 2
    assert not (tmp_path / "s").exists()
