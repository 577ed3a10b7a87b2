"""One decision: checked, written into the ledger, obeyed by the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from diplograph.curation.checks import LineCheck
from diplograph.curation.entries import COLUMNS, Entry
from diplograph.curation.ledger import Ledger, parse_ledger, read_ledger
from diplograph.curation.naming import key_of, resolver
from diplograph.curation.remembering import refuse_emptied, remember_ledger, remembered_ledger
from diplograph.curation.writing import add_line, spell_in_keys
from diplograph.errors import UsageError
from diplograph.knowledge.spreadsheet import Problem
from diplograph.model.decisions import Action, Decision, Unmatched
from diplograph.store import Background, Store
from diplograph.store.curation import assertion_fault
from diplograph.store.rulings import Rulings, entity_keys

DEFAULT_NAME = "curation.csv"


@dataclass(frozen=True, slots=True)
class Replayed:
    """A store that obeys a ledger: the ledger as it is now, and what nothing answers to."""

    ledger: Ledger
    unmatched: tuple[Unmatched, ...] = ()

    def of(self, decision: Decision) -> tuple[Unmatched, ...]:
        """What nothing answers to of one decision."""
        return tuple(each for each in self.unmatched if each.decision.line == decision.line)


def open_ledger(store: Store, given: Path | None = None, *, instead: bool = False) -> Ledger:
    """The ledger to write into: the one that is given, else the store's, else `curation.csv` in this folder.

    One that is missing is taken as empty; the first decision makes it.

    Args:
        instead: `given` may take the place of another ledger, whose decisions are lifted by that.
    Raises:
        TableError: it cannot be read, or not to its end.
        UsageError: the store remembers a ledger that is gone, or another one.
    """
    known = remembered_ledger(store.path)
    path = given or _near(known) or Path(DEFAULT_NAME)
    if given and known and not instead and given.resolve() != known.resolve():
        hint = f"leave --curation out, or put it in its place: diplograph curate apply {given}"
        raise UsageError(f"the store obeys another ledger, {_near(known)}", where=str(given), hint=hint)
    if not path.exists():
        if known is not None and not instead:
            hint = "put it back, or name another with --curation"
            raise UsageError("the ledger of the store is gone", where=str(path), hint=hint)
        if not path.parent.is_dir():
            raise UsageError("no such folder", where=str(path.parent), hint="make it, or name another place")
        return parse_ledger(b"", path, base=store.base)
    ledger = read_ledger(path, base=store.base, resolve=resolver(store))
    ledger.refuse_broken()
    if not instead:
        refuse_emptied(store.path, ledger)
    return ledger


def _near(path: Path | None) -> Path | None:
    """A path as a person would write it from the current folder."""
    here = Path.cwd()
    return path.relative_to(here) if path and path.is_relative_to(here) else path


def make_decision(store: Store, *, background: Background | None = None, **cells: str) -> Decision:
    """A decision from what an analyst typed, with names in keys.

    Args:
        background: the gazetteer's; a thing may be merged into one that only this knows.
        cells: as in a ledger.
    Raises:
        UsageError: a name is unknown, or a value does not fit; all that is wrong is told.
    """
    action = Action(cells["action"])
    for column in ("subject", "value"):
        if cells.get(column) and (column == "subject" or action in (Action.MERGE, Action.SEPARATE)):
            is_target = action is Action.MERGE and column == "value"
            known_there = background.known if background is not None and is_target else None
            cells[column] = key_of(store, cells[column], is_known_elsewhere=known_there)
    known = [record.identifier for record in store.documents()] if cells.get("document") else []
    if action in (Action.MERGE, Action.SEPARATE) and cells["subject"] == cells["value"]:
        hint = "give keys, if two things share the name; 'diplograph explain' shows them"
        raise UsageError(f"both names are those of {cells['subject']}", hint=hint)
    if cells.get("document") and cells["document"] not in known:
        from diplograph.spelling import did_you_mean

        hint = did_you_mean(cells["document"], known) or "'diplograph documents list' shows them"
        raise UsageError(f"the store has no document {cells['document']!r}", hint=hint)
    check = LineCheck("", store.base, resolver(store))
    decision = check.decision(Entry(0, {name: cells.get(name, "") for name in COLUMNS}))
    faults = [problem for problem in check.problems if not problem.note]
    if faults or decision is None:
        raise _errors(faults)
    if fault := assertion_fault(Rulings(store.base, store.decisions()), decision):
        raise UsageError(fault, hint="state it otherwise")
    for key in entity_keys(decision):
        key_of(store, key, is_known_elsewhere=background.known if background is not None else None)
    if cells.get("date") and not decision.date:
        raise UsageError(f"date is no day: {cells['date']!r}", hint="write YYYY-MM-DD")
    return decision


def record(
    store: Store, ledger: Ledger, decisions: Sequence[Decision], *, background: Background | None = None
) -> Replayed:
    """Write decisions into a ledger, one after the other, and let the store obey it.

    Raises:
        UsageError: a line contradicts others without remedy, or the file cannot be written; lines written
            before it stay.
        StoreError: the store could not be written; the lines stay, and the next build obeys them.
    """
    ledger = spell_in_keys(ledger, base=store.base)
    for decision in decisions:
        ledger = add_line(ledger, decision, base=store.base)
    return replay(store, ledger, background=background)


def replay(store: Store, ledger: Ledger, *, background: Background | None = None) -> Replayed:
    """Let a store obey a ledger and remember it, in place of the one it has.

    Args:
        background: the gazetteer's, for things that come to light when a decision is lifted.
    Raises:
        TableError: the store cannot obey its decisions together; it remembers what it did.
    """
    ledger = spell_in_keys(ledger, base=store.base)
    remember_ledger(store.path, ledger)
    return Replayed(ledger, tuple(store.curate(ledger.decisions, background=background)))


def preview(ledger: Ledger, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions in force as `record` would have them; nothing is written.

    Raises:
        UsageError: see `record`.
    """
    from diplograph.curation.conflicts import settle

    last = max(ledger.places, default=1)
    new = [replace(decision, line=last + number) for number, decision in enumerate(decisions, 1)]
    kept, problems = settle([*ledger.lines, *new])
    faults = [problem for problem in problems if not problem.note and problem not in ledger.problems]
    if faults:
        raise _errors(faults)
    return kept


def _errors(faults: Sequence[Problem]) -> UsageError:
    first, *others = [UsageError(f"{each.column} {each.reason}".strip(), hint=each.hint) for each in faults]
    return UsageError(first.reason, hint=first.hint, others=others)
