"""Rows for a person, each with the words that it rests on under it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from diplograph.query.citations import Citation
from diplograph.query.running import Cited
from diplograph.query.table import aligned, cell_of

_INDENT = "    "
_NARROWEST = 40  # columns in which words are still wrapped


def write_cited_table(cited: Cited, out: BinaryIO, *, prefixes: Mapping[str, str], width: int = 0) -> None:
    """Write rows as a table, or one below the other where the table is wider than the terminal; UTF-8.

    Args:
        width: of the terminal; 0 for plain lines of any length: a line a row, then a line a passage.
    """
    namespaces = {namespace: prefix for prefix, namespace in prefixes.items()}
    names = cited.solutions.columns
    rows = [[cell_of(term, namespaces).removeprefix("dg:") for term in row] for row in cited.solutions.rows]
    table = aligned(names, rows).splitlines()
    fits = not width or max(map(len, table), default=0) <= width
    facts = cited.solutions.column(cited.variable)
    lines = table[:2] if fits else []
    for number, (row, fact) in enumerate(zip(rows, facts, strict=True)):
        passages = cited.citations.get(getattr(fact, "value", ""), ())
        if fits:
            lines.append(table[number + 2])
        else:
            lines += [*([""] if lines else []), *_block(names, row, width)]
        for passage in passages:
            lines += _wrapped(passage_line(passage, more=len(passages) == 1), width)
    if width:
        lines.append(f"\n{len(rows)} row{'' if len(rows) == 1 else 's'}")
    out.write("".join(f"{line}\n" for line in lines).encode())


def passage_line(citation: Citation, *, more: bool) -> str:
    """`Title, date (document): sentence with [[the words]].`; `more` counts the other passages."""
    words = citation.words
    if not words.quote:
        return f"stated by {words.document}"
    source = ", ".join(part for part in (words.title, words.published) if part)
    source = f"{source} ({words.document})" if source else words.document
    others = citation.passages - 1
    rest = f" (and {others} more passage{'' if others == 1 else 's'})" if more and others else ""
    return f"{source}: {words.before}[[{words.quote}]]{words.after}{rest}"


def _block(names: Sequence[str], row: Sequence[str], width: int) -> Iterator[str]:
    """The first two cells that are filled in a line, the others with their names below."""
    filled = [(name, " ".join(cell.split())) for name, cell in zip(names, row, strict=True) if cell]
    yield from textwrap.wrap("  ".join(cell for _, cell in filled[:2]), max(width, _NARROWEST))
    rest = " · ".join(f"{name} {cell}" for name, cell in filled[2:])
    if rest:
        yield from _wrapped(rest, width)


def _wrapped(line: str, width: int) -> list[str]:
    if not width:
        return [f"{_INDENT}{line}"]
    return textwrap.wrap(
        line,
        max(width, _NARROWEST),
        initial_indent=_INDENT,
        subsequent_indent=_INDENT,
        break_on_hyphens=False,
    )
