"""The analyst's things in the gazetteer: they win over the bundled ones.

A thing that is bundled too is completed: the analyst's cells win, the names add up. A name of the analyst's
is its own from then on: another bundled thing that has it no longer answers to it, unless the row lists it
under `ambiguous`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from diplograph.knowledge.gazetteer import Gazetteer
from diplograph.knowledge.own import OwnEntity
from diplograph.language.folding import fold
from diplograph.model import KnownEntity


def with_own(bundled: Gazetteer, own: Sequence[OwnEntity], *, digest: str) -> Gazetteer:
    """The gazetteer with the analyst's things in it; `digest` is that of both."""
    entities = dict(bundled.entities)
    claims: dict[str, set[str]] = defaultdict(set)  # folded name → keys that have it by the analyst's word
    free: set[str] = set()  # names that need no cue, for a row says so
    for one in own:
        entities[one.entity.key] = _merged(bundled.entities.get(one.entity.key), one.entity)
        for name in one.names:
            if name not in one.ambiguous:
                claims[fold(name)].add(one.entity.key)
                free.add(fold(name))
    muted = {
        (entity.key, folded)
        for entity in entities.values()
        for folded in map(fold, (entity.name, *entity.aliases))
        if folded in claims and entity.key not in claims[folded]
    }
    ambiguous = {name for name in bundled.ambiguous if fold(name) not in free}
    parents = {one.entity.key: one.parents for one in own if one.parents}
    sectors = {one.entity.key: one.sectors for one in own if one.sectors}
    return replace(
        bundled,
        entities=MappingProxyType(entities),
        parents=MappingProxyType({**bundled.parents, **{key: keys[0] for key, keys in parents.items()}}),
        all_parents=MappingProxyType({**bundled.all_parents, **parents}),
        metonyms=MappingProxyType({n: k for n, k in bundled.metonyms.items() if fold(n) not in claims}),
        ambiguous=frozenset(ambiguous | {name for one in own for name in one.ambiguous}),
        company_sectors=MappingProxyType({**bundled.company_sectors, **sectors}),
        muted=frozenset(muted),
        digest=digest,
    )


def _merged(bundled: KnownEntity | None, own: KnownEntity) -> KnownEntity:
    if bundled is None:
        return own
    given = {scheme for scheme, _ in own.identifiers}
    kept = (pair for pair in bundled.identifiers if pair[0] not in given)
    names = dict.fromkeys((*own.aliases, bundled.name, *bundled.aliases))
    return replace(
        own,
        aliases=tuple(name for name in names if name != own.name),
        country=own.country or bundled.country,
        identifiers=(*own.identifiers, *kept),
    )
