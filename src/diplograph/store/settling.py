"""A document's graph as it is kept: what was read, under the IRIs and values settled for all documents.

    settled = settle(raw reading, whom names mean, where facts are joined, what the analyst decided)

The difference to the raw reading goes into the document's books, so that the raw reading can always be had
back (`books.Page.raw`) and a decision that is lifted leaves no trace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from diplograph.model import FACT_ROLES, Fact, make_fact
from diplograph.model.claims import ClaimError, parse_amendment
from diplograph.model.decisions import Action, Decision
from diplograph.rdf.labels import fact_label
from diplograph.rdf.terms import Triple, decimal, literal, split_literal
from diplograph.rdf.vocabulary import ALT_LABEL, FACT, RDF_TYPE, RDFS_LABEL, dg, types_of
from diplograph.store.facts import fact_triples, key_of, read_fact, typed
from diplograph.store.joining import Placement
from diplograph.store.readings import Reading, Telling
from diplograph.store.reports import Report
from diplograph.store.rulings import Rulings, term_of

if TYPE_CHECKING:
    from diplograph.validation import Shapes

CONFIDENCE, STATUS = dg("confidence"), dg("status")
_ROLE_PREDICATES = frozenset(dg(role.name) for roles in FACT_ROLES.values() for role in roles)
_CERTAIN = decimal(1)
_STATUSES = [
    dg(name) for name in ("Actual", "Planned", "Possible", "Denied")
]  # as a document's own mapping has it
_CHOICE: Mapping[str, Callable[[str], tuple[object, ...]]] = {
    STATUS: lambda term: (_STATUSES.index(term),),
    CONFIDENCE: lambda term: (-Decimal(split_literal(term)[0]),),
    RDFS_LABEL: lambda term: (-len(term), term),
}

Refusal = tuple[Decision, str]


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a document.

    Attributes:
        triples: its graph.
        mapping: term as read → term in the graph, "" where it is withheld; those that stay are left out.
        aliases: terms under which the document is told to speak of a thing, and that its graph does not hold.
        refused: amendments that a shape forbids here, with its message.
    """

    triples: frozenset[Triple]
    mapping: Mapping[str, str] = field(default_factory=dict)
    aliases: frozenset[str] = frozenset()
    refused: tuple[Refusal, ...] = ()


def settle(
    reading: Reading,
    tellings: Sequence[Telling],
    renamed: Mapping[str, str],
    full_names: Mapping[str, str],
    *,
    rulings: Rulings,
    place: Callable[[Report], Placement],
    base: str,
) -> Settled:
    """Settle a document.

    Args:
        renamed: entity as read → in the end.
        full_names: persons whom partial names mean → label (terms).
        place: where a report goes.
    """
    places = [place(t.report) if t.report else Placement(t.iri, frozenset({t.iri})) for t in tellings]
    moved = any(telling.raw != at.iri for telling, at in zip(tellings, places, strict=True))
    terms = {*reading.mentioned, *renamed.values(), *(term for at in places for term in at.members)}
    terms |= (
        {term for telling in tellings for term in (telling.raw, telling.iri)}
        if rulings.on_subjects()
        else set()
    )
    if not renamed and not moved and not rulings.speak_of(terms):
        return Settled(reading.triples)
    return _Settling(reading, renamed, full_names, rulings, base).run(tellings, places)


