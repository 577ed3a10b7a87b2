"""What a document tells of one fact, as far as it matters for telling whether two documents tell the same.

A report stands in blocks (`tallies`): one per pair of main participants and per year, so that reports of
one visit meet whatever else they leave out. Reports without a month ("2023", or no date at all) are
*vague*: they never hold others together, and join a dated report only if it is the only one that they can
mean.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations, product

from diplograph.model import AGREEMENT_CLASSES, EVENT_CLASSES, FACT_ROLES
from diplograph.model.days import days
from diplograph.rdf.terms import split_literal
from diplograph.rdf.vocabulary import DG, RDF_TYPE, dg, narrowest

REACH = timedelta(days=31)  # between a document and what it tells without a date
_DAY = 10  # characters of a date with its day

_FAMILIES = {
    "Visit": "Visit",
    "Meeting": "Meeting",
    "Project": "Project",
    "Invitation": "Invitation",
    "Office": "Office",
    **dict.fromkeys(AGREEMENT_CLASSES, "Agreement"),
    **dict.fromkeys(EVENT_CLASSES, "Event"),
}
# Roles whose values make the pairs under which reports meet; a single list: pairs within it.
_PAIRS: dict[str, tuple[tuple[str, ...], ...]] = {
    "Visit": (("visitor",), ("host", "place")),
    "Meeting": (("participant",),),
    "Agreement": (("party",),),
    "Event": (("place",), ("participant",)),
    "Project": (("participant",), ("place",)),
    "Invitation": (("inviter",), ("invitee",)),
}
# Of these the roles named here must be equal. An office without a date is not joined to one with a date: the
# holder may have held it before, and a date misread once would become that of all who mention it.
_TIMELESS = {"Office": ("holder", "post", "of")}
_UNHEARD = frozenset({"stage", "title", "start", "end"})  # settled by votes, or compared as dates
_UNSAID = {"visitKind": dg("Other")}  # a value that says no more than none
_MOST_PARTICIPANTS = 12  # of a list whose pairs are all looked at; longer ones are told by their first
_ROLES: Mapping[str, str] = {dg(r.name): r.name for roles in FACT_ROLES.values() for r in roles}
_CLASSES = {dg(name): name for name in FACT_ROLES}


@dataclass(frozen=True, slots=True)
class Report:
    """One fact as one document or several tell it.

    Attributes:
        iri: term of the fact.
        kind: its class.
        start, end: ISO dates, or "".
        roles: role → terms, dates left out; both sorted.
        published: date of the document, for a vague report only.
        statuses: local names, sorted.
        apart: IRIs of facts that a document which tells this one tells beside it, and that might be it.
        others: IRIs under which documents themselves tell this fact, where not this one.
        pinned: the analyst gave it this IRI, which it keeps.
    """

    iri: str
    kind: str
    start: str = ""
    end: str = ""
    roles: tuple[tuple[str, tuple[str, ...]], ...] = ()
    published: str = ""
    statuses: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    pinned: bool = False

    @property
    def family(self) -> str:
        """Kind of thing that it may be the same as."""
        return _FAMILIES[self.kind]

    @property
    def named(self) -> bool:
        """Whether the fact has an IRI to keep: it is an entity with a name of its own, or the analyst's."""
        return self.pinned or "/fact/" not in self.iri

    @property
    def timeless(self) -> bool:
        """Whether it holds over years."""
        return self.family in _TIMELESS

    @property
    def dated(self) -> bool:
        """Whether it tells when, to the month."""
        return bool(self.start) if self.timeless else len(self.start) > 4

    @property
    def same(self) -> tuple[object, ...]:
        """What is equal for reports that differ in their documents only."""
        return self.iri, self.kind, self.start, self.end, self.roles, self.published

    def get(self, role: str) -> tuple[str, ...]:
        """Values of a role."""
        for name, values in self.roles:
            if name == role:
                return values
        return ()

    def as_row(self) -> str:
        """As it stands in the tallies."""
        cells = [self.iri, self.kind, self.start, self.end, self.roles, self.published, self.statuses]
        return json.dumps(
            [*cells, self.apart, self.others, self.pinned], ensure_ascii=False, separators=(",", ":")
        )


