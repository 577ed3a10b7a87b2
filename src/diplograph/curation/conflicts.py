"""Lines that contradict one another: the later one holds, and what no order settles is a fault.

An analyst who changes their mind adds a line; the earlier one stays in the file as its history. Merges are
directed: of `merge A B` the name of B is kept, chains end at their last thing, and a circle has none.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence

from diplograph.knowledge.spreadsheet import Problem
from diplograph.model.decisions import Action, Decision

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
            problems.append(_note(decision, f"is repeated on line {other.line}", "remove one of the two"))
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
                _note(decision, f"is overruled by line {by.line}", "remove the one that is wrong")
            )
    return [decision for decision in decisions if id(decision) not in overruled]


def _without_circles(decisions: Sequence[Decision], problems: list[Problem]) -> list[Decision]:
    targets: dict[str, Decision] = {}
    kept = []
    for decision in decisions:
        if decision.action is Action.MERGE:
            circle = _circle(decision, targets)
            if circle:
                lines = ", ".join(str(line) for line in sorted({*circle, decision.line}))
                reason = f"closes a circle of merges (lines {lines}): no name would be kept"
                problems.append(_fault(decision, reason, "remove one of these lines"))
                continue
            targets[decision.subject] = decision
        kept.append(decision)
    return kept


def _circle(decision: Decision, targets: dict[str, Decision]) -> list[int]:
    """Lines by which the thing merged into comes back to the subject; none when it does not."""
    lines, at = [], decision.value
    while at in targets:
        lines.append(targets[at].line)
        at = targets[at].value
        if at == decision.subject:
            return lines
    return []


def _without_joined(decisions: Sequence[Decision], problems: list[Problem]) -> list[Decision]:
    """Without lines that keep apart what other lines make one."""
    targets = {each.subject: each for each in decisions if each.action is Action.MERGE}
    kept = []
    for decision in decisions:
        if decision.action is Action.SEPARATE:
            one, first = _end(decision.subject, targets)
            other, second = _end(decision.value, targets)
            if one == other:
                lines = ", ".join(str(line) for line in sorted({*first, *second}))
                reason = f"keeps apart what merges make one (lines {lines})"
                problems.append(_fault(decision, reason, "remove this line or one of those"))
                continue
        kept.append(decision)
    return kept


def _end(key: str, targets: dict[str, Decision]) -> tuple[str, list[int]]:
    lines = []
    while key in targets:
        lines.append(targets[key].line)
        key = targets[key].value
    return key, lines


def _note(decision: Decision, reason: str, hint: str) -> Problem:
    return Problem(decision.file, decision.line, "", reason, hint, note=True)


def _fault(decision: Decision, reason: str, hint: str) -> Problem:
    return Problem(decision.file, decision.line, "value", reason, hint)
