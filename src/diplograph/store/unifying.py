"""One value where one may stand, of facts of a document that turn out to be one fact."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal

from diplograph.rdf.terms import Triple, split_literal
from diplograph.rdf.vocabulary import RDFS_LABEL, dg
from diplograph.store.consolidation import CONFIDENCE, END, SETTLERS, START, STATUS, Vote, settle_period

# As a document's own mapping has it; all else as documents vote.
_STATUSES = [dg(name) for name in ("Actual", "Planned", "Possible", "Denied")]
_CHOICE: Mapping[str, Callable[[str], tuple[object, ...]]] = {
    STATUS: lambda term: (_STATUSES.index(term),),
    CONFIDENCE: lambda term: (-Decimal(split_literal(term)[0]),),
    RDFS_LABEL: lambda term: (-len(term), term),
}
_VOTED = (frozenset(SETTLERS) | {START, END}) - frozenset(_CHOICE)


def outvoted(graph: Collection[Triple], facts: Collection[str]) -> set[Triple]:
    """Statements of some facts that give way to another value of the same predicate."""
    told: dict[tuple[str, str], list[str]] = {}
    for subject, predicate, value in sorted(t for t in graph if t[0] in facts):
        if predicate in _CHOICE or predicate in _VOTED:
            told.setdefault((subject, predicate), []).append(value)
    leaving: set[Triple] = set()
    for (subject, predicate), values in told.items():
        if len(values) > 1:
            if predicate in _CHOICE:
                chosen: str | None = min(values, key=_CHOICE[predicate])
            elif predicate in (START, END):
                starts, ends = (_votes(told.get((subject, name), ())) for name in (START, END))
                chosen = settle_period(starts, ends)[predicate == END]
            else:
                chosen = SETTLERS[predicate](_votes(values))
            leaving |= {(subject, predicate, value) for value in values if value != chosen}
    return leaving


def _votes(values: Collection[str]) -> list[Vote]:
    return [Vote(value, "") for value in values]
