"""Cells of a table that a person made, whatever spreadsheet saved it.

Each fault becomes a `Problem` with its file, line and column, and the rest is used.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

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

    `line` counts from 1, the header's being the first; `column` is its name, or its number, or "". `kind`
    names what a program tells apart ("" for most), `by` the line that brought it about (0: none).
    """

    file: str
    line: int
    column: str
    reason: str
    hint: str = ""
    note: bool = False
    kind: str = ""
    by: int = 0

    @property
    def where(self) -> str:
        """Place for messages: "companies.csv:12"."""
        return f"{self.file}:{self.line}"

    def __str__(self) -> str:
        column = f"column {self.column} " if self.column else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.where}: {column}{self.reason}{hint}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where the rows of a table begin, and how they are written.

    Attributes:
        lines: of the whole file, without their ends.
        start: index in `lines` of the header; their number when there is none.
        mark: what stands between cells.
        header: names of the columns, in small letters.
    """

    file: str
    lines: Sequence[str]
    start: int
    mark: str
    header: tuple[str, ...]


def decoded(raw: bytes, file: str, problems: list[Problem]) -> tuple[str, str]:
    """Text of a file as its bytes have it, and its encoding: UTF-8, UTF-16, else Windows-1252.

    A byte order mark is no part of the text; "utf-8-sig" and "utf-16" write one.
    """
    if raw.startswith(_WORKBOOKS):
        problems.append(Problem(file, 1, "", "is a workbook, not a table", f"in the spreadsheet, {_SAVE}"))
        return "", ""
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
        return text.lstrip("\ufeff"), name
    try:
        return raw.decode("utf-8-sig"), "utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "utf-8"
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        column = _column_at(raw, fault.start)
    try:
        text, encoding = raw.decode("cp1252"), "cp1252"
        if not _MISREAD.search(text):
            note = Problem(file, 1, "", "is Windows-1252; read as such", f"better {_SAVE}", note=True)
            problems.append(note)
            return text, encoding
        reason = "is not UTF-8; read as Windows-1252"
    except UnicodeDecodeError:
        text, encoding = raw.decode("latin-1"), "latin-1"
        reason = "is neither UTF-8 nor Windows-1252; its accents are uncertain"
    problems.append(Problem(file, line, column, reason, f"check the accents and {_SAVE}"))
    return text, encoding


def normal(text: str) -> str:
    """A text with each accented letter as one character."""
    return unicodedata.normalize("NFC", text)


def split_lines(text: str) -> list[str]:
    """Lines without their ends, whichever system wrote them."""
    return re.split(r"\r\n|\n|\r", text) if text else []


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


def read_sheet(file: str, text: str, problems: list[Problem], *, comment: str = "") -> Sheet:
    """Find the header of a table and what stands between its cells.

    Args:
        comment: what a line begins with that is no row; "" when there are none.
    """
    lines = split_lines(normal(text))
    first = 0
    while first < len(lines) and (not lines[first].strip(" ,;\t") or _is_comment(lines[first], comment)):
        first += 1
    if first < len(lines) and lines[first].lower().startswith("sep="):
        first += 1  # Excel's own remark on the delimiter
    if first >= len(lines):
        return Sheet(file, lines, len(lines), ",", ())
    mark = _delimiter(lines[first])
    if mark != ",":
        note = f"has {_DELIMITERS[mark]} between its cells; read as such"
        problems.append(Problem(file, first + 1, "", note, note=True))
    header = tuple(name.strip().lower() for name in next(csv.reader([lines[first]], delimiter=mark)))
    return Sheet(file, lines, first, mark, header)


def read_rows(
    sheet: Sheet, problems: list[Problem], *, comment: str = ""
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """(line, column → cell) of the rows that can be read; white space in cells made single."""
    file, header = sheet.file, sheet.header
    for number, record in _records(sheet, problems, comment):
        try:
            cells = next(csv.reader([record], delimiter=sheet.mark, strict=True), [])
        except csv.Error as fault:
            reason = f"is not CSV: {fault}"
            column = _nth(header, record.count(sheet.mark, 0, max(0, record.find('"'))))
            hint = 'double a quote inside quotes: "le ""Grand"" Paris"'
            problems.append(Problem(file, number, column, reason, hint))
            continue
        if not any(cell and not cell.isspace() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(header) :]):
            reason = f"has no name: the row has {len(cells)} cells, the header {len(header)}"
            hint = f"put a cell that holds {sheet.mark!r} between double quotes"
            problems.append(Problem(file, number, str(len(header) + 1), reason, hint))
            continue
        values: dict[str, str] = {}
        for name, cell in zip(header, cells, strict=False):
            if _CONTROL.search(cell):
                problems.append(Problem(file, number, name, "has control characters", "type it anew"))
                cell = _CONTROL.sub(" ", cell)
            values.setdefault(name, " ".join(cell.split()))
        yield number, values


def _nth(header: Sequence[str], number: int) -> str:
    return header[number] if number < len(header) else str(number + 1)


def _is_comment(line: str, comment: str) -> bool:
    return bool(comment) and line.lstrip().startswith(comment)


def _records(sheet: Sheet, problems: list[Problem], comment: str) -> Iterator[tuple[int, str]]:
    """(line number, text) of each record; one whose quote is never closed costs its own line only."""
    lines, i = sheet.lines, sheet.start + 1
    while i < len(lines):
        if _is_comment(lines[i], comment):
            i += 1
            continue
        record, end = lines[i], i + 1
        while record.count('"') % 2 and end < len(lines) and end - i < _LINES_IN_CELL:
            record, end = f"{record}\n{lines[end]}", end + 1
        if record.count('"') % 2:
            opening = lines[i].rfind('"')
            column = _nth(sheet.header, lines[i].count(sheet.mark, 0, opening))
            hint = "close it, or remove it; the row is left out"
            problems.append(
                Problem(sheet.file, i + 1, column, "opens a double quote and never closes it", hint)
            )
            i += 1
            continue
        yield i + 1, record
        i = end


def check_columns(
    sheet: Sheet,
    known: Sequence[str],
    problems: list[Problem],
    *,
    missing: Sequence[str] = (),
    shown: Sequence[str] = (),
) -> bool:
    """Report on the header; whether rows can be read by it.

    Args:
        known: columns that may stand there; missing: those that should and do not; shown: for the hints.
    """
    header, file, line, names = sheet.header, sheet.file, sheet.start + 1, ", ".join(shown or known)
    for name in dict.fromkeys(header):
        if header.count(name) > 1 and name:
            problems.append(Problem(file, line, name, "stands twice in the header", "keep one"))
        if name not in known and name:
            near = get_close_matches(name, known, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {names}"
            problems.append(Problem(file, line, name, "is unknown and not read", hint, note=not near))
    for name in missing:
        problems.append(Problem(file, line, name, "is missing: no row can be read", f"columns: {names}"))
    return not missing
