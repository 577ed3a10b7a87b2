"""`metadata.csv`: what a person knows of the documents beside it, one a row."""

from __future__ import annotations

import csv
import io
import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from diplograph.documents.cleaning import clean_line
from diplograph.documents.decoding import decode
from diplograph.documents.frontmatter import checked
from diplograph.documents.limits import MAX_MARKUP_BYTES, read_bytes, shown
from diplograph.documents.values import FIELD_NAMES, NOTHING, DocumentFailure, Fields
from diplograph.errors import DocumentError

METADATA_NAME = "metadata.csv"
COLUMNS = ("file", *FIELD_NAMES)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins on, and its values or what is wrong with them."""

    line: int
    file: str
    fields: Fields = NOTHING
    error: DocumentError | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """A whole table.

    Attributes:
        rows: by name of the file, in NFC; a bad row stays here, so that its document is not read without it.
        failures: what belongs to no document: unknown columns, rows without a file.
        unreadable: why the table as a whole says nothing; its documents must not be read without it.
    """

    path: Path
    rows: dict[str, Row]
    failures: tuple[DocumentFailure, ...] = ()
    unreadable: DocumentError | None = None


def read_metadata(folder: Path) -> Metadata:
    """The table in a folder; an empty one when there is none."""
    path = folder / METADATA_NAME
    if not os.path.lexists(path):
        return Metadata(path, {})
    try:
        return _table(path)
    except DocumentError as error:
        return Metadata(path, {}, unreadable=error)


def file_key(name: str) -> str:
    """A file's name as rows are looked up: one system writes é as one character, another as two."""
    return unicodedata.normalize("NFC", name)


def _table(path: Path) -> Metadata:
    where = shown(path)
    text = decode(read_bytes(path, limit=MAX_MARKUP_BYTES), where=where)
    records = _records(text, where)
    line, header = next(records, (1, []))
    columns = [name.strip().casefold() for name in header]
    if "file" not in columns:
        raise DocumentError(
            "has no column 'file'", where=f"{where}:{line}", hint=f"begin with the line {','.join(COLUMNS)}"
        )
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise DocumentError(
            f"has the column {twice[0]!r} twice", where=f"{where}:{line}", hint="keep one of the two"
        )
    failures = []
    unknown = [name for name in columns if name and name not in COLUMNS]
    if unknown:
        names = ", ".join(map(repr, unknown))
        error = DocumentError(
            f"unknown column{'s' if len(unknown) > 1 else ''} {names}, not read",
            where=f"{where}:{line}",
            hint=f"the columns are {', '.join(COLUMNS)}",
        )
        failures.append(DocumentFailure(error, lost=False))
    rows: dict[str, Row] = {}
    for row in _checked_rows(records, columns, where):
        if row.file:
            rows[file_key(row.file)] = row
        elif row.error is not None:
            failures.append(DocumentFailure(row.error))
    return Metadata(path, rows, tuple(failures))


def _records(text: str, where: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something, each with the line it begins on."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    header = text.lstrip("\n").partition("\n")[0]
    delimiter = max(",;\t", key=header.count)  # a French spreadsheet writes semicolons
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise DocumentError(
            f"is not a table: {error}", where=f"{where}:{line}", hint="save it as CSV again"
        ) from error


def _checked_rows(records: Iterable[tuple[int, list[str]]], columns: list[str], where: str) -> Iterator[Row]:
    files: dict[str, int] = {}
    identifiers: dict[str, int] = {}
    for line, cells in records:
        row = _row(line, cells, columns, f"{where}:{line}")
        key = file_key(row.file)
        if row.file and key in files:
            row = _twice(row, "file", row.file, files[key], where)
        elif row.fields.id and row.fields.id in identifiers:
            row = _twice(row, "id", row.fields.id, identifiers[row.fields.id], where)
        files.setdefault(key, line)
        if row.fields.id:
            identifiers.setdefault(row.fields.id, line)
        yield row


def _twice(row: Row, column: str, value: str, first: int, where: str) -> Row:
    hint = "keep one row a file" if column == "file" else "give each document an id of its own"
    error = DocumentError(
        f"{column} {value!r} is already that of line {first}", where=f"{where}:{row.line}", hint=hint
    )
    return Row(row.line, row.file, error=error)


def _row(line: int, cells: list[str], columns: list[str], where: str) -> Row:
    values = {name: cell for name, cell in zip(columns, cells, strict=False) if name in COLUMNS}
    file = clean_line(values.pop("file", ""))
    try:
        if any(cell.strip() for cell in cells[len(columns) :]):
            raise DocumentError(
                f"row has {len(cells)} cells, the first line {len(columns)}",
                where=where,
                hint="put a value that holds the separator between double quotes",
            )
        if not file:
            raise DocumentError("row names no file", where=where, hint="fill in the column 'file'")
        if "/" in file or "\\" in file:
            raise DocumentError(
                f"file {file!r} is in another folder",
                where=where,
                hint=f"put a {METADATA_NAME} into that folder",
            )
        return Row(line, file, checked(values, where=where, what="row"))
    except DocumentError as error:
        return Row(line, file, error=error)
