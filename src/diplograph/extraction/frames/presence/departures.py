"""Firms that leave a country or stay, told by a noun or a verb alone: "son retrait de A", "B est parti"."""

from __future__ import annotations

from diplograph.extraction.frames.common.appositions import is_complete, is_possessed, meant
from diplograph.extraction.frames.common.parties import whole_subject
from diplograph.extraction.frames.presence.lands import BODIES, as_country, country_of
from diplograph.extraction.frames.presence.scene import land
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_KINDS = frozenset({EntityType.COUNTRY, EntityType.CITY})
_LEAD = 30
_REACH = 50
_FROM = pattern(r" {word}?(?:hors )?{of}{the}?")
_MARKET = pattern(r" {word}?(?:hors )?")
_FIRM = frozenset({"name", "anaphor", "pronoun"})
_TOLD = frozenset({"name", "anaphor", "adjective", "body"})
_COMPANIES = frozenset({EntityType.COMPANY})
_RELATIVE = pattern(r"{edge}(?:(?!qui |que |qu'){which}[^,;]*|(?:{the}|du |un |ce ))$")
_BULLET = 3
_INVERTED = pattern(r"(?:{aside}|,| {word}?,?)? (?:[\w' ]{1,20}, )?{the}?")
_NEGATED = pattern(r"\bn(?:e |'){word}{1,3}{not}(?:(?!que )[\w']+ ){0,4}$")
_DENIED_REACH = 60


def leavers(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whose departure a noun tells: "son retrait", "le départ de A"; who is told to leave by a verb alone."""
    if hit.payload["form"] == "fronted":
        return _fronted(sentence, hit)
    if hit.payload["form"] == "gone":
        if not is_complete(sentence, hit.end, "{also}"):
            return []
        if _RELATIVE.search(sentence.folded(hit.start - _LEAD, hit.start)):
            return []  # "l'accord auquel A est partie", "A en a 60 %, B le reste"
        found = whole_subject(sentence, hit.start, kinds=BODIES)
        found = [i for i in found if i.end <= hit.start and i.kind in _FIRM and i.type in _COMPANIES]
        near = found and not sentence.has_mark(found[-1].end, hit.start, ";:")
        return found if near else []
    if is_possessed(sentence, hit.start):
        return [i for i in whole_subject(sentence, hit.start, kinds=BODIES) if i.end <= hit.start]
    return sentence.genitive(hit.end, kinds=BODIES, reach=_REACH)


def _fronted(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "Parti, Alta. | Resté, en revanche, Bera."; "Reste Cora, qui embouteille l'eau": behind the verb."""
    if hit.start - sentence.start > _BULLET or not sentence.source.text[hit.start].isupper():
        return []
    near = sentence.after(hit.end, kinds=_COMPANIES, until=hit.end + _LEAD)[:1]
    return [i for i in near if i.kind == "name" and _INVERTED.fullmatch(sentence.folded(hit.end, i.start))]


def left_behind(sentence: Sentence, hit: Hit[Entry], bodies: list[Item], homes: set[str]) -> list[Item]:
    """The country that is left: named behind the words or before them, else the one under discussion."""
    end = max([hit.end, *(i.end for i in bodies if i.start >= hit.end)])
    if hit.payload["form"] == "fronted":
        return _under_discussion(sentence, hit, homes)
    for item in sentence.items:
        if item.start >= end and item.type in _KINDS and item.kind in _TOLD:
            if _is_left(sentence, end, item) or item.start - end <= 1:
                return _country(sentence, item, homes)
            break
    limit = min(sentence.end, end + _REACH)
    places = sentence.places(sentence.start, hit.start)[-1:]
    places = places or [i for i in sentence.places(end, limit) if "," not in sentence.folded(end, i.start)]
    for place in places:
        found = country_of(sentence, place)
        return [found] if found is not None and not set(found.keys) & homes else []
    return _under_discussion(sentence, hit, homes)


def _under_discussion(sentence: Sentence, hit: Hit[Entry], homes: set[str]) -> list[Item]:
    key = land(sentence, homes)
    return [meant(hit, key, EntityType.COUNTRY)] if key else []


def _is_left(sentence: Sentence, offset: int, item: Item) -> bool:
    """Whether a country is what words of leaving govern: "son retrait | de Russie", "| du marché russe"."""
    if _FROM.fullmatch(sentence.folded(offset, item.name_start)):
        return True
    gap = sentence.source.besides("sites", offset, item.name_start, "capital")
    return gap != sentence.folded(offset, item.name_start) and _MARKET.fullmatch(gap) is not None


def _country(sentence: Sentence, item: Item, homes: set[str]) -> list[Item]:
    if item.is_plural or set(item.keys) & homes:
        return []
    if item.type is EntityType.CITY:
        found = country_of(sentence, item)
        return [found] if found is not None else []
    return [as_country(item)]


def is_refuted(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether the words are negated or denied: "ne compte pas | quitter", "exclut de | partir"."""
    low = max(sentence.clause_start(hit.start), hit.start - _DENIED_REACH)
    before = sentence.folded(low, hit.start)
    if before.endswith(("n'", " ne ")) and " pas " in sentence.folded(hit.start, hit.end):
        return True
    if _NEGATED.search(before):
        return True
    denials = sentence.source.cues("word_classes", low, hit.start, "denial")
    return any(not sentence.has_mark(d.end, hit.start) for d in denials)
