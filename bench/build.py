"""What a build costs beside the analysis of language.

1. mapping, validation and commit of documents over extracting them, which is language analysis: processor
   time of one process with all its threads, the database's own included. Each document of the corpus is there
   several times, with another number in its text, so that each fact is told by many, more than elsewhere;
2. building 1,000 such documents again of which one has changed, in a fresh process, over building them all,
   in processor time; the extraction of all is reckoned from (1), for a thousand documents take minutes.

How commits grow is in `commits.py`.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median

from samples import corpus, many, write_lines
from timing import Comparison, python

from diplograph.build import build
from diplograph.build.committing import MAX_DOCUMENTS
from diplograph.build.fingerprint import current_run
from diplograph.build.workshop import known_triples
from diplograph.extraction import extract
from diplograph.knowledge import load_knowledge
from diplograph.language import load_pipeline
from diplograph.model import Document, Extraction
from diplograph.rdf.identifiers import DEFAULT_BASE
from diplograph.rdf.mapping import DocumentGraph, map_extraction
from diplograph.store import Background, Batch, DocumentEntry, Store
from diplograph.validation import Shapes, bundled_shapes, split, validate


def stages(documents: list[Document], *, number: int) -> tuple[Comparison, str, float]:
    """What comes after extraction over extraction, by batch; its parts told; seconds to extract one."""
    nlp, knowledge, checks = load_pipeline(), load_knowledge(), bundled_shapes()
    run = current_run()
    name, described = run.iri(DEFAULT_BASE), run.triples(DEFAULT_BASE)
    background = Background(run.fingerprint, lambda entity: known_triples(entity, base=DEFAULT_BASE))
    for document in documents:
        extract(document, nlp=nlp, knowledge=knowledge)
    parts: dict[str, list[float]] = {part: [] for part in ("extraction", "mapping", "validation", "commit")}
    clock = time.process_time
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s", create=True) as store:
        source = many(documents)
        for _ in range(number // MAX_DOCUMENTS):
            batch = list(islice(source, MAX_DOCUMENTS))
            start = clock()
            found = [extract(document, nlp=nlp, knowledge=knowledge) for document in batch]
            extracted = clock()
            graphs = [map_extraction(extraction, base=DEFAULT_BASE, run=name) for extraction in found]
            mapped = clock()
            entries = [_entry(*pair, name, checks) for pair in zip(found, graphs, strict=True)]
            checked = clock()
            store.commit(Batch(tuple(entries), run=described, background=background))
            store.publish()
            ends = (extracted - start, mapped - extracted, checked - mapped, clock() - checked)
            for part, spent in zip(parts.values(), ends, strict=True):
                part.append(spent)
    language, *others = parts.values()
    after = tuple(sum(each) for each in zip(*others, strict=True))
    told = ", ".join(f"{name} {1000 * median(each) / MAX_DOCUMENTS:.1f}" for name, each in parts.items())
    comparison = Comparison("mapping, validation, commit / extraction", after, tuple(language), 0.1)
    return comparison, f"milliseconds a document: {told}", median(language) / MAX_DOCUMENTS


def _entry(extraction: Extraction, graph: DocumentGraph, run: str, checks: Shapes) -> DocumentEntry:
    document = extraction.document
    report = validate(data=graph.triples, shapes=checks)
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
            several = list(islice(many(documents), number))
            middle = several[number // 2]
            several[number // 2] = replace(middle, text=f"{middle.text}\nVersion {changed}.")
            write_lines(several, lines)

        write(0)
        start = time.process_time()
        build([lines], store=store, extractor=quickly)
        whole = time.process_time() - start + number * extraction
        times = []
        for version in (1, 2, 3):
            write(version)
            before = _of_children()
            python("-m", "diplograph", "build", str(lines), "--store", str(store), "-q")
            times.append(_of_children() - before)
        name = f"{number:,} documents of which one changed / all built"
        return Comparison(name, tuple(times), (whole,) * len(times), 0.05)


def _of_children() -> float:
    """Processor seconds of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Print the ratios; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=300, help="whose stages are measured")
    parser.add_argument("--again", type=int, default=1000)
    given = parser.parse_args()
    documents = corpus()
    print(f"\n{'':<62} {'ours':>9} {'peer':>9}  ratio     goal")
    after, told, extraction = stages(documents, number=given.documents)
    print(after.line(), told, sep="\n", flush=True)
    changed = again(documents, number=given.again, extraction=extraction)
    print(changed.line())
    return int(any(found.ratio > found.goal for found in (after, changed)))


if __name__ == "__main__":
    sys.exit(main())
