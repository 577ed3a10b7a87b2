"""What a SPARQL text may ask of a store: to read it, and nothing outside it."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping

import pyoxigraph as ox

from diplograph.errors import QueryError

# Strings, IRIs, comments and the escapes of names, in which words mean nothing. Long strings come first.
QUIET = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\r\n]|\\.)*"|\'(?:[^\'\\\r\n]|\\.)*\''
    r'|<(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>|#[^\r\n]*'
    r"|\\[_~.\-!$&'()*+,;=/?#@%]",
    re.DOTALL,
)
_PROLOGUE = re.compile(r"\s*(?:(?:PREFIX\s+[^\s:]*:\s*0|BASE\s*0)\s*)*", re.IGNORECASE)
_UPDATE = re.compile(r"(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)
_SERVICE = re.compile(r"(?<![\w?$:@-])SERVICE(?![\w-]*:)", re.IGNORECASE)
_LETTERS = re.compile(r"(servic)e", re.IGNORECASE | re.ASCII)
_PLACE = re.compile(r"error at (\d+):(\d+)")


def check_query(text: str, *, prefixes: Mapping[str, str] | None = None, allow_service: bool = False) -> None:
    """Refuse what would change the store or reach out of it.

    Args:
        prefixes: declared beside those of the text.
        allow_service: let SERVICE ask other servers; an update is refused all the same.
    Raises:
        QueryError: the text is empty, an update, or calls a remote service.
        SyntaxError: the text has the letters of SERVICE in it, and does not parse for another reason.
    """
    bare = QUIET.sub(" 0 ", text)
    if not bare.replace("0", "").strip():
        raise QueryError("the query is empty")
    prologue = _PROLOGUE.match(bare)
    if _UPDATE.match(bare, prologue.end() if prologue else 0):
        raise QueryError(
            "this is an update, and a query only reads", hint="use SELECT, ASK, CONSTRUCT or DESCRIBE"
        )
    if allow_service:
        return
    try:
        _parse_without_service(text, prefixes or {})
    except SyntaxError:
        if not _SERVICE.search(bare):
            raise
        raise QueryError(
            "SERVICE would ask another server",
            hint="allow it with --allow-service, if it may know what you ask",
        ) from None


def _parse_without_service(text: str, prefixes: Mapping[str, str]) -> None:
    """Let Oxigraph itself tell whether SERVICE is a word of a query: it has no switch to turn that off.

    All that reads SERVICE, in whatever case and place, gets another last letter. Within strings, IRIs, names
    and comments that changes nothing of the structure; where it is the keyword, there is no such keyword.

    Raises:
        SyntaxError: the keyword is there, or the text does not parse anyhow.
    """
    if not _LETTERS.search(text):
        return
    taken = " ".join((text, *prefixes)).lower()
    letter = next((one for one in string.ascii_lowercase if f"servic{one}" not in taken), "")
    if not letter:
        raise QueryError("the query has names for SERVICE with every letter", hint="rename one of them")
    other = rf"\g<1>{letter}"
    named = {_LETTERS.sub(other, name): iri for name, iri in prefixes.items()}
    ox.Store().query(_LETTERS.sub(other, text), prefixes=named)


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
