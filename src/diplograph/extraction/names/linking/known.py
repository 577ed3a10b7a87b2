"""Names that the tables spell: each occurrence gets the one thing it means there, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from diplograph.extraction.mentions import Mention
from diplograph.extraction.names.capitals import acts_as_government
from diplograph.extraction.names.linking.context import Context, certain_names
from diplograph.extraction.names.linking.cues import NONE, nation_after, town_before
from diplograph.extraction.names.linking.senses import Senses, certainty
from diplograph.extraction.names.linking.weights import BESIDE
from diplograph.extraction.source import Source
from diplograph.knowledge import Hit, Name
from diplograph.language.patterns import pattern
from diplograph.model import PLACES, EntityType, Link, Span

LEAST = 1.0  # points that a thing needs
LEAD = 0.8  # points that it must be ahead of the next

_LOCATIVE = pattern(r"{edge}(?:aux? |(?:a |dans ){the})$")
_BETWEEN_GOVERNMENTS = 20  # characters
# Capitals that stand for an organization where the text speaks of nothing else of their country.
_SEATS = {"city/bruxelles": "international-organization/union-europeenne"}
# Towns that stand for a government like a capital: where it sits, by the World Factbook (field "Capital").
_GOVERNMENTS = {
    "city/tel-aviv": "country/israel",
    "city/la-haye": "country/pays-bas",
    "city/cotonou": "country/benin",
    "city/abidjan": "country/cote-d-ivoire",
    "city/colombo": "country/sri-lanka",
}


@dataclass(slots=True)
class _Place:
    """One occurrence of a name: its things with their points, the best first."""

    span: Span
    senses: Senses
    ranked: list[tuple[float, Hit[Name]]] = field(default_factory=list)
    chosen: Hit[Name] | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What the names of the tables mean in one text.

    Attributes:
        mentions: of the things meant, in reading order.
        links: how doubtful names were settled; one without a key is a name that several things have, or
            that also means something else, and that nothing around it settles.
        refused: (start, end, key) of what a name does not mean there, whoever guesses it anew.
    """

    mentions: list[Mention]
    links: list[Link]
    refused: frozenset[tuple[int, int, str]]


def linked_names(source: Source) -> KnownNames:
    """Mentions of the things that the tables name, and how the doubtful were settled."""
    hits = [hit for hit in source.scan.names if _keeps_capitals(source, hit) and not _is_inside(source, hit)]
    context = Context(source, certain_names(hits))
    spans: dict[tuple[int, int], list[Hit[Name]]] = defaultdict(list)
    for hit in hits:
        spans[hit.start, hit.end].append(hit)
    places = [_settled(context, Span(*span), found) for span, found in sorted(spans.items())]
    _same_sense(places)
    refused = frozenset(
        (place.span.start, place.span.end, hit.payload.key)
        for place in places
        for _, hit in place.ranked
        if place.chosen is None
    )
    return KnownNames(list(_mentions(source, places)), list(_links(source, places)), refused)


def _settled(context: Context, span: Span, hits: Sequence[Hit[Name]]) -> _Place:
    place = _Place(span, Senses(context, span))
    metonyms = [hit for hit in hits if hit.payload.metonym]
    things = _without_twins([hit for hit in hits if not hit.payload.metonym])
    if metonyms and not things:
        if not _LOCATIVE.search(place.senses.grammar.before[-12:]):
            place.chosen, place.score = metonyms[0], 1.0
        return place
    place.ranked = sorted(
        ((place.senses.points(hit.payload), hit) for hit in things),
        key=lambda item: (-item[0], item[1].payload.key),
    )
    if len(things) == 1 and not things[0].payload.ambiguous:
        if not _is_ruled_out(place.senses, context, things[0]):
            place.chosen, place.score = things[0], 1.0
        return place
    best = place.ranked[0][0]
    ahead = len(place.ranked) < 2 or best - place.ranked[1][0] >= LEAD
    if best >= LEAST and (ahead or _is_state_and_capital(context, place)):
        place.chosen, place.score = place.ranked[0][1], certainty(place.ranked)
    return place


def _is_state_and_capital(context: Context, place: _Place) -> bool:
    """Whether the first two are a state and its capital, of one name, that acts: the capital is the state."""
    keys = [hit.payload.key for _, hit in place.ranked[:2]]
    capitals = context.source.knowledge.capitals
    return place.senses.grammar.acts and (
        capitals.get(keys[0]) == keys[1] or capitals.get(keys[1]) == keys[0]
    )


