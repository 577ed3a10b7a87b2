"""One sentence as the frames read it: who and what is in it, who is the subject, where and when."""

from __future__ import annotations

from dataclasses import dataclass

from diplograph.extraction.items import Item, as_town
from diplograph.extraction.sentences.attachment import is_date_of_another, is_of_state, is_place_of_noun
from diplograph.extraction.sentences.grammar import SentenceGrammar
from diplograph.knowledge import Entry, Hit
from diplograph.language import DateMention
from diplograph.language.patterns import members, pattern
from diplograph.model import PLACES, EntityType

_MOST_LEAD = 60  # characters between an occasion and the verb that says when it takes place
_AFTER = " apres"
_NEXT_ACTION = frozenset({"et", "puis", "avant"})
_LOCATIVE = members("to", "at") - {"sous", "chez"}
_BUILDING = 60  # characters of "aéroport militaire de " before a town
_IN_BUILDING = pattern(r"{edge}(?:{to}{the}?|dans {det})$")
_OF_BUILDING = pattern(r" {word}{0,2}{of}")


@dataclass(frozen=True)
class Sentence(SentenceGrammar):
    """A sentence as the frames read it; where and when what it tells takes place."""

    def own_places(self, start: int, end: int) -> list[Item]:
        """Places between two offsets that are not another noun's: "s'entretenir de la situation en Syrie"."""
        kept: list[Item] = []
        dropped: Item | None = None
        for item in self.places(start, end):
            joined = dropped is not None and self._joined(dropped, item)
            if joined or (is_place_of_noun(self, item, start) and not self._is_in_building(item)):
                dropped = item
            else:
                kept.append(item)
        return kept

    def places(self, start: int, end: int) -> list[Item]:
        """Places that a place preposition introduces between two offsets, and what is coordinated to them."""
        found: list[Item] = []
        for item in self.items:
            if not (start <= item.start < end) or item.kind != "name" or item.type not in PLACES:
                continue
            if self.is_aside(item.start, start):
                continue
            if self.source.text[item.name_start : item.end] in self.source.knowledge.gazetteer.metonyms:
                continue  # "à l'Élysée" is in no country
            governed = self.preposition(item)
            about = governed == "sur" and item.type is EntityType.COUNTRY  # "une réunion sur la Syrie"
            locative = (governed in _LOCATIVE and not about) or self._is_in_building(item)
            listed = bool(found) and found[-1].type is item.type and self._joined(found[-1], item)
            if locative or listed:
                town = item.type is EntityType.COUNTRY and self.preposition(item) == "a"
                found.append(as_town(self.source, item) if town else item)
        return found

    def _is_in_building(self, item: Item) -> bool:
        """Whether one is in a town by being in a part of it: "à l'aéroport de Riga", "dans la ville de …"."""
        if item.type is not EntityType.CITY or self.preposition(item) not in {"de", "d'"}:
            return False
        cues = self.source.cues("sites", item.start - _BUILDING, item.start, "building", "town")
        return any(
            _OF_BUILDING.fullmatch(self.folded(cue.end, item.start))
            and _IN_BUILDING.search(self.folded(cue.start - 8, cue.start))
            for cue in cues
        )

    def date(self, offset: int, *, start: int | None = None, end: int | None = None) -> DateMention | None:
        """The date nearest to an offset between two others; one after it is preferred."""
        low = self.start if start is None else start
        high = self.end if end is None else end
        near = [d for d in self.dates if low <= d.span.start and d.span.end <= high]
        near = [d for d in near if not (is_of_state(self, d, offset) or self._is_of_next(d, offset))]
        near = [d for d in near if not self.is_aside(d.span.start, offset)]
        following = [d for d in near if d.span.start >= offset]
        if following and self.has_finite_verb(offset, following[0].span.start):
            following = []
            near = [d for d in near if d.span.start < offset]
        if not following:
            near = [d for d in near if not is_date_of_another(self, d, offset)]
        if following:
            return following[0]
        return near[-1] if near else None

    def _is_of_next(self, date: DateMention, offset: int) -> bool:
        """Whether a date is of what follows it alone: "un an après la visite, A et B se sont vus"."""
        if not self.folded(date.span.start, date.span.end).endswith(_AFTER):
            return False
        return offset < date.span.end or "," in self.folded(date.span.end, offset)

    def date_inside(self, hit: Hit[Entry]) -> DateMention | None:
        """The date that parts the words of a trigger: "a reçu mardi la visite de"."""
        return next((d for d in self.dates if hit.start <= d.span.start and d.span.end <= hit.end), None)

    def date_said_of(self, offset: int) -> DateMention | None:
        """The date that "a lieu", "est prévu"… gives what ends at an offset: "la visite a lieu le 3 mai"."""
        limit = min(self.clause_end(offset), offset + _MOST_LEAD)
        for hit in self.words("happenings"):
            if offset <= hit.start < limit and not self.has_finite_verb(offset, hit.start):
                return next((d for d in self.dates if 0 <= d.span.start - hit.end <= 16), None)
        return None

    def action_end(self, offset: int, until: int) -> int:
        """Where another action begins behind a conjunction: "une visite en Chine | et assister au forum"."""
        tokens = self.source.tokens(offset, until)
        for n, token in enumerate(tokens):
            if token.lower_ not in _NEXT_ACTION:
                continue
            for following in tokens[n + 1 : n + 4]:
                if following.pos_ in {"VERB", "AUX"}:
                    return token.idx
                if following.pos_ in {"NOUN", "PROPN", "DET", "NUM"}:
                    break
        return until
