"""Which countries a text is about, as a whole and at each of its sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from diplograph.extraction.items import preposition_before
from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices.offices import Office
from diplograph.extraction.source import Source, beginning
from diplograph.language import fold
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType, Span

# In hundredths of a mention by name. An adjective says less than a name, and next to nothing where it only
# describes a firm: "le groupe français Alta".
_NAME, _PLACE_NAME, _ADJECTIVE, _FIRM_ADJECTIVE, _TITLE = 100, 60, 70, 15, 200
_ENOUGH = 55  # what a country needs to be one of the two that a text is about …
_SHARE = 0.15  # … and of the first one's score
_RIVAL = 0.9  # of the second's score, from which a third country leaves no pair at all
_CLEAR = 1.5  # how far the second must lead the third for the pair to hold in every sentence
_REACH_OF_FIRM = 30
_IN_PLACE = pattern(r"{edge}(?:{to}|{at})$")
_OF = pattern(r" {of}{the}?")
_LEADERS = frozenset({"HeadOfState", "HeadOfGovernment", "Monarch", "Minister"})
# Behind these a country is a place or a topic, no party to what the sentence tells.
_PLACE = members("at", "to") | {"contre", "hors"}


@dataclass(frozen=True)
class Salience:
    """Countries from the most to the least present, their scores, and where each is spoken of as a party.

    `of_firms`: firms act in the text more often than countries and their leaders are spoken of. Of 42
    annotated texts ten are so, and in none of these is an agreement or a cooperation between two countries.
    """

    countries: tuple[str, ...]
    scores: dict[str, int]
    marks: tuple[tuple[int, str], ...]
    of_firms: bool = False

    @property
    def pair(self) -> tuple[str, ...]:
        """The two countries that the text as a whole is about; fewer when it is about fewer."""
        third = self.scores[self.countries[2]] if len(self.countries) > 2 else 0
        if third and third >= _RIVAL * self.scores[self.countries[1]]:
            return ()
        floor = max([_ENOUGH, *(_SHARE * self.scores[key] for key in self.countries[:1])])
        return tuple(key for key in self.countries[:2] if self.scores[key] >= floor)

    @property
    def is_clear(self) -> bool:
        """Whether the two lead all others by far, so that they are meant wherever none is named."""
        third = self.scores[self.countries[2]] if len(self.countries) > 2 else 0
        return len(self.pair) == 2 and self.scores[self.countries[1]] >= _CLEAR * third

    def between(self, start: int, end: int) -> tuple[str, ...]:
        """Countries that a stretch of text speaks of as parties, in order, each once."""
        first = bisect_left(self.marks, (start, ""))
        last = bisect_left(self.marks, (end, ""), lo=first)
        return tuple(dict.fromkeys(key for _, key in self.marks[first:last]))


def salience_of(
    source: Source, mentions: Sequence[Mention], offices: Sequence[Office], date: str
) -> Salience:
    """Weigh the countries of a text; its title counts twice a mention."""
    score: Counter[str] = Counter()
    first: dict[str, int] = {}
    marks: list[tuple[int, str]] = []

    def add(key: str, weight: int, start: int) -> None:
        score[key] += weight
        first[key] = min(first.get(key, start), start)

    for mention in mentions:
        if mention.type is EntityType.COUNTRY:
            is_place = preposition_before(source, mention.start) in _PLACE or _is_beside(
                source, mention.start
            )
            add(mention.key, _PLACE_NAME if is_place else _NAME, mention.start)
            if not is_place:
                marks.append((mention.start, mention.key))
    firms = sorted(m.start for m in mentions if m.type is EntityType.COMPANY)
    for adjective in source.scan.adjectives:
        of_firm = _describes_firm(source, adjective.start, adjective.end, firms)
        for country in adjective.payload.countries:
            add(country, _FIRM_ADJECTIVE if of_firm else _ADJECTIVE, adjective.start)
            if not of_firm:
                marks.append((adjective.start, country))
    for office in offices:
        if office.of.startswith("country/"):
            marks.append((office.start, office.of))
        if office.person is not None and not office.of:
            for _, of in source.knowledge.posts_of(office.person.key, date):
                if of.startswith("country/"):
                    add(of, _ADJECTIVE, office.start)
                    marks.append((office.start, of))
    heading = source.analysed.document.title
    surnames = {fold(m.name).rpartition(" ")[2] for m in mentions if m.type is EntityType.PERSON}
    for hit in source.heading.names:
        named = fold(heading[hit.start : hit.end]) in surnames
        if hit.payload.key in source.knowledge.gazetteer.countries and not named:
            place = _IN_PLACE.search(heading[max(0, hit.start - 8) : hit.start].lower())
            add(hit.payload.key, _NAME if place else _TITLE, 0)
        for _, of in source.knowledge.posts_of(hit.payload.key, date):
            if of.startswith("country/"):
                add(of, _NAME, 0)  # whom the title names speaks for a country
    acting = sum(not preposition_before(source, m.start) for m in mentions if m.type is EntityType.COMPANY)
    leaders = sum(office.post in _LEADERS for office in offices)
    ordered = tuple(sorted(score, key=lambda key: (-score[key], first[key], key)))
    return Salience(ordered, dict(score), tuple(sorted(marks)), acting > len(marks) + leaders)


def _is_beside(source: Source, start: int) -> bool:
    """Whether a country only accompanies another, or is like it: "aux côtés du | Tchad", "à l'instar de"."""
    cues = source.cues("companions", start - _REACH_OF_FIRM, start, "with", "example")
    return any(_OF.fullmatch(source.folded, cue.end, start) for cue in cues)


def _describes_firm(source: Source, start: int, end: int, firms: Sequence[int]) -> bool:
    """Whether an adjective stands between or beside a firm's common noun and its name: "le russe Beta"."""
    after = bisect_left(firms, end)
    if after < len(firms) and firms[after] == end + 1:
        return True
    heads = beginning(source.scan.words.get("heads", ()), start - _REACH_OF_FIRM, start)
    return any(
        head.payload["type"] == EntityType.COMPANY.value
        and all(token.pos_ in {"NOUN", "ADJ"} for token in source.tokens(head.end, start))
        for head in heads
        if head.end <= start
    )


def pair_at(
    salience: Salience, paragraph: Span, sentence: Span, *, hub: str = "", met: Collection[str] = ()
) -> tuple[str, ...]:
    """The two countries meant where a sentence names none: its own paragraph's, else the whole text's.

    A text on two countries means them everywhere, save where a paragraph turns to one of them and a third.

    Args:
        hub: the country of whom the text is about, who may speak with one country after the other.
        met: countries of whose office holders the paragraph speaks.
    """
    pair = salience.pair
    local = salience.between(paragraph.start, sentence.end)
    if hub and not salience.is_clear and len(salience.countries) > 2:
        others = [key for key in local if key != hub]
        named = [key for key in salience.between(sentence.start, sentence.end) if key != hub]
        other = named if len(named) == 1 else others
        if len(other) == 1 and other[0] in met:
            return (hub, other[0])
    if len(local) == 2 and set(local) != set(pair) and (set(local) & set(salience.countries[:3])):
        here = salience.between(sentence.start, sentence.end)
        if not salience.is_clear or set(here) == set(local):
            return tuple(sorted(local, key=salience.countries.index))
    if local and not set(local) & set(pair) and not salience.is_clear:
        return ()
    if len(local) > 2 and not salience.is_clear and not set(pair) <= set(local):
        return ()
    return pair
