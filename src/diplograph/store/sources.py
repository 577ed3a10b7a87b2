"""How many independent sources a fact has, and what confidence they give it together.

Two documents are one source when they have the same publisher, or tell the fact in the same words: an
agency's text reprinted by ten newspapers is one witness. Sources are the connected components of that
relation. Of each source the most confident document counts, and independent sources add up as independent
witnesses do:

    confidence = 1 − ∏ (1 − confidence of the source), at most 0.99; 1 is the analyst's alone

Only documents that give the fact the status that is published are heard: who denies a visit supports the
denial, not the visit. `dg:sources` is the number of sources. Both are counted again only for the facts that a
transaction touches, from the first hundred documents by their IRIs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import combinations

from diplograph.rdf.terms import decimal, integer
from diplograph.rdf.vocabulary import EVIDENCE, dg
from diplograph.store.change import DEFAULT, Change
from diplograph.store.consolidation import CONFIDENCE, STATUS
from diplograph.store.pausing import no_collection
from diplograph.store.publishing import GraphChange
from diplograph.store.reader import Reader
from diplograph.store.witnesses import PUBLISHER, SOURCE, TEXTS, Heard, Witness, witnesses_of

SOURCES = dg("sources")
ALIKE = 90.0  # of 100: of two quotes, or of two passages with what stands around them
MOST_HEARD = 100  # documents of one fact; more make nobody surer, and would make each commit dearer
_MOST_COMPARED = 40  # sources whose words are compared pairwise; beyond, only equal words count


def independent(witnesses: Sequence[Witness]) -> list[list[Witness]]:
    """Witnesses by source; those of one source share a publisher or the words, perhaps by way of another."""
    if len(witnesses) == 1:
        return [[*witnesses]]
    parents = list(range(len(witnesses)))

    def root(place: int) -> int:
        while parents[place] != place:
            parents[place] = place = parents[parents[place]]
        return place

    wordings = [witness.wordings for witness in witnesses]
    first: dict[str, int] = {}
    for place, witness in enumerate(witnesses):
        for mark in [f"publisher {witness.publisher}"] * bool(witness.publisher) + sorted(wordings[place]):
            parents[root(place)] = root(first.setdefault(mark, place))
    groups: dict[int, list[int]] = defaultdict(list)
    for place in range(len(witnesses)):
        groups[root(place)].append(place)
    if 1 < len(groups) <= _MOST_COMPARED:
        from rapidfuzz.fuzz import ratio

        words = {g: {text for place in held for text in wordings[place]} for g, held in groups.items()}
        for one, other in combinations(sorted(groups), 2):
            pairs = ((a, b) for a in words[one] for b in words[other])
            if root(one) != root(other) and any(ratio(a, b, score_cutoff=ALIKE) for a, b in pairs):
                parents[root(one)] = root(other)
    found: dict[int, list[Witness]] = defaultdict(list)
    for place, witness in enumerate(witnesses):
        found[root(place)].append(witness)
    return list(found.values())


def combined_confidence(sources: Iterable[Decimal]) -> Decimal:
    """Confidence of a fact from the best of each of its sources."""
    doubt, best = Decimal(1), Decimal(0)
    for confidence in sources:
        doubt *= 1 - confidence
        best = max(best, confidence)
    if best >= 1:
        return Decimal(1)
    return min(round(1 - doubt, 2), Decimal("0.99"))


@no_collection()
def publish_sources(
    reader: Reader, changes: Sequence[GraphChange], change: Change, *, is_there: Callable[[str], bool]
) -> None:
    """Add to a change the confidence and the number of sources of the facts that it touches.

    Args:
        is_there: whether anything was published of a fact before the change.
    """
    touched = set().union(*(_touched(item) for item in changes))
    after = {item.graph: witnesses_of(item.tells, touched) for item in changes}
    others = Heard(reader, changed=after)
    change.once_written(others.noting(after))
    telling: dict[str, list[str]] = defaultdict(list)
    for graph, witnesses_there in after.items():
        for fact in witnesses_there:
            telling[fact].append(graph)
    statuses = {s: value for s, predicate, value in change.inserts.get(DEFAULT, ()) if predicate == STATUS}
    for fact in sorted(touched):
        known = reader.value(fact, CONFIDENCE) if is_there(fact) else None
        old = {CONFIDENCE: known, SOURCES: reader.value(fact, SOURCES) if known else None}
        stored = set(reader.graphs_saying(fact, CONFIDENCE)) - {DEFAULT} if known else set()
        heard = sorted((stored - after.keys()).union(telling.get(fact, ())))[:MOST_HEARD]
        if known and fact not in statuses and after.keys().isdisjoint({*heard, *sorted(stored)[:MOST_HEARD]}):
            continue  # enough others are heard, and they say what they said
        witnesses = [after[graph][fact] if graph in after else others.witness(fact, graph) for graph in heard]
        new: dict[str, str | None] = {CONFIDENCE: None, SOURCES: None}
        if witnesses:
            status = statuses.get(fact) or reader.value(fact, STATUS)
            sources = independent([w for w in witnesses if w.status == status] or witnesses)
            best = [max(witness.confidence for witness in source) for source in sources]
            new = {CONFIDENCE: decimal(combined_confidence(best)), SOURCES: integer(len(sources))}
        for predicate, value in new.items():
            if (before := old[predicate]) != value:
                change.delete(DEFAULT, [(fact, predicate, before)] if before else [])
                change.insert(DEFAULT, [(fact, predicate, value)] if value else [])


def _touched(item: GraphChange) -> set[str]:
    """Facts for which a graph testifies otherwise than before."""
    spoken = {s for told in (item.told, item.tells) for s, _, _ in told.of(CONFIDENCE)}
    if not item.before or not item.after:
        return spoken
    if any(told.of(predicate) for told in (item.come, item.gone) for predicate in (SOURCE, PUBLISHER)):
        return spoken
    facts, passages = set[str](), set[str]()
    for told in (item.come, item.gone):
        facts.update(s for s, _, _ in told.of_any((CONFIDENCE, EVIDENCE, STATUS)))
        passages.update(s for s, _, _ in told.of_any(TEXTS))
    return facts | {s for s, _, passage in item.tells.of(EVIDENCE) if passage in passages}
