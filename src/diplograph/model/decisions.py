"""What an analyst decides about the graph: one line of a curation ledger each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What a decision does to its subject."""

    MERGE = "merge"  # the subject is the same thing as `value`, whose name is kept
    SEPARATE = "separate"  # the subject and `value` are never joined
    RENAME = "rename"  # its preferred label becomes `value`
    RETYPE = "retype"  # an entity is of the class `value`
    IDENTIFY = "identify"  # an entity has an identifier: an IRI, or "property=value" (isin=FR0000120271)
    REJECT = "reject"  # a fact, or an entity with all facts about it, is not published
    ACCEPT = "accept"  # a fact is right as it stands
    STATUS = "status"  # a fact's status becomes `value`
    AMEND = "amend"  # a role of a fact becomes what `value` tells ("start=2023-11-01"; "place=" takes it out)
    ASSERT = "assert"  # the analyst states a fact: `value` tells class and roles


OF_TWO = frozenset({Action.MERGE, Action.SEPARATE})  # their value is a thing too


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of a ledger.

    Attributes:
        subject: key of an entity ("company/orano") or of a fact ("fact/visit-0a1b2c"), which is its IRI below
            the base; "" in an assertion.
        value: what `action` asks for.
        document: identifier of the only document it is about; "" for all.
        author: who decided.
        date: ISO date of the decision.
        reason: why, for those who come after.
        file: the ledger.
        line: where it stands there, from 1.
    """

    action: Action
    subject: str = ""
    value: str = ""
    document: str = ""
    author: str = ""
    date: str = ""
    reason: str = ""
    file: str = ""
    line: int = 0

    @property
    def where(self) -> str:
        """Its place for messages: "curation.csv, line 3"."""
        return f"{self.file}, line {self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A decision that the graph does not answer to (any more), and why.

    `breaks`: it is in force, and a shape refuses facts that it makes.
    """

    decision: Decision
    reason: str
    hint: str = ""
    breaks: bool = False
