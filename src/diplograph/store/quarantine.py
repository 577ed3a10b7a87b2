"""What was set aside: graph/quarantine holds the statements and, for each fault, why.

Two documents may have the same statement set aside, so each document's books repeat what it set aside: a
statement leaves with the last of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diplograph.rdf.terms import Triple, split_literal
from diplograph.rdf.vocabulary import RDFS_LABEL
from diplograph.store.aside import (
    COMMENT,
    INFLUENCED_BY,
    MESSAGE,
    PARTS,
    RESULT,
    SEVERITY,
    SOURCE,
    VALUE,
)
from diplograph.store.books import Page, read_page
from diplograph.store.change import Change
from diplograph.store.names import IDENTIFIER, SET_ASIDE, SETTLEMENT, TOPIC
from diplograph.store.reader import Reader
from diplograph.store.records import SetAside


def set_aside(
    reader: Reader, change: Change, *, old: Sequence[Page], new: Sequence[Page], gone: Sequence[Page]
) -> None:
    """Take out what documents had in quarantine before, and put in what they have there now.

    Args:
        old, new: pages of documents that change.
        gone: of documents that are removed or replaced.
    """
    graph = reader.names.quarantine
    for page in gone:  # stores of earlier versions have reports that are not in the books
        for node in reader.subjects(SOURCE, page.document, graph):
            change.delete(graph, reader.about(node, graph))
    before, after = (
        {triple for page in pages for triple in page.quarantined()} for pages in ((*old, *gone), new)
    )
    leaving = before - after
    if leaving:
        leaving -= _of_others(reader, {page.graph for page in (*old, *gone)})
        change.delete(graph, leaving)
    if come := after - before:
        change.insert(graph, come)
    if gone:  # whose reports go by their document, the same ones included
        change.insert(graph, after)


def _of_others(reader: Reader, besides: set[str]) -> set[Triple]:
    """What all other documents have in quarantine."""
    runs = reader.names.runs
    graphs = {graph for graph, _ in reader.pairs(SET_ASIDE, runs)}
    graphs |= {graph for graph, text in reader.pairs(SETTLEMENT, runs) if "aside" in text}
    pages = (read_page(reader, graph) for graph in sorted(graphs - besides))
    return {triple for page in pages if page is not None for triple in page.quarantined()}


def read_quarantine(reader: Reader) -> tuple[SetAside, ...]:
    """All violations, by document, place and message."""
    graph = reader.names.quarantine
    nodes: dict[str, dict[str, list[str]]] = {}
    rows = reader.select(
        f"SELECT ?node ?p ?o WHERE {{ GRAPH {graph} {{ ?node a {RESULT} ; ?p ?o }} }} ORDER BY ?node ?p ?o"
    )
    for node, predicate, value in rows:
        nodes.setdefault(node, {}).setdefault(predicate, []).append(value)
    identifiers = _identifiers(reader, {told[SOURCE][0] for told in nodes.values()})
    found = (_record(reader, told, identifiers[told[SOURCE][0]]) for told in nodes.values())
    return tuple(
        sorted(
            found, key=lambda s: (s.document, s.focus, s.path, s.value, s.shape, sorted(s.messages.items()))
        )
    )


def _identifiers(reader: Reader, documents: Iterable[str]) -> dict[str, str]:
    wanted = set(documents)
    known: dict[str, str] = {}
    query = f"SELECT ?d ?id WHERE {{ GRAPH {reader.names.runs} {{ ?g {TOPIC} ?d ; {IDENTIFIER} ?id }} }}"
    if wanted:
        known = {document: split_literal(name)[0] for document, name in reader.mapping(query).items()}
    return {document: known.get(document, document) for document in wanted}


def _record(reader: Reader, told: dict[str, list[str]], identifier: str) -> SetAside:
    def one(predicate: str) -> str:
        return told[predicate][0][1:-1] if predicate in told else ""

    messages = {language: text for text, language, _ in map(split_literal, told.get(MESSAGE, []))}
    return SetAside(
        document=identifier,
        focus=one(PARTS["focus"]),
        path=one(PARTS["path"]),
        value=told.get(VALUE, [""])[0],
        shape=one(PARTS["shape"]),
        severity=one(SEVERITY).rpartition("#")[2],
        messages=dict(sorted(messages.items())),
        decisions=tuple(sorted(_named(reader, one) for one in told.get(INFLUENCED_BY, ()))),
        joined=tuple(sorted(_pair(text) for text in told.get(COMMENT, ()))),
    )


def _named(reader: Reader, decision: str) -> str:
    """A decision in the words of a ledger."""
    label = reader.value(decision, RDFS_LABEL, reader.names.curation)
    return split_literal(label)[0] if label else decision[1:-1]


def _pair(text: str) -> tuple[str, str]:
    one, _, other = split_literal(text)[0].partition(" → ")
    return one, other
