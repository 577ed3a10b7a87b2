"""Read a table that an analyst made, whatever spreadsheet saved it, and keep what can be kept.

The bundled tables are ours and must be right (`tables`); this one is the user's: each fault becomes a
`Problem` with its file, line and column, and the rest is used.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from diplograph.errors import TableError

# What a table may have besides; `knowledge unknown` writes them for the reader.
IGNORED = ("count", "documents", "sentence", "note", "candidates")
COLUMNS = (
    *("type", "name", "aliases", "former", "ambiguous", "country", "parents", "sectors"),
    *("wikidata", "geonames", "isin", "key"),
)
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LINES_IN_CELL = 20  # a cell that goes on for longer has lost its closing quote
_SAVE = "save it as CSV UTF-8"
# What no name has, and other encodings have when they are read as Windows-1252: a capital with an accent
# inside a word, a sign between two letters.
_MISREAD = re.compile(r"[a-zß-ÿ][À-ÖØ-ÞŠŒŽŸ]|(?<=[^\W\d_])[^\w\s\x00-\x7f’‘–](?=[^\W\d_])|ƒ|‚\w|Ã[^\w\s]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong with one cell of a table of the user's; `note` is a remark that costs nothing.

    `line` counts from 1, the header's being the first; `column` is its name, or its number, or "".
    """

    file: str
    line: int
    column: str
    reason: str
    hint: str = ""
    note: bool = False

    @property
    def where(self) -> str:
        """Place for messages: "companies.csv:12"."""
        return f"{self.file}:{self.line}"

    def __str__(self) -> str:
        column = f"column {self.column} " if self.column else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.where}: {column}{self.reason}{hint}"


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
    text = _decoded(raw, str(path), problems)
    lines = re.split(r"\r\n|\n|\r", text) if text else []
    rows = list(_rows(str(path), lines, problems))
    return rows, problems


