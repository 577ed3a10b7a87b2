"""Read the tables of `data/`: CSV files that a person edits in a spreadsheet.

A table is UTF-8, has a header row, and separates the members of a list by "|". Spreadsheets save a byte
order mark, semicolons instead of commas, and blank rows: all three are accepted. Whatever else is wrong is
reported with its file and line.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from diplograph.errors import TableError

LIST_SEPARATOR = "|"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `where` is "file:line" for messages."""

    where: str
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """Text of a cell, trimmed; "" when empty."""
        return self.cells[column]

    def required(self, column: str) -> str:
        """Text of a cell that must not be empty."""
        value = self.cells[column]
        if not value:
            raise self.error(column, "is empty", hint="every row needs one")
        return value

    def items(self, column: str) -> tuple[str, ...]:
        """Members of a list cell, in order, without empty ones."""
        cell = self.cells[column]
        if not cell:
            return ()
        return tuple(part for raw in cell.split(LIST_SEPARATOR) if (part := raw.strip()))

    def parsed(self, column: str, parse: Callable[[str], T], *, expected: str) -> T:
        """Value of a cell through `parse`; a ValueError becomes a TableError that says what is expected."""
        value = self.cells[column]
        try:
            return parse(value)
        except ValueError:
            raise self.error(column, f"is not {expected}: {value!r}") from None

    def error(self, column: str, reason: str, *, hint: str = "") -> TableError:
        """Make the error for one cell of this row."""
        return TableError(f"column {column} {reason}", where=self.where, hint=hint)


def read_table(path: Path, columns: Sequence[str]) -> list[Row]:
    """Read one table; rows in the order of the file, blank ones left out.

    Args:
        path: the CSV file.
        columns: those the header must have; others are refused, as they are most often misspelt.
    Raises:
        TableError: the file is missing or not UTF-8, a column is missing or unknown, a row is too long.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        raise TableError(f"cannot be read: {fault.strerror}", where=str(path)) from fault
    except UnicodeDecodeError as fault:
        line = path.read_bytes()[: fault.start].count(b"\n") + 1
        raise TableError("is not UTF-8", where=f"{path}:{line}", hint="save it as CSV UTF-8") from fault
    lines = unicodedata.normalize("NFC", text).splitlines(keepends=True)
    return list(_rows(path, lines, columns))


def _rows(path: Path, lines: Sequence[str], columns: Sequence[str]) -> Iterator[Row]:
    header_line = lines[0] if lines else ""
    delimiter = ";" if header_line.count(";") > header_line.count(",") else ","
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(header, columns, where=f"{path}:1")
        start = reader.line_num + 1
        for cells in reader:
            where = f"{path}:{start}"
            start = reader.line_num + 1
            if not any(cell and not cell.isspace() for cell in cells):
                continue
            if len(cells) > len(header) and any(cells[len(header) :]):
                raise TableError(
                    f"has {len(cells)} cells, the header {len(header)}",
                    where=where,
                    hint="put a cell that holds a comma between double quotes",
                )
            padded = cells + [""] * (len(header) - len(cells))
            yield Row(where, {name: cell.strip() for name, cell in zip(header, padded, strict=False)})
    except csv.Error as fault:
        raise TableError(f"is not CSV: {fault}", where=f"{path}:{reader.line_num}") from fault


def _check_header(header: Sequence[str], columns: Sequence[str], *, where: str) -> None:
    missing = [name for name in columns if name not in header]
    unknown = [name for name in header if name not in columns]
    if not missing and not unknown and len(set(header)) == len(header):
        return
    faults = [f"lacks {name}" for name in missing]
    for name in unknown:
        near = get_close_matches(name, missing, n=1)
        faults.append(f"does not know {name!r}" + (f", perhaps {near[0]!r}" if near else ""))
    faults += [f"repeats {name!r}" for name in sorted({name for name in header if header.count(name) > 1})]
    raise TableError(
        f"the header {'; '.join(faults)}", where=where, hint=f"expected columns: {', '.join(columns)}"
    )


def raise_all(faults: Iterable[TableError]) -> None:
    """Raise one error that names every fault, so that an editor mends them in one go; none: return."""
    found = list(faults)
    if found:
        first, *others = found
        raise TableError(first.reason, where=first.where, hint=first.hint, others=others)
