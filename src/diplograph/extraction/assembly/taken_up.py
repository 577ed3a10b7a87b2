"""What "le projet", "ce texte" means as the topic of a stance: the named thing of that sort told last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.source import Source
from diplograph.language import fold
from diplograph.model import AGREEMENT_CLASSES

_KNOWN = re.compile(r"(?:\b(?:le|la|ce|cet|cette|au|du|sa|son|leur)|\bl'|\bd[eu] l') ?$")
_FARTHEST = 1500  # characters back to the thing


def thing_meant(source: Source, topic: str, start: int, things: Sequence[Draft]) -> str:
    """The name of what a topic of one word takes up; "" where it describes something by itself.

    Args:
        start: offset of the topic; things: named readings of the document.
    """
    end = start + len(topic)
    if not topic or " " in topic or not _KNOWN.search(source.folded, max(0, start - 8), start):
        return ""
    word = fold(topic)
    near = [
        t
        for t in things
        if 0 < start - t.name_start < _FARTHEST and t.type in _sorts(source, word, start, end)
    ]
    own = [t for t in near if word in fold(t.name).split()]
    found = own or near
    return max(found, key=lambda thing: thing.name_start).name if found else ""


def _sorts(source: Source, word: str, start: int, end: int) -> frozenset[str]:
    """Classes of facts that a common noun may stand for."""
    if any(h.start == start and h.end == end for h in source.words("agreements", start, start + 1)):
        return frozenset(AGREEMENT_CLASSES)
    vague = source.cues("stance_words", start, end, "vague")
    works = any(h.start == start and h.end == end for h in source.words("projects", start, start + 1))
    return frozenset({"Project"}) if works or (vague and word == "projet") else frozenset()
