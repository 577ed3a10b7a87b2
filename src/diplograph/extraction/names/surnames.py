"""Persons and what shares their names: surnames that are places or firms, first names left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from diplograph.extraction.mentions import PERSON_RUN, RUN, Mention, named
from diplograph.extraction.source import LONGEST_CIVILITY, Source
from diplograph.language.patterns import pattern
from diplograph.model import PLACES, EntityType

_SURNAMES = PLACES | {EntityType.COMPANY}  # Hollande, Blinken's Antony, Meta, Renault
_OF_A_PLACE = pattern(r"{edge}(?:en |{to}|{the})$")
_OF_OWNER = pattern(r" {of}$")
_PARTICLE_SPLIT = re.compile(r" (?!(?:de|al|el|bin|ben|von|van) )")


def without_surnames(source: Source, known: list[Mention]) -> list[Mention]:
    """Known places that are no surnames: "M. Hollande", "le président Hollande", "François Hollande".

    Once a text uses a place's name as a surname, the name alone is the person too.
    """
    persons = [
        (e.start_char, e.end_char) for e in source.analysed.doc.ents if e.label_ == "PER" and " " in e.text
    ]
    titles = title_ends(source)
    surnames = set()
    for mention in known:
        found = source.text[mention.start : mention.end]
        if mention.type is EntityType.PERSON and " " in found:
            surnames.add(surname_of(found))
        elif mention.type in _SURNAMES and _is_surname(source, mention, titles, persons):
            surnames.add(found)
    if not surnames:
        return known
    return [
        mention
        for mention in known
        if mention.type not in _SURNAMES
        or source.text[mention.start : mention.end] not in surnames
        or source.before(_OF_A_PLACE, mention.start)
    ]


def title_ends(source: Source) -> set[int]:
    """Where a civility or a title ends, the adjective of its country included: "le président français"."""
    ends = {hit.end for table in ("civilities", "offices") for hit in source.scan.words.get(table, ())}
    return ends | {hit.end for hit in source.scan.adjectives if hit.start - 1 in ends}


def _is_surname(source: Source, mention: Mention, titles: set[int], persons: list[tuple[int, int]]) -> bool:
    if mention.type in PLACES and mention.start - 1 in titles and source.text[mention.start - 1] == " ":
        return True
    civilities = source.cues("civilities", mention.start - LONGEST_CIVILITY, mention.start)
    if any(c.payload["number"] == "plural" and c.end == mention.start - 1 for c in civilities):
        return True
    if " " in source.text[mention.start : mention.end]:
        return False
    return any(
        start <= mention.start
        and not source.words("offices", start, start + 1)  # "Président du Kazakhstan"
        and mention.end <= end
        and (mention.type in PLACES or (start < mention.start and mention.end == end))
        and RUN.fullmatch(source.text, start, end)
        for start, end in persons[max(0, bisect_right(persons, (mention.start, mention.end)) - 2) :][:3]
    )


def with_first_names(source: Source, known: Iterable[Mention]) -> Iterator[Mention]:
    """Known persons named more fully, "[Kay Rala] Xanana Gusmão", and others of their surname."""
    persons = {m.end: m for m in known if m.type is EntityType.PERSON}
    for entity in source.analysed.doc.ents:
        mention = persons.get(entity.end_char)
        if mention is None or entity.label_ != "PER" or entity.start_char >= mention.start:
            continue
        titled = any(source.words(t, entity.start_char, mention.start) for t in ("offices", "civilities"))
        if titled or not PERSON_RUN.fullmatch(source.text, entity.start_char, entity.end_char):
            continue
        if " " in source.text[mention.start : mention.end]:
            yield replace(mention, start=entity.start_char)
        else:  # "Zakir Aliyev" is not the one whom the tables know as Aliyev
            yield named(source, entity.start_char, entity.end_char, EntityType.PERSON)


def without_owners(source: Source, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Firms without the person whose they are: "le groupe Vista | de Simon Tiemtoré"."""
    persons = {
        e.end_char: e.start_char for e in source.analysed.doc.ents if e.label_ == "PER" and " " in e.text
    }
    for mention in mentions:
        owner = persons.get(mention.end, -1)
        link = _OF_OWNER.search(source.folded, mention.start, max(mention.start, owner))
        if mention.type is EntityType.COMPANY and owner > mention.start and link and link.end() == owner:
            mention = named(source, mention.start, link.start(), EntityType.COMPANY)
        yield mention


def one_kind(source: Source, mentions: Sequence[Mention]) -> list[Mention]:
    """What a title or a civility makes a person in one place is that person wherever it is named."""
    persons = {m.name: m for m in mentions if m.type is EntityType.PERSON and " " in m.name}
    return [
        replace(m, key=full.key, type=full.type, name=full.name)
        if m.type is EntityType.COMPANY
        and source.knowledge.entity(m.key) is None
        and (full := persons.get(m.name)) is not None
        else m
        for m in mentions
    ]


def has_given_name(source: Source, start: int) -> bool:
    """Whether a given name that the tables have, and more, begins at an offset: "Jean-Louis | Duval"."""
    return any(
        hit.payload["form"] != "shared" and source.text[hit.end : hit.end + 1] in {" ", "-"}
        for hit in source.words("given_names", start, start + 1)
    )


def surname_of(name: str) -> str:
    """The last name of a full one, its particles with it."""
    return _PARTICLE_SPLIT.split(name)[-1]
