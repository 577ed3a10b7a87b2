"""Who is under discussion: what "les deux pays", "le président français" or "ils" stand for.

In half of all facts of this prose the actors are not named in the sentence. The text is read once for the
salience of its countries and for who holds which office, then sentence by sentence: each expression that
refers becomes an `Item` with the entities it stands for, or none when the text does not make it clear.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from diplograph.extraction.holders import Holders
from diplograph.extraction.items import Item, is_coordination, preposition_before
from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices import Office, find_holders
from diplograph.extraction.salience import salient_countries
from diplograph.extraction.source import Source, within
from diplograph.knowledge import Adjective, Entry, Hit
from diplograph.model import EntityType, Span

_LEAD = 40  # characters of description between "le groupe" and the name that it leads to
_MEMORY = 3  # sentences within which "le groupe" may point back to a company
_SUBJECT_WEIGHT = 3  # of a name without preposition, against 1: subjects stay under discussion

_COMPLEMENT = re.compile(r" (?:d'|de |du |des |et )")


@dataclass
class Discourse(Holders):
    """What the text as a whole makes clear, and what was last said while reading on."""

    source: Source
    mentions: Sequence[Mention]
    offices: Sequence[Office]
    countries: tuple[str, ...] = field(init=False)
    holders: dict[tuple[str, str], str] = field(init=False)
    types: dict[str, EntityType] = field(init=False)
    _offices_of: dict[str, list[tuple[str, str]]] = field(init=False)
    _last_plural: Item | None = field(default=None, init=False)
    _last_singular: Item | None = field(default=None, init=False)
    _last_persons: tuple[str, ...] = field(default=(), init=False)
    _in_order: list[Office] = field(init=False)
    _last_company: str = field(default="", init=False)
    _weight: Counter[str] = field(init=False)
    _recent: deque[tuple[str, ...]] = field(default_factory=lambda: deque(maxlen=_MEMORY), init=False)
    _companies: list[str] = field(default_factory=list, init=False)
    _last_pair: tuple[str, ...] = field(default=(), init=False)

    def __post_init__(self) -> None:
        self.types = {mention.key: mention.type for mention in self.mentions}
        self._in_order = sorted(self.offices, key=_start)
        self._weight = Counter[str]()
        for mention in self.mentions:
            governed = preposition_before(self.source, mention.start)
            self._weight[mention.key] += 1 if governed else _SUBJECT_WEIGHT
        self.countries = salient_countries(self.source, self.mentions, self.offices, self.date)
        self.holders = dict(reversed(list(find_holders(self.offices))))
        for office in self.offices:
            if office.person is not None and not office.of and not office.sense:
                for post, of in self.source.knowledge.posts_of(office.person.key, self.date):
                    if post == office.post:
                        self.holders.setdefault((post, of), office.person.key)
        self._offices_of = defaultdict(list)
        for (post, of), person in self.holders.items():
            self._offices_of[person].append((post, of))

    @property
    def pair(self) -> tuple[str, ...]:
        """The two countries the document is about; fewer when it names fewer."""
        return tuple(sorted(self.countries[:2], key=self.countries.index))

    def type_of(self, keys: tuple[str, ...]) -> EntityType | None:
        """The one kind of several entities, None when they differ."""
        kinds = {self.types.get(key) or _known_type(self.source, key) for key in keys}
        return kinds.pop() if len(kinds) == 1 else None

    def items(self, sentence: Span) -> list[Item]:
        """Expressions of one sentence that refer, in order. Sentences must be read in order."""
        first = bisect_left(self._in_order, sentence.start, key=_start)
        offices = self._in_order[first : bisect_left(self._in_order, sentence.end, lo=first, key=_start)]
        spans = [(o.start, o.end) for o in offices]
        items: list[Item] = []
        first = bisect_left(self.mentions, sentence.start, key=_start)
        for mention in self.mentions[first : bisect_left(self.mentions, sentence.end, lo=first, key=_start)]:
            if any(s <= mention.start < e for s, e in spans):
                continue
            country = self.country_of(mention.key) if mention.type is EntityType.PERSON else ""
            items.append(Item(mention.start, mention.end, "name", (mention.key,), mention.type, country))
        for office in offices:
            items.append(self._office_item(office))
        taken = [(item.start, item.end) for item in items]
        for adjective in within(self.source.scan.adjectives, sentence):
            if not any(s <= adjective.start < e for s, e in taken):
                items.append(_adjective_item(adjective))
        items.sort()
        references: list[Hit[Entry]] = self.source.hits("references", sentence)
        for hit in references:
            if any(s < hit.end and hit.start < e for s, e in taken):
                continue
            item = self._reference(hit, [i for i in items if i.end <= hit.start])
            if item is not None:
                items.append(item)
                items.sort()
        self._remember(items)
        return items

    def _office_item(self, office: Office) -> Item:
        of = self.office_of(office)
        country = of if of.startswith("country/") else ""
        if office.person is not None:
            key = office.person.key
            return Item(
                office.start, office.end, "office", (key,), EntityType.PERSON, country or self.country_of(key)
            )
        person = self.holder(office.post, of) if of and office.sense != "past" else ""
        if office.post == "Minister":
            person = self.holders.get((office.post, of), "")
        if person:
            return Item(office.start, office.end, "office", (person,), EntityType.PERSON, country)
        if of:
            return Item(office.start, office.end, "office", (of,), self.type_of((of,)), country)
        return Item(office.start, office.end, "office", ())

    def _reference(self, hit: Hit[Entry], before: list[Item]) -> Item | None:
        kind = hit.payload["kind"]
        if kind in {"countries", "parties"}:
            keys = self._countries_named(before) or self.pair
            return _plural(hit, keys, EntityType.COUNTRY) if len(keys) > 1 else None
        if kind in {"heads", "presidents", "ministers"}:
            described = hit.payload["count"] != "2" and _COMPLEMENT.match(self.source.folded, hit.end)
            if described and not self._is_followed(hit, "references", "countries"):
                return None  # "les dirigeants d'une vingtaine d'entreprises", "les ministres et experts"
            keys = self._persons_named(before) or self._persons_before(hit)
            if not keys:
                countries = self._countries_named(before) or self.pair
                of_state = kind == "presidents"
                keys = countries if kind == "ministers" else self.leaders(countries, of_state=of_state)
            if not keys or len(keys) < 2:
                return None
            return Item(hit.start, hit.end, "plural", keys, self.type_of(keys))
        if kind == "companies":
            keys = tuple(dict.fromkeys(self._companies))[-2:]
            return Item(hit.start, hit.end, "plural", keys, EntityType.COMPANY) if len(keys) == 2 else None
        if kind == "company":
            if not self._last_company or not self.source.text[hit.end : hit.end + 2].strip():
                return None
            if self._is_named_next(hit.end):
                return None
            return Item(hit.start, hit.end, "anaphor", (self._last_company,), EntityType.COMPANY)
        if kind == "homologue":  # read with the offices
            return None
        if self._is_followed(hit, "linking_verbs", "impersonal"):
            return None
        previous = self._last_plural if kind == "ils" else self._last_singular
        if kind == "ils":
            inside = [i for i in before if i.is_plural]
        else:  # "Engie a des projets au Maroc, où elle gère …": this sentence's own subject
            inside = [i for i in before if _can_be_taken_up(i) and not _is_governed(self.source, i)]
        if inside:
            previous = inside[0]
        if previous is None:
            return None
        return Item(hit.start, hit.end, "pronoun", previous.keys, previous.type, previous.country)

    def _is_followed(self, hit: Hit[Entry], table: str, sort: str) -> bool:
        """Whether a word of one sort comes next: "il s'agit", "les dirigeants des deux pays"."""
        return any(
            sort in {word.payload.get("form"), word.payload.get("kind")}
            for word in self.source.words(table, hit.end + 1, hit.end + 2)
        )

    def _is_named_next(self, offset: int) -> bool:
        """Whether "le groupe" only leads to a name: "le groupe nucléaire français X"."""
        first = bisect_left(self.mentions, offset, key=lambda m: m.start)
        if first == len(self.mentions) or self.mentions[first].start - offset > _LEAD:
            return False
        tokens = self.source.tokens(offset, self.mentions[first].start)
        return all(token.pos_ in {"NOUN", "ADJ", "PROPN"} and token.text.isalpha() for token in tokens)

    def _countries_named(self, before: list[Item]) -> tuple[str, ...]:
        """Two countries coordinated earlier in the sentence: "le Mali et le Niger … les deux États"."""
        named = [i for i in before if i.type is EntityType.COUNTRY and i.kind == "name"]
        distinct = tuple(dict.fromkeys(k for i in named for k in i.keys))
        if len(distinct) == 2 and not set(distinct) & set(self.pair[:1]):
            return distinct
        for first, second in zip(named[-2:], named[-1:], strict=False):
            if is_coordination(self.source, first.end, second.start) and first.keys != second.keys:
                return (*first.keys, *second.keys)
        return ()

    def _persons_named(self, before: list[Item]) -> tuple[str, ...]:
        persons = dict.fromkeys(k for i in before if i.type is EntityType.PERSON for k in i.keys)
        return tuple(persons) if len(persons) == 2 else ()

    def _persons_before(self, hit: Hit[Entry]) -> tuple[str, ...]:
        """Two persons of the sentence before, if they fit the title: "les deux hommes" fits anyone."""
        if hit.payload["count"] != "2" or len(self._last_persons) != 2:
            return ()
        wanted = "HeadOfState" if hit.payload["kind"] == "presidents" else ""
        for person in self._last_persons:
            posts = {
                post
                for post, _ in (
                    *self._offices_of.get(person, ()),
                    *self.source.knowledge.posts_of(person, self.date),
                )
            }
            if wanted and not posts & {wanted, "Monarch"}:
                return ()
        return self._last_persons

    def _remember(self, items: list[Item]) -> None:
        plural = [i for i in items if i.is_plural and i.kind != "adjective"]
        if plural:
            self._last_plural = plural[0]
        else:
            actors = [i for i in items if i.kind in {"name", "office"} and i.keys]
            for first, second in itertools.pairwise(actors):
                same = first.type is second.type and first.type in {EntityType.PERSON, EntityType.COUNTRY}
                if same and is_coordination(self.source, first.end, second.start):
                    keys = tuple(dict.fromkeys((*first.keys, *second.keys)))
                    if len(keys) > 1:
                        self._last_plural = Item(first.start, second.end, "plural", keys, first.type)
                    break
        persons = tuple(dict.fromkeys(k for i in items if i.type is EntityType.PERSON for k in i.keys))
        if len(persons) > 1:
            self._last_persons = persons
        singular = [i for i in items if len(i.keys) == 1 and i.kind in {"name", "office", "anaphor"}]
        subjects = [
            i
            for i in singular
            if i.type in {EntityType.PERSON, EntityType.COMPANY} and not _is_governed(self.source, i)
        ]
        if subjects:
            self._last_singular = subjects[0]
        for item in items:
            if item.type is EntityType.COMPANY and item.keys and item.kind in {"name", "anaphor"}:
                self._companies.extend(item.keys)
        self._recent.append(tuple(k for i in singular if i.type is EntityType.COMPANY for k in i.keys))
        recent = [key for keys in self._recent for key in keys]
        if recent:
            self._last_company = max(reversed(recent), key=lambda key: self._weight[key])


def _can_be_taken_up(item: Item) -> bool:
    return (
        item.kind in {"name", "office"}
        and len(item.keys) == 1
        and item.type in {EntityType.PERSON, EntityType.COMPANY}
    )


def _start(thing: Mention | Office) -> int:
    return thing.start


def _plural(hit: Hit[Entry], keys: tuple[str, ...], kind: EntityType) -> Item:
    return Item(hit.start, hit.end, "plural", keys, kind)


def _adjective_item(hit: Hit[Adjective]) -> Item:
    return Item(hit.start, hit.end, "adjective", hit.payload.countries, EntityType.COUNTRY)


def _known_type(source: Source, key: str) -> EntityType | None:
    known = source.knowledge.entity(key)
    return known.type if known else None


def _is_governed(source: Source, item: Item) -> bool:
    return bool(preposition_before(source, item.start))


__all__ = ["Discourse", "Item"]
