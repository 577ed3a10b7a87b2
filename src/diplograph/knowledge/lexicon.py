"""The words of the trade: tables of `data/lexicon` that an analyst edits, read into entries.

Every table has a `pattern` column (see `matching`) and columns of its own. An entry is named by its table and
pattern, so that a fact can be traced to the one line that made it.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from diplograph.errors import TableError
from diplograph.knowledge.columns import TABLES
from diplograph.knowledge.matching import expand, participles
from diplograph.knowledge.tables import raise_all
from diplograph.resources import resource


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: `rule` names it in the evidence of the facts it makes, `line` is its place in the file.

    `participles` are the literals with a word written with a final é, which tells "signé" from "signe".
    """

    table: str
    pattern: str
    fields: Mapping[str, str]
    literals: tuple[str, ...] = ()
    line: int = 0
    participles: frozenset[str] = frozenset()

    @property
    def rule(self) -> str:
        """Name of the row: "visits:déplacement(s)"."""
        return f"{self.table}:{self.pattern}"

    def get(self, column: str) -> str:
        """A cell, "" when the table has no such column."""
        return self.fields.get(column, "")

    def __getitem__(self, column: str) -> str:
        return self.fields[column]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries, by table, and the hash of the files they came from."""

    tables: Mapping[str, tuple[Entry, ...]]
    digest: str

    def __iter__(self) -> Iterator[Entry]:
        for entries in self.tables.values():
            yield from entries


def load_lexicon(folder: Path | None = None) -> Lexicon:
    """Read and check every table of the extractor.

    Raises:
        TableError: naming file, line, column and what to write instead, for every fault at once: a half-read
            lexicon would silently drop facts.
    """
    folder = folder or resource("data/lexicon")
    digest = hashlib.sha256()
    tables: dict[str, tuple[Entry, ...]] = {}
    faults: list[TableError] = []
    for name, columns in TABLES.items():
        path = folder / f"{name}.csv"
        try:
            raw = path.read_bytes()
            digest.update(name.encode() + b"\0" + raw)
            entries = tuple(_entries(name, columns, path, raw.decode("utf-8-sig"), faults))
        except OSError as error:
            faults.append(TableError(f"cannot be read: {error.strerror}", where=str(path)))
            continue
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            faults.append(TableError("is not UTF-8", where=f"{path}:{line}", hint="save it as CSV UTF-8"))
            continue
        tables[name] = entries
    raise_all(faults)
    return Lexicon(MappingProxyType(tables), digest.hexdigest())


def _entries(
    name: str,
    columns: Mapping[str, frozenset[str] | None],
    path: Path,
    text: str,
    faults: list[TableError],
) -> list[Entry]:
    reader = csv.DictReader(text.splitlines())
    expected = {"pattern", *columns}
    if not expected <= set(reader.fieldnames or ()):
        missing = ", ".join(sorted(expected - set(reader.fieldnames or ())))
        faults.append(
            TableError(f"column missing: {missing}", where=f"{path}:1", hint="restore the header line")
        )
        return []
    entries, seen = [], dict[str, int]()
    for row in reader:
        where = f"{path}:{reader.line_num}"
        if None in row or None in row.values():
            faults.append(
                TableError(
                    "the number of cells differs from the header's",
                    where=where,
                    hint="quote cells that hold commas",
                )
            )
            continue
        pattern = row["pattern"].strip()
        if not pattern or pattern.startswith("#"):
            continue
        try:
            literals = expand(pattern)
        except ValueError as error:
            faults.append(TableError(f"column pattern: {error}", where=where))
            continue
        if pattern in seen:
            faults.append(
                TableError(f"{pattern!r} stands on line {seen[pattern]} too", where=where, hint="keep one")
            )
        seen[pattern] = reader.line_num
        for column, allowed in columns.items():
            if allowed is not None and row[column].strip() not in allowed:
                choices = ", ".join(sorted(filter(None, allowed)))
                near = get_close_matches(row[column].strip(), sorted(allowed), n=1)
                faults.append(
                    TableError(
                        f"column {column}: {row[column]!r} is not one of {choices}",
                        where=where,
                        hint=f"perhaps {near[0]!r}" if near and near[0] else "correct the cell",
                    )
                )
        fields = {column: row[column].strip() for column in columns}
        accented = participles(pattern)
        entries.append(Entry(name, pattern, MappingProxyType(fields), literals, reader.line_num, accented))
    return entries
