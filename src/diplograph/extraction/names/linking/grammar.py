"""What article, preposition and verb beside a name say of what it means."""

from __future__ import annotations

import math
import re

from diplograph.extraction.names.capitals import acts_as_government, is_of_verb
from diplograph.extraction.names.lesser_towns import is_town
from diplograph.extraction.names.linking.context import Context
from diplograph.extraction.names.linking.weights import (
    ACTS,
    BARE,
    BESIDE,
    CAPITAL_INSIDE,
    GRAMMAR,
    NO_ARTICLE,
)
from diplograph.knowledge import Name
from diplograph.language.patterns import pattern
from diplograph.model import ORGANIZATIONS, EntityType, KnownEntity, Span

_REACH = 60
_EN = pattern(r"{edge}en $")
_AU = pattern(r"{edge}aux? $")
_ARTICLE = pattern(r"{edge}(?:{the}|du )$")
_DIRECT_ARTICLE = pattern(r"{edge}{det}$")
_WAY_TO = pattern(r"{edge}(?:a |{of}|vers )$")
_CLEFT = pattern(r"{edge}(?:c'|ce ){is}$")
# "Orange, pour sa part, a vendu"; "Orange, en Vaucluse," and "Suez, ville d'Égypte," are towns
_ASIDE = re.compile(r", (?!en |dans )[^,;:.()«»A-ZÀ-Þ]{2,50},(?= )")
_VERB_REACH = 20  # characters
_YEAR = 4
_ARTICLES = ("Le ", "La ", "Les ", "L'")
_FEMININE = ("la", "l'")


class Grammar:
    """The grammar around one name.

    Attributes:
        before: the folded words before it.
        acts: whether it is a verb's subject.
        town: whether it stands where a small town would: "à X", "le maire de X".
    """

    def __init__(self, context: Context, span: Span, *, denies_town: bool) -> None:
        self.context = context
        self.source = context.source
        self.span = span
        self.before = self.source.folded[max(0, span.start - _REACH) : span.start]
        self.acts = self._is_subject()
        self.town = is_town(self.source, span.start) and not denies_town

    def points(self, entity: KnownEntity, name: Name) -> float:
        """How well one thing fits article, preposition and verb."""
        kind = entity.type
        before = self.before
        if self._is_in_compound():
            joined = kind is EntityType.CITY and self._is_joined_to_town()
            return GRAMMAR if joined else -BESIDE
        if self.town:
            return GRAMMAR + self._size(name.key) if kind is EntityType.CITY else -GRAMMAR * 2
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
        """Whether a word of moving or lying stands right before: "quitter Tours", "au nord de Tours"."""
        start = self.span.start
        verbs = self.source.cues("metonymy", start - _VERB_REACH, start, "place")
        return any(start - verb.end in {0, 1} for verb in verbs)

    def _is_subject(self) -> bool:
        """Whether a verb follows: organizations and states act, towns and common words do not."""
        aside = _ASIDE.match(self.source.text, self.span.end)
        end = aside.end() if aside else self.span.end
        token = self.source.token_starting(end)
        if token is None or token.idx != end + 1:
            return False
        if _CLEFT.search(self.before):
            return token.lower_ in {"qui", "que"}  # "c'est Berne | qui a demandé"
        if is_of_verb(token):
            return True
        if token.pos_ in {"VERB", "AUX"} and "Part" not in token.morph.get("VerbForm", []):
            return True
        # The model takes "ferme", "construit" for adjective and participle; neither has an object.
        doc = self.source.analysed.doc
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if following is not None and following.text.isdigit() and len(following) < _YEAR:
            return token.pos_ == "NOUN"  # "Carrefour compte 120 magasins": nor has a noun a number behind it
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
