"""Titles that leave out what they are of: "la secrétaire générale", "le maire", "le chef de l'office"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from diplograph.extraction.mentions import OF, Mention
from diplograph.extraction.offices.possessors import told_last
from diplograph.extraction.offices.posts import Office
from diplograph.extraction.source import Source
from diplograph.language import fold
from diplograph.language.patterns import pattern
from diplograph.model import ORGANIZATIONS, EntityType

_TOWNS = frozenset({EntityType.CITY})
_NOUN = pattern(r" {of}{definite}?([a-z-]+)$")
_SHORTEST = 5  # letters of "fonds"


def bodies_by_noun(source: Source, mentions: Sequence[Mention]) -> Mapping[str, set[str]]:
    """Organizations of several words that a text names, by the folded first words of their names."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.type not in ORGANIZATIONS or " " not in source.text[mention.start : mention.end]:
            continue
        word = fold(source.text[mention.start : mention.end]).partition(" ")[0]
        if len(word) >= _SHORTEST:
            found[word].add(mention.key)
    return found


def noun_governed(source: Source, office: Office) -> str:
    """The folded noun that a title ends with: "office"; "" where it ends otherwise."""
    noun = _NOUN.search(source.folded, office.title_start, office.title_end)
    return noun.group(1) if noun else ""


def body_told(
    source: Source, mentions: Sequence[Mention], office: Office, bodies: Mapping[str, set[str]]
) -> str:
    """The organization, or the mayor's town, under discussion where a title stands bare; "" if unclear.

    Args:
        bodies: as `bodies_by_noun` gives them.
    """
    kind = office.entry.get("of")
    meant = bodies.get(noun_governed(source, office), set()) if kind != "town" else set()
    if len(meant) == 1:
        return next(iter(meant))  # "le directeur de l'office"
    town = source.cues("sites", office.title_start, office.title_end, "town")
    bare = is_bare(source, office) or (town and town[-1].end == office.title_end)
    if office.sense or not bare:
        return ""
    if kind == "town":
        return told_last(source, mentions, office.start, _TOWNS)
    general = office.post == "ExecutiveOfficer" or (office.post == "OtherOffice" and not kind)
    return told_last(source, mentions, office.start, ORGANIZATIONS) if general else ""


def is_bare(source: Source, office: Office) -> bool:
    """Whether a title says of nothing that it is of it; "directeur du port" is of a port, read or not."""
    title = source.folded[office.title_start : office.title_end]
    own = " d" in fold(office.entry.pattern)  # "président du directoire"
    if not own and OF.search(title):
        return False
    return OF.match(source.folded, office.title_end) is None


def is_plural(source: Source, office: Office) -> bool:
    """Whether a title is of several: "neuf ministres égyptiens"."""
    return source.folded[office.title_start : office.title_end].partition(" ")[0].endswith("s")
