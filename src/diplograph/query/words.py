"""The words of a SPARQL text, with their places; what stands in strings, IRIs and comments is no word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from diplograph.store.sparql import QUIET

_PREFIX = re.compile(r"\bPREFIX\s+(?P<prefix>[\w.-]*):\s*<(?P<iri>[^<>\s]*)>", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w?$:@.-])(?P<prefix>[\w.-]*):(?P<local>(?:[\w:%-]|\\_|\.(?=[\w:%\\-]))*)")
_ESCAPE = re.compile(r"\\(.)")
_WORD = re.compile(r"(?<![\w?$:@.%-])[^\W\d_]\w*(?![\w:-])")
_IRI = re.compile(r"<[^<>\"{}|^`\\\s]*>")

# The words of SPARQL 1.1, https://www.w3.org/TR/sparql11-query/#sparqlGrammar, and two that Oxigraph adds.
_KEYWORDS = """
    ABS ADJUST AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL COALESCE CONCAT CONSTRUCT CONTAINS COUNT
    DATATYPE DAY DESC DESCRIBE DISTINCT ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR FROM GRAPH GROUP
    GROUP_CONCAT HAVING HOURS IF IN IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI LANG LANGMATCHES LATERAL
    LCASE LIMIT MAX MD5 MIN MINUS MINUTES MONTH NAMED NOT NOW OFFSET OPTIONAL ORDER PREFIX RAND REDUCED
    REGEX REPLACE ROUND SAMPLE SAMETERM SECONDS SELECT SEPARATOR SERVICE SHA1 SHA256 SHA384 SHA512
    SILENT STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBSTR SUM TIMEZONE
    TRUE TZ UCASE UNDEF UNION URI UUID VALUES WHERE YEAR
"""
KEYWORDS = frozenset(_KEYWORDS.split())


@dataclass(frozen=True, slots=True)
class Name:
    """A prefixed name, or an IRI (`prefix` is None), with its offset in the text."""

    prefix: str | None
    local: str
    start: int

    @property
    def text(self) -> str:
        """As it is written."""
        return self.local if self.prefix is None else f"{self.prefix}:{self.local}"


def masked(text: str) -> str:
    """The text with strings, IRIs and comments as spaces, of the same length and lines.

    An escape in a name becomes ``\\_``, so that the name stays one.
    """
    return QUIET.sub(lambda found: _mask(found.group()), text)


def _mask(token: str) -> str:
    return "\\_" if token.startswith("\\") else re.sub(r"[^\n]", " ", token)


def declared_prefixes(text: str) -> dict[str, str]:
    """Prefix → namespace, of the declarations in the text."""
    quiet = masked(text)
    found = _PREFIX.finditer(text)
    return {one["prefix"]: one["iri"] for one in found if quiet[one.start()] != " "}


def find_names(text: str) -> Iterator[Name]:
    """Prefixed names outside declarations, in reading order."""
    quiet = masked(text)
    declarations = [found.span("prefix") for found in _PREFIX.finditer(text)]
    for found in _NAME.finditer(quiet):
        if found["prefix"] != "_" and found.span("prefix") not in declarations:
            local = _ESCAPE.sub(r"\1", text[slice(*found.span("local"))])
            yield Name(found["prefix"], local, found.start())


def find_iris(text: str) -> Iterator[Name]:
    """IRIs in angle brackets, declarations included; comments and strings left out."""
    for token in QUIET.finditer(text):
        if _IRI.fullmatch(token.group()):
            yield Name(None, token.group(), token.start())


def find_bare_words(text: str) -> Iterator[tuple[str, int]]:
    """(word, offset) of what is neither a variable, a name nor within quotes."""
    for found in _WORD.finditer(masked(text)):
        yield found.group(), found.start()


def namespaces(text: str, prefixes: Mapping[str, str]) -> dict[str, str]:
    """Prefix → namespace as the text sees them: its own declarations win."""
    return {**prefixes, **declared_prefixes(text)}
