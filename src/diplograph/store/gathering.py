"""Which documents a transaction touches, and what their graphs become: the one place where documents meet.

The graph of every document is a function of what it was read to say, of the tallies (what all documents
say) and of the decisions in force. A transaction changes some of these; here the documents whose graphs
change with them are found through the blocks and settled again. All others are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from diplograph.model.decisions import Action
from diplograph.store import persons
from diplograph.store.aside import read_triples
from diplograph.store.books import Page, read_page
from diplograph.store.joining import Joins
from diplograph.store.judging import clashes, classes_by_key
from diplograph.store.names import MENTIONED_IN, TOPIC
from diplograph.store.pausing import no_collection
from diplograph.store.persons import Persons
from diplograph.store.presence import graphs_aside, graphs_with
from diplograph.store.publishing import GraphChange
from diplograph.store.reader import Reader
from diplograph.store.readings import Reading, Telling, report_rows
from diplograph.store.records import DocumentEntry
from diplograph.store.reports import Report, read_report
from diplograph.store.rulings import Rulings, entity_keys, term_of
from diplograph.store.settling import Surroundings, settle
from diplograph.store.tallies import Tallies


@dataclass(frozen=True, slots=True)
class Gathered:
    """What becomes of the documents that a transaction touches; `old` and `new` are their pages."""

    changes: tuple[GraphChange, ...]
    old: tuple[Page, ...]
    new: tuple[Page, ...]


@dataclass(slots=True)
class _Entry:
    """A document under way; `graph` is its settled graph in the store."""

    page_before: Page | None
    page_after: Page | None
    graph: frozenset[tuple[str, str, str]] = frozenset()
    before: Reading | None = None
    after: Reading | None = None


@no_collection()
def gather(
    reader: Reader,
    tallies: Tallies,
    *,
    old: Sequence[Page],
    new: Sequence[tuple[Page, DocumentEntry]],
    before: Rulings,
    after: Rulings,
) -> Gathered:
    """Settle documents that come, and those whose settlement changes with them.

    Args:
        tallies: gain and lose the rows of documents.
        before, after: the decisions in force.
    """
    return _Gathering(reader, tallies, before, after).run(old, new)


class _Gathering:
    def __init__(self, reader: Reader, tallies: Tallies, before: Rulings, after: Rulings) -> None:
        self._reader = reader
        self._tallies = tallies
        self._rulings = (before, after)
        self._entries: dict[str, _Entry] = {}
        views = (tallies.before, tallies.after)
        self._merged: set[str] = set()  # facts that others are merged into, which documents under way tell
        self._persons = [Persons(v, apart=r.apart) for v, r in zip(views, self._rulings, strict=True)]

    def run(self, old: Sequence[Page], new: Sequence[tuple[Page, DocumentEntry]]) -> Gathered:
        self._take_in(old, new)
        if self._tallies.anew:
            self._take_in_all()
        decided = (
            self._rulings[0].difference(self._rulings[1]) if self._rulings[0] != self._rulings[1] else set()
        )
        for term in sorted(decided):
            self._look_at(graphs_with(self._reader, term) | graphs_aside(self._reader, term))
        self._meet_persons()
        tellings = self._tell()
        self._meet_reports(tellings, decided)
        self._meet_described(tellings, decided)
        self._meet_merged(tellings)
        return self._settle(tellings)

    # Documents

    def _take_in(self, old: Sequence[Page], new: Sequence[tuple[Page, DocumentEntry]]) -> None:
        for page in old:
            self._entries[page.graph] = self._read(page)
            self._entries[page.graph].after = self._entries[page.graph].page_after = None
        for page, given in new:
            entry = self._entries.setdefault(page.graph, _Entry(None, None))
            entry.page_after = page
            entry.after = Reading(
                given.graph.triples,
                identifier=given.identifier,
                published=given.published,
                names=self._reader.names,
            )
        for entry in self._entries.values():
            if entry.before is not None and not self._tallies.anew:
                self._tallies.take(entry.before.person_rows())
            if entry.after is not None:
                self._tallies.add(entry.after.person_rows())

    def _take_in_all(self) -> None:
        """Take in all documents: what was tallied of them is of no use."""
        graphs = (graph for graph, _ in self._reader.pairs(TOPIC, self._reader.names.runs))
        for graph in self._look_at(graphs):
            entry = self._entries[graph]
            if entry.after is not None:
                self._tallies.add(entry.after.person_rows())

    def _read(self, page: Page) -> _Entry:
        graph = frozenset(self._reader.triples(page.graph))
        raw = page.raw(graph)
        reading = Reading(raw, identifier=page.identifier, published=page.published, names=self._reader.names)
        return _Entry(page, page, graph, reading, reading)

    def _look_at(self, graphs: Iterable[str]) -> list[str]:
        """Take in documents that stay and may have to be settled again; tells which are new to it."""
        found = []
        for graph in sorted({*graphs} - self._entries.keys()):
            page = read_page(self._reader, graph)
            if page is not None:
                self._entries[graph] = self._read(page)
                found.append(graph)
        return found

    # Persons

    def _meet_persons(self) -> None:
        """Take in documents whose partial names mean somebody else now."""
        if self._tallies.anew:
            return
        touched = self._tallies.changed()
        if self._rulings[0] != self._rulings[1]:
            keys = {k for e in self._entries.values() if e.after for k, _ in e.after.person_rows()}
            touched = {**{key: set() for key in keys}, **touched}
        for key in sorted(touched):
            partials = persons.partial_rows({**self._tallies.before(key), **self._tallies.after(key)})
            for partial in partials:
                meant = [side.meant(key, partial) for side in self._persons]
                if meant[0] != meant[1]:
                    self._look_at(graphs_with(self._reader, partial.person))

    def _renamed(self, reading: Reading, side: int) -> tuple[dict[str, str], dict[str, str]]:
        """Entities of a document that are others in the end, and the full names of persons."""
        rulings, found = self._rulings[side], {}
        full_names: dict[str, str] = {}
        for key, row in reading.person_rows():
            for partial in persons.partial_rows([row]):
                person, name = self._persons[side].meant(key, partial)
                if person and rulings.merged(partial.person, reading.identifier) == partial.person:
                    found[partial.person] = person
                    full_names[person] = name
        for entity in reading.mentioned if rulings.decisions else found:
            end = rulings.merged(found.get(entity, entity), reading.identifier)
            if end != entity:
                found[entity] = end
        return found, {person: name for person, name in full_names.items() if person in found.values()}

    # Facts

    def _tell(self) -> dict[str, list[Telling]]:
        """Facts of each document after the change; their rows go into the tallies."""
        found = {}
        for graph, entry in sorted(self._entries.items()):
            found[graph] = self._tell_one(entry)
        return found

    def _tell_one(self, entry: _Entry) -> list[Telling]:
        if entry.before is not None and not self._tallies.anew:
            tellings = entry.before.tellings(self._renamed(entry.before, 0)[0], self._rulings[0])
            self._tallies.take(report_rows(tellings))
            self._note_merged(tellings, 0)
        if entry.after is None:
            return []
        tellings = entry.after.tellings(self._renamed(entry.after, 1)[0], self._rulings[1])
        self._tallies.add(report_rows(tellings))
        self._note_merged(tellings, 1)
        return tellings

    def _note_merged(self, tellings: Sequence[Telling], side: int) -> None:
        is_target = self._rulings[side].is_target
        self._merged |= {one.iri for one in tellings if "/fact/" in one.iri and is_target(one.iri)}

    def _meet_reports(self, tellings: dict[str, list[Telling]], decided: set[str]) -> None:
        """Take in documents whose facts are joined otherwise now, or fall under other decisions."""
        joins = self._joins()
        self._joined = joins[1]
        if self._tallies.anew:
            return
        touched = {
            read_report(row)
            for key, rows in self._tallies.changed().items()
            if not key.startswith(persons.BLOCK)
            for row in rows
        }
        if decided:
            touched |= {t.report for found in tellings.values() for t in found if t.report is not None}
        near: set[Report] = set()
        for report in touched:
            for side in joins:
                near |= side.around(report)
        for report in sorted(near, key=lambda one: (one.iri, one.same)):
            outcomes = [self._outcome(side, number, report) for number, side in enumerate(joins)]
            # What only documents under way tell or told is known already.
            if None not in outcomes and outcomes[0] != outcomes[1]:
                for graph in self._look_at(
                    graph for iri in (report.iri, *report.others) for graph in graphs_with(self._reader, iri)
                ):
                    tellings[graph] = self._tell_again(graph)

    def _tell_again(self, graph: str) -> list[Telling]:
        """Facts of a document whose rows stay as they are: neither it nor its names change."""
        entry = self._entries[graph]
        assert entry.after is not None
        return entry.after.tellings(self._renamed(entry.after, 1)[0], self._rulings[1])

    def _meet_merged(self, tellings: dict[str, list[Telling]]) -> None:
        """Take in all that tell of a fact that others are merged into: they must be able to be one."""
        for found in tellings.values():
            self._note_merged(found, 1)
        told: dict[str, set[tuple[str, str]]] = {}
        while waiting := sorted(self._merged - told.keys()):
            told.update((fact, set()) for fact in waiting)
            for fact in waiting:
                for graph in self._look_at(graphs_with(self._reader, fact)):
                    tellings[graph] = self._tell_again(graph)
                    self._note_merged(tellings[graph], 1)  # whose others must be known as well
        for found in tellings.values():
            for one in found:
                if one.iri in told:
                    told[one.iri].update(one.statements)
        classes = classes_by_key(self._rulings[1])
        whys = {fact: clashes(statements, fact, classes=classes) for fact, statements in told.items()}
        self._clashes = {fact: why for fact, why in whys.items() if why}

    def _meet_described(self, tellings: dict[str, list[Telling]], decided: set[str]) -> None:
        """Take in documents with facts that are amended by things that come, go, or are decided on."""
        changing = decided | self._mentioned(0) ^ self._mentioned(1)
        for rulings in self._rulings if changing else ():
            for one in rulings.decisions:
                if one.action is not Action.AMEND:
                    continue
                terms = {term_of(rulings.base, key) for key in entity_keys(one)}
                terms |= {rulings.merged(term, one.document) for term in terms}
                if terms.isdisjoint(changing):
                    continue
                fact = rulings.subject(one)
                graphs = graphs_with(self._reader, fact) | graphs_aside(self._reader, fact)
                for graph in self._look_at(graphs):
                    tellings[graph] = self._tell_again(graph)

    def _mentioned(self, side: int) -> set[str]:
        """Things that documents under way describe, before or after the change."""
        found: set[str] = set()
        rulings = self._rulings[side]
        for entry in self._entries.values():
            reading = entry.after if side else entry.before
            if reading is not None:
                renamed = self._renamed(reading, side)[0]
                ends = ((each, renamed.get(each, each)) for each in reading.mentioned)
                found |= {end for raw, end in ends if not rulings.rejects({raw, end}, reading.identifier)}
        return found

    def _joins(self) -> tuple[Joins, Joins]:
        one, other = self._rulings
        return Joins(self._tallies.before, apart=one.apart), Joins(self._tallies.after, apart=other.apart)

    def _outcome(self, joins: Joins, side: int, report: Report) -> object:
        """What settling a report depends on."""
        if joins.find(report) is None:
            return None
        place = joins.place(report)
        rulings = self._rulings[side]
        if not rulings.on_subjects():
            return place.iri, ()
        return place.iri, tuple(d for d in rulings.decisions if rulings.governs(d, place.members))

    # Graphs

    def _settle(self, tellings: dict[str, list[Telling]]) -> Gathered:
        changes, old, new = [], [], []
        mentioned = self._mentioned(1)

        @cache
        def is_described(term: str) -> bool:
            if term in mentioned:
                return True
            graphs = self._reader.graphs_saying(term, MENTIONED_IN)
            return any(g not in self._entries and g not in self._reader.names.whole for g in graphs)

        around = Surroundings(
            self._rulings[1], self._reader.names.base, self._joined.place, self._clashes, is_described
        )
        for graph, entry in sorted(self._entries.items()):
            page, triples = entry.page_after, frozenset[tuple[str, str, str]]()
            if entry.after is not None and page is not None:
                renamed, full_names = self._renamed(entry.after, 1)
                settled = settle(
                    entry.after,
                    tellings[graph],
                    renamed,
                    full_names,
                    aside=read_triples(page.aside),
                    around=around,
                )
                triples = settled.triples
                page = page.settled(entry.after.triples, settled)
            if page == entry.page_before and triples == entry.graph:
                continue
            old += [entry.page_before] if entry.page_before else []
            new += [page] if page else []
            told, tells = (one.published if one else "" for one in (entry.page_before, page))
            grouped = entry.after.told if entry.after and triples is entry.after.triples else None
            changes.append(GraphChange(graph, entry.graph, triples, told, tells, grouped=grouped))
        return Gathered(tuple(changes), tuple(old), tuple(new))
