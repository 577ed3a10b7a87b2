"""The ledger of an analyst's decisions: one file under their own version control, read line by line."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from diplograph.curation.checks import LineCheck, Resolve
from diplograph.curation.conflicts import settle
from diplograph.curation.entries import COLUMNS, COMMENT, Form, read_csv, read_yaml
from diplograph.errors import TableError
from diplograph.knowledge.spreadsheet import Problem, decoded
from diplograph.model.decisions import Decision
from diplograph.rdf.identifiers import DEFAULT_BASE

MAX_BYTES = 64 * 1024 * 1024
_YAML = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger as it was read.

    Attributes:
        decisions: in force, by line; faulty, repeated and overruled lines are left out.
        problems: what is wrong, by line; notes cost nothing.
        digest: sha256 (hex) of its bytes.
        lines: every line that can be read, those included that others overrule.
        places: lines on which entries begin, those with faults included.
        in_words: (line, column) of the cells that name things in words; their keys stand in `decisions`.
        broken: it cannot be read to its end (not YAML, no header), so that what it decides is not known.
        raw: its bytes.
    """

    path: Path
    decisions: tuple[Decision, ...]
    problems: tuple[Problem, ...]
    digest: str
    lines: tuple[Decision, ...]
    places: tuple[int, ...]
    in_words: frozenset[tuple[int, str]]
    form: Form
    broken: bool
    raw: bytes = field(repr=False)

    def refuse_broken(self) -> None:
        """Stop before a ledger that cannot be read to its end lifts decisions.

        Raises:
            TableError: what is wrong with it.
        """
        if self.broken:
            first, *others = map(_error, self.faults)
            raise TableError(first.reason, where=first.where, hint=first.hint, others=others)

    @property
    def is_void(self) -> bool:
        """Whether the file holds nothing at all, not even the header of a table or an empty list (`[]`)."""
        text = self.raw.decode(self.form.encoding or "utf-8", errors="replace").removeprefix("\ufeff")
        told = (line.strip() for line in text.splitlines())
        return all(not line or line.startswith(COMMENT) or line in ("---", "...") for line in told)

    @property
    def faults(self) -> tuple[Problem, ...]:
        """Problems that leave a line out."""
        return tuple(problem for problem in self.problems if not problem.note)


def read_ledger(path: Path, *, base: str = DEFAULT_BASE, resolve: Resolve | None = None) -> Ledger:
    """Read a ledger: YAML by its ending (.yaml, .yml), else CSV of any spreadsheet.

    Args:
        base: IRI under which the store names things.
        resolve: name in words → key, `UsageError` for one that it does not know; without it such a line is a
            fault, since after a decision its name may mean another thing.
    Raises:
        TableError: the file is missing, a folder, may not be read, or is no ledger by its size.
    """
    return parse_ledger(_bytes(path), path, base=base, resolve=resolve)


def parse_ledger(
    raw: bytes, path: Path, *, base: str = DEFAULT_BASE, resolve: Resolve | None = None
) -> Ledger:
    """The ledger that some bytes are; `path` tells its name and its format."""
    file = str(path)
    problems: list[Problem] = []
    text, encoding = decoded(raw, file, problems)
    read = read_yaml if path.suffix.lower() in _YAML else read_csv
    found = read(file, text, encoding, problems)
    if not found.entries and not problems:
        problems.append(_empty(file, found.form))
    check = LineCheck(file, base, resolve, problems)
    lines = [decision for entry in found.entries if (decision := check.decision(entry))]
    decisions, conflicts = settle(lines)
    return Ledger(
        path=path,
        decisions=decisions,
        problems=tuple(sorted({*problems, *conflicts}, key=lambda each: (each.line, each.note, each))),
        digest=hashlib.sha256(raw).hexdigest(),
        lines=tuple(lines),
        places=tuple(entry.line for entry in found.entries if any(entry.cells.values())),
        in_words=frozenset(check.in_words),
        form=found.form,
        broken=found.broken,
        raw=raw,
    )


def _error(fault: Problem) -> TableError:
    column = f"column {fault.column} " if fault.column else ""
    return TableError(f"{column}{fault.reason}", where=fault.where, hint=fault.hint)


def _empty(file: str, form: Form) -> Problem:
    if form.yaml or form.header:
        return Problem(file, 1, "", "holds no decision yet", note=True)
    return Problem(file, 1, "", "is empty", f"begin with a header: {','.join(COLUMNS)}", note=True)


def _bytes(path: Path) -> bytes:
    where = str(path)
    try:
        if path.is_dir():
            raise TableError("is a folder, not a ledger", where=where, hint="name a CSV or YAML file")
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as fault:
        missing = isinstance(fault, FileNotFoundError)
        hint = "check the path" if missing else "look at its permissions"
        reason = "there is no such ledger" if missing else f"cannot be read: {fault.strerror}"
        raise TableError(reason, where=where, hint=hint) from None
    if len(raw) > MAX_BYTES:
        hint = "a ledger holds decisions, one a line; name the right file"
        raise TableError("is too large for a ledger", where=where, hint=hint)
    return raw
