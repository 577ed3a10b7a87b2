"""A writer that is killed at any moment leaves whole documents, and the published graph in step with them."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from store_samples import batch, dump, entry, presence, visit

from diplograph.model import Status
from diplograph.store import DocumentEntry, Store

_WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from test_store_kill import documents
from store_samples import batch
from diplograph.store import Store
with Store.open(sys.argv[1], create=True) as store:
    print("begun", flush=True)
    for version in range(50):
        for first in range(0, 12, 3):
            store.commit(batch(*documents(version)[first : first + 3]))
        store.remove(["d0", "d5"])
"""


def documents(version: int) -> list[DocumentEntry]:
    status = Status.ACTUAL if version % 2 else Status.PLANNED
    return [
        entry(
            f"d{i}",
            visit(status),
            *(presence(f"company/c{i}-{j}", status=status) for j in range(5)),
            presence("company/orano"),
            published=f"2024-{i + 1:02d}",
            text=f"Version {version} de l’article {i}. ",
        )
        for i in range(12)
    ]


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05, 0.1, 0.17, 0.26, 0.4, 0.6])
def test_a_killed_writer_leaves_whole_documents(tmp_path: Path, delay: float):
    path = tmp_path / "s"
    here = str(Path(__file__).parent)
    with subprocess.Popen([sys.executable, "-c", _WRITER, str(path), here], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(delay)
        writer.kill()
    with Store.open(path, read_only=True) as store:
        seen = dump(store)
    with Store.open(path) as store:
        assert dump(store) == seen, "readers and writers recover the same"
        versions = [documents(0), documents(1)]
        held = []
        for record in store.documents():
            number = int(record.identifier[1:])
            said = store.text(record.identifier)
            version = int(said.split()[1])
            whole = versions[version % 2][number].graph.triples
            assert len(set(store.triples(record.graph))) == len(whole)
            held.append(documents(version)[number])
        assert len(held) in (0, 3, 6, 9, 10, 11, 12)
    with Store.open(tmp_path / "fresh", create=True) as fresh:
        fresh.commit(batch(*held))
        assert dump(fresh) == seen, "all that is published follows from the documents that are there"
