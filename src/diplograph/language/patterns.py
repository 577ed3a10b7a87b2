"""Patterns of the grammar around a word, in which `{the}` or `{of}` is a whole closed class of French.

The classes are the kinds of `data/lexicon/closed_classes.csv`: articles, prepositions, conjunctions,
pronouns, auxiliaries. A pattern that names a class has all its members: what holds behind "la" holds behind
"cette".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from diplograph.language.folding import fold
from diplograph.language.tables import read_table

_ARTICLES = frozenset(["the", "a", "mine", "his", "this", "some", "none", "number", "nth"])
_LINKS = frozenset(["of", "to", "at", "with", "by", "for", "prep", "since"])
_JOINTS = frozenset(["and", "then", "but", "that", "which", "whither"])
_VERBS = frozenset(["has", "is", "itis", "modal"])
_OTHERS = frozenset(["contracted", "over", "toward", "into", "not", "about", "also", "when", "many"])
_PRONOUNS = frozenset(["we", "he", "him", "self", "clitic", "one", "latter", "anyone", "me", "you", "us"])
KINDS = _ARTICLES | _LINKS | _JOINTS | _VERBS | _OTHERS | _PRONOUNS
# Classes that are others together, and stretches of text that no list holds.
_UNIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "own": ("mine", "his"),
        "det": ("the", "a", "mine", "his", "this", "some", "number"),
        "definite": ("the", "mine", "his", "this"),
    }
)
_STRETCHES: Mapping[str, str] = MappingProxyType(
    {
        "word": r"(?:[\w'-]+ )",
        "edge": r"(?:^|(?<=[\s('«\"]))",
        "brackets": r"(?: ?\([^()]{1,40}\))",
        "aside": r"(?:, [^,;:.()]{1,60},)",
        "digits": r"(?:\d[\d ,.]*)",
    }
)
_NAMED = re.compile(r"\{([a-z]+)\}")


@cache
def pattern(template: str, *, spelt: bool = False) -> re.Pattern[str]:
    """Compile a pattern of folded text, its `{class}` marks opened.

    A member of a class brings the space that follows it; one that ends in an apostrophe has none: `{the}` is
    `(?:les |le |la |l')`. Besides the kinds of the table there are `{own}` (any possessive), `{definite}`,
    `{det}` (any determiner), `{word}` (any word with its space), `{edge}` (where a word begins),
    `{brackets}`, `{aside}` (", … ,") and `{digits}`.

    Args:
        spelt: for the text itself, not its folded form: members have their accents, capitals count.

    Raises:
        KeyError: a mark names no class.
        TableError: the table of classes cannot be read.
    """
    return re.compile(_NAMED.sub(lambda mark: _classes(spelt)[mark[1]], template))


@cache
def members(*kinds: str) -> frozenset[str]:
    """The forms of some kinds, folded, without the space that follows them: `members("to")` has "a" and "au".

    Raises:
        KeyError: no such kind.
        TableError: the table of classes cannot be read.
    """
    forms = _forms(spelt=False)
    return frozenset(form for kind in kinds for form in forms[kind])


@cache
def _classes(spelt: bool) -> Mapping[str, str]:
    return {**_STRETCHES, **{name: _any_of(forms) for name, forms in _forms(spelt).items()}}


@cache
def _forms(spelt: bool) -> Mapping[str, list[str]]:
    """The forms of each kind and union, folded unless as they are spelt, in the order of the table."""
    forms: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for row in read_table("closed_classes", kinds=KINDS):
        forms[row.kind].append(row.form if spelt else fold(row.form))
    unions = {name: [form for kind in kinds for form in forms[kind]] for name, kinds in _UNIONS.items()}
    return forms | unions


def _any_of(forms: list[str]) -> str:
    spaced = {form if form.endswith("'") else f"{form} " for form in forms}
    longest_first = sorted(spaced, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.escape(form).replace("'", "['’]") for form in longest_first) + ")"
