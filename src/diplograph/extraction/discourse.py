"""Who is under discussion: what "les deux pays", "le président français" or "ils" stand for.

In half of all facts of this prose the actors are not named in the sentence. The text is read once for the
salience of its countries and for who holds which office, then sentence by sentence: each expression that
refers becomes an `Item` with the entities it stands for, or none when the text does not make it clear.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices import Office, find_holders
from diplograph.extraction.source import Source, within
from diplograph.knowledge import Adjective, Entry, Hit
from diplograph.language import fold
from diplograph.model import EntityType, Span

DEMONYM_WEIGHT = 0.7  # measured on two prototypes: an adjective says less than a name (EXTRACTION notes)
_MEMORY = 3  # sentences within which "le groupe" may point back to a company
LEADERS = ("HeadOfState", "HeadOfGovernment", "Monarch")

_IMPERSONAL = re.compile(r" (?:y a|s'agit|faut|faudra|est (?:a|vrai|prevu|question|possible|temps|important|necessaire)|convient|semble|reste)")
COORDINATION = re.compile(
    r"(?:,| et| ou|,? ainsi que|,? comme|,? puis|/|, et)(?: avec)?(?: entre)? ?"
    r"(?:de la |de l'|de |du |des |d'|a la |a l'|a |au |aux |en |le |la |les |l'|son |sa )?"
)


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """An expression of a sentence and the entities it stands for.

    Attributes:
        kind: name, office, plural, pronoun, anaphor (le groupe) or adjective.
        keys: entity keys, in the order of the text; empty when unresolved.
        type: their kind, None when mixed or unresolved.
        country: the country that an office holder acts for, "" otherwise.
    """

    start: int
    end: int
    kind: str
    keys: tuple[str, ...]
    type: EntityType | None = None
    country: str = ""

    @property
    def is_plural(self) -> bool:
        """Whether it stands for more than one entity."""
        return len(self.keys) > 1


@dataclass
class Discourse:
    """What the text as a whole makes clear, and what was last said while reading on."""

    source: Source
    mentions: Sequence[Mention]
    offices: Sequence[Office]
    countries: tuple[str, ...] = field(init=False)
    holders: Mapping[tuple[str, str], str] = field(init=False)
    types: dict[str, EntityType] = field(init=False)
    _offices_of: dict[str, list[tuple[str, str]]] = field(init=False)
    _last_plural: Item | None = field(default=None, init=False)
    _last_singular: Item | None = field(default=None, init=False)
    _last_company: str = field(default="", init=False)
    _frequency: Counter[str] = field(init=False)
    _recent: deque[tuple[str, ...]] = field(default_factory=lambda: deque(maxlen=_MEMORY), init=False)
    _companies: list[str] = field(default_factory=list, init=False)
    _last_pair: tuple[str, ...] = field(default=(), init=False)

    def __post_init__(self) -> None:
        self.types = {mention.key: mention.type for mention in self.mentions}
        self._frequency = Counter(mention.key for mention in self.mentions)
        self.countries = self._salient_countries()
        self.holders = dict(reversed(list(find_holders(self.source, list(self.offices)))))
        self._offices_of = defaultdict(list)
        for (post, of), person in self.holders.items():
            self._offices_of[person].append((post, of))

    def _salient_countries(self) -> tuple[str, ...]:
        score: Counter[str] = Counter()
        first: dict[str, int] = {}
        for mention in self.mentions:
            if mention.type is EntityType.COUNTRY:
                score[mention.key] += 100
                first.setdefault(mention.key, mention.start)
        for adjective in self.source.scan.adjectives:
            for country in adjective.payload.countries:
                score[country] += round(100 * DEMONYM_WEIGHT)
                first[country] = min(first.get(country, adjective.start), adjective.start)
        for office in self.offices:
            if office.person is not None and not office.of:
                for _, of in self.source.knowledge.posts_of(office.person.key, self.date):
                    if of.startswith("country/"):
                        score[of] += round(100 * DEMONYM_WEIGHT)
                        first[of] = min(first.get(of, office.start), office.start)
        heading = self.source.analysed.document.title
        title = self.source.knowledge.scan(heading, fold(heading))
        for hit in title.names:
            if hit.payload.key in self.source.knowledge.gazetteer.countries:
                score[hit.payload.key] += 200
                first.setdefault(hit.payload.key, 0)
        return tuple(sorted(score, key=lambda key: (-score[key], first[key], key)))

    @property
    def date(self) -> str:
        """When the document was published ("" if unknown)."""
        return self.source.analysed.document.published

    @property
    def pair(self) -> tuple[str, ...]:
        """The two countries the document is about; fewer when it names fewer."""
        return tuple(sorted(self.countries[:2], key=self.countries.index))

    def country_of(self, person: str) -> str:
        """The country that a person acts for, by the text or by the tables."""
        for _, of in self._offices_of.get(person, ()):
            if of.startswith("country/"):
                return of
        for _, of in self.source.knowledge.posts_of(person, self.date):
            if of.startswith("country/"):
                return of
        known = self.source.knowledge.entity(person)
        return known.country if known else ""

    def principal(self, key: str) -> str:
        """What a person acts for, by office: a country, else an organization; anything else stands for itself."""
        if self.types.get(key) is not EntityType.PERSON and not key.startswith("person/"):
            return key
        country = self.country_of(key)
        if country:
            return country
        return next((of for _, of in self._offices_of.get(key, ())), key)

    def holder(self, post: str, of: str) -> str:
        """Who holds a post by the text, or by the tables if the text names that person; "" when neither says.

        A leader whom the text never names stands for the country (ANNOTATION.md), so the tables alone do not do.
        """
        if (post, of) in self.holders:
            return self.holders[post, of]
        person = self.source.knowledge.holder(post, of, self.date)
        return person if person in self.types else ""

    def leader(self, country: str) -> str:
        """Head of state of a country if the text or the tables name one, else of government."""
        for post in LEADERS:
            person = self.holder(post, country)
            if person:
                return person
        return ""

    def in_office(self, office: Office) -> tuple[str, str]:
        """(person, of) of an office that the text attaches to a named person, ("", "") when it does not."""
        of = self.office_of(office)
        if office.person is not None:
            return office.person.key, of
        if not office.of or office.sense in {"past", "future"}:
            return "", ""
        return self.holder(office.post, office.of), office.of

    def leaders(self, countries: Iterable[str]) -> tuple[str, ...]:
        """Leaders of countries; a country stands for a leader whom nothing names."""
        return tuple(self.leader(country) or country for country in countries)

    def previous_company(self, offset: int) -> str:
        """The last company or public body named before an offset, "" when none is."""
        firms = {EntityType.COMPANY, EntityType.PUBLIC_BODY}
        named = [m.key for m in self.mentions if m.end <= offset and m.type in firms]
        return named[-1] if named else ""

    def office_of(self, office: Office) -> str:
        """Country or organization of an office, also when the title leaves it out."""
        if office.of:
            return office.of
        if office.person is not None:
            for post, of in (
                *self._offices_of.get(office.person.key, ()),
                *self.source.knowledge.posts_of(office.person.key, self.date),
            ):
                if post == office.post:
                    return of
            if office.entry["of"] == "organization":
                return ""
            return self.country_of(office.person.key)
        if office.entry["of"] == "organization":
            return ""
        matching = [of for (post, of) in self.holders if post == office.post and of.startswith("country/")]
        if len(matching) == 1:
            return matching[0]
        if self._last_singular is not None:
            for key in self._last_singular.keys:
                if any(post == office.post for post, _ in self._offices_of.get(key, ())):
                    return self.country_of(key)
        return ""

    def type_of(self, keys: tuple[str, ...]) -> EntityType | None:
        """The one kind of several entities, None when they differ."""
        kinds = {self.types.get(key) or _known_type(self.source, key) for key in keys}
        return kinds.pop() if len(kinds) == 1 else None

    def items(self, sentence: Span) -> list[Item]:
        """Expressions of one sentence that refer, in order. Sentences must be read in order."""
        offices = [o for o in self.offices if sentence.start <= o.start < sentence.end]
        spans = [(o.start, o.end) for o in offices]
        items: list[Item] = []
        for mention in self.mentions:
            if mention.start >= sentence.end:
                break
            if mention.start < sentence.start or any(s <= mention.start < e for s, e in spans):
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
            item = self._reference(hit, [i for i in items if i.end <= hit.start], sentence)
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
            return Item(office.start, office.end, "office", (key,), EntityType.PERSON, country or self.country_of(key))
        person = self.holder(office.post, of) if of and office.sense != "past" else ""
        if office.post == "Minister":
            person = self.holders.get((office.post, of), "")
        if person:
            return Item(office.start, office.end, "office", (person,), EntityType.PERSON, country)
        if of:
            return Item(office.start, office.end, "office", (of,), self.type_of((of,)), country)
        return Item(office.start, office.end, "office", ())

    def _reference(self, hit: Hit[Entry], before: list[Item], sentence: Span) -> Item | None:
        kind = hit.payload["kind"]
        if kind in {"countries", "parties"}:
            keys = self._countries_named(before) or self.pair
            return _plural(hit, keys, EntityType.COUNTRY) if len(keys) > 1 else None
        if kind in {"heads", "ministers"}:
            keys = self._persons_named(before)
            if not keys:
                countries = self._countries_named(before) or self.pair
                keys = self.leaders(countries) if kind == "heads" else countries
            if not keys or len(keys) < 2:
                return None
            return Item(hit.start, hit.end, "plural", keys, self.type_of(keys))
        if kind == "companies":
            keys = tuple(dict.fromkeys(self._companies))[-2:]
            return Item(hit.start, hit.end, "plural", keys, EntityType.COMPANY) if len(keys) == 2 else None
        if kind == "company":
            if not self._last_company or not self.source.text[hit.end : hit.end + 2].strip():
                return None
            return Item(hit.start, hit.end, "anaphor", (self._last_company,), EntityType.COMPANY)
        if kind == "homologue":  # read with the offices
            return None
        if _IMPERSONAL.match(self.source.folded, hit.end):
            return None
        previous = self._last_plural if kind == "ils" else self._last_singular
        inside = [i for i in before if i.is_plural] if kind == "ils" else []
        if inside:
            previous = inside[0]
        if previous is None:
            return None
        return Item(hit.start, hit.end, "pronoun", previous.keys, previous.type, previous.country)

    def _countries_named(self, before: list[Item]) -> tuple[str, ...]:
        """Two countries coordinated earlier in the sentence: "l'Arménie et l'Azerbaïdjan … les deux États"."""
        named = [i for i in before if i.type is EntityType.COUNTRY and i.kind == "name"]
        distinct = tuple(dict.fromkeys(k for i in named for k in i.keys))
        if len(distinct) == 2 and not set(distinct) & set(self.pair[:1]):
            return distinct
        for first, second in zip(named[-2:], named[-1:], strict=False):
            gap = self.source.folded[first.end : second.start]
            if COORDINATION.fullmatch(gap) and first.keys != second.keys:
                return (*first.keys, *second.keys)
        return ()

    def _persons_named(self, before: list[Item]) -> tuple[str, ...]:
        persons = dict.fromkeys(k for i in before if i.type is EntityType.PERSON for k in i.keys)
        return tuple(persons) if len(persons) == 2 else ()

    def _remember(self, items: list[Item]) -> None:
        plural = [i for i in items if i.is_plural and i.kind != "adjective"]
        if plural:
            self._last_plural = plural[0]
        else:
            actors = [i for i in items if i.kind in {"name", "office"} and i.keys]
            for first, second in zip(actors, actors[1:], strict=False):
                same = first.type is second.type and first.type in {EntityType.PERSON, EntityType.COUNTRY}
                if same and COORDINATION.fullmatch(self.source.folded[first.end : second.start] or "#"):
                    keys = tuple(dict.fromkeys((*first.keys, *second.keys)))
                    if len(keys) > 1:
                        self._last_plural = Item(first.start, second.end, "plural", keys, first.type)
                    break
        singular = [i for i in items if len(i.keys) == 1 and i.kind in {"name", "office", "anaphor"}]
        subjects = [
            i for i in singular if i.type in {EntityType.PERSON, EntityType.COMPANY} and not _is_governed(self.source, i)
        ]
        if subjects:
            self._last_singular = subjects[0]
        for item in items:
            if item.type is EntityType.COMPANY and item.keys and item.kind in {"name", "anaphor"}:
                self._companies.extend(item.keys)
        self._recent.append(tuple(k for i in singular if i.type is EntityType.COMPANY for k in i.keys))
        recent = [key for keys in self._recent for key in keys]
        if recent:
            self._last_company = max(reversed(recent), key=lambda key: self._frequency[key])


def _plural(hit: Hit[Entry], keys: tuple[str, ...], kind: EntityType) -> Item:
    return Item(hit.start, hit.end, "plural", keys, kind)


def _adjective_item(hit: Hit[Adjective]) -> Item:
    return Item(hit.start, hit.end, "adjective", hit.payload.countries, EntityType.COUNTRY)


def _known_type(source: Source, key: str) -> EntityType | None:
    known = source.knowledge.entity(key)
    return known.type if known else None


PREPOSITION = re.compile(
    r"(?:^|[\s(«'\"])(de|du|des|d'|a|au|aux|en|dans|par|avec|pour|sur|entre|chez|vers|contre|sous|selon|aupres|hors)"
    r" ?(?:la |le |les |l'|son |sa |ses )?$"
)


def preposition_before(source: Source, start: int) -> str:
    """The preposition that governs what begins at an offset, folded; "" when there is none."""
    match = PREPOSITION.search(source.folded, max(0, start - 16), start)
    return match.group(1) if match else ""


def _is_governed(source: Source, item: Item) -> bool:
    return bool(preposition_before(source, item.start))
