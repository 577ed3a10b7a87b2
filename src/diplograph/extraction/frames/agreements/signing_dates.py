"""When an agreement is signed or concluded, as far as its sentence says it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diplograph.extraction.frames.agreements.titles import is_definite, stage_words
from diplograph.extraction.sentences.attachment import day_of, is_of_thing
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language import DateMention
from diplograph.language.numbers import parse_words
from diplograph.language.patterns import pattern
from diplograph.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_ANNIVERSARY_REACH = 70
_DIGITS = re.compile(r"(\d{1,3})e?(?:me)?$")
_OF_IT = pattern(r" {of}(?:(?!et )[\w']+ ?){0,5}{of}?{det}?")
_SINCE = pattern(r"{edge}depuis {the}?$")
_UNTIL = pattern(r"(?:d'ici |jusqu'{at}|au-dela {of}|{edge}pour (?:l'annee |les annees )?(?=\d{4}))")
_YEARS = re.compile(r"(?:.* )?\d{4} ?[-–] ?\d{4}")
_OPENING = 3  # characters of "« " before the first word
_DATE_REACH = 90
_HEADS = 4  # between "au rang" and the verb that it completes
_PARTICIPLE_REACH = 24
_LIMIT_REACH = 20
_VERB_REACH = 90
_APPROVED = frozenset({"Ratified", "Granted"})


def signed_on(
    sentence: Sentence, hit: Hit[Entry], verb: Hit[Entry] | None, title_end: int, until: int
) -> DateMention | None:
    """The day of the agreement: in its title, else near it or its verb and of no other verb."""
    days = tuple(d for d in sentence.dates if not (is_of_thing(sentence, d) or _is_term(sentence, d)))
    if len(days) < len(sentence.dates):
        return signed_on(replace(sentence, dates=days), hit, verb, title_end, until)
    inside = next((d for d in sentence.dates if hit.end <= d.span.start < title_end), None)
    if verb is not None and verb.payload["form"] == "bound":  # "liée à B depuis 2021 par un accord"
        bound = next((d for d in sentence.dates if verb.end <= d.span.start < hit.start), None)
        if bound is not None:
            return bound
    after = verb.end if verb is not None and verb.start >= hit.end else hit.end
    date = inside or sentence.date(after, end=until, start=sentence.clause_start(hit.start))
    date = date or sentence.date_said_of(title_end)  # "la signature de l'accord a eu lieu le 3 mai"
    if date is not None and _is_limit(sentence, date.span.start):
        others = tuple(d for d in sentence.dates if d is not date)
        if not others or not any(d.span.end <= date.span.start for d in others):
            return None
        return signed_on(replace(sentence, dates=others), hit, verb, title_end, until)
    if date is None or not _is_near(date.span.start, verb, title_end):
        return None
    if not inside and date.period.end and date.span.end <= min(hit.start, verb.start if verb else hit.start):
        return None  # "À l'occasion de la visite, les 21 et 22 novembre, A a signé": the days of the visit
    early = verb is not None and date.span.end <= min(hit.start, verb.start)
    if _is_of_participle(sentence, date.span.start, sentence.start if early else hit.end, early=early):
        return None  # "le contrat annoncé en juin a été signé"
    if verb is None:
        return date
    if verb.payload["stage"] == "Ended" and date.span.start >= verb.end:
        return None  # "a expiré en juillet": its end
    approved = verb.payload["stage"] in _APPROVED and verb.end <= hit.start and is_definite(sentence, hit)
    if approved and not inside and date.span.start < hit.start:
        return None  # "a ratifié mardi l'accord": the day of the vote
    if verb.payload["stage"] == "Negotiated" and _SINCE.search(
        sentence.folded(date.span.start - 10, date.span.start)
    ):
        return None  # "en discussion depuis 2019": not signed then
    if sentence.has_finite_verb(date.span.end, min(hit.start, _phrase_start(sentence, verb))):
        return None
    before = date.span.end <= min(hit.start, verb.start)
    published = sentence.source.analysed.document.published
    promised = not verb.payload["stage"] and not verb.payload["status"]
    if before and promised and published and str(date.period.start or "") <= published:
        return None  # "se sont engagés vendredi à conclure": Friday is of the promise
    if (
        before
        and verb.payload["form"] != "bound"
        and _SINCE.search(sentence.folded(date.span.start - 10, date.span.start))
    ):
        return None  # "en visite depuis le 13 mars, A a signé"
    if date.span.end <= hit.start and is_done(sentence, hit, verb):
        return None  # "a annoncé lundi trois contrats signés": Monday is of the announcement
    return date


def _is_term(sentence: Sentence, date: DateMention) -> bool:
    """Whether years are those that a thing is for: "feuille de route 2025-2030"."""
    return _YEARS.fullmatch(sentence.folded(date.span.start, date.span.end)) is not None


def _phrase_start(sentence: Sentence, verb: Hit[Entry]) -> int:
    """Where a verb begins with its auxiliary: "En 2014, Alta | a attribué"."""
    token = sentence.source.token_starting(verb.start)
    if token is None:
        return verb.start
    if verb.payload["form"] == "object" and token.pos_ in {"ADP", "NOUN", "DET"}:
        token = _verb_of(token)  # "avait porté la relation | au rang de"
        if token.idx < sentence.start or token.idx > verb.start:
            return verb.start
        return min(token.idx, *(c.idx for c in token.children if c.dep_.startswith("aux")), verb.start)
    auxiliaries = [child.idx for child in token.children if child.dep_.startswith("aux")]
    return min([verb.start, *(start for start in auxiliaries if start >= sentence.start)])


def _verb_of(token: Token) -> Token:
    """The verb that a phrase completes, else its last head."""
    for _ in range(_HEADS):
        if token.pos_ == "VERB" or token.head is token:
            break
        token = token.head
    return token


def _is_of_participle(sentence: Sentence, start: int, floor: int, *, early: bool = False) -> bool:
    """Whether a date says when something else was done: "annoncé | en juin".

    Args:
        early: it stands before the agreement: "que A avait organisé | en mai, B et C ont conclu".
    """
    before = [
        t for t in sentence.source.tokens(max(floor, start - _PARTICIPLE_REACH), start) if not t.is_space
    ]
    while before and before[-1].pos_ in {"ADP", "DET", "ADV"}:
        before.pop()
    if not before or before[-1].pos_ != "VERB" or "Part" not in before[-1].morph.get("VerbForm", []):
        return False
    word = before[-1]
    passive = any(child.dep_.startswith("aux") for child in word.children)
    return (early or not passive) and not any(h.start <= word.idx < h.end for h in stage_words(sentence))


def _is_limit(sentence: Sentence, start: int) -> bool:
    """Whether a date says until when an agreement's aims run: "d'ici 2030", "à l'horizon 2030"."""
    low, high = max(sentence.start, start - _LIMIT_REACH), start + 12
    return bool(
        _UNTIL.search(sentence.folded(low, high))
        or sentence.source.cues("circumstances", low, high, "horizon")
    )


