"""Terms in the places of parameters: `$country` in a text of SPARQL becomes one RDF term, whatever it holds.

Oxigraph's own substitutions bind a variable after the query is planned, refuse one that is not selected and
do not reach into subqueries. So the text is cut into its tokens, and each token that is a parameter is
replaced by the term, written by the library that will read it. What a person typed is never part of the
query's text: an IRI is checked and a literal escaped when the term is made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from diplograph.store.sparql import QUIET

Term = ox.NamedNode | ox.Literal

_TOKEN = re.compile(rf"(?P<quiet>{QUIET.pattern})|(?<!\\)\$(?P<name>\w+)", re.DOTALL)
_CONDITION = re.compile(r"#\s*(?P<word>if|unless) (?P<names>\w+(?: or \w+)*)\s*")


def parameter_names(text: str) -> tuple[str, ...]:
    """Names of the parameters in a text, in the order of their first use."""
    names = (found["name"] for found in _TOKEN.finditer(text))
    return tuple(dict.fromkeys(name for name in names if name))


def conditions(text: str) -> tuple[str, ...]:
    """Names of the parameters that lines depend on."""
    return tuple(dict.fromkeys(name for condition in _conditional(text) for name in condition.names))


def bind(text: str, terms: Mapping[str, Term]) -> str:
    """A query with its parameters in place; lines whose condition does not hold become empty lines.

    What has no term stays as it is, a variable.
    """
    lines = text.split("\n")
    for condition in _conditional(text):
        given = any(name in terms for name in condition.names)
        if given != condition.holds_when_given:
            lines[condition.line] = ""
    return _TOKEN.sub(
        lambda found: str(terms[found["name"]]) if found["name"] in terms else found.group(),
        "\n".join(lines),
    )


def unguarded(text: str, name: str) -> int:
    """Line, from 1, where a parameter that may be missing stands without an `# if` of its own; 0: nowhere."""
    alone = {one.line for one in _conditional(text) if one.holds_when_given and set(one.names) == {name}}
    lines = (text.count("\n", 0, found.start()) for found in _TOKEN.finditer(text) if found["name"] == name)
    return next((line + 1 for line in lines if line not in alone), 0)


@dataclass(frozen=True, slots=True)
class _Condition:
    """A line that counts only when one of some parameters is given, or when none is."""

    line: int
    names: tuple[str, ...]
    holds_when_given: bool


def _conditional(text: str) -> list[_Condition]:
    found = []
    for token in _TOKEN.finditer(text):
        comment = _CONDITION.fullmatch(token["quiet"] or "")
        if comment:
            line = text.count("\n", 0, token.start())
            found.append(_Condition(line, tuple(comment["names"].split(" or ")), comment["word"] == "if"))
    return found
