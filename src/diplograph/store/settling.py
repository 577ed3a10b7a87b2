"""A document's graph as it is kept: what was read, under the IRIs and values settled for all documents.

    settled = settle(raw reading, whom names mean, where facts are joined, what the analyst decided)

The difference to the raw reading goes into the document's books, so that the raw reading can always be had
back (`books.Page.raw`) and a decision that is lifted leaves no trace.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from diplograph.model import Fact
from diplograph.model.decisions import Action, Decision
from diplograph.rdf.labels import fact_label
from diplograph.rdf.terms import Triple, decimal, literal, split_literal
from diplograph.rdf.vocabulary import ALT_LABEL, EVIDENCE, FACT, RDF_TYPE, RDFS_LABEL, dg, types_of
from diplograph.store import aside as quarantined
from diplograph.store.amending import Amended, amend
from diplograph.store.consolidation import CONFIDENCE, STATUS
from diplograph.store.facts import key_of, read_fact
from diplograph.store.joining import Placement
from diplograph.store.judging import (
    ROLE_PREDICATES,
    Fault,
    classes_by_key,
    explained,
    find_faults,
    touched,
    withhold,
)
from diplograph.store.readings import Reading, Telling
from diplograph.store.reports import Report
from diplograph.store.rulings import Rulings
from diplograph.store.unifying import outvoted

if TYPE_CHECKING:
    from diplograph.validation import Violation

_CERTAIN = decimal(1)

Refusal = tuple[Decision, str]


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a document.

    Attributes:
        triples: its graph.
        mapping: term as read → term in the graph, "" where it is withheld; those that stay are left out.
        aliases: terms under which the document is told to speak of a thing, and that its graph does not hold.
        refused: amendments that a shape forbids here, with its message.
        aside: what goes to quarantine, with its reports.
        taken: what was set aside when the document was read, and is not any longer.
    """

    triples: frozenset[Triple]
    mapping: Mapping[str, str] = field(default_factory=dict)
    aliases: frozenset[str] = frozenset()
    refused: tuple[Refusal, ...] = ()
    aside: frozenset[Triple] = frozenset()
    taken: frozenset[Triple] = frozenset()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What settling a document takes from all others, and from the analyst.

    Attributes:
        place: where a report goes.
        clashes: fact (a term) → why what is merged into it cannot be one with it.
        is_described: whether a thing will be in the published graph.
    """

    rulings: Rulings
    base: str
    place: Callable[[Report], Placement]
    clashes: Mapping[str, Sequence[Violation]]
    is_described: Callable[[str], bool]


def settle(
    reading: Reading,
    tellings: Sequence[Telling],
    renamed: Mapping[str, str],
    full_names: Mapping[str, str],
    *,
    aside: Collection[Triple],
    around: Surroundings,
) -> Settled:
    """Settle a document.

    Args:
        renamed: entity as read → in the end.
        full_names: persons whom partial names mean → label (terms).
        aside: what was set aside when it was read, with its reports.
    """
    place, rulings = around.place, around.rulings
    places = [place(t.report) if t.report else Placement(t.iri, frozenset({t.iri})) for t in tellings]
    moved = any(telling.raw != at.iri for telling, at in zip(tellings, places, strict=True))
    terms = {*reading.mentioned, *renamed.values(), *(term for at in places for term in at.members)}
    terms |= (
        {term for telling in tellings for term in (telling.raw, telling.iri)}
        if rulings.on_subjects()
        else set()
    )
    terms |= quarantined.facts_of(aside)
    if not renamed and not moved and not rulings.speak_of(terms):
        return Settled(reading.triples)
    return _Settling(reading, renamed, full_names, frozenset(aside), around).run(tellings, places)


class _Settling:
    """One document on its way to its settled graph."""

    def __init__(
        self,
        reading: Reading,
        renamed: Mapping[str, str],
        full_names: Mapping[str, str],
        aside: frozenset[Triple],
        around: Surroundings,
    ) -> None:
        self._reading = reading
        self._base = around.base
        self._rulings = around.rulings
        self._around = around
        self._read_aside = aside
        self._to = dict(renamed)
        self._renamed = renamed
        self._full_names = full_names
        self._removed: set[str] = set()  # nodes that are withheld
        self._aliases: set[str] = set(renamed)
        self._refused: list[Refusal] = []
        self._fresh: set[str] = set()  # entities whose name is told otherwise than in the document
        self._graph: set[Triple] = set()
        self._aside: set[Triple] = set()
        self._taken: set[Triple] = set()
        self._told: dict[str, set[str]] = {}  # fact in the graph → terms under which it was read
        self._faults: list[Fault] = []

    def run(self, tellings: Sequence[Telling], places: Sequence[Placement]) -> Settled:
        places = [self._apart(telling, at) for telling, at in zip(tellings, places, strict=True)]
        joined = set()
        for telling, at in zip(tellings, places, strict=True):
            if at.iri != telling.raw:
                self._to[telling.raw] = at.iri
            if at.iri not in (telling.iri, telling.raw):
                joined.add(telling.raw)  # its label is that of the report that gave the IRI
            self._aliases |= {telling.raw, telling.own, telling.iri} - {at.iri}
            self._told.setdefault(at.iri, set()).update((telling.raw, telling.own))
        self._graph = set(self._rewritten(self._reading.triples, joined))
        if len({at.iri for at in places}) < len(places):
            self._graph -= outvoted(self._graph, {at.iri for at in places})
        names = self._names()
        if self._fresh:
            self._relabel({at.iri for at in places}, names)
        if self._rulings.on_subjects():
            self._judge_entities()
            for telling, at in zip(tellings, places, strict=True):
                terms = sorted({*at.members, telling.raw, telling.own, telling.iri, at.iri})
                for decision in self._rulings.about(terms, self._reading.identifier):
                    self._judge(decision, at.iri, names)
            for fact in sorted(quarantined.facts_of(self._read_aside)):
                if decisions := self._rulings.about([fact], self._reading.identifier):
                    self._judge_aside(fact, decisions, names)
            if self._removed:
                self._withhold()
        self._prune()
        self._set_aside()
        return self._settled()

    def _settled(self) -> Settled:
        mapping = {raw: "" if node in self._removed else node for raw, node in self._to.items()}
        for node in sorted(self._removed):
            if node not in self._to and (node in self._reading.mentioned or node in self._reading.about):
                mapping[node] = ""
        # Decisions on what is withheld must find it.
        aliases = {*self._aliases, *(raw for raw, node in mapping.items() if not node), *self._removed}
        taken = frozenset(self._taken)
        refused = tuple(dict.fromkeys(self._refused))
        aside = frozenset(self._aside)
        return Settled(frozenset(self._graph), mapping, frozenset(aliases), refused, aside, taken)

    def _apart(self, telling: Telling, at: Placement) -> Placement:
        """Where a telling goes; one that the analyst made one with what it contradicts stays for itself."""
        found = self._around.clashes.get(telling.iri, ())
        if not found or telling.iri in (telling.raw, telling.own):
            return at
        decisions = self._rulings.way(telling.raw, self._reading.identifier)
        decisions = decisions or self._rulings.way(telling.own, self._reading.identifier)
        focus = telling.raw[1:-1]
        self._faults += [Fault(replace(one, focus=focus), tuple(decisions)) for one in found]
        self._aliases |= {telling.iri}
        return Placement(telling.raw, frozenset({telling.raw}))

    def _rewritten(self, triples: Iterable[Triple], joined: Collection[str] = ()) -> Iterator[Triple]:
        to, renamed, labels = self._to, self._renamed, self._reading.labels
        for subject, predicate, value in triples:
            if predicate == RDFS_LABEL:
                if subject in joined:
                    continue
                if subject in renamed:
                    predicate = ALT_LABEL  # the name of the thing that it is stays the label
            if predicate == ALT_LABEL and subject in renamed and labels.get(to[subject]) == value:
                continue
            yield to.get(subject, subject), predicate, to.get(value, value)

    def _names(self) -> dict[str, str]:
        """Entity key → name, for the labels of facts."""
        names: dict[str, str] = {}
        own = sorted(self._reading.labels.items(), key=lambda item: (item[0] in self._renamed, item))
        for term, label in own:  # what the thing itself is called goes before what is merged into it
            if term in self._reading.mentioned:
                names.setdefault(key_of(self._base, self._renamed.get(term, term)), split_literal(label)[0])
        for person, label in self._full_names.items():
            names[key_of(self._base, person)] = split_literal(label)[0]
            self._fresh.add(person)
        for term in sorted({self._to.get(one, one) for one in self._reading.mentioned}):
            for decision in self._rulings.about([term], self._reading.identifier):
                if decision.action is Action.RENAME:
                    names[key_of(self._base, term)] = decision.value
                    self._fresh.add(term)
        return names

    def _about(self, node: str) -> list[tuple[str, str]]:
        return [(predicate, value) for subject, predicate, value in self._graph if subject == node]

    def _relabel(self, facts: Iterable[str], names: Mapping[str, str]) -> None:
        """Make the labels of facts anew where they name something that has another name now."""
        naming = {s for s, p, o in self._graph if o in self._fresh and p in ROLE_PREDICATES}
        for node in sorted(naming & {*facts}):
            old = {t for t in self._graph if t[0] == node and t[1] == RDFS_LABEL}
            fact = self._read(node)
            if old and fact and "/fact/" in node:
                self._graph -= old
                self._graph.add((node, RDFS_LABEL, literal(fact_label(fact, names), language="fr")))

    def _read(self, node: str) -> Fact | None:
        return read_fact(self._about(node), base=self._base, describe=self._about)

    def _judge_entities(self) -> None:
        for raw in sorted(self._reading.mentioned):
            node = self._to.get(raw, raw)
            for decision in self._rulings.about(sorted({raw, node}), self._reading.identifier):
                if decision.action is Action.REJECT:
                    self._removed.add(node)
                elif decision.action is Action.RETYPE and raw not in self._reading.facts:
                    self._retype(node, decision.value)

    def _retype(self, node: str, name: str) -> None:
        kept = {FACT}
        self._graph -= {t for t in self._graph if t[0] == node and t[1] == RDF_TYPE and t[2] not in kept}
        self._graph |= {(node, RDF_TYPE, term) for term in types_of(name)}

    def _judge(self, decision: Decision, node: str, names: Mapping[str, str]) -> None:
        """Apply one decision to a fact."""
        match decision.action:
            case Action.REJECT:
                self._removed.add(node)
            case Action.STATUS:
                self._replace(node, STATUS, dg(decision.value))
            case Action.ACCEPT:
                self._replace(node, CONFIDENCE, _CERTAIN)
            case Action.RENAME if "/fact/" in node:
                self._replace(node, RDFS_LABEL, literal(decision.value, language="fr"))
            case Action.RETYPE:
                self._retype(node, decision.value)
            case Action.AMEND:
                self._amend(decision, node, names)

    def _replace(self, node: str, predicate: str, value: str) -> None:
        old = {t for t in self._graph if t[0] == node and t[1] == predicate}
        if old:
            self._graph -= old
            self._graph.add((node, predicate, value))

    def _amend(self, decision: Decision, node: str, names: Mapping[str, str], *, gated: bool = True) -> str:
        """Apply an amendment; why it cannot be, or ""."""
        fact = self._read(node)
        if fact is None:
            return ""
        made = amend(
            fact,
            decision,
            node,
            Amended(self._base, names, self._resolved, self._around.is_described),
        )
        if isinstance(made, str):
            self._refused.append((decision, made))
            return made
        old = {t for t in self._graph if t[0] == node}
        left = {t for t in old if t[1] not in ROLE_PREDICATES}
        new = {t for t in made if t[0] != node or t[1] in ROLE_PREDICATES}
        if "/fact/" in node and any(predicate == RDFS_LABEL for _, predicate, _ in old):
            left = {t for t in left if t[1] != RDFS_LABEL} | {t for t in made if t[:2] == (node, RDFS_LABEL)}
        changed = (self._graph - old) | left | new
        faults = find_faults(changed, {node}, classes=classes_by_key(self._rulings)) if gated else ()
        if faults:
            self._refused.append((decision, faults[0].message("en")))
            return faults[0].message("en")
        self._graph = changed
        return ""

    def _resolved(self, term: str) -> str:
        """A thing as it is named in the end."""
        return self._to.get(term) or self._rulings.merged(term, self._reading.identifier)

    # What shapes refuse

    def _judge_aside(self, fact: str, decisions: Sequence[Decision], names: Mapping[str, str]) -> None:
        """Apply decisions to a fact that was set aside when the document was read."""
        own = quarantined.closure(self._read_aside, fact)
        taken = own | quarantined.reports_on(self._read_aside, {subject for subject, _, _ in own})
        if any(one.action is Action.REJECT for one in decisions):
            self._taken |= taken
            self._removed.add(fact)
            return
        amendments = [one for one in decisions if one.action is Action.AMEND]
        if not amendments:
            return
        before = frozenset(self._graph)
        self._graph |= set(self._rewritten(own))
        why = ""
        for decision in decisions:
            if decision.action is Action.AMEND:
                why = self._amend(decision, fact, names, gated=False) or why
            else:
                self._judge(decision, fact, names)
        faults = find_faults(self._graph, {fact}, classes=classes_by_key(self._rulings))
        if faults or why or not self._rests(fact):
            why = why or (faults[0].message("en") if faults else "its words were set aside as well")
            self._refused += [(one, why) for one in amendments]
            self._graph = set(before)
        else:
            self._taken |= taken
            self._told[fact] = {fact}

    def _rests(self, fact: str) -> bool:
        """Whether a fact has words that are sound."""
        broken = {value for _, predicate, value in self._read_aside if predicate == quarantined.FOCUS}
        return not any(s == fact and p == EVIDENCE and o in broken for s, p, o in self._graph)

    def _set_aside(self) -> None:
        """Take out what shapes refuse, and what points at it, with the reason."""
        facts = touched(self._reading.triples, frozenset(self._graph))
        found = find_faults(self._graph, facts, classes=classes_by_key(self._rulings))
        sources: dict[str, set[str]] = {}
        for raw, node in self._renamed.items():
            sources.setdefault(node, set()).add(raw)
        self._faults += [
            explained(
                one,
                self._graph,
                sources=sources,
                told=self._told,
                rulings=self._rulings,
                document=self._reading.identifier,
            )
            for one in found
        ]
        standing = {subject for subject, _, _ in self._graph}
        self._faults = [each for each in self._faults if f"<{each.violation.focus}>" in standing]
        if not self._faults:
            return
        kept, self._aside = withhold(
            self._graph, self._faults, base=self._base, identifier=self._reading.identifier
        )
        left = {subject for subject, _, _ in kept}
        self._removed |= {f for f in quarantined.facts_of(self._aside) if f not in left}
        self._graph = kept

    def _withhold(self) -> None:
        """Take out what is rejected, with all facts about it."""
        facts = {s for s, p, o in self._graph if p == RDF_TYPE and o == FACT}
        while True:
            more = {s for s, p, o in self._graph if o in self._removed and s in facts} - self._removed
            if not more:
                break
            self._removed |= more
        gone = self._removed
        self._graph = {t for t in self._graph if t[0] not in gone and t[2] not in gone}

    def _prune(self) -> None:
        """Take out passages, amounts and rules that nothing rests on any longer."""
        from diplograph.validation.quarantine import orphans

        while leaving := orphans(self._graph):
            self._graph = {t for t in self._graph if t[0] not in leaving}
