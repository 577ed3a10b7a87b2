"""What a stance is on: where its object ends, its coordinated parts, the entity it comes to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diplograph.extraction.frames.common.antecedents import relative_end
from diplograph.extraction.frames.positions.extents import clause_end, infinitives, limit_of, nominal_end
from diplograph.extraction.frames.positions.objects import (
    DETERMINER,
    OF,
    TO,
    Object,
    family_of,
    infinitive_at,
    past_asides,
)
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language.patterns import pattern
from diplograph.model import PLACES, EntityType

_ELSEWHERE = pattern(r"(?:{into}|{with}|{for}|lors )")
_BREAKS = {
    "a": rf",? et {TO}|, {TO}",
    "de": rf",? et {OF}|, {OF}|,? et en faveur {OF}|, en faveur {OF}",
    "": r" ni {definite}?|,? et (?:{the}|{this}|une? |toute? )|, {the}",
}
_SPLITS = {
    family: pattern(rf"{breaks}|, en particulier |, notamment |,? ainsi que (?:{TO}|{OF}|{{the}})?")
    for family, breaks in _BREAKS.items()
}
_INNER = pattern(r" (?:{of}|{at}|{for}|contre |entre )")
_IN_PARTICULAR = re.compile(r", (?:en particulier|notamment) ")
_GOES_ON = re.compile(r" (?:[A-ZÉ]|unies\b)")
_LEAD = pattern(rf"(?:{TO}|{OF}|{{the}})")
_OF_STATE = pattern(rf" {OF}")
_ARTICLE = 6  # characters of "leurs "
_PAIR, _STYLE = 2, 14  # characters of "République de "
_AT = pattern(r"{to}")
_OF_TEXT = pattern(rf" {{word}}?{OF}(?:strategie (?:\w+ )?|initiative )?[«\"“]? ?")


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing a stance is on."""

    start: int
    end: int
    text: str


def topics(sentence: Sentence, thing: Object, *, light: bool) -> Iterator[Topic]:
    """Coordinated objects apart; those that share a complement together ("la paix et la stabilité du pays").

    Args:
        light: leave out an infinitive that only says support again: "de défendre | le multilatéralisme".
    """
    limit = limit_of(sentence, thing.start)
    if thing.clause:
        end = clause_end(sentence, thing.start, limit)
        yield Topic(thing.start, end, _written(sentence, thing.start, end))
        return
    if infinitive_at(sentence, thing.start) is None:
        yield from _nominal(sentence, thing.start, nominal_end(sentence, thing.start, limit), thing.family)
        return
    for start, end in infinitives(sentence, thing.start, limit):
        cues = sentence.source.cues("stance_words", start, end, "light") if light else []
        if cues and cues[0].start == start:
            determiner = DETERMINER.match(sentence.source.folded, past_asides(sentence, cues[0].end), end)
            begin = determiner.end() if determiner else cues[0].end
            family = family_of(sentence.folded(start, begin))
            yield from _nominal(sentence, begin, nominal_end(sentence, begin, end), family)
        else:
            yield Topic(start, end, _written(sentence, start, end))


def _nominal(sentence: Sentence, start: int, end: int, family: str) -> Iterator[Topic]:
    apart = _IN_PARTICULAR.search(sentence.source.folded, start, end)
    if apart and not _is_where(
        sentence, apart.end()
    ):  # "au droit, en particulier à la paix et à la sécurité"
        yield from _nominal(sentence, start, apart.start(), family)
        lead = _LEAD.match(sentence.source.folded, apart.end(), end)
        yield from _nominal(sentence, lead.end() if lead else apart.end(), end, family)
        return
    parts = _parts(sentence, start, end, family)
    if parts:
        parts[-1] = (parts[-1][0], relative_end(sentence, parts[-1][1], sentence.end))
    if len(parts) > 1 and _is_shared(sentence, parts):
        if len(parts) > _PAIR and family == "a" and (of := _owner_of_all(sentence, *parts[-1])):
            for low, high in parts:  # "à l'indépendance, à la souveraineté et à la sécurité | de la Moldavie"
                yield Topic(
                    low,
                    high,
                    _written(sentence, low, min(high, of)) + " " + _written(sentence, of, parts[-1][1]),
                )
            return
        written = [_written(sentence, low, high) for low, high in parts]
        yield Topic(start, end, f"{', '.join(written[:-1])} et {written[-1]}")
        return
    for low, high in parts:
        yield Topic(low, high, _written(sentence, low, high))


