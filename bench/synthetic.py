"""Make a store of any size, the same for the same numbers: `python bench/synthetic.py DIR --facts 34000`.

Documents are mapped by the real mapping and lie in the store as a build would leave them: a named graph per
document, entities, knowledge, shortcuts, books, and the published graph in the default one. Only the way in
is shorter: each fact is the same in all documents that tell it, so nothing has to be settled, and the quads
are loaded in one go. 34,000 facts are a million published statements.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

import pyoxigraph as ox
from synthetic_world import Told, World

from diplograph.knowledge import Knowledge, load_knowledge
from diplograph.model import Document, Evidence, Extraction
from diplograph.rdf.identifiers import DEFAULT_BASE, fact_iri, run_iri
from diplograph.rdf.known import map_known_entity
from diplograph.rdf.labels import fact_label
from diplograph.rdf.mapping import map_extraction
from diplograph.rdf.runs import map_run
from diplograph.rdf.shortcuts import shortcut_rules
from diplograph.rdf.terms import Triple, integer, iri
from diplograph.rdf.vocabulary import ALT_LABEL, RDF_TYPE, RDFS_LABEL, dg
from diplograph.store import DocumentEntry, Store, location
from diplograph.store.books import new_page
from diplograph.store.change import Change
from diplograph.store.names import TEXT, Names

BASE = DEFAULT_BASE
TOLD_AGAIN = 0.3  # chance that a document tells a fact that another has told
FACTS_A_DOCUMENT = 25
PUBLISHERS = 12
_LATELY = 2000  # facts among which one is told again


@dataclass(frozen=True, slots=True)
class Made:
    """What a store was made of."""

    facts: int
    entities: int
    documents: int
    triples: int
    seconds: float


def make_store(path: Path, *, facts: int, entities: int = 0, seed: int = 7) -> Made:
    """Make a store in a new folder.

    Args:
        facts: different ones; `entities`: things with a name of their own, 0 for a fourth of the facts.
    """
    began = time.perf_counter()
    knowledge = load_knowledge()
    world = World(knowledge, entities=entities or max(600, facts // 4), seed=seed)
    location.open_mark(path, create=True, base=BASE)
    quads = ox.Store(str(path / "quads"))
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        file = Path(folder) / "all.nq"
        with file.open("w", encoding="utf-8") as out:
            documents = _write(out, world, knowledge, facts=facts, seed=seed)
        quads.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
    change = Change()
    change.redraw(Names.of(BASE).shortcuts, (text for _, text in shortcut_rules()))
    quads.update(change.as_update())
    quads.flush()
    quads.optimize()
    del quads
    with Store.open(path, read_only=True) as store:
        triples = sum(1 for _ in store.triples())
    return Made(facts, len(world.entities), documents, triples, time.perf_counter() - began)


def _write(out: TextIO, world: World, knowledge: Knowledge, *, facts: int, seed: int) -> int:
    """Write all but the shortcuts; the number of documents."""
    names, run = Names.of(BASE), run_iri(BASE, "synthetic")
    publishers: dict[str, set[int]] = defaultdict(set)
    known: set[str] = set()
    number = 0
    for number, told in enumerate(documents_of(world, facts=facts, seed=seed), start=1):
        entry = entry_of(f"texte-{number:06}", number, told, world, run=run)
        graph = f"<{entry.graph.iri}>"
        for triple in entry.graph.triples:
            _put(out, triple, graph)
            if triple[1] != TEXT:
                _put(out, triple)
            if triple[1] in (RDF_TYPE, RDFS_LABEL, ALT_LABEL) and names.is_entity(triple[0]):
                _put(out, triple, names.entities)
        for triple in new_page(entry, base=BASE).triples():
            _put(out, triple, names.runs)
        for one in told:
            publishers[fact_iri(BASE, one.fact)].add(number % PUBLISHERS)
            known.update(one.entities)
    for fact in sorted(publishers):
        _put(out, (iri(fact), dg("sources"), integer(len(publishers[fact]))))
    for key in sorted(known):
        entity = knowledge.gazetteer.entities.get(key)
        for triple in map_known_entity(entity, base=BASE) if entity else ():
            _put(out, triple)
            _put(out, triple, names.knowledge)
    for triple in map_run(base=BASE, fingerprint="synthetic", version="0", settings={}):
        _put(out, triple, names.runs)
    return number


def _put(out: TextIO, triple: Triple, graph: str = "") -> None:
    out.write(f"{triple[0]} {triple[1]} {triple[2]} {graph} .\n")


def documents_of(world: World, *, facts: int, seed: int) -> Iterator[list[Told]]:
    """What each document tells, until every fact was told."""
    chance = random.Random(seed + 1)
    made: list[Told] = []
    nodes: set[str] = set()
    while len(made) < facts:
        told: dict[int, Told] = {}
        while len(told) < FACTS_A_DOCUMENT and len(made) < facts:
            if made and chance.random() < TOLD_AGAIN:
                which = max(0, len(made) - 1 - int(chance.expovariate(1 / _LATELY)))
            else:
                new = world.fact()
                node = fact_iri(BASE, new.fact)
                if node in nodes:
                    continue
                nodes.add(node)
                made.append(new)
                which = len(made) - 1
            told[which] = made[which]
        yield list(told.values())


def entry_of(identifier: str, number: int, told: list[Told], world: World, *, run: str) -> DocumentEntry:
    """A document that says each fact in a sentence."""
    keys = sorted({key for one in told for key in one.entities})
    entities = [world.entities[key] for key in keys]
    names = {entity.key: entity.name for entity in entities}
    text, facts = f"Dépêche n° {number}.\n\n", []
    for one in told:
        quote = fact_label(one.fact, names)
        evidence = Evidence(len(text), len(text) + len(quote), quote, f"synthetic:{one.fact.type}")
        facts.append(replace(one.fact, evidence=(evidence,)))
        text += f"{quote}, selon une source proche du dossier.\n"
    year, month, day = 2010 + number % 16, 1 + number % 12, 1 + number % 28
    published = f"{year}-{month:02}-{day:02}"
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = f"Journal {number % PUBLISHERS}"
    document = Document(
        identifier, text, digest, title=f"Dépêche n° {number}", published=published, source=source
    )
    graph = map_extraction(Extraction(document, tuple(entities), tuple(facts)), base=BASE, run=run)
    return DocumentEntry(identifier, digest, run, published, graph)


def main() -> int:
    """Make one store and tell its size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--facts", type=int, default=34_000)
    parser.add_argument("--entities", type=int, default=0)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    print(make_store(given.folder, facts=given.facts, entities=given.entities, seed=given.seed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
