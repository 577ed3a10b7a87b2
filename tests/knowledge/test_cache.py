"""Compiled knowledge: equal to the tables it came from, made anew when they change, harmless when damaged."""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from diplograph.knowledge import Knowledge, cache, load_knowledge, loading
from diplograph.knowledge.plain import from_plain, to_plain
from diplograph.language import fold
from diplograph.resources import resource

TEXT = "Le président Macron a reçu à Astana le PDG d'Orano, l'Union européenne et la société Alstom SA."


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DIPLOGRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resource("data/gazetteer"), tmp_path / "gazetteer"))


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Grows each time the tables are read."""
    made: list[object] = []
    compiled = loading._compiled

    def counted(*args: object) -> Knowledge:
        made.append(args)
        return compiled(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "_compiled", counted)
    return made


def seen(knowledge: Knowledge) -> object:
    scan = knowledge.scan(TEXT, fold(TEXT))
    return scan.names, scan.adjectives, sorted(scan.words), knowledge.likenesses.same("Tokayev")


def test_what_is_read_back_is_what_was_compiled(place: Path, compilations: list[object]) -> None:
    made, kept = load_knowledge(), load_knowledge()
    assert len(compilations) == 1
    assert list(place.glob("knowledge-*.txt"))
    assert kept == made
    assert kept.digest == made.digest
    assert dict(kept.gazetteer.entities) == dict(made.gazetteer.entities)
    assert seen(kept) == seen(made)
    assert seen(kept) == seen(Knowledge(made.gazetteer, made.sectors, made.lexicon))


def test_a_changed_table_is_read(place: Path, tables: Path, compilations: list[object]) -> None:
    load_knowledge(gazetteer=tables)
    path = tables / "people.csv"
    header = path.read_text("utf-8").splitlines()[0].split(",")
    cells = {"key": "person/ana-duval-test", "name": "Ana Duval-Test"}
    row = ",".join(cells.get(name, "") for name in header)
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n{row}\n", "utf-8")
    assert "person/ana-duval-test" in load_knowledge(gazetteer=tables).gazetteer.entities
    assert len(compilations) == 2


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "folder", "other"])
def test_a_damaged_file_is_compiled_anew(place: Path, compilations: list[object], damage: str) -> None:
    expected = seen(load_knowledge())
    (path,) = place.glob("knowledge-*.txt")
    content = path.read_bytes()
    if damage == "folder":
        path.unlink()
        path.mkdir()
    else:
        body = {
            "cut": content[:-20],
            "changed": content.replace(b"alstom", b"alstxm", 1),
            "empty": b"",
            "other": b"\x80\x04}q\x00.",
        }
        path.write_bytes(body[damage])
    assert seen(load_knowledge()) == expected
    assert len(compilations) == 2


def test_a_well_marked_file_of_another_form_is_compiled_anew(place: Path, compilations: list[object]) -> None:
    expected = load_knowledge()
    (path,) = place.glob("knowledge-*.txt")
    digest = path.read_bytes().split()[2].decode()
    cache.keep(digest, ["{}", "entities"])
    assert load_knowledge() == expected
    assert len(compilations) == 2


def test_a_folder_that_cannot_be_written_costs_only_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("DIPLOGRAPH_CACHE", str(tmp_path / "file" / "below"))
    assert load_knowledge().entity("company/alstom") is not None


def test_an_empty_variable_keeps_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DIPLOGRAPH_CACHE", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.folder() is None
    load_knowledge()
    assert list(tmp_path.iterdir()) == []


def test_the_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DIPLOGRAPH_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.folder() == tmp_path / "diplograph"
    monkeypatch.setenv("DIPLOGRAPH_CACHE", str(tmp_path / "own"))
    assert cache.folder() == tmp_path / "own"


def test_processes_may_compile_at_once(place: Path) -> None:
    code = "from diplograph.knowledge import load_knowledge; print(load_knowledge().digest)"
    with ThreadPoolExecutor(3) as pool:
        calls = [
            pool.submit(
                subprocess.run, [sys.executable, "-c", code], capture_output=True, text=True, check=True
            )
            for _ in range(3)
        ]
        digests = {call.result().stdout for call in calls}
    assert len(digests) == 1
    assert [path for path in place.iterdir() if not path.name.endswith(".txt")] == []


def test_old_files_go(place: Path) -> None:
    for number in range(10):
        cache.keep(f"{number}".ljust(64, "0"), ["x"])
    assert len(list(place.iterdir())) == 6


def test_plain_values_come_back() -> None:
    kind = tuple[tuple[str, frozenset[str]], ...]
    value = (("a", frozenset({"x", "y"})), ("b", frozenset()))
    assert from_plain(kind, to_plain(value)) == value
    with pytest.raises(TypeError, match="no plain form of object"):
        to_plain(object())
