"""The corpus as a store, built once for all that is checked by others."""

from __future__ import annotations

from pathlib import Path

import pytest
from standards_samples import Dataset

from diplograph.resources import resource


@pytest.fixture(scope="session")
def corpus_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of `data/corpus`; a test that asks for it carries the mark `model`."""
    from diplograph.build import build

    path = tmp_path_factory.mktemp("corpus") / "corpus.store"
    report = build([resource("data/corpus")], store=path)
    assert report.added >= 15
    return path


@pytest.fixture(scope="session")
def corpus(corpus_path: Path) -> Dataset:
    """All graphs of that store, by IRI; None is the published one."""
    from diplograph.store import Store

    with Store.open(corpus_path, read_only=True) as store:
        return {graph: tuple(store.triples(graph)) for graph in (None, *store.graphs())}
