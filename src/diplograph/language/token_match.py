"""The French tokenizer's exception pattern, matched without compiling its 1.4 million characters.

spaCy's French `token_match` says which words with a hyphen or an apostrophe stay whole ("États-Unis",
"micro-entreprise", "Châlons-en-Champagne"). It is one alternation of some 300 patterns, and most spell
out the letters of all scripts: compiling it takes about three seconds, most of a start.

The same strings are matched here by a small pattern. A character that occurs nowhere in the pattern
outside the large classes of letters may be replaced by any other that belongs to the same large classes.
So a token is first rewritten (`я` becomes a stand-in for "a small letter, of no other interest"), and each
large class shrinks to the few characters that can still occur. The answer is the original's for every
string: `tests/language/test_token_match.py` compares them, class by class, over all of Unicode.
"""

from __future__ import annotations

import re
from functools import cached_property

_FLAGS = "(?iu)"
_CLASS = re.compile(r"\[(?:\\.|[^\]\\])+\]")
_LARGE = 100
# What a rewritten token keeps besides the pattern's own characters: Latin-1, and the letters beyond it
# that become Latin-1 when case is ignored.
_KEPT = "".join(map(chr, range(256))) + "\u0130\u0131\u017f\u0178\u1e9e\u212a\u212b\u039c\u03bc"
# Private characters, which the pattern does not hold: they mark the classes, then stand in for letters.
_MARKS = 0xF0000
_STANDINS = 0xF1000

_ALTERNATIVES = re.compile(r"\)\|\(\?:\^")
_OPTIONAL_GROUP = re.compile(r"\(\?:[^()]*\)[?*]")
_REQUIRED_CLASS = re.compile(r"\[([^\]\w]+)\](?![?*{])")


class TokenMatch:
    """Answers `match` with the same truth as `re.compile(pattern).match`.

    Attributes:
        pattern: the original; spaCy reads it when it writes a tokenizer to disk.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def match(self, text: str) -> re.Match[str] | None:
        """Match the original pattern at the start of a text; only whether there is a match has a meaning."""
        if self._required.search(text) is None:
            return None
        return self._small.match(text.translate(self._standins))

    @cached_property
    def _required(self) -> re.Pattern[str]:
        """Finds a character without which no alternative matches: a hyphen or an apostrophe."""
        characters: set[str] = set()
        for alternative in _ALTERNATIVES.split(self._skeleton):
            required = _REQUIRED_CLASS.search(_OPTIONAL_GROUP.sub("", alternative))
            if required is None:
                return re.compile("")
            characters.update(required.group(1))
        return re.compile(f"[{re.escape(''.join(sorted(characters)))}]")

    @cached_property
    def _classes(self) -> tuple[str, ...]:
        """The large classes, each once, in order of appearance."""
        found = (match.group() for match in _CLASS.finditer(self.pattern))
        return tuple(dict.fromkeys(body for body in found if len(body) > _LARGE))

    @cached_property
    def _skeleton(self) -> str:
        """The pattern with a private character in the place of each large class."""
        marks = {body: chr(_MARKS + index) for index, body in enumerate(self._classes)}
        return _CLASS.sub(lambda match: marks.get(match.group(), match.group()), self.pattern)

    @cached_property
    def _standins(self) -> _Standins:
        return _Standins(self._classes, kept=_KEPT + self._skeleton)

    @cached_property
    def _small(self) -> re.Pattern[str]:
        """The skeleton with each large class reduced to what a rewritten token can hold."""
        standins = self._standins
        small = {
            _MARKS + index: "[" + _ranges(standins.members(index)) + "]"
            for index in range(len(self._classes))
        }
        return re.compile(self._skeleton.translate(small))


class _Standins(dict[int, str]):
    """A table for `str.translate`: a character that the skeleton does not tell apart → its stand-in.

    A stand-in is numbered by the set of large classes that hold the character, as bits.
    """

    def __init__(self, classes: tuple[str, ...], *, kept: str) -> None:
        self._classes = [re.compile(_FLAGS + body) for body in classes]
        self._kept = sorted(set(kept))
        super().__init__((ord(char), char) for char in self._kept)

    def __missing__(self, code: int) -> str:
        char = chr(code)
        number = sum(1 << index for index, body in enumerate(self._classes) if body.match(char))
        standin = self[code] = chr(_STANDINS + number)
        return standin

    def members(self, index: int) -> list[int]:
        """What a large class can meet in a rewritten token, kept characters and stand-ins, in order."""
        kept = [ord(char) for char in self._kept if self._classes[index].match(char)]
        numbers = range(1 << len(self._classes))
        return kept + [_STANDINS + number for number in numbers if number >> index & 1]


def _ranges(codes: list[int]) -> str:
    """The body of a character class: runs of neighbours are written as ranges, which compile faster."""
    body = ""
    first = 0
    for index, code in enumerate(codes):
        if index + 1 == len(codes) or codes[index + 1] != code + 1:
            body += re.escape(chr(codes[first])) + ("-" + re.escape(chr(code)) if index > first else "")
            first = index + 1
    return body
