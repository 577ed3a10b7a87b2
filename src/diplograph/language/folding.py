"""Spellings made plain, one character for one character, so that offsets never move.

Both functions keep the length of any text: what cannot be said in one character stays as it is. The
ligatures œ, æ and ß are letters of their own here (only lower-cased): "œuvre" must not become the verb
"ouvre". A table that wants both spellings asks `spellings` for them.
"""

from __future__ import annotations

import unicodedata

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_APOSTROPHES = "\u2019\u2018\u02bc\u201b\u2032\u00b4\uff07"
_HYPHENS = "\u2010\u2011\ufe63\uff0d"
_DASHES = "\u2012\u2013\u2014\u2015\u2212"

_PLAIN: dict[int, str] = {
    **{ord(char): " " for char in _SPACES},
    **{ord(char): "'" for char in _APOSTROPHES},
    **{ord(char): "-" for char in _HYPHENS},
}


def _fold_character(char: str) -> str:
    """One character without case, accent or typography; itself where that would take more than one."""
    if char in _DASHES:
        return "-"
    char = _PLAIN.get(ord(char), char)
    decomposed = unicodedata.normalize("NFD", char)
    if len(decomposed) > 1 and all(unicodedata.combining(mark) for mark in decomposed[1:]):
        char = decomposed[0]
    lower = char.lower()
    return lower if len(lower) == 1 else char


class _Folds(dict[int, str]):
    """A table for `str.translate` that works out each character once, when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


_FOLDS = _Folds()


def plain(text: str) -> str:
    """Make spaces, apostrophes and hyphens plain; letters, quotes and dashes stay as they are."""
    return text.translate(_PLAIN)


def fold(text: str) -> str:
    """Lower case without accents, with plain spaces, apostrophes and dashes; the length stays the same."""
    return text.translate(_FOLDS)


def spellings(folded: str) -> tuple[str, ...]:
    """A folded term as it may be written, with its ligatures and with two letters instead."""
    if folded.isascii():
        return (folded,)
    loose = folded.replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    return (folded,) if loose == folded else (folded, loose)
