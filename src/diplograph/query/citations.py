"""The words that the facts of an answer rest on: a passage for each, with its sentence and document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from diplograph.query.explaining import Passages, Words
from diplograph.query.rows import select
from diplograph.rdf.terms import iri
from diplograph.rdf.vocabulary import DCTERMS, HAS_SOURCE, OA, PROV, RDFS_LABEL, dg
from diplograph.store import Store

_CHUNK = 500
_IDENTIFIER, _TITLE, _ISSUED = (f"<{DCTERMS}{name}>" for name in ("identifier", "title", "issued"))
_EVIDENCE = f"""SELECT ?fact ?words ?document ?title ?published ?start ?end {{
  VALUES ?fact {{ %s }}
  ?fact {dg("evidence")} ?words .
  ?words {HAS_SOURCE} ?source ; <{OA}start> ?start ; <{OA}end> ?end .
  ?source {_IDENTIFIER} ?document
  OPTIONAL {{ ?source {_TITLE} ?title }} OPTIONAL {{ ?source {_ISSUED} ?published }}
}}"""
# A fact that an analyst states has no words, but somebody who answers for it.
_STATED = f"""SELECT ?fact ?name {{
  VALUES ?fact {{ %s }} ?fact <{PROV}wasAttributedTo> ?agent . ?agent {RDFS_LABEL} ?name
}}"""
COLUMNS = ("document", "title", "published", "sentence", "quote", "evidence", "passages")


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage that states a fact.

    Attributes:
        words: the passage in its sentence and its document; for a fact that an analyst states, who did, and
            no words.
        evidence: IRI of the passage; "" for what an analyst states.
        passages: how many passages the fact rests on, this one included; documents: in how many documents.
    """

    words: Words
    evidence: str
    passages: int
    documents: int

    @property
    def document(self) -> str:
        """Identifier of its document."""
        return self.words.document

    @property
    def published(self) -> str:
        """Date of its document; "" when unknown."""
        return self.words.published

    @property
    def quote(self) -> str:
        """The passage, its white space as blanks."""
        return self.words.quote

    def values(self) -> dict[str, str]:
        """Its values by COLUMNS, "" for what is not known."""
        words = self.words
        sentence = f"{words.before}{words.quote}{words.after}"
        told = (words.document, words.title, words.published, sentence, words.quote, self.evidence)
        return dict(zip(COLUMNS, (*told, str(self.passages)), strict=True))

    def terms(self) -> dict[str, ox.Literal | ox.NamedNode | None]:
        """Its values as terms, None for what is not known; the number of passages is an integer."""
        literals = {name: ox.Literal(value) if value else None for name, value in self.values().items()}
        evidence = ox.NamedNode(self.evidence) if self.evidence else None
        return {**literals, "evidence": evidence, "passages": ox.Literal(self.passages)}


def cite(store: Store, facts: Iterable[str], *, every: bool = False) -> dict[str, tuple[Citation, ...]]:
    """IRI of each fact → its best passage, or every one of them, the best first.

    The best is that of the document published last, since the status of a fact is decided by it; of these the
    longest, then the first by document and place. A fact without any is left out.
    """
    wanted = sorted(set(facts))
    evidence: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for fact, *told in _each(store, _EVIDENCE, wanted):
        evidence[fact].append(tuple(told))
    chosen = [
        (told[1], fact, rank, told)
        for fact, passages in evidence.items()
        for rank, told in enumerate(_ranked(passages)[: None if every else 1])
    ]
    # Document by document, so that the sentences of each are found once.
    cut = lru_cache(maxsize=2)(lambda identifier: Passages(store.text(identifier)))
    cited: dict[str, dict[int, Citation]] = defaultdict(dict)
    for document, fact, rank, (passage, _, title, published, first, last) in sorted(chosen):
        start, end = int(first), int(last)
        words = Words(document, title, published, start, end, *cut(document).cut(start, end))
        cited[fact][rank] = Citation(
            words, passage, len(evidence[fact]), len({told[1] for told in evidence[fact]})
        )
    for fact, name in _each(store, _STATED, [fact for fact in wanted if fact not in evidence]):
        cited[fact][len(cited[fact])] = Citation(Words(name, "", "", 0, 0, "", "", ""), "", 0, 0)
    return {fact: tuple(found for _, found in sorted(cited[fact].items())) for fact in sorted(cited)}


def _ranked(passages: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    first = sorted(passages, key=lambda told: (told[1], int(told[4]), told[0]))
    return sorted(first, key=lambda told: (told[3], int(told[5]) - int(told[4])), reverse=True)


def _each(store: Store, query: str, facts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for first in range(0, len(facts), _CHUNK):
        # Sorted, since a fact may have two titles or dates and Oxigraph gives rows in no order.
        yield from sorted(select(store, query % " ".join(map(iri, facts[first : first + _CHUNK]))))
