"""Decisions that the store does not answer to (any more), and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property, partial

from rapidfuzz import fuzz, process

from diplograph.model.decisions import OF_TWO, Action, Decision, Unmatched
from diplograph.rdf.terms import split_literal
from diplograph.rdf.vocabulary import GENERATED_BY, RDF_TYPE
from diplograph.store.aside import FOCUS, INFLUENCED_BY, MESSAGE
from diplograph.store.books import Page, graph_term, read_page
from diplograph.store.consolidation import STATUS
from diplograph.store.curation import assertion_fault
from diplograph.store.facts import key_of
from diplograph.store.names import MENTIONED_IN, SETTLED_FROM
from diplograph.store.presence import effective, graphs_aside, graphs_with, is_known, is_read
from diplograph.store.reader import Reader
from diplograph.store.rulings import Rulings, activity, bare, entity_keys, term_of
from diplograph.store.sense import identified, senseless

_NEAR = 3
_CUTOFF = 60  # of 100, what a near key has in common with a mistyped one


def unmatched(reader: Reader, rulings: Rulings, decisions: Iterable[Decision]) -> tuple[Unmatched, ...]:
    """Decisions that the store does not answer to, or whose outcome a shape refuses, in their order."""
    in_force = effective(rulings, partial(is_read, reader), partial(is_known, reader))
    judge = _Judge(reader, in_force)
    return tuple(found for decision in decisions if (found := judge.fault(decision)) is not None)


class _Judge:
    def __init__(self, reader: Reader, rulings: Rulings) -> None:
        self._reader = reader
        self._rulings = rulings
        self._near: dict[str, list[str]] = {}

    def fault(self, decision: Decision) -> Unmatched | None:
        """Why a decision does nothing, or less than it says; None when it is in force."""
        wrong = senseless(decision)
        if wrong:
            return Unmatched(decision, *wrong)
        if decision.document and self._document(decision) is None:
            return Unmatched(
                decision, f"there is no document {decision.document!r}", "see: diplograph documents list"
            )
        if decision.action is Action.ASSERT:
            return self._assertion(decision)
        for key in (decision.subject, *([decision.value] if decision.action in OF_TWO else ())):
            if not self._is_there(key):
                return self._aside(decision) if self._is_aside(key) else self._unknown(decision, key)
        if decision.action is Action.MERGE and not self._is_known(decision.value):
            found = self._unknown(decision, decision.value)
            return replace(found, reason=f"{found.reason}: {decision.subject} has taken its place")
        if decision.action is Action.AMEND:
            return self._amendment(decision)
        if decision.action is Action.IDENTIFY:
            return self._identifier(decision)
        return self._refused(decision)

    def _refused(self, decision: Decision) -> Unmatched | None:
        """What a shape says of facts that were set aside because of a decision."""
        quarantine = self._reader.names.quarantine
        node = activity(self._rulings.base, decision)
        facts: set[str] = set()
        messages: set[str] = set()
        for report in self._reader.subjects(INFLUENCED_BY, node, quarantine):
            facts.update(self._reader.values(report, FOCUS, quarantine))
            texts = map(split_literal, self._reader.values(report, MESSAGE, quarantine))
            messages.update(text for text, language, _ in texts if language == "en")
        if not facts:
            return None
        more = f" (and {len(messages) - 1} more)" if len(messages) > 1 else ""
        what = key_of(self._rulings.base, min(facts)) if len(facts) == 1 else f"{len(facts)} facts"
        hint = f"{what} {'is' if len(facts) == 1 else 'are'} set aside: diplograph validate tells which"
        told = min(messages, default="a shape refuses it")
        return Unmatched(decision, f"{told}{more}", hint, breaks=True)

    def _identifier(self, decision: Decision) -> Unmatched | None:
        """Whether an identifier is published."""
        term = self._rulings.merged(self._rulings.subject(decision))
        wanted = identified(self._rulings.base, term, decision.value) or []
        if not self._reader.is_published(term) or any(map(self._reader.publishes, wanted)):
            return None
        reason = f"{decision.value} is no identifier that {decision.subject} can bear"
        return Unmatched(decision, reason, "look at the code, and at the class of the thing")

    def _is_known(self, key: str) -> bool:
        """Whether a document or the gazetteer speaks of a thing itself."""
        term = term_of(self._rulings.base, key)
        return is_known(self._reader, term) or is_read(self._reader, term) or self._is_asserted(term)

    def _document(self, decision: Decision) -> object:
        return read_page(self._reader, graph_term(self._reader.names.base, decision.document))

    def _is_there(self, key: str) -> bool:
        term = term_of(self._rulings.base, key)
        return bool(graphs_with(self._reader, term)) or self._is_asserted(term)

    def _is_aside(self, key: str) -> bool:
        term = term_of(self._rulings.base, key)
        return self._reader.value(term, RDF_TYPE, self._reader.names.quarantine) is not None

    def _aside(self, decision: Decision) -> Unmatched | None:
        """What was set aside is not published; to reject it is to agree."""
        if decision.action is Action.REJECT:
            return None
        if decision.action is Action.AMEND:
            return self._amendment(decision)
        reason = f"{decision.subject} was set aside, since it breaks a shape"
        return Unmatched(decision, reason, "amend what is wrong with it, or reject it")

    def _is_asserted(self, term: str) -> bool:
        return self._reader.value(term, STATUS, self._reader.names.curation) is not None

    def _unknown(self, decision: Decision, key: str) -> Unmatched:
        near = self._nearest(key)
        hint = f"did you mean {' or '.join(near)}?" if near else "documents that spoke of it may be gone"
        return Unmatched(decision, f"nothing in the store is {key!r}", hint)

    def _nearest(self, key: str) -> list[str]:
        if key not in self._near:
            kind, _, name = key.partition("/")
            names = self._names.get(kind, [])
            found = process.extract(name, names, scorer=fuzz.ratio, limit=_NEAR + 1, score_cutoff=_CUTOFF)
            near = [f"{kind}/{one}" for one, _, _ in found if one != name][:_NEAR]
            if not near and kind != "fact":
                near = [f"{other}/{name}" for other in self._kinds.get(name, ()) if other != kind][:_NEAR]
            self._near[key] = near
        return self._near[key]

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """Kind → names of its things, sorted."""
        base, runs = self._reader.names.base, self._reader.names.runs
        rows = self._reader.select(
            f"SELECT DISTINCT ?x {{ {{ ?x {MENTIONED_IN} ?d }} UNION {{ ?x {STATUS} ?s }} }}"
        )
        terms = {term for (term,) in rows} | {term for _, term in self._reader.pairs(SETTLED_FROM, runs)}
        found: dict[str, list[str]] = {}
        for key in sorted(key_of(base, term) for term in terms):
            kind, _, name = key.partition("/")
            found.setdefault(kind, []).append(name)
        return found

    @cached_property
    def _kinds(self) -> dict[str, list[str]]:
        """Name → kinds of the things that have it, sorted."""
        found: dict[str, list[str]] = {}
        for kind, names in sorted(self._names.items()):
            for name in names:
                found.setdefault(name, []).append(kind)
        return found

    def _assertion(self, decision: Decision) -> Unmatched | None:
        for key in entity_keys(decision):
            if not self._is_there(key):
                return self._unknown(decision, key)
        if any(
            self._reader.subjects(
                GENERATED_BY, activity(self._rulings.base, decision), self._reader.names.curation
            )
        ):
            return None
        why = assertion_fault(self._rulings, decision) or "what it names is not published, or contradicts it"
        return Unmatched(decision, why, "state it otherwise")

    def _amendment(self, decision: Decision) -> Unmatched | None:
        for key in entity_keys(decision):
            if not self._is_there(key):
                return self._unknown(decision, key)
        term = term_of(self._rulings.base, decision.subject)
        hint = "it stays set aside" if self._is_aside(decision.subject) else "the fact stays as it was read"
        for graph in sorted(graphs_with(self._reader, term) | graphs_aside(self._reader, term)):
            page = read_page(self._reader, graph)
            if page is not None and (why := _why_refused(page, decision)):
                return Unmatched(decision, why, hint)
        return self._refused(decision)


def _why_refused(page: Page, decision: Decision) -> str:
    one = bare(decision)
    row = [str(one.action), one.subject, one.value, one.document, one.author, one.date, one.reason]
    return next((why for refused, why in page.refused if refused == row), "")
