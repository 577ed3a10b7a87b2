"""Ask a store one question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Protocol

import pyoxigraph as ox

from diplograph.errors import QueryError
from diplograph.store.sparql import check_query

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")

_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", re.DOTALL)
_READABLE = re.compile(r'"[^"\s]+"|[A-Z][A-Z ]+[A-Z]')
_SHOWN = 6  # of the things that could have stood at the place of a syntax error
_NAME_END = re.compile(r"[\s;,.(){}\[\]]")


class Queryable(Protocol):
    """What a query needs of a store."""

    def query(self, sparql: str) -> Results:
        """Answer a query over the published graph."""


def ask(store: Queryable, text: str, *, prefixes: Mapping[str, str], where: str = "query") -> Results:
    """Run a query.

    Args:
        prefixes: declared beforehand; a declaration in the text wins.
        where: name of the text in messages.
    Raises:
        QueryError: the text does not parse (`where:line:column`), or asks for what is refused.
    """
    try:
        check_query(text)
    except QueryError as error:
        raise QueryError(error.reason, where=where, hint=error.hint) from None
    try:
        # Parsed against nothing first: the places it tells are those of the user's own text.
        ox.Store().query(text, prefixes=dict(prefixes))
    except SyntaxError as error:
        raise _explained(str(error), text, where, prefixes) from None
    declarations = "".join(f"PREFIX {name}: <{iri}> " for name, iri in prefixes.items())
    return store.query(declarations + text)


def _explained(message: str, text: str, where: str, prefixes: Mapping[str, str]) -> QueryError:
    """The parser's message in words; its own lists the characters that could have come next."""
    found = _PLACE.match(message)
    if not found:
        return QueryError(" ".join(message.split()), where=where)
    line, column = int(found[1]), int(found[2])
    place = f"{where}:{line}:{column}"
    lines = [*text.split("\n"), ""]
    before, after = lines[line - 1][: column - 1], lines[line - 1][column - 1 :]
    if "Prefix not found" in found[3]:
        name = re.search(r"([\w.-]*):[\w.:-]*$", before + _NAME_END.split(after)[0])
        known = ", ".join(sorted(prefixes))
        hint = f"declare it with PREFIX; already declared: {known}"
        return QueryError(f"prefix {name[1] if name else '?'}: is not declared", where=place, hint=hint)
    first = re.match(r"\s*(\w+)", text)
    near = get_close_matches(first[1].upper(), FORMS, n=1) if first else []
    if first and near and first[1].upper() != near[0]:
        start = text[: first.start(1)]
        place = f"{where}:{start.count(chr(10)) + 1}:{len(start) - start.rfind(chr(10))}"
        return QueryError(
            f"{first[1]!r} does not begin a query", where=place, hint=f"did you mean {near[0]}?"
        )
    word = re.match(r"\s*([?$]?[\w:.-]+|\S)", after)
    reason = f"syntax error at {word[1]!r}" if word else "syntax error at the end of the line"
    expected = list(dict.fromkeys(_READABLE.findall(found[3])))[:_SHOWN]
    return QueryError(reason, where=place, hint=f"expected {', '.join(expected)}" if expected else "")
