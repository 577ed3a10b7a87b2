"""Our writers beside rdflib's, from memory into memory: how many times as fast, in time of the processor.

The corpus is built once, and copied with documents, facts and passages of other names to make it larger: as
many statements per thing as the real one, as many documents as one likes.
"""

from __future__ import annotations

import argparse
import gc
import io
import re
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from diplograph.build import build
from diplograph.rdf.jsonld import load_context
from diplograph.rdf.terms import Triple
from diplograph.rdf.writers import write_jsonld, write_nquads, write_rdfxml, write_trig, write_turtle
from diplograph.store import Store

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
Dataset = Mapping[str | None, tuple[Triple, ...]]
_OWN = re.compile(r"/id/((?:document|fact|evidence|graph/document)[./])([^>]*)")


@dataclass(frozen=True, slots=True)
class Format:
    """A writer of ours and its peer; `goal` is how many times as fast ours should be."""

    name: str
    ours: Callable[[Dataset], object]
    peer: Callable[[object, object], object]
    goal: float


def corpus() -> Dataset:
    """The graphs of the corpus."""
    with tempfile.TemporaryDirectory() as folder:
        build([CORPUS], store=Path(folder) / "corpus.store")
        with Store.open(Path(folder) / "corpus.store", read_only=True) as store:
            return {graph: tuple(store.triples(graph)) for graph in (None, *store.graphs())}


def copied(graphs: Dataset, copies: int) -> Dataset:
    """The same with each document, fact and passage several times, under other names."""

    def renamed(term: str, number: int) -> str:
        return _OWN.sub(rf"/id/\g<1>c{number}-\g<2>", term) if term.startswith("<") else term

    def of(number: int) -> Iterator[tuple[str | None, set[Triple]]]:
        for graph, triples in graphs.items():
            name = renamed(f"<{graph}>", number)[1:-1] if graph else None
            yield name, {(renamed(s, number), p, renamed(o, number)) for s, p, o in triples}

    result: dict[str | None, set[Triple]] = {}
    for number in range(copies):
        for graph, triples in of(number):
            result.setdefault(graph, set()).update(triples)
    return {graph: tuple(sorted(triples)) for graph, triples in result.items()}


def formats() -> tuple[Format, ...]:
    """Goals are those of the project: 25 and 50 times rdflib for N-Quads and readable TriG."""

    def published(graphs: Dataset) -> Dataset:
        return {None: graphs[None]}

    return (
        Format(
            "N-Quads", lambda g: write_nquads(g, io.BytesIO()), lambda d, _: d.serialize(format="nquads"), 8
        ),
        Format("TriG", lambda g: write_trig(g, io.BytesIO()), lambda d, _: d.serialize(format="trig"), 25),
        Format(
            "JSON-LD",
            lambda g: write_jsonld(published(g), io.BytesIO()),
            lambda _, g: g.serialize(format="json-ld", context=dict(load_context())),
            1,
        ),
        Format(
            "Turtle",
            lambda g: write_turtle(g[None], io.BytesIO()),
            lambda _, g: g.serialize(format="turtle"),
            1,
        ),
        Format(
            "RDF/XML",
            lambda g: write_rdfxml(g[None], io.BytesIO()),
            lambda _, g: g.serialize(format="xml"),
            1,
        ),
    )


def loaded(graphs: Dataset) -> tuple[object, object]:
    """The dataset, and its published graph, as rdflib holds them."""
    import rdflib

    dataset, graph = rdflib.Dataset(), rdflib.Graph()
    out = io.BytesIO()
    write_nquads(graphs, out)
    dataset.parse(data=out.getvalue(), format="nquads")
    text = "".join(f"{' '.join(triple)} .\n" for triple in graphs[None])
    graph.parse(data=text, format="nt")
    return dataset, graph


def seconds(work: Callable[[], object]) -> float:
    """Time of the processor for one call: what others do on the machine does not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def missed_goals(graphs: Dataset, *, rounds: int) -> Iterator[str]:
    """Measure all formats on one dataset, print a line for each, and name those that are too slow."""
    dataset, graph = loaded(graphs)
    # Collecting garbage would walk through all that rdflib holds while ours is measured.
    gc.collect()
    gc.freeze()
    size = sum(map(len, graphs.values()))
    print(f"\n{size} quads in {len(graphs)} graphs, {len(graphs[None])} of them published")
    print(f"{'':<10} {'ours':>9} {'rdflib':>9}   times as fast")
    for format in formats():
        format.ours(graphs)
        pairs = []
        for _ in range(rounds):
            own = seconds(partial(format.ours, graphs))
            pairs.append((own, seconds(partial(format.peer, dataset, graph))))
        times = median(other / own for own, other in pairs)
        if times < format.goal:
            yield format.name
        own, other = (median(column) for column in zip(*pairs, strict=True))
        verdict = "missed" if times < format.goal else "reached"
        print(
            f"{format.name:<10} {own:7.3f} s {other:7.3f} s   {times:5.1f}  >= {format.goal:g} {verdict}",
            flush=True,
        )


def main() -> int:
    """Print how many times as fast; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=4, help="how many times as large the second set is")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    small = corpus()
    missed = [
        name
        for graphs in (small, copied(small, options.copies))
        for name in missed_goals(graphs, rounds=options.rounds)
    ]
    return int(bool(missed))


if __name__ == "__main__":
    raise SystemExit(main())
