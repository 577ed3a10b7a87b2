"""Who takes part in an agreement or a cooperation: said next to the noun, by its adjective, by its verb, or implied."""

from __future__ import annotations

from diplograph.extraction.discourse import Item
from diplograph.extraction.sentence import Sentence
from diplograph.model import ACTORS, PLACES, EntityType

PARTIES = ACTORS | {EntityType.REGION}
_REACH = 110


def stated_parties(sentence: Sentence, start: int, end: int, *, until: int | None = None) -> list[Item]:
    """Parties that stand with the noun between two offsets: "entre A et B", "franco-kazakh", "des deux pays", "de A avec B"."""
    limit = min(until or sentence.end, end + _REACH)
    between = _between(sentence, end, limit)
    if between:
        return between
    adjective = sentence.adjective_after(end)
    if adjective is not None and adjective.is_plural:
        return [adjective]
    owner = sentence.genitive(end, kinds=PARTIES)
    partners = with_partners(sentence, end, limit)
    if partners and not owner and adjective is not None:
        owner = [adjective]
    if owner and (partners or len(sentence.actors(owner)) > 1):
        return [*owner, *partners]
    if partners:
        subject = sentence.subject(start, kinds=PARTIES)
        return [*[i for i in subject if i not in partners], *partners]
    return []


def _between(sentence: Sentence, start: int, limit: int) -> list[Item]:
    for item in sentence.after(start, kinds=PARTIES, until=limit):
        if sentence.preposition(item) == "entre":
            group = [i for i in sentence.group(item) if i.start >= item.start]
            if len(keys_of(group)) > 1:
                return group
            # "entre A et ses États membres, d'une part, et B, d'autre part"
            others = [
                i
                for i in sentence.after(item.end, kinds=PARTIES, until=min(sentence.end, item.end + 80))
                if sentence.folded(i.start - 12, i.start).rstrip().endswith(("et", "et le", "et la", "et les", "et l'"))
            ]
            return [item, *others[:1]] if others else [item]
    return []


def with_partners(sentence: Sentence, start: int, limit: int) -> list[Item]:
    """What "avec" introduces between two offsets."""
    for item in sentence.after(start, kinds=PARTIES, until=limit):
        if sentence.preposition(item) == "avec":
            return [i for i in sentence.group(item) if i.start >= item.start]
    return []


def keys_of(items: list[Item]) -> tuple[str, ...]:
    """Entity keys of items, each once, in order."""
    return tuple(dict.fromkeys(k for i in items for k in i.keys))


def as_principals(sentence: Sentence, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Persons made what they act for: two presidents sign for two countries, a chief executive for a company."""
    return tuple(dict.fromkeys(sentence.discourse.principal(key) for key in keys))


def completed(sentence: Sentence, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Two parties from one: the other of the two countries under discussion."""
    if len(keys) >= 2:
        return keys
    pair = sentence.discourse.pair
    if not keys:
        return pair if len(pair) == 2 else ()
    if keys[0] in pair and len(pair) == 2:
        return pair
    return keys


def are_places(items: list[Item]) -> bool:
    """Whether all items are places."""
    return all(i.type in PLACES for i in items)
