"""Twins, towns or bodies: "A et B sont jumelées depuis 1980", "le lycée A, jumelé avec B"."""

from __future__ import annotations

from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.agreements.titles import capital_of, is_capital
from diplograph.extraction.frames.common.parties import OF, TO, governed
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.attachment import day_of
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.language.patterns import pattern
from diplograph.model import EntityType, Status

_TOWNS = frozenset(
    {
        EntityType.CITY,
        EntityType.REGION,
        EntityType.COUNTRY,
        EntityType.PUBLIC_BODY,
        EntityType.INSTITUTION,
    }
)
_REACH = 60
_BESIDE = TO | OF | {"avec"}
_THAT_OF = pattern(r",? {and}(?:{one}|{the}ville )")


def find_twins(sentence: Sentence) -> Iterator[Draft]:
    """Towns, regions, schools that a sentence says to be twinned: one agreement with each partner."""
    for hit in sentence.words("agreement_verbs"):
        if hit.payload["form"] != "twins":
            continue
        before = sentence.before(hit.start, kinds=_TOWNS)
        ours = sorted(sentence.group(before[0])) if before else []
        partners = governed(sentence, hit.end, hit.end + _REACH, by=_BESIDE, kinds=_TOWNS)
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
                "start": day_of(date),
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


def _both(sentence: Sentence, before: list[Item], group: list[Item]) -> list[Item]:
    """Two towns that are the subject, "celle de" between."""
    if len(group) != 1 or len(before) < 2:
        return group
    joined = _THAT_OF.match(sentence.source.folded, before[1].end)
    return [before[1], before[0]] if joined and joined.end() <= before[0].start else group
