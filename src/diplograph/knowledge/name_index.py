"""Names found word by word: what a text costs does not depend on how many names there are.

An Aho-Corasick automaton finds them as fast, but takes half a second to make for a hundred thousand names,
at each start of the program, and cannot be kept on disk. Here each word of a text is looked up once; where
a name begins with it, the few lengths such names have are tried. The index is text: it is loaded by cutting
lines, and a name becomes an object only when a text holds it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from diplograph.knowledge.matching import Hit

# A word as `str.isalnum` sees it, or one sign: what a name may begin with.
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_LINE, _CELL, _COLUMN = "\n", "\t", "\x1d"
_AMBIGUOUS, _METONYM = "a", "m"


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a known entity, as the table spells it."""

    key: str
    spelling: str
    ambiguous: bool = False
    metonym: bool = False


class NameIndex:
    """Literals of names and what each stands for; several things may share one."""

    def __init__(self, rows: Mapping[str, str], lengths: Mapping[str, str]) -> None:
        """Take what `text_of` wrote: literal → its names, first word → lengths of the literals it begins."""
        self._rows = rows
        self._lengths: dict[str, str | tuple[int, ...]] = dict(lengths)
        self._names: dict[str, tuple[Name, ...]] = {}

    @classmethod
    def of(cls, names: Iterable[tuple[str, Name]]) -> NameIndex:
        """Index (folded literal, name); names of one literal keep their order."""
        rows: dict[str, list[str]] = defaultdict(list)
        lengths: dict[str, set[int]] = defaultdict(set)
        for literal, name in names:
            first = _WORD.match(literal)
            if first is None:
                continue
            flags = _AMBIGUOUS * name.ambiguous + _METONYM * name.metonym
            rows[literal] += (name.key, " ".join(name.spelling.split()), flags)
            lengths[first.group()].add(len(literal))
        return cls(
            {literal: _CELL.join(cells) for literal, cells in rows.items()},
            {word: " ".join(map(str, sorted(found))) for word, found in lengths.items()},
        )

    @classmethod
    def from_text(cls, rows: str, lengths: str) -> NameIndex:
        """Read what `to_text` wrote."""
        return cls(read_pairs(rows), read_pairs(lengths))

    def to_text(self) -> tuple[str, str]:
        """Both tables, a line a row."""
        lengths = {word: found for word, found in self._lengths.items() if isinstance(found, str)}
        return write_pairs(self._rows), write_pairs(lengths)

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, literal: str) -> tuple[Name, ...]:
        """Names that a folded literal stands for."""
        names = self._names.get(literal)
        if names is None:
            row = self._rows.get(literal)
            if row is None:
                return ()
            cells = iter(row.split(_CELL))
            names = tuple(
                Name(key, spelling, _AMBIGUOUS in flags, _METONYM in flags)
                for key, spelling, flags in zip(cells, cells, cells, strict=True)
            )
            self._names[literal] = names
        return names

    def literals(self) -> Iterable[str]:
        """Every literal, in order."""
        return self._rows

    def find(self, folded: str) -> Iterator[Hit[Name]]:
        """Every name that begins and ends with a word, in order of its start; overlaps included."""
        size, rows = len(folded), self._rows
        for match in _WORD.finditer(folded):
            lengths = self._lengths.get(match.group())
            if lengths is None:
                continue
            if isinstance(lengths, str):
                lengths = self._lengths[match.group()] = tuple(map(int, lengths.split()))
            start = match.start()
            for length in lengths:
                end = start + length
                if end > size:
                    break
                literal = folded[start:end]
                if literal not in rows:
                    continue
                if end < size and folded[end - 1].isalnum() and folded[end].isalnum():
                    continue
                for name in self.get(literal):
                    yield Hit(start, end, name)


def read_pairs(text: str) -> dict[str, str]:
    """What `write_pairs` wrote; its two columns are cut apart by lines, which costs no loop."""
    heads, _, tails = text.partition(_COLUMN)
    return dict(zip(heads.split(_LINE), tails.split(_LINE), strict=True)) if heads else {}


def write_pairs(pairs: Mapping[str, str]) -> str:
    """A table of two columns as text: all of the first, then all of the second, a line a row."""
    return _LINE.join(pairs) + _COLUMN + _LINE.join(pairs.values())


__all__ = ["Name", "NameIndex", "read_pairs", "write_pairs"]
