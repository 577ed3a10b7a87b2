"""Whose a measure is where its own clause names nobody: "son chiffre d'affaires", "A, où il emploie …"."""

from __future__ import annotations

import re
from collections.abc import Collection

from diplograph.extraction.frames.figures.gauge import Gauge, measures
from diplograph.extraction.frames.figures.shares import MEASURED
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import AmountMention
from diplograph.language.patterns import pattern
from diplograph.model import PLACES, EntityType

_OWN = pattern(r"{edge}{own}{word}{0,2}$")
_OURS = pattern(r"{edge}{mine}{word}{0,2}$")
_LEAD = 24  # characters of "son nouveau " before what is measured
_FARTHEST = 90  # characters between "où" and the amount of its clause
_ASIDE = 40  # characters of ", depuis plus de quinze ans," between a country and "où"
_AT_FIRM = pattern(r",? ou {about}?")
_RATE = 60  # characters between "demande" or "taux" and its percentage
_UP_TO_RATE = re.compile(r"[^,;:.(]*\(?[+-]?")  # "l'économie française (| 2 %)"
_Y = pattern(r"{edge}y (?=[a-z])")
_OF = pattern(r" {of}{det}?")
_NATIONS = frozenset({EntityType.COUNTRY, EntityType.REGION, EntityType.CITY})
_WHOLE_BREAK = pattern(r"[,;:.()]| qui | {that}")
_OWNERS = MEASURED | {EntityType.CITY}
_BREAK = pattern(r"[;:.]|, (?:{and}|{but})")


def is_owned(sentence: Sentence, gauge: Gauge, mention: AmountMention) -> bool:
    """Whether a possessive says whose the measure is: "son chiffre d'affaires", "ses 3 000 salariés"."""
    starts = (gauge.start, mention.span.start)
    return any(_OWN.search(sentence.folded(max(sentence.start, at - _LEAD), at)) for at in starts)


def ours(sentence: Sentence, gauge: Gauge, mention: AmountMention) -> tuple[str, ...]:
    """For whom "notre production" is said: the firm or state of who is quoted; () without "notre"."""
    starts = (gauge.start, mention.span.start)
    if not any(_OURS.search(sentence.folded(max(sentence.start, at - _LEAD), at)) for at in starts):
        return ()
    persons = [i for i in sentence.items if i.type is EntityType.PERSON and len(i.keys) == 1]
    told = [i.keys[0] for i in persons if i.start > mention.span.end] or [sentence.discourse.speaker]
    principal = sentence.discourse.principal(told[0]) if told[0] else ""
    return (principal,) if principal and not principal.startswith("person/") else ()


def possessor(sentence: Sentence, offset: int, kinds: Collection[EntityType]) -> tuple[str, ...]:
    """Whom "son" means where the sentence names nobody before it: the subject of the sentence before."""
    if any(i.type in kinds and i.end <= offset and i.kind != "adjective" for i in sentence.items):
        return ()
    item = sentence.discourse.focus.subject_before(kinds)
    return item.keys if item is not None else ()


def where(sentence: Sentence, offset: int) -> tuple[str, ...]:
    """The place that "où" takes up: "en Russie, où il emploie | 8 000 salariés"."""
    low = max(sentence.start, offset - _FARTHEST)
    there = _there(sentence, low, offset)
    if there:
        return there
    at = sentence.source.text.rfind(" où ", low, offset)
    if at < 0 or _BREAK.search(sentence.folded(at + 4, offset)):
        return ()
    for item in sentence.items:
        if 0 <= at - item.end <= 1 and item.type in PLACES and item.kind != "adjective":
            return item.keys
    near = [i for i in sentence.places(sentence.start, at) if at - i.end < _ASIDE]
    return near[-1].keys if near and near[-1].type is EntityType.COUNTRY else ()


