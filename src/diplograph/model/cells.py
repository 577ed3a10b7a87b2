"""Cells of tables that people open in a spreadsheet."""

from __future__ import annotations

from typing import overload

# What a spreadsheet may take for the beginning of a formula, in its full-width forms too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@overload
def harmless(value: str) -> str: ...
@overload
def harmless(value: object) -> object: ...
def harmless(value: object) -> object:
    """A text that a spreadsheet would take for a formula with an apostrophe before it; all else as it is.

    Names, titles and quotes come from documents, and nobody should run what a document says (OWASP, "CSV
    Injection"). Numbers pass: -3 is no formula.
    """
    if not isinstance(value, str):
        return value
    return f"'{value}" if value.startswith(_FORMULA) or value.lstrip().startswith(_FORMULA) else value
