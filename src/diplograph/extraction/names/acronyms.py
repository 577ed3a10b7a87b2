"""Names that only the text explains: an acronym in brackets, the place and agency that open a dispatch."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from diplograph.extraction.mentions import APPOSED, Mention
from diplograph.extraction.source import Source
from diplograph.language import fold
from diplograph.language.patterns import pattern
from diplograph.model import ORGANIZATIONS, EntityType

ACRONYM = re.compile(r" \(([A-Z]{2,8})\)")
_SMALL = pattern(r"\b(?:{of}|{the}|{to}|{for}|{at}|et |the |of |and )")  # left out of initials
_SYLLABLE = 2  # letters: "So" of "Sonacos" and of "Société"
_LONG = 3  # words of a name that brackets shorten: "Société nationale d'énergie d'Abou Dabi (TAQA)"
_WORD = re.compile(r"\w+")
# "PARIS (AFP) –", "Dakar, 17 sept (APS) -": who wrote the news, where
_DATELINE = re.compile(r"[^\n().;:]{2,40} \([^()\n]{2,30}\) ?(?:--|—|–|-) ?")
_BODIES = frozenset({EntityType.COMPANY, EntityType.PUBLIC_BODY, EntityType.INSTITUTION})


def with_acronyms(source: Source, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions where an acronym in brackets means the name before it: "Banque Alta Togo (BAT)"."""
    meant: dict[str, Mention] = {}
    for mention in mentions:
        match = ACRONYM.match(source.text, mention.end) if mention.type in _BODIES else None
        if match and match.group(1) in acronyms_of(source.text[mention.start : mention.end]):
            meant.setdefault(match.group(1), mention)
    for short, full in itertools.pairwise(mentions):
        form = source.text[short.start : short.end]
        if _is_spelt_out(source, short, full) or _is_apposed(source, short, full):
            meant.setdefault(form, full)
    countries = {mention.key for mention in mentions if mention.type is EntityType.COUNTRY}
    countries |= {key for adjective in source.scan.adjectives for key in adjective.payload.countries}
    aliases = {  # "Institut national de recherche en informatique (Inria)": the known one
        full.start: short
        for full, short in itertools.pairwise(mentions)
        if _is_alias(source, full, short) and not _is_foreign(source, full, short, countries)
    }
    if not meant and not aliases:
        return list(mentions)
    result = []
    for mention in mentions:
        same = aliases.get(mention.start)
        if same is None and mention.type in _BODIES:
            same = meant.get(source.text[mention.start : mention.end])
        if same is not None:
            mention = replace(mention, key=same.key, type=same.type, name=same.name)
        result.append(mention)
    return result


def _is_spelt_out(source: Source, short: Mention, full: Mention) -> bool:
    """Whether brackets spell out the capitals before them: "NHPC (Nachtigal Hydro Power Company)"."""
    form = source.text[short.start : short.end]
    bracketed = source.text[short.end : full.start] == " (" and source.text[full.end : full.end + 1] == ")"
    first = full.name.partition(" ")[0].upper()  # "ENUSA (Enusa Industrias Avanzadas)"
    spelt = form.isupper() and (form == initials(full.name) or (len(form) >= _LONG and form == first))
    return bracketed and full.type in _BODIES and spelt


def _is_apposed(source: Source, short: Mention, full: Mention) -> bool:
    """Whether a name is told in full right after: "la Sonacos, la Société nationale de commerce …"."""
    if full.type not in _BODIES or short.type not in _BODIES or full.key == short.key:
        return False
    if source.knowledge.entity(full.key) is not None or source.knowledge.entity(short.key) is not None:
        return False
    form, name = source.text[short.start : short.end], full.name
    told = APPOSED.fullmatch(source.folded, short.end, full.start) is not None
    return (
        told
        and " " not in form
        and name.count(" ") > 1
        and (form[:_SYLLABLE].lower() == name[:_SYLLABLE].lower() or form == initials(name))
    )


def _is_alias(source: Source, full: Mention, short: Mention) -> bool:
    """Whether brackets right after an unknown body's name hold the short form of a known one."""
    if full.type not in ORGANIZATIONS or short.type not in ORGANIZATIONS or full.key == short.key:
        return False
    if source.knowledge.entity(full.key) is not None or source.knowledge.entity(short.key) is None:
        return False
    bracketed = source.text[full.end : short.start] == " (" and source.text[short.end : short.end + 1] == ")"
    form = source.text[short.start : short.end]
    words = source.text[full.start : full.end].split()
    alike = form[0].lower() == words[0][0].lower() or (form.isupper() and len(words) >= _LONG)
    return bracketed and " " not in form and len(words) > 1 and alike


def _is_foreign(source: Source, full: Mention, short: Mention, countries: Collection[str]) -> bool:
    """Whether brackets shorten a name, and what the tables call so is of a country that is not named."""
    known = source.knowledge.entity(short.key)
    spelt = source.text[short.start : short.end] in acronyms_of(source.text[full.start : full.end])
    return spelt and known is not None and bool(known.country) and known.country not in countries


def acronyms_of(name: str) -> set[str]:
    """Initials with small words and without: "EDC" and "EC" of "Électricité du Cambodge"."""
    return {initials(name), "".join(word[0] for word in _WORD.findall(fold(name))).upper()}


def initials(name: str) -> str:
    """First letters of the words that mean something: "EC" of "Électricité du Cambodge"."""
    return "".join(word[0] for word in _WORD.findall(_SMALL.sub("", fold(name)))).upper()


def without_dateline(source: Source, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions that stand outside the place and agency which open a line."""
    kept = []
    for mention in mentions:
        line = source.text.rfind("\n", 0, mention.start) + 1
        match = _DATELINE.match(source.text, line)
        if match is None or mention.start >= match.end() or not _opens(source, line, mentions):
            kept.append(mention)
    return kept


def _opens(source: Source, line: int, mentions: Sequence[Mention]) -> bool:
    """Whether a line begins with a town or one in capitals."""
    first = next((m for m in mentions if m.start == line), None)
    return first is not None and first.type in {EntityType.CITY, EntityType.COUNTRY}
