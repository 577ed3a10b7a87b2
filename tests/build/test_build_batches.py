"""How documents are cut into commits."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_samples import entry, presence

from diplograph.build import committing
from diplograph.build.committing import Committer
from diplograph.store import Background, Committed, Store


@pytest.fixture
def sizes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many documents each commit took."""
    found: list[int] = []
    commit = Store.commit

    def counted(store: Store, batch: committing.Batch) -> Committed:
        found.append(len(batch.documents))
        return commit(store, batch)

    monkeypatch.setattr(Store, "commit", counted)
    return found


def committed(path: Path, number: int) -> int:
    with Store.open(path, create=True) as store:
        with Committer(store, run=(), background=Background(), told=lambda _: None) as committer:
            for place in range(number):
                committer.add(entry(f"d{place:03}", presence(f"company/c{place}")))
            committer.finish()
        return committer.added


def test_batches_grow_with_what_was_written_up_to_a_limit(
    tmp_path: Path, sizes: list[int], monkeypatch: pytest.MonkeyPatch
):
    each = len(entry("d000", presence("company/c0")).graph.triples)
    monkeypatch.setattr(committing, "MAX_TRIPLES", 2 * each)
    assert committed(tmp_path / "s", 70) == 70
    assert sizes[:8] == [2] * 8
    assert sizes == sorted(sizes[:-1]) + sizes[-1:]
    assert max(sizes) == 2 * committing.MOST


def test_a_slow_batch_is_not_waited_for(tmp_path: Path, sizes: list[int], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(committing, "MAX_SECONDS", 0.0)
    assert committed(tmp_path / "s", 3) == 3
    assert sizes == [1, 1, 1]
