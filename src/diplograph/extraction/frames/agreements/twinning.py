"""Twin towns: "A et B sont jumelées depuis 1980", "A, jumelée avec B"."""

from __future__ import annotations

from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.agreements.titles import capital_of, is_capital
from diplograph.extraction.frames.common.parties import governor
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.model import EntityType, Status

_TOWNS = frozenset({EntityType.CITY, EntityType.REGION, EntityType.COUNTRY})
_REACH = 60
_BESIDE = frozenset({"a", "au", "aux", "avec", "de", "du"})


def find_twins(sentence: Sentence) -> Iterator[Draft]:
    """Towns that a sentence says to be twinned: one agreement with each partner."""
    for hit in sentence.words("agreement_verbs"):
        if hit.payload["form"] != "twins":
            continue
        before = sentence.before(hit.start, kinds=_TOWNS)
        ours = sorted(sentence.group(before[0])) if before else []
        partners = _partners(sentence, hit.end)
        towns = [*ours[-1:], *partners] if partners else _both(sentence, before, ours)
        keys = tuple(dict.fromkeys(key for item in towns if (key := _town(sentence, item))))
        if len(keys) < 2:
            continue
        date = sentence.date(hit.end, start=sentence.start)
        yield Draft(
            "Agreement",
            {
                "party": keys,
                "stage": ("InForce",),
                "start": (date.period.start,) if date and date.period.start else (),
            },
            min([hit.start, *(i.start for i in ours)]),
            max([hit.end, *(i.end for i in partners)]),
            hit.payload.rule,
            status=status_of(sentence, hit.start, hit.end, default=Status.ACTUAL),
        )


def _town(sentence: Sentence, item: Item) -> str:
    """The town, though elsewhere its name stands for a government; "" for what is none."""
    if item.type is not EntityType.COUNTRY:
        return item.keys[0]
    return capital_of(sentence, item.keys[0]) if is_capital(sentence, item) else ""


def _partners(sentence: Sentence, offset: int) -> list[Item]:
    for item in sentence.after(offset, kinds=_TOWNS, until=offset + _REACH):
        if governor(sentence, item) in _BESIDE and not sentence.has_finite_verb(offset, item.start):
            return [i for i in sentence.group(item) if i.start >= item.start]
    return []


def _both(sentence: Sentence, before: list[Item], group: list[Item]) -> list[Item]:
    """Two towns that are the subject, "celle de" between."""
    if len(group) != 1 or len(before) < 2:
        return group
    gap = sentence.folded(before[1].end, before[0].start)
    return [before[1], before[0]] if gap.startswith((" et celle", ", et celle", " et la ville")) else group
