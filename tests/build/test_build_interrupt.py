"""Ctrl-C, and workers that die: what was committed stays, nothing is left running, no traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from build_samples import write_lines

from diplograph.store import Store

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends signals")

_BUILD = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
import diplograph.build.building as building
import diplograph.build.committing as committing
from build_samples import read_cooperation
from diplograph.errors import DiplographError
committing.MAX_DOCUMENTS = 4

commits = []

def tell(progress):
    if progress.stage == "commit":
        commits.append(progress)
        print(4 * len(commits), flush=True)

if __name__ == "__main__":
    try:
        building.build(
            [Path(sys.argv[2])], store=Path(sys.argv[3]), jobs=int(sys.argv[4]),
            progress=tell, extractor=read_cooperation,
        )
    except KeyboardInterrupt:
        sys.exit(130)
    except DiplographError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
"""


def _start(tmp_path: Path, jobs: int) -> subprocess.Popen[str]:
    rows = [{"id": f"d{i:03}", "text": "La France et l’Italie, attends."} for i in range(60)]
    lines = write_lines(tmp_path / "d.jsonl", rows)
    script = tmp_path / "script.py"
    script.write_text(_BUILD, encoding="utf-8")
    here, store = str(Path(__file__).parent), str(tmp_path / "s")
    return subprocess.Popen(
        [sys.executable, str(script), here, str(lines), store, str(jobs)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # a group of its own, as a terminal gives it
    )


def _children(pid: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[1] == str(pid):
            found.append(int(path.parent.name))
    return found


def _alive(pids: list[int]) -> list[int]:
    return [pid for pid in pids if Path(f"/proc/{pid}/stat").exists() and not _is_dead(pid)]


def _is_dead(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def _left(pids: list[int]) -> list[int]:
    """Processes that are still there after a while; Python's own resource tracker takes a moment."""
    until = time.monotonic() + 10
    while _alive(pids) and time.monotonic() < until:
        time.sleep(0.05)
    return _alive(pids)


def _check(path: Path, at_least: int) -> None:
    with Store.open(path) as store:
        documents = store.documents()
        assert len(documents) >= at_least
        assert len(documents) < 60
        assert len(documents) % 4 == 0
        assert all(document.facts == 1 for document in documents)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupt_keeps_what_was_committed_and_says_nothing(tmp_path: Path, jobs: int):
    with _start(tmp_path, jobs) as process:
        assert process.stdout is not None
        first = int(process.stdout.readline())
        workers = _children(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (130, "")
    assert _left(workers) == []
    _check(tmp_path / "s", first)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds processes in /proc")
@pytest.mark.parametrize("delay", [0.0, 0.05, 0.15])
def test_an_interrupt_while_workers_start_says_nothing(tmp_path: Path, delay: float):
    with _start(tmp_path, 2) as process:
        until = time.monotonic() + 20
        while not _children(process.pid) and time.monotonic() < until:
            time.sleep(0.005)
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (130, "")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds processes in /proc")
def test_a_worker_that_dies_ends_the_build_in_one_line(tmp_path: Path):
    with _start(tmp_path, 2) as process:
        assert process.stdout is not None
        first = int(process.stdout.readline())
        for worker in _children(process.pid):
            if b"spawn_main" in Path(f"/proc/{worker}/cmdline").read_bytes():
                os.kill(worker, signal.SIGKILL)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 2
    assert errors.count("\n") == 1
    assert "fewer --jobs" in errors
    _check(tmp_path / "s", first)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds processes in /proc")
def test_workers_do_not_outlive_a_killed_build(tmp_path: Path):
    with _start(tmp_path, 2) as process:
        assert process.stdout is not None
        process.stdout.readline()
        workers = _children(process.pid)
        assert workers
        process.kill()
        process.communicate(timeout=20)
    assert _left(workers) == []
    with Store.open(tmp_path / "s") as store:
        assert len(store.documents()) % 4 == 0
