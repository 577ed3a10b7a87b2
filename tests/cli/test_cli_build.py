"""`diplograph build` and `documents` on real texts."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_types import Built, Run

pytestmark = pytest.mark.model


def test_a_build_ends_with_a_summary(built: Built) -> None:
    store, result = built
    assert result.returncode == 0
    assert result.stderr == ""
    lines = result.stdout.splitlines()
    assert lines[0] == "Documents: 2 (2 added)"
    assert any(line.startswith("Entities: ") for line in lines)
    assert any(line.split()[:1] == ["Country"] for line in lines)
    assert any(line.split()[:1] == ["Presence"] for line in lines)
    tries = lines[lines.index("Try next:") + 1 :]
    assert len(tries) == 4
    assert [line for line in tries if f"--store {store}" not in line] == [tries[0]]  # lists queries
    assert tries[0].endswith("query --list")


def test_the_commands_of_the_summary_work(built: Built, tmp_path: Path) -> None:
    _, result = built
    lines = result.stdout.splitlines()
    for line in lines[lines.index("Try next:") + 1 :]:
        command = line.replace("diplograph", f"{sys.executable} -m diplograph", 1).replace("| less", "| cat")
        piped = ["bash", "-c", f"set -o pipefail; {command}"]
        tried = subprocess.run(piped, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert tried.returncode == 0, line
        assert not [told for told in tried.stderr.splitlines() if told.startswith("diplograph:")], line
    assert (tmp_path / "graph.gexf").stat().st_size > 0


def test_building_again_changes_nothing(run: Run, texts: Path, tmp_path: Path) -> None:
    store = tmp_path / "s"
    first = run("build", texts, "--store", store)
    before = run("export", "nquads", "--store", store).stdout
    second = run("build", texts, "--store", store)
    assert second.stdout.splitlines()[0] == "Documents: 2 (2 unchanged)"
    assert second.stdout.splitlines()[1:] == first.stdout.splitlines()[1:]
    assert run("export", "nquads", "--store", store).stdout == before


def test_order_workers_cuts_and_hash_seeds_do_not_matter(run: Run, texts: Path, tmp_path: Path) -> None:
    one, two = texts / "astana.txt", texts / "pologne.txt"
    run("build", one, two, "--store", tmp_path / "a", PYTHONHASHSEED="1")
    run("build", two, one, "--store", tmp_path / "b", "--jobs", "2", PYTHONHASHSEED="2")
    run("build", two, "--store", tmp_path / "c", PYTHONHASHSEED="3")
    run("build", one, "--store", tmp_path / "c", PYTHONHASHSEED="4")
    for format in ("trig", "turtle", "jsonld", "nquads", "gexf"):
        written = {run("export", format, "--store", tmp_path / name).stdout for name in "abc"}
        assert len(written) == 1, format
        assert all(map(len, written)), format


def test_a_bad_document_is_told_and_stops_nothing(run: Run, texts: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnot really")
    words = (
        "build",
        texts / "astana.txt",
        tmp_path / "empty.txt",
        tmp_path / "broken.pdf",
        "--store",
        tmp_path / "s",
    )
    result = run(*words)
    assert result.returncode == 0
    told = result.stderr.splitlines()
    assert len(told) == 2
    assert all(line.startswith(f"diplograph: {tmp_path}") for line in told)
    assert result.stdout.splitlines()[0] == "Documents: 1 (1 added, 2 failed)"
    assert run(*words, "--strict").returncode == 1


def test_nothing_readable_is_unreadable_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    result = run("build", tmp_path / "empty.txt", "--store", tmp_path / "s", "--quiet")
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["missing", "nothing-here"])
def test_a_folder_without_documents(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "nothing-here").mkdir()
    result = run("build", tmp_path / name, "--store", tmp_path / "s")
    assert result.returncode == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"diplograph: {tmp_path / name}: ")


def test_ctrl_c_is_one_line(texts: Path, tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"d{n}", "text": (texts / "astana.txt").read_text()}) for n in range(3000)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    call = [sys.executable, "-m", "diplograph", "build", "many.jsonl"]
    with subprocess.Popen(
        call, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        time.sleep(4)
        process.send_signal(signal.SIGINT)
        out, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert (out, told) == ("", "diplograph: interrupted; what was committed before is kept\n")


def test_documents_are_listed_and_removed(run: Run, texts: Path, tmp_path: Path) -> None:
    store = tmp_path / "s"
    run("build", texts, "--store", store)
    listed = json.loads(run("documents", "list", "--format", "json", DIPLOGRAPH_STORE=str(store)).stdout)
    assert [record["identifier"] for record in listed] == ["astana", "pologne"]
    assert listed[0]["title"] == "Visite à Astana"
    wrong = run("documents", "remove", "polgne", "--store", store)
    assert wrong.returncode == 2
    assert "pologne" in wrong.stderr
    assert run("documents", "remove", "pologne", "--store", store).returncode == 0
    table = run("documents", "list", "--store", store).stdout
    assert "astana" in table
    assert "pologne" not in table
    assert run("documents", "list", "--store", store, "--format", "csv").stdout.count("\n") == 2
