"""Words around a name that tell what it means: rows of `data/lexicon/senses.csv` and `heads.csv`, titles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diplograph.extraction.mentions import IN, OF
from diplograph.extraction.names.linking.context import Context
from diplograph.extraction.names.linking.weights import BESIDE, NEAR
from diplograph.extraction.source import Source, beginning
from diplograph.knowledge import Adjective, Hit
from diplograph.language.patterns import pattern
from diplograph.model import PLACES, EntityType, Span

NONE = "none"  # the sense of a cue that makes a name none of the things the tables know

_REACH = 60
_FAR = 600
_GAP = pattern(r"(?: ?\(| )?{of}?{the}?")
_LONGEST_BRACKET = 12  # characters
_AFTER_GAP = re.compile(r"[ ,(]{0,2}")


@dataclass(frozen=True, slots=True)
class Cues:
    """What the words around one name tell.

    Attributes:
        points: by the sense that they tell.
        told: senses that words told which are there for this very name.
    """

    points: Mapping[str, float]
    told: frozenset[str]

    @property
    def denies_town(self) -> bool:
        """Whether a word right before rules out a town although "à" stands between: "confié à Orange"."""
        beside = {sense for sense, weight in self.points.items() if weight >= BESIDE}
        return bool(beside) and EntityType.CITY.value not in beside

    def is_none(self) -> bool:
        """Whether they make the name none of what the tables know: "le total des échanges"."""
        return self.points.get(NONE, 0.0) >= BESIDE


def read_cues(source: Source, sentence: Span, span: Span) -> Cues:
    """The words around a name that tell what it means, those far off in a long sentence left out."""
    start, end = span.start, span.end
    cues: dict[str, float] = {}
    told: set[str] = set()
    found = source.text[start:end]
    # No farther than this in a sentence of thousands of words: the work stays linear in its length.
    low, high = max(sentence.start, start - _FAR), min(sentence.end, end + _FAR)
    for hit in source.words("senses", low, high):
        names = hit.payload.get("names")
        if names and found not in names.split("|"):
            continue
        side = hit.payload["side"]
        if side == "near":
            weight = NEAR if not start <= hit.start < end else 0.0
        elif side == "before":
            weight = BESIDE if _is_before(source, span, hit.end) else 0.0
        elif side == "apposed":
            weight = BESIDE if hit.end + 1 == start and source.text[hit.end] == " " else 0.0
        else:
            follows = hit.start >= end and _AFTER_GAP.fullmatch(source.folded, end, hit.start)
            weight = BESIDE if follows else 0.0
        if weight:
            sense = hit.payload["sense"]
            cues[sense] = max(cues.get(sense, 0.0), weight * (1.5 if names else 1.0))
            told |= {sense} if names else set()
    for hit in source.words("heads", max(0, start - _REACH), start):
        if hit.payload["form"] != "proper" and _is_before(source, span, hit.end):
            cues[hit.payload["type"]] = BESIDE
    titled = any(hit.end == start - 1 for hit in source.words("offices", start - _REACH, start))
    if titled or source.before_civilities(start) < start:
        cues[NONE] = max(cues.get(NONE, 0.0), BESIDE)  # "Mme Ford", "le ministre Leclerc"
    return Cues(cues, frozenset(told))


def _is_before(source: Source, span: Span, end: int) -> bool:
    """Whether only a link stands between a word and the name; adjectives of nationality do not count."""
    if not 0 < span.start - end <= _REACH:
        return False
    while adjective := adjective_at(source.scan.adjectives, end + 1):
        if adjective.end >= span.start:
            break
        end = adjective.end
    return bool(_GAP.fullmatch(source.folded, end, span.start))


def adjective_at(hits: Sequence[Hit[Adjective]], start: int) -> Hit[Adjective] | None:
    """The hit that begins at an offset."""
    return next(iter(beginning(hits, start, start + 1)), None)


def nation_after(context: Context, span: Span) -> set[str]:
    """Countries that an adjective, a bracket or a complement right after the name gives."""
    source, end = context.source, span.end
    adjective = adjective_at(source.scan.adjectives, end + 1)
    if adjective is not None and source.text[end] == " ":
        return set(adjective.payload.countries)
    gap = IN.match(source.folded, end)
    owner = OF.match(source.folded, end)
    for match in filter(None, (gap, owner)):
        for hit in beginning(context.certain, match.end(), match.end() + 1):
            country = context.country_of(hit.payload.key)
            kind = source.knowledge.gazetteer.entities[hit.payload.key].type
            if country and (kind is EntityType.COUNTRY or (match is gap and kind in PLACES)):
                return {country}
    return set()


def town_before(context: Context, span: Span, own: str) -> bool:
    """Whether a town of another country stands right before: "Atlanta, en Géorgie"."""
    source = context.source
    for hit in context.certain_near(span, _LONGEST_BRACKET):
        if hit.end < span.start and IN.fullmatch(source.folded, hit.end, span.start):
            entity = source.knowledge.gazetteer.entities[hit.payload.key]
            return entity.type is EntityType.CITY and entity.country != own
    return False
