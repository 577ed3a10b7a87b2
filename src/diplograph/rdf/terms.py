"""RDF terms as N-Triples text: made once as text, written and loaded as text.

A term is `<iri>` or a literal such as `"texte"@fr` or `"2024"^^<…gYear>`; a triple is three of them. Python
objects for terms would cost four fifths of a load, so none is made on the way to the store. Literals are in
the form an Oxigraph store gives back (`"1"` and not `"1.0"`, xsd:integer for every kind of integer), so that
what is exported equals what was mapped.
"""

from __future__ import annotations

import re
from decimal import Decimal

from diplograph.rdf.vocabulary import XSD

Triple = tuple[str, str, str]

_NOT_IN_IRI = re.compile(r"""[\x00-\x20<>"{}|^`\\]""")
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_UNESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_DATE_TYPES = {4: f"{XSD}gYear", 7: f"{XSD}gYearMonth", 10: f"{XSD}date"}


def iri(value: str) -> str:
    """`<value>`, with what an IRI may not hold percent-encoded."""
    if _NOT_IN_IRI.search(value):
        value = _NOT_IN_IRI.sub(lambda found: f"%{ord(found.group()):02X}", value)
    return f"<{value}>"


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


def literal(value: str, *, language: str = "", datatype: str = "") -> str:
    """A literal: plain, with a language tag, or with a datatype IRI (without brackets)."""
    if _SPECIAL.search(value):
        value = _SPECIAL.sub(_escape, value)
    if language:
        return f'"{value}"@{language.lower()}'
    if datatype:
        return f'"{value}"^^<{datatype}>'
    return f'"{value}"'


def decimal(value: Decimal | float) -> str:
    """An xsd:decimal in its canonical form: no exponent, no trailing zero, no point when it is whole.

    A float is taken as its shortest decimal form, as Python prints it.
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    text = format(exact, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", ""):
        text = "0"
    return f'"{text}"^^<{XSD}decimal>'


def integer(value: int) -> str:
    """An xsd:integer."""
    return f'"{value}"^^<{XSD}integer>'


def date(value: str) -> str:
    """An ISO date as xsd:gYear, xsd:gYearMonth or xsd:date, by its precision.

    Raises:
        ValueError: the text is of no such length.
    """
    try:
        return f'"{value}"^^<{_DATE_TYPES[len(value)]}>'
    except KeyError:
        raise ValueError(f"not an ISO date: {value!r}") from None


def is_literal(term: str) -> bool:
    """Whether a term is a literal."""
    return term.startswith('"')


def _unescape(found: re.Match[str]) -> str:
    short, long, character = found.groups()
    if character is None:
        return chr(int(short or long, 16))
    return _PLAIN.get(character, str(character))


def split_literal(term: str) -> tuple[str, str, str]:
    """(value, language, datatype IRI) of a literal term; the last two are "" when absent."""
    end = term.rindex('"')
    value, rest = term[1:end], term[end + 1 :]
    if "\\" in value:
        value = _UNESCAPE.sub(_unescape, value)
    if rest.startswith("@"):
        return value, rest[1:], ""
    return value, "", rest[3:-1] if rest else ""
