"""Readers beside a build: they are never refused, and always see whole documents and counts that agree."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from build_samples import read_cooperation, write_lines

from diplograph.build import build
from diplograph.errors import StoreError
from diplograph.store import Store

pytestmark = pytest.mark.skipif(os.name != "posix", reason="locks files")

_BUILD = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
import diplograph.build.committing as committing
from build_samples import read_cooperation
from diplograph.build import build

committing.MAX_DOCUMENTS = 6
committing.PUBLISH_AFTER = 0.0

def slowly(document):
    time.sleep(0.01)
    return read_cooperation(document)

def tell(progress):
    if progress.stage == "commit":
        print("commit", flush=True)

build([Path(sys.argv[2])], store=Path(sys.argv[3]), extractor=slowly, progress=tell)
"""

_MENTIONED = "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?e <https://w3id.org/diplograph/ontology#mentionedIn> ?d }"
_EVIDENCE = "SELECT (COUNT(?x) AS ?n) { ?f <https://w3id.org/diplograph/ontology#evidence> ?x }"


def seen(path: Path) -> tuple[int, int]:
    """How many documents of the second version a reader sees, and how many at all; what it sees agrees."""
    with Store.open(path, read_only=True) as store:
        records = store.documents()
        texts = {record.identifier: store.text(record.identifier) for record in records}
        sizes = {len(list(store.triples(record.graph))) for record in records}
        assert len(sizes) <= 1, "each document is there with all that it says"
        for query in (_MENTIONED, _EVIDENCE):
            (row,) = store.query(query)
            assert int(row["n"].value) == len(records), "what is published keeps in step"
        assert store.counts().documents == len(records) == len(store.identifiers())
    return sum("Version 1" in text for text in texts.values()), len(records)


def test_readers_go_on_while_a_build_replaces_and_adds(tmp_path: Path):
    def rows(number: int, version: int) -> list[dict[str, str]]:
        text = f"La France et l’Italie, Version {version}"
        return [{"id": f"d{i:03}", "text": f"{text}, {i:03}."} for i in range(number)]

    store = tmp_path / "s"
    build([write_lines(tmp_path / "v0.jsonl", rows(30, 0))], store=store, extractor=read_cooperation)
    second = write_lines(tmp_path / "v1.jsonl", rows(120, 1))
    here, states = str(Path(__file__).parent), [seen(store)]
    words = [sys.executable, "-c", _BUILD, here, str(second), str(store)]
    with Store.open(store, read_only=True) as early:
        before = set(early.quads())
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "commit\n"
            with pytest.raises(StoreError, match="another diplograph is at work on it"):
                build([second], store=store, extractor=read_cooperation)
            while other.poll() is None:
                states.append(seen(store))
        assert other.returncode == 0
        assert set(early.quads()) == before, "a reader keeps what it came to see"
    states.append(seen(store))
    assert states[0] == (0, 30)
    assert states[-1] == (120, 120)
    assert states == sorted(states)
    assert len(set(states)) > 3, "readers who come later see more"
    assert all(new % 6 == 0 for new, _ in states), "whole batches"
