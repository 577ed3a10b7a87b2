"""Mentions: stretches of text that name a thing, each with the entity it names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diplograph.extraction.source import Source, beginning
from diplograph.language.patterns import pattern
from diplograph.model import EntityType
from diplograph.model.keys import entity_key

CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĻĽŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽȘȚ]"
# "airBaltic", "eBay", "iQera": a name may begin small where a capital follows; "kWh" is a unit
_SMALL = rf"(?<![\w-])[a-z]{{1,4}}(?={CAPITAL}[a-z]{{2}})"
_WORD = rf"(?:{CAPITAL}|{_SMALL}|[0-9](?=[A-Za-z]))[\w&'-]*"
NAME_START = rf"(?:{CAPITAL}|{_SMALL})"
_PARTICLE = r"(?:de|du|des|la|le|al|el|bin|ben|ibn|von|van|der|da|dos|do|di|del|della|dal|&)"
# A run of capitalised words; particles of names may stand between two of them.
RUN = re.compile(rf"{_WORD}(?: (?:{_PARTICLE} )?{_WORD}){{0,5}}")
# "M. Xi. Les deux pays": a surname that ends a sentence is no initial.
_INITIALS = (
    rf"{CAPITAL}[a-z]?\.(?! (?:Les?|La|Il|Elle|Ils|Un|Une|Des|En|Au|Aux|Ce|Cette|Son|Sa)\b)(?:-?{CAPITAL}\.)*"
)
ARABIC = r"(?:al|el|ar|as|ash|at|az|an|ad)-"  # "Ahmad el-Masri"
_PART_OF_NAME = rf"(?:{_INITIALS}|(?:{ARABIC})?{CAPITAL}[\w'’-]*)"
PERSON_RUN = re.compile(
    rf"(?:{_INITIALS}|{CAPITAL}[\w'’-]*)"
    rf"(?: (?:(?:de|du|la|al|el|bin|ben|ibn|von|van|der|da|dos|do|di|del|della|dal) )?{_PART_OF_NAME}){{0,4}}"
)

# What joins a noun to the name that it governs, or a name to what it is in.
OF = pattern(r" {of}{definite}?")
AT = pattern(r" {at}{the}?")
IN = pattern(r"(?: \((?:{at}{the}?)?|, {at}{the}?)")
LISTED = pattern(r"(?:, {the}?|,? {and}(?:{of}|{to}|{by}|{with})?{the}?)")
APPOSED = pattern(r"{brackets}?, {det}?")
_ONLY_OF = pattern(r" {of}$")
_NAME_REACH = 90  # characters of the longest run
_NATION = 24  # characters of a nation's adjective
_TEXT_REACH = 24  # characters of "la déclaration de "
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

    def __init__(self, mentions: Iterable[Mention] = ()) -> None:
        taken = sorted((mention.start, mention.end) for mention in mentions)
        self._starts = [start for start, _ in taken]
        self._ends = [end for _, end in taken]

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


def run_ending(source: Source, end: int) -> re.Match[str] | None:
    """The run of capitalised words of its line that ends at an offset."""
    low = max(0, end - _NAME_REACH, source.text.rfind("\n", 0, end) + 1)
    last = None
    for run in RUN.finditer(source.text, low, end):
        last = run
    return last if last is not None and last.end() == end else None


def counterpart_start(source: Source, start: int) -> int:
    """Where the words that make a name a counterpart's begin ("son homologue ouzbek | X"), else `start`."""
    nation = beginning(source.scan.adjectives, start - _NATION, start)
    noun = nation[-1].start if nation and nation[-1].end + 1 == start else start
    for hit in source.words("references", noun - _COUNTERPART, noun):
        if hit.payload["kind"] == "homologue" and hit.end + 1 == noun:
            return hit.start
    return start


def behind(
    source: Source, link: re.Pattern[str], offset: int, starts: Mapping[int, Mention]
) -> Mention | None:
    """The name that begins where a link ends: "président | de la | Banque Alta", "maire de | La Haye"."""
    step = link.match(source.folded, offset)
    if step is None:
        return None
    return starts.get(step.end()) or starts.get(source.folded.rfind(" ", offset, step.end() - 1) + 1)


def names_text(source: Source, mention: Mention) -> bool:
    """Whether a town only names a text or talks: "le Statut de Rome", "le processus de Berlin"."""
    if mention.type is not EntityType.CITY:
        return False
    link = source.before(_ONLY_OF, mention.start)
    return link is not None and any(
        hit.end == link.start()
        for hit in source.cues("metonymy", mention.start - _TEXT_REACH, link.start(), "text")
    )
