"""Precision, recall and F1 of counts, and how sure one may be of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from diplograph.evaluation.matching import Count

SEED = 20240905  # any number will do; another one moves the intervals by their own uncertainty
_TAIL = 0.025  # on each side of an interval of 95 %


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of a count; all 0 when nothing is right."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, count: Count) -> Score:
        """The score of a count; precision of nothing found is 0, and so is recall of nothing to find."""
        precision = count.right / count.found if count.found else 0.0
        recall = count.right / count.gold if count.gold else 0.0
        total = precision + recall
        return cls(precision, recall, 2 * precision * recall / total if total else 0.0)


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds of F1 that hold 95 % of the resamples."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of scores; `interval` None where one document alone gives no measure of chance."""

    name: str
    count: Count
    score: Score
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Table:
    """Scores of entities or of facts.

    Attributes:
        rows: per type or class, those that occur.
        micro: of all counts together; this is what gates look at.
        macro: mean of the rows, each weighing the same whatever its size.
    """

    rows: tuple[Row, ...]
    micro: Row
    macro: Score


def total(counts: Iterable[Count]) -> Count:
    """The sum of counts."""
    return reduce(add, counts, Count())


def tabulate(documents: Sequence[Mapping[str, Count]], *, resamples: int) -> Table:
    """Scores of several documents, with intervals by the bootstrap over documents.

    B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979): percentile
    intervals. Documents are drawn, not single facts, as those of one document stand or fall together.

    Args:
        documents: name of a row → count, the same names in each.
        resamples: how many draws; 0 gives no intervals.
    """
    names = list(documents[0]) if documents else []
    draws = _draws(len(documents), resamples)
    rows = []
    for name in names:
        counts = [document[name] for document in documents]
        if any(count.found or count.gold for count in counts):
            rows.append(_row(name, counts, draws))
    micro = _row("all", [total(document.values()) for document in documents], draws)
    return Table(tuple(rows), micro, _mean([row.score for row in rows]))


def _row(name: str, counts: Sequence[Count], draws: Sequence[Sequence[int]]) -> Row:
    whole = total(counts)
    drawn = (total(counts[index] for index in draw) for draw in draws)
    # A draw of documents that have nothing of the kind says nothing of it.
    values = sorted(Score.of(count).f1 for count in drawn if count.found or count.gold)
    interval = Interval(_quantile(values, _TAIL), _quantile(values, 1 - _TAIL)) if values else None
    return Row(name, whole, Score.of(whole), interval)


def _draws(documents: int, resamples: int) -> list[list[int]]:
    if documents < 2:
        return []
    dice = random.Random(SEED)
    return [[dice.randrange(documents) for _ in range(documents)] for _ in range(resamples)]


def _quantile(values: Sequence[float], share: float) -> float:
    """The value below which a share of sorted values lies, between two of them by proportion."""
    position = share * (len(values) - 1)
    low = int(position)
    high = min(low + 1, len(values) - 1)
    return values[low] + (position - low) * (values[high] - values[low])


def _mean(scores: Sequence[Score]) -> Score:
    number = len(scores) or 1
    return Score(
        sum(score.precision for score in scores) / number,
        sum(score.recall for score in scores) / number,
        sum(score.f1 for score in scores) / number,
    )
