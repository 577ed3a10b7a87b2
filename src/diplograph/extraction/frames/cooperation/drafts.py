"""Readings of a cooperation: one for each of its fields."""

from __future__ import annotations

from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.cooperation.standing import status_of_cooperation
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit, SectorTerm
from diplograph.model import Status


def cooperations(
    sentence: Sentence,
    hit: Hit[Entry],
    keys: tuple[str, ...],
    sectors: list[Hit[SectorTerm]],
    *,
    only: bool = False,
) -> Iterator[Draft]:
    """One reading for each field, a general one where none is said, unless `only` fields make it one."""
    if only and (not keys or not (sectors or hit.payload["sector"])):
        return
    status = status_of_cooperation(sentence, hit)
    own = hit.payload["sector"]
    if own and any(s.payload.code.startswith(f"{own}.") for s in sectors):
        own = ""  # "échanges de renseignements contre l'immigration irrégulière"
    if own and (not sectors or hit.payload["form"] == "weak"):
        yield cooperation(hit, keys, own, hit.end, status)
        return
    if not sectors:
        yield cooperation(hit, keys, "", hit.end, status)
    if own and " " in sentence.folded(hit.start, hit.end):  # "dialogue politique, économique et culturel"
        yield cooperation(hit, keys, own, hit.end, status)
    for sector in sectors:
        yield cooperation(hit, keys, sector.payload.code, sector.end, status)


def cooperation(hit: Hit[Entry], keys: tuple[str, ...], sector: str, end: int, status: Status) -> Draft:
    """One reading of a cooperation, in one field or "" for all."""
    roles = {"party": keys, "sector": (sector,) if sector else ()}
    return Draft(
        "Cooperation",
        roles,
        hit.start,
        max(end, hit.end),
        hit.payload.rule,
        status=status,
        confidence=0.75 if hit.payload["form"] == "weak" else 0.8,
    )
