"""One pass over a text finds every name and every word of the tables, whatever their number.

Patterns of the lexicon are written as a person writes them and expanded to literals when loaded:

    visite(s)                 an optional part
    [s'est|s'était] rendu     one of several
    nuclé*                    any ending of the last word

A reflexive verb that opens a pattern is found with "y" too: "s'y est rendu". Days and adverbs may stand
between any two words of a pattern (`diplograph.knowledge.insertions`).

All literals stand in one Aho-Corasick automaton (Aho and Corasick 1975) over the folded text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

import ahocorasick_rs

from diplograph.language.folding import fold

T = TypeVar("T")

_PART = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|([^()\[\]]+)")
PARTICIPLE = re.compile(r"ée?s?\b")
_REFLEXIVE = re.compile(r"s['’]|se ")
_STRAY = re.compile(r"[~^<>{}\\|]")
_MOST_EXPANSIONS = 4000


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A literal found in the text, in code points, with what it stands for."""

    start: int
    end: int
    payload: T


def expand(pattern: str) -> tuple[str, ...]:
    """Literals of one pattern, folded; a final `*` is kept as the mark of an open ending.

    Raises:
        ValueError: brackets do not match, or the pattern stands for nothing that can be found, or for
            thousands of literals.
    """
    literals = {" ".join(fold(form).split()) for form in written(pattern)}
    literals.discard("")
    if not literals:
        raise ValueError(f"{pattern!r} stands for nothing")
    stray = _STRAY.search("".join(literals))
    if stray:
        raise ValueError(f"{pattern!r} has a {stray.group()} that no text has")
    if any("*" in literal[:-1] or literal == "*" for literal in literals):
        raise ValueError(f"{pattern!r} has a * elsewhere than at the end of its last word")
    return tuple(sorted(literals))


def participles(pattern: str) -> frozenset[str]:
    """Those literals of a pattern that are only ever written with é(e)(s) at the end of a word."""
    accented: dict[str, bool] = {}
    for form in written(pattern) if "é" in pattern else ():
        literal = " ".join(fold(form).split())
        accented[literal] = accented.get(literal, True) and PARTICIPLE.search(form) is not None
    return frozenset(literal for literal, only in accented.items() if only)


def written(pattern: str) -> Iterator[str]:
    """Forms that a pattern stands for, as they are written.

    Raises:
        ValueError: brackets do not match, or the pattern stands for thousands of forms.
    """
    parts: list[list[str]] = []
    position = 0
    for match in _PART.finditer(pattern):
        if match.start() != position:
            break
        position = match.end()
        optional, choice, plain = match.groups()
        if optional is not None:
            parts.append(["", *optional.split("|")])
        elif choice is not None:
            parts.append(choice.split("|"))
        else:
            parts.append([plain])
    if position != len(pattern) or not parts:
        raise ValueError(f"brackets do not match in {pattern!r}")
    size = 1
    for part in parts:
        size *= len(part)
    if size > _MOST_EXPANSIONS:
        raise ValueError(f"{pattern!r} stands for {size} literals; split it")
    for chosen in itertools.product(*parts):
        form = "".join(chosen)
        yield form
        reflexive = _REFLEXIVE.match(form)
        if reflexive:
            yield f"s'y {form[reflexive.end() :]}"


class Automaton(Generic[T]):
    """Finds literals in a folded text, at word boundaries; several things may share a literal."""

    def __init__(self, patterns: Iterable[tuple[str, T]]) -> None:
        """Build from (literal as `expand` gives it, payload); quickest where equal payloads come in a row."""
        numbers: dict[str, int] = {}
        found: list[tuple[T, ...]] = []
        alone: tuple[T, ...] = ()  # one for all literals of a payload: there are a hundred thousand literals
        for literal, payload in patterns:
            number = numbers.setdefault(literal, len(found))
            if number < len(found):
                found[number] += (payload,)
                continue
            if not alone or alone[0] is not payload:
                alone = (payload,)
            found.append(alone)
        self._payloads = [(literal.endswith("*"), one) for literal, one in zip(numbers, found, strict=True)]
        self._search = ahocorasick_rs.AhoCorasick([literal.rstrip("*") for literal in numbers])

    def find(self, folded: str) -> Iterator[Hit[T]]:
        """Every literal that begins and ends with a word, in order of its end; overlaps included."""
        size = len(folded)
        payloads = self._payloads
        for index, start, end in self._search.find_matches_as_indexes(folded, overlapping=True):
            if start and folded[start - 1].isalnum() and folded[start].isalnum():
                continue
            is_open, found = payloads[index]
            if end < size and folded[end - 1].isalnum() and folded[end].isalnum():
                if not is_open:
                    continue
                while end < size and folded[end].isalnum():
                    end += 1
            for payload in found:
                yield Hit(start, end, payload)


def longest(hits: Iterable[Hit[T]]) -> list[Hit[T]]:
    """Keep the leftmost longest of hits that overlap; equal spans are all kept."""
    kept: list[Hit[T]] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if kept and hit.start < kept[-1].end and (hit.start, hit.end) != (kept[-1].start, kept[-1].end):
            continue
        kept.append(hit)
    return kept
