"""Builds that are killed, again and again; a program of its own, for it forks before any thread is there.

    python kill_rounds.py FOLDER KILLS SEED

A build reads one of two versions of each of some documents into a store and is killed at a random moment, or
at a chosen point of the code. Then a process of its own looks at what is left. One line of JSON a kill.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from build_samples import write_lines

import diplograph.build.committing as committing
import diplograph.store.views as views
import diplograph.store.writing as writing
from diplograph.build import build
from diplograph.build.fingerprint import current_run
from diplograph.build.report import Progress
from diplograph.build.workshop import known_triples, read_document
from diplograph.documents import read_documents
from diplograph.model import Document, Entity, EntityType, Evidence, Extraction, Fact, Span, make_fact
from diplograph.rdf.identifiers import DEFAULT_BASE
from diplograph.store import Background, Batch, DocumentEntry, Store
from diplograph.validation import bundled_shapes

DOCUMENTS = 12
FRESH = 6  # kills after which a store begins anew, so that half-filled ones are seen too
# Moments at which a writer is killed on purpose: module, function, before or after it.
POINTS = [
    (writing, "_remove", "before"),
    (writing, "_remove", "after"),
    (views, "mark_changed", "after"),
    (views, "publish", "before"),
    (views, "_sweep", "before"),
    (views, "_sweep", "after"),
]


def read_companies(document: Document) -> Extraction:
    """Presences of made-up companies: some that this document alone names, some that others do too."""
    number, version = int(document.identifier[1:]), int(document.text.split()[1])
    own = [f"company/c{number}-{version}-{i}" for i in range(6)]
    keys = [*own, f"company/c{number % 4}", "country/kazakhstan"]
    name = document.text.split()[0]
    entities = [
        Entity(
            key,
            EntityType.COUNTRY if key.startswith("country") else EntityType.COMPANY,
            f"{name} {key.partition('/')[2]}" if version else key.partition("/")[2],
            (),
            (Span(0, 3),),
        )
        for key in keys
    ]
    evidence = (Evidence(0, 6, document.text[:6], "essai:1"),)
    facts: list[Fact] = [
        make_fact("Presence", {"company": key, "country": keys[-1]}, evidence=evidence) for key in keys[:-1]
    ]
    return Extraction(document, tuple(sorted(entities, key=lambda e: e.key)), tuple(facts))


def texts(folder: Path, version: int) -> Path:
    rows = [
        {"id": f"d{i}", "text": f"Version {version} de l’article {i}.", "published": f"2024-{i % 12 + 1:02d}"}
        for i in range(DOCUMENTS)
    ]
    return write_lines(folder / f"v{version}.jsonl", rows)


def lines(store: Store) -> list[str]:
    return sorted(f"{s} {p} {o} {g}" for (s, p, o), g in store.quads())


def dump(path: Path, *, read_only: bool) -> list[str]:
    with Store.open(path, read_only=read_only) as store:
        return lines(store)


class Rounds:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.run = current_run()
        self.background = Background(self.run.fingerprint, lambda e: known_triples(e, base=DEFAULT_BASE))
        self.sources = [texts(folder, version) for version in (0, 1)]
        run = self.run.iri(DEFAULT_BASE)
        self.entries: list[dict[str, DocumentEntry]] = []
        for source in self.sources:
            read = [
                read_document(document, base=DEFAULT_BASE, run=run, extractor=read_companies)
                for document in read_documents([source])
                if isinstance(document, Document)
            ]
            self.entries.append({e.identifier: e for e in read if isinstance(e, DocumentEntry)})

    def build(self, store: Path, version: int, *, killed: tuple[int, float] | None = None) -> None:
        """Build; `killed` after so many commits and so many seconds more, however quick the machine is."""
        commits = 0

        def tell(progress: Progress) -> None:
            nonlocal commits
            commits += progress.stage == "commit"
            due = killed and commits == killed[0] and progress.stage == ("commit" if commits else "read")
            if killed and due:
                threading.Timer(killed[1], os.kill, (os.getpid(), signal.SIGKILL)).start()

        build([self.sources[version]], store=store, extractor=read_companies, progress=tell)

    def clean(self, held: list[DocumentEntry]) -> list[str]:
        """What a store holds that was given just these documents, and was never disturbed."""
        name = hashlib.sha256(" ".join(sorted(entry.digest for entry in held)).encode()).hexdigest()
        path, known = self.folder / f"clean-{name}", self.folder / f"clean-{name}.json"
        if known.exists():
            return list(json.loads(known.read_text(encoding="utf-8")))
        described = self.run.triples(DEFAULT_BASE)
        with Store.open(path, create=True) as store:
            store.refresh(self.background)
            if held:
                store.commit(Batch(tuple(held), run=described, background=self.background))
            found = lines(store)
        known.write_text(json.dumps(found), encoding="utf-8")
        return found

    def look(self, store: Path) -> dict[str, object]:
        """Whether a store that a killed build left holds whole documents, for readers and for writers."""
        if not (store / "store.json").exists():
            return {"held": 0, "versions": [], "whole": True, "same": True}
        with Store.open(store, read_only=True) as opened:
            seen = lines(opened)
            digests = {record.identifier: record.digest for record in opened.documents()}
        held = [
            entry
            for entries in self.entries
            for name, entry in entries.items()
            if digests.get(name) == entry.digest
        ]
        expected = self.clean(held)
        refreshed = any("sha256" in quad and quad.endswith("/runs") for quad in seen)
        return {
            "held": len(digests),
            "versions": sorted({next(v for v in (0, 1) if e in self.entries[v].values()) for e in held}),
            "whole": len(held) == len(digests) and (seen == expected or (not held and not refreshed)),
            "same": dump(store, read_only=False) == seen,
            "left": sorted(item.name for item in store.iterdir() if item.name == "changed"),
        }


def forked(work: Callable[[], object]) -> object:
    """Do work in a process of its own, which may kill itself; what it gives comes back as JSON."""
    out, back = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        try:
            told = json.dumps(work()).encode()
        except BaseException:
            told = json.dumps({"error": traceback.format_exc()}).encode()
        with os.fdopen(back, "wb") as pipe:
            pipe.write(told)
        os._exit(0)
    os.close(back)
    with os.fdopen(out, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    return json.loads(told) if told and not os.WIFSIGNALED(status) else None


def killed_at(point: tuple[object, str, str], work: Callable[[], None]) -> None:
    module, name, when = point
    function = getattr(module, name)

    def fatal(*arguments: object, **options: object) -> object:
        if when == "after":
            function(*arguments, **options)
        os.kill(os.getpid(), signal.SIGKILL)
        return None

    setattr(module, name, fatal)
    work()


def main(folder: Path, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    rounds = Rounds(folder)
    bundled_shapes()
    committing.MAX_DOCUMENTS = 3
    committing.PUBLISH_AFTER = 0.0
    whole = []
    took = float("inf")  # of the quicker: when the machine is busy the first may take long
    for version in (0, 1):
        store = folder / f"whole{version}"
        start = time.monotonic()
        forked(lambda store=store, version=version: rounds.build(store, version))
        took = min(took, time.monotonic() - start)
        whole.append(forked(lambda store=store: dump(store, read_only=True)))
    store = folder / "killed"
    version = 0
    for number in range(kills):
        if number % FRESH == 0:
            shutil.rmtree(store, ignore_errors=True)
        # By turns, batches go in as updates, or as bulk loads with a note of what they remove.
        writing._LOAD_FROM = 100 if number % 4 else 15_000
        point = POINTS[number // 4 % len(POINTS)] if number % 4 == 1 else None
        if point:
            forked(lambda p=point, v=version: killed_at(p, lambda: rounds.build(store, v)))
        else:
            moment = (chance.randrange(DOCUMENTS // committing.MAX_DOCUMENTS), chance.uniform(0, took / 4))
            forked(lambda v=version, m=moment: rounds.build(store, v, killed=m))
        told = forked(lambda: rounds.look(store))
        finished = None
        if number % 3 == 2:
            error = forked(lambda v=version: rounds.build(store, v))
            finished = forked(lambda: dump(store, read_only=True)) == whole[version] and error is None
            version = 1 - version
        place = f"{point[2]} {point[1]}" if point else "random"
        print(json.dumps({"kill": number, "at": place, "finished": finished, **(told or {})}), flush=True)  # type: ignore[dict-item]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
