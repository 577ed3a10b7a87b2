"""Which facts a view takes: by class, sector, country, period, status, confidence, document, relation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache

from diplograph.errors import UsageError
from diplograph.knowledge.sectors import load_sectors
from diplograph.model import FACT_ROLES, Status
from diplograph.model.days import Day, days
from diplograph.network.naming import known
from diplograph.rdf.vocabulary import SUPERCLASSES

ALL_STATUSES = tuple(status.value for status in Status)
# A relation that is denied is none.
DEFAULT_STATUSES = tuple(status for status in ALL_STATUSES if status != Status.DENIED)

_FOREVER = 10**9


@dataclass(frozen=True, slots=True)
class Filters:
    """What a fact must be to make an edge; an empty part asks nothing.

    Attributes:
        classes: local names; a superclass takes what is below it ("Agreement" takes Treaty).
        sectors: codes; a code takes what is narrower ("energy" takes "energy.nuclear").
        countries: IRIs; a fact passes that names one of them, or an actor of one of them.
        since, until: ISO dates of any precision, both included; a fact passes whose own dates touch the
            period ("2023" touches all of 2023), one without a date does not.
        statuses: local names; by default all but Denied.
        min_confidence: 0 to 1.
        documents: identifiers; a fact passes that one of them states.
        relations: "visited", "met"…, see `relations.RELATIONS`; they keep edges, and drop facts left without.
    """

    classes: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    statuses: tuple[str, ...] = DEFAULT_STATUSES
    min_confidence: float = 0.0
    documents: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, values, choices in (
            ("class", self.classes, (*FACT_ROLES, *(above for up in SUPERCLASSES.values() for above in up))),
            ("status", self.statuses, ALL_STATUSES),
        ):
            for value in values:
                known(value, choices, what=name)
        if self.sectors:
            for code in self.sectors:
                known(code, load_sectors(), what="sector")
        for name, date in (("since", self.since), ("until", self.until)):
            span = days(date)
            if date and (span is None or not -9999 <= span[0][0] <= 9999):
                raise UsageError(f"{name}: {date!r} is no date", hint="give YYYY, YYYY-MM or YYYY-MM-DD")
        if self.since and self.until and self.period[0] > self.period[1]:
            raise UsageError(f"the period ends ({self.until}) before it begins ({self.since})")
        if not 0 <= self.min_confidence <= 1:
            raise UsageError(f"{self.min_confidence:g} is no confidence", hint="give a number from 0 to 1")

    @property
    def narrows(self) -> bool:
        """Whether anything is asked beyond what is asked by default."""
        asked = (part for part in fields(self) if part.name != "statuses")
        fewer = not set(DEFAULT_STATUSES) <= set(self.statuses)
        return fewer or any(getattr(self, part.name) != part.default for part in asked)

    @property
    def period(self) -> tuple[Day, Day]:
        """First and last day that are asked for."""
        first, last = days(self.since), days(self.until)
        return first[0] if first else (-_FOREVER, 1, 1), last[1] if last else (_FOREVER, 12, 31)


def fact_span(start: str, end: str) -> tuple[Day, Day] | None:
    """First and last day that the dates of a fact stand for; None when it has none."""
    first, last = days(start or end), days(end or start)
    if first is None or last is None:
        return first or last
    return first[0], max(first[1], last[1])


def rolls_up(code: str, wanted: Iterable[str]) -> bool:
    """Whether a sector is one of some, or narrower than one."""
    return any(code == above or code.startswith(f"{above}.") for above in wanted)


@lru_cache
def classes_of(kind: str) -> frozenset[str]:
    """A class of facts with its superclasses."""
    return frozenset((kind, *SUPERCLASSES.get(kind, ())))
