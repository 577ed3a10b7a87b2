"""What a store keeps about its documents, in graph/runs: identifier, date, digest, run.

The subject is the document's named graph, so that the books stay apart from what is said of the document.
They decide whether a document must be read again, and date the votes of consolidation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from diplograph.rdf.identifiers import document_graph_iri
from diplograph.rdf.terms import Triple, iri, literal, split_literal
from diplograph.rdf.vocabulary import GENERATED_BY, PROV
from diplograph.store.change import Change
from diplograph.store.links import write_links
from diplograph.store.names import DIGEST, IDENTIFIER, ISSUED, LINKS, SET_ASIDE, TOPIC
from diplograph.store.reader import Reader
from diplograph.store.records import DocumentEntry

_AGENT = f"<{PROV}wasAssociatedWith>"


@dataclass(frozen=True, slots=True)
class Page:
    """The books of one document; `graph`, `document` and `run` are terms, `aside` N-Triples, `links` JSON."""

    graph: str
    identifier: str
    document: str
    published: str
    digest: str
    run: str
    aside: str = ""
    links: str = ""

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


def graph_term(base: str, identifier: str) -> str:
    """Term of the named graph of a document."""
    return iri(document_graph_iri(base, identifier))


def new_page(entry: DocumentEntry) -> Page:
    """The books of a document that is to be committed."""
    aside = "".join(f"{s} {p} {o} .\n" for s, p, o in sorted(entry.aside))
    graph, document, run = iri(entry.graph.iri), iri(entry.graph.document), iri(entry.run)
    links = write_links(entry.links)
    return Page(graph, entry.identifier, document, entry.published, entry.digest, run, aside, links)


def read_page(reader: Reader, graph: str) -> Page | None:
    """The books of a document by the term of its graph; None when the store does not have it."""
    told = {predicate: value for _, predicate, value in reader.about(graph, reader.names.runs)}
    if IDENTIFIER not in told:
        return None
    text = {predicate: split_literal(told[predicate])[0] for predicate in (IDENTIFIER, ISSUED, DIGEST)}
    aside = split_literal(told[SET_ASIDE])[0] if SET_ASIDE in told else ""
    links = split_literal(told[LINKS])[0] if LINKS in told else ""
    identifier, published, digest = (text[name] for name in (IDENTIFIER, ISSUED, DIGEST))
    return Page(graph, identifier, told[TOPIC], published, digest, told[GENERATED_BY], aside, links)


def keep_books(
    reader: Reader, change: Change, *, old: Sequence[Page], new: Sequence[Page], run: Iterable[Triple] = ()
) -> None:
    """Write pages of documents, and forget runs that no document comes from any longer."""
    runs = reader.names.runs
    change.delete(runs, (triple for page in old for triple in page.triples()))
    change.insert(runs, (triple for page in new for triple in page.triples()))
    change.insert(runs, run)
    leaving = {page.graph for page in old}
    for activity in sorted({page.run for page in old} - {page.run for page in new}):
        if all(graph in leaving for graph in reader.subjects(GENERATED_BY, activity, runs)):
            _forget(reader, change, activity)


def _forget(reader: Reader, change: Change, run: str) -> None:
    graph = reader.names.runs
    description = set(reader.about(run, graph))
    for _, predicate, agent in sorted(description):
        shared = predicate == _AGENT and any(other != run for other in reader.subjects(_AGENT, agent, graph))
        if predicate == _AGENT and not shared:
            description |= set(reader.about(agent, graph))
    change.delete(graph, description)
