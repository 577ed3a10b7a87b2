"""A table of solutions for a person: IRIs as prefixed names, literals as their bare text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import BinaryIO

import pyoxigraph as ox

_LOCAL = re.compile(r"[\w%.-]*[\w%-]|")


def write_table(
    solutions: ox.QuerySolutions, out: BinaryIO, *, prefixes: Mapping[str, str], width: int = 0
) -> None:
    """Write rows aligned under their variables, in UTF-8.

    Args:
        width: of the terminal, where long cells wrap; 0 writes plain lines of any length, tabs and line
            ends within a cell as spaces, so that each row is one line.
    """
    names = [variable.value for variable in solutions.variables]
    namespaces = {namespace: prefix for prefix, namespace in prefixes.items()}
    rows = [[cell_of(term, namespaces) for term in row] for row in solutions]
    text = _fitted(names, rows, width) if width else aligned(names, rows)
    out.write(text.encode())


def cell_of(term: object, namespaces: Mapping[str, str]) -> str:
    """A term in one cell: a prefixed name, the text of a literal, "" for what is not bound."""
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        return term.value
    if isinstance(term, ox.NamedNode):
        return abbreviated(term.value, namespaces)
    return str(term)


def abbreviated(iri: str, namespaces: Mapping[str, str]) -> str:
    """`dg:Visit` when a namespace fits, else `<iri>`."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = namespaces.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix is not None and _LOCAL.fullmatch(iri, cut) else f"<{iri}>"


def _count(rows: Sequence[object]) -> str:
    return f"{len(rows)} row{'' if len(rows) == 1 else 's'}"


def aligned(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns side by side under their names, one line a row, of any length."""
    lines = [[" ".join(cell.split()) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(names, *lines, strict=True)]
    ruled = [names, ["-" * width for width in widths], *lines]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in ruled
    )


def _fitted(names: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, header_style="bold")
    for name in names:
        table.add_column(Text(name), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console = Console(width=width, force_terminal=True, highlight=False)
    with console.capture() as captured:
        console.print(table)
        console.print(Text(_count(rows), style="dim"))
    return captured.get()
