"""Who is under discussion: what "les deux pays", "le président français" or "ils" stand for.

In half of all facts of this prose the actors are not named in the sentence. The text is read once for the
salience of its countries, for who holds which office and who speaks, then sentence by sentence: each
expression that refers becomes an `Item` with the entities it stands for, none when that is not clear.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from diplograph.extraction.branches import local_branches
from diplograph.extraction.focus import Focus
from diplograph.extraction.holders import Holders
from diplograph.extraction.items import Item, announced_span, is_acronym_of, preposition_before
from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices import Office
from diplograph.extraction.posts import PAST
from diplograph.extraction.references import resolved
from diplograph.extraction.salience import Salience, pair_at, salience_of
from diplograph.extraction.short_names import by_first_word
from diplograph.extraction.source import Source, within
from diplograph.extraction.speakers import asks, speaker_of
from diplograph.extraction.traits import genders_of, nations_of, ventures_of
from diplograph.knowledge import Adjective, Entry, Hit
from diplograph.model import EntityType, Span

_SUBJECT_WEIGHT = 3  # of a name without preposition, against 1: subjects stay under discussion
_HOME = "country/france"  # of two countries that "le pays" may mean, a French text means the other
_CLAUSE = re.compile(r"[;:]| (?:que|qui|dont|ou|car|mais|alors|tandis) | qu'")
_OF = re.compile(r" (?:d'|de |du |des )")
_LONGEST_PARAGRAPH = 6000  # characters of it that tell which countries are meant
_HUB = 2 * _SUBJECT_WEIGHT  # of a person, from which the text may be about his talks with several
_TOPIC = 1.5  # how far a country must lead the next for "le pays" to mean it anywhere
_OPENING = 14  # characters of a bullet and "Aux " before the country with which a paragraph opens
_STAGE = re.compile(r"[^\w]*(?:en|au|aux|a) ")
_SEVERAL = 3
_TITLE_TAIL = 14  # characters of "du groupe" after a title


@dataclass
class Discourse(Holders):
    """What the text as a whole makes clear, and what was last said while reading on.

    `pair`, the two countries meant where none is named, and `focus` are those of the sentence read last:
    facts of a sentence must be read before the next sentence is.
    """

    source: Source
    mentions: Sequence[Mention]
    offices: Sequence[Office]
    types: dict[str, EntityType] = field(init=False)
    salience: Salience = field(init=False)
    speaker: str = field(init=False)
    pair: tuple[str, ...] = field(init=False)
    focus: Focus = field(init=False)
    companies: list[str] = field(default_factory=list, init=False)
    ventures: frozenset[str] = field(init=False)
    branches: dict[str, str] = field(init=False)
    titled: tuple[str, ...] = field(init=False)
    home: str = field(default=_HOME, init=False)
    settled: dict[int, tuple[str, str]] = field(default_factory=dict, init=False)
    _nations: dict[str, str] = field(init=False)
    _in_order: list[Office] = field(init=False)

    def __post_init__(self) -> None:
        self.titled = self._persons_of_title()
        self.types = dict.fromkeys(self.titled, EntityType.PERSON)
        self.types |= {mention.key: mention.type for mention in self.mentions}
        self._in_order = sorted(self.offices, key=_start)
        weight = Counter[str]()
        for mention in self.mentions:
            governed = preposition_before(self.source, mention.start)
            weight[mention.key] += 1 if governed else _SUBJECT_WEIGHT
        self.salience = salience_of(self.source, self.mentions, self.offices, self.date)
        self.pair = self.salience.pair
        self.learn_holders(self.offices, self.pair if self.salience.is_clear else ())
        self.speaker = speaker_of(self.source, self.mentions, self.offices)
        self.focus = Focus(self.source, weight, genders_of(self.source, self.mentions, self.offices))
        self.ventures = ventures_of(self.source, self.mentions)
        self.branches = local_branches(self.source, self.mentions)
        self._nations = nations_of(self.source, self.mentions)

    @property
    def countries(self) -> tuple[str, ...]:
        """Countries of the whole text, from the most to the least present."""
        return self.salience.countries

    @property
    def implied(self) -> tuple[str, ...]:
        """The parties meant where a sentence names none: the pair, but nobody in a text about firms."""
        if self.salience.of_firms:
            return ()
        return self.pair or self._several()

    def _several(self) -> tuple[str, ...]:
        """Three states or more that the text spoke of last as acting together, by ministers or by name."""
        together = self.focus.several.keys if self.focus.several is not None else ()
        states = tuple(dict.fromkeys(self.principal(key) for key in together))
        told = len(states) >= _SEVERAL and all(key.startswith("country/") for key in states)
        return states if told else ()

    @cached_property
    def hub(self) -> str:
        """The country of the person a text is most about: one side of each of several talks; "" if none."""
        weight = self.focus.weight
        persons = [key for key, kind in self.types.items() if kind is EntityType.PERSON]
        first = max(persons, key=lambda key: weight.get(key, 0), default="")
        country = self.principal(first) if first and weight.get(first, 0) >= _HUB else ""
        return country if country.startswith("country/") else ""

    @property
    def publisher(self) -> str:
        """The country of the authority or of the press that published the text; "" if unknown."""
        return self._untold.publisher

    @cached_property
    def is_interview(self) -> bool:
        """Whether somebody asks and somebody answers: "vous" is then the one who is asked."""
        return asks(self.source)

    @property
    def topic(self) -> str:
        """The one country, other than that of the press it is from, that the text is about; "" if not one."""
        scores = self.salience.scores
        abroad = [key for key in self.countries if key != self.home][:2]
        if not abroad or (len(abroad) == 2 and scores[abroad[0]] < _TOPIC * scores[abroad[1]]):
            return ""
        return abroad[0]

    def type_of(self, keys: tuple[str, ...]) -> EntityType | None:
        """The one kind of several entities, None when they differ."""
        kinds = {self.types.get(key) or _known_type(self.source, key) for key in keys}
        return kinds.pop() if len(kinds) == 1 else None

    def nation_of(self, company: str) -> str:
        """The country of a company, by the tables or by the adjective beside its name; "" when unknown."""
        known = self.source.knowledge.entity(company)
        return (known.country if known else "") or self._nations.get(company, "")

    def items(self, sentence: Span) -> list[Item]:
        """Expressions of one sentence that refer, in order. Sentences must be read in order."""
        paragraph = self._paragraph(sentence)
        since = bisect_left(self._in_order, paragraph.start, key=_start)
        met = {o.of for o in self._in_order[since : bisect_left(self._in_order, sentence.end, key=_start)]}
        self.pair = self._pair_of_stage(sentence) or pair_at(
            self.salience, paragraph, sentence, hub=self.hub, met=met
        )
        first = bisect_left(self._in_order, sentence.start, key=_start)
        offices = self._in_order[first : bisect_left(self._in_order, sentence.end, lo=first, key=_start)]
        spans = [(o.start, o.end) for o in offices]
        items: list[Item] = []
        first = bisect_left(self.mentions, sentence.start, key=_start)
        for mention in self.mentions[first : bisect_left(self.mentions, sentence.end, lo=first, key=_start)]:
            if any(s <= mention.start < e for s, e in spans):
                continue
            if items and items[-1].keys == (mention.key,) and is_acronym_of(self.source, items[-1], mention):
                items[-1] = replace(items[-1], end=mention.end + 1)
                continue
            country = self.country_of(mention.key) if mention.type is EntityType.PERSON else ""
            start, end = announced_span(self.source, mention, items[-1].end if items else sentence.start)
            lead = mention.start - start
            items.append(Item(start, end, "name", (mention.key,), mention.type, country, lead))
        for office in offices:
            items.append(self._office_item(office, [i for i in items if i.end <= office.start]))
            items.sort()
        giants: list[Hit[Entry]] = self.source.hits("references", sentence)
        giants = [hit for hit in giants if hit.payload["kind"] == "giant"]
        items = [  # "le numéro un mondial" is a firm, "le numéro un" an office
            i
            for i in items
            if i.kind != "office" or not any(h.start <= i.start and i.end < h.end for h in giants)
        ]
        taken = [(item.start, item.end) for item in items]
        for adjective in within(self.source.scan.adjectives, sentence):
            if not any(s <= adjective.start < e for s, e in taken):
                items.append(_adjective_item(adjective))
        items.sort()
        self.focus.begin(sentence.start, items)
        references: list[Hit[Entry]] = self.source.hits("references", sentence)
        for hit in references:
            if any(s < hit.end and hit.start < e for s, e in taken):
                continue
            item = resolved(self, hit, [i for i in items if i.end <= hit.start])
            if item is not None:
                items = [i for i in items if not (item.start <= i.start and i.end <= item.end)]
                items.append(item)
                items.sort()
                taken.append((item.start, item.end))
        self.companies.extend(
            k for i in items if i.type is EntityType.COMPANY and i.kind in {"name", "anaphor"} for k in i.keys
        )
        self.focus.note(items)
        return items

    @cached_property
    def clubs_by_word(self) -> Mapping[str, Sequence[Mention]]:
        """The organizations that the text names by the first words of their names: "l'Union"."""
        return by_first_word(self.source, self.mentions)

    @cached_property
    def _stages(self) -> dict[int, str]:
        """Countries with which paragraphs open, by where these begin: "Au Kazakhstan (2-4 mai), …"."""
        found: dict[int, str] = {}
        for mention in self.mentions:
            if mention.type not in {EntityType.COUNTRY, EntityType.CITY}:
                continue
            line = self.source.text.rfind("\n", max(0, mention.start - _OPENING), mention.start) + 1
            if not line and mention.start >= _OPENING:
                continue
            if _STAGE.fullmatch(self.source.folded, line, mention.start):
                known = self.source.knowledge.entity(mention.key)
                city = mention.type is EntityType.CITY
                found.setdefault(line, (known.country if known else "") if city else mention.key)
        return {line: country for line, country in found.items() if country}

    def _pair_of_stage(self, sentence: Span) -> tuple[str, ...]:
        """The two countries of a paragraph that opens with one, in a text of several such stages: a tour."""
        stages = set(self._stages.values())
        stage = self._stages.get(self.source.text.rfind("\n", 0, sentence.start) + 1, "")
        if not stage or len(stages) == 1:
            return ()
        own = next((key for key in self.countries if key not in stages), "")
        return (own, stage) if own else ()

    def _persons_of_title(self) -> tuple[str, ...]:
        """Persons that the headline names and the tables know, in order, each once."""
        knowledge = self.source.knowledge
        found: dict[str, None] = {}
        for hit in self.source.heading.names:
            known = knowledge.entity(hit.payload.key)
            if known is not None and known.type is EntityType.PERSON:
                found[known.key] = None
        return tuple(found)

    def _paragraph(self, sentence: Span) -> Span:
        """From where the paragraph of a sentence begins; the first sentence of one leans on the last one."""
        text = self.source.text
        start = text.rfind("\n", 0, sentence.start) + 1
        if not text[start : sentence.start].strip() and not self.salience.between(
            sentence.start, sentence.end
        ):
            while start and text[start - 1].isspace():
                start -= 1
            start = text.rfind("\n", 0, start) + 1
        return Span(max(start, sentence.start - _LONGEST_PARAGRAPH), sentence.end)

    def _office_item(self, office: Office, before: list[Item]) -> Item:
        of = self.office_of(office) or self._organization(office, before)
        country = of if of.startswith("country/") else ""
        if office.person is not None:
            key = office.person.key
            self.settled[office.start] = (key, of)
            country = country or self.country_of(key)
            return Item(office.start, office.end, "office", (key,), EntityType.PERSON, country)
        if self._is_unreadable(office):
            return Item(office.start, office.end, "office", ())
        if office.counterpart and not office.of:
            other = self._other(before)
            meant = (other,) if other else ()
            return Item(
                office.start, office.end, "office", meant, self.type_of(meant), self.country_of(other)
            )
        person = self.holder(office.post, of) if of and office.sense not in PAST else ""
        if office.post == "Minister":
            person = self.only_holder(office.post, of) or self._by_gender(office, of)
        if not of and not office.sense:
            person = self._bearer(office, before)
            country = self.country_of(person) if person else ""
            if person and country:
                self.settled[office.start] = (person, country)
        if person:
            return Item(office.start, office.end, "office", (person,), EntityType.PERSON, country)
        if of:
            return Item(office.start, office.end, "office", (of,), self.type_of((of,)), country)
        return Item(office.start, office.end, "office", ())

    def _by_gender(self, office: Office, of: str) -> str:
        """Of several ministers of a country whom the text names, the only woman for "la", man for "le"."""
        woman = self.source.folded.startswith(("la ", "sa ", "de la ", "a la "), office.start)
        gender = "f" if woman else "m"
        fits = [p for p in self._named.get((office.post, of), ()) if self.focus.genders.get(p) == gender]
        return fits[0] if len(fits) == 1 and not office.counterpart else ""

    def _is_unreadable(self, office: Office) -> bool:
        """Whether a title without a person means no one: a plural, or with a name that nothing recognised."""
        noun = self.source.folded[office.title_start : office.title_end].split(" ", 1)[0]
        rest = self.source.text[office.title_end : office.title_end + 2]
        return noun.endswith("s") or (rest[:1] == " " and rest[1:].isupper() and not office.of)

    def _organization(self, office: Office, before: list[Item]) -> str:
        """The company of "son PDG", "le secrétaire général du groupe"; "" for any other title."""
        if office.entry.get("of") != "organization" and not office.entry.get("org_post"):
            return ""
        words = self.source.words("references", office.title_start, office.title_end + _TITLE_TAIL)
        for hit in words:
            if hit.payload["kind"] in {"company", "giant"}:
                item = resolved(self, hit, before)
                return item.keys[0] if item is not None else ""
        if self.source.folded.startswith(("son ", "sa "), office.start):
            subject = self.focus.subject([i for i in before if i.type is EntityType.COMPANY], "")
            return subject.keys[0] if subject and subject.type is EntityType.COMPANY else ""
        return ""

    def _other(self, before: list[Item]) -> str:
        """Whom "son homologue" means where no country is said: the other side's person, spoken of last."""
        own = next((i for i in reversed(before) if i.type is EntityType.PERSON and len(i.keys) == 1), None)
        side = (own.country or self.country_of(own.keys[0])) if own is not None else ""
        if own is None or not side:
            return ""
        for item in self.focus.back([], EntityType.PERSON, within=2):
            if self.country_of(item.keys[0]) not in {"", side}:
                return item.keys[0]
        return ""

    def _title(self, office: Office) -> str:
        return self.source.folded[office.title_start : office.title_end]

    @cached_property
    def _bearers(self) -> dict[str, set[str]]:
        """Persons named with a title of several words, by that title."""
        found: dict[str, set[str]] = {}
        for office in self.offices:
            if office.person is not None and " " in self._title(office):
                found.setdefault(self._title(office), set()).add(office.person.key)
        return found

    def _bearer(self, office: Office, before: list[Item]) -> str:
        """Whom a bare title means: "le ministre", the one minister spoken of last."""
        if _OF.match(self.source.folded, office.title_end):
            return ""  # "le directeur du port"
        found: dict[str, None] = {}
        for item in self.focus.back(before, EntityType.PERSON):
            same = item in before and not _CLAUSE.search(self.source.folded, item.end, office.start)
            if not same and office.post in self.posts(item.keys[0]):
                found[item.keys[0]] = None
        titled = found.keys() & self._bearers.get(self._title(office), set())
        if len(found) == 1 or len(titled) == 1:
            return next(iter(titled or found))
        last = {i.keys[0] for i in self.focus.back([], EntityType.PERSON, within=1)}
        here = [person for person in found if person in last]
        free = [i.keys[0] for i in self.focus.back([], EntityType.PERSON, within=1) if self._is_free(i)]
        free = [person for person in here if person in free]  # not "avec son homologue"
        return (free if len(here) > 1 else here)[0] if len(here) == 1 or len(free) == 1 else ""

    def _is_free(self, item: Item) -> bool:
        return not preposition_before(self.source, item.start)


def _start(thing: Mention | Office) -> int:
    return thing.start


def _adjective_item(hit: Hit[Adjective]) -> Item:
    return Item(hit.start, hit.end, "adjective", hit.payload.countries, EntityType.COUNTRY)


def _known_type(source: Source, key: str) -> EntityType | None:
    known = source.knowledge.entity(key)
    return known.type if known else None


__all__ = ["Discourse", "Item"]
