"""The words of the trade: tables of `data/lexicon` that an analyst edits, read into entries.

Every table has a `pattern` column (see `matching`) and columns of its own. An entry is named by its table and
pattern, so that a fact can be traced to the one line that made it.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from diplograph.errors import TableError
from diplograph.knowledge.matching import expand
from diplograph.model import AGREEMENT_CLASSES, EVENT_CLASSES, FACT_ROLES, EntityType, Status
from diplograph.resources import resource

_POSTS, _KINDS, _STANCES, _INDICATORS = (
    next(role.terms for role in FACT_ROLES[fact] if role.name == name)
    for fact, name in (
        ("Office", "post"),
        ("Visit", "visitKind"),
        ("Position", "stance"),
        ("Figure", "indicator"),
    )
)
_STATUSES = frozenset(s.value for s in Status)
_TYPES = frozenset(t.value for t in EntityType)

# Tables that the extractor reads: column → closed list of what may stand there ("" allowed unless required).
TABLES: Mapping[str, Mapping[str, frozenset[str] | None]] = MappingProxyType(
    {
        "offices": {
            "post": _POSTS,
            "org_post": frozenset({"", *_POSTS}),
            "of": frozenset({"", "country", "organization"}),
        },
        "portfolios": {},
        "office_modifiers": {"form": frozenset({"", "past", "present", "future"})},
        "civilities": {"number": frozenset({"", "plural"})},
        "heads": {"type": _TYPES, "form": frozenset({"proper", "common"})},
        "references": {
            "kind": frozenset(
                {
                    "countries",
                    "heads",
                    "presidents",
                    "ministers",
                    "parties",
                    "companies",
                    "company",
                    "ils",
                    "il",
                    "homologue",
                }
            ),
            "count": frozenset({"", "2"}),
        },
        "visits": {
            "form": frozenset({"noun", "go", "see", "welcomed"}),
            "status": frozenset({"", *_STATUSES}),
        },
        "visit_kinds": {"kind": _KINDS},
        "meetings": {"form": frozenset({"noun", "with", "direct"}), "status": frozenset({"", *_STATUSES})},
        "agreements": {
            "class": frozenset(AGREEMENT_CLASSES),
            "form": frozenset({"noun", "weak"}),
        },
        "agreement_verbs": {
            "stage": frozenset(
                {"", "Granted", "Announced", "Negotiated", "Signed", "Ratified", "InForce", "Ended"}
            ),
            "status": frozenset({"", *_STATUSES}),
        },
        "presence": {"form": frozenset({"verb", "noun", "own"}), "status": frozenset({"", *_STATUSES})},
        "cooperation": {
            "form": frozenset({"noun", "verb", "weak", "listed"}),
            "sector": None,
        },
        "cooperation_lists": {"form": frozenset({"list", "resume"})},
        "memberships": {
            "form": frozenset({"verb", "noun", "within", "joining", "owned", "owner", "belongs"})
        },
        "invitations": {"form": frozenset({"at", "noun", "verb", "passive", "other"})},
        "positions": {
            "stance": _STANCES,
            "form": frozenset({"noun", "toward", "verb", "importance", "passive"}),
        },
        "projects": {"sector": None, "form": frozenset({"named", "works", "sized", "start"})},
        "project_starts": {"status": frozenset({"", *_STATUSES}), "form": frozenset({"", "named"})},
        "project_measures": {},
        "presuppositions": {},
        "metonymy": {},
        "occasions": {},
        "happenings": {},
        "events": {
            "class": frozenset({"", *EVENT_CLASSES}),
            "form": frozenset({"head", "plural", "name", "numbered", "attend", "presence"}),
            "status": frozenset({"", *_STATUSES}),
        },
        "circumstances": {"form": frozenset({"during", "around", "unit", "horizon"})},
        "companions": {"form": frozenset({"with", "example", "firms"})},
        "linking_verbs": {"form": frozenset({"being", "become", "holding", "impersonal"})},
        "openings": {},
        "ordinals": {},
        "outlooks": {"form": frozenset({"promising", "ended"})},
        "sites": {"form": frozenset({"there", "capital", "sited", "planned", "area", "town"})},
        "stakes": {"form": frozenset({"share", "head", "partners", "rest"})},
        "subjects": {"form": frozenset({"title", "gathering"})},
        "title_words": {"form": frozenset({"charge", "state"})},
        "indicators": {"indicator": frozenset({"", *_INDICATORS}), "of": frozenset({"", "quantity"})},
        "modality": {
            "status": _STATUSES,
            "side": frozenset({"before", "after", "both"}),
        },
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: `rule` names it in the evidence of the facts it makes."""

    table: str
    pattern: str
    fields: Mapping[str, str]

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
        TableError: naming file, line, column and what to write instead; the first fault found in each table
            is enough to stop, for a half-read lexicon would silently drop facts.
    """
    folder = folder or resource("data/lexicon")
    digest = hashlib.sha256()
    tables: dict[str, tuple[Entry, ...]] = {}
    for name, columns in TABLES.items():
        path = folder / f"{name}.csv"
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise TableError(f"cannot be read: {error.strerror}", where=str(path)) from error
        digest.update(name.encode() + b"\0" + raw)
        tables[name] = tuple(_entries(name, columns, path, raw.decode("utf-8-sig")))
    return Lexicon(MappingProxyType(tables), digest.hexdigest())


def _entries(name: str, columns: Mapping[str, frozenset[str] | None], path: Path, text: str) -> list[Entry]:
    reader = csv.DictReader(text.splitlines())
    expected = {"pattern", *columns}
    if not expected <= set(reader.fieldnames or ()):
        missing = ", ".join(sorted(expected - set(reader.fieldnames or ())))
        raise TableError(f"column missing: {missing}", where=f"{path}:1", hint="restore the header line")
    entries, seen = [], dict[str, int]()
    for row in reader:
        where = f"{path}:{reader.line_num}"
        if None in row or None in row.values():
            raise TableError(
                "the number of cells differs from the header's",
                where=where,
                hint="quote cells that hold commas",
            )
        pattern = row["pattern"].strip()
        if not pattern or pattern.startswith("#"):
            continue
        try:
            expand(pattern)
        except ValueError as error:
            raise TableError(str(error), where=where) from error
        if pattern in seen:
            raise TableError(f"{pattern!r} stands on line {seen[pattern]} too", where=where, hint="keep one")
        seen[pattern] = reader.line_num
        for column, allowed in columns.items():
            if allowed is not None and row[column].strip() not in allowed:
                choices = ", ".join(sorted(filter(None, allowed)))
                raise TableError(
                    f"column {column}: {row[column]!r} is not one of {choices}",
                    where=where,
                    hint="correct the cell",
                )
        fields = {column: row[column].strip() for column in columns}
        entries.append(Entry(name, pattern, MappingProxyType(fields)))
    return entries
