"""Read a table of names that an analyst made, and keep what can be kept.

The bundled tables are ours and must be right (`tables`); this one is the user's: each fault becomes a
`Problem` with its file, line and column, and the rest is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from diplograph.errors import TableError
from diplograph.knowledge.spreadsheet import Problem, check_columns, decoded, read_rows, read_sheet

# What a table may have besides; `knowledge unknown` writes them for the reader.
IGNORED = ("count", "documents", "sentence", "note", "candidates")
COLUMNS = (
    *("type", "name", "aliases", "former", "ambiguous", "country", "parents", "sectors"),
    *("wikidata", "geonames", "isin", "key"),
)


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One row; a column that the table lacks is an empty cell."""

    file: str
    line: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """Text of a cell, its spaces made single; "" when empty or missing."""
        return self.cells.get(column, "")

    def items(self, column: str) -> tuple[str, ...]:
        """Members of a list cell, in order, without empty ones and repetitions."""
        return tuple(dict.fromkeys(part for raw in self.get(column).split("|") if (part := raw.strip())))

    def problem(self, column: str, reason: str, hint: str = "", *, note: bool = False) -> Problem:
        """What is wrong with one cell of this row."""
        return Problem(self.file, self.line, column, reason, hint, note)

    @property
    def where(self) -> str:
        """Place for messages."""
        return f"{self.file}:{self.line}"


def read_own_table(path: Path) -> tuple[list[OwnRow], list[Problem]]:
    """Rows that can be used, and what is wrong with the table.

    Raises:
        TableError: the file is missing or may not be read.
    """
    try:
        raw = path.read_bytes()
    except OSError as fault:
        hint = "check the path" if isinstance(fault, FileNotFoundError) else ""
        raise TableError(f"cannot be read: {fault.strerror}", where=str(path), hint=hint) from fault
    problems: list[Problem] = []
    file = str(path)
    text, _ = decoded(raw, file, problems)
    sheet = read_sheet(file, text, problems)
    if not sheet.header:
        if not problems:
            problems.append(Problem(file, 1, "", "is empty", f"begin with a header: {', '.join(COLUMNS)}"))
        return [], problems
    missing = ["name"] if "name" not in sheet.header else []
    if "type" not in sheet.header and "key" not in sheet.header:
        missing.insert(0, "type")
    if not check_columns(sheet, (*COLUMNS, *IGNORED), problems, missing=missing, shown=COLUMNS):
        return [], problems
    return [OwnRow(file, line, cells) for line, cells in read_rows(sheet, problems)], problems
