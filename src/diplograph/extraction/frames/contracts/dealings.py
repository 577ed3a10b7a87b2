"""Sides of a contract that the sentences before told: the firm's partner, who won what a list tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.series import is_item
from diplograph.extraction.frames.common.works import Works
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.model import ACTORS, PLACES, EntityType, Status

_CLIENTS = frozenset({EntityType.COUNTRY, EntityType.PUBLIC_BODY})
_LINE_OPENING = 8  # characters of "– en " before the date with which a line begins
_OTHERS = (ACTORS | PLACES) - {EntityType.PERSON}


def with_told_partner(sentence: Sentence, works: Works, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Contracts of one sentence, the partner of a firm supplied where only the sentences before tell it.

    Args:
        works: whom each firm was told to deal with; what this sentence tells is added.
    """
    types = sentence.discourse.types
    client = works.client if works.client == sentence.discourse.topic else ""  # of whom the text is
    for draft in drafts:
        if draft.type == "Contract":
            parties = tuple(str(key) for key in draft.get("party"))
            if len(parties) == 1 and types.get(parties[0]) is EntityType.COMPANY and draft.part_of < 0:
                other = works.dealt.get(parties[0]) if draft.renewed or draft.retold else client
                if other and other not in parties and _is_free(sentence, draft, {other, *parties}):
                    parties = (*parties, other)
                    draft = draft.having(party=parties)
            if draft.status is Status.ACTUAL and len(parties) == 2:
                works.dealt |= {parties[0]: parties[1], parties[1]: parties[0]}
                clients = [key for key in parties if types.get(key) in _CLIENTS]
                if len(clients) == 1:
                    works.client = clients[0] if works.client in {None, clients[0]} else ""
        yield draft


def _is_free(sentence: Sentence, draft: Draft, sides: set[str]) -> bool:
    """Whether the clause names nobody and no place besides two sides, whose contract it would else be."""
    low, high = sentence.clause_start(draft.start), sentence.clause_end(draft.end)
    return not any(
        low <= item.start < high and item.kind != "adjective" and item.type in _OTHERS
        for item in sentence.items
        if not set(item.keys) <= sides
    )


def with_winners(sentence: Sentence, works: Works, drafts: Sequence[Draft]) -> list[Draft]:
    """Contracts of one line of a list, whose winner the words before the list told."""
    if not works.winners or not is_item(sentence):
        return list(drafts)
    dated = [d.period.start for d in sentence.dates if d.span.start - sentence.start <= _LINE_OPENING]
    told: list[Draft] = []
    for draft in drafts:
        if draft.type == "Contract":
            parties = tuple(dict.fromkeys([*works.winners, *draft.get("party")]))
            start = tuple(day for day in dated[:1] if day) or draft.get("start")
            draft = replace(draft.having(party=parties, start=start), part_of=sentence.start)
        told.append(draft)
    return told
