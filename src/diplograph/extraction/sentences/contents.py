"""What stands in a sentence: words of the tables, who and what it names, what is coordinated with what."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from diplograph.extraction.clauses import is_finite
from diplograph.extraction.discourse.discourse import Discourse
from diplograph.extraction.items import Item, is_coordination, preposition_before
from diplograph.extraction.source import Source
from diplograph.knowledge import Entry, Hit, SectorTerm
from diplograph.language import AmountMention, DateMention
from diplograph.language.patterns import pattern
from diplograph.model import ACTORS, ORGANIZATIONS, PLACES, EntityType, Span

_WHOLE = pattern(r"(?:{to}|{of}){the}")
_BREAK = pattern(r"(?:^| )(?:{of}|{at}|{with}|{for}|{by}|{which}|{and})|[,;:.]")
_MAY_CONTRACT = frozenset({"plural", "anaphor", "body"})


@dataclass(frozen=True)
class SentenceItems:
    """A sentence with its items, dates, amounts and sector words, all in order of offset."""

    source: Source
    discourse: Discourse
    span: Span
    items: tuple[Item, ...]
    dates: tuple[DateMention, ...]
    amounts: tuple[AmountMention, ...]
    sectors: tuple[Hit[SectorTerm], ...]

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.span.start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.span.end

    def words(self, table: str) -> list[Hit[Entry]]:
        """Words of a table that stand outside names."""
        hits: list[Hit[Entry]] = self.source.hits(table, self.span)
        if not hits:
            return hits
        starts, ends = self._names
        return [hit for hit in hits if hit.end > ends[bisect_right(starts, hit.start)]]

    @cached_property
    def _names(self) -> tuple[list[int], list[int]]:
        """Where names begin, in order, and where the last of those begun so far ends; first, before any."""
        names = sorted((i.name_start, i.end) for i in self.items if i.kind in {"name", "office"})
        ends = accumulate((end for _, end in names), max, initial=-1)
        return [start for start, _ in names], list(ends)

    def folded(self, start: int, end: int) -> str:
        """Folded text between two offsets."""
        return self.source.folded[max(start, 0) : end]

    def has_mark(self, start: int, end: int, marks: str = ",;:.") -> bool:
        """Whether one of some marks stands between two offsets."""
        text = self.folded(start, end)
        return any(mark in text for mark in marks)

    def preposition(self, item: Item | Hit[Entry]) -> str:
        """The preposition right before, or the one that the expression itself begins with, "" when none."""
        if isinstance(item, Item) and (item.lead or item.kind in _MAY_CONTRACT):
            opening = self.folded(item.start, item.start + 6)
            contracted = opening.partition(" ")[0]
            if contracted in {"des", "aux", "du", "au"}:
                return contracted
            if _WHOLE.match(opening):  # "à la compagnie", "de l'entreprise"
                return contracted
        return preposition_before(self.source, item.start)

    def group(self, item: Item) -> tuple[Item, ...]:
        """The coordination that an item is part of: "la France et le Kazakhstan", "A, B et C"."""
        items = [i for i in self.items if i.kind != "adjective" and i.keys]
        if item not in items:
            return (item,)
        position = items.index(item)
        first = last = position
        while first and self._joined(items[first - 1], items[first]):
            first -= 1
        while last + 1 < len(items) and self._joined(items[last], items[last + 1]):
            last += 1
        return tuple(items[first : last + 1])

    def group_from(self, item: Item) -> list[Item]:
        """An item and what is coordinated to it behind it: of "A, B et C", from B on, B and C."""
        return [i for i in self.group(item) if i.start >= item.start]

    def _joined(self, left: Item, right: Item) -> bool:
        kinds = {left.type, right.type}
        if len(kinds) > 1 and not (kinds <= ACTORS or kinds <= PLACES):
            return False
        if not is_coordination(self.source, left.end, self._past_nation(left, right)):
            return False
        if self.preposition(left) and not self.preposition(right) and self.begins_clause(left, right):
            return False
        # "Après la Chine, Ana Duval…" is no list: a person and a country are joined by a conjunction only
        apart = kinds == {EntityType.PERSON, EntityType.COUNTRY}
        return not apart or " et " in self.source.folded[left.end : right.start]

    def _past_nation(self, left: Item, right: Item) -> int:
        """Where the second of two begins, its nation before it: "les ministres grec A et | letton B"."""
        if right.type is not EntityType.PERSON and right.type not in ORGANIZATIONS:
            return right.start
        return next(
            (
                i.start
                for i in self.items
                if i.kind == "adjective" and left.end < i.start and i.end == right.start - 1
            ),
            right.start,
        )

    def begins_clause(self, left: Item, right: Item) -> bool:
        """Whether the second of two names is a new subject: "avec A, et B a conclu"."""
        following = self.source.token_starting(right.end)
        if following is not None and following.pos_ == "PRON":  # "A, et B lui | a proposé"
            following = self.source.token_starting(following.idx + len(following))
        return (
            "," in self.source.folded[left.end : right.start]
            and following is not None
            and following.pos_ in {"VERB", "AUX"}
            and "Fin" in following.morph.get("VerbForm", [])
        )

    def actors(self, items: Iterable[Item]) -> tuple[str, ...]:
        """Keys of the items that can act, each once."""
        return tuple(dict.fromkeys(k for i in items if i.type in ACTORS or i.is_plural for k in i.keys))

    def after(self, offset: int, *, kinds: Collection[EntityType], until: int | None = None) -> list[Item]:
        """Named or described items of some kinds after an offset."""
        end = self.end if until is None else until
        return [
            i
            for i in self.items
            if offset <= i.start < end and i.kind != "adjective" and i.keys and self._is(i, kinds)
        ]

    def right_after(self, offset: int, *, kinds: Collection[EntityType]) -> list[Item]:
        """The item that follows an offset, a style of address between: "de Sa Majesté le roi"."""
        for item in self.after(offset, kinds=kinds, until=min(self.end, offset + 40))[:1]:
            words = self.folded(offset, item.start)
            addressed = any(offset <= h.start and h.end <= item.start for h in self.words("civilities"))
            if item.start <= offset + 4 or (addressed and "," not in words):
                return [item]
        return []

    def before(self, offset: int, *, kinds: Collection[EntityType]) -> list[Item]:
        """Items of some kinds before an offset, nearest first."""
        found = [
            i
            for i in self.items
            if i.end <= offset and i.kind != "adjective" and i.keys and self._is(i, kinds)
        ]
        return found[::-1]

    def _is(self, item: Item, kinds: Collection[EntityType]) -> bool:
        return item.type in kinds or (item.type is None and bool(ACTORS & set(kinds)))

    def adjective_after(self, offset: int, *, reach: int = 34) -> Item | None:
        """A country adjective right after a noun, others between: "la coopération bilatérale kazakhe"."""
        for item in self.items:
            if item.kind == "adjective" and offset <= item.start <= offset + reach:
                between = self.folded(offset, item.start).strip()
                return (
                    item if re.fullmatch(r"(?:[\w'-]+ ?){0,2}", between) and not _is_break(between) else None
                )
        return None

    def is_adjective_at(self, offset: int) -> bool:
        """Whether a country's adjective begins at an offset, whatever the parser takes it for."""
        return any(i.start == offset and i.kind == "adjective" for i in self.items)

    def is_broken(self, start: int, end: int, *, marks: str = ",;:.") -> bool:
        """Whether a mark of punctuation stands between two offsets."""
        return any(mark in self.source.folded[max(start, 0) : end] for mark in marks)

    def has_finite_verb(self, start: int, end: int) -> bool:
        """Whether a conjugated verb stands between two offsets: what follows it belongs to another clause."""
        return any(map(is_finite, self.source.tokens(start, end)))


def _is_break(between: str) -> bool:
    return bool(_BREAK.search(f"{between} "))
