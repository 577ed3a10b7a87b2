"""Which reports are of one fact: a pure function of the tallies, read as far as one report needs.

Dated reports are compared pairwise. A report that fits two others which contradict each other is *torn*,
and joins nothing; without torn reports, what remains falls into groups whose members all fit one another
(if A fits B and B fits C but A does not fit C, B is torn). A vague report follows the dated ones that it
fits if they are all in one group. So nothing is ever glued by a chain, and the order of documents does not
matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from diplograph.store.fitting import compatible
from diplograph.store.reports import Report, blocks_of, combined, completeness

Apart = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a report goes: the IRI of its group, and all IRIs under which the group is told."""

    iri: str
    members: frozenset[str]


class Joins:
    """Groups of reports in one state of the tallies."""

    def __init__(self, rows: Callable[[str], Mapping[str, int]], *, apart: Apart) -> None:
        """`rows` gives a block; `apart` tells of two IRIs that the analyst keeps them apart."""
        self._rows = rows
        self._apart = apart
        self._blocks: dict[str, list[Report]] = {}
        self._near: dict[Report, list[Report]] = {}
        self._torn: dict[Report, bool] = {}
        self._groups: dict[Report, tuple[Report, ...]] = {}
        self._places: dict[Report, Placement] = {}

    def block(self, key: str) -> list[Report]:
        """Reports of a block."""
        found = self._blocks.get(key)
        if found is None:
            found = self._blocks[key] = combined(self._rows(key))
        return found

    def find(self, report: Report) -> Report | None:
        """The report as all documents tell it; None when it stands in no block."""
        for key in blocks_of(report)[:1]:
            for known in self.block(key):
                if known.same == report.same:
                    return known
        return None

    def place(self, report: Report) -> Placement:
        """Where a report goes; to itself when it is joined to nothing."""
        known = self.find(report)
        if known is None:
            return Placement(report.iri, frozenset({report.iri, *report.others}))
        if known not in self._places:
            self._places[known] = self._placed(known)
        return self._places[known]

    def _placed(self, known: Report) -> Placement:
        group = self._group(known) if known.dated else self._followed(known)
        main = min(group or (known,), key=_rank)
        told = (*group, known, *(vague for dated in group for vague in self._followers(dated)))
        return Placement(main.iri, frozenset(i for report in told for i in (report.iri, *report.others)))

    def around(self, report: Report) -> set[Report]:
        """Reports whose place may depend on a report, itself included if it is there.

        As one document tells it, it may fit more than it does as all do, and the other way round.
        """
        known = self.find(report)
        found = {known} if known is not None else set()
        ways = {report} | found
        first = {one for way in ways for one in self.near(way)}
        if not report.dated:
            return found | first
        ring = {*first, *(further for one in first for further in self.near(one)), *found}
        return ring | {vague for dated in {*ring, *ways} for vague in self._may_follow(dated)}

    def near(self, report: Report) -> list[Report]:
        """Dated reports that a report fits."""
        found = self._near.get(report)
        if found is None:
            seen: dict[tuple[object, ...], Report] = {}
            for key in blocks_of(report):
                for other in self.block(key):
                    new = other.dated and other.same not in seen and other.same != report.same
                    if new and self._fit(report, other):
                        seen[other.same] = other
            found = self._near[report] = list(seen.values())
        return found

    def _fit(self, one: Report, other: Report) -> bool:
        if not compatible(one, other):
            return False
        return one.iri == other.iri or not self._apart(one.iri, other.iri)

    def _is_torn(self, report: Report) -> bool:
        found = self._torn.get(report)
        if found is None:
            found = self._torn[report] = self._contradict(self.near(report))
        return found

    def _contradict(self, reports: Iterable[Report]) -> bool:
        return any(not self._fit(one, other) for one, other in combinations(reports, 2))

    def _group(self, report: Report) -> tuple[Report, ...]:
        found = self._groups.get(report)
        if found is None:
            fitting = [] if self._is_torn(report) else self.near(report)
            kept = [report, *(other for other in fitting if not self._is_torn(other))]
            found = self._groups[report] = tuple(sorted(kept, key=_rank))
        return found

    def _followed(self, vague: Report) -> tuple[Report, ...]:
        """The group that a vague report means; empty when there is none or more than one."""
        dated = self.near(vague)
        if not dated or self._contradict(dated):
            return ()
        groups = {self._group(one) for one in dated}
        return groups.pop() if len(groups) == 1 else ()

    def _followers(self, dated: Report) -> list[Report]:
        return [vague for vague in self._may_follow(dated) if dated in self._followed(vague)]

    def _may_follow(self, dated: Report) -> list[Report]:
        if not dated.dated:
            return []
        vague = (v for key in blocks_of(dated) for v in self.block(key) if not v.dated)
        found = {v.same: v for v in vague if self._fit(v, dated)}
        return list(found.values())


def _rank(report: Report) -> tuple[object, ...]:
    """The report that gives a group its IRI comes first: a named one, then the fullest, then the smallest."""
    return not report.named, -completeness(report), report.iri, report.roles, report.start, report.end
