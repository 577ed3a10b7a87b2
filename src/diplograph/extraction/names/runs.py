"""Names longer than what the tables know of them: "Alta Transport", "Abou Dhabi Islamic Bank", "Marsa Maroc".

A capitalised run that holds a word of organizations (Bank, Institute, Authority) is one name, its kind told
by that word. A known company with further capitalised words is a unit of it, a thing of its own; with a word
of legal form only, it is the company itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from diplograph.extraction.mentions import CAPITAL, Mention, named
from diplograph.extraction.names.led_bodies import is_led
from diplograph.extraction.source import Source
from diplograph.knowledge import Entry, Hit
from diplograph.model import PLACES, EntityType

_WORD = rf"{CAPITAL}[\w&'’-]*"
_JOINT = r"(?:(?:and|of|for|de|y)(?: the| la| los)? |& )"  # inside foreign names
# "Alta Power Plant 1 LLC": a number between two of its words
_RIGHT = re.compile(rf"(?: {_JOINT}?(?:{_WORD}|[0-9]{{1,2}}(?= {CAPITAL})))+")
_UNIT = re.compile(rf"(?: (?:& )?{_WORD}){{1,3}}")
_LEFT = re.compile(rf"(?<![\w-])(?:{_WORD} {_JOINT}?)+$")
_REACH = 70
_LOUD = 4  # words
_LEADING = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "ADV", "PRON", "VERB", "AUX"})
_TITLES = ("offices", "civilities", "agreements", "events", "projects", "visits", "visit_kinds")
_TABLES = (*_TITLES, "portfolios")
_ORDER = (EntityType.INSTITUTION, EntityType.PUBLIC_BODY, EntityType.COMPANY)


def grown(source: Source, known: Sequence[Mention]) -> Iterator[Mention]:
    """Names that hold a known name, or a word of organizations, and reach farther."""
    words = [h for h in source.scan.words.get("name_words", ()) if _is_spelt_so(source, h)]
    starts = [word.start for word in words]
    known = sorted(known, key=lambda mention: mention.start)
    found = source.analysed.doc.ents
    persons = [(e.start_char, e.end_char) for e in found if e.label_ == "PER"]
    others = {e.end_char: e.start_char for e in found if e.label_ in {"ORG", "MISC"}}
    done = -1
    for word in words:
        if word.start < done or _is_loud(source, word.start, word.end):
            continue
        start, end = _around(source, word.start, word.end, known)
        start = _past_person(source, start, word.start, persons)
        inside = words[bisect_left(starts, start) : bisect_left(starts, end)]
        done = end
        if " " in source.text[start:end]:
            yield from _organization(source, start, end, inside, known)
    for mention in known:
        if _is_loud(source, mention.start, mention.end):
            continue
        if mention.type is EntityType.COMPANY and not mention.bare:
            yield from _unit(source, mention, persons, known)
        elif mention.type is EntityType.COUNTRY and not mention.bare:
            yield from _national(source, mention, others, known)
        elif mention.type is EntityType.INSTITUTION:
            for town in _beginning(known, mention.end + 1, mention.end + 2):  # "INSA Toulouse"
                if town.type is EntityType.CITY:
                    yield named(source, mention.start, town.end, EntityType.INSTITUTION)


def _is_loud(source: Source, start: int, end: int) -> bool:
    """Whether all around a name is in capitals, so that they tell no name's end: "ORANO A SIGNÉ HIER"."""
    before, after = source.text[max(0, start - _REACH) : start], source.text[end : end + _REACH]
    around = before.rpartition("\n")[2] + after.partition("\n")[0]
    return around.isupper() and len(around.split()) >= _LOUD


def _is_spelt_so(source: Source, word: Hit[Entry]) -> bool:
    """Whether a word has its capital, two-letter forms both of theirs: "SA", not "Sa Majesté"."""
    found = source.text[word.start : word.end]
    return found[0].isupper() and (len(found) > 2 or found.isupper())


def _past_person(source: Source, start: int, word: int, persons: Sequence[tuple[int, int]]) -> int:
    """Where a firm's name begins that "de" joins to a person's: "Larry Culp de | General Electric"."""
    first = bisect_left(persons, (start, 0))
    for begin, end in persons[first : first + 2]:
        if begin < word and end + len(" de ") <= word and source.text.startswith(" de ", end):
            return end + len(" de ")
    return start


def _around(source: Source, start: int, end: int, known: Sequence[Mention]) -> tuple[int, int]:
    """The whole run of capitalised words about a word, without what only leads to it."""
    text = source.text
    right = _RIGHT.match(text, end)
    left = _LEFT.search(text[max(0, start - _REACH) : start])
    first = start - len(left.group()) if left else start
    last = right.end() if right else end
    for mention in _beginning(known, first - _REACH, start + 1):
        joined = source.text[mention.start - 1 : mention.start] in {"-", "–", "/"}
        if (joined and first <= mention.start <= start) or mention.start < first < mention.end:
            first = mention.start
    for mention in _beginning(known, first, last):  # "le président Ana Duval Energy"
        if mention.type is EntityType.PERSON and first <= mention.start < start:
            first = max(first, min(start, mention.end + 1))
        elif mention.type is EntityType.PERSON and end <= mention.start < last:
            last = mention.start - 1
    return _trimmed(source, first, start, known), last


