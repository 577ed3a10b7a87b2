"""To what a place or a date belongs, by the parts of speech before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.language import DateMention

if TYPE_CHECKING:
    from diplograph.extraction.items import Item
    from diplograph.extraction.sentences.sentence import Sentence

_COMMA = re.compile(r",? ?")
_FUTURE = re.compile(r"r(?:a|ont)$")
_OPENING = frozenset({"VERB", "NOUN", "ADJ"})  # as which the parser takes a participle that opens a sentence
_OF_THE_DAY = ("visits", "meetings", "invitations", "agreement_verbs", "project_starts", "openings", "events")
_PARTICIPLE = re.compile(r"(?:e|i|u|is|it|ert)e?s?$")
_SINCE_REACH = 7  # tokens of "depuis son arrivée au pouvoir en " before a date
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET"})
_AGAIN_REACH = 16  # characters of "nouvelle " before a noun, of " prochaine" after it


def day_of(date: DateMention | None) -> tuple[str, ...]:
    """When a date begins, as the value of a fact; () without one."""
    return (date.period.start,) if date is not None and date.period.start else ()


def is_of_thing(sentence: Sentence, date: DateMention) -> bool:
    """Whether a number that looks like a year only names a thing: "douze Mirage 2000"."""
    return any(h.start <= date.span.start and date.span.end <= h.end for h in sentence.sectors)


def is_place_of_noun(sentence: Sentence, item: Item, floor: int) -> bool:
    """Whether a place after an offset belongs to a common noun before it: "la situation en Syrie"."""
    doc = sentence.source.analysed.doc
    index = sentence.source.token_index(item.start) - 1
    while index > 0 and doc[index].idx >= floor and doc[index].pos_ in {"ADP", "DET", "ADJ"}:
        index -= 1
    token = doc[index]
    if any(
        h.start <= token.idx < h.end
        for h in sentence.source.words("insertions", token.idx - _AGAIN_REACH, token.idx + len(token))
    ):
        return False  # "se rendra pour sa part à Oslo"
    if token.idx < floor or token.pos_ != "NOUN" or any(i.start <= token.idx < i.end for i in sentence.items):
        return False
    if any(d.span.start <= token.idx < d.span.end for d in sentence.dates):
        return False
    kinds = (*sentence.words("visit_kinds"), *sentence.words("visits"), *sentence.words("meetings"))
    units = sentence.source.cues("circumstances", token.idx, token.idx + len(token), "unit")
    return not any(h.start <= token.idx < h.end for h in kinds) and not units


def is_date_of_another(sentence: Sentence, date: DateMention, offset: int) -> bool:
    """Whether a date before an offset belongs to a participle or a noun: "élu en 2022, le président…"."""
    doc = sentence.source.analysed.doc
    comma = _COMMA.match(sentence.source.folded, date.span.end)
    following = comma.end() if comma else date.span.end
    if any(h.start == following for h in sentence.source.cues("circumstances", following, offset, "during")):
        return False  # "signés en mai, lors de la visite…"
    index = sentence.source.token_index(date.span.start)
    while index and doc[index - 1].pos_ in {"ADP", "DET", "ADV"}:
        index -= 1
    if index < 1 or doc[index - 1].idx < sentence.start or doc[index - 1].idx >= offset:
        return False
    if _opens_apart(sentence, date, offset):
        return True
    previous = doc[index - 1]
    if index < 2:
        return False
    if any(h.start <= previous.idx < h.end for h in sentence.words("happenings")):
        return False  # "a eu lieu en mai"
    if sentence.source.cues("circumstances", previous.idx, previous.idx + len(previous), "unit"):
        return False  # "dans les premiers jours de décembre"
    if previous.pos_ in {"NOUN", "ADJ"}:
        return not any(i.start <= previous.idx < i.end for i in sentence.items)
    # the parser takes some futures for participles: "signera le 3 mai"
    participle = "Part" in previous.morph.get("VerbForm", []) and not _FUTURE.search(previous.lower_)
    return participle and doc[index - 2].pos_ not in {"AUX", "ADV", "PRON"}


def _opens_apart(sentence: Sentence, date: DateMention, offset: int) -> bool:
    """Whether a participle that opens a sentence has a date of before: "Nommée en mai, | Mme X a reçu".

    Who is "Reçu lundi" or "Réunis lundi" does on that day what the sentence goes on to tell, and
    "Signé lundi, le traité" is of that day: these participles tell a fact themselves.
    """
    opening = sentence.source.token_starting(sentence.start)
    if opening is None or opening.idx >= date.span.start or opening.pos_ not in _OPENING:
        return False
    comma = sentence.source.folded.find(",", date.span.end, offset)
    by_its_end = _PARTICIPLE.search(sentence.folded(opening.idx, opening.idx + len(opening)))
    if comma < 0 or not by_its_end or sentence.has_finite_verb(sentence.start, comma):
        return False
    if any(i.start <= opening.idx < i.end for i in sentence.items):
        return False  # "Chisinau, le 3 mai, il …"
    told = [h for table in _OF_THE_DAY for h in sentence.source.words(table, opening.idx, date.span.start)]
    return not any(h.start == opening.idx and h.payload.get("form") != "none" for h in told)


def is_of_state(sentence: Sentence, date: DateMention, offset: int) -> bool:
    """Whether a date after an offset says since when somebody is so: "a choisi A, présent depuis 2010, …"."""
    doc = sentence.source.analysed.doc
    index = sentence.source.token_index(date.span.start)
    while index and doc[index - 1].pos_ in {"DET", "ADV"}:
        index -= 1
    if _is_of_noun_since(sentence, index, offset):
        return True
    if index < 2 or doc[index - 1].lower_ != "depuis" or doc[index - 2].idx < offset:
        return False
    state = doc[index - 2]
    participle = "Part" in state.morph.get("VerbForm", []) and not any(
        child.dep_.startswith("aux") for child in state.children
    )
    return state.pos_ == "ADJ" or participle


def _is_of_noun_since(sentence: Sentence, index: int, offset: int) -> bool:
    """Whether a date before which a token stands tells of what is long past: "depuis son arrivée en 2022"."""
    doc = sentence.source.analysed.doc
    nouns = 0
    for token in reversed(doc[max(0, index - _SINCE_REACH) : index]):
        if token.idx < offset or token.pos_ not in _NOMINAL:
            return False
        if token.lower_ == "depuis":
            return nouns > 0
        unit = sentence.source.cues("circumstances", token.idx, token.idx + len(token), "unit")
        nouns += token.pos_ == "NOUN" and not unit
    return False


def is_another(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a noun tells one more of its kind: "un nouveau voyage", "un prochain entretien"."""
    cues = sentence.source.cues("circumstances", start - _AGAIN_REACH, end + _AGAIN_REACH, "again")
    return any(cue.end == start - 1 or cue.start == end + 1 for cue in cues)
