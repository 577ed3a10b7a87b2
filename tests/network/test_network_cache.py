"""What is kept of a large store: the same as reading it, and never that of another state."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from store_samples import batch, entry, office, presence, summit, visit

from diplograph.network import cache, project, read_published
from diplograph.store import Store


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A store that counts as large."""
    monkeypatch.setattr(cache, "LARGE", 1)
    facts = visit(), office(), presence("company/orano"), summit(participant=("country/a", "country/b"))
    with Store.open(tmp_path / "s.store", create=True) as store:
        store.commit(batch(entry("a", *facts), entry("b", presence("company/edf"))))
    yield tmp_path / "s.store"
    assert not list(tmp_path.rglob("*.tmp"))


def reads(monkeypatch: pytest.MonkeyPatch) -> list[Store]:
    """The stores that are read from here on, one entry a reading."""
    told: list[Store] = []

    def counted(store: Store) -> object:
        told.append(store)
        return read_published(store)

    monkeypatch.setattr(cache, "read_published", counted)
    return told


@pytest.mark.parametrize("view", ["actors", "events", "full"])
def test_what_is_kept_is_what_was_read(path: Path, view: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = reads(monkeypatch)
    with Store.open(path, read_only=True) as store:
        fresh = project(read_published(store), view=view)
        assert project(store, view=view) == project(store, view=view) == fresh
        assert len(told) == 1
        assert (path / cache.NAME).exists()
        assert cache.published(store) == read_published(store)
    with Store.open(path, read_only=True) as store:
        assert project(store, view=view) == fresh
    assert len(told) == 1


def test_every_change_of_the_store_is_seen(path: Path) -> None:
    with Store.open(path) as store:
        seen = [project(store)]
        store.commit(batch(entry("c", presence("company/danone"))))
        seen.append(project(store))
        store.remove(["c"])
        seen.append(project(store))
        assert [len(network.edges) for network in seen] == [5, 6, 5]
        assert seen[0] == seen[2]
    with Store.open(path) as store:
        store.commit(batch(entry("d", presence("company/thales"))))
    with Store.open(path, read_only=True) as store:
        assert project(store) == project(store) == project(store.triples())
        assert len(project(store).edges) == 6


def test_a_reader_beside_a_writer_keeps_what_it_sees(path: Path) -> None:
    """The view that was there when it came, before, during and after the writer's work."""
    with Store.open(path, read_only=True) as reader, Store.open(path) as writer:
        before = project(reader)
        writer.commit(batch(entry("c", presence("company/danone"))))
        assert project(reader) == before
        assert len(project(writer).edges) == 6
        writer.close()
        assert project(reader) == before
        with Store.open(path, read_only=True) as late:
            assert len(project(late).edges) == 6
            assert project(late) == project(late.triples())
        assert project(reader) == before
    with Store.open(path, read_only=True) as late:
        assert len(project(late).edges) == 6


@pytest.mark.parametrize("damage", [b"", b"\n\n", b"x" * 200, None])
def test_a_damaged_file_is_read_past(path: Path, damage: bytes | None) -> None:
    with Store.open(path, read_only=True) as store:
        fresh = project(store)
        kept = path / cache.NAME
        content = kept.read_bytes()
        kept.write_bytes(content[:-5] if damage is None else damage)
        assert project(store) == fresh
        assert kept.read_bytes() == content, "made anew"


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, data: bytes) -> int:
        raise PermissionError(13, "no", str(self))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with Store.open(path, read_only=True) as store:
        assert project(store) == project(store.triples())
    assert not (path / cache.NAME).exists()


def test_the_file_of_another_store_is_not_taken(path: Path, tmp_path: Path) -> None:
    with Store.open(path, read_only=True) as store:
        project(store)
    with Store.open(tmp_path / "other.store", create=True) as store:
        store.commit(batch(entry("z", presence("company/total"))))
        shutil.copy(path / cache.NAME, tmp_path / "other.store" / cache.NAME)
        assert len(project(store).edges) == 1


def test_a_label_with_our_own_separators_is_not_kept(path: Path) -> None:
    with Store.open(path) as store:
        store.commit(batch(entry("e", presence("company/odd"), names={"company/odd": "Od\x1fd"})))
        labels = {node.label for node in project(store).nodes}
    assert any("Od" in label for label in labels)
    with Store.open(path, read_only=True) as store:
        assert project(store) == project(store.triples())


def test_a_small_store_keeps_no_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LARGE", 2000)
    with Store.open(path, read_only=True) as store:
        project(store)
    assert not (path / cache.NAME).exists()


@pytest.mark.parametrize("part", [0, 1, 2])
def test_any_byte_that_went_wrong_is_read_past(path: Path, part: int) -> None:
    with Store.open(path, read_only=True) as store:
        fresh = project(store)
        kept = path / cache.NAME
        content = kept.read_bytes()
        pieces = content.split(b"\n", 2)
        pieces[part] = b"\xff" + pieces[part][1:]
        kept.write_bytes(b"\n".join(pieces))
        assert project(store) == fresh
        assert kept.read_bytes() == content, "made anew"


def test_a_whole_file_of_another_shape_is_read_past(path: Path) -> None:
    with Store.open(path, read_only=True) as store:
        fresh = project(store)
        kept = path / cache.NAME
        state = kept.read_bytes().split(b"\n", 1)[0]
        for content in (b"\xff", b"", b"a\x1eb"):
            told = hashlib.sha256(content).hexdigest().encode()
            kept.write_bytes(b"\n".join((state, told, content)))
            assert project(store) == fresh
