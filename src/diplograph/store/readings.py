"""What a document was read to say, taken apart: its facts, and the rows it leaves in the tallies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from diplograph.rdf.terms import Triple, split_literal
from diplograph.rdf.vocabulary import FACT, RDF_TYPE, RDFS_LABEL
from diplograph.store import persons
from diplograph.store.facts import content_iri, key_of, read_fact
from diplograph.store.fitting import may_be_one
from diplograph.store.names import MENTIONED_IN, Names
from diplograph.store.persons import HOLDER, POST
from diplograph.store.reports import Report, blocks_of, keys_of, make_report
from diplograph.store.rulings import Rulings
from diplograph.store.tallies import Row
from diplograph.store.told import Told

Statements = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """One fact of one document.

    Attributes:
        raw: its term as it was read.
        iri: its term once persons are named and merges made; that of a group is settled later.
        own: the same without merges of facts.
        statements: (predicate, value), entities as they are named in the end.
        report: None when it is never joined.
    """

    raw: str
    iri: str
    statements: Statements
    report: Report | None
    own: str = ""


class Reading:
    """The raw graph of one document."""

    def __init__(self, triples: Iterable[Triple], *, identifier: str, published: str, names: Names) -> None:
        self.told = Told(tuple(triples))
        self.triples = self.told.triples
        self.identifier = identifier
        self.published = published
        self._names = names
        self.about: dict[str, list[tuple[str, str]]] = {}
        self.mentioned: set[str] = set()
        self.labels: dict[str, str] = {}
        facts: list[str] = []
        told_of = (*names.fact_prefixes, names.amount_prefix)
        others: set[str] = set()
        for subject, predicate, value in self.told.ordered:
            if subject in self.about:
                self.about[subject].append((predicate, value))
            elif subject not in others:
                if subject.startswith(told_of):
                    self.about[subject] = [(predicate, value)]
                else:
                    others.add(subject)
            if predicate == RDF_TYPE:
                if value == FACT:
                    facts.append(subject)
            elif predicate == MENTIONED_IN:
                self.mentioned.add(subject)
            elif predicate == RDFS_LABEL:
                self.labels[subject] = value
        self.facts = tuple(sorted(facts))
        self._person_rows: list[Row] | None = None

    def person_rows(self) -> list[Row]:
        """What it leaves for telling whom partial names mean; not to be changed."""
        if self._person_rows is None:
            self._person_rows = self._make_person_rows()
        return self._person_rows

    def _make_person_rows(self) -> list[Row]:
        offices = [dict(self.about[fact]) for fact in self.facts if "/fact/office-" in fact]
        people = {office[HOLDER] for office in offices if HOLDER in office and POST in office}
        if not people:
            return []
        prefix = f"<{self._names.base}person/"
        found = {s: label for s, label in self.labels.items() if s.startswith(prefix)}
        return persons.rows_of(dict(sorted(found.items())), offices)

    def tellings(self, renamed: Mapping[str, str], rulings: Rulings) -> list[Telling]:
        """Its facts, once entities are what they are in the end.

        Args:
            renamed: term of an entity as read → in the end; those that stay are left out.
        """
        found = [self._telling(fact, renamed, rulings) for fact in self.facts]
        return _told_apart(found)

    def _telling(self, fact: str, renamed: Mapping[str, str], rulings: Rulings) -> Telling:
        statements = tuple(self.about[fact])
        node = renamed.get(fact, fact)
        if renamed and any(value in renamed for _, value in statements):
            statements = tuple((predicate, renamed.get(value, value)) for predicate, value in statements)
            if "/fact/" in fact:
                told = read_fact(statements, base=self._names.base, describe=self.describe)
                node = content_iri(told, base=self._names.base) if told else fact
        final = rulings.merged(node, self.identifier)
        if final == node and fact != node and (moved := rulings.merged(fact, self.identifier)) != fact:
            final = moved
        report = make_report(final, statements, published=self.published)
        if report is not None:
            others = tuple(sorted({fact, node} - {final}))
            pinned = final != node or rulings.is_target(final)
            if others or pinned:
                report = replace(report, others=others, pinned=pinned)
        return Telling(fact, final, statements, report, node)

    def describe(self, node: str) -> list[tuple[str, str]]:
        """What it says of an amount or a fact."""
        return self.about.get(node, [])

    def name(self, term: str) -> str:
        """Name that it gives a thing, or ""."""
        return split_literal(self.labels[term])[0] if term in self.labels else ""

    def key(self, term: str) -> str:
        """Key of an entity."""
        return key_of(self._names.base, term)


def report_rows(tellings: Iterable[Telling]) -> list[Row]:
    """What facts leave in the tallies; one row for each report, however often a document tells it."""
    found: set[Row] = set()
    for telling in tellings:
        if telling.report is not None and (blocks := blocks_of(telling.report)):
            row = telling.report.as_row()
            found.update((block, row) for block in blocks)
    return sorted(found)


def _told_apart(tellings: list[Telling]) -> list[Telling]:
    """Note which facts are told beside each other though they might be one: the document tells two."""
    places: dict[str, list[int]] = {}
    for place, telling in enumerate(tellings):
        for key in keys_of(telling.report) if telling.report else ():
            places.setdefault(key, []).append(place)
    apart: dict[int, set[str]] = {}
    pairs = {pair for found in places.values() for pair in combinations(found, 2)}
    for first, second in sorted(pairs):
        one, other = tellings[first].report, tellings[second].report
        if one and other and one.iri != other.iri and may_be_one(one, other):
            apart.setdefault(first, set()).add(other.iri)
            apart.setdefault(second, set()).add(one.iri)
    for place, others in apart.items():
        telling = tellings[place]
        if telling.report is not None:
            tellings[place] = replace(telling, report=replace(telling.report, apart=tuple(sorted(others))))
    return tellings
