"""Documents that are no longer where they were: told by a build, removed by one that prunes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from build_samples import read_cooperation, write_lines, write_texts

from diplograph.build import BuildReport, build
from diplograph.errors import StoreError, UsageError
from diplograph.store import Store

TEXTS = {f"{name}.txt": f"La France et l’Italie, {name}." for name in ("a", "b", "c", "d")}


def built(store: Path, *paths: Path, **options: object) -> BuildReport:
    return build(paths, store=store, extractor=read_cooperation, **options)  # type: ignore[arg-type]


def names(store: Path) -> list[str]:
    with Store.open(store, read_only=True) as opened:
        return [record.identifier for record in opened.documents()]


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    return write_texts(tmp_path / "textes", TEXTS)


@pytest.fixture
def store(tmp_path: Path, texts: Path) -> Path:
    built(tmp_path / "s", texts)
    return tmp_path / "s"


def test_what_is_gone_is_told_and_stays_until_it_is_pruned(store: Path, texts: Path):
    (texts / "b.txt").unlink()
    for _ in range(2):
        report = built(store, texts)
        assert (report.gone, report.pruned, report.documents) == (("b",), (), 4)
    report = built(store, texts, prune=True)
    assert (report.gone, report.pruned, report.documents) == ((), ("b",), 3)
    assert names(store) == ["a", "c", "d"]
    assert built(store, texts, prune=True).pruned == ()


def test_a_pruned_store_is_that_of_what_is_left(store: Path, texts: Path, tmp_path: Path):
    (texts / "b.txt").unlink()
    built(store, texts, prune=True)
    built(tmp_path / "fresh", texts)
    with Store.open(store, read_only=True) as one, Store.open(tmp_path / "fresh", read_only=True) as other:
        assert set(one.quads()) == set(other.quads())


def test_only_the_sources_given_are_pruned(store: Path, texts: Path, tmp_path: Path):
    others = write_texts(tmp_path / "textes-2", {"e.txt": "La France.", "f.txt": "L’Italie."})
    built(store, others)
    (texts / "a.txt").unlink()
    (others / "e.txt").unlink()
    assert built(store, others, prune=True).pruned == ("e",)
    assert built(store, texts / "b.txt", prune=True).pruned == ()
    assert names(store) == ["a", "b", "c", "d", "f"]
    assert built(store, tmp_path, prune=True).pruned == ("a",)


def test_a_moved_file_stays_where_it_is_found(store: Path, texts: Path, tmp_path: Path):
    deeper = texts / "2024"
    deeper.mkdir()
    (texts / "a.txt").rename(deeper / "a.txt")
    assert built(store, texts, prune=True).pruned == ()
    elsewhere = write_texts(tmp_path / "ailleurs", {})
    (deeper / "a.txt").rename(elsewhere / "a.txt")
    assert built(store, elsewhere, prune=True).pruned == ()
    assert built(store, texts, prune=True).pruned == (), "its place is another now"
    assert names(store) == ["a", "b", "c", "d"]


def test_what_can_no_longer_be_read_is_not_gone(store: Path, texts: Path):
    (texts / "a.txt").write_bytes(b"")
    (texts / "b.txt").write_text("Une panne de la France.", encoding="utf-8")
    report = built(store, texts, prune=True)
    assert (report.gone, report.pruned, report.documents) == ((), (), 4)
    assert len(report.failures) == 2
    for failure in report.failures:
        assert failure.reason.endswith("; what an earlier build read of it stays in the store")


def test_what_was_never_read_leaves_nothing_to_say_of(tmp_path: Path):
    texts = write_texts(tmp_path / "textes", {"a.txt": "", "b.txt": "La France."})
    (failure,) = built(tmp_path / "s", texts).failures
    assert failure.reason == "is empty"


def test_lines_that_are_gone_are_documents_that_are_gone(tmp_path: Path):
    rows = [{"id": f"d{i}", "text": f"La France, {i}."} for i in range(4)]
    lines = write_lines(tmp_path / "d.jsonl", rows)
    built(tmp_path / "s", lines)
    write_lines(lines, rows[1:])
    assert built(tmp_path / "s", lines).gone == ("d0",)
    lines.write_text(lines.read_text(encoding="utf-8") + "{\n", encoding="utf-8")
    assert built(tmp_path / "s", lines, prune=True).pruned == (), "the broken line may be that document"
    write_lines(lines, rows[1:])
    assert built(tmp_path / "s", lines, prune=True).pruned == ("d0",)


def test_store_and_texts_move_together(tmp_path: Path):
    built(tmp_path / "x" / "s", write_texts(tmp_path / "x" / "textes", TEXTS))
    (tmp_path / "x").rename(tmp_path / "y")
    (tmp_path / "y" / "textes" / "a.txt").unlink()
    assert built(tmp_path / "y" / "s", tmp_path / "y" / "textes").gone == ("a",)


def test_a_folder_that_is_away_prunes_nothing(store: Path, texts: Path):
    for path in texts.iterdir():
        path.unlink()
    with pytest.raises(UsageError, match="folder without documents"):
        built(store, texts, prune=True)
    texts.rmdir()
    with pytest.raises(UsageError, match="does not exist"):
        built(store, texts, prune=True)
    assert names(store) == ["a", "b", "c", "d"]


def test_what_a_store_remembers_of_origins_may_be_lost(store: Path, texts: Path):
    (store / "origins" / "origins.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(StoreError, match=r"origins\.json: it makes no sense \(remove it"):
        built(store, texts)
    shutil.rmtree(store / "origins")
    (texts / "a.txt").unlink()
    assert built(store, texts, prune=True).pruned == (), "nobody knows where it was"
    (texts / "b.txt").unlink()
    assert built(store, texts, prune=True).pruned == ("b",)


@pytest.mark.parametrize("there", [False, True])
def test_a_build_that_reads_nothing_leaves_no_store(tmp_path: Path, there: bool):
    texts = write_texts(tmp_path / "textes", {"a.txt": ""})
    if there:
        (tmp_path / "s").mkdir()
    report = built(tmp_path / "s", texts)
    assert (report.exit_code, report.documents) == (2, 0)
    assert (tmp_path / "s").exists() == there
    assert list(tmp_path.glob("s/*")) == []


def test_a_store_that_was_there_stays_whatever_a_build_reads(tmp_path: Path, store: Path):
    built(store, write_texts(tmp_path / "autres", {"z.txt": ""}))
    assert names(store) == ["a", "b", "c", "d"]
    with Store.open(store) as opened:
        opened.remove(["a", "b", "c", "d"])
    built(store, tmp_path / "autres")
    assert names(store) == []
