"""Statements grouped once, and witnesses remembered only when they were written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_samples import batch, dump, entry, presence, visit

from diplograph.errors import StoreError
from diplograph.store import Store, allocator, witnesses
from diplograph.store import store as opened
from diplograph.store.told import Told

_TERMS = st.sampled_from(["<e:a/1>", "<e:a/2>", "<e:b/1>"])


@given(st.lists(st.tuples(_TERMS, _TERMS, _TERMS)))
def test_every_statement_is_found_by_predicate_and_by_kind(triples: list[tuple[str, str, str]]):
    told = Told(tuple(dict.fromkeys(triples)))
    assert told.triples == set(triples)
    assert {t for column in told.columns.values() for t in column} == told.triples
    assert sum(map(len, told.columns.values())) == len(told.triples)
    assert set(told.of("<e:a/1>")) == {t for t in triples if t[1] == "<e:a/1>"}
    assert set(told.of_any(["<e:a/1>", "<e:none>"])) == set(told.of("<e:a/1>"))
    assert told.about("<e:a/") == {t for t in triples if t[0].startswith("<e:a/")}


def heard(store: Store) -> set[str]:
    """Graphs of which something is remembered."""
    return {graph for kept in witnesses._KEPT.values() for graph, told in kept.items() if told}


def test_witnesses_are_remembered_once_they_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with Store.open(tmp_path / "s", create=True) as store:
        store.commit(batch(entry("a", visit())))
        assert any(graph.endswith("document.a>") for graph in heard(store))

        def full(*_: object) -> None:
            raise OSError("No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(opened, "write", full)
            with pytest.raises(StoreError):
                store.commit(batch(entry("b", visit())))
        assert not any(graph.endswith("document.b>") for graph in heard(store))


def test_what_is_remembered_is_what_would_be_read(tmp_path: Path):
    """A fact told again by others, in one sitting and in several."""
    steps = [
        [
            entry("a", visit(), text="Le président du Kazakhstan est venu hier."),
            entry("b", presence("company/x")),
        ],
        [entry("b", visit(), text="Le président du Kazakhstan vient à Paris, selon l’Élysée.")],
        [entry("c", visit(confidence=0.6)), entry("a", presence("company/x"))],
        [entry("c", visit(confidence=0.9))],
    ]
    with Store.open(tmp_path / "one", create=True) as store:
        for step in steps:
            store.commit(batch(*step))
        together = dump(store)
    for step in steps:
        with Store.open(tmp_path / "many", create=True) as store:
            store.commit(batch(*step))
    with Store.open(tmp_path / "many") as store:
        assert dump(store) == together


def test_elsewhere_the_allocator_is_left_alone(monkeypatch: pytest.MonkeyPatch):
    def refuse(_: object) -> None:
        raise AssertionError("no library is asked for")

    monkeypatch.setattr(allocator.ctypes, "CDLL", refuse)
    for platform in ("win32", "darwin"):
        monkeypatch.setattr(allocator.sys, "platform", platform)
        allocator.keep_memory.cache_clear()
        allocator.keep_memory()
    allocator.keep_memory.cache_clear()