def _decoded(raw: bytes, file: str, problems: list[Problem]) -> str:
    """The text of a file: UTF-8, UTF-16, else Windows-1252 as spreadsheets save it."""
    if raw.startswith(_WORKBOOKS):
        problems.append(Problem(file, 1, "", "is a workbook, not a table", f"in the spreadsheet, {_SAVE}"))
        return ""
    mark = raw[:2]
    nulls = raw[:400].count(0)
    if mark in (b"\xff\xfe", b"\xfe\xff") or nulls * 3 > len(raw[:400]):
        name = "utf-16" if mark in (b"\xff\xfe", b"\xfe\xff") else "utf-16-le"
        if name == "utf-16-le" and raw[:1] == b"\0":
            name = "utf-16-be"
        try:
            text = raw.decode(name)
        except UnicodeDecodeError as fault:
            line = raw[: fault.start].decode(name, errors="ignore").count("\n") + 1
            problems.append(Problem(file, line, "", "is cut short in UTF-16", _SAVE))
            text = raw.decode(name, errors="ignore")
        problems.append(Problem(file, 1, "", "is UTF-16; read as such", f"better {_SAVE}", note=True))
        return _normal(text.lstrip("\ufeff"))
    try:
        return _normal(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        column = _column_at(raw, fault.start)
    try:
        text = raw.decode("cp1252")
        if not _MISREAD.search(text):
            note = Problem(file, 1, "", "is Windows-1252; read as such", f"better {_SAVE}", note=True)
            problems.append(note)
            return _normal(text)
        reason = "is not UTF-8; read as Windows-1252"
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
        reason = "is neither UTF-8 nor Windows-1252; its accents are uncertain"
    problems.append(Problem(file, line, column, reason, f"check the accents and {_SAVE}"))
    return _normal(text)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _column_at(raw: bytes, offset: int) -> str:
    """Name of the column in which a byte stands, read roughly: good enough to look for it."""
    begin = raw.rfind(b"\n", 0, offset) + 1
    header = raw.split(b"\n", 1)[0].decode("latin-1").strip("\r")
    mark = _delimiter(header)
    names = [name.strip().strip('"').lower() for name in header.split(mark)]
    place = raw[begin:offset].decode("latin-1")
    number = re.sub(r'"[^"]*("|$)', "", place).count(mark)
    return names[number] if begin and number < len(names) else ""


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _rows(file: str, lines: Sequence[str], problems: list[Problem]) -> Iterator[OwnRow]:
    first = 0
    while first < len(lines) and not lines[first].strip(" ,;\t"):
        first += 1
    if first < len(lines) and lines[first].lower().startswith("sep="):
        first += 1  # Excel's own remark on the delimiter
    if first >= len(lines):
        if not problems:
            problems.append(Problem(file, 1, "", "is empty", f"begin with a header: {', '.join(COLUMNS)}"))
        return
    mark = _delimiter(lines[first])
    if mark != ",":
        note = f"has {_DELIMITERS[mark]} between its cells; read as such"
        problems.append(Problem(file, first + 1, "", note, note=True))
    header = [name.strip().lower() for name in next(csv.reader([lines[first]], delimiter=mark))]
    if not _is_usable(header, file, first + 1, problems):
        return
    for number, record in _records(lines, first + 1, header, mark, file, problems):
        try:
            cells = next(csv.reader([record], delimiter=mark, strict=True), [])
        except csv.Error as fault:
            reason = f"is not CSV: {fault}"
            column = _nth(header, record.count(mark, 0, max(0, record.find('"'))))
            hint = 'double a quote inside quotes: "le ""Grand"" Paris"'
            problems.append(Problem(file, number, column, reason, hint))
            continue
        if not any(cell and not cell.isspace() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(header) :]):
            reason = f"has no name: the row has {len(cells)} cells, the header {len(header)}"
            hint = f"put a cell that holds {mark!r} between double quotes"
            problems.append(Problem(file, number, str(len(header) + 1), reason, hint))
            continue
        values: dict[str, str] = {}
        for name, cell in zip(header, cells, strict=False):
            if _CONTROL.search(cell):
                problems.append(Problem(file, number, name, "has control characters", "type it anew"))
                cell = _CONTROL.sub(" ", cell)
            values.setdefault(name, " ".join(cell.split()))
        yield OwnRow(file, number, values)


def _nth(header: Sequence[str], number: int) -> str:
    return header[number] if number < len(header) else str(number + 1)


def _records(
    lines: Sequence[str], first: int, header: Sequence[str], mark: str, file: str, problems: list[Problem]
) -> Iterator[tuple[int, str]]:
    """(line number, text) of each record; one whose quote is never closed costs its own line only."""
    i = first
    while i < len(lines):
        record, end = lines[i], i + 1
        while record.count('"') % 2 and end < len(lines) and end - i < _LINES_IN_CELL:
            record, end = f"{record}\n{lines[end]}", end + 1
        if record.count('"') % 2:
            opening = lines[i].rfind('"')
            column = _nth(header, lines[i].count(mark, 0, opening))
            hint = "close it, or remove it; the row is left out"
            problems.append(Problem(file, i + 1, column, "opens a double quote and never closes it", hint))
            i += 1
            continue
        yield i + 1, record
        i = end


def _is_usable(header: Sequence[str], file: str, line: int, problems: list[Problem]) -> bool:
    """Report on the header; whether rows can be read by it."""
    known = (*COLUMNS, *IGNORED)
    missing = [name for name in ("name",) if name not in header]
    if "type" not in header and "key" not in header:
        missing.insert(0, "type")
    for name in dict.fromkeys(header):
        if header.count(name) > 1 and name:
            problems.append(Problem(file, line, name, "stands twice in the header", "keep one"))
        if name not in known and name:
            near = get_close_matches(name, known, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(COLUMNS)}"
            problems.append(Problem(file, line, name, "is unknown and not read", hint, note=not near))
    for name in missing:
        problems.append(
            Problem(file, line, name, "is missing: no row can be read", f"columns: {', '.join(COLUMNS)}")
        )
    return not missing