def _owner_of_all(sentence: Sentence, start: int, end: int) -> int:
    """Where the owner begins that the last of several parts names for all; 0 for none."""
    of = _OF_STATE.search(sentence.source.folded, start, end)
    named = of and any(of.end() <= i.start <= of.end() + _STYLE for i in sentence.items if i.type in PLACES)
    return of.start() if of and named else 0


def _written(sentence: Sentence, start: int, end: int) -> str:
    """The words between two offsets, without quotation marks that lack their other half."""
    text = sentence.source.quote(start, end).strip(" ,;")
    text = text if text.count("«") == text.count("»") else text.replace("«", "").replace("»", "")
    text = text if text.count('"') % 2 == 0 else text.replace('"', "")
    return " ".join(text.strip(" “”").split())


def _parts(sentence: Sentence, start: int, end: int, family: str) -> list[tuple[int, int]]:
    text = sentence.source.folded
    parts, position = [], start
    for step in _SPLITS[family].finditer(text, start, end):
        if step.start() - position <= 3:
            continue
        inner = family == "de" and _INNER.search(text, position, step.start())
        among = text.rfind(" entre ", position, step.start())
        if among >= 0 and " et " not in text[among : step.start()]:
            continue  # "les relations entre le Pérou et le Chili"
        if inner and not re.match(r"une? ", text[step.end() :]):
            continue  # "le respect de la souveraineté et de l'intégrité": parts of its complement
        if _is_within_complement(sentence, step.start(), step.end()):
            continue
        if _ELSEWHERE.match(text, step.end()) or _is_where(sentence, step.end()):
            end = step.start()  # "ainsi que dans le domaine …"
            break
        parts.append((position, step.start()))
        determiner = DETERMINER.match(text, step.end(), end)
        position = determiner.end() if determiner else step.end()
    if end - position > 3:
        parts.append((position, end))
    return parts


def _is_where(sentence: Sentence, start: int) -> bool:
    """Whether "en particulier" and the like are followed by a mere place: "en particulier | au Mali"."""
    lead = _AT.match(sentence.source.folded, start)
    return lead is not None and any(
        i.start - lead.end() < 1 <= i.end - lead.end() and i.kind == "name" and i.type in PLACES
        for i in sentence.items
    )


def _is_within_complement(sentence: Sentence, left: int, right: int) -> bool:
    """Whether a conjunction joins places that complete a noun: "l'adhésion de la Suède et la Finlande"."""
    places = [i for i in sentence.items if i.kind == "name" and i.type in PLACES]
    return any(i.end == left and sentence.preposition(i) for i in places) and any(
        i.start == right for i in places
    )


def _is_shared(sentence: Sentence, parts: list[tuple[int, int]]) -> bool:
    """Whether the last part's complement, a place, is that of all: "la paix et la stabilité au Niger"."""
    text = sentence.source.folded
    if any(_INNER.search(text, low, high) or high - low > 40 for low, high in parts[:-1]):
        return False
    low, high = parts[-1]
    inner = _INNER.search(text, low, high)
    if inner is None:
        return False
    whole = [
        h
        for h in sentence.words("stance_words")
        if h.payload["form"] == "whole"
        and inner.start() <= h.start < high
        and not _GOES_ON.match(sentence.source.text, h.end)  # "des Nations Unies"
    ]
    if whole and whole[0].start - inner.end() <= _ARTICLE:
        return True
    return any(
        i.type in PLACES and inner.start() <= i.start <= inner.end() + 3
        for i in sentence.items
        if i.kind == "name"
    )


def target_of(sentence: Sentence, topic: Topic) -> Item | None:
    """The entity that the whole topic names, if it does: "la mise en œuvre du plan Horizon"."""
    for item in sentence.items:
        described = item.kind == "anaphor" and item.type is EntityType.COUNTRY
        described = described and item.start == topic.start
        if (
            not (item.kind == "name" or described)
            or len(item.keys) != 1
            or not topic.start <= item.start < topic.end
        ):
            continue
        if item.type is EntityType.PERSON or sentence.folded(item.end, topic.end).strip(' »"”'):
            continue
        if item.start - topic.start < 4:
            return item
        aspects = sentence.source.cues("stance_words", topic.start, item.start, "aspect")
        of_text = item.type not in PLACES
        if of_text and aspects and aspects[0].start == topic.start:
            between = sentence.folded(aspects[0].end, item.start)
            if _OF_TEXT.fullmatch(between):
                return item
    return None
