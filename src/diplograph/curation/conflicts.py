"""Lines that contradict one another: the later one holds, and what no order settles is a fault.

An analyst who changes their mind adds a line; the earlier one stays in the file as its history. Merges are
directed: of `merge A B` the name of B is kept, chains end at their last thing, and a circle has none.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence

from diplograph.knowledge.spreadsheet import Problem
from diplograph.model.decisions import Action, Decision

OVERRULED = "overruled"  # kind of the remark on a line that another one, `by`, takes the place of
_VERDICTS = frozenset({Action.REJECT, Action.ACCEPT})


def settle(decisions: Sequence[Decision]) -> tuple[tuple[Decision, ...], list[Problem]]:
    """The decisions in force, in the order of their lines, and what is wrong with the others."""
    problems: list[Problem] = []
    kept = _later_wins(_once(decisions, problems), problems)
    kept = _without_circles(kept, problems)
    kept = _without_joined(kept, problems)
    return tuple(kept), problems


def _told(decision: Decision) -> tuple[Hashable, ...]:
    if decision.action is Action.SEPARATE:
        return decision.action, frozenset({decision.subject, decision.value}), decision.document
    return decision.action, decision.subject, decision.value, decision.document


def _once(decisions: Iterable[Decision], problems: list[Problem]) -> list[Decision]:
    """Each decision once: its last line, since what stands between them may have overruled the first."""
    last = {_told(decision): decision for decision in decisions}
    kept = []
    for decision in decisions:
        other = last[_told(decision)]
        if other is decision:
            kept.append(decision)
        else:
            reason = f"is repeated on line {other.line}"
            problems.append(_note(decision, other, reason, "remove one of the two"))
    return kept


def _slots(decision: Decision) -> Iterator[tuple[Hashable, ...]]:
    """What a decision settles, of which one line at most can hold."""
    subject, value, document = decision.subject, decision.value, decision.document
    match decision.action:
        case Action.MERGE:
            yield "one with", subject, document
            yield "pair", frozenset({subject, value}), document
        case Action.SEPARATE:
            yield "pair", frozenset({subject, value}), document
        case Action.IDENTIFY:
            scheme, equals, _ = value.partition("=")
            site = value[: max(value.rfind("/"), value.rfind("#")) + 1]
            yield decision.action, subject, scheme if equals and "://" not in scheme else site, document
        case Action.AMEND:
            yield decision.action, subject, value.partition("=")[0], document
        case Action.ASSERT:
            return
        case action if action in _VERDICTS:
            yield "verdict", subject, document
        case action:
            yield action, subject, document


def _later_wins(decisions: Sequence[Decision], problems: list[Problem]) -> list[Decision]:
    holders: dict[tuple[Hashable, ...], Decision] = {}
    overruled: dict[int, Decision] = {}
    for decision in decisions:
        for slot in _slots(decision):
            other = holders.get(slot)
            reversed_merge = other and slot[0] == "pair" and other.action is decision.action
            if other and not reversed_merge:
                overruled[id(other)] = decision
            holders[slot] = decision
    for decision in decisions:
        if by := overruled.get(id(decision)):
            problems.append(
                _note(decision, by, f"is overruled by line {by.line}", "remove the one that is wrong")
            )
    return [decision for decision in decisions if id(decision) not in overruled]


class _Merges:
    """Merges that hold: those of all documents, and those of one, which go before them there."""

    def __init__(self) -> None:
        self._scopes: dict[str, dict[str, Decision]] = {"": {}}
        self._group: dict[str, str] = {}  # thing → another of its group; things of two groups never meet
        self._documents: dict[str, set[str]] = {}  # first thing of a group → documents with merges in it

    def add(self, decision: Decision) -> None:
        """Let a merge hold from now on."""
        self._scopes.setdefault(decision.document, {})[decision.subject] = decision
        one, other = self._first(decision.subject), self._first(decision.value)
        documents = self._documents.pop(one, set()) | self._documents.pop(other, set())
        self._group[one] = other
        self._documents[other] = documents | {decision.document}

    def circle(self, decision: Decision) -> list[int]:
        """Lines by which what it merges into comes back to its subject in some document, if it does."""
        group = self._first(decision.subject)
        if group != self._first(decision.value):
            return []
        scopes = {decision.document}
        if not decision.document:
            scopes |= self._documents.get(group, set())
        for scope in sorted(scopes):
            if scope != decision.document and decision.subject in self._scopes[scope]:
                continue  # that document goes its own way
            lines, at = [], decision.value
            while (to := self._next(at, scope)) is not None:
                lines.append(to.line)
                at = to.value
                if at == decision.subject:
                    return lines
        return []

    def joined(self, decision: Decision) -> list[int]:
        """Lines that make one of what a separation keeps apart, where it holds; none when they are two."""
        if self._first(decision.subject) != self._first(decision.value):
            return []
        one, first = self._end(decision.subject, decision.document)
        other, second = self._end(decision.value, decision.document)
        return sorted({*first, *second}) if one == other else []

    def _next(self, key: str, scope: str) -> Decision | None:
        return self._scopes.get(scope, {}).get(key) or self._scopes[""].get(key)

    def _end(self, key: str, scope: str) -> tuple[str, list[int]]:
        lines = []
        while (to := self._next(key, scope)) is not None:
            lines.append(to.line)
            key = to.value
        return key, lines

    def _first(self, key: str) -> str:
        while (above := self._group.get(key, key)) != key:
            self._group[key] = self._group.get(above, above)
            key = above
        return key


def _without_circles(decisions: Sequence[Decision], problems: list[Problem]) -> list[Decision]:
    merges = _Merges()
    kept = []
    for decision in decisions:
        if decision.action is Action.MERGE:
            circle = merges.circle(decision)
            if circle:
                lines = ", ".join(str(line) for line in sorted({*circle, decision.line}))
                reason = f"closes a circle of merges (lines {lines}): no name would be kept"
                problems.append(_fault(decision, reason, "remove one of these lines"))
                continue
            merges.add(decision)
        kept.append(decision)
    return kept


def _without_joined(decisions: Sequence[Decision], problems: list[Problem]) -> list[Decision]:
    """Without lines that keep apart what other lines make one."""
    merges = _Merges()
    for decision in decisions:
        if decision.action is Action.MERGE:
            merges.add(decision)
    kept = []
    for decision in decisions:
        if decision.action is Action.SEPARATE and (lines := merges.joined(decision)):
            reason = f"keeps apart what merges make one (lines {', '.join(map(str, lines))})"
            problems.append(_fault(decision, reason, "remove this line or one of those"))
            continue
        kept.append(decision)
    return kept


def _note(decision: Decision, by: Decision, reason: str, hint: str) -> Problem:
    return Problem(decision.file, decision.line, "", reason, hint, note=True, kind=OVERRULED, by=by.line)


def _fault(decision: Decision, reason: str, hint: str) -> Problem:
    return Problem(decision.file, decision.line, "value", reason, hint)
