"""What a frame reads in one sentence, before drafts of one fact are brought together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from diplograph.model import Status, Value

DAY = 10  # characters of an ISO day
Roles = Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Draft:
    """One reading of one fact.

    Attributes:
        start, end: the words that trigger it and what they govern.
        is_news: told as what has just been done ("X a signé un accord"), hence of the days the text reports.
        apart: told beside another of its kind, hence not the same: only an equal date joins it to a reading.
        renewed: told as one more ("un nouveau voyage"), hence none of those that took place before.
        remote: talks at a distance, which are nowhere.
        several: agreements told in sum: "sept accords".
        part_of: where the agreements begin that it is one of, told in sum before; -1: none.
        lasting: how many days a visit takes, 0 where that is not said.
        receivers: of those who met, who received the others.
        there: told to happen where the visit told last is: "il y rencontrera …".
        defaulted: who takes part is implied by the text, not said.
        retold: speaks again of a thing told before ("le contrat", "cet accord") without saying whose it is.
        this: the retelling points at the one told right before ("ce contrat").
        count: how many things an order is for, folded as the text writes it ("douze"); "" if unsaid.
        shown: the stretch to quote when that is wider, so that it names who is meant; () for start, end.
        rule: the row of a table that triggered it.
        name: the thing's own name, for agreements, events and projects that have one.
        name_start: where it stands.
        forms: shorter names of the same thing.
        anaphoric: adds to a fact told before ("la visite…"); never a fact by itself.
        during_visit: it happened on the occasion of a visit, whose date it takes.
    """

    type: str
    roles: Roles
    start: int
    end: int
    rule: str
    status: Status = Status.ACTUAL
    confidence: float = 0.8
    name: str = ""
    name_start: int = -1
    forms: tuple[str, ...] = ()
    anaphoric: bool = False
    during_visit: bool = False
    is_news: bool = False
    apart: bool = False
    renewed: bool = False
    retold: bool = False
    this: bool = False
    defaulted: bool = False
    receivers: tuple[str, ...] = ()
    there: bool = False
    lasting: int = 0
    several: bool = False
    part_of: int = -1
    remote: bool = False
    count: str = ""
    shown: tuple[int, int] | tuple[()] = ()

    def having(self, **roles: tuple[Value, ...]) -> Draft:
        """The same reading with other values of some roles."""
        return replace(self, roles={**self.roles, **roles})

    def get(self, role: str) -> tuple[Value, ...]:
        """Values of a role, () when it has none."""
        return self.roles.get(role, ())


def days_from(day: str, number: int) -> tuple[str, ...]:
    """The ISO day so many days after one, or before it; () for a month or a year."""
    if len(day) != DAY:
        return ()
    return ((date.fromisoformat(day) + timedelta(days=number)).isoformat(),)


def first_day(draft: Draft) -> str:
    """The ISO date on which what is told begins, as far as told; "" when unsaid."""
    start = draft.get("start")
    return str(start[0]) if start else ""


def days_between(one: Draft, other: Draft) -> int | None:
    """Days from the first day of one reading to that of another; None where either day is not told."""
    days = first_day(one), first_day(other)
    if any(len(day) != DAY for day in days):
        return None
    begun, told = map(date.fromisoformat, days)
    return (told - begun).days
