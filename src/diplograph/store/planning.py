"""Putting together what one transaction changes, from the documents that come and go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from diplograph.rdf.terms import Triple, literal
from diplograph.store.amounts import publish_amounts
from diplograph.store.background import background_of, comes_to_light, labeller, refreshed_background
from diplograph.store.books import Page, keep_books, new_page
from diplograph.store.change import Change
from diplograph.store.curation import curated, issued, renames
from diplograph.store.gathering import gather
from diplograph.store.names import DIGEST, TOPIC
from diplograph.store.presence import effective, is_known, is_read
from diplograph.store.publishing import GraphChange, Publisher
from diplograph.store.quarantine import set_aside
from diplograph.store.reader import Reader
from diplograph.store.records import Background, DocumentEntry
from diplograph.store.retyping import retyped, retyping, with_classes
from diplograph.store.rulings import Rulings, decisions_triple, read_rulings
from diplograph.store.shortcuts import draw_shortcuts, redraw_shortcuts
from diplograph.store.sources import publish_sources
from diplograph.store.tallies import Tallies


def plan_documents(
    reader: Reader,
    *,
    old: Sequence[Page],
    new: Sequence[DocumentEntry],
    run: Sequence[Triple] = (),
    background: Background | None = None,
    rulings: Rulings | None = None,
) -> Change:
    """What changes when documents leave and others come; one that is in both is replaced.

    Args:
        background: the gazetteer's; None when it is not at hand, and the next build completes what it misses.
        rulings: the analyst's decisions from now on; None for those in force.
    """
    pages = [(new_page(entry, base=reader.names.base), entry) for entry in new]
    before = read_rulings(reader)
    after = before if rulings is None else rulings
    tallies = Tallies(reader)
    sides = _effective(reader, old, pages, before, after, background or Background())
    gathered = gather(reader, tallies, old=old, new=pages, before=sides[0], after=sides[1])
    documents = list(gathered.changes)
    knowledge = background_of(reader, documents, background or Background())
    classes = retyped(sides[1])
    knowledge, lacking = retyping(reader, knowledge, background, before=retyped(sides[0]), after=classes)
    statements = curated(reader, documents, gathered.new, after, knowledge, effective=sides[1])
    change = _publish(reader, [*documents, statements], knowledge, statements.after)
    set_aside(reader, change, old=gathered.old, new=gathered.new, gone=old)
    keep_books(reader, change, old=gathered.old, new=gathered.new, run=run)
    tallies.write(change, empty=_is_emptied(reader, old, pages))
    entries = (decisions_triple(reader, before), decisions_triple(reader, after)), issued(reader, statements)
    for gone, come in entries:
        change.delete(reader.names.runs, gone - come)
        change.insert(reader.names.runs, come - gone)
    if lacking or (background is None and comes_to_light(reader, documents)):
        _forget_knowledge(reader, change)
    return change


def _forget_knowledge(reader: Reader, change: Change) -> None:
    """Have the next build bring graph/knowledge up to date: nobody was there to tell what is known."""
    names = reader.names
    digest = reader.value(names.knowledge, DIGEST, names.runs)
    change.delete(names.runs, [(names.knowledge, DIGEST, digest)] if digest else [])


def _is_emptied(reader: Reader, old: Sequence[Page], new: Sequence[tuple[Page, DocumentEntry]]) -> bool:
    """Whether no document is left."""
    leaving = {page.graph for page in old}
    left = (graph for graph, _ in reader.pairs(TOPIC, reader.names.runs) if graph not in leaving)
    return not new and next(left, None) is None


def _effective(
    reader: Reader,
    old: Sequence[Page],
    new: Sequence[tuple[Page, DocumentEntry]],
    before: Rulings,
    after: Rulings,
    background: Background,
) -> tuple[Rulings, Rulings]:
    """The decisions that have an effect, before the change and after it."""
    if not before.decisions and not after.decisions:
        return before, after
    changed = {page.graph for page in (*old, *(page for page, _ in new))}
    coming = {subject for _, entry in new for subject, _, _ in entry.graph.triples}

    def exists_after(term: str) -> bool:
        return term in coming or is_read(reader, term, besides=changed)

    def was_known(term: str) -> bool:
        return is_known(reader, term)

    return (
        effective(before, lambda term: is_read(reader, term), was_known),
        effective(after, exists_after, lambda term: was_known(term) or bool(background.known(term))),
    )


def plan_refresh(reader: Reader, background: Background, *, digest: str) -> Change:
    """What changes when the gazetteer does; `digest` is that of the knowledge before."""
    names = reader.names
    curation = reader.triples(names.curation)
    rulings = read_rulings(reader)
    in_force = effective(rulings, partial(is_read, reader), lambda term: bool(background.known(term)))
    knowledge = with_classes(refreshed_background(reader, background), retyped(in_force))
    change = _publish(reader, [], knowledge, curation)
    redraw_shortcuts(reader, change)  # the rules may have changed too
    if digest:
        change.delete(names.runs, [(names.knowledge, DIGEST, literal(digest))])
    if background.digest:
        change.insert(names.runs, [(names.knowledge, DIGEST, literal(background.digest))])
    return change


def _publish(
    reader: Reader, documents: Sequence[GraphChange], knowledge: GraphChange, curation: Iterable[Triple]
) -> Change:
    change = Change()
    changes = [*documents, knowledge]
    for item in changes:
        change.insert(item.graph, item.come.ordered)
        if item.votes and item.before and not item.after:
            change.drop(item.graph)
        else:
            change.delete(item.graph, item.gone.triples)
    label = labeller(reader, knowledge, renames(curation, is_entity=reader.names.is_entity))
    publisher = Publisher(reader, changes, change, label=label)
    publisher.publish()
    publish_sources(reader, documents, change, is_there=publisher.is_there)
    publish_amounts(reader, documents, change)
    draw_shortcuts(reader, change, is_there=publisher.is_there)
    return change
