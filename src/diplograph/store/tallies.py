"""Counted rows by block: what joining knows of all documents without reading them again.

A document that tells something which others may tell too leaves a row under one or several block keys
("visits of this person to this country in this year"). Rows of equal content are counted, so that a visit
told by a thousand documents is one row; a commit reads only the blocks that its own rows fall in. Rows
stand in graph/runs as `<…/block/HASH> dg:tally "COUNT ROW"`; a row is JSON.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

from diplograph.rdf.terms import literal, split_literal
from diplograph.store.change import Change
from diplograph.store.names import TALLY, TOPIC, VERSION
from diplograph.store.reader import Reader

# Rows that another program made by other rules would not be found again: a change of `reports`, `persons` or
# `joining` that makes other rows, or joins otherwise, needs another number here. Stores are then joined anew.
RULES = "4"

Row = tuple[str, str]  # block key and content


class Tallies:
    """The blocks as they are, and as they will be."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._entry = (reader.names.runs, VERSION, literal(RULES))
        told = reader.value(reader.names.runs, VERSION, reader.names.runs)
        # Whether all documents must be tallied again: the rows are by other rules, or there are none yet.
        self.anew = told != self._entry[2] and next(reader.pairs(TOPIC, reader.names.runs), None) is not None
        self._old = {(reader.names.runs, VERSION, told)} if told else set()
        self._before: dict[str, dict[str, int]] = {}
        self._delta: dict[str, Counter[str]] = {}

    def add(self, rows: Iterable[Row]) -> None:
        """A document that tells these rows comes."""
        for key, row in rows:
            self._delta.setdefault(key, Counter())[row] += 1

    def take(self, rows: Iterable[Row]) -> None:
        """A document that tells these rows leaves."""
        for key, row in rows:
            self._delta.setdefault(key, Counter())[row] -= 1

    def before(self, key: str) -> Mapping[str, int]:
        """Rows of a block as they are in the store, with the number of documents of each."""
        if self.anew:
            return {}
        found = self._before.get(key)
        if found is None:
            found = self._before[key] = dict(self._read(key))
        return found

    def after(self, key: str) -> Mapping[str, int]:
        """Rows of a block once the change is made."""
        delta = self._delta.get(key)
        if not delta:
            return self.before(key)
        merged = Counter(self.before(key))
        merged.update(delta)
        return {row: number for row, number in merged.items() if number > 0}

    def changed(self) -> dict[str, set[str]]:
        """Rows that begin or cease to be told, by block."""
        found: dict[str, set[str]] = {}
        for key, delta in self._delta.items():
            before = self.before(key)
            rows = {
                r for r, by in delta.items() if by and (before.get(r, 0) > 0) != (before.get(r, 0) + by > 0)
            }
            if rows:
                found[key] = rows
        return found

    def write(self, change: Change, *, empty: bool) -> None:
        """Bring the rows in the books up to date; `empty`: no document is left."""
        runs = self._reader.names.runs
        entry = set() if empty else {self._entry}
        change.delete(runs, self._old - entry)
        change.insert(runs, entry - self._old)
        if self.anew:
            rows = self._reader.pairs(TALLY, runs)
            change.delete(runs, ((block, TALLY, row) for block, row in rows))
        for key, delta in self._delta.items():
            block, before = self._block(key), self.before(key)
            for row, by in delta.items():
                old = before.get(row, 0)
                if by and old > 0:
                    change.delete(runs, [(block, TALLY, literal(f"{old} {row}"))])
                if by and old + by > 0:
                    change.insert(runs, [(block, TALLY, literal(f"{old + by} {row}"))])

    def _read(self, key: str) -> Iterable[tuple[str, int]]:
        for _, _, term in self._reader.about(self._block(key), self._reader.names.runs):
            number, _, row = split_literal(term)[0].partition(" ")
            yield row, int(number)

    def _block(self, key: str) -> str:
        digest = hashlib.sha256(key.encode()).hexdigest()[:16]
        return f"<{self._reader.names.base}block/{digest}>"
