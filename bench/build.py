"""What a build costs beside the analysis of language, and how it grows.

1. mapping, validation and commit of documents over extracting them, which is language analysis, in one
   process; each document of the corpus is there several times, with another number in its text;
2. building 1,000 such documents again of which one has changed, in a fresh process, over building them all:
   the extraction of all is reckoned from the documents of (1), for a thousand take minutes;
3. committing made-up facts (`synthetic.py`): the last tenth over the second; the first meets an empty store.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from statistics import median

import synthetic
from ratios import corpus
from synthetic_world import World
from timing import Comparison, python, seconds

from diplograph.build import build
from diplograph.build.fingerprint import current_run
from diplograph.build.workshop import known_triples
from diplograph.extraction import extract
from diplograph.knowledge import load_knowledge
from diplograph.language import load_pipeline
from diplograph.model import Document, Extraction
from diplograph.rdf.identifiers import DEFAULT_BASE
from diplograph.rdf.mapping import map_extraction
from diplograph.store import Background, Batch, DocumentEntry, Store
from diplograph.validation import bundled_shapes, split, validate

BATCH = 60  # documents that a build commits together when it reads for five seconds


def many(documents: list[Document]) -> Iterator[Document]:
    """The documents again and again, each time a little different."""
    for number in count():
        document = documents[number % len(documents)]
        text = f"{document.text}\n\nDocument numéro {number}."
        name = f"d{number:05}"
        yield replace(document, identifier=name, text=text, digest=f"{number:064x}", file=f"{name}.txt")


def stages(documents: list[Document], *, number: int) -> tuple[Comparison, Comparison, float]:
    """All that comes after extraction over extraction, by batch; the commit alone; seconds to extract one."""
    nlp, knowledge, checks = load_pipeline(), load_knowledge(), bundled_shapes()
    run = current_run()
    name, described = run.iri(DEFAULT_BASE), run.triples(DEFAULT_BASE)
    background = Background(run.fingerprint, lambda entity: known_triples(entity, base=DEFAULT_BASE))
    for document in documents:
        extract(document, nlp=nlp, knowledge=knowledge)
    language, after, commits = [], [], []
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s", create=True) as store:
        source = many(documents)
        while batch := list(islice(source, BATCH if len(language) * BATCH < number else 0)):
            start = time.perf_counter()
            found = [extract(document, nlp=nlp, knowledge=knowledge) for document in batch]
            extracted = time.perf_counter()
            entries = [_entry(extraction, name, checks) for extraction in found]
            mapped = time.perf_counter()
            store.commit(Batch(tuple(entries), run=described, background=background))
            end = time.perf_counter()
            language.append(extracted - start)
            after.append(end - extracted)
            commits.append(end - mapped)
    return (
        Comparison("mapping, validation, commit / extraction", tuple(after), tuple(language), 0.1),
        Comparison("of which the commit", tuple(commits), tuple(language), 0.1),
        median(language) / BATCH,
    )


def _entry(extraction: Extraction, run: str, checks: object) -> DocumentEntry:
    document = extraction.document
    graph = map_extraction(extraction, base=DEFAULT_BASE, run=run)
    report = validate(data=graph.triples, shapes=checks)  # type: ignore[arg-type]
    kept, aside = split(triples=graph.triples, report=report)
    return DocumentEntry(
        identifier=document.identifier,
        digest=document.digest,
        run=run,
        published=document.published,
        graph=replace(graph, triples=kept),
        aside=aside,
        violations=report.violations,
        links=extraction.links,
    )


def again(documents: list[Document], *, number: int, extraction: float) -> Comparison:
    """One changed document among many: a fresh process of the real program, over a full build."""
    nlp, knowledge = load_pipeline(), load_knowledge()
    known = {document.title: extract(document, nlp=nlp, knowledge=knowledge) for document in documents}

    def quickly(document: Document) -> Extraction:
        return replace(known[document.title], document=document)

    with tempfile.TemporaryDirectory() as folder:
        lines, store = Path(folder) / "many.jsonl", Path(folder) / "s"

        def write(changed: int) -> None:
            with lines.open("w", encoding="utf-8") as out:
                for place, document in enumerate(islice(many(documents), number)):
                    extra = f"\nVersion {changed}." if place == number // 2 else ""
                    row = {"id": document.identifier, "text": document.text + extra, "title": document.title}
                    row["published"] = document.published
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")

        write(0)
        rest = seconds(lambda: build([lines], store=store, extractor=quickly))
        whole = rest + number * extraction
        times = []
        for version in (1, 2, 3):
            write(version)
            times.append(
                seconds(lambda: python("-m", "diplograph", "build", str(lines), "--store", str(store), "-q"))
            )
        name = f"{number:,} documents of which one changed / all built"
        return Comparison(name, tuple(times), (whole,) * len(times), 0.05)


def growth(facts: int) -> Comparison:
    """Seconds for each tenth of the facts; the last over the second, since the first fills an empty store."""
    world = World(load_knowledge(), entities=max(600, facts // 4), seed=7)
    run = current_run().iri(DEFAULT_BASE)
    tenths = [0.0] * 10
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s", create=True) as store:
        told = list(synthetic._documents(world, facts=facts, seed=7))
        size = max(1, min(BATCH, len(told) // 20))
        for first in range(0, len(told), size):
            batch = [
                synthetic._entry(f"t{place:06}", place, facts, world, run=run)
                for place, facts in enumerate(told[first : first + size], start=first)
            ]
            start = time.perf_counter()
            store.commit(Batch(tuple(batch)))
            tenths[first * 10 // len(told)] += time.perf_counter() - start
    print("seconds for each tenth:", *(f"{tenth:.1f}" for tenth in tenths))
    return Comparison(f"{facts:,} facts: the last tenth / the second", (tenths[-1],), (tenths[1],), 1.5)


def main() -> int:
    """Print the ratios; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=240, help="whose stages are measured")
    parser.add_argument("--again", type=int, default=1000)
    parser.add_argument("--facts", type=int, default=100_000)
    given = parser.parse_args()
    documents = corpus()
    print(f"\n{'':<62} {'ours':>9} {'peer':>9}  ratio     goal")
    after, commit, extraction = stages(documents, number=given.documents)
    print(after.line(), commit.line(), sep="\n", flush=True)
    changed = again(documents, number=given.again, extraction=extraction)
    print(changed.line(), flush=True)
    grown = growth(given.facts)
    print(grown.line())
    return int(any(found.ratio > found.goal for found in (after, changed, grown)))


if __name__ == "__main__":
    sys.exit(main())
