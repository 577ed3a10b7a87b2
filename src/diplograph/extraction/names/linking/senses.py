"""How well each thing that has a name fits what stands around it: points for and against, added up.

Words right beside a name weigh most, then its article and preposition, then its neighbours, its country and
its trade.
"""

from __future__ import annotations

import math

from diplograph.extraction.names.linking.context import COMMONPLACE, Context
from diplograph.extraction.names.linking.cues import NONE, nation_after, read_cues, town_before
from diplograph.extraction.names.linking.grammar import Grammar
from diplograph.extraction.names.linking.weights import (
    BESIDE,
    CERTAIN,
    COUNTRY_ABOUT,
    COUNTRY_BESIDE,
    GRAMMAR,
    LISTED,
    NAMED_IN_FULL,
    NATION,
    TRADE_ABOUT,
    TRADE_BESIDE,
)
from diplograph.knowledge import Hit, Name
from diplograph.model import EntityType, KnownEntity, Span


class Senses:
    """Points of the things that share one name at one place."""

    def __init__(self, context: Context, span: Span) -> None:
        self.context = context
        self.span = span
        self.found = context.source.text[span.start : span.end]
        sentence = context.sentence(span.start)
        self.cues = read_cues(context.source, sentence, span)
        self.grammar = Grammar(context, span, denies_town=self.cues.denies_town)
        self.listed = context.listed_with(span)
        if self.grammar.acts:
            self.listed.discard(EntityType.CITY)  # "… de Belgrade, Suez y traite": a new clause, no list
        self.nations = context.countries_in(sentence, outside=span)
        self.trades = context.sectors_in(sentence)

    def points(self, name: Name) -> float:
        """How well one thing fits; above zero: rather than not."""
        entity = self.context.source.knowledge.gazetteer.entities[name.key]
        points = 0.0 if name.ambiguous else CERTAIN
        points += self._told(entity)
        points += self.grammar.points(entity, name)
        points += self._company(entity)
        points += self._nation(entity)
        return points

    def _told(self, entity: KnownEntity) -> float:
        kind = entity.type.value
        points = 0.0
        for sense, weight in self.cues.points.items():
            if sense == kind:
                points += weight
            elif sense == NONE or (
                weight >= BESIDE and not (entity.type is EntityType.COUNTRY and self.grammar.acts)
            ):
                points -= weight  # a state too may do what tells a company: "le Congo exploite"
        return points

    def _company(self, entity: KnownEntity) -> float:
        points = LISTED if entity.type in self.listed else -LISTED / 2 if self.listed else 0.0
        if self.context.keys[entity.key]:
            points += NAMED_IN_FULL
        codes = self.context.source.knowledge.gazetteer.company_sectors.get(entity.key, ())
        if any(_related(code, other) for code in codes for other in self.trades):
            points += TRADE_BESIDE
        elif any(_related(code, other) for code in codes for other in self.context.sectors):
            points += TRADE_ABOUT
        return points

    def _nation(self, entity: KnownEntity) -> float:
        """The countries around: right after the name, in the sentence, in the document."""
        own = self.context.country_of(entity.key)
        if not own:
            return 0.0
        if town_before(self.context, self.span, own):
            return -NATION
        beside = nation_after(self.context, self.span)
        if beside and entity.type is not EntityType.COUNTRY:
            return NATION if own in beside else -NATION
        if own == COMMONPLACE and entity.type is not EntityType.CITY:
            abroad = (
                entity.type is EntityType.PUBLIC_BODY
                and self.context.countries
                and not self.context.countries[own]
            )
            return -GRAMMAR if abroad else 0.0  # "l'Assemblée nationale" of a text on Senegal
        points = COUNTRY_BESIDE if own in self.nations else 0.0
        others = self.context.countries
        return points + COUNTRY_ABOUT * min(1.0, others[own] / 2) if others[own] else points


def _related(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def certainty(hits: list[tuple[float, Hit[Name]]]) -> float:
    """Score of the first of things with their points, the best first: the share that its lead gives it."""
    rival = max(hits[1][0], 0.0) if len(hits) > 1 else 0.0
    return round(1 / (1 + math.exp(rival - hits[0][0])), 2)
