"""One sitting at the desk: an answer becomes a decision, and a decision a line of the ledger, at once.

Nothing of a sitting is kept anywhere but in the ledger: it may be killed at any moment. The store is held for
writing only while a decision is written, so that builds go on while a person thinks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from diplograph.curation.advice import can_be_amended
from diplograph.curation.deciding import Replayed, make_decision, open_ledger, record
from diplograph.curation.described import Described
from diplograph.curation.desk import Case, Why
from diplograph.errors import UsageError
from diplograph.model import FACT_ROLES
from diplograph.model.claims import SEPARATOR
from diplograph.model.decisions import Decision
from diplograph.store import Background, Store

Row = tuple[str, str, str]  # action, subject, value


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person typed: a letter, and what follows it."""

    letter: str
    rest: str

    @classmethod
    def of(cls, line: str) -> Answer:
        """An answer from a line; an empty one skips."""
        letter, _, rest = line.strip().partition(" ")
        return cls(letter.lower() or "s", rest.strip())


class NotPublishableError(UsageError):
    """A fact that breaks a shape was accepted as it stands."""


def accept(case: Case) -> list[Row]:
    """Rows that accept a case.

    Raises:
        NotPublishableError: it breaks a shape.
    """
    if case.why is Why.ASIDE:
        raise NotPublishableError("it breaks a shape", hint="correct it, or reject it")
    if case.why is Why.JOIN:
        return [("merge", case.key, case.candidates[0])]
    return [("accept", case.key, "")]


def refuse(case: Case) -> list[Row]:
    """Rows that reject a case: a fact is not published, a surname is not the person it was taken for."""
    if case.why is Why.JOIN:
        return [("separate", case.key, case.candidates[0])]
    return [("reject", case.key, "")]


def correct(case: Case, described: Described, role: str, value: str) -> list[Row]:
    """Rows that give a role of a fact, or its status, another value.

    A fact whose words are at fault cannot be amended: it is rejected, and stated anew as it should be.

    Raises:
        UsageError: it is no fact.
    """
    if not described.is_fact:
        raise UsageError(f"{case.key} is no fact", hint="rename or retype it with 'diplograph curate'")
    if not described.aside or (role != "status" and can_be_amended(case, described)):
        row = ("status", case.key, value) if role == "status" else ("amend", case.key, f"{role}={value}")
        return [row]
    values = [part.strip() for part in value.split(SEPARATOR) if part.strip()]
    return [("reject", case.key, ""), ("assert", "", described.claim(**{role: values}))]


def roles_of(described: Described) -> tuple[str, ...]:
    """Roles that can be corrected, the status first."""
    return ("status", *(role.name for role in FACT_ROLES.get(described.type, ())))


def write(
    store: Path,
    rows: Sequence[Row],
    *,
    ledger: Path | None,
    common: Mapping[str, str],
    background: Callable[[Store], Background] | None = None,
) -> tuple[Replayed, tuple[Decision, ...]]:
    """Write rows into the ledger of a store, and let the store obey.

    Args:
        common: author, date, reason and document of all of them.
        background: makes the gazetteer's part for an open store, see `Store.curate`.
    Returns:
        what the store is now, and the decisions with their lines.
    Raises:
        UsageError, StoreError: nothing was written, or see `deciding.record`.
    """
    with Store.open(store) as opened:
        read = open_ledger(opened, ledger)
        known = background(opened) if background else None
        decisions = [
            make_decision(
                opened,
                background=known,
                action=action,
                subject=subject,
                value=value,
                **{**common, "document": common.get("document", "") if _is_local(action) else ""},
            )
            for action, subject, value in rows
        ]
        replayed = record(opened, read, decisions, background=known)
    return replayed, replayed.ledger.lines[-len(decisions) :]


def _is_local(action: str) -> bool:
    """Whether a decision may be about one document; the analyst's own statements are about none."""
    return action != "assert"
