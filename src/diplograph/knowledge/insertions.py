"""Words of the tables that another word parts: "a mis | mardi | l'accent", "sont | aussi | convenus"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from diplograph.knowledge.matching import Hit

T = TypeVar("T")

_REACH = 64  # characters on either side of what is inserted: longer than any word of the tables


def parted(
    text: str, folded: str, inserted: Sequence[Hit[T]], find: Callable[[str], Iterable[Hit[T]]]
) -> Iterator[tuple[Hit[T], str, str]]:
    """Words found where an insertion is left out, over which they stretch; written and folded without it.

    Args:
        folded: the text folded, with the same offsets.
        inserted: days and adverbs that may stand between any two words, in order.
        find: finds words in a folded text.
    """
    for start, end in _runs(folded, inserted):
        if folded[start - 2 : start] == ", " and folded[end : end + 2] == ", ":
            start, end = start - 1, end + 1  # "sont convenus|, de leur côté,| de"
            left = f"{folded[max(0, start - _REACH) : start - 1]} "
            before = f"{text[max(0, start - _REACH) : start - 1]} "
        elif folded[start - 1 : start] == " " and folded[end : end + 1] == " ":
            left, before = folded[max(0, start - _REACH) : start], text[max(0, start - _REACH) : start]
        else:
            continue
        low, gone = max(0, start - _REACH), end + 1 - start
        window = left + folded[end + 1 : end + 1 + _REACH]
        cut = start - low
        for hit in find(window):
            whole = hit.start or not low or not folded[low - 1].isalnum()
            if whole and hit.start < cut < hit.end:
                written = before[hit.start :] + text[end + 1 : low + hit.end + gone]
                found = Hit(low + hit.start, low + hit.end + gone, hit.payload)
                yield found, written, window[hit.start : hit.end]


def _runs(folded: str, inserted: Sequence[Hit[T]]) -> Iterator[tuple[int, int]]:
    """Insertions, those that follow each other made one: "a également, hier, mis"."""
    run: tuple[int, int] | None = None
    for hit in inserted:
        if run is not None and hit.start <= run[1] + 1:
            run = (run[0], max(run[1], hit.end))
            continue
        if run is not None:
            yield run
        run = (hit.start, hit.end)
    if run is not None:
        yield run
