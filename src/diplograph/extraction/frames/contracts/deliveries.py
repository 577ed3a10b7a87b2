"""Contracts and partnerships told by what one side does for the other: delivers, fits out, joins it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import (
    as_principals,
    governor,
    is_agent,
    keys_of,
    whole_subject,
)
from diplograph.extraction.frames.common.sums import sum_between
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.lists import codes, sectors_after
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType, Status, Value

_MAKERS = frozenset({EntityType.COMPANY})
_SIDES = frozenset(
    {EntityType.COMPANY, EntityType.COUNTRY, EntityType.PUBLIC_BODY, EntityType.INSTITUTION, EntityType.CITY}
)
_ACTORS = _SIDES | {EntityType.INTERNATIONAL_ORGANIZATION}
_CLASSES = {"partner": "Partnership", "partnered": "Partnership", "agrees": "Agreement"}
_FORMS = frozenset({"fits", "supplied", *_CLASSES})
_NUMBER = re.compile(r" (?:de |d'|les |des |ses |ces |quelque |environ |pres de |plus de )?(?:\d|[a-z-]+ )")
_TO = frozenset({"a", "au", "aux"})
_OF = frozenset({"de", "du", "des", "d'"})
_HOLDER = re.compile(
    r"\b(?:a la |a l'|au |aux )(?:(?!de |et |par )[\w'-]+ ){1,4}(?:de |d'|du |de la |de l')$"
)
_OBJECT_REACH = 110
_OPENING = 4  # characters before a word that opens its sentence
_SPENT = frozenset({Status.PLANNED})  # "livrera": the contract is there, its deliveries are to come


def find_deliveries(sentence: Sentence) -> Iterator[Draft]:
    """Contracts that one sentence tells by a delivery, and partners that it says two actors to be."""
    hits = [h for h in sentence.words("orders") if h.payload["form"] in _FORMS]
    for number, hit in enumerate(hits):
        until = min([h.start for h in hits[number + 1 :]] + [sentence.clause_end(hit.end)])
        form = hit.payload["form"]
        if sentence.source.cues("agreements", hit.start, min(until, hit.end + _OBJECT_REACH), "noun"):
            continue  # "s'entendent sur un accord": told by its noun
        if form == "supplied":
            one = _agents(sentence, hit, until)
            other = _customers(sentence, max([hit.end, *(i.end for i in one)]), until)
        elif form == "partnered":
            other = _agents(sentence, hit, until)
            one = _fronted_subject(sentence, hit, other) or whole_subject(sentence, hit.start, kinds=_ACTORS)
        else:
            kinds = _MAKERS if form == "fits" else _ACTORS
            one = whole_subject(sentence, hit.start, kinds=kinds)
            other = [] if form == "agrees" else _owners(sentence, hit, until)
        if form == "fits" and not _NUMBER.match(sentence.source.folded, hit.end):
            continue
        parties = as_principals(sentence, keys_of([*one, *other]))
        if len(parties) < 2 or (form != "agrees" and not (one and other)):
            continue
        sectors = codes(sectors_after(sentence, hit.end, stops=[until]))
        if form == "agrees" and not (sectors and all(i.type in _SIDES for i in one)):
            continue
        yield _draft(sentence, hit, parties, sectors, [*one, *other], until)


def _draft(
    sentence: Sentence,
    hit: Hit[Entry],
    parties: tuple[str, ...],
    sectors: tuple[str, ...],
    items: list[Item],
    until: int,
) -> Draft:
    date = sentence.date(hit.end, start=sentence.clause_start(hit.start), end=until)
    made = hit.payload["form"] in {"agrees", "partner", "partnered"}
    default = Status(hit.payload["status"] or Status.ACTUAL)
    status = status_of(
        sentence, hit.start, hit.end, default=default, ignore=_SPENT if not made else frozenset()
    )
    roles: dict[str, tuple[Value, ...]] = {
        "party": parties,
        "sector": sectors,
        "amount": sum_between(sentence, hit.end, until),
        "stage": ("Signed",) if status is Status.ACTUAL else (),
        "start": (date.period.start,) if made and date and date.period.start else (),
    }
    return Draft(
        _CLASSES.get(hit.payload["form"], "Contract"),
        roles,
        min([hit.start, *(i.start for i in items)]),
        max([hit.end, *(i.end for i in items)]),
        hit.payload.rule,
        status=status,
        confidence=0.7,
        is_news=made,
    )


def _agents(sentence: Sentence, hit: Hit[Entry], until: int) -> list[Item]:
    """Who does it: what follows a "par" that ends the words themselves, or stands behind them."""
    for item in sentence.after(hit.end, kinds=_ACTORS, until=until)[:1]:
        said = item.start - hit.end <= _OPENING or is_agent(sentence, item)
        if said and not sentence.has_finite_verb(hit.end, item.start):
            return [i for i in sentence.group(item) if i.start >= item.start]
    return []


def _fronted_subject(sentence: Sentence, hit: Hit[Entry], agents: list[Item]) -> list[Item]:
    """Whom a participle that opens the sentence qualifies: "Choisi comme partenaire par A, B annonce"."""
    if hit.start - sentence.start > _OBJECT_REACH // 2 or not agents:
        return []
    if sentence.has_finite_verb(sentence.start, agents[-1].end):
        return []
    comma = sentence.source.folded.find(",", agents[-1].end, sentence.end)
    if comma < 0:
        return []
    for item in sentence.after(comma, kinds=_ACTORS)[:1]:
        if not sentence.has_finite_verb(comma, item.start) or "consortium" in sentence.folded(
            comma, item.start
        ):
            return [i for i in sentence.group(item) if i.start >= item.start]
    return []


def _customers(sentence: Sentence, offset: int, until: int) -> list[Item]:
    """Whom "à" introduces, or whose plant or office it does: "à la raffinerie de B"."""
    for item in sentence.after(offset, kinds=_SIDES - {EntityType.CITY}, until=until):
        to = governor(sentence, item) in _TO or _HOLDER.search(sentence.folded(offset - 1, item.start))
        if to and not sentence.has_finite_verb(offset, item.start):
            return [i for i in sentence.group(item) if i.start >= item.start]
    return []


def _owners(sentence: Sentence, hit: Hit[Entry], until: int) -> list[Item]:
    """Whose things or whose partner: what "de" introduces behind the words."""
    for item in sentence.after(
        hit.end, kinds=_ACTORS - {EntityType.CITY}, until=min(until, hit.end + _OBJECT_REACH)
    ):
        near = item.start - hit.end <= _OPENING
        if (near or governor(sentence, item) in _OF) and not sentence.has_finite_verb(hit.end, item.start):
            return [i for i in sentence.group(item) if i.start >= item.start]
    return []
