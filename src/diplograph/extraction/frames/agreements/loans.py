"""Loans told by their noun alone, and whom a bank lends to where nobody is named ("un prêt de l'AFD")."""

from __future__ import annotations

from diplograph.extraction.frames.common.sums import sum_between
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_FINANCE = "finance"
_ONE = pattern(r"{edge}(?:{a}|{own}|{number}|premier ){word}?$")
_LENDERS = frozenset({EntityType.COMPANY, EntityType.PUBLIC_BODY, EntityType.INTERNATIONAL_ORGANIZATION})


def is_lent(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a loan is told with its lender: "grâce à un prêt de 30 millions de la BERD"."""
    if hit.payload["sector"] != _FINANCE or hit.payload["class"] != "Contract":
        return False
    before = sentence.folded(max(sentence.start, hit.start - 30), hit.start)
    lent = lenders(sentence, hit)
    if not lent:
        return False
    return _ONE.search(before) is not None or bool(sum_between(sentence, hit.end, lent[0].start))


def lenders(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who grants a loan, by what "de" introduces behind its noun, a sum between."""
    if hit.payload["sector"] != _FINANCE:
        return []
    return sentence.genitive(hit.end, kinds=_LENDERS)


def with_borrower(sentence: Sentence, hit: Hit[Entry], parties: tuple[str, ...]) -> tuple[str, ...]:
    """A lone foreign lender with the state that the text is about: "l'AFD y a consenti un prêt"."""
    if hit.payload["sector"] != _FINANCE or hit.payload["class"] != "Contract" or len(parties) != 1:
        return parties
    discourse = sentence.discourse
    if discourse.types.get(parties[0]) not in _LENDERS:
        return parties
    borrower = borrower_meant(sentence, parties)
    return (*parties, *borrower)


def borrower_meant(sentence: Sentence, lenders: tuple[str, ...]) -> tuple[str, ...]:
    """The state that the text is about, to which a foreign bank lends: "l'AFD y a prêté 50 millions"."""
    discourse = sentence.discourse
    topic = discourse.topic
    nations = {discourse.nation_of(key) for key in lenders} | set(lenders)
    return (topic,) if topic and topic not in nations else ()
