"""What a text spoke of last: the memory in which "le groupe", "il" or "ce dernier" find whom they mean."""

from __future__ import annotations

import itertools
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from diplograph.extraction.discourse.retold import TAKEN_UP, Retold
from diplograph.extraction.items import Item, is_coordination, preposition_before
from diplograph.extraction.source import Source, beginning
from diplograph.model import ORGANIZATIONS, EntityType

_MEMORY = 3  # sentences within which a description may point back
_PARAGRAPH = 6  # sentences within which "le groupe" may mean the firm that they are about
_TWO = 2
_SUBJECT = 3  # of a thing that no preposition governs, against 1: subjects stay under discussion
_DECAY = 0.7  # what is left of that one sentence later
_WHOLE = 0.1  # how much the whole text counts beside the sentences read last
_SINGULAR = frozenset({"name", "office", "anaphor", "body"})
_WITH_PARTIES = frozenset({"", "entre", "avec", "de", "du", "des", "d'", "par"})
_FEMININE = ("la ", "sa ", "cette ", "une ")
_CAN_ACT = ORGANIZATIONS | {EntityType.PERSON}
_RELATIVES = frozenset({"où", "dont", "que", "qu'", "qu’", "lequel", "laquelle"})
_FIRST_PERSON = ("je ", "j'")
_LEAD = 40  # characters of "la société d'État" before a name
_NOMINAL = frozenset({"NOUN", "ADJ", "ADP", "PROPN"})
_FARTHEST_SUBJECT = 60  # tokens before a pronoun within which a common noun may be what it means


