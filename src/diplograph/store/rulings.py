"""The analyst's decisions as a store applies them, and as it keeps them in its books.

A decision is kept without the file and the line it came from: the same ledger elsewhere makes the same store.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from functools import cached_property

from diplograph.model.claims import ClaimError, parse_claim, split_amendment
from diplograph.model.decisions import OF_TWO, Action, Decision
from diplograph.model.values import KEY, Fact
from diplograph.rdf.identifiers import entity_iri
from diplograph.rdf.terms import iri, literal, split_literal
from diplograph.store.names import DECISIONS
from diplograph.store.reader import Reader
from diplograph.store.sense import senseless

# Decisions that change what a document's graph says of a fact, in the order in which they are applied.
ON_FACTS = (Action.AMEND, Action.STATUS, Action.ACCEPT, Action.RENAME, Action.RETYPE, Action.REJECT)


def term_of(base: str, key: str) -> str:
    """Term of a subject of a decision: a key below the base, or an IRI."""
    if key.startswith(("http://", "https://")):
        return iri(key)
    return iri(entity_iri(base, key)) if key else ""


def bare(decision: Decision) -> Decision:
    """A decision without its place in a ledger."""
    return replace(decision, file="", line=0)


@dataclass(frozen=True)
class Rulings:
    """Decisions in force under one base IRI; sorted, each once."""

    base: str
    decisions: tuple[Decision, ...] = ()

    @classmethod
    def of(cls, base: str, decisions: Iterable[Decision]) -> Rulings:
        """Rulings of some decisions, in any order.

        Raises:
            ValueError: merges run in a circle.
        """
        made = cls(base, tuple(sorted({bare(one) for one in decisions}, key=astuple)))
        for document, merges in sorted(made._merges.items()):
            for term in merges:
                made.merged(term, document)
        return made

    def subject(self, decision: Decision) -> str:
        """Term of what a decision is about; "" in an assertion."""
        return term_of(self.base, decision.subject)

    def value(self, decision: Decision) -> str:
        """Term of the other thing of a merge or a separation."""
        return term_of(self.base, decision.value)

    def merged(self, term: str, document: str = "") -> str:
        """What a thing is in the end, in a document by its identifier."""
        document = document if document in self._merges else ""
        ends = self._ends.setdefault(document, {})
        seen: dict[str, None] = {}
        end = term
        while (onward := self.onward(end, document)) and end not in ends:
            seen[end] = None
            end = onward
            if end in seen:
                raise ValueError(f"merges run in a circle: {' → '.join([*seen][:4])}")
        end = ends.get(end, end)
        ends.update(dict.fromkeys(seen, end))
        return end

    def onward(self, term: str, document: str = "") -> str:
        """What a thing is merged into, in the first step; a document's own merges go first. "" for none."""
        return self._merges.get(document, {}).get(term) or self._merges[""].get(term, "")

    def way(self, term: str, document: str = "") -> list[Decision]:
        """The merges that make a thing what it is in the end, in their order."""
        found: list[Decision] = []
        while end := self.onward(term, document):
            local = document if term in self._merges.get(document, {}) else ""
            step = (term, end, local)
            merges = (one for one in self.decisions if one.action is Action.MERGE)
            found += [one for one in merges if (self.subject(one), self.value(one), one.document) == step]
            term = end
        return found

    def is_target(self, term: str) -> bool:
        """Whether some thing becomes this one."""
        return term in self._targets

    def apart(self, one: str, other: str) -> bool:
        """Whether two things are kept apart."""
        return bool(self._separated) and frozenset((one, other)) in self._separated

    def about(self, terms: Iterable[str], document: str = "") -> list[Decision]:
        """Decisions on facts or entities under any of their terms, as they are applied."""
        if not self._by_subject:
            return []
        found = [d for term in terms for d in self._by_subject.get(term, ()) if d.document in ("", document)]
        return sorted(dict.fromkeys(found), key=lambda d: (ON_FACTS.index(d.action), d.date, astuple(d)))

    def on_subjects(self) -> bool:
        """Whether any decision changes what documents say of a fact or an entity."""
        return bool(self._by_subject)

    def speak_of(self, terms: Iterable[str]) -> bool:
        """Whether any decision changes what documents say of one of these things."""
        return bool(self._by_subject) and not self._by_subject.keys().isdisjoint(terms)

    def rejects(self, terms: Iterable[str], document: str) -> bool:
        """Whether a thing is not published, as a document tells it."""
        if not self.speak_of(found := {*terms}):
            return False
        return any(one.action is Action.REJECT for one in self.about(found, document))

    def governs(self, decision: Decision, terms: Iterable[str]) -> bool:
        """Whether a decision changes what documents say of a thing with some terms."""
        if decision.action not in ON_FACTS:
            return False
        subject = self.subject(decision)
        return not {subject, self.merged(subject, decision.document)}.isdisjoint(terms)

    def difference(self, other: Rulings) -> set[str]:
        """Terms that decisions of one but not of the other speak of."""
        changed = {*self.decisions} ^ {*other.decisions}
        scoped = {(self.subject(one), one.document) for one in changed}
        scoped |= {(self.value(one), one.document) for one in changed if one.action in OF_TWO}
        ends = {side.merged(term, document) for side in (self, other) for term, document in scoped}
        return {*(term for term, _ in scoped), *ends} - {""}

    def as_text(self) -> str:
        """As they stand in the books."""
        rows = [astuple(one)[:7] for one in self.decisions]
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else ""

    @cached_property
    def _merges(self) -> Mapping[str, Mapping[str, str]]:
        """Document ("" for all) → thing → what its own merges make of it; of two the later holds."""
        rows = [one for one in self.decisions if one.action is Action.MERGE]
        found: dict[str, dict[str, str]] = {"": {}}
        for one in sorted(rows, key=lambda one: (one.date, astuple(one))):
            if one.subject != one.value and senseless(one) is None:
                found.setdefault(one.document, {})[self.subject(one)] = self.value(one)
        return found

    @cached_property
    def _ends(self) -> dict[str, dict[str, str]]:
        return {}  # document → thing → what it was found to be in the end

    @cached_property
    def _targets(self) -> frozenset[str]:
        return frozenset(end for merges in self._merges.values() for end in merges.values())

    @cached_property
    def _separated(self) -> frozenset[frozenset[str]]:
        pairs = ((self.subject(d), self.value(d)) for d in self.decisions if d.action is Action.SEPARATE)
        return frozenset(frozenset(pair) for pair in pairs)

    @cached_property
    def _by_subject(self) -> Mapping[str, Sequence[Decision]]:
        found: dict[str, list[Decision]] = {}
        for decision in self.decisions:
            if decision.action in ON_FACTS and senseless(decision) is None:
                subject = self.subject(decision)
                for term in {subject, self.merged(subject, decision.document)}:
                    found.setdefault(term, []).append(decision)
        return found


