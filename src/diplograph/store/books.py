"""What a store keeps about its documents, in graph/runs: identifier, date, digest, run.

The subject is the document's named graph, so that the books stay apart from what is said of the document.
They decide whether a document must be read again, and date the votes of consolidation. They also keep how the
document's graph differs from what was read (`settling`), which is nothing for most documents.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace

from diplograph.rdf.identifiers import document_graph_iri
from diplograph.rdf.terms import Triple, iri, literal, split_literal
from diplograph.rdf.vocabulary import GENERATED_BY
from diplograph.store.aside import read_triples, report_triples, write_triples
from diplograph.store.change import Change
from diplograph.store.links import write_links
from diplograph.store.names import (
    DIGEST,
    IDENTIFIER,
    ISSUED,
    LINKS,
    SET_ASIDE,
    SETTLED_FROM,
    SETTLEMENT,
    TOPIC,
)
from diplograph.store.reader import Reader
from diplograph.store.records import DocumentEntry
from diplograph.store.settling import Settled


@dataclass(frozen=True, slots=True)
class Page:
    """The books of one document; `graph`, `document` and `run` are terms, `links` JSON.

    `aside` (N-Triples) is what was set aside when it was read, and why; `settlement` (JSON) tells how the
    graph and the quarantine differ from what was read; `aliases` are those of `Settled`.
    """

    graph: str
    identifier: str
    document: str
    published: str
    digest: str
    run: str
    aside: str = ""
    links: str = ""
    settlement: str = ""
    aliases: frozenset[str] = frozenset()

    @property
    def mapping(self) -> Mapping[str, str]:
        """Term as read → term in the graph, "" where it is withheld; those that stay are left out."""
        found: dict[str, str] = json.loads(self.settlement)["map"] if self.settlement else {}
        return found

    @property
    def refused(self) -> list[tuple[list[str], str]]:
        """Decisions (their values in order) that a shape forbids in this document, with its message."""
        return [(row, why) for row, why in json.loads(self.settlement)["refused"]] if self.settlement else []

    def quarantined(self) -> frozenset[Triple]:
        """What it has in graph/quarantine."""
        aside = read_triples(self.aside)
        if '"aside"' not in self.settlement and '"taken"' not in self.settlement:
            return aside
        kept = json.loads(self.settlement)
        left = aside.difference(read_triples(kept.get("taken", "")))
        return left | read_triples(kept.get("aside", ""))

    def raw(self, settled: Iterable[Triple]) -> frozenset[Triple]:
        """What was read, from what the graph holds."""
        graph = frozenset(settled)
        if not self.settlement:
            return graph
        kept = json.loads(self.settlement)
        return graph.difference(map(tuple, kept["in"])).union((s, p, o) for s, p, o in kept["out"])

    def settled(self, raw: frozenset[Triple], settled: Settled) -> Page:
        """This page with the difference between what was read and what the graph holds."""
        aliases = frozenset(settled.aliases)
        changes = settled.mapping or settled.refused or aliases or settled.aside or settled.taken
        if not changes and (settled.triples is raw or settled.triples == raw):
            return replace(self, settlement="", aliases=aliases)
        kept: dict[str, object] = {
            "map": dict(sorted(settled.mapping.items())),
            "out": sorted(raw - settled.triples),
            "in": sorted(settled.triples - raw),
            "refused": [(astuple(decision)[:7], why) for decision, why in settled.refused],
        }
        for name, triples in (("aside", settled.aside), ("taken", settled.taken)):
            if triples:
                kept[name] = write_triples(triples)
        return replace(self, settlement=json.dumps(kept, ensure_ascii=False), aliases=aliases)

    def triples(self) -> Iterator[Triple]:
        """As they stand in graph/runs."""
        yield self.graph, IDENTIFIER, literal(self.identifier)
        yield self.graph, TOPIC, self.document
        yield self.graph, ISSUED, literal(self.published)
        yield self.graph, DIGEST, literal(self.digest)
        yield self.graph, GENERATED_BY, self.run
        if self.aside:
            yield self.graph, SET_ASIDE, literal(self.aside)
        if self.links:
            yield self.graph, LINKS, literal(self.links)
        if self.settlement:
            yield self.graph, SETTLEMENT, literal(self.settlement)
        for alias in self.aliases:
            yield self.graph, SETTLED_FROM, alias


def graph_term(base: str, identifier: str) -> str:
    """Term of the named graph of a document."""
    return iri(document_graph_iri(base, identifier))


def new_page(entry: DocumentEntry, *, base: str) -> Page:
    """The books of a document that is to be committed."""
    reports = (report_triples(one, base=base, identifier=entry.identifier) for one in entry.violations)
    aside = write_triples({*entry.aside, *(triple for report in reports for triple in report)})
    graph, document, run = iri(entry.graph.iri), iri(entry.graph.document), iri(entry.run)
    links = write_links(entry.links)
    return Page(graph, entry.identifier, document, entry.published, entry.digest, run, aside, links)


def read_page(reader: Reader, graph: str) -> Page | None:
    """The books of a document by the term of its graph; None when the store does not have it."""
    entries = list(reader.about(graph, reader.names.runs))
    told = {predicate: value for _, predicate, value in entries}
    if IDENTIFIER not in told:
        return None
    text = {predicate: split_literal(told[predicate])[0] for predicate in (IDENTIFIER, ISSUED, DIGEST)}
    aside = split_literal(told[SET_ASIDE])[0] if SET_ASIDE in told else ""
    links = split_literal(told[LINKS])[0] if LINKS in told else ""
    identifier, published, digest = (text[name] for name in (IDENTIFIER, ISSUED, DIGEST))
    settlement = split_literal(told[SETTLEMENT])[0] if SETTLEMENT in told else ""
    aliases = frozenset(value for _, predicate, value in entries if predicate == SETTLED_FROM)
    run = told[GENERATED_BY]
    return Page(graph, identifier, told[TOPIC], published, digest, run, aside, links, settlement, aliases)


def keep_books(
    reader: Reader, change: Change, *, old: Sequence[Page], new: Sequence[Page], run: Iterable[Triple] = ()
) -> None:
    """Write pages of documents, and forget runs that no document comes from any longer."""
    runs = reader.names.runs
    change.delete(runs, (triple for page in old for triple in page.triples()))
    change.insert(runs, (triple for page in new for triple in page.triples()))
    change.insert(runs, run)
    leaving = {page.graph for page in old}
    finished = {
        activity
        for activity in {page.run for page in old} - {page.run for page in new}
        if all(graph in leaving for graph in reader.subjects(GENERATED_BY, activity, runs))
    }
    change.delete(runs, _only_of(reader, finished))


def _only_of(reader: Reader, runs: set[str]) -> set[Triple]:
    """What describes some runs, and what they alone name: programs and tables that no other run used."""
    graph = reader.names.runs
    gone, described = set(runs), set[Triple]()
    waiting = sorted(runs)
    while waiting:
        about = set(reader.about(waiting.pop(), graph))
        described |= about
        for thing in sorted({value for _, _, value in about if value.startswith("<")} - gone):
            if gone.issuperset(reader.naming(thing, graph)):
                gone.add(thing)
                waiting.append(thing)
    return described
