"""Who is under discussion: what "les deux pays", "le président français" or "ils" stand for.

In half of all facts of this prose the actors are not named in the sentence. The text is read once for the
salience of its countries, for who holds which office and who speaks, then sentence by sentence: each
expression that refers becomes an `Item` with the entities it stands for, none when that is not clear.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

from diplograph.extraction.discourse.focus import Focus
from diplograph.extraction.discourse.office_items import bearers_of_titles, office_item
from diplograph.extraction.discourse.paragraphs import paragraph_of, stages_of
from diplograph.extraction.discourse.references import resolved
from diplograph.extraction.discourse.salience import Salience, pair_at, salience_of
from diplograph.extraction.discourse.short_names import by_first_word
from diplograph.extraction.discourse.speakers import asks, speaker_of
from diplograph.extraction.discourse.traits import genders_of, nations_of, ventures_of
from diplograph.extraction.items import Item, announced_span, is_acronym_of, preposition_before
from diplograph.extraction.mentions import Mention
from diplograph.extraction.names.branches import local_branches
from diplograph.extraction.offices.holders import Holders
from diplograph.extraction.offices.offices import Office
from diplograph.extraction.source import Source, beginning, within
from diplograph.knowledge import Adjective, Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType, Span

_SUBJECT_WEIGHT = 3  # of a name without preposition, against 1: subjects stay under discussion
_HOME = "country/france"  # of two countries that "le pays" may mean, a French text means the other
_HUB = 2 * _SUBJECT_WEIGHT  # of a person, from which the text may be about his talks with several
_TOPIC = 1.5  # how far a country must lead the next for "le pays" to mean it anywhere
_SEVERAL = 3
_OF = pattern(r"{of}{the}?$")
_LONGEST_OF = 6  # characters of "de la "


@dataclass
class Discourse(Holders):
    """What the text as a whole makes clear, and what was last said while reading on.

    `pair`, the two countries meant where none is named, and `focus` are those of the sentence read last:
    facts of a sentence must be read before the next sentence is. `stance_topic`: where somebody took a
    stance last, the words for what it was on, or the entity.
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
    stance_topic: tuple[int, str, tuple[str, ...]] = field(default=(-1, "", ()), init=False)
    settled: dict[int, tuple[str, str]] = field(default_factory=dict, init=False)
    _nations: dict[str, str] = field(init=False)
    _in_order: list[Office] = field(init=False)

    def __post_init__(self) -> None:
        self.titled = self._persons_of_title()
        self.types = dict.fromkeys(self.titled, EntityType.PERSON)
        self.types |= {mention.key: mention.type for mention in self.mentions}
        self._in_order = sorted(self.offices, key=lambda office: office.start)
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

    def named_at(self, offset: int, *kinds: EntityType) -> Mention | None:
        """The name that begins at an offset, None when there is none; of some kinds only, if any given."""
        found = beginning(self.mentions, offset, offset + 1)
        return next((m for m in found if not kinds or m.type in kinds), None)

    def items(self, sentence: Span) -> list[Item]:
        """Expressions of one sentence that refer, in order. Sentences must be read in order."""
        paragraph = paragraph_of(self.source, self.salience, sentence)
        met = {o.of for o in beginning(self._in_order, paragraph.start, sentence.end)}
        self.pair = self._pair_of_stage(sentence) or pair_at(
            self.salience, paragraph, sentence, hub=self.hub, met=met
        )
        offices = beginning(self._in_order, sentence.start, sentence.end)
        spans = [(o.start, o.end) for o in offices]
        items: list[Item] = []
        named = beginning(self.mentions, sentence.start, sentence.end)
        for mention in named:
            if any(s <= mention.start < e for s, e in spans):
                continue
            if items and items[-1].keys == (mention.key,) and is_acronym_of(self.source, items[-1], mention):
                items[-1] = replace(items[-1], end=mention.end + 1)
                continue
            country = self.country_of(mention.key) if mention.type is EntityType.PERSON else ""
            start, end = announced_span(self.source, mention, items[-1].end if items else sentence.start)
            lead = mention.start - start
            items.append(Item(start, end, "name", (mention.key,), mention.type, country, lead))
        countries = [m for m in named if m.type is EntityType.COUNTRY]
        for office in offices:
            start = _country_of_next(self.source, office, countries)
            items = [i for i in items if not start <= i.start < office.start]
            meant = office_item(self, office, [i for i in items if i.end <= office.start])
            items.append(replace(meant, start=start))
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
    def _stages(self) -> Mapping[int, str]:
        return stages_of(self.source, self.mentions)

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

    @cached_property
    def bearers(self) -> Mapping[str, Set[str]]:
        """Persons named with a title of several words, by that title."""
        return bearers_of_titles(self.source, self.offices)


def _country_of_next(source: Source, office: Office, countries: Sequence[Mention]) -> int:
    """Where the words begin that say of what the next in a row holds his title: "…, et | de Lettonie, Ana".

    The title's own start where there are none.
    """
    for country in countries:
        lead = _OF.search(source.folded, max(0, country.start - _LONGEST_OF), country.start)
        if country.key == office.of and source.folded[country.end : office.start] == ", " and lead:
            return lead.start()
    return office.start


def _adjective_item(hit: Hit[Adjective]) -> Item:
    return Item(hit.start, hit.end, "adjective", hit.payload.countries, EntityType.COUNTRY)


def _known_type(source: Source, key: str) -> EntityType | None:
    known = source.knowledge.entity(key)
    return known.type if known else None
