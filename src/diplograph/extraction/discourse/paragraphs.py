"""Paragraphs: what a sentence leans on, and the countries with which the paragraphs of a tour open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diplograph.extraction.discourse.salience import Salience
from diplograph.extraction.mentions import Mention
from diplograph.extraction.source import Source
from diplograph.language.patterns import pattern
from diplograph.model import EntityType, Span

_LONGEST_PARAGRAPH = 6000  # characters of it that tell which countries are meant
_OPENING = 14  # characters of a bullet and "Aux " before the country with which a paragraph opens
_STAGE = pattern(r"[^\w]*(?:en |{to})")


def paragraph_of(source: Source, salience: Salience, sentence: Span) -> Span:
    """From where the paragraph of a sentence begins; the first sentence of one leans on the last one."""
    text = source.text
    start = text.rfind("\n", 0, sentence.start) + 1
    if not text[start : sentence.start].strip() and not salience.between(sentence.start, sentence.end):
        while start and text[start - 1].isspace():
            start -= 1
        start = text.rfind("\n", 0, start) + 1
    return Span(max(start, sentence.start - _LONGEST_PARAGRAPH), sentence.end)


def stages_of(source: Source, mentions: Sequence[Mention]) -> Mapping[int, str]:
    """Countries with which paragraphs open, by where these begin: "Au Kazakhstan (2-4 mai), …"."""
    found: dict[int, str] = {}
    for mention in mentions:
        if mention.type not in {EntityType.COUNTRY, EntityType.CITY}:
            continue
        line = source.text.rfind("\n", max(0, mention.start - _OPENING), mention.start) + 1
        if not line and mention.start >= _OPENING:
            continue
        if _STAGE.fullmatch(source.folded, line, mention.start):
            known = source.knowledge.entity(mention.key)
            city = mention.type is EntityType.CITY
            found.setdefault(line, (known.country if known else "") if city else mention.key)
    return {line: country for line, country in found.items() if country}
