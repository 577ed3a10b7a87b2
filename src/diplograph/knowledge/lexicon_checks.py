"""What is doubtful in the tables of the lexicon although they can be read: rows that add nothing, and so on.

`load_lexicon` refuses what is wrong; here is what a person should look at. Nothing in this module runs when
documents are read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from diplograph.errors import DiplographError, TableError
from diplograph.knowledge.columns import TABLES
from diplograph.knowledge.lexicon import Entry, Lexicon
from diplograph.knowledge.matching import Automaton, Hit, longest
from diplograph.language.folding import fold, spellings
from diplograph.language.tables import read_table

MANY = 1000
SHOWN = 3
_CONTEXTS = ("side", "names")
_CLOSED = ("dates", "numbers", "units", "furniture", "abbreviations", "closed_classes")
_OTHERS = ("labels", "compounds", "languages")


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """One thing to look at.

    Attributes:
        fault: the row cannot do anything, so that the tables do not pass; else it is only told.
    """

    table: str
    line: int
    text: str
    fault: bool = False

    def __str__(self) -> str:
        return f"{self.table}.csv:{self.line}: {self.text}"


def remarks(lexicon: Lexicon) -> list[Remark]:
    """All that can be seen from the tables alone, in the order of tables and lines."""
    found = [remark for entries in lexicon.tables.values() for remark in _of_table(entries)]
    return sorted(found)


def unknown_tables(folder: Path) -> list[str]:
    """Files of the folder that nothing reads."""
    known = {*TABLES, *_CLOSED, *_OTHERS}
    return sorted(path.name for path in folder.iterdir() if path.is_file() and path.stem not in known)


def language_faults() -> list[TableError]:
    """What is wrong with the tables of the language stage, first fault of each."""
    from diplograph.language import date_words, furniture, numbers, patterns, sentences, units

    found = []
    modules = (date_words, numbers, units, furniture, sentences, patterns)
    for name, module in zip(_CLOSED, modules, strict=True):
        try:
            read_table(name, kinds=module.KINDS)
        except DiplographError as error:
            found.append(TableError(error.reason, where=error.where, hint=error.hint))
    return found


def uses(lexicon: Lexicon, texts: Iterable[str]) -> Counter[str]:
    """How often each row (by its rule) is found in texts, as extraction finds it."""
    automaton = Automaton(
        (spelling, entry)
        for entry in lexicon
        for literal in entry.literals
        for spelling in spellings(literal)
    )
    counts: Counter[str] = Counter()
    for text in texts:
        by_table: dict[str, list[Hit[Entry]]] = defaultdict(list)
        for hit in automaton.find(fold(text).replace("\n", " ")):
            by_table[hit.payload.table].append(hit)
        for hits in by_table.values():
            counts.update(hit.payload.rule for hit in longest(hits))
    return counts


def unused(lexicon: Lexicon, counts: Mapping[str, int]) -> list[Remark]:
    """Rows that no text has, in the order of tables and lines."""
    return sorted(
        Remark(entry.table, entry.line, f"{entry.pattern!r} is in no text")
        for entry in lexicon
        if not counts.get(entry.rule)
    )


def _of_table(entries: tuple[Entry, ...]) -> Iterator[Remark]:
    rows: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for literal in entry.literals:
            rows[literal].append(entry)
    covers = {literal: _cover(literal, rows) for literal in rows}
    for entry in entries:
        if len(entry.literals) > MANY:
            told = f"{entry.pattern!r} stands for {len(entry.literals)} forms: split it"
            yield Remark(entry.table, entry.line, told)
        # Of two rows that say the same, the later one is told.
        same = {
            literal: other
            for literal in entry.literals
            for other in covers[literal]
            if other.line < entry.line and other.fields == entry.fields
        }
        if len(same) == len(entry.literals):
            other = same[entry.literals[0]]
            told = f"{entry.pattern!r} adds nothing to {other.pattern!r} of line {other.line}"
            yield Remark(entry.table, entry.line, told, fault=True)
        elif same:
            literal, other = min(same.items())
            yield Remark(entry.table, entry.line, f"{literal!r} stands on line {other.line} too")
        yield from _twofold(entry, covers)


def _twofold(entry: Entry, covers: Mapping[str, list[Entry]]) -> Iterator[Remark]:
    """Forms that an earlier row reads otherwise in the same context; both readings reach the extractor."""
    shared: dict[int, list[str]] = defaultdict(list)
    others: dict[int, Entry] = {}
    for literal in entry.literals:
        for other in covers[literal]:
            earlier = other.line < entry.line and _context(other) == _context(entry)
            if earlier and other.fields != entry.fields:
                shared[other.line].append(literal)
                others[other.line] = other
    for line, literals in sorted(shared.items()):
        forms = ", ".join(map(repr, literals[:SHOWN])) + (" …" if len(literals) > SHOWN else "")
        told = f"{forms}: {_cells(others[line])} (line {line}) and {_cells(entry)}"
        yield Remark(entry.table, entry.line, told)


def _context(entry: Entry) -> tuple[str, ...]:
    """Cells that say beside what a word is looked for; words of two contexts do not meet."""
    return tuple(entry.get(column) for column in _CONTEXTS)


def _cover(literal: str, rows: Mapping[str, list[Entry]]) -> list[Entry]:
    """Rows that find the same stretch wherever this form is found: equal, or open to its last word."""
    found = list(rows[literal])
    stem = literal.rstrip("*")
    last = stem.rfind(" ") + 1
    for end in range(last + 1, len(stem) + 1):
        shorter = f"{stem[:end]}*"
        if shorter != literal:
            found += rows.get(shorter, ())
    return found


def _cells(entry: Entry) -> str:
    return ", ".join(filter(None, entry.fields.values())) or "no cells"
