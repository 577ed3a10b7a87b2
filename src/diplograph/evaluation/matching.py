"""What a graph says of one document beside what a careful reader took from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from diplograph.evaluation.assignment import best_assignment
from diplograph.evaluation.comparing import Outcome, Sides, compare, found_side, gold_side
from diplograph.evaluation.found import Found, FoundEntity, FoundFact
from diplograph.evaluation.gold import Gold, GoldEntity, GoldFact
from diplograph.evaluation.roles import FAMILIES
from diplograph.model import EntityType

# Agreements, events and projects count as facts: as entities they only tell how many of the named were found.
COUNTED_TYPES = tuple(
    kind for kind in EntityType if kind not in (EntityType.AGREEMENT, EntityType.EVENT, EntityType.PROJECT)
)


@dataclass(frozen=True, slots=True)
class EntityPair:
    """An annotated entity and what it was found as; one of the two may be missing.

    Attributes:
        right: found with the right type.
        again: a second node for an entity that another one stands for.
    """

    gold: GoldEntity | None
    found: FoundEntity | None
    right: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class FactPair:
    """An annotated fact and the found one it was assigned to; one of the two may be missing."""

    gold: GoldFact | None
    found: FoundFact | None
    outcome: Outcome | None = None
    ours: Sides | None = None
    theirs: Sides | None = None

    @property
    def score(self) -> float:
        """From 0 to 1; 0 when one of the two is missing."""
        return self.outcome.score if self.outcome else 0.0

    @property
    def family(self) -> str:
        """Class of the fact."""
        fact = self.gold or self.found
        return fact.family if fact else ""


@dataclass(frozen=True, slots=True)
class Count:
    """How much is right, of how much that was found and how much that was to be found."""

    right: float = 0.0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.found + other.found, self.gold + other.gold)


@dataclass(frozen=True, slots=True)
class Matching:
    """One document judged.

    Attributes:
        entities: annotated ones in their order, then what nobody annotated.
        facts: family by family, annotated ones in their order, then what nobody annotated.
        entity_counts: per type, of `COUNTED_TYPES`; fact_counts: per family.
    """

    document: str
    entities: tuple[EntityPair, ...]
    facts: tuple[FactPair, ...]
    entity_counts: Mapping[str, Count]
    fact_counts: Mapping[str, Count]


def match(gold: Gold, found: Found) -> Matching:
    """Match entities by name, then facts one to one so that their scores add up to the most."""
    standing = _standing(gold, found)
    entities = tuple(_entity_pairs(gold, found, standing))
    facts = tuple(_fact_pairs(gold, found, standing))
    return Matching(
        document=gold.document,
        entities=entities,
        facts=facts,
        entity_counts=_entity_counts(gold, found, standing),
        fact_counts=_fact_counts(gold, found, facts),
    )


def _standing(gold: Gold, found: Found) -> dict[str, GoldEntity]:
    """Term of a found entity → the first annotated one with which it shares a name, whatever their types."""
    standing: dict[str, GoldEntity] = {}
    for wanted in gold.entities:
        for one in found.entities:
            if wanted.names & one.names:
                standing.setdefault(one.term, wanted)
    return standing


def _entity_pairs(gold: Gold, found: Found, standing: Mapping[str, GoldEntity]) -> Iterator[EntityPair]:
    shown: set[str] = set()
    for wanted in gold.entities:
        best = _best(wanted, found)
        if best:
            shown.add(best.term)
        yield EntityPair(wanted, best, right=best is not None and best.type is wanted.type)
    for one in found.entities:
        if one.type in COUNTED_TYPES and one.names and one.term not in shown:
            yield EntityPair(None, one, again=one.term in standing)


def _best(wanted: GoldEntity, found: Found) -> FoundEntity | None:
    """Of the found entities that share a name: one of its type, then the one that shares most names."""
    sharing = (one for one in found.entities if wanted.names & one.names)
    order = ((one.type is not wanted.type, -len(wanted.names & one.names), one.term, one) for one in sharing)
    return min(order, key=lambda item: item[:3], default=(None,))[-1]


def _entity_counts(gold: Gold, found: Found, standing: Mapping[str, GoldEntity]) -> dict[str, Count]:
    wanted = Counter(entity.type for entity in gold.entities)
    named = [one for one in found.entities if one.names]
    given = Counter(one.type for one in named)
    right = Counter(
        entity.type
        for entity in {
            standing[one.term].id: standing[one.term]
            for one in named
            if one.term in standing and standing[one.term].type is one.type
        }.values()
    )
    return {kind.value: Count(right[kind], given[kind], wanted[kind]) for kind in COUNTED_TYPES}


def _fact_pairs(gold: Gold, found: Found, standing: Mapping[str, GoldEntity]) -> Iterator[FactPair]:
    names = {entity.id: entity.name for entity in gold.entities}
    compared = {entity.id: entity.names for entity in gold.entities}
    own = {one.term: one.name for one in found.entities}

    def entity(term: str) -> tuple[str, str] | None:
        if term in standing:
            return f"@{standing[term].id}", standing[term].name
        return (f"?{term}", own[term]) if term in own else None

    for family in FAMILIES:
        wanted = [fact for fact in gold.facts if fact.family == family]
        given = [fact for fact in found.facts if fact.family == family]
        theirs = [
            gold_side(fact, entities=names, names=compared.get(fact.entity, frozenset())) for fact in wanted
        ]
        ours = [found_side(fact, entity=entity) for fact in given]
        outcomes = [[compare(family, one, other) for other in theirs] for one in ours]
        pairs = best_assignment([[outcome.score for outcome in row] for row in outcomes])
        chosen = {column: row for row, column in pairs if outcomes[row][column].score > 0}
        for column, fact in enumerate(wanted):
            row = chosen.get(column)
            if row is None:
                yield FactPair(fact, None, theirs=theirs[column])
            else:
                yield FactPair(fact, given[row], outcomes[row][column], ours[row], theirs[column])
        for row in sorted(set(range(len(given))) - set(chosen.values())):
            yield FactPair(None, given[row], ours=ours[row])


def _fact_counts(gold: Gold, found: Found, pairs: tuple[FactPair, ...]) -> dict[str, Count]:
    scores: dict[str, list[float]] = {family: [] for family in FAMILIES}
    for pair in pairs:
        scores[pair.family].append(pair.score)
    given = Counter(fact.family for fact in found.facts)
    wanted = Counter(fact.family for fact in gold.facts)
    return {family: Count(sum(scores[family]), given[family], wanted[family]) for family in FAMILIES}