class _Settling:
    """One document on its way to its settled graph."""

    def __init__(
        self,
        reading: Reading,
        renamed: Mapping[str, str],
        full_names: Mapping[str, str],
        rulings: Rulings,
        base: str,
    ) -> None:
        self._reading = reading
        self._base = base
        self._rulings = rulings
        self._to = dict(renamed)
        self._renamed = renamed
        self._full_names = full_names
        self._removed: set[str] = set()  # nodes that are withheld
        self._aliases: set[str] = set(renamed)
        self._refused: list[Refusal] = []
        self._fresh: set[str] = set()  # entities whose name is told otherwise than in the document
        self._graph: set[Triple] = set()

    def run(self, tellings: Sequence[Telling], places: Sequence[Placement]) -> Settled:
        joined = set()
        for telling, at in zip(tellings, places, strict=True):
            if at.iri != telling.raw:
                self._to[telling.raw] = at.iri
            if at.iri != telling.iri:
                joined.add(telling.raw)  # its label is that of the report that gave the IRI
            self._aliases |= {telling.raw, telling.iri} - {at.iri}
        self._graph = set(self._rewritten(joined))
        if len({at.iri for at in places}) < len(places):
            self._unify({at.iri for at in places})
        names = self._names()
        if self._fresh:
            self._relabel({at.iri for at in places}, names)
        if self._rulings.on_subjects():
            self._judge_entities()
            for telling, at in zip(tellings, places, strict=True):
                terms = sorted({*at.members, telling.raw, telling.iri, at.iri})
                for decision in self._rulings.about(terms, self._reading.identifier):
                    self._judge(decision, at.iri, names)
            if self._removed:
                self._withhold()
        self._prune()
        mapping = {raw: "" if node in self._removed else node for raw, node in self._to.items()}
        for node in sorted(self._removed):
            if node not in self._to and (node in self._reading.mentioned or node in self._reading.about):
                mapping[node] = ""
        aliases = frozenset({*self._aliases, *(raw for raw, node in mapping.items() if not node)})
        return Settled(frozenset(self._graph), mapping, aliases, tuple(self._refused))

    def _rewritten(self, joined: set[str]) -> Iterator[Triple]:
        to, renamed = self._to, self._renamed
        for subject, predicate, value in self._reading.triples:
            if predicate == RDFS_LABEL:
                if subject in joined:
                    continue
                if subject in renamed:
                    predicate = ALT_LABEL  # the name of the thing that it is stays the label
            yield to.get(subject, subject), predicate, to.get(value, value)

    def _unify(self, facts: set[str]) -> None:
        """Leave one status, confidence and label to facts of the document that turn out to be one."""
        told: dict[tuple[str, str], set[str]] = {}
        for subject, predicate, value in self._graph:
            if predicate in _CHOICE and subject in facts:
                told.setdefault((subject, predicate), set()).add(value)
        for (subject, predicate), values in told.items():
            if len(values) > 1:
                chosen = min(values, key=_CHOICE[predicate])
                self._graph -= {(subject, predicate, value) for value in values - {chosen}}

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
        naming = {s for s, p, o in self._graph if o in self._fresh and p in _ROLE_PREDICATES}
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

    def _amend(self, decision: Decision, node: str, names: Mapping[str, str]) -> None:
        fact = self._read(node)
        if fact is None:
            return
        try:
            role, values = parse_amendment(fact.type, decision.value)
            arguments: dict[str, object] = {
                **dict(fact.arguments),
                role: self._resolved(fact.type, role, values),
            }
            amended = make_fact(fact.type, arguments, status=fact.status)
        except (ClaimError, ValueError) as error:
            self._refused.append((decision, str(error)))
            return
        made = fact_triples(amended, node, base=self._base, names=names)
        old = {t for t in self._graph if t[0] == node}
        left = {t for t in old if t[1] not in _ROLE_PREDICATES}
        new = {t for t in made if t[0] != node or t[1] in _ROLE_PREDICATES}
        if "/fact/" in node and any(predicate == RDFS_LABEL for _, predicate, _ in old):
            left = {t for t in left if t[1] != RDFS_LABEL} | {t for t in made if t[:2] == (node, RDFS_LABEL)}
        changed = (self._graph - old) | left | new
        labelled = (
            {t for t in made if t[1] == RDFS_LABEL} if not any(t[1] == RDFS_LABEL for t in left) else set()
        )
        fault = shape_fault(changed | labelled | typed({t[2] for t in new}, base=self._base), node)
        if fault:
            self._refused.append((decision, fault))
        else:
            self._graph = changed

    def _resolved(self, kind: str, role: str, values: Sequence[object]) -> tuple[object, ...]:
        """Values of a role, entities as they are named in the end."""
        entities = any(one.name == role and one.kind.value == "entity" for one in FACT_ROLES[kind])
        if not entities:
            return tuple(values)
        terms = (term_of(self._base, str(value)) for value in values)
        ends = (self._to.get(t) or self._rulings.merged(t, self._reading.identifier) for t in terms)
        return tuple(key_of(self._base, term) for term in ends)

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


@cache
def _shapes() -> Shapes:
    from diplograph.validation import load_shapes

    return load_shapes()


def shape_fault(graph: Iterable[Triple], node: str) -> str:
    """What a shape says against a node; "" when it conforms."""
    from diplograph.validation import validate

    report = validate(data=sorted(graph), shapes=_shapes())
    found = [v for v in report.violations if v.focus == node[1:-1] and v.severity == "Violation"]
    return dict(found[0].messages).get("en", found[0].shape) if found else ""


__all__ = ["Refusal", "Settled", "settle", "shape_fault"]
