"""What a SPARQL text may ask of a store: to read it, and nothing outside it."""

from __future__ import annotations

import re

from diplograph.errors import QueryError

# Strings, IRIs and comments, in which words mean nothing. Long strings come first.
QUIET = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    r'|<[^<>"{}|^`\\\s]*>|#[^\n]*',
    re.DOTALL,
)
_PROLOGUE = re.compile(r"\s*(?:(?:PREFIX\s+[^\s:]*:\s*0|BASE\s*0)\s*)*", re.IGNORECASE)
_UPDATE = re.compile(r"(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)
_SERVICE = re.compile(r"(?<![\w?$:.-])SERVICE(?![\w:-])", re.IGNORECASE)
_PLACE = re.compile(r"error at (\d+):(\d+)")


def check_query(text: str, *, allow_service: bool = False) -> None:
    """Refuse what would change the store or reach out of it.

    Args:
        allow_service: let SERVICE ask other servers; an update is refused all the same.
    Raises:
        QueryError: the text is empty, an update, or calls a remote service.
    """
    bare = QUIET.sub(" 0 ", text)
    if not bare.replace("0", "").strip():
        raise QueryError("the query is empty")
    prologue = _PROLOGUE.match(bare)
    if _UPDATE.match(bare, prologue.end() if prologue else 0):
        raise QueryError(
            "this is an update, and a query only reads", hint="use SELECT, ASK, CONSTRUCT or DESCRIBE"
        )
    if not allow_service and _SERVICE.search(bare):
        raise QueryError(
            "SERVICE would ask another server",
            hint="allow it with --allow-service, if it may know what you ask",
        )


def syntax_error(error: SyntaxError) -> QueryError:
    """A parser's complaint as one line, with line and column of the query."""
    text = str(error)
    found = _PLACE.match(text)
    where = f"line {found.group(1)}, column {found.group(2)}" if found else ""
    reason = text.partition(": ")[2] if found else text
    first = " ".join(reason.split())
    if first.startswith("expected one of"):
        first = "something else is expected here"
    return QueryError(f"the query is not SPARQL: {first[:200]}", where=where)
