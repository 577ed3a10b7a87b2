"""Whether documents speak of a thing, under the term that a decision gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from diplograph.model.decisions import Action
from diplograph.store.books import read_page
from diplograph.store.consolidation import STATUS
from diplograph.store.names import MENTIONED_IN, SETTLED_FROM
from diplograph.store.reader import Reader
from diplograph.store.rulings import Rulings, entity_keys, term_of


def graphs_with(reader: Reader, term: str) -> set[str]:
    """Graphs of documents that are told to speak of a thing, under this term or settled to another."""
    found = set(reader.subjects(SETTLED_FROM, term, reader.names.runs))
    for predicate in (MENTIONED_IN, STATUS):
        found.update(reader.graphs_saying(term, predicate))
    return found.difference(reader.names.whole)


def is_read(reader: Reader, term: str, *, besides: Iterable[str] = ()) -> bool:
    """Whether some document was itself read to speak of a thing, whatever else was settled to its term.

    Args:
        besides: graphs that are not asked.
    """
    for graph in sorted(graphs_with(reader, term).difference(besides)):
        page = read_page(reader, graph)
        if page is None:
            continue
        if term in page.aliases or term not in page.mapping.values():
            return True
        if any(subject == term for subject, _, _ in page.raw(reader.triples(graph))):
            return True
    return False


def effective(rulings: Rulings, exists: Callable[[str], bool]) -> Rulings:
    """Without the amendments that name something which no document speaks of: they wait until one does."""
    waiting = {
        decision
        for decision in rulings.decisions
        if decision.action is Action.AMEND
        and not all(exists(term_of(rulings.base, key)) for key in entity_keys(decision))
    }
    if not waiting:
        return rulings
    return Rulings(rulings.base, tuple(one for one in rulings.decisions if one not in waiting))
