"""One sentence as the frames read it: who and what is in it, who is the subject, who goes with whom."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from diplograph.extraction.attachment import is_date_of_another, is_of_state, is_place_of_noun
from diplograph.extraction.clauses import asides, is_finite, predicate_breaks, reported_breaks
from diplograph.extraction.discourse import Discourse
from diplograph.extraction.items import Item, as_town, is_coordination, preposition_before
from diplograph.extraction.source import LONGEST_CIVILITY, Source
from diplograph.knowledge import Entry, Hit, SectorTerm
from diplograph.language import AmountMention, DateMention
from diplograph.model import ACTORS, ORGANIZATIONS, PLACES, EntityType, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOST_IN_BRACKETS = 40
_MAY_CONTRACT = frozenset(
    {"plural", "anaphor", "body"}
)  # "du pays", "aux autorités" begin with a preposition
_MOST_LEAD = 60  # characters between an occasion and the verb that says when it takes place
_NEXT_ACTION = frozenset({"et", "puis", "avant"})
_APPOSED = re.compile(r", (?:deja |alors |egalement |aussi )?")
_LOCATIVE = frozenset({"a", "au", "aux", "en", "dans", "vers", "sur"})
_BUILDING = 60  # characters of "aéroport militaire de " before a town
_IN_BUILDING = re.compile(r"(?:^|[\s(])(?:a l'|au |a la |dans la |dans le |dans l')$")
_OF_BUILDING = re.compile(r"(?: [\w-]+){0,2} (?:de |d')")
_WHICH = re.compile(r",? qui (?:(?:ne|n'|se|s'|y|en|l'|a|est|ont|sont) ?)?$")
_WHICH_REACH = 16
_DASH = 3  # characters of a dash or a quotation mark before the first word of a sentence
_LONGEST_LEAD = 90  # characters of a circumstance that opens one
_CLAUSE_BREAK = re.compile(r"[;:]|, (?:(?:tandis|alors) qu(?:e |')|(?:mais|qui|dont|ou il|ou elle) )")


@dataclass(frozen=True)
class Sentence:
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

    def preposition(self, item: Item | Hit[Entry]) -> str:
        """The preposition right before, or the one that the expression itself begins with, "" when none."""
        if isinstance(item, Item) and (item.lead or item.kind in _MAY_CONTRACT):
            contracted = self.folded(item.start, item.start + 4).partition(" ")[0]
            if contracted in {"des", "aux", "du", "au"}:
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

    def opens(self, offset: int) -> bool:
        """Whether what begins at an offset opens the sentence, or follows but a circumstance or "que".

        "À cette occasion, | reçue par A, B a …", not "B, | reçue par A, a …".
        """
        if offset - self.start <= _DASH:
            return True
        lead = self.folded(self.start, offset)
        if lead.endswith((" que ", " qu'")):
            return True
        if not lead.endswith(", ") or len(lead) > _LONGEST_LEAD or self.has_finite_verb(self.start, offset):
            return False
        return not any(
            item.end >= offset - 2 if self.preposition(item) else True
            for item in self.items
            if item.end <= offset and item.kind != "adjective" and (not item.type or item.type in ACTORS)
        )

    def clause_end(self, offset: int) -> int:
        """Where the clause that goes on at an offset ends."""
        match = _CLAUSE_BREAK.search(self.source.folded, offset, self.end)
        ends = [match.start() if match else self.end]
        ends += [b for b in self._reported_breaks if b >= offset][:1]
        following = [b for b in self._predicate_breaks if b >= offset][:1]
        if following and self.has_finite_verb(self.start, offset):  # else what ends here is the subject
            ends += following
        ends += [end for start, end in self._asides if start <= offset < end]
        return min(ends)

    def is_aside(self, position: int, offset: int) -> bool:
        """Whether something stands in an aside that tells nothing of what ends at an offset.

        "A, | reçu à Oslo |, a …" tells it of A; "l'exposition, | tenue à Oslo |, a …" of the exhibition.
        """
        start, end = next(((s, e) for s, e in self._asides if s <= position < e), (-1, -1))
        if start < 0 or start <= offset < end:
            return False
        own = offset < start and "," not in self.source.folded[offset : start - 1]
        return not own or any(
            i.end == start - 1 and i.start > offset + _DASH + 1 and i.type in ACTORS and i.kind != "adjective"
            for i in self.items
        )

    @cached_property
    def _asides(self) -> tuple[tuple[int, int], ...]:
        return asides(self.source, self.span)

    def clause_start(self, offset: int) -> int:
        """Where the clause that holds an offset begins."""
        start = self.start
        for match in _CLAUSE_BREAK.finditer(self.source.folded, self.start, offset):
            start = match.end()
        return max([start, *(b for b in self._reported_breaks if b < offset)])

    @cached_property
    def _reported_breaks(self) -> tuple[int, ...]:
        return reported_breaks(self.source, self.span)

    @cached_property
    def _predicate_breaks(self) -> tuple[int, ...]:
        return predicate_breaks(self.source, self.span)

    def genitive(self, offset: int, *, kinds: Collection[EntityType], reach: int = 60) -> list[Item]:
        """What follows with "de": "la visite officielle du président", adjectives between."""
        for item in self.after(offset, kinds=kinds, until=min(self.end, offset + reach)):
            if self.preposition(item) not in {"de", "du", "des", "d'"}:
                return []
            between = self.folded(offset, self.source.before_civilities(item.start))
            if self.has_finite_verb(offset, item.start):
                return []  # "cette visite est un pas vers le retour du Maroc"
            if re.search(r"[,;:.()]| (?:a|au|aux|en|dans|avec|pour|par|sur|qui|que) ", between):
                return []
            return [i for i in self.group(item) if i.start >= item.start]
        return []

    def subject(self, offset: int, *, kinds: Collection[EntityType] = ACTORS) -> list[Item]:
        """Who does what the verb at an offset says: by the tree, else the nearest free noun to its left."""
        return (
            self.antecedent(offset, kinds=kinds)
            or self._antecedent_of_which(offset, kinds)
            or self._subject_by_tree(offset, kinds)
            or self._subject_by_order(offset, kinds)
        )

    def antecedent(self, offset: int, *, kinds: Collection[EntityType] = ACTORS) -> list[Item]:
        """Whom the bare participle at an offset qualifies: "avec X, reçu à Paris"; [] for any other verb."""
        if not self.is_bare_participle(offset):
            return []
        return [
            item
            for item in self.before(offset, kinds=kinds)[:2]
            if _APPOSED.fullmatch(self.source.folded[item.end : offset])
        ][:1]

    def _antecedent_of_which(self, offset: int, kinds: Collection[EntityType]) -> list[Item]:
        """Whom "qui" takes up right before a verb: "a reçu A, qui | était en visite"."""
        which = _WHICH.search(self.folded(max(self.start, offset - _WHICH_REACH), offset))
        if which is None:
            return []
        end = offset - len(which.group())
        found = [i for i in self.before(offset, kinds=kinds)[:1] if i.end == end]
        return [i for i in self.group(found[0]) if i.end <= end] if found else []

    def is_bare_participle(self, offset: int) -> bool:
        """Whether the word at an offset is a participle without auxiliary."""
        token: Token = self.source.analysed.doc[self.source.token_index(offset)]
        return "Part" in token.morph.get("VerbForm", []) and not any(
            child.dep_.startswith("aux") for child in token.children
        )

    def _subject_by_tree(self, offset: int, kinds: Collection[EntityType]) -> list[Item]:
        token: Token = self.source.analysed.doc[self.source.token_index(offset)]
        verb = token
        for _ in range(4):
            for child in token.children:
                if child.dep_ in {"nsubj", "nsubj:pass", "nsubj:caus"}:
                    if token is not verb and child.i > token.i:
                        continue  # "la réforme que mène X et salue Y": X does not do both
                    item = self._item_at(child.idx, kinds)
                    if item is not None and self.preposition(item):
                        continue  # no subject is governed: "À l'invitation du président A, B a effectué"
                    if item is not None:
                        return self._free_group(item)
                    if child.lower_ in {"qui", "qu'"}:
                        antecedent = [i for i in self.before(child.idx, kinds=kinds) if child.idx - i.end < 4]
                        return list(self.group(antecedent[0])) if antecedent else []
            if token.dep_ not in {"conj", "xcomp", "ccomp", "aux", "aux:pass", "advcl", "obj", "obl:arg"}:
                break
            if token.head.idx < self.start or token.head is token:
                break
            token = token.head
        return []

    def _subject_by_order(self, offset: int, kinds: Collection[EntityType]) -> list[Item]:
        for item in self.before(offset, kinds=kinds):
            if ";" in self.source.folded[item.end : offset]:
                return []
            if item.kind != "pronoun" and self.preposition(item):
                continue
            if self._is_object(item) or self._is_bracketed(item, offset):
                continue
            return [i for i in self._free_group(item) if i.end <= offset]
        return []

    def _is_bracketed(self, item: Item, offset: int) -> bool:
        """Whether brackets that close before an offset hold an item: "X (groupe Y) a construit"."""
        opened = self.source.folded.rfind("(", max(self.start, item.start - _MOST_IN_BRACKETS), item.start)
        closed = self.source.folded.find(")", item.end, offset)
        return closed >= 0 and opened >= 0 and ")" not in self.source.folded[opened : item.start]

    def _free_group(self, item: Item) -> list[Item]:
        """The coordination of a subject, which no preposition begins: "avec l'aide de A, B a …"."""
        group = self.group(item)
        governed = [n for n, i in enumerate(group) if i.start <= item.start and self.preposition(i)]
        return list(group[governed[-1] + 1 :] if governed and governed[-1] < group.index(item) else group)

    def _is_object(self, item: Item) -> bool:
        token = self.source.token_starting(self.source.before_civilities(item.start))
        if token is None or token.i == 0:
            return False
        previous = self.source.analysed.doc[token.i - 1]
        if previous.pos_ == "DET" and previous.i:
            previous = self.source.analysed.doc[previous.i - 1]
        return previous.pos_ in {"VERB", "AUX"} and previous.idx >= self.start

    def _item_at(self, offset: int, kinds: Collection[EntityType]) -> Item | None:
        for item in self.items:
            if (
                item.start - LONGEST_CIVILITY <= offset < item.end
                and self.source.before_civilities(item.start) <= offset  # the tree hangs "M. Duval" by "M."
                and item.kind != "adjective"
                and item.keys
                and self._is(item, kinds)
            ):
                return item
        return None

    def adjective_after(self, offset: int, *, reach: int = 34) -> Item | None:
        """A country adjective right after a noun, others between: "la coopération bilatérale kazakhe"."""
        for item in self.items:
            if item.kind == "adjective" and offset <= item.start <= offset + reach:
                between = self.folded(offset, item.start).strip()
                return (
                    item if re.fullmatch(r"(?:[\w'-]+ ?){0,2}", between) and not _is_break(between) else None
                )
        return None

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
            locative = self.preposition(item) in _LOCATIVE or self._is_in_building(item)
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
        near = [d for d in near if not is_of_state(self, d, offset)]
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

    def has_finite_verb(self, start: int, end: int) -> bool:
        """Whether a conjugated verb stands between two offsets: what follows it belongs to another clause."""
        return any(map(is_finite, self.source.tokens(start, end)))


def _is_break(between: str) -> bool:
    return bool(
        re.search(
            r"(?:^| )(?:a|au|aux|en|dans|avec|pour|par|sur|qui|que|et|de|du|des)(?: |$)|[,;:.]", between
        )
    )