@lru_cache(maxsize=20_000)
def read_report(row: str) -> Report:
    """What `as_row` wrote."""
    iri, kind, start, end, roles, published, *lists, pinned = json.loads(row)
    held = tuple((name, tuple(values)) for name, values in roles)
    statuses, apart, others = (tuple(values) for values in lists)
    return Report(iri, kind, start, end, held, published, statuses, apart, others, pinned)


def class_of(types: Iterable[str]) -> str:
    """The most special class of facts among the types of a node; "" for none."""
    return narrowest(_CLASSES[term] for term in types if term in _CLASSES)


def make_report(fact: str, statements: Iterable[tuple[str, str]], *, published: str) -> Report | None:
    """A report from (predicate, value) of a fact; None for one that is joined to nothing but its equals.

    Args:
        published: date of the document.
    """
    roles: dict[str, list[str]] = {}
    types, status = [], ""
    for predicate, value in statements:
        name = _ROLES.get(predicate)
        if name:
            roles.setdefault(name, []).append(value)
        elif predicate == RDF_TYPE:
            types.append(value)
        elif predicate == _STATUS:
            status = value[len(DG) + 1 : -1]
    kind = class_of(types)
    if kind not in _FAMILIES:
        return None
    start, end = (split_literal(min(roles[name]))[0] if name in roles else "" for name in ("start", "end"))
    held = tuple(
        (name, tuple(sorted(values)))
        for name, values in sorted(roles.items())
        if name not in _UNHEARD and values != [_UNSAID.get(name)]
    )
    report = Report(fact, kind, start, end, held, "", (status,))
    if report.timeless and not start:
        return None
    return report if report.dated or start else replace(report, published=published)


_STATUS = dg("status")


def combined(rows: Iterable[str]) -> list[Report]:
    """Reports of a block, those that differ in their documents only made one; sorted."""
    found: dict[tuple[object, ...], Report] = {}
    for row in rows:
        report = read_report(row)
        known = found.get(report.same)
        if known is not None:
            report = replace(
                report,
                statuses=tuple(sorted({*known.statuses, *report.statuses})),
                apart=tuple(sorted({*known.apart, *report.apart})),
                others=tuple(sorted({*known.others, *report.others})),
                pinned=known.pinned or report.pinned,
            )
        found[report.same] = report
    return sorted(found.values(), key=lambda report: report.iri)


@lru_cache(maxsize=20_000)
def keys_of(report: Report) -> tuple[str, ...]:
    """What a report must share with another to be the same; none for one that is joined to nothing."""
    family = report.family
    if family in _TIMELESS:
        return ("|".join([family, *(",".join(report.get(role)) for role in _TIMELESS[family])]),)
    lists = [[v for role in roles for v in report.get(role)][:_MOST_PARTICIPANTS] for roles in _PAIRS[family]]
    pairs: Iterable[tuple[str, ...]] = (
        product(*lists) if len(lists) > 1 else combinations(sorted(set(lists[0])), 2)
    )
    found = {f"{family}|{one}|{other}" for one, other in pairs}
    if family == "Visit":  # a state visit may be told without saying where to
        found |= {
            f"{family}|{one}|{kind}" for one in report.get("visitor") for kind in report.get("visitKind")
        }
    return tuple(sorted(found))


def blocks_of(report: Report) -> tuple[str, ...]:
    """Blocks in which a report stands, and in which all stand that may be the same: by year."""
    if not report.dated and report.named:
        return ()  # a name joins reports by itself
    years = _years(report)
    return tuple(f"{key}|{year}" for key in keys_of(report) for year in years)


def _years(report: Report) -> list[str]:
    if report.timeless:
        return [""]
    if report.start:
        return [report.start[:4]]
    told = days_of(report.published) if len(report.published) == _DAY else None
    return [] if told is None else sorted({f"{day.year:04}" for day in widened(told)})


def days_of(text: str) -> tuple[date, date] | None:
    """The first and the last day of an ISO date of any precision; None for what is none."""
    span = days(text) if len(text) in (4, 7, _DAY) else None
    return (date(*span[0]), date(*span[1])) if span else None


def widened(days: tuple[date, date]) -> tuple[date, date]:
    """A stretch of time with what is in reach of it, as far as the calendar goes."""
    first, last = days
    return first - min(REACH, first - date.min), last + min(REACH, date.max - last)


def completeness(report: Report) -> int:
    """How much a report tells."""
    return len(report.start) + len(report.end) + 4 * sum(len(values) for _, values in report.roles)
