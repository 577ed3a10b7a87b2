"""Understandings told by their verb: "A s'est entendu avec B sur le tracé", "A s'associe à B dans l'eau"."""

from __future__ import annotations

from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import (
    PARTIES,
    as_principals,
    chained,
    governor,
    keys_of,
    whole_subject,
)
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.lists import codes, sectors_after
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import ORGANIZATIONS, EntityType, Status, Value

_CLASSES = {"settles": "Agreement", "differs": "Agreement", "allies": "Partnership"}
_FIRMS = frozenset({EntityType.COMPANY, EntityType.INSTITUTION})
_SIDES = (PARTIES | {EntityType.CITY}) - {EntityType.PERSON}
_PARTNER_REACH = 70
_OBJECT_REACH = 110
_TO = frozenset({"a", "au", "aux", "avec"})


def find_understandings(sentence: Sentence) -> Iterator[Draft]:
    """Agreements and alliances that one sentence tells without their noun, both sides named.

    Who failed to agree ("n'ont pu s'accorder sur") has an agreement that is denied; who allies with whom must
    be firms, for states "s'associent à" a statement or a mourning.
    """
    hits = [h for h in sentence.words("orders") if h.payload["form"] in _CLASSES]
    for number, hit in enumerate(hits):
        until = min([h.start for h in hits[number + 1 :]] + [sentence.clause_end(hit.end)])
        if sentence.source.cues("agreements", hit.start, min(until, hit.end + _OBJECT_REACH), "noun", "weak"):
            continue  # "s'entendent sur un accord": told by its noun
        form = hit.payload["form"]
        kinds = _FIRMS if form == "allies" else _SIDES
        one = [i for i in whole_subject(sentence, hit.start, kinds=kinds) if i.end <= hit.start]
        other = [] if form == "differs" else _partners(sentence, hit, until, kinds)
        parties = as_principals(sentence, keys_of([*one, *other]))
        if not one or len(parties) < 2 or (form != "differs" and not other):
            continue
        if form == "settles" and not any(i.type in ORGANIZATIONS | {EntityType.COUNTRY} for i in other):
            continue
        yield _draft(sentence, hit, parties, [*one, *other], until)


def _partners(sentence: Sentence, hit: Hit[Entry], until: int, kinds: frozenset[EntityType]) -> list[Item]:
    """With whom: what "avec" or "à" introduces right behind the verb, what it is between."""
    near = sentence.after(hit.end, kinds=kinds, until=min(until, hit.end + _PARTNER_REACH))
    for item in near[:1]:
        adjacent = item.start - hit.end <= 1  # the row holds the preposition
        if (adjacent or governor(sentence, item) in _TO) and not sentence.has_finite_verb(
            hit.end, item.start
        ):
            return chained(sentence, item, near)
    return []


def _draft(
    sentence: Sentence, hit: Hit[Entry], parties: tuple[str, ...], items: list[Item], until: int
) -> Draft:
    date = sentence.date(hit.end, start=sentence.clause_start(hit.start), end=until)
    default = Status(hit.payload["status"] or Status.ACTUAL)
    status = status_of(sentence, hit.start, hit.end, default=default)
    last = max(hit.end, *(i.end for i in items))
    sectors = codes(sectors_after(sentence, last, stops=[until]))
    done = status is Status.ACTUAL
    roles: dict[str, tuple[Value, ...]] = {
        "party": parties,
        "sector": sectors,
        "stage": ("Signed",) if done else (),
        "start": (date.period.start,) if done and date and date.period.start else (),
    }
    return Draft(
        _CLASSES[hit.payload["form"]],
        roles,
        min([hit.start, *(i.start for i in items)]),
        last,
        hit.payload.rule,
        status=status,
        confidence=0.7,
        is_news=done,
    )