@dataclass
class Focus(Retold):
    """Sentences read last, with what they spoke of.

    Attributes:
        weight: how often the whole text speaks of each thing, subjects above others.
        genders: "m" or "f" of the things whose gender the text shows.
    """

    source: Source
    weight: Mapping[str, int] = field(default_factory=Counter)
    genders: Mapping[str, str] = field(default_factory=dict)
    plural: Item | None = None
    several: Item | None = None
    singular: Item | None = None
    persons: tuple[str, ...] = ()
    active: dict[str, float] = field(default_factory=dict)
    _begun: int = 0
    _here: tuple[Item, ...] = ()
    _sentences: deque[tuple[Item, ...]] = field(default_factory=lambda: deque(maxlen=_PARAGRAPH))

    def back(self, before: Sequence[Item], *kinds: EntityType, within: int = _MEMORY) -> Iterator[Item]:
        """Things of some kinds spoken of so far, the nearest first; `within` so many sentences back."""
        recent = list(self._sentences)[::-1][:within]
        for items in (before, *recent):
            for item in reversed(items):
                if item.kind in _SINGULAR and len(item.keys) == 1 and item.type in kinds:
                    yield item

    def recent(self, sentences: int) -> Iterator[tuple[Item, ...]]:
        """Things of the sentences read last, the nearest sentence first."""
        yield from list(self._sentences)[::-1][:sentences]

    def heaviest(self, before: Sequence[Item], fits: Callable[[str], bool]) -> str:
        """The company most under discussion here, among those spoken of last; the nearest of equals."""
        here = self._told(before)
        taken_up = self._last_firm(before)
        if taken_up and fits(taken_up):
            return taken_up
        found = [
            i.keys[0] for i in self.back(before, EntityType.COMPANY, within=_PARAGRAPH) if fits(i.keys[0])
        ]
        return max(
            found,
            key=lambda key: here.get(key, 0) + self.active.get(key, 0) + _WHOLE * self.weight.get(key, 0),
            default="",
        )

    def _last_firm(self, before: Sequence[Item]) -> str:
        """The one firm that acts in the last sentence, if this one names none: "Alta a … . Le groupe a …"."""
        last = self._last()
        begins = not last or "\n" in self.source.text[last[-1].end : self._begun]
        if begins or any(i.type is EntityType.COMPANY and not self._is_governed(i.start) for i in before):
            return ""
        acting = {
            i.keys[0]
            for i in last
            if i.type is EntityType.COMPANY
            and i.kind in TAKEN_UP
            and len(i.keys) == 1
            and not self._is_governed(i.start)
            and not self._is_object(i.start)
        }
        return acting.pop() if len(acting) == 1 else ""

    def of_paragraph(self, fits: Callable[[str], bool]) -> str:
        """The company that the sentences read last are about as a whole; "" when two share them."""
        told = Counter[str]()
        for items in self._sentences:
            told.update({k: int(v) for k, v in self._told(items).items()})
        kinds = {
            k for items in self._sentences for i in items if i.type is EntityType.COMPANY for k in i.keys
        }
        ranked = sorted((k for k in kinds if fits(k)), key=lambda k: (-told[k], k))
        if not ranked or (len(ranked) > 1 and told[ranked[0]] <= told[ranked[1]]):
            return ""
        return ranked[0]

    def _told(self, items: Sequence[Item]) -> dict[str, float]:
        """How much one sentence speaks of each thing, subjects above others."""
        told: dict[str, float] = {}
        for item in items:
            if item.kind == "adjective":
                continue
            weight = 1 if self._is_governed(item.start) else _SUBJECT
            for key in item.keys:
                told[key] = told.get(key, 0) + weight
        return told

    def subject(self, before: Sequence[Item], gender: str, *, but: Collection[str] = ()) -> Item | None:
        """Whom "il" or "elle" takes up: the subject of this sentence so far, else of the last that fits.

        Args:
            but: whom it cannot mean.
        """
        for items in (before, *list(self._sentences)[::-1][:2]):
            for kinds in (_CAN_ACT, {EntityType.COUNTRY}):
                for item in items:
                    told = item.type in kinds and self._can_be_taken_up(item, gender)
                    if told and not set(but) & set(item.keys):
                        return item
            if items is not before and not any(self._can_be_taken_up(i, "") for i in items):
                return None  # a sentence about a thing: the one before it is out of mind
        return None

    def other_person(self, here: Collection[str], gender: str) -> Item | None:
        """Whom "avec lui" takes up: a person of the last sentences, whom this one has not named."""
        for items in list(self._sentences)[::-1][:2]:
            fits = [
                i
                for i in items
                if i.type is EntityType.PERSON
                and i.kind in TAKEN_UP
                and len(i.keys) == 1
                and i.keys[0] not in here
                and self.genders.get(i.keys[0], gender) == gender
            ]
            free = [i for i in fits if not self._is_governed(i.start)]
            if free or fits:
                return (free or fits)[0]
        return None

    def person_before(self) -> Item | None:
        """Whom the sentence before the one just read is about: its first person that nothing governs."""
        before = list(self._sentences)[-2:-1]
        free = (i for items in before for i in items if self._can_be_taken_up(i, ""))
        return next((i for i in free if i.type is EntityType.PERSON), None)

    def person_told(
        self, here: Collection[str] = (), fits: Callable[[str], bool] | None = None
    ) -> Item | None:
        """Whom the sentences before the one just read were last about, if this one has not named them yet."""
        for items in list(self._sentences)[-2 : -2 - _MEMORY : -1]:
            for item in items:
                free = item.type is EntityType.PERSON and self._can_be_taken_up(item, "")
                if free and item.keys[0] not in here and (fits is None or fits(item.keys[0])):
                    return item
        return None

    def is_about_thing(self, offset: int, gender: str, before: Sequence[Item], *, plural: bool) -> bool:
        """Whether the last subject before a pronoun is a common noun that it may mean: "le texte … il".

        Not one that stands for somebody, as the sentence has told so far: "le groupe … il".
        """
        doc = self.source.analysed.doc
        token = doc[self.source.token_index(offset)]
        low = self._sentences[-1][0].start if self._sentences and self._sentences[-1] else self._begun
        for left in reversed(doc[max(0, token.i - _FARTHEST_SUBJECT) : token.i]):
            if left.idx < min(low, self._begun):
                return False
            edge = left.left_edge.i
            relative = left.head.dep_ == "acl:relcl" or (edge and doc[edge - 1].lower_ in _RELATIVES)
            if left.dep_ not in {"nsubj", "nsubj:pass"} or relative:
                continue  # "le groupe, dont le siège est là, a …": not the seat
            near = (*before, *self._here, *self._last())
            if any(self.source.before_civilities(i.start) <= left.idx < i.end for i in near):
                return False
            if left.pos_ != "NOUN":
                continue
            number = "Plur" if plural else "Sing"
            own = {"f": "Fem", "m": "Masc"}[gender]
            genders, numbers = left.morph.get("Gender", []), left.morph.get("Number", [])
            return (not genders or own in genders or plural) and (not numbers or number in numbers)
        return False

    def _last(self) -> tuple[Item, ...]:
        return self._sentences[-1] if self._sentences else ()

    def begin(self, start: int, items: Sequence[Item]) -> None:
        """Begin a sentence, with the names found in it."""
        self._begun, self._here = start, tuple(items)

    def _can_be_taken_up(self, item: Item, gender: str) -> bool:
        if item.kind not in TAKEN_UP or len(item.keys) != 1 or self._is_governed(item.start):
            return False
        if item.kind == "pronoun" and self.source.folded.startswith(_FIRST_PERSON, item.start):
            return False  # "je vous accorde que A … : il"
        if self.source.text[item.start - 1 : item.start] == "(":  # "avec la société X (SX), elle": not it
            return False
        own = self.genders.get(item.keys[0], "")
        if item.type is EntityType.COUNTRY:
            return bool(gender) and own == gender
        return item.type in _CAN_ACT and (not own or not gender or own == gender)

    def _is_governed(self, start: int) -> bool:
        """Whether a preposition governs a name, or the noun before it: "avec la société d'État Alta"."""
        if preposition_before(self.source, start):
            return True
        nation = beginning(self.source.scan.adjectives, start - _LEAD, start)
        if any(a.end == start - 1 and preposition_before(self.source, a.start) for a in nation):
            return True  # "confié à l'italien Alta"
        heads = [
            *beginning(self.source.scan.words.get("heads", ()), start - _LEAD, start),
            *self.source.cues("memberships", start - _LEAD, start, "owned", "under"),  # "par sa filiale Alta"
        ]
        return any(
            preposition_before(self.source, head.start)
            and all(t.pos_ in _NOMINAL for t in self.source.tokens(head.end, start))
            for head in heads
        )

    def _is_object(self, start: int) -> bool:
        """Whether a participle stands right before a name: "A a choisi | Alta"."""
        token = self.source.token_starting(start)
        if token is None or not token.i:
            return False
        return "Part" in token.doc[token.i - 1].morph.get("VerbForm", [])

    def nearest(self, before: Sequence[Item], gender: str) -> Item | None:
        """Whom "ce dernier" means: the person, firm or country named right before that fits."""
        kinds = (EntityType.PERSON, EntityType.COMPANY, EntityType.COUNTRY)
        near = list(self.back(before, *kinds, within=1))
        for item in near:
            shown = gender == "f" and self.source.folded.startswith(_FEMININE, item.start)
            if shown and item.kind in {"anaphor", "body"}:
                return item
        known = [i for i in near if gender == "f" and self.genders.get(i.keys[0], "") == gender]
        if known:
            return known[0]
        for item in near:
            own = self.genders.get(item.keys[0], "")
            if own == gender or (not own and item.type is not EntityType.COUNTRY):
                return item
        return None

    def note(self, items: Sequence[Item]) -> None:
        """Remember a sentence, once all of it is read."""
        plural = [i for i in items if i.is_plural and i.kind != "adjective"]
        if plural:
            self.plural = plural[0]
        else:
            self.plural = self._coordinated(items) or self._two_persons(items) or self.plural
        if self.plural is not None and len(self.plural.keys) > _TWO:
            self.several = self.plural
        persons = tuple(dict.fromkeys(k for i in items if i.type is EntityType.PERSON for k in i.keys))
        if len(persons) > 1:
            self.persons = persons
        told = self._told(items)
        self.active = {
            key: told.get(key, 0) + _DECAY * self.active.get(key, 0) for key in {*told, *self.active}
        }
        self._sentences.append(tuple(items))

    def _coordinated(self, items: Sequence[Item]) -> Item | None:
        actors = [i for i in items if i.kind in {"name", "office", "body"} and i.keys]
        for first, second in itertools.pairwise(actors):
            same = first.type is second.type and first.type in {EntityType.PERSON, EntityType.COUNTRY}
            if preposition_before(self.source, first.start) not in _WITH_PARTIES:
                continue
            if same and is_coordination(self.source, first.end, second.start):
                keys = tuple(dict.fromkeys((*first.keys, *second.keys)))
                return Item(first.start, second.end, "plural", keys, first.type) if len(keys) > 1 else None
        return None

    def _two_persons(self, items: Sequence[Item]) -> Item | None:
        """The two persons of "A a reçu B": the next sentence may say "ils" of them."""
        found = [i for i in items if i.type is EntityType.PERSON and i.kind in TAKEN_UP and i.keys]
        keys = tuple(dict.fromkeys(k for i in found for k in i.keys))
        if len(keys) != _TWO or self._is_governed(found[0].start):
            return None
        return Item(found[0].start, found[-1].end, "plural", keys, EntityType.PERSON)
