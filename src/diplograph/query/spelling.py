"""The nearest known word to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from diplograph.language.folding import fold

_CUTOFF = 60


def nearest_words(word: str, known: Iterable[str], *, limit: int = 1) -> list[str]:
    """Known words that are written nearly so, the nearest first; accents and case do not matter."""
    choices = {name: fold(name) for name in sorted(known)}
    found = process.extract(fold(word), choices, scorer=fuzz.ratio, limit=limit, score_cutoff=_CUTOFF)
    return [name for _, _, name in found]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean country?`, or "" when no known word is near."""
    near = nearest_words(word, known)
    return f"did you mean {near[0]}?" if near else ""
