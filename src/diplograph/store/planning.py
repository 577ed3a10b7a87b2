"""Putting together what one transaction changes, from the documents that come and go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diplograph.rdf.terms import Triple, literal
from diplograph.store.amounts import publish_amounts
from diplograph.store.background import background_of, labeller, refreshed_background
from diplograph.store.books import Page, keep_books, new_page
from diplograph.store.change import Change
from diplograph.store.names import DIGEST
from diplograph.store.publishing import GraphChange, Publisher
from diplograph.store.quarantine import set_aside
from diplograph.store.reader import Reader
from diplograph.store.records import Background, DocumentEntry
from diplograph.store.shortcuts import draw_shortcuts, redraw_shortcuts


def plan_documents(
    reader: Reader,
    *,
    old: Sequence[Page],
    new: Sequence[DocumentEntry],
    run: Sequence[Triple] = (),
    background: Background | None = None,
) -> Change:
    """What changes when documents leave and others come; one that is in both is replaced."""
    pages = [(new_page(entry), entry) for entry in new]
    documents = _document_changes(reader, old, pages)
    knowledge = background_of(reader, documents, background or Background())
    change = _publish(reader, documents, knowledge)
    set_aside(reader, change, old=old, new=pages)
    keep_books(reader, change, old=old, new=[page for page, _ in pages], run=run)
    return change


def plan_refresh(reader: Reader, background: Background, *, digest: str) -> Change:
    """What changes when the gazetteer does; `digest` is that of the knowledge before."""
    names = reader.names
    change = _publish(reader, [], refreshed_background(reader, background))
    redraw_shortcuts(reader, change)  # the rules may have changed too
    if digest:
        change.delete(names.runs, [(names.knowledge, DIGEST, literal(digest))])
    if background.digest:
        change.insert(names.runs, [(names.knowledge, DIGEST, literal(background.digest))])
    return change


def _document_changes(
    reader: Reader, old: Sequence[Page], new: Sequence[tuple[Page, DocumentEntry]]
) -> list[GraphChange]:
    before: Mapping[str, Page] = {page.graph: page for page in old}
    after = {page.graph: entry for page, entry in new}
    changes = []
    for graph in sorted({*before, *after}):
        page, entry = before.get(graph), after.get(graph)
        changes.append(
            GraphChange(
                graph,
                before=frozenset(reader.triples(graph)) if page else frozenset(),
                after=frozenset(entry.graph.triples) if entry else frozenset(),
                published_before=page.published if page else "",
                published_after=entry.published if entry else "",
            )
        )
    return changes


def _publish(reader: Reader, documents: Sequence[GraphChange], knowledge: GraphChange) -> Change:
    change = Change()
    changes = [*documents, knowledge]
    for item in changes:
        change.insert(item.graph, item.after - item.before)
        if item.votes and not item.after:
            change.drop(item.graph)
        else:
            change.delete(item.graph, item.before - item.after)
    Publisher(reader, changes, change, label=labeller(reader, knowledge)).publish()
    publish_amounts(reader, documents, change)
    draw_shortcuts(reader, change)
    return change
