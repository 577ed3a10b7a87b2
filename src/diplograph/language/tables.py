"""Reads the tables of `data/lexicon` that language is written in: months, numbers, units, furniture."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from diplograph.errors import TableError
from diplograph.language.folding import plain
from diplograph.resources import resource

FOLDER = "data/lexicon"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what is written (typography made plain), of which kind, and what it is worth."""

    form: str
    kind: str
    value: str
    where: str


def read_table(name: str, *, kinds: frozenset[str], folder: Path | None = None) -> tuple[Row, ...]:
    """Read `name`.csv, whose columns are form, kind, value and an optional note.

    Raises:
        TableError: a column is missing, a form is empty or given twice in one kind, a kind is not known.
    """
    path = (folder or resource(FOLDER)) / f"{name}.csv"
    rows: dict[tuple[str, str], Row] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if not {"form", "kind", "value"} <= set(reader.fieldnames or ()):
            raise TableError("the columns form, kind and value are needed", where=f"{path}:1")
        for record in reader:
            where = f"{path}:{reader.line_num}"
            form, kind = plain(record["form"] or "").strip(), (record["kind"] or "").strip()
            if not form:
                raise TableError("the form is empty", where=where)
            if kind not in kinds:
                hint = "use " + ", ".join(sorted(kinds))
                raise TableError(f"{kind!r} is not a kind", where=where, hint=hint)
            if (form, kind) in rows:
                raise TableError(f"{form!r} is given twice", where=where)
            rows[form, kind] = Row(form, kind, (record["value"] or "").strip(), where)
    return tuple(rows.values())


def whole_number(row: Row) -> int:
    """The value of a row that must be a whole number."""
    try:
        return int(row.value)
    except ValueError:
        raise TableError(f"{row.value!r} is not a whole number", where=row.where) from None


def any_of(forms: Iterable[str]) -> str:
    """A pattern for any of the forms, longest first; a space stands for any white space."""
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in ordered) + ")"


def just_before(forms: Iterable[str]) -> re.Pattern[str]:
    """Finds a form at the end of a stretch of text; one that ends in an apostrophe or a hyphen may touch."""
    either = any_of(forms)
    return re.compile(rf"(?<!\w){either}(?:(?<=['\-])|\s+|-)$")
