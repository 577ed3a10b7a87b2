"""Opening a store: what is refused, and with which words."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from store_samples import BASE, batch, dump, entry, office, visit

from diplograph.errors import StoreError, UsageError
from diplograph.store import Store, location


@pytest.fixture
def built(tmp_path: Path) -> Path:
    path = tmp_path / "diplograph.store"
    with Store.open(path, create=True) as store:
        store.commit(batch(entry("a", visit()), entry("b", office())))
    return path


def refused(path: Path, **options: object) -> StoreError:
    with pytest.raises(StoreError) as caught, Store.open(path, **options):
        pass
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("read_only", [False, True])
def test_a_missing_store_is_not_made_by_looking_at_it(tmp_path: Path, read_only: bool):
    error = refused(tmp_path / "nowhere", read_only=read_only)
    assert "no store here" in error.reason
    assert "diplograph build" in error.hint
    assert not (tmp_path / "nowhere").exists()


def test_a_file_is_not_a_store(tmp_path: Path):
    path = tmp_path / "file"
    path.write_text("texte")
    assert "not a diplograph store" in refused(path).reason
    assert "not a diplograph store" in refused(path, create=True).reason


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path):
    (tmp_path / "these.docx").write_text("texte")
    assert "not a diplograph store" in refused(tmp_path).reason
    assert "these.docx" in refused(tmp_path, create=True).reason
    assert [path.name for path in tmp_path.iterdir()] == ["these.docx"]


def test_an_empty_folder_becomes_a_store(tmp_path: Path):
    with Store.open(tmp_path, create=True) as store:
        assert store.documents() == ()
    with Store.open(tmp_path, read_only=True) as store:
        assert store.base == BASE


def test_a_newer_format_is_not_touched(built: Path):
    mark = built / "store.json"
    mark.write_text(json.dumps({**json.loads(mark.read_text()), "format": 99}))
    error = refused(built)
    assert "newer" in error.reason
    assert "99" in error.reason


@pytest.mark.parametrize("mark", ["", "{", '{"format": "1"}', '{"format": "1", "base": ""}', "[]"])
def test_a_broken_mark_is_damage(built: Path, mark: str):
    (built / "store.json").write_text(mark)
    assert "damaged" in refused(built).reason


@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST"])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_damaged_database_is_told_in_one_line(built: Path, name: str, read_only: bool):
    for folder in ("quads", "views/2"):
        damage(built / folder, name)
    assert "damaged" in refused(built, read_only=read_only).reason


@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST"])
def test_what_readers_see_is_made_anew_from_the_database(built: Path, name: str):
    with Store.open(built) as store:
        before = dump(store)
    damage(built / "views" / "2", name)
    with Store.open(built, read_only=True) as store:
        assert dump(store) == before
    damage(built / "quads", name)
    with Store.open(built, read_only=True) as store:
        assert dump(store) == before, "and what readers see outlives the database"


@pytest.mark.parametrize("harm", ["cut", "emptied", "gone", "zeros"])
@pytest.mark.parametrize("read_only", [False, True])
def test_whatever_file_is_damaged_the_store_works_or_says_so(tmp_path: Path, harm: str, read_only: bool):
    whole = tmp_path / "whole"
    with Store.open(whole, create=True) as store:
        store.commit(batch(entry("a", visit()), entry("b", office())))
        expected = dump(store)
    told = []
    for number, name in enumerate(sorted(path.name for path in (whole / "views" / "2").iterdir())):
        path = tmp_path / f"{harm}{number}"
        shutil.copytree(whole, path)
        for file in (path / "quads" / name, path / "views" / "2" / name):
            hurt(file, harm)
        try:
            with Store.open(path, read_only=read_only) as store:
                assert dump(store) == expected
                store.documents(), store.counts(), store.quarantine()
                if not read_only:
                    store.remove(["a"])
        except StoreError as error:
            told.append(str(error))
    assert len(told) > 5
    assert all("the store is damaged: " in line and "\n" not in line for line in told)


def hurt(file: Path, harm: str) -> None:
    if not file.exists():
        return
    size = file.stat().st_size
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes({"cut": file.read_bytes()[: size // 2], "emptied": b"", "zeros": bytes(size)}[harm])


def test_a_wrong_checksum_is_damage_and_no_lock():
    told = location.write_error(Path("s"), OSError("Corruption: block checksum mismatch: stored = 1"))
    assert "damaged" in told.reason


def damage(folder: Path, name: str) -> None:
    (found,) = [path for path in folder.iterdir() if path.name.startswith(name)]
    found.write_bytes(b"\x00" * 10)


def test_another_base_is_refused_and_its_own_is_not(tmp_path: Path):
    path = tmp_path / "s"
    with Store.open(path, create=True, base="https://example.org/id/") as store:
        assert store.base == "https://example.org/id/"
    assert "https://other.example/" in refused(path, base="https://other.example/").reason
    with Store.open(path) as store:
        assert store.base == "https://example.org/id/"


@pytest.mark.parametrize(
    "base", ["exemple", "https://example.org/id", "/id/", "https://exa mple.org/", "a:<b>/"]
)
def test_a_base_that_no_name_can_follow_is_refused(tmp_path: Path, base: str):
    with pytest.raises(UsageError, match="cannot be a base"):
        Store.open(tmp_path / "s", create=True, base=base)
    assert not (tmp_path / "s").exists()


def test_a_reader_cannot_write(built: Path):
    with Store.open(built, read_only=True) as store, pytest.raises(StoreError, match="reading only"):
        store.remove(["a"])


def test_readers_and_a_writer_work_side_by_side(built: Path):
    with Store.open(built, read_only=True) as before:
        seen = dump(before)
        with Store.open(built) as writer:
            assert "at work" in refused(built).reason
            writer.commit(batch(entry("c", visit())))
            with Store.open(built, read_only=True) as during:
                assert dump(during) == seen
            writer.publish()
            with Store.open(built, read_only=True) as during:
                assert dump(during) == dump(writer) != seen
            writer.remove(["a"])
            left = dump(writer)
        assert dump(before) == seen
        with Store.open(built, read_only=True) as after:
            assert dump(after) == left
        assert len(list((built / "views").iterdir())) == 4, "that which is read, that which is new, and locks"
    with Store.open(built):
        pass
    assert len(list((built / "views").iterdir())) == 2


def test_a_writer_in_another_process_is_seen(built: Path):
    code = f"""