def _is_ruled_out(senses: Senses, context: Context, hit: Hit[Name]) -> bool:
    """Whether words that are there for this very name make it something else: "le delta du Niger"."""
    entity = context.source.knowledge.gazetteer.entities[hit.payload.key]
    kind, own = entity.type, context.country_of(entity.key)
    if senses.cues.told and kind.value not in senses.cues.told:
        supported = kind is EntityType.COUNTRY and context.countries[own] > context.keys[own]
        return not supported or any(senses.cues.points[sense] >= BESIDE for sense in senses.cues.told)
    if kind in PLACES and town_before(context, senses.span, own):
        return True
    article = hit.payload.spelling.startswith(("La ", "Le ", "Les "))
    national = nation_after(context, senses.span) if kind is EntityType.PUBLIC_BODY or article else set()
    return bool(national) and bool(own) and own not in national


def _without_twins(hits: Sequence[Hit[Name]]) -> list[Hit[Name]]:
    """One hit for each thing; a spelling that needs no cue before one that does."""
    chosen: dict[str, Hit[Name]] = {}
    for hit in sorted(hits, key=lambda hit: hit.payload.ambiguous):
        chosen.setdefault(hit.payload.key, hit)
    return list(chosen.values())


def _same_sense(places: Sequence[_Place]) -> None:
    """One name means one thing in a document: doubtful places follow those that are settled."""
    settled: dict[str, set[str]] = defaultdict(set)
    scores: dict[str, float] = {}
    for place in places:
        if place.chosen is not None and place.ranked:
            settled[place.senses.found].add(place.chosen.payload.key)
            scores[place.senses.found] = max(place.score, scores.get(place.senses.found, 0.0))
    for place in places:
        keys = settled.get(place.senses.found, set())
        if place.chosen is not None or len(keys) != 1:
            continue
        for points, hit in place.ranked:
            if (
                hit.payload.key in keys
                and points > -BESIDE
                and place.senses.cues.points.get(NONE, 0.0) < BESIDE
            ):
                place.chosen, place.score = hit, round(scores[place.senses.found] * 0.9, 2)


def _mentions(source: Source, places: Sequence[_Place]) -> Iterator[Mention]:
    entities, capitals = source.knowledge.gazetteer.entities, source.knowledge.capitals
    told: dict[str, bool] = {}  # whether the text speaks of the country of a seat
    government = -1  # where the last capital that stands for its government ends
    for place in places:
        if place.chosen is None:
            continue
        start, end = place.span.start, place.span.end
        key = place.chosen.payload.key
        listed = start - government < _BETWEEN_GOVERNMENTS
        country = capitals.get(key) or _GOVERNMENTS.get(key, "")
        if country and acts_as_government(source, start, end, listed=listed):
            if key in _SEATS and key not in told:
                told[key] = _is_told_of(source, places, country)
            seated = key in _SEATS and not told[key]
            key = _SEATS[key] if seated else country
            government = end
        entity = entities[key]
        yield Mention(start, end, key, entity.type, entity.name, bare=place.chosen.payload.metonym)


def _is_told_of(source: Source, places: Sequence[_Place], country: str) -> bool:
    """Whether the text names a country itself, or something of it by an adjective."""
    return any(p.chosen is not None and p.chosen.payload.key == country for p in places) or any(
        country in adjective.payload.countries for adjective in source.scan.adjectives
    )


def _links(source: Source, places: Sequence[_Place]) -> Iterator[Link]:
    for place in places:
        if not place.ranked or (place.chosen is not None and place.score == 1.0):
            continue
        if place.chosen is None and (place.senses.cues.is_none() or _is_common_word(source, place)):
            continue
        yield Link(
            start=place.span.start,
            end=place.span.end,
            name=source.quote(place.span.start, place.span.end),
            key=place.chosen.payload.key if place.chosen is not None else "",
            score=place.score,
            how="context",
            candidates=tuple(sorted(hit.payload.key for _, hit in place.ranked)),
        )


def _is_common_word(source: Source, place: _Place) -> bool:
    """Whether a capital is but that of a sentence: "Avril a été calme", "Total : 12"."""
    token = source.token_starting(place.span.start)
    found = place.senses.found
    return (
        " " not in found
        and not found.isupper()
        and source.text[: place.span.start].rstrip(' «"')[-1:] in {"", ".", "!", "?", "\n"}
        and token is not None
        and token.pos_ not in {"PROPN"}
    )


def _keeps_capitals(source: Source, hit: Hit[Name]) -> bool:
    """Whether a name of several words has its last word's capital, as the table spells it."""
    found, spelling = source.text[hit.start : hit.end], hit.payload.spelling
    if " " not in found or found.isupper() or not spelling.istitle():
        return True
    return found.rpartition(" ")[2][:1].isupper()


def _is_inside(source: Source, hit: Hit[Name]) -> bool:
    """Whether a hyphen makes a name the end of another: "Nouvelle-Guinée"."""
    before = source.text[max(0, hit.start - 9) : hit.start]
    return before == "Nouvelle-" or before.endswith("Nouveau-")
