"""Mentions: stretches of text that name a thing, each with the entity it names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from diplograph.model import EntityType


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A named thing in the text. `name` is the preferred one; `bare` marks a form that does not name it alone."""

    start: int
    end: int
    key: str
    type: EntityType
    name: str
    bare: bool = False


class Cover:
    """Stretches of text already taken, to keep mentions apart."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def take(self, start: int, end: int) -> None:
        """Mark a stretch as taken."""
        i = bisect_left(self._starts, start)
        self._starts.insert(i, start)
        self._ends.insert(i, end)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any taken stretch shares a character with this one."""
        i = bisect_left(self._starts, end)
        return any(self._ends[j] > start for j in range(max(0, i - 3), i))


def without_nested(mentions: Iterable[Mention]) -> list[Mention]:
    """Keep the longest of mentions that overlap, in reading order."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if kept and mention.start < kept[-1].end:
            continue
        kept.append(mention)
    return kept
