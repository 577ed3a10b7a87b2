"""Whether documents speak of a thing, under the term that a decision gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from diplograph.model.decisions import Action, Decision
from diplograph.rdf.terms import split_literal
from diplograph.rdf.vocabulary import RDFS_LABEL
from diplograph.store.books import read_page
from diplograph.store.consolidation import STATUS
from diplograph.store.names import MENTIONED_IN, SET_ASIDE, SETTLED_FROM
from diplograph.store.reader import Reader
from diplograph.store.rulings import Rulings, entity_keys, term_of


def graphs_with(reader: Reader, term: str) -> set[str]:
    """Graphs of documents that are told to speak of a thing, under this term or settled to another."""
    found = set(reader.subjects(SETTLED_FROM, term, reader.names.runs))
    for predicate in (MENTIONED_IN, STATUS):
        found.update(reader.graphs_saying(term, predicate))
    return found.difference(reader.names.whole)


def graphs_aside(reader: Reader, term: str) -> set[str]:
    """Graphs of documents of which a thing was set aside when they were read."""
    if next(iter(reader.about(term, reader.names.quarantine)), None) is None:
        return set()
    start = f"{term} "
    return {
        graph
        for graph, text in reader.pairs(SET_ASIDE, reader.names.runs)
        if any(line.startswith(start) for line in split_literal(text)[0].split("\n"))
    }


def is_read(reader: Reader, term: str, *, besides: Iterable[str] = ()) -> bool:
    """Whether some document was itself read to speak of a thing, whatever else was settled to its term.

    Args:
        besides: graphs that are not asked.
    """
    for graph in sorted(graphs_with(reader, term).difference(besides)):
        page = read_page(reader, graph)
        if page is None:
            continue
        settled = page.mapping
        if term in settled or (term not in page.aliases and term not in settled.values()):
            return True
        if any(subject == term for subject, _, _ in page.raw(reader.triples(graph))):
            return True
    return False


def is_known(reader: Reader, term: str) -> bool:
    """Whether the store has what the gazetteer says of a thing."""
    return reader.value(term, RDFS_LABEL, reader.names.knowledge) is not None


def effective(
    rulings: Rulings, exists: Callable[[str], bool], is_known: Callable[[str], bool] = lambda _: False
) -> Rulings:
    """Without what waits: amendments that name, and merges into, what nothing speaks of.

    Args:
        exists: whether a document speaks of a thing.
        is_known: whether the gazetteer does, which is enough to be merged into.
    """
    waiting = _hollow_merges(rulings, cache(lambda term: exists(term) or is_known(term)))
    waiting |= {
        decision
        for decision in rulings.decisions
        if decision.action is Action.AMEND
        and not all(exists(term_of(rulings.base, key)) for key in entity_keys(decision))
    }
    if not waiting:
        return rulings
    return Rulings(rulings.base, tuple(one for one in rulings.decisions if one not in waiting))


def _hollow_merges(rulings: Rulings, is_told: Callable[[str], bool]) -> set[Decision]:
    """Merges of entities at whose end, and on whose way there, is nothing that is told of."""
    found: dict[tuple[str, str], bool] = {}

    def leads_somewhere(term: str, document: str) -> bool:
        way = []
        told = False
        while term:
            known = found.get((term, document))
            told = is_told(term) if known is None else known
            if told or known is not None:
                break
            way.append(term)
            term = rulings.onward(term, document)
        found.update({(each, document): told for each in way})
        return told

    return {
        one
        for one in rulings.decisions
        if one.action is Action.MERGE
        and not one.value.startswith("fact/")  # its key may be another before the merge
        and not leads_somewhere(rulings.value(one), one.document)
    }