def activity(base: str, decision: Decision) -> str:
    """Term of a decision in graph/curation."""
    digest = hashlib.sha256(repr(astuple(bare(decision))).encode()).hexdigest()[:14]
    return f"<{base}decision/{decision.action.value}-{digest}>"


def asserted(decision: Decision) -> Fact | None:
    """The fact of an assertion; None when it is none, or makes no sense (`unmatched` tells why)."""
    if decision.action is not Action.ASSERT:
        return None
    try:
        return parse_claim(decision.value)
    except ClaimError:
        return None


def entity_keys(decision: Decision) -> tuple[str, ...]:
    """Keys of the entities that an assertion or an amendment names."""
    if fact := asserted(decision):
        values = [value for _, values in fact.arguments for value in values]
    elif decision.action is Action.AMEND:
        try:
            values = list(split_amendment(decision.value)[1])
        except ClaimError:
            values = []
    else:
        values = []
    return tuple(value for value in values if isinstance(value, str) and KEY.fullmatch(value))


def read_rulings(reader: Reader) -> Rulings:
    """The decisions in force in a store."""
    found = reader.value(reader.names.curation, DECISIONS, reader.names.runs)
    rows = json.loads(split_literal(found)[0]) if found else []
    decisions = tuple(Decision(Action(action), *rest) for action, *rest in rows)
    return Rulings(reader.names.base, decisions)


def decisions_triple(reader: Reader, rulings: Rulings) -> set[tuple[str, str, str]]:
    """The entry of rulings in the books."""
    text = rulings.as_text()
    return {(reader.names.curation, DECISIONS, literal(text))} if text else set()