def _trimmed(source: Source, first: int, start: int, known: Sequence[Mention]) -> int:
    """Leave out leading words that belong to the sentence: "Selon", "Le", a title."""
    names = {mention.start for mention in _beginning(known, first, start + 1)}
    while first < start and first not in names:
        token = source.token_starting(first)
        if token is None or token.idx >= start:
            return start
        titled = [h.end for table in _TABLES for h in source.words(table, first, first + 1)]
        if titled and max(titled) <= start:
            first = max(titled) + 1
        elif token.text.islower() or (token.pos_ in _LEADING and token.text not in {"The"}):
            first = token.idx + len(token.text_with_ws)
        else:
            break
    return min(first, start)


def _organization(
    source: Source, start: int, end: int, words: Sequence[Hit[Entry]], known: Sequence[Mention]
) -> Iterator[Mention]:
    inside = [m for m in _beginning(known, start, end + 1) if m.end <= end]
    if any(m.start == start and m.end == end for m in inside):
        return
    kinds = {w.payload["type"] for w in words if w.payload["form"] not in {"last", "first"}}
    last = [w for w in words if w.payload["form"] == "last" and w.end == end]
    if last and inside and not kinds:
        yield named(source, start, end, EntityType(last[-1].payload["type"]))
        return
    first = [w for w in words if w.payload["form"] == "first" and w.start == start]
    if first and any((m.start, m.end) == (first[0].end + 1, end) and m.type in PLACES for m in inside):
        yield named(source, start, end, EntityType(first[0].payload["type"]))  # "Enterprise Armenia"
        return
    kind = next((k for k in _ORDER if k.value in kinds), None)
    if kind is None or source.words("terms", start, end):
        return
    for mention in inside:
        if mention.type is EntityType.COMPANY and mention.start == start and mention.end < end:
            tail = source.text[mention.end + 1 : end]
            plain = " " in tail and not any(w.start > mention.end for w in words)
            if plain and is_led(source, start, of="organization"):
                yield named(source, mention.end + 1, end, EntityType.PERSON)
                return
        rest = source.text[start : mention.start] + source.text[mention.end : end]
        legal = {source.text[w.start : w.end] for w in words if w.payload["form"] == "legal"}
        if mention.type is EntityType.COMPANY and set(rest.split()) <= legal | {"The"}:
            yield Mention(start, end, mention.key, mention.type, mention.name)
            return
    if all(w.payload["form"] == "legal" for w in words) and len(source.text[start:end].split()) < 2:
        return
    yield named(source, start, end, kind)


def _unit(
    source: Source, mention: Mention, persons: Sequence[tuple[int, int]], known: Sequence[Mention]
) -> Iterator[Mention]:
    """A known company and what its unit adds: "Alta Transport", "Alta Maroc"; no person, no product."""
    match = _UNIT.match(source.text, mention.end)
    if match is None:
        return
    end = match.end()
    place = bisect_left(persons, (mention.end, 0))
    if place < len(persons) and persons[place][0] < end:
        return
    if place and persons[place - 1][0] < mention.start and mention.end < persons[place - 1][1]:
        return
    for other in _beginning(known, mention.end + 1, end):
        if other.type not in PLACES:
            end = min(end, other.start - 1)
    tail = source.text[mention.end : end].strip()
    tokens = source.tokens(mention.end + 1, end)
    if not tail or any(c.isdigit() for c in tail) or any(t.pos_ in {"VERB", "AUX", "DET"} for t in tokens):
        return
    if any(h for table in _TITLES for h in source.words(table, mention.end, end)):
        return
    if " " in tail and is_led(source, mention.start, of="organization"):
        yield named(source, mention.end + 1, end, EntityType.PERSON)  # "le PDG d'Alta Ana Duval"
        return
    yield named(source, mention.start, end, EntityType.COMPANY)


def _national(
    source: Source, mention: Mention, others: Mapping[int, int], known: Sequence[Mention]
) -> Iterator[Mention]:
    """A firm or agency whose name ends with its country, if the model too takes both together.

    Args:
        others: where organizations and the like end by the model, and where they begin.
    """
    begin = others.get(mention.end, mention.start)
    if begin < mention.start:
        start = _trimmed(source, begin, mention.start, known)
        head = source.text[start : mention.start]
        if start < mention.start and re.fullmatch(rf"(?:{_WORD} )+", head):
            yield named(source, start, mention.end, EntityType.COMPANY)


def _beginning(known: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """Names that begin between two offsets (`end` excluded); `known` in order of start."""
    first = bisect_left(known, start, key=lambda mention: mention.start)
    last = bisect_left(known, end, lo=first, key=lambda mention: mention.start)
    return known[first:last]
