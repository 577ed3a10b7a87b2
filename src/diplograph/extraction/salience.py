"""Which countries a text is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices import Office
from diplograph.extraction.source import Source
from diplograph.language import fold
from diplograph.model import EntityType

DEMONYM_WEIGHT = 0.7  # measured on two prototypes: an adjective says less than a name (EXTRACTION notes)


def salient_countries(
    source: Source, mentions: Sequence[Mention], offices: Sequence[Office], date: str
) -> tuple[str, ...]:
    """Countries of a text from the most to the least present; its title counts twice a mention."""
    score: Counter[str] = Counter()
    first: dict[str, int] = {}
    for mention in mentions:
        if mention.type is EntityType.COUNTRY:
            score[mention.key] += 100
            first.setdefault(mention.key, mention.start)
    for adjective in source.scan.adjectives:
        for country in adjective.payload.countries:
            score[country] += round(100 * DEMONYM_WEIGHT)
            first[country] = min(first.get(country, adjective.start), adjective.start)
    for office in offices:
        if office.person is not None and not office.of:
            for _, of in source.knowledge.posts_of(office.person.key, date):
                if of.startswith("country/"):
                    score[of] += round(100 * DEMONYM_WEIGHT)
                    first[of] = min(first.get(of, office.start), office.start)
    heading = source.analysed.document.title
    title = source.knowledge.scan(heading, fold(heading))
    for hit in title.names:
        if hit.payload.key in source.knowledge.gazetteer.countries:
            score[hit.payload.key] += 200
            first.setdefault(hit.payload.key, 0)
    return tuple(sorted(score, key=lambda key: (-score[key], first[key], key)))
