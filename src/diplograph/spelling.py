"""The nearest known word to one that is not known: one way to help with a slip, wherever it is made."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_CUTOFF = 60  # of 100, what a word must have in common with the known one


def nearest_words(word: str, known: Iterable[str], *, limit: int = 1, cutoff: int = _CUTOFF) -> list[str]:
    """Known words that are written nearly so, the nearest first; accents and case do not matter."""
    from rapidfuzz import fuzz, process  # only when there is a slip: commands start without it

    choices = {name: _plain(name) for name in sorted({*known})}
    found = process.extract(_plain(word), choices, scorer=fuzz.ratio, limit=limit, score_cutoff=cutoff)
    return [name for _, _, name in found]


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "", *, quoted: bool = False) -> str:
    """`did you mean country?`, or what to say when no known word is near.

    Args:
        quoted: put the word between quotation marks.
    """
    near = nearest_words(word, known)
    if not near:
        return otherwise
    return f"did you mean {near[0]!r}?" if quoted else f"did you mean {near[0]}?"


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
