"""How many independent sources a fact has, and what confidence they give it together.

Two documents are one source when they have the same publisher, or tell the fact in the same words: an
agency's text reprinted by ten newspapers is one witness. Sources are the connected components of that
relation. Of each source the most confident document counts, and independent sources add up as independent
witnesses do:

    confidence = 1 − ∏ (1 − confidence of the source), at most 0.99; 1 is the analyst's alone

`dg:sources` is the number of sources. Both are counted again only for the facts that a transaction touches,
from the first hundred documents by their IRIs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations
from urllib.parse import urlsplit

from diplograph.language.folding import fold
from diplograph.rdf.terms import Triple, decimal, integer, split_literal
from diplograph.rdf.vocabulary import DCTERMS, EVIDENCE, HAS_SOURCE, OA, PROV, dg
from diplograph.store.change import DEFAULT, Change
from diplograph.store.consolidation import CONFIDENCE
from diplograph.store.publishing import GraphChange
from diplograph.store.reader import Reader

SOURCES = dg("sources")
ALIKE = 90.0  # of 100: of two quotes, or of two passages with what stands around them
FEWEST_WORDS = 8  # of quotes that are compared; shorter ones are the language's, not an author's
FEWEST_AROUND = 6  # of a quote with what stands around it
MOST_HEARD = 100  # documents of one fact; more make nobody surer, and would make each commit dearer
_MOST_COMPARED = 40  # sources whose words are compared pairwise; beyond, only equal words count

_SOURCE, _PUBLISHER = f"<{DCTERMS}source>", f"<{DCTERMS}publisher>"
_EXACT, _PREFIX, _SUFFIX = f"<{OA}exact>", f"<{OA}prefix>", f"<{OA}suffix>"
_ATTRIBUTED = f"<{PROV}wasAttributedTo>"
_TEXTS = (_EXACT, _PREFIX, _SUFFIX)
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Witness:
    """What one graph says for a fact: publisher ("" when unknown), confidence, wordings (folded)."""

    publisher: str = ""
    confidence: Decimal = Decimal(0)
    wordings: set[str] = field(default_factory=set)


def independent(witnesses: Sequence[Witness]) -> list[list[Witness]]:
    """Witnesses by source; those of one source share a publisher or the words, perhaps by way of another."""
    parents = list(range(len(witnesses)))

    def root(place: int) -> int:
        while parents[place] != place:
            parents[place] = place = parents[parents[place]]
        return place

    first: dict[str, int] = {}
    for place, witness in enumerate(witnesses):
        for mark in [f"publisher {witness.publisher}"] * bool(witness.publisher) + sorted(witness.wordings):
            parents[root(place)] = root(first.setdefault(mark, place))
    groups: dict[int, list[int]] = defaultdict(list)
    for place in range(len(witnesses)):
        groups[root(place)].append(place)
    if 1 < len(groups) <= _MOST_COMPARED:
        from rapidfuzz.fuzz import ratio

        words = {
            g: {text for place in held for text in witnesses[place].wordings} for g, held in groups.items()
        }
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


def publish_sources(reader: Reader, changes: Sequence[GraphChange], change: Change) -> None:
    """Add to a change the confidence and the number of sources of the facts that it touches."""
    touched = set().union(*(_touched(item) for item in changes))
    after = {item.graph: dict(_witnesses(item.after, touched)) for item in changes}
    published: dict[tuple[str, str], str] = {}
    for fact in sorted(touched):
        old = {predicate: reader.value(fact, predicate) for predicate in (CONFIDENCE, SOURCES)}
        stored = set(reader.graphs_saying(fact, CONFIDENCE)) - {DEFAULT} if old[CONFIDENCE] else set()
        heard = sorted((stored - after.keys()) | {graph for graph in after if fact in after[graph]})[
            :MOST_HEARD
        ]
        if old[CONFIDENCE] and after.keys().isdisjoint({*heard, *sorted(stored)[:MOST_HEARD]}):
            continue  # enough others are heard, and they say what they said
        witnesses = [
            after[graph][fact] if graph in after else _stored(reader, fact, graph, published)
            for graph in heard
        ]
        new: dict[str, str | None] = {CONFIDENCE: None, SOURCES: None}
        if witnesses:
            sources = independent(witnesses)
            best = [max(witness.confidence for witness in source) for source in sources]
            new = {CONFIDENCE: decimal(combined_confidence(best)), SOURCES: integer(len(sources))}
        for predicate, value in new.items():
            if (known := old[predicate]) != value:
                change.delete(DEFAULT, [(fact, predicate, known)] if known else [])
                change.insert(DEFAULT, [(fact, predicate, value)] if value else [])


def _touched(item: GraphChange) -> set[str]:
    """Facts for which a graph testifies otherwise than before."""
    if not item.before or not item.after:
        return {s for s, predicate, _ in item.before | item.after if predicate == CONFIDENCE}
    changed = item.before ^ item.after
    if any(predicate in (_SOURCE, _PUBLISHER) for _, predicate, _ in changed):
        return {s for s, predicate, _ in item.before | item.after if predicate == CONFIDENCE}
    passages = {s for s, predicate, _ in changed if predicate in _TEXTS}
    facts = {s for s, predicate, _ in changed if predicate in (CONFIDENCE, EVIDENCE)}
    return facts | {s for s, p, o in item.after if p == EVIDENCE and o in passages}


def _witnesses(triples: Iterable[Triple], wanted: set[str]) -> list[tuple[str, Witness]]:
    found: dict[str, Witness] = {}
    passages: dict[str, set[str]] = defaultdict(set)
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    publishers: dict[str, str] = {}
    agents: dict[str, str] = {}
    for subject, predicate, value in triples:
        if predicate == CONFIDENCE and subject in wanted:
            witness = found.setdefault(subject, Witness())
            witness.confidence = max(witness.confidence, Decimal(split_literal(value)[0]))
        elif predicate == EVIDENCE and subject in wanted:
            passages[subject].add(value)
        elif predicate in _TEXTS:
            texts[subject][predicate] = value
        elif predicate in (_SOURCE, _PUBLISHER):
            publishers[predicate] = _publisher(value)
        elif predicate == _ATTRIBUTED:
            agents[subject] = value
    publisher = publishers.get(_PUBLISHER) or publishers.get(_SOURCE, "")
    for fact, witness in found.items():
        witness.publisher = agents.get(fact, publisher)
        for passage in passages[fact]:
            witness.wordings |= wordings(*(texts[passage].get(name, '""') for name in _TEXTS))
    return sorted(found.items(), key=lambda item: item[0])


def wordings(exact: str, prefix: str, suffix: str) -> set[str]:
    """What a passage (literals) is compared by: its quote if long, and the quote with what is around."""
    quote, before, after = (
        " ".join(_WORD.findall(fold(split_literal(t)[0]))) for t in (exact, prefix, suffix)
    )
    # The words at the ends of a context are cut anywhere.
    around = [*before.split()[1:], *quote.split(), *after.split()[:-1]]
    found = {" ".join(around)} if len(around) >= FEWEST_AROUND else set()
    return found | ({quote} if quote.count(" ") + 1 >= FEWEST_WORDS else set())


def _publisher(term: str) -> str:
    """One name per publisher: the host of an address without "www.", or the folded name."""
    text = term[1:-1] if term.startswith("<") else split_literal(term)[0]
    host = urlsplit(text).hostname if "://" in text else None
    return host.removeprefix("www.") if host else " ".join(_WORD.findall(fold(text)))


def _stored(reader: Reader, fact: str, graph: str, published: dict[tuple[str, str], str]) -> Witness:
    """What a graph that does not change says for a fact.

    Looked up one by one: a query that joins the same patterns reads all evidence of the store.

    Args:
        published: publishers of the documents that were looked up before.
    """
    witness = Witness()
    for _, predicate, value in reader.about(fact, graph):
        if predicate == CONFIDENCE:
            witness.confidence = max(witness.confidence, Decimal(split_literal(value)[0]))
        elif predicate == _ATTRIBUTED:
            witness.publisher = value
        elif predicate == EVIDENCE:
            told = {name: text for _, name, text in reader.about(value, graph)}
            witness.wordings |= wordings(*(told.get(name, '""') for name in _TEXTS))
            source = told.get(HAS_SOURCE)
            if source and (graph, source) not in published:
                published[graph, source] = _published_by(reader, source, graph)
            witness.publisher = published[graph, source] if source else ""
    return witness


def _published_by(reader: Reader, document: str, graph: str) -> str:
    term = reader.value(document, _PUBLISHER, graph) or reader.value(document, _SOURCE, graph)
    return _publisher(term) if term else ""
