"""With whom a firm was told to deal: the other side of "un premier contrat, signé en 2011"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.works import Works
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.model import ACTORS, PLACES, EntityType, Status

_CLIENTS = frozenset({EntityType.COUNTRY, EntityType.PUBLIC_BODY})
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
