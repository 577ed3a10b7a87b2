"""A build that is killed at any moment leaves whole documents, and the next build finishes its work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends signals")

KILLS = 50


@pytest.fixture
def quick_disk(tmp_path: Path) -> Iterator[Path]:
    """Memory where the system offers it as a disk: what is killed here are processes, not the machine."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


def test_fifty_killed_builds_lose_nothing_and_break_nothing(quick_disk: Path):
    script = Path(__file__).with_name("kill_rounds.py")
    done = subprocess.run(
        [sys.executable, str(script), str(quick_disk), str(KILLS), "20261122"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rounds = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rounds) == KILLS
    wrong = [told for told in rounds if not (told.get("whole") and told.get("same"))]
    assert not wrong, "the store opens, and holds what a clean build of the same documents holds"
    finished = [told["finished"] for told in rounds if told["finished"] is not None]
    assert finished == [True] * (KILLS // 3), "finishing the build gives the quads of an undisturbed one"
    # The moments are many: nothing written yet, some documents, a mixture of two versions of them.
    assert len({told["held"] for told in rounds}) >= 3
    assert any(told["versions"] == [0, 1] for told in rounds)
    assert len({told["at"] for told in rounds}) == 7
