"""What the graph of one document says for a fact: who publishes it, how sure it is, in which words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from diplograph.language.folding import fold
from diplograph.rdf.terms import split_literal
from diplograph.rdf.vocabulary import DCTERMS, EVIDENCE, OA, PROV
from diplograph.store.consolidation import CONFIDENCE, STATUS
from diplograph.store.names import TOPIC
from diplograph.store.reader import Reader
from diplograph.store.told import Told

FEWEST_WORDS = 8  # of quotes that are compared; shorter ones are the language's, not an author's
FEWEST_AROUND = 6  # of a quote with what stands around it
_MOST_KEPT = 50_000  # witnesses that are kept in memory, some thirty megabytes

SOURCE, PUBLISHER = f"<{DCTERMS}source>", f"<{DCTERMS}publisher>"
_EXACT, _PREFIX, _SUFFIX = f"<{OA}exact>", f"<{OA}prefix>", f"<{OA}suffix>"
TEXTS = (_EXACT, _PREFIX, _SUFFIX)
_ATTRIBUTED = f"<{PROV}wasAttributedTo>"
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Witness:
    """What one graph says for a fact.

    Attributes:
        publisher: "" when unknown.
        passages: exact words, and those before and after, as literals.
    """

    publisher: str = ""
    status: str = ""
    confidence: Decimal = Decimal(0)
    passages: set[tuple[str, str, str]] = field(default_factory=set)
    _wordings: frozenset[str] | None = field(default=None, compare=False)

    @property
    def wordings(self) -> frozenset[str]:
        """What its passages are compared by, folded; made when asked for, as most facts have one witness."""
        if self._wordings is None:
            self._wordings = frozenset().union(*(wordings(*passage) for passage in self.passages))
        return self._wordings


def witnesses_of(told: Told, wanted: set[str]) -> dict[str, Witness]:
    """What the graph of one document, or of the analyst, says for some facts: fact → witness."""
    found: dict[str, Witness] = {}
    for fact, _, value in told.of(CONFIDENCE):
        if fact in wanted:
            witness = found.setdefault(fact, Witness())
            witness.confidence = max(witness.confidence, _number(value))
    if not found:
        return found
    passages: dict[str, set[str]] = defaultdict(set)
    for fact, _, passage in told.of(EVIDENCE):
        if fact in found:
            passages[fact].add(passage)
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for passage, predicate, value in told.of_any(TEXTS):
        texts[passage][predicate] = value
    statuses = {fact: value for fact, _, value in told.of(STATUS)}
    agents = {fact: value for fact, _, value in told.of(_ATTRIBUTED)}
    names = (publisher_name(value) for by in (PUBLISHER, SOURCE) for _, _, value in sorted(told.of(by)))
    publisher = next(filter(None, names), "")
    for fact, witness in found.items():
        witness.publisher = agents.get(fact, publisher)
        witness.status = statuses.get(fact, "")
        for passage in passages[fact]:
            witness.passages.add(_passage([texts[passage].get(name, '""') for name in TEXTS]))
    return found


def _passage(texts: Iterable[str]) -> tuple[str, str, str]:
    exact, before, after = texts
    return exact, before, after


@lru_cache(maxsize=1000)
def _number(term: str) -> Decimal:
    return Decimal(split_literal(term)[0])


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

    def noting(self, heard: Mapping[str, Mapping[str, Witness]]) -> Callable[[], None]:
        """What keeps what the changed graphs say (graph → fact → witness); it holds on to no database."""
        kept = self._kept

        def note() -> None:
            for graph, witnesses in heard.items():
                kept.setdefault(graph, {}).update(witnesses)

        return note

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
            witness.confidence = max(witness.confidence, _number(value))
        witness.status = next(iter(told(fact, STATUS, graph)), "")
        for passage in told(fact, EVIDENCE, graph):
            witness.passages.add(_passage(next(told(passage, name, graph), '""') for name in TEXTS))
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
