"""What the memory of a text finds again: things named together, "A et B", and whose visit was last told."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Collection, Mapping, Sequence

from diplograph.extraction.items import Item, is_coordination, preposition_before
from diplograph.extraction.source import Source
from diplograph.language.patterns import members
from diplograph.model import EntityType

TAKEN_UP = frozenset({"name", "office", "anaphor", "body", "pronoun"})  # kinds that "il" may take up
_MEMORY = 3  # sentences within which a description may point back
# Two countries behind these are places, or the partners of a third: "la situation en A et au B".
_NO_PAIR = members("at", "to") | {"contre", "avec"}
_VISIT = 60  # characters of "la venue à Bordeaux, la semaine passée, du " before a person


class Retold:
    """What was last named as a pair or in a row, and who travelled: "la venue de A. Reçu par B, il …"."""

    source: Source
    genders: Mapping[str, str]
    _sentences: deque[tuple[Item, ...]]

    def subject_before(self, kinds: Collection[EntityType]) -> Item | None:
        """What the sentence before the one just read is about: its first free thing of some kinds."""
        for items in list(self._sentences)[-2:-1]:
            for item in items:
                if (
                    item.type in kinds
                    and item.kind in TAKEN_UP
                    and not preposition_before(self.source, item.start)
                ):
                    return item
        return None

    def coordinated_pair(self, before: Sequence[Item], kind: EntityType) -> tuple[str, ...]:
        """The last two things of one kind that were named as a pair: "A et B"."""
        for items in (tuple(before), *list(self._sentences)[::-1][:_MEMORY]):
            named = [i for i in items if i.type is kind and i.kind in {"name", "body", "office"} and i.keys]
            for first, second in reversed(list(itertools.pairwise(named))):
                if preposition_before(self.source, first.start) in _NO_PAIR:
                    continue
                keys = tuple(dict.fromkeys((*first.keys, *second.keys)))
                if len(keys) == 2 and is_coordination(self.source, first.end, second.start):
                    return keys
        return ()

    def coordinated(self, before: Sequence[Item], kind: EntityType, count: int) -> tuple[str, ...]:
        """So many things of one kind that were last named in a row: "A, B et C"; () when none were."""
        for items in (tuple(before), *list(self._sentences)[::-1][:_MEMORY]):
            named = [
                i
                for i in items
                if i.type is kind and i.kind in {"name", "body", "office", "plural"} and i.keys
            ]
            row: list[Item] = []
            for item in named:
                if not row or not is_coordination(self.source, row[-1].end, item.start):
                    row = []
                row.append(item)
                keys = tuple(dict.fromkeys(key for one in row for key in one.keys))
                if len(keys) == count and not self._goes_on(items, item):
                    return keys
        return ()

    def _goes_on(self, items: Sequence[Item], last: Item) -> bool:
        return any(is_coordination(self.source, last.end, i.start) for i in items if i.start > last.end)

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
