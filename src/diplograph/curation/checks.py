"""One line of a ledger to one decision, with all that is wrong with it told at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from diplograph.curation.entries import COLUMNS, Entry
from diplograph.curation.identifiers import identifier_fault, nearest, normal_identifier
from diplograph.curation.keys import written_key
from diplograph.curation.values import check_codes
from diplograph.errors import UsageError
from diplograph.knowledge.spreadsheet import Problem
from diplograph.language.folding import fold
from diplograph.model import AGREEMENT_CLASSES, EVENT_CLASSES, FACT_ROLES, EntityType, Status, ValueKind
from diplograph.model.claims import (
    SEPARATOR,
    Claim,
    ClaimError,
    claim_fact,
    parse_amendment,
    split_amendment,
    split_claim,
)
from diplograph.model.decisions import Action, Decision
from diplograph.model.families import fact_class, family, is_fact

CLASSES = (*(kind.value for kind in EntityType), *AGREEMENT_CLASSES, *EVENT_CLASSES)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_FRENCH_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_NEEDS_VALUE = frozenset(Action) - {Action.REJECT, Action.ACCEPT}
_ENTITY_ROLES = frozenset(
    role.name for roles in FACT_ROLES.values() for role in roles if role.kind is ValueKind.ENTITY
)

Resolve = Callable[[str], str]


@dataclass(slots=True)
class LineCheck:
    """Checks the lines of one ledger.

    Attributes:
        base: IRI under which the store names things.
        resolve: name in words → key; raises UsageError. None: words are a fault.
        problems: what is wrong, in the order of the lines.
        in_words: (line, column) of the cells that name things in words.
    """

    file: str
    base: str
    resolve: Resolve | None = None
    problems: list[Problem] = field(default_factory=list)
    in_words: set[tuple[int, str]] = field(default_factory=set)

    def decision(self, entry: Entry) -> Decision | None:
        """The decision of a line; None when it cannot be used."""
        if not any(entry.cells.values()):
            return None
        before = len(self.problems)
        action = self._action(entry)
        day = self._day(entry)
        if not entry.get("author"):
            self._note(entry, "author", "is empty", "say who decided")
        if action is None:
            return None
        subject = self._subject(entry, action)
        value = self._value(entry, action, subject)
        if any(not problem.note for problem in self.problems[before:]):
            return None
        return Decision(
            action=action,
            subject=subject,
            value=value,
            document=entry.get("document"),
            author=entry.get("author"),
            date=day,
            reason=entry.get("reason"),
            file=self.file,
            line=entry.line,
        )

    def _action(self, entry: Entry) -> Action | None:
        word = fold(entry.get("action"))
        if word in list(Action):
            return Action(word)
        if not word:
            self._fault(entry, "action", "is empty", f"write one of {', '.join(Action)}")
        else:
            self._fault(
                entry, "action", f"does not know {entry.get('action')!r}", nearest(word, tuple(Action))
            )
        return None

    def _subject(self, entry: Entry, action: Action) -> str:
        text = entry.get("subject")
        if action is Action.ASSERT:
            if text:
                self._fault(entry, "subject", "is filled", "leave it empty: value tells class and roles")
            return ""
        if not text:
            self._fault(entry, "subject", "is empty", "write a key, such as company/orano")
            return ""
        key = self._key(entry, "subject", text)
        if key and action in (Action.STATUS, Action.AMEND) and not is_fact(key):
            hint = "give a fact, such as fact/visit-0a1b2c4d5e6f70, as `diplograph explain` shows it"
            self._fault(entry, "subject", f"is no fact: {text!r}", hint)
        if key and action is Action.IDENTIFY and key.startswith("fact/"):
            self._fault(entry, "subject", f"is no entity: {text!r}", "facts have no identifiers elsewhere")
        return key

    def _value(self, entry: Entry, action: Action, subject: str) -> str:
        text = entry.get("value")
        if not text:
            if action in _NEEDS_VALUE:
                self._fault(entry, "value", "is empty", _WANTED[action])
            return ""
        match action:
            case Action.MERGE | Action.SEPARATE:
                return self._other(entry, action, subject, text)
            case Action.RETYPE:
                return self._word(entry, text, CLASSES)
            case Action.STATUS:
                return self._word(entry, text, list(Status))
            case Action.IDENTIFY:
                return self._identifier(entry, text)
            case Action.AMEND:
                return self._amendment(entry, subject, text)
            case Action.ASSERT:
                return self._claim(entry, text)
            case Action.RENAME:
                return text
        self._note(entry, "value", f"is not read: {action} takes none", "leave it empty")
        return ""

    def _other(self, entry: Entry, action: Action, subject: str, text: str) -> str:
        key = self._key(entry, "value", text)
        if not key or not subject:
            return key
        if key == subject:
            self._fault(entry, "value", "is the subject itself", f"name the other thing to {action} it")
        elif action is Action.MERGE and family(key) != family(subject):
            told = f"is {_kind(key)}, the subject {_kind(subject)}: they cannot be one thing"
            self._fault(entry, "value", told, "look at both keys")
        return key

    def _word(self, entry: Entry, text: str, known: Collection[str]) -> str:
        word = {fold(name): name for name in known}.get(fold(text.removeprefix("dg:")))
        if word is None:
            self._fault(entry, "value", f"does not know {text!r}", nearest(text, known))
        return word or ""

    def _identifier(self, entry: Entry, text: str) -> str:
        fault = identifier_fault(text)
        if fault:
            self._fault(entry, "value", *fault)
        return normal_identifier(text)

    def _amendment(self, entry: Entry, subject: str, text: str) -> str:
        try:
            role, values = split_amendment(text)
            values = self._values(entry, role, values)
            told = f"{role}={SEPARATOR.join(values)}"
            known = {name for roles in FACT_ROLES.values() for name in (role.name for role in roles)}
            if role not in known:
                raise ClaimError(f"no fact has a role {role!r}", nearest(role, known))
            check_codes(role, values)
            if (kind := fact_class(subject)) and all(values):
                parse_amendment(kind, told)
        except ClaimError as error:
            self._fault(entry, "value", f"cannot be used: {error.reason}", error.hint)
            return ""
        return told

    def _claim(self, entry: Entry, text: str) -> str:
        try:
            claim = split_claim(text)
            roles = {role: self._values(entry, role, values) for role, values in claim.roles.items()}
            claim = Claim(claim.type, roles, claim.status)
            for role, values in roles.items():
                check_codes(role, values)
            if all(map(all, roles.values())):
                claim_fact(claim)
        except ClaimError as error:
            self._fault(entry, "value", f"cannot be used: {error.reason}", error.hint)
            return ""
        return str(claim)

    def _values(self, entry: Entry, role: str, values: tuple[str, ...]) -> tuple[str, ...]:
        """Values of a role with its things as keys; "" for one that has none."""
        if role not in _ENTITY_ROLES:
            return values
        return tuple(self._key(entry, "value", value) for value in values)

    def _key(self, entry: Entry, column: str, text: str) -> str:
        key = written_key(text, base=self.base)
        if key:
            return key
        if self.resolve is None:
            hint = "give a key such as company/orano, or let 'diplograph curate apply' write it"
            self._fault(entry, column, f"has a name in words: {text!r}", hint)
            return ""
        try:
            key = self.resolve(text)
        except UsageError as error:
            self._fault(entry, column, f"is unknown: {error.reason}", error.hint)
            return ""
        self.in_words.add((entry.line, column))
        return key

    def _day(self, entry: Entry) -> str:
        text = entry.get("date")
        if not text:
            self._note(entry, "date", "is empty", "write the day of the decision, YYYY-MM-DD")
            return ""
        french = _FRENCH_DAY.fullmatch(text)
        if french:
            day, month, year = french.groups()
            text = f"{year}-{int(month):02}-{int(day):02}"
            self._note(entry, "date", f"is taken for {text}", "better write YYYY-MM-DD")
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text).isoformat()
        except ValueError:
            pass
        self._note(entry, "date", f"is no day: {entry.get('date')!r}", "write YYYY-MM-DD; it is left out")
        return ""

    def _fault(self, entry: Entry, column: str, reason: str, hint: str = "") -> None:
        self.problems.append(Problem(self.file, entry.line, column, reason, hint))

    def _note(self, entry: Entry, column: str, reason: str, hint: str = "") -> None:
        assert column in COLUMNS
        self.problems.append(Problem(self.file, entry.line, column, reason, hint, note=True))


_WANTED: Mapping[Action, str] = {
    Action.MERGE: "write what it is one with; its name is kept",
    Action.SEPARATE: "write what it is to be kept apart from",
    Action.RENAME: "write its name",
    Action.RETYPE: "write its class, such as Company",
    Action.IDENTIFY: "write an IRI, or wikidata=Q1431486",
    Action.STATUS: f"write one of {', '.join(Status)}",
    Action.AMEND: "write role=value, such as start=2023-11-01",
    Action.ASSERT: "write a fact: Presence company=company/orano country=country/mongolie",
}


def _kind(key: str) -> str:
    return fact_class(key) or key.partition("/")[0].replace("-", " ")
