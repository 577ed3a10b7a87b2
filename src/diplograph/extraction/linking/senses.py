"""How well each thing that has a name fits what stands around it: points for and against, added up.

A point is what the weakest cue is worth; the words of `data/lexicon/senses.csv` and `heads.csv` right beside
a name weigh most, then its article and preposition, then its neighbours, its country and its trade.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from diplograph.extraction.capitals import OF_VERB, acts_as_government
from diplograph.extraction.lesser_towns import is_town
from diplograph.extraction.linking.context import COMMONPLACE, Context
from diplograph.extraction.source import beginning
from diplograph.knowledge import Adjective, Hit, Name
from diplograph.model import ORGANIZATIONS, PLACES, EntityType, KnownEntity, Span

NONE = "none"  # the sense of a cue that makes a name none of the things the tables know

BESIDE = 3.0  # a word right before or after a name that tells its kind
NEAR = 1.0  # such a word elsewhere in the sentence
GRAMMAR = 2.0  # article and preposition
LISTED = 2.0  # a neighbour of the same kind
NATION = 4.0  # an adjective of nationality, or a country in brackets, right after
NAMED_IN_FULL = 2.0  # the document names the thing otherwise, without doubt
COUNTRY_BESIDE, COUNTRY_ABOUT = 1.5, 1.0  # its country in the sentence; in the document
TRADE_BESIDE, TRADE_ABOUT = 1.5, 0.5
CERTAIN = 2.0  # the tables know of no other meaning
CAPITAL_INSIDE = 1.5  # a capital within a sentence is that of a name
ACTS = 1.5  # a verb follows
NO_ARTICLE = 0.5  # a country that takes an article stands without, as in a list
BARE = -1.0  # a town without preposition, an organization right after "de"

_REACH = 60
_FAR = 600
_LINK = r"(?: ?\(| )?(?:de la |de l'|du |des |de |d'|la |le |les |l')?"
_GAP = re.compile(_LINK)
_AFTER_GAP = re.compile(r"[ ,(]{0,2}")
_EN = re.compile(r"(?:^|[\s('])en $")
_AU = re.compile(r"(?:^|[\s('])(?:au|aux) $")
_ARTICLE = re.compile(r"(?:^|[\s('])(?:le|la|l'|du|de la|de l') ?$")
_DIRECT_ARTICLE = re.compile(r"(?:^|[\s('])(?:le|la|les|l'|un|une|ce|cette|son|sa|leur) ?$")
_WAY_TO = re.compile(r"(?:^|[\s(])(?:a|de|du|d'|vers) ?$")
_BRACKET = re.compile(r"(?: \(|, (?:en |au |aux |a l'|dans le |dans la |dans l'))")
_VERB_REACH = 20  # characters
_LONGEST_BRACKET = 12  # characters
_OWNER = re.compile(r" (?:de la |de l'|du |des |de |d')")
_ARTICLES = ("Le ", "La ", "Les ", "L'")
_FEMININE = ("la", "l'")


class Senses:
    """Points of the things that share one name at one place."""

    def __init__(self, context: Context, span: Span) -> None:
        self.context = context
        self.source = context.source
        self.span = span
        self.found = self.source.text[span.start : span.end]
        self.before = self.source.folded[max(0, span.start - _REACH) : span.start]
        self.sentence = context.sentence(span.start)
        self.told: set[str] = set()  # senses that words told which are there for this very name
        self.cues = self._read_cues()
        self.acts = self._is_subject()
        self.town = is_town(self.source, span.start) and "City" not in self._denied
        self.listed = context.listed_with(span)
        if self.acts:
            self.listed.discard(EntityType.CITY)  # "… de Belgrade, Suez y traite": a new clause, no list
        self.nations = context.countries_in(self.sentence, outside=span)
        self.trades = context.sectors_in(self.sentence)

    @property
    def _denied(self) -> set[str]:
        """Kinds that a word right before rules out although "à" stands between: "confié à Orange"."""
        beside = {sense for sense, weight in self.cues.items() if weight >= BESIDE}
        return {"City"} if beside and "City" not in beside else set()

    def _read_cues(self) -> dict[str, float]:
        """Sense → points of the words around that tell it."""
        start, end, source = self.span.start, self.span.end, self.source
        cues: dict[str, float] = {}
        # No farther than this in a sentence of thousands of words: the work stays linear in its length.
        low, high = max(self.sentence.start, start - _FAR), min(self.sentence.end, end + _FAR)
        for hit in source.words("senses", low, high):
            names = hit.payload.get("names")
            if names and self.found not in names.split("|"):
                continue
            side = hit.payload["side"]
            if side == "near":
                weight = NEAR if not start <= hit.start < end else 0.0
            elif side == "before":
                weight = BESIDE if self._is_before(hit.end) else 0.0
            elif side == "apposed":
                weight = BESIDE if hit.end + 1 == start and source.text[hit.end] == " " else 0.0
            else:
                follows = hit.start >= end and _AFTER_GAP.fullmatch(source.folded, end, hit.start)
                weight = BESIDE if follows else 0.0
            if weight:
                sense = hit.payload["sense"]
                cues[sense] = max(cues.get(sense, 0.0), weight * (1.5 if names else 1.0))
                self.told |= {sense} if names else set()
        for hit in source.words("heads", max(0, start - _REACH), start):
            if hit.payload["form"] != "proper" and self._is_before(hit.end):
                cues[hit.payload["type"]] = BESIDE
        titled = any(hit.end == start - 1 for hit in source.words("offices", start - _REACH, start))
        if titled or source.before_civilities(start) < start:
            cues[NONE] = max(cues.get(NONE, 0.0), BESIDE)  # "Mme Ford", "le ministre Leclerc"
        return cues

    def _is_before(self, end: int) -> bool:
        """Whether only a link stands between a word and the name; adjectives of nationality do not count."""
        if not 0 < self.span.start - end <= _REACH:
            return False
        while adjective := _at(self.source.scan.adjectives, end + 1):
            if adjective.end >= self.span.start:
                break
            end = adjective.end
        return bool(_GAP.fullmatch(self.source.folded, end, self.span.start))

    def points(self, name: Name) -> float:
        """How well one thing fits; above zero: rather than not."""
        entity = self.source.knowledge.gazetteer.entities[name.key]
        points = 0.0 if name.ambiguous else CERTAIN
        points += self._told(entity)
        points += self._grammar(entity, name)
        points += self._company(entity)
        points += self._nation(entity)
        return points

    def _told(self, entity: KnownEntity) -> float:
        kind = entity.type.value
        points = 0.0
        for sense, weight in self.cues.items():
            if sense == kind:
                points += weight
            elif sense == NONE or (
                weight >= BESIDE and not (entity.type is EntityType.COUNTRY and self.acts)
            ):
                points -= weight  # a state too may do what tells a company: "le Congo exploite"
        return points

    def _grammar(self, entity: KnownEntity, name: Name) -> float:
        """What article and preposition say."""
        kind = entity.type
        before = self.before
        if self._is_in_compound():
            joined = kind is EntityType.CITY and self._is_joined_to_town()
            return GRAMMAR if joined else -BESIDE
        if self.town:
            return GRAMMAR if kind is EntityType.CITY else -GRAMMAR * 2
        if kind is EntityType.COUNTRY:
            return self._country_grammar(entity, name)
        if _EN.search(before) and kind in ORGANIZATIONS:
            return -GRAMMAR
        if kind is EntityType.CITY:
            if self._is_reached():
                return GRAMMAR
            if _EN.search(before) or _AU.search(before) or _ARTICLE.search(before):
                return -GRAMMAR
            governs = name.key in self.source.knowledge.capitals
            if governs and acts_as_government(self.source, self.span.start, self.span.end):
                return GRAMMAR
            return BARE + self._size(name.key)
        if self._is_reached():
            return -GRAMMAR
        if not name.ambiguous:
            return 0.0
        if (
            kind is EntityType.COMPANY
            and _DIRECT_ARTICLE.search(before)
            and not name.spelling.startswith(_ARTICLES)
        ):
            return BARE  # companies have no article: "le Mistral souffle"
        if self.acts:
            return ACTS  # a common noun would have its article: "Carrefour ouvre", "le carrefour ouvre"
        return BARE if self._starts_sentence() or _WAY_TO.search(before) else CAPITAL_INSIDE

    def _country_grammar(self, entity: KnownEntity, name: Name) -> float:
        forms = self.source.knowledge.country(entity.key)
        article = forms.article if forms else ""
        if name.spelling != entity.name:  # "le Congo" is "la République du Congo"
            preceded = _EN.search(self.before) or _AU.search(self.before) or _ARTICLE.search(self.before)
            return GRAMMAR if preceded else CAPITAL_INSIDE
        if _EN.search(self.before) or _AU.search(self.before) or _ARTICLE.search(self.before):
            feminine = article in _FEMININE
            agrees = bool(article) and (
                feminine if _EN.search(self.before) else not feminine if _AU.search(self.before) else True
            )
            return GRAMMAR if agrees else -GRAMMAR / 2
        if self.acts or not article:
            return CAPITAL_INSIDE
        return 0.0 if self._starts_sentence() else NO_ARTICLE

    def _is_in_compound(self) -> bool:
        """Whether a hyphen makes the name part of another: "Nouvelle-Guinée", "Orange-Nassau"."""
        text, start, end = self.source.text, self.span.start, self.span.end
        return (text[max(0, start - 1) : start] == "-" and text[max(0, start - 2) : start - 1].isalpha()) or (
            text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()
        )

    def _is_reached(self) -> bool:
        """Whether a verb of moving or lying stands right before: "quitter Tours"."""
        start = self.span.start
        verbs = self.source.cues("metonymy", start - _VERB_REACH, start, "place")
        return any(verb.end == start - 1 for verb in verbs)

    def _is_subject(self) -> bool:
        """Whether a verb follows: organizations and states act, towns and common words do not."""
        token = self.source.token_starting(self.span.end)
        if token is None or token.idx != self.span.end + 1:
            return False
        if token.lower_ in OF_VERB:
            return True
        if token.pos_ in {"VERB", "AUX"} and "Part" not in token.morph.get("VerbForm", []):
            return True
        # The model takes "ferme", "construit" for adjective and participle; neither has an object.
        doc = self.source.analysed.doc
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        return token.pos_ in {"VERB", "ADJ"} and following is not None and following.pos_ == "DET"

    def _is_joined_to_town(self) -> bool:
        """Whether the hyphen joins it to another town: "le vol Paris-Tours"."""
        entities = self.source.knowledge.gazetteer.entities
        return any(
            entities[hit.payload.key].type is EntityType.CITY
            for hit in self.context.certain_near(self.span, 1)
            if self.span.start - hit.end == 1 or hit.start - self.span.end == 1
        )

    def _starts_sentence(self) -> bool:
        before = self.source.text[: self.span.start].rstrip(' «"')
        return not before or before[-1] in ".!?\n" or self.source.text[self.span.start - 1] == "\n"

    def _size(self, key: str) -> float:
        """A large town is meant more often than a small one: half a point for each tenfold above 100,000."""
        people = self.source.knowledge.gazetteer.populations.get(key, 0)
        return 0.5 * max(0.0, math.log10(max(people, 1)) - 5)

    def _company(self, entity: KnownEntity) -> float:
        points = LISTED if entity.type in self.listed else -LISTED / 2 if self.listed else 0.0
        if self.context.keys[entity.key]:
            points += NAMED_IN_FULL
        codes = self.source.knowledge.gazetteer.company_sectors.get(entity.key, ())
        if any(_related(code, other) for code in codes for other in self.trades):
            points += TRADE_BESIDE
        elif any(_related(code, other) for code in codes for other in self.context.sectors):
            points += TRADE_ABOUT
        return points

    def _nation(self, entity: KnownEntity) -> float:
        """The countries around: right after the name, in the sentence, in the document."""
        own = self.context.country_of(entity.key)
        if not own:
            return 0.0
        if self.town_before(own):
            return -NATION
        beside = self.nation_after()
        if beside and entity.type is not EntityType.COUNTRY:
            return NATION if own in beside else -NATION
        if own == COMMONPLACE and entity.type is not EntityType.CITY:
            abroad = (
                entity.type is EntityType.PUBLIC_BODY
                and self.context.countries
                and not self.context.countries[own]
            )
            return -GRAMMAR if abroad else 0.0  # "l'Assemblée nationale" of a text on Senegal
        points = COUNTRY_BESIDE if own in self.nations else 0.0
        others = self.context.countries
        return points + COUNTRY_ABOUT * min(1.0, others[own] / 2) if others[own] else points

    def nation_after(self) -> set[str]:
        """Countries that an adjective, a bracket or a complement right after the name gives."""
        source, end = self.source, self.span.end
        adjective = _at(source.scan.adjectives, end + 1)
        if adjective is not None and source.text[end] == " ":
            return set(adjective.payload.countries)
        gap = _BRACKET.match(source.folded, end)
        owner = _OWNER.match(source.folded, end)
        for match in filter(None, (gap, owner)):
            for hit in beginning(self.context.certain, match.end(), match.end() + 1):
                country = self.context.country_of(hit.payload.key)
                kind = source.knowledge.gazetteer.entities[hit.payload.key].type
                if country and (kind is EntityType.COUNTRY or (match is gap and kind in PLACES)):
                    return {country}
        return set()

    def town_before(self, own: str) -> bool:
        """Whether a town of another country stands right before: "Atlanta, en Géorgie"."""
        source = self.source
        for hit in self.context.certain_near(self.span, _LONGEST_BRACKET):
            if hit.end < self.span.start and _BRACKET.fullmatch(source.folded, hit.end, self.span.start):
                entity = source.knowledge.gazetteer.entities[hit.payload.key]
                return entity.type is EntityType.CITY and entity.country != own
        return False

    def is_none(self) -> bool:
        """Whether the words around make the name none of what the tables know: "le total des échanges"."""
        return self.cues.get(NONE, 0.0) >= BESIDE


def _at(hits: Sequence[Hit[Adjective]], start: int) -> Hit[Adjective] | None:
    """The hit that begins at an offset."""
    return next(iter(beginning(hits, start, start + 1)), None)


def _related(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def certainty(hits: list[tuple[float, Hit[Name]]]) -> float:
    """Score of the first of things with their points, the best first: the share that its lead gives it."""
    rival = max(hits[1][0], 0.0) if len(hits) > 1 else 0.0
    return round(1 / (1 + math.exp(rival - hits[0][0])), 2)
