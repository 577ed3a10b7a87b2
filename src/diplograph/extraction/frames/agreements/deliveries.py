"""Deliveries made under a contract: "A a livré douze rames à B dans le cadre d'un contrat conclu en 2014"."""

from __future__ import annotations

from diplograph.extraction.frames.common.parties import TO, governed, keys_of
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_CUSTOMERS = frozenset(
    {EntityType.COUNTRY, EntityType.COMPANY, EntityType.PUBLIC_BODY, EntityType.INSTITUTION}
)
_OF_ONE = pattern(r" {of}{det}?{word}?")
_UNDER_REACH = 40
_REACH = 120


def is_under_contract(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a delivery is told to follow from a contract of the same clause or of the opening words."""
    nouns = sentence.source.cues("agreements", sentence.start, sentence.end, "noun")
    contracts = [n for n in nouns if n.payload["class"] == "Contract"]
    return any(_is_ground(sentence, n) and _delivery(sentence, n) == hit for n in contracts)


def delivery_sides(sentence: Sentence, contract: Hit[Entry]) -> tuple[str, ...]:
    """Who delivered to whom under a contract; none where it is not told to be the ground of a delivery."""
    hit = _delivery(sentence, contract) if _is_ground(sentence, contract) else None
    if hit is None:
        return ()
    sellers = [i for i in sentence.subject(hit.start, kinds={EntityType.COMPANY}) if i.end <= hit.start]
    until = contract.start if contract.start > hit.start else sentence.clause_end(hit.end)
    buyers = governed(sentence, hit.end, until, by=TO, kinds=_CUSTOMERS)
    return keys_of([*sellers, *buyers]) if sellers and buyers else ()


def _is_ground(sentence: Sentence, contract: Hit[Entry]) -> bool:
    low = max(sentence.start, contract.start - _UNDER_REACH)
    cues = sentence.source.cues("word_classes", low, contract.start, "under")
    return bool(cues) and _OF_ONE.fullmatch(sentence.folded(cues[-1].end, contract.start)) is not None


def _delivery(sentence: Sentence, contract: Hit[Entry]) -> Hit[Entry] | None:
    """The delivery next to a contract, before it or, where that opens the sentence, behind it."""
    low, high = max(sentence.start, contract.start - _REACH), min(sentence.end, contract.end + _REACH)
    before = sentence.source.cues("orders", low, contract.start, "delivers")
    return next(
        iter([*reversed(before), *sentence.source.cues("orders", contract.end, high, "delivers")]), None
    )