import sys
from diplograph.store import Store
with Store.open({str(built)!r}):
    print("open", flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        assert "at work" in refused(built).reason
        with Store.open(built, read_only=True) as store:
            assert len(store.documents()) == 2
    with Store.open(built) as store:
        assert len(store.documents()) == 2


def test_a_store_without_views_is_read_all_the_same(built: Path):
    """As an earlier version made it, or on a disk that nobody may write to."""
    with Store.open(built, read_only=True) as store:
        seen = dump(store)
    shutil.rmtree(built / "views")
    (built / "lock").unlink()
    for folder in (built, built / "quads"):
        folder.chmod(0o555)
    try:
        code = f"""
import os, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from store_samples import dump
from diplograph.store import Store
os.geteuid() or os.setuid(65534)
with Store.open({str(built)!r}, read_only=True) as store:
    print(len(dump(store)))
"""
        for folder in built.parents:
            if folder == Path(tempfile.gettempdir()):
                break
            folder.chmod(0o755)
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert (done.stdout, done.stderr) == (f"{len(seen)}\n", "")
    finally:
        for folder in (built, built / "quads"):
            folder.chmod(0o755)
    assert not (built / "views").exists()
    with Store.open(built, read_only=True) as store:
        assert dump(store) == seen
    assert (built / "views").exists()


@pytest.mark.skipif(os.name != "posix", reason="limits the size of files")
@pytest.mark.parametrize(("load_from", "limit"), [(1, 8_000), (15_000, 200_000)])
def test_a_full_disk_is_one_line_and_loses_nothing(built: Path, load_from: int, limit: int):
    """A limit on the size of files stands for the full disk: the system refuses the write in the same way."""
    code = f"""
import resource, signal, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from store_samples import batch, entry, presence
from diplograph.errors import StoreError, UsageError
from diplograph.store import Store, writing
writing._LOAD_FROM = {load_from}
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
documents = [entry(f"d{{i}}", presence(f"company/c{{i}}"), text="mot " * 5000) for i in range(60)]
try:
    with Store.open({str(built)!r}) as store:
        resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
        for first in range(0, 60, 5):
            store.commit(batch(*documents[first : first + 5]))
except StoreError as error:
    print(error)
    sys.exit(2)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "")
    assert "the disk is full" in done.stdout
    assert done.stdout.count("\n") == 1
    with Store.open(built) as store:
        names = [document.identifier for document in store.documents()]
        assert names[:2] == ["a", "b"]
        assert len(names) % 5 == 2, "whole batches only"
        left = dump(store)
        store.commit(batch(entry("c", visit())))
        store.remove(["c"])
        assert dump(store) == left


def test_what_is_written_does_not_pile_up_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def files() -> set[str]:
        return {path.name for path in (tmp_path / "s" / "quads").glob("*.sst")}

    with Store.open(tmp_path / "s", create=True) as store:
        empty = files()
        store.commit(batch(entry("a", visit())))
        assert files() == empty
        monkeypatch.setattr("diplograph.store.store._FLUSH_AFTER", 10)
        store.commit(batch(entry("b", office())))
        assert len(files() - empty) > 5, "one file or more for each index"
