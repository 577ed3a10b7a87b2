"""Firms that leave a country or stay, told by a noun or a verb alone: "son retrait de A", "B est parti"."""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.parties import whole_subject
from diplograph.extraction.frames.presence.lands import BODIES, country_of
from diplograph.extraction.frames.presence.scene import land
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType

_KINDS = frozenset({EntityType.COUNTRY, EntityType.CITY})
_OWN = re.compile(r"(?:^|[\s(,])(?:son|leur|sa) (?:[\w-]+ )?$")
_THE = re.compile(r"(?:^|[\s(,]|l')(?:le |la |du |au |un )?(?:[\w-]+ )?$")
_LEAD = 30
_REACH = 50
_FROM = re.compile(
    r"(?: [\w-]+)? (?:de |d'|du |des |hors de |hors du )(?:la |l'|le )?(?:marche |territoire )?"
)
# What may follow a verb that says nothing of where: the end, a date, an adverb.
_ENDS = re.compile(r" ?(?:[.,;:!?»)]|$)| (?:non plus|depuis|il y a|aussi|a son tour|a leur tour|et|mais)\b")
_DATED = 8  # characters of " depuis " before a date
_FIRM = frozenset({"name", "anaphor", "pronoun"})
_TOLD = frozenset({"name", "anaphor", "adjective", "body"})
_COMPANIES = frozenset({EntityType.COMPANY})
_RELATIVE = re.compile(r"\b(?:auquel|auxquels|auxquelles|laquelle|dont) [^,;]*$|\b(?:le|du|un|ce) $")
_BULLET = 3
_INVERTED = re.compile(r"(?:,| donc,?)? (?:en revanche, |aussi, |encore, )?(?:le |la |l')?")
_NEGATED = re.compile(
    r"\bn(?:e |')(?:[\w']+ ){1,3}(?:pas|jamais|nullement|guere|point) (?:(?!que )[\w']+ ){0,4}$"
)
_DENIED_REACH = 60


def leavers(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whose departure a noun tells: "son retrait", "le départ de A"; who is told to leave by a verb alone."""
    if hit.payload["form"] == "fronted":
        return _fronted(sentence, hit)
    if hit.payload["form"] == "gone":
        dated = any(0 <= d.span.start - hit.end <= _DATED for d in sentence.dates)
        if not dated and not _ENDS.match(sentence.source.folded, hit.end, sentence.end):
            return []
        if _RELATIVE.search(sentence.folded(hit.start - _LEAD, hit.start)):
            return []  # "l'accord auquel A est partie", "A en a 60 %, B le reste"
        found = whole_subject(sentence, hit.start, kinds=BODIES)
        found = [i for i in found if i.end <= hit.start and i.kind in _FIRM and i.type in _COMPANIES]
        near = found and not re.search(r"[;:]", sentence.folded(found[-1].end, hit.start))
        return found if near else []
    if _OWN.search(sentence.folded(hit.start - _LEAD, hit.start)):
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
        key = land(sentence, homes)
        return [Item(hit.start, hit.end, "anaphor", (key,), EntityType.COUNTRY)] if key else []
    for item in sentence.items:
        if (
            item.start >= end
            and item.type in _KINDS
            and item.kind in {"name", "anaphor", "adjective", "body"}
        ):
            if _FROM.fullmatch(sentence.folded(end, item.name_start)) or item.start - end <= 1:
                return _country(sentence, item, homes)
            break
    limit = min(sentence.end, end + _REACH)
    places = sentence.places(sentence.start, hit.start)[-1:]
    places = places or [i for i in sentence.places(end, limit) if "," not in sentence.folded(end, i.start)]
    for place in places:
        found = country_of(sentence, place)
        return [found] if found is not None and not set(found.keys) & homes else []
    key = land(sentence, homes)
    return [Item(hit.start, hit.end, "anaphor", (key,), EntityType.COUNTRY)] if key else []


def _country(sentence: Sentence, item: Item, homes: set[str]) -> list[Item]:
    if item.is_plural or set(item.keys) & homes:
        return []
    if item.type is EntityType.CITY:
        found = country_of(sentence, item)
        return [found] if found is not None else []
    return [Item(item.start, item.end, "anaphor", item.keys, EntityType.COUNTRY)]


def is_refuted(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether the words are negated or denied: "ne compte pas | quitter", "exclut de | partir"."""
    low = max(sentence.clause_start(hit.start), hit.start - _DENIED_REACH)
    before = sentence.folded(low, hit.start)
    if before.endswith(("n'", " ne ")) and " pas " in sentence.folded(hit.start, hit.end):
        return True
    if _NEGATED.search(before):
        return True
    denials = sentence.source.cues("word_classes", low, hit.start, "denial")
    return any(not re.search(r"[,;:.]", sentence.folded(d.end, hit.start)) for d in denials)