def _is_near(offset: int, verb: Hit[Entry] | None, title_end: int) -> bool:
    """Whether a date belongs to the agreement: in its title, right after it or its verb, or before both."""
    if offset < title_end:
        return True
    anchor = max(title_end, verb.end if verb else 0)
    return offset - anchor < _DATE_REACH


def is_done(sentence: Sentence, hit: Hit[Entry], verb: Hit[Entry]) -> bool:
    """Whether a participle after the noun says what was done: "trois contrats signés"."""
    return (
        verb.payload["status"] == Status.ACTUAL
        and verb.start > hit.start
        and not sentence.folded(hit.end, verb.start).endswith("etre ")  # "doivent être conclus"
        and sentence.is_bare_participle(verb.start)
    )


def anniversary(sentence: Sentence, hit: Hit[Entry]) -> tuple[str, ...]:
    """The year that an anniversary tells: "le dixième anniversaire de leur partenariat", ten years on."""
    published = sentence.source.analysed.document.published
    low = max(sentence.start, hit.start - _ANNIVERSARY_REACH)
    for cue in sentence.source.cues("circumstances", low, hit.start, "anniversary"):
        ordinal = sentence.folded(sentence.start, cue.start).rstrip().rpartition(" ")[2]
        years = _counted(ordinal)
        between = sentence.folded(cue.end, hit.start)
        if years and published and _OF_IT.fullmatch(between):
            return (str(int(published[:4]) - years),)
    return ()


def _counted(ordinal: str) -> int:
    """The number of an ordinal, folded: 10 of "dixieme" and "10e"; 0 of any other word."""
    digits = _DIGITS.match(ordinal)
    if digits:
        return int(digits.group(1))
    stem = ordinal.removesuffix("ieme")
    if stem == ordinal:
        return 0
    irregular = {"neuv": "neuf", "cinqu": "cinq"}
    for word in (stem, f"{stem}e", irregular.get(stem, "")):
        if word and (number := parse_words(word)):
            return number
    return 0


def fronted_signing(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry] | None:
    """The participle of signing that opens a sentence and tells of the agreement behind its comma."""
    for verb in stage_words(sentence)[:1]:
        opens = verb.start - sentence.start <= _OPENING and verb.end <= hit.start
        signed = verb.payload["stage"] == "Signed" and verb.payload["status"] == Status.ACTUAL
        if not (opens and signed and sentence.is_bare_participle(verb.start)):
            return None
        comma = "," in sentence.folded(verb.end, hit.start)
        return verb if comma and not sentence.has_finite_verb(verb.end, hit.start) else None
    return None


def fronted_day(sentence: Sentence, verb: Hit[Entry], until: int) -> tuple[str, ...]:
    """When it was signed, as the opening words tell."""
    return day_of(next((d for d in sentence.dates if verb.end <= d.span.start < until), None))
