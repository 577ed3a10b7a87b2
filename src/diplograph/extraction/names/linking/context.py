"""What a document says beside a name: its countries, its trades, and the things it names without doubt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from diplograph.extraction.source import Source, beginning
from diplograph.knowledge import Hit, Name
from diplograph.language.patterns import members
from diplograph.model import EntityType, Span

# Nearly every document of our corpora names France, so that it says little.
COMMONPLACE = "country/france"


@dataclass(frozen=True)
class Context:
    """The document around its ambiguous names.

    Attributes:
        certain: names that mean one thing, in reading order.
    """

    source: Source
    certain: tuple[Hit[Name], ...]

    @cached_property
    def _named(self) -> dict[Span, Counter[str]]:
        return {}

    @cached_property
    def _trades(self) -> dict[Span, set[str]]:
        return {}

    @cached_property
    def keys(self) -> Counter[str]:
        """How often each thing is named without doubt."""
        return Counter(hit.payload.key for hit in self.certain)

    @cached_property
    def countries(self) -> Counter[str]:
        """How often each country is named, or a thing of it."""
        return Counter(country for _, country in self._countries)

    @cached_property
    def _countries(self) -> list[tuple[int, str]]:
        found = [(hit.start, self.country_of(hit.payload.key)) for hit in self.certain]
        found += [
            (hit.start, country) for hit in self.source.scan.adjectives for country in hit.payload.countries
        ]
        return sorted((start, country) for start, country in found if country)

    @cached_property
    def sectors(self) -> Counter[str]:
        """How often each trade is named."""
        return Counter(hit.payload.code for hit in self.source.scan.sectors)

    def country_of(self, key: str) -> str:
        """The country that a thing is or belongs to."""
        entity = self.source.knowledge.entity(key)
        if entity is None:
            return ""
        return key if entity.type is EntityType.COUNTRY else entity.country

    def sentence(self, start: int) -> Span:
        """The sentence that holds an offset, or what stands around it."""
        sentences = self.source.analysed.sentences
        i = bisect_right(sentences, start, key=lambda span: span.start) - 1
        if i >= 0 and start < sentences[i].end:
            return sentences[i]
        return Span(max(0, start - 100), start + 100)

    def countries_in(self, sentence: Span, *, outside: Span) -> set[str]:
        """Countries that a sentence names, but for one name of it."""
        named = self._named.get(sentence)
        if named is None:  # once per sentence, for one of thousands of names asks for it with each
            named = self._named[sentence] = Counter(self._countries_between(sentence.start, sentence.end))
        own = Counter(self._countries_between(max(outside.start, sentence.start), outside.end))
        return {country for country, count in named.items() if count > own[country]}

    def _countries_between(self, start: int, end: int) -> Iterator[str]:
        first = bisect_left(self._countries, (start, ""))
        last = bisect_left(self._countries, (end, ""), lo=first)
        return (country for _, country in self._countries[first:last])

    def sectors_in(self, sentence: Span) -> set[str]:
        """Trades that a sentence names."""
        found = self._trades.get(sentence)
        if found is None:
            hits = beginning(self.source.scan.sectors, sentence.start, sentence.end)
            found = self._trades[sentence] = {hit.payload.code for hit in hits}
        return found

    def listed_with(self, span: Span) -> set[EntityType]:
        """Types of the certain names that a comma or "et" joins to a name."""
        folded, found = self.source.folded, set()
        for hit in self.certain_near(span, 10):
            low, high = (hit.end, span.start) if hit.end <= span.start else (span.end, hit.start)
            if 0 < high - low <= 10 and is_listing(folded[low:high]):
                entity = self.source.knowledge.entity(hit.payload.key)
                if entity is not None:
                    found.add(entity.type)
        return found

    def certain_near(self, span: Span, reach: int) -> Sequence[Hit[Name]]:
        """Certain names that begin or end within so many characters of a span, in order."""
        first = bisect_left(self.certain, span.start - reach, key=lambda hit: hit.end)
        last = bisect_right(self.certain, span.end + reach, lo=first, key=lambda hit: hit.start)
        return self.certain[first:last]


def is_listing(between: str) -> bool:
    """Whether what stands between two names makes them members of one list."""
    bare = between.strip()
    words = bare.replace(",", " ").replace("/", " ").replace("'", "' ").split()
    joints = members("and", "to", "of", "the", "with") | {"en"}
    return (
        bool(bare)
        and all(word in joints for word in words)
        and (bare[0] in ",/" or words[0] in members("and", "with"))
    )


def certain_names(hits: Iterable[Hit[Name]]) -> tuple[Hit[Name], ...]:
    """Names of one thing only, that need no cue and stand for nothing else."""
    by_span: dict[tuple[int, int], list[Hit[Name]]] = {}
    for hit in hits:
        by_span.setdefault((hit.start, hit.end), []).append(hit)
    return tuple(
        found[0]
        for found in by_span.values()
        if len({hit.payload.key for hit in found}) == 1
        and not any(hit.payload.ambiguous or hit.payload.metonym for hit in found)
    )
