"""Whose visit was last told: "la venue de A à Riga. Reçu par B, il …"."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence

from diplograph.extraction.items import Item
from diplograph.extraction.source import Source
from diplograph.model import EntityType

_VISIT = 60  # characters of "la venue à Bordeaux, la semaine passée, du " before a person


class TravellersSaid:
    """Persons whom a preposition governs, yet who are under discussion; a part of the memory of a text."""

    source: Source
    genders: Mapping[str, str]
    _sentences: deque[tuple[Item, ...]]

    def only_person(self, here: Collection[str] = (), gender: str = "") -> Item | None:
        """Whose visit the sentence before the one just read tells, where it names nobody else."""
        return self._only(list(self._sentences)[-2:-1], here, gender)

    def last_person(self, gender: str) -> Item | None:
        """Whose visit the last sentence tells, where it names nobody else, while the next is being read."""
        return self._only(list(self._sentences)[-1:], (), gender)

    def _only(self, told: Sequence[Sequence[Item]], here: Collection[str], gender: str) -> Item | None:
        for items in told:
            found = {i.keys[0]: i for i in items if i.type is EntityType.PERSON and len(i.keys) == 1}
            others = [i for key, i in found.items() if key not in here]
            own = self.genders.get(others[0].keys[0], "") if len(others) == 1 else ""
            if len(others) != 1 or (own and gender and own != gender):
                return None
            start = others[0].start
            return others[0] if self.source.cues("visits", start - _VISIT, start, "noun", "coming") else None
        return None
