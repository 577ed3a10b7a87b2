"""One change, written as an update or as a bulk load: the same statements, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_samples import batch, dump, entry, presence, visit

from diplograph.errors import StoreError
from diplograph.rdf.terms import Triple
from diplograph.store import Store, views, writing
from diplograph.store.change import DEFAULT, Change

_NODES = st.sampled_from([f"<https://e.example/{letter}>" for letter in "abc"])
_VALUES = st.one_of(_NODES, st.sampled_from(['"é"@fr', '"a\\"\\nb"', '"1"^^<https://e.example/t>']))
_TRIPLES = st.sets(st.tuples(_NODES, _NODES, _VALUES), max_size=8)
_NAMES = st.sampled_from([DEFAULT, "<https://e.example/g>", "<https://e.example/h>"])
_GRAPHS = st.dictionaries(_NAMES, _TRIPLES)
Graphs = dict[str, set[Triple]]


def quads(store: ox.Store) -> set[str]:
    return {str(quad) for quad in store}


def changed(inserts: Graphs, deletes: Graphs) -> Change:
    change = Change()
    for graph, triples in inserts.items():
        change.insert(graph, triples)
    for graph, triples in deletes.items():
        change.delete(graph, triples)
    return change


@given(_GRAPHS, _GRAPHS, _GRAPHS, st.booleans())
def test_a_load_writes_what_an_update_writes(before: Graphs, inserts: Graphs, deletes: Graphs, drop: bool):
    found = []
    for least in (0, 1_000):
        store = ox.Store()
        store.update(changed(before, {}).as_update())
        change = changed(inserts, deletes)
        if drop:
            change.drop("<https://e.example/old>")
            store.update("INSERT DATA { GRAPH <https://e.example/old> { <e:x> <e:y> <e:z> } }")
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(writing, "_LOAD_FROM", least)
            writing.write(store, change)
        found.append(quads(store))
        assert not writing.is_unfinished(store)
    assert found[0] == found[1]


@pytest.mark.parametrize("full", [False, True])
def test_a_change_that_is_cut_short_is_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: bool):
    first = [entry(f"d{i}", visit(), presence(f"company/c{i}")) for i in range(4)]
    second = [entry(f"d{i}", presence(f"company/e{i}")) for i in range(4)]
    with Store.open(tmp_path / "whole", create=True) as store:
        store.commit(batch(*first))
        store.commit(batch(*second))
        expected = dump(store)
    monkeypatch.setattr(writing, "_LOAD_FROM", 1)
    with Store.open(tmp_path / "s", create=True) as store:
        store.commit(batch(*first))
        store.publish()
        seen = dump(store)

        def cut(*_: object) -> None:
            raise OSError("No space left on device") if full else KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(writing, "_remove", cut)
            with pytest.raises((KeyboardInterrupt, StoreError)):
                store.commit(batch(*second))
        with Store.open(tmp_path / "s", read_only=True) as reader:
            assert dump(reader) == seen
        with pytest.raises(StoreError, match="a write was cut short"):
            store.remove(["d1"])
    for read_only in (True, False):
        with Store.open(tmp_path / "s", read_only=read_only) as store:
            assert dump(store) == expected


def test_what_a_killed_load_left_lying_about_is_removed(tmp_path: Path):
    path = tmp_path / "s"
    with Store.open(path, create=True) as store:
        store.commit(batch(entry("a", visit())))
        expected = dump(store)
    left = [path / "quads" / f"{7 * 10**37}", path / "quads" / "bulk-123456789.sst"]
    parts = [path / "views" / "9.part", path / "views" / "1"]
    for file in left:
        file.write_bytes(b"x")
    for folder in parts:
        folder.mkdir()
        (folder / "000001.sst").write_bytes(b"x")
    (path / "views" / "1.lock").touch()
    views.mark_changed(path)
    with Store.open(path, read_only=True) as store:
        assert dump(store) == expected
    assert not any(item.exists() for item in (*left, *parts, path / "changed"))
    assert sorted(item.name for item in (path / "views").iterdir()) == ["3", "3.lock"]
