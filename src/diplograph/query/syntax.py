"""What is wrong with a text that is not SPARQL: the place, the word, and what was likely meant.

Oxigraph tells the furthest place it could read to, which is often past the mistake. So the mistakes that
people make are looked for first: quotes as word processors write them, brackets without a partner, a prefix
or a keyword that is misspelt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from diplograph.errors import QueryError
from diplograph.query.words import KEYWORDS, find_bare_words, find_iris, find_names, masked, namespaces
from diplograph.spelling import nearest_words

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")

_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", re.DOTALL)
_READABLE = re.compile(r'"[^"\s]+"|[A-Z][A-Z ]+[A-Z]')
_WORD = re.compile(r"\s*([?$]?[\w:.-]+|\S)")
_BROKEN_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^<>\n]*>")
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:")
_CURLY = re.compile("[«»“”„‘’‹›]")
_PAIRS = {"}": "{", ")": "(", "]": "["}
_COMMA = re.compile(r"\bSELECT\b[^{(]*?[?$]\w+\s*(,)", re.IGNORECASE)
_SHOWN = 6  # of the things that could have stood at the place
_LONGEST = 100  # characters of a line of the text that a message shows

Fault = tuple[int, str, str]  # offset, reason, hint


class QuerySyntaxError(QueryError):
    """A text that does not parse; its lines show the place under the message."""

    excerpt: tuple[str, ...] = ()

    def lines(self) -> tuple[str, ...]:
        """The message, then the line of the text and a caret under the place."""
        return (*super().lines(), *self.excerpt)


def explained(message: str, text: str, *, where: str, prefixes: Mapping[str, str]) -> QuerySyntaxError:
    """The parser's message in words."""
    for find in _FINDERS:
        fault = next(find(text, prefixes), None)
        if fault:
            return _error(text, where, *fault)
    found = _PLACE.match(message)
    if not found:
        return QuerySyntaxError(" ".join(message.split()), where=where)
    lines = text.split("\n")
    offset = sum(len(line) + 1 for line in lines[: int(found[1]) - 1]) + int(found[2]) - 1
    if "variable that is unbound" in found[3]:
        hint = "each selected variable is grouped by, or stands in COUNT, MIN, SAMPLE and the like"
        return _error(text, where, _select(text), "a selected variable is not in GROUP BY", hint)
    word = _WORD.match(lines[int(found[1]) - 1][int(found[2]) - 1 :])
    ended = not text[offset:].strip()
    reason = (
        f"syntax error at {word[1]!r}"
        if word
        else f"syntax error at the end of the {'text' if ended else 'line'}"
    )
    expected = list(dict.fromkeys(_READABLE.findall(found[3])))[:_SHOWN]
    alone = re.fullmatch(r"[A-Z]+", found[3].strip())
    expected = [alone.group()] if alone else expected
    hint = f"expected {', '.join(expected)}" if expected else "what stands before it is not complete"
    return _error(text, where, offset, reason, hint)


def _error(text: str, where: str, offset: int, reason: str, hint: str) -> QuerySyntaxError:
    before = text[:offset]
    line, column = before.count("\n") + 1, offset - before.rfind("\n")
    error = QuerySyntaxError(reason, where=f"{where}:{line}:{column}", hint=hint)
    shown = text.split("\n")[line - 1].replace("\t", " ")
    first = max(0, column - 1 - _LONGEST // 2)
    cut = shown[first : first + _LONGEST]
    error.excerpt = (f"  {cut}", f"  {' ' * (column - 1 - first)}^")
    return error


def _select(text: str) -> int:
    found = re.search(r"\bSELECT\b", masked(text), re.IGNORECASE)
    return found.start() if found else 0


def _quotes(text: str, prefixes: Mapping[str, str]) -> Iterator[Fault]:
    for found in _CURLY.finditer(masked(text)):
        yield found.start(), f"{found.group()} is no quotation mark of SPARQL", 'write "texte" or "texte"@fr'


def _brackets(text: str, prefixes: Mapping[str, str]) -> Iterator[Fault]:
    opened: list[tuple[str, int]] = []
    for offset, sign in enumerate(masked(text)):
        if sign in "\"'":
            yield offset, "this string is not closed", f"end it with {sign}; within the text write \\{sign}"
        elif sign in _PAIRS.values():
            opened.append((sign, offset))
        elif sign in _PAIRS:
            if not opened or opened[-1][0] != _PAIRS[sign]:
                yield offset, f"this {sign} closes nothing", f"take it out, or add {_PAIRS[sign]} before"
            else:
                opened.pop()
    if opened:
        sign, offset = opened[-1]
        close = next(end for end, start in _PAIRS.items() if start == sign)
        yield offset, f"this {sign} is never closed", f"add {close}"


def _form(text: str, prefixes: Mapping[str, str]) -> Iterator[Fault]:
    for word, offset in find_bare_words(text):
        if word.upper() in ("PREFIX", "BASE"):
            continue
        near = nearest_words(word, FORMS)
        if word.upper() not in FORMS:
            hint = f"did you mean {near[0]}?" if near else f"begin with {', '.join(FORMS)}"
            yield offset, f"{word!r} does not begin a query", hint
        return


def _prefix(text: str, prefixes: Mapping[str, str]) -> Iterator[Fault]:
    known = namespaces(text, prefixes)
    for name in find_names(text):
        if name.prefix is not None and name.prefix not in known:
            near = nearest_words(name.prefix, known)
            hint = f"did you mean {near[0]}:?" if near else f"declared already: {', '.join(sorted(known))}"
            hint += " else declare it with PREFIX" if near else ""
            yield name.start, f"prefix {name.prefix}: is not declared", hint


def _iri(text: str, prefixes: Mapping[str, str]) -> Iterator[Fault]:
    for found in _BROKEN_IRI.finditer(masked(text)):
        yield found.start(), "this IRI holds what an IRI may not hold", "write a space as %20"
    if re.search(r"\bBASE\b", masked(text), re.IGNORECASE):
        return
    for iri in find_iris(text):
        if not _ABSOLUTE.match(iri.local):
            yield iri.start, "this is no absolute IRI", "such as <https://example.org/thing>"


def _keyword(text: str, prefixes: Mapping[str, str]) -> Iterator[Fault]:
    for word, offset in find_bare_words(text):
        if word.upper() not in KEYWORDS and word != "a":
            near = nearest_words(word, KEYWORDS)
            hint = (
                f"did you mean {near[0]}?" if near else 'a variable begins with ?, a text stands in "quotes"'
            )
            yield offset, f"{word!r} is no word of SPARQL", hint


def _comma(text: str, prefixes: Mapping[str, str]) -> Iterator[Fault]:
    found = _COMMA.search(masked(text))
    if found:
        yield found.start(1), "a comma stands between selected variables", "leave it out: SELECT ?a ?b"


_FINDERS: tuple[Callable[[str, Mapping[str, str]], Iterator[Fault]], ...] = (
    _quotes,
    _form,
    _brackets,
    _iri,
    _prefix,
    _keyword,
    _comma,
)