def _there(sentence: Sentence, low: int, offset: int) -> tuple[str, ...]:
    """The country that "y" takes up: "Établi en Roumanie, A y compte | 1 500 salariés"."""
    clitics = list(_Y.finditer(sentence.source.folded, low, offset))
    if not clitics or _BREAK.search(sentence.folded(clitics[-1].end(), offset)):
        return ()
    found = clitics[-1]
    places = sentence.places(sentence.start, found.start())
    near = [i for i in places if i.type is EntityType.COUNTRY][-1:]
    if near:
        return near[0].keys
    named = {k for i in sentence.items for k in i.keys}
    for item in sentence.discourse.focus.back([], EntityType.COUNTRY, within=2):
        if item.keys[0] not in named and item.keys[0] != sentence.discourse.home:
            return item.keys
    return ()


def of_which(sentence: Sentence, mention: AmountMention) -> tuple[str, ...]:
    """Whose measure "dont" opens: "A, dont | 40 % de l'uranium", "B, dont les magasins emploient …"."""
    start = mention.span.start
    at = sentence.source.folded.rfind(" dont ", max(sentence.start, start - _FARTHEST), start)
    if at < 0 or _WHOLE_BREAK.search(sentence.folded(at + 5, start)):
        return ()
    comma = sentence.source.folded[at - 1] == ","
    owner = [i for i in sentence.items if i.end == at - comma and i.kind != "adjective" and i.type in _OWNERS]
    between = [i for i in sentence.items if at < i.start and i.end <= start and i.keys]
    if not owner or any(i.kind != "adjective" and not sentence.preposition(i) for i in between):
        return ()  # "A, dont B détient | 46 %"
    there = [k for i in between if i.kind == "adjective" for k in i.keys]
    return tuple(dict.fromkeys([*owner[0].keys, *there]))


def firm_where(sentence: Sentence, offset: int) -> tuple[str, ...]:
    """The firm that "où" takes up: "pour Alta, où | 500 postes sont jugés en excès"."""
    text, folded = sentence.source.text, sentence.source.folded
    for item in sentence.items:
        beside = item.type is EntityType.COMPANY and _AT_FIRM.fullmatch(folded, item.end, offset)
        if beside and " où " in text[item.end : offset]:
            return item.keys
    return ()


def is_product(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether things are counted by the name they are made under: "six Rafale"."""
    return bool(mention.noun) and sentence.source.text[mention.span.end - len(mention.noun)].isupper()


def is_of_nation(sentence: Sentence, mention: AmountMention) -> bool:
    """Whether a rate is one of a country: "la demande progresse de 5 %", "un quart de la population"."""
    start, end = mention.span.start, mention.span.end
    before = measures(sentence, start - _RATE, start, "nation")
    if any(_UP_TO_RATE.fullmatch(sentence.folded(h.end, start)) for h in before):
        return True
    after = sentence.source.words("indicators", end, min(sentence.end, end + len(" de la population")))
    people = [h for h in after if h.payload["of"] == "nation" or h.payload["indicator"] == "Population"]
    return any(_OF.fullmatch(sentence.folded(end, h.start)) for h in people)


def nation_of(sentence: Sentence, mention: AmountMention) -> tuple[str, ...]:
    """The country whose rate is told: the nearest in the sentence, else the one that the text is about."""
    start, end = mention.span.start, mention.span.end
    places = [i for i in sentence.items if i.type in _NATIONS and len(i.keys) == 1]
    before, after = [i for i in places if i.end <= start], [i for i in places if end <= i.start < end + _RATE]
    near = (
        [*after[:1], *before[-1:]] if after and after[0].kind == "adjective" else [*before[-1:], *after[:1]]
    )
    if near:
        return near[0].keys
    topic = sentence.discourse.topic
    return (topic,) if topic else sentence.discourse.countries[:1]


def has_members(sentence: Sentence, mention: AmountMention) -> tuple[str, ...]:
    """The body that counts so many members: "l'organisation A compte | 88 États"."""
    start = mention.span.start
    if not measures(sentence, start - _LEAD, start, "has"):
        return ()
    body = [i for i in sentence.subject(start, kinds=_OWNERS) if i.start < start]
    return body[0].keys if body else ()
