"""What the graph of one document says for a fact: who publishes it, how sure it is, in which words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from diplograph.language.folding import fold
from diplograph.rdf.terms import Triple, split_literal
from diplograph.rdf.vocabulary import DCTERMS, EVIDENCE, OA, PROV
from diplograph.store.consolidation import CONFIDENCE, STATUS
from diplograph.store.names import TOPIC
from diplograph.store.reader import Reader

FEWEST_WORDS = 8  # of quotes that are compared; shorter ones are the language's, not an author's
FEWEST_AROUND = 6  # of a quote with what stands around it
_MOST_KEPT = 50_000  # witnesses that are kept in memory, some thirty megabytes

SOURCE, PUBLISHER = f"<{DCTERMS}source>", f"<{DCTERMS}publisher>"
_EXACT, _PREFIX, _SUFFIX = f"<{OA}exact>", f"<{OA}prefix>", f"<{OA}suffix>"
TEXTS = (_EXACT, _PREFIX, _SUFFIX)
_ATTRIBUTED = f"<{PROV}wasAttributedTo>"
_TELLING = frozenset({*TEXTS, SOURCE, PUBLISHER, EVIDENCE, CONFIDENCE, STATUS, _ATTRIBUTED})
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Witness:
    """What one graph says for a fact: publisher ("" when unknown), status, confidence, wordings (folded)."""

    publisher: str = ""
    status: str = ""
    confidence: Decimal = Decimal(0)
    wordings: set[str] = field(default_factory=set)


def witnesses_of(triples: Iterable[Triple], wanted: set[str]) -> dict[str, Witness]:
    """What the graph of one document, or of the analyst, says for some facts: fact → witness."""
    found: dict[str, Witness] = {}
    passages: dict[str, set[str]] = defaultdict(set)
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    publishers: dict[str, str] = {}
    agents: dict[str, str] = {}
    statuses: dict[str, str] = {}
    for subject, predicate, value in triples:
        if predicate not in _TELLING:
            continue
        if predicate in TEXTS:
            texts[subject][predicate] = value
        elif predicate == EVIDENCE:
            if subject in wanted:
                passages[subject].add(value)
        elif predicate == CONFIDENCE:
            if subject in wanted:
                witness = found.setdefault(subject, Witness())
                witness.confidence = max(witness.confidence, Decimal(split_literal(value)[0]))
        elif predicate == STATUS:
            if subject in wanted:
                statuses[subject] = value
        elif predicate == _ATTRIBUTED:
            agents[subject] = value
        else:
            publishers[predicate] = publisher_name(value)
    publisher = publishers.get(PUBLISHER) or publishers.get(SOURCE, "")
    for fact, witness in found.items():
        witness.publisher = agents.get(fact, publisher)
        witness.status = statuses.get(fact, "")
        for passage in passages[fact]:
            witness.wordings |= wordings(*(texts[passage].get(name, '""') for name in TEXTS))
    return found


@lru_cache(maxsize=4000)
def wordings(exact: str, prefix: str, suffix: str) -> frozenset[str]:
    """What a passage (literals) is compared by: its quote if long, and the quote with what is around."""
    quote, before, after = (
        " ".join(_WORD.findall(fold(split_literal(t)[0]))) for t in (exact, prefix, suffix)
    )
    # The words at the ends of a context are cut anywhere.
    around = [*before.split()[1:], *quote.split(), *after.split()[:-1]]
    found = {" ".join(around)} if len(around) >= FEWEST_AROUND else set()
    return frozenset(found | ({quote} if quote.count(" ") + 1 >= FEWEST_WORDS else set()))


def publisher_name(term: str) -> str:
    """One name per publisher: the host of an address without "www.", or the folded name."""
    text = term[1:-1] if term.startswith("<") else split_literal(term)[0]
    try:
        host = urlsplit(text).hostname if "://" in text else None
    except ValueError:
        host = None  # "http://[lemonde": a name like any other
    return host.removeprefix("www.") if host else " ".join(_WORD.findall(fold(text)))


class Heard:
    """What the documents that a transaction leaves alone say for facts.

    Facts are looked up one by one: a query that joins the same patterns reads all evidence of the store. What
    was read stays in memory until its graph changes, or else a fact that every document tells would be read a
    hundred times in each transaction.
    """

    def __init__(self, reader: Reader, *, changed: Iterable[str]) -> None:
        """`changed`: the graphs that the transaction is about to change, of which nothing may be kept."""
        self._reader = reader
        self._kept = _KEPT.setdefault(reader, {})
        self._publishers: dict[str, str] = {}
        for graph in changed:
            self._kept.pop(graph, None)
        if sum(map(len, self._kept.values())) > _MOST_KEPT:
            self._kept.clear()

    def witness(self, fact: str, graph: str) -> Witness:
        """What a graph says for a fact."""
        kept = self._kept.setdefault(graph, {})
        if fact not in kept:
            kept[fact] = self._read(fact, graph)
        return kept[fact]

    def _read(self, fact: str, graph: str) -> Witness:
        told = self._reader.values
        witness = Witness()
        for value in told(fact, CONFIDENCE, graph):
            witness.confidence = max(witness.confidence, Decimal(split_literal(value)[0]))
        witness.status = next(iter(told(fact, STATUS, graph)), "")
        for passage in told(fact, EVIDENCE, graph):
            witness.wordings |= wordings(*(next(told(passage, name, graph), '""') for name in TEXTS))
        if graph == self._reader.names.curation:
            witness.publisher = next(told(fact, _ATTRIBUTED, graph), "")
        else:
            witness.publisher = self._publisher(graph)
        return witness

    def _publisher(self, graph: str) -> str:
        if graph not in self._publishers:
            names, told = self._reader.names, self._reader.values
            document = next(told(graph, TOPIC, names.runs), "")
            terms = (
                (term for by in (PUBLISHER, SOURCE) for term in told(document, by, graph)) if document else ()
            )
            self._publishers[graph] = next(map(publisher_name, terms), "")
        return self._publishers[graph]


_KEPT: WeakKeyDictionary[Reader, dict[str, dict[str, Witness]]] = WeakKeyDictionary()
