"""Mentions: stretches of text that name a thing, each with the entity it names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from diplograph.extraction.source import Source, beginning
from diplograph.model import EntityType
from diplograph.model.keys import entity_key

CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĻĽŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽȘȚ]"
_WORD = rf"(?:{CAPITAL}|[0-9](?=[A-Za-z]))[\w&'-]*"
_PARTICLE = r"(?:de|du|des|la|le|al|el|bin|ben|ibn|von|van|der|da|dos|&)"
# A run of capitalised words; particles of names may stand between two of them.
RUN = re.compile(rf"{_WORD}(?: (?:{_PARTICLE} )?{_WORD}){{0,5}}")
# "M. Xi. Les deux pays": a surname that ends a sentence is no initial.
_INITIALS = (
    rf"{CAPITAL}[a-z]?\.(?! (?:Les?|La|Il|Elle|Ils|Un|Une|Des|En|Au|Aux|Ce|Cette|Son|Sa)\b)(?:-?{CAPITAL}\.)*"
)
_ARABIC = r"(?:(?:al|el|ar|as|ash|at|az|an|ad)-)?"  # "Ahmad el-Masri"
_PART_OF_NAME = rf"(?:{_INITIALS}|{_ARABIC}{CAPITAL}[\w'’-]*)"
PERSON_RUN = re.compile(
    rf"(?:{_INITIALS}|{CAPITAL}[\w'’-]*)"
    rf"(?: (?:(?:de|du|la|al|el|bin|ben|ibn|von|van|der|da|dos) )?{_PART_OF_NAME}){{0,4}}"
)

_NATION = 24  # characters of a nation's adjective
_TEXT_REACH = 24  # characters of "la déclaration de "
_OF = re.compile(r" (?:de |d')$")
_COUNTERPART = 24  # and of "notre homologue"


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A named thing in the text. `name` is the preferred one; `bare` a form that does not name it alone."""

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


def named(source: Source, start: int, end: int, kind: EntityType) -> Mention:
    """A mention of a thing that no table knows, under the name that the text gives it."""
    end = start + len(source.text[start:end].rstrip(" .,'-"))
    name = source.quote(start, end)
    return Mention(start, end, entity_key(kind, name), kind, name)


def counterpart_start(source: Source, start: int) -> int:
    """Where the words that make a name a counterpart's begin ("son homologue ouzbek | X"), else `start`."""
    nation = beginning(source.scan.adjectives, start - _NATION, start)
    noun = nation[-1].start if nation and nation[-1].end + 1 == start else start
    for hit in source.words("references", noun - _COUNTERPART, noun):
        if hit.payload["kind"] == "homologue" and hit.end + 1 == noun:
            return hit.start
    return start


def names_text(source: Source, mention: Mention) -> bool:
    """Whether a town only names a text or talks: "le Statut de Rome", "le processus de Berlin"."""
    if mention.type is not EntityType.CITY:
        return False
    link = _OF.search(source.folded, max(0, mention.start - len(" de ")), mention.start)
    return link is not None and any(
        hit.end == link.start()
        for hit in source.cues("metonymy", mention.start - _TEXT_REACH, link.start(), "text")
    )
