"""One entry of a ledger as text, in CSV or YAML, and its place among the lines of a file."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence

from diplograph.curation.entries import COLUMNS, COMMENT, Form

_PLAIN = re.compile(r"[A-Za-z][\w /.-]*\w")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def entry_text(form: Form, cells: Mapping[str, str], *, end: str) -> str:
    """The lines of an entry, each with its end; `cells` in the order of COLUMNS.

    Raises:
        KeyError: a CSV lacks columns, named in order.
    """
    if form.yaml:
        lines = [f"{name}: {_scalar(cells[name])}" for name in COLUMNS if cells[name]]
        margin = " " * form.indent
        return "".join(f"{margin}{'  ' if number else '- '}{line}{end}" for number, line in enumerate(lines))
    header = form.header or COLUMNS
    lacking = [name for name in COLUMNS if cells[name] and name not in header]
    if lacking:
        raise KeyError(*lacking)
    return form.mark.join(_cell(cells.get(name, ""), form.mark) for name in header) + end


def entry_length(form: Form, lines: Sequence[str], first: int) -> int:
    """How many lines the entry takes that begins on the line of an index."""
    return _yaml_length(lines, first) if form.yaml else _csv_length(lines, first)


def spell(form: Form, lines: list[str], first: int, column: str, text: str) -> None:
    """Put a text into one cell of the entry that begins on a line; the number of lines stays."""
    length = entry_length(form, lines, first)
    if not form.yaml:
        record = "".join(lines[first : first + length])
        start, stop = _cell_span(record, form.header.index(column), form.mark)
        spelt = record[:start] + _cell(text, form.mark) + record[stop:]
        lines[first : first + length] = [spelt, *[""] * (length - 1)]
        return
    pattern = re.compile(rf"(\s*(?:-\s+)?[\"']?{column}[\"']?\s*:\s+)(.*?)(\s+#.*)?([\r\n]*)")
    for number in range(first, first + length):
        found = pattern.fullmatch(lines[number])
        if found:
            lines[number] = found[1] + _scalar(text) + (found[3] or "") + found[4]
            return


def _cell(text: str, mark: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator="").writerow([text])
    written = out.getvalue()
    return "" if not text else f'"{written}"' if written.startswith(COMMENT) else written


def _csv_length(lines: Sequence[str], first: int) -> int:
    """How many lines a record takes."""
    quotes, number = 0, 0
    while first + number < len(lines):
        quotes += lines[first + number].count('"')
        number += 1
        if quotes % 2 == 0:
            break
    return number


def _cell_span(record: str, number: int, mark: str) -> tuple[int, int]:
    """Where the cell of a number begins and ends in a record."""
    start, at, quoted = 0, 0, False
    for at, letter in enumerate(record):
        if letter == '"':
            quoted = not quoted
        elif not quoted and (letter == mark or letter in "\r\n"):
            if number == 0:
                return start, at
            number -= 1
            start = at + 1
    return start, len(record)


def _scalar(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)


def _yaml_length(lines: Sequence[str], first: int) -> int:
    """How many lines an entry takes: up to the next one, without the comments before that."""
    indent = len(lines[first]) - len(lines[first].lstrip())
    last = first + 1
    for number in range(first + 1, len(lines)):
        stripped = lines[number].strip()
        if not stripped or stripped.startswith(COMMENT):
            continue
        if len(lines[number]) - len(lines[number].lstrip()) <= indent:
            break
        last = number + 1
    return last - first
