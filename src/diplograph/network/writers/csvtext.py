"""Rows of comma-separated values, as RFC 4180 says and every reader takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from diplograph.network.writers.columns import Column, Kind, Value, joined, present
from diplograph.network.writers.text import clean

_BATCH = 2000  # rows per write
_BOM = "\ufeff"


def write_rows(
    rows: Iterable[Sequence[str]], out: BinaryIO, *, separator: str = ",", bom: bool = False
) -> None:
    """Write rows of texts, UTF-8; what holds the separator, a quote or spaces at its ends stands in quotes.

    Args:
        separator: one character.
        bom: begin with the mark by which Excel recognises UTF-8.
    """
    if bom:
        out.write(_BOM.encode())
    lines = (separator.join(_cell(text, separator) for text in row) + "\r\n" for row in rows)
    while batch := "".join(islice(lines, _BATCH)):
        out.write(batch.encode())


def _cell(text: str, separator: str) -> str:
    text = clean(text)
    if '"' in text or separator in text or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text


def texts(columns: Iterable[Column], record: object) -> Iterator[str]:
    """The values of a record as texts; "" for what it has not."""
    for column in columns:
        yield text_of(column.kind, column.read(record))


def text_of(kind: Kind, value: Value | None) -> str:
    """A value as text: numbers with a point, truth as true and false, lists with "|" between their items."""
    if not present(value):
        return ""
    if isinstance(value, tuple):
        return joined(value)
    if kind == "boolean":
        return "true" if value else "false"
    return str(float(value)) if kind == "double" else str(value)
