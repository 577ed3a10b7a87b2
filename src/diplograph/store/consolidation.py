"""Settling what several documents say of one thing, whatever the order they came in.

Most statements add up. Some may hold one value only: a label, a status, a date. Each document that states
one casts a vote, and the value published is a function of the votes alone:

label               most documents, then the longest, then the first in alphabetical order
status              the latest published document; on one day, Denied > Actual > Planned > Possible
stage               the latest published document; on one day, the furthest along
visit's kind        most documents, but "other" gives way to any
start, end          the most precise of compatible dates; of contradictory ones, what most documents support,
                    then the latest published, then the smallest; an end before the start is left out
amount, title       most documents, then the latest published, then the smallest

All rules share one property on which the store relies to stay quick (`publishing`): one more vote for the
winner never makes another value win.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from diplograph.rdf.terms import split_literal
from diplograph.rdf.vocabulary import RDFS_LABEL, dg

STATUS, STAGE, CONFIDENCE = dg("status"), dg("stage"), dg("confidence")
START, END = dg("start"), dg("end")
_OTHER = dg("Other")


@dataclass(frozen=True, slots=True)
class Vote:
    """A value (a term) that some documents give; `published` is their common date, "" when unknown."""

    value: str
    published: str
    documents: int = 1


@dataclass(frozen=True, slots=True)
class _Support:
    documents: int
    latest: str


def _tally(votes: Sequence[Vote]) -> dict[str, _Support]:
    tally: dict[str, _Support] = {}
    for vote in votes:
        known = tally.get(vote.value, _Support(0, ""))
        tally[vote.value] = _Support(known.documents + vote.documents, max(known.latest, vote.published))
    return dict(sorted(tally.items()))


def settle_label(votes: Sequence[Vote]) -> str:
    """The form most documents use, then the longest, then the first."""
    tally = _tally(votes)
    return min(tally, key=lambda value: (-tally[value].documents, -len(split_literal(value)[0]), value))


def _latest(order: Sequence[str]) -> Callable[[Sequence[Vote]], str]:
    rank = {dg(name): place for place, name in enumerate(order)}

    def settle(votes: Sequence[Vote]) -> str:
        return max(votes, key=lambda vote: (vote.published, rank.get(vote.value, -1), vote.value)).value

    return settle


settle_status = _latest(("Possible", "Planned", "Actual", "Denied"))
settle_stage = _latest(("Announced", "Negotiated", "Signed", "Ratified", "InForce", "Ended"))


def settle_most_stated(votes: Sequence[Vote]) -> str:
    """The value most documents give, then the latest published, then the smallest."""
    tally = _tally(votes)  # sorted: max keeps the smallest of equals
    return max(tally, key=lambda value: (tally[value].documents, tally[value].latest))


def settle_kind(votes: Sequence[Vote]) -> str:
    """The kind of visit that most documents give, one that says something before `dg:Other`."""
    return settle_most_stated([vote for vote in votes if vote.value != _OTHER] or votes)


def settle_date(votes: Sequence[Vote]) -> str:
    """The most precise of compatible dates; "2024" supports "2024-11" and contradicts "2023-11"."""
    tally = {split_literal(value)[0]: (value, support) for value, support in _tally(votes).items()}
    precise = [date for date in tally if not any(other.startswith(f"{date}-") for other in tally)]

    def weight(date: str) -> tuple[int, str]:
        supporters = [
            held for other, (_, held) in tally.items() if date == other or date.startswith(f"{other}-")
        ]
        return sum(s.documents for s in supporters), max(s.latest for s in supporters)

    return tally[max(sorted(precise), key=weight)][0]


def settle_period(starts: Sequence[Vote], ends: Sequence[Vote]) -> tuple[str | None, str | None]:
    """The start and the end; only ends that do not precede the start are heard."""
    start = settle_date(starts) if starts else None
    fitting = [vote for vote in ends if start is None or not _precedes(vote.value, start)]
    return start, settle_date(fitting) if fitting else None


def _precedes(end: str, start: str) -> bool:
    last, first = split_literal(end)[0], split_literal(start)[0]
    common = min(len(last), len(first))
    return last[:common] < first[:common]


# Predicates that hold one value in the published graph. Dates are settled two by two, by `settle_period`.
SETTLERS: Mapping[str, Callable[[Sequence[Vote]], str]] = {
    RDFS_LABEL: settle_label,
    STATUS: settle_status,
    STAGE: settle_stage,
    dg("visitKind"): settle_kind,
    dg("amount"): settle_most_stated,
    dg("title"): settle_most_stated,
}
VOTED = frozenset({*SETTLERS, START, END})
# What holds one value, and is none of the votes: the confidence of all sources together (`sources`).
SETTLED = VOTED | {CONFIDENCE}
