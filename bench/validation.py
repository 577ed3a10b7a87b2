"""The gate beside pySHACL on the corpus, document by document, and its growth on one large graph.

1. our own validator over pySHACL, both with shapes parsed before, on the graphs of the corpus;
2. seconds per triple at ten times the facts over seconds per triple at one tenth: 1 is linear.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from functools import partial
from statistics import median

from samples import corpus
from synthetic import _documents, _entry
from synthetic_world import World
from timing import Comparison, compare, seconds

from diplograph.extraction import extract
from diplograph.knowledge import load_knowledge
from diplograph.language import load_pipeline
from diplograph.rdf.identifiers import DEFAULT_BASE, fact_iri, run_iri
from diplograph.rdf.mapping import map_extraction
from diplograph.rdf.terms import Triple
from diplograph.validation import Shapes, load_shapes, validate
from diplograph.validation.referee import pyshacl_results

RUN = run_iri(DEFAULT_BASE, "bench")


def against_pyshacl(shapes: Shapes, *, rounds: int) -> Comparison:
    """All documents of the corpus, each by itself."""
    nlp, knowledge = load_pipeline(), load_knowledge()
    graphs = [
        map_extraction(extract(document, nlp=nlp, knowledge=knowledge), run=RUN).triples
        for document in corpus()
    ]

    def ours() -> None:
        for graph in graphs:
            validate(data=graph, shapes=shapes)

    def peer() -> None:
        for graph in graphs:
            pyshacl_results(data=graph, shapes=shapes.graph)

    found = compare("gate / pySHACL, corpus by document", ours, peer, goal=round(1 / 60, 4), rounds=rounds)
    each = median(found.ours) / len(graphs) * 1000
    print(f"{len(graphs)} documents, {sum(map(len, graphs))} triples: {each:.2f} ms a document")
    return found


def growth(shapes: Shapes, *, facts: int, rounds: int) -> tuple[float, ...]:
    """Seconds per triple of a graph of so many facts over those of its first tenth."""
    world = World(load_knowledge(), entities=max(600, facts // 4), seed=7)
    whole: list[Triple] = []
    told_so_far: set[str] = set()
    tenth: Sequence[Triple] = ()
    for number, told in enumerate(_documents(world, facts=facts, seed=7), start=1):
        whole += _entry(f"texte-{number:06}", number, told, world, run=RUN).graph.triples
        told_so_far.update(fact_iri(DEFAULT_BASE, one.fact) for one in told)
        if not tenth and len(told_so_far) >= facts // 10:
            tenth = tuple(whole)
    gc.freeze()
    ratios = []
    for _ in range(rounds):
        few = seconds(partial(validate, data=tenth, shapes=shapes))
        many = seconds(partial(validate, data=whole, shapes=shapes))
        ratios.append((many / len(whole)) / (few / len(tenth)))
    print(f"{facts} facts, {len(whole)} triples: {many:.2f} s; a tenth, {len(tenth)} triples: {few:.2f} s")
    return tuple(ratios)


def main() -> int:
    """Print the ratios; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--facts", type=int, default=100_000)
    given = parser.parse_args()
    shapes = load_shapes()
    beside = against_pyshacl(shapes, rounds=given.rounds)
    print(beside.line(), f"(1/{1 / beside.ratio:.0f})")
    grown = median(growth(shapes, facts=given.facts, rounds=min(given.rounds, 3)))
    print(f"{'seconds per triple, ten times the facts':<62} {grown:.2f}  <= 1.3")
    return int(beside.ratio > beside.goal or grown > 1.3)


if __name__ == "__main__":
    sys.exit(main())
