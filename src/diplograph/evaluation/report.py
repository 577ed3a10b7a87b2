"""All that an evaluation tells, ready to be written in any form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from diplograph.evaluation.comparing import RoleOutcome
from diplograph.evaluation.errors import EntityError, FactError, entity_errors, fact_errors
from diplograph.evaluation.evaluating import Evaluation
from diplograph.evaluation.matching import COUNTED_TYPES, EntityPair, FactPair
from diplograph.evaluation.measures import Table, tabulate
from diplograph.evaluation.roles import FAMILIES, NAME, SCORED_ROLES
from diplograph.model import EntityType, Status

RESAMPLES = 1000
NOTHING = "–"  # in a table of confusions: not annotated, or not found


@dataclass(frozen=True, slots=True)
class ArgumentRow:
    """What became of one argument in the facts that were found: values right, wrong, missing."""

    type: str
    argument: str
    right: int
    wrong: int
    missing: int


@dataclass(frozen=True, slots=True)
class StatusRow:
    """How often the facts that were found have the annotated status."""

    status: str
    right: int
    of: int
    taken_for: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Confusions:
    """A table: annotated types down, found ones across; `NOTHING` stands last on both sides."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Named:
    """How many annotated agreements, events and projects that have a name were found under it."""

    type: str
    found: int
    of: int


@dataclass(frozen=True, slots=True)
class Report:
    """All that an evaluation tells.

    Attributes:
        documents: names; without: parts left out; store: "" when texts were read.
        entities, facts: scores. named: found among agreements, events, projects with a name of their own.
        arguments, statuses: of facts that were found at least in part; entity_types, fact_types: confusions.
        entity_errors, fact_errors: by document, None where none were asked for.
    """

    documents: tuple[str, ...]
    without: tuple[str, ...]
    store: str
    resamples: int
    entities: Table
    facts: Table
    named: tuple[Named, ...]
    arguments: tuple[ArgumentRow, ...]
    statuses: tuple[StatusRow, ...]
    entity_types: Confusions
    fact_types: Confusions
    entity_errors: tuple[EntityError, ...] | None
    fact_errors: tuple[FactError, ...] | None


def report_of(evaluation: Evaluation, *, resamples: int = RESAMPLES, errors: bool = True) -> Report:
    """Sum an evaluation up.

    Args:
        resamples: draws of the bootstrap; errors: whether to list every fault.
    """
    judged = evaluation.documents
    matchings = [one.matching for one in judged]
    entities = [pair for matching in matchings for pair in matching.entities]
    by_document = [matching.facts for matching in matchings]
    facts = [pair for pairs in by_document for pair in pairs]
    return Report(
        documents=tuple(matching.document for matching in matchings),
        without=evaluation.without,
        store=evaluation.store,
        resamples=resamples,
        entities=tabulate([matching.entity_counts for matching in matchings], resamples=resamples),
        facts=tabulate([matching.fact_counts for matching in matchings], resamples=resamples),
        named=tuple(_named(entities)),
        arguments=tuple(_arguments(facts)),
        statuses=tuple(_statuses(facts)),
        entity_types=_confusions(map(_entity_cell, entities), [kind.value for kind in EntityType]),
        fact_types=_confusions(_fact_cells(by_document), FAMILIES),
        entity_errors=tuple(chain.from_iterable(map(entity_errors, judged))) if errors else None,
        fact_errors=tuple(chain.from_iterable(map(fact_errors, judged))) if errors else None,
    )


def _named(pairs: Sequence[EntityPair]) -> Iterable[Named]:
    wanted = Counter(pair.gold.type for pair in pairs if pair.gold)
    right = Counter(pair.gold.type for pair in pairs if pair.gold and pair.right)
    for kind in EntityType:
        if kind not in COUNTED_TYPES and wanted[kind]:
            yield Named(kind.value, right[kind], wanted[kind])


def _arguments(pairs: Sequence[FactPair]) -> Iterable[ArgumentRow]:
    outcomes: dict[tuple[str, str], list[RoleOutcome]] = {}
    for pair in pairs:
        for role in pair.outcome.roles if pair.outcome else ():
            outcomes.setdefault((pair.family, role.key), []).append(role)
    for family in FAMILIES:
        for key in (*(role.key for role in SCORED_ROLES[family]), NAME):
            if found := outcomes.get((family, key)):
                right, wrong, missing = (
                    sum(len(values) for values in side)
                    for side in zip(*((one.right, one.wrong, one.missing) for one in found), strict=True)
                )
                yield ArgumentRow(family, key, right, wrong, missing)


def _statuses(pairs: Sequence[FactPair]) -> Iterable[StatusRow]:
    for status in Status:
        judged = [
            pair
            for pair in pairs
            if pair.gold and pair.outcome and pair.outcome.status_agrees is not None
            if pair.gold.status == status.value
        ]
        if judged:
            right = sum(bool(pair.outcome and pair.outcome.status_agrees) for pair in judged)
            taken = Counter(
                ", ".join(pair.found.statuses)
                for pair in judged
                if pair.found and not (pair.outcome and pair.outcome.status_agrees)
            )
            yield StatusRow(status.value, right, len(judged), tuple(sorted(taken.items())))


def _entity_cell(pair: EntityPair) -> tuple[str, str]:
    return (
        pair.gold.type.value if pair.gold else NOTHING,
        pair.found.type.value if pair.found else NOTHING,
    )


def _fact_cells(documents: Iterable[Sequence[FactPair]]) -> Iterable[tuple[str, str]]:
    """Pairs of types; a missed fact and a spurious one of another type on the same words are a confusion."""
    for pairs in documents:
        spurious = [pair for pair in pairs if pair.gold is None]
        for pair in pairs:
            if pair.gold is None:
                continue
            if pair.found is not None:
                yield pair.family, pair.family
                continue
            rival = next((one for one in spurious if _on_same_words(pair, one)), None)
            if rival is None:
                yield pair.family, NOTHING
            else:
                spurious.remove(rival)
                yield pair.family, rival.family
        yield from ((NOTHING, pair.family) for pair in spurious)


def _on_same_words(missed: FactPair, spurious: FactPair) -> bool:
    """Whether a fact that was read instead of another quotes words of its quote."""
    if missed.gold is None or spurious.found is None or missed.family == spurious.family:
        return False
    quote = " ".join(missed.gold.quote.split())
    return any(
        bool(ours) and (ours in quote or quote in ours)
        for ours in (" ".join(passage.quote.split()) for passage in spurious.found.passages)
    )


def _confusions(cells: Iterable[tuple[str, str]], names: Sequence[str]) -> Confusions:
    counts = Counter(cells)
    order = (*names, NOTHING)
    rows = tuple(name for name in order if any(gold == name for gold, _ in counts))
    columns = tuple(name for name in order if any(found == name for _, found in counts))
    return Confusions(rows, columns, dict(counts))
