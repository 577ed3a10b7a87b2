"""What a verb of stance governs: "appelle X à …", "met en garde contre …", "salue les efforts"."""

from __future__ import annotations

import re

from diplograph.extraction.frames.positions.objects import Object, infinitive_at, object_of_verb
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern

_WARNED = re.compile(r" (?:[^,;:.»]{3,60}? )??(?=contre )")
_URGED = {
    "to": pattern(r"[^;:.»]{3,90}?,? (?={to})"),
    "of": pattern(r"[^;:.»]{3,90}?,? (?={of}(?:ne |y )?[a-z'-]+(?:er|ir|re)\b)"),
}
_COMPLEMENT = pattern(r" (?:{of}|{to})")
_LONGEST_WORD = 40  # characters of a word of the table


def object_of(sentence: Sentence, hit: Hit[Entry]) -> Object | None:
    """Where the object of a verb of stance begins; None when it governs none."""
    form, governor = hit.payload["form"], hit.payload["object"]
    if form == "urging":
        urged = _urged(sentence, hit, governor)
        if governor == "of" and (urged is None or infinitive_at(sentence, urged.start) is None):
            return None
        if governor or (urged is not None and infinitive_at(sentence, urged.start) is not None):
            return urged
        return object_of_verb(sentence, hit.end, governor)  # "encourage la poursuite de …"
    if form == "warning":
        told = any(word in hit.payload.pattern for word in ("garde", "protest", "mobilis"))
        against = _WARNED.match(sentence.source.folded, hit.end, sentence.end) if told else None
        if told and against is None:
            return None  # "se prononce | vivement contre": elsewhere nobody who is warned stands between
        return object_of_verb(sentence, against.end() - 1 if against else hit.end, governor)
    words = sentence.folded(hit.start, hit.end)
    partly = not governor and words.endswith((" tout", " toute", " aucun", " aucune", " de", " d'"))
    offset = hit.start + words.rfind(" ") if partly else hit.end  # "écarte | toute …"
    thing = object_of_verb(sentence, offset, governor)
    if thing is None and not governor:
        return _refused(sentence, hit, offset)
    return thing


def _urged(sentence: Sentence, hit: Hit[Entry], governor: str) -> Object | None:
    """ "appelle à la retenue", "appelle les parties | à respecter la trêve", "presse X | de négocier"."""
    governor = governor or "to"
    thing = object_of_verb(sentence, hit.end, governor) if governor == "to" else None
    if thing is not None:
        return thing
    between = _URGED[governor].match(sentence.source.folded, hit.end, sentence.end)
    if between is None or " pour " in between.group() or sentence.has_finite_verb(hit.end, between.end()):
        return None
    return object_of_verb(sentence, between.end() - 1, governor)


def _refused(sentence: Sentence, hit: Hit[Entry], offset: int) -> Object | None:
    """ "refuse de livrer", "regrette de n'avoir rien su"; other verbs take no infinitive for object."""
    regret = sentence.folded(hit.start, hit.end).startswith("regrett")
    if hit.payload["stance"] != "Opposition" and not regret:
        return None
    thing = object_of_verb(sentence, offset, "of")
    return thing if thing and infinitive_at(sentence, thing.start) is not None else None


def is_infinitive(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a verb is an infinitive: "décide de soutenir"."""
    token = sentence.source.token_starting(hit.start)
    return token is not None and "Inf" in token.morph.get("VerbForm", [])


def is_meant(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether an infinitive is what somebody means to do: "veut soutenir", "continue à condamner"."""
    low = max(sentence.start, hit.start - 40)
    if any(hit.start - cue.end < 12 for cue in sentence.source.cues("speech", low, hit.start, "intends")):
        return True
    told = sentence.source.cues("speech", low, hit.start, "says", "stresses")  # "a dit lundi | regretter"
    return bool(told) and not sentence.source.besides("insertions", told[-1].end, hit.start).strip()


def is_merit(sentence: Sentence, thing: Object) -> bool:
    """Whether a courtesy is a stance: on efforts, a plan, a decision…, not on a visit or a relation."""
    cues = sentence.source.cues("stance_words", thing.start, thing.start + 24, "merit")
    praised = sentence.source.cues("stance_words", thing.start - 4, thing.start + 28, "for")
    if any(cue.start < thing.start for cue in praised):
        return True  # "salue un pas important"
    return any(_COMPLEMENT.search(sentence.folded(thing.start, cue.start)) is None for cue in cues)


def begins(sentence: Sentence, thing: Object, form: str) -> bool:
    """Whether an object begins with a word of one form: claimed are a right, a ceasefire, a release."""
    words = sentence.source.cues("stance_words", thing.start, thing.start + _LONGEST_WORD, form)
    return any(word.start == thing.start for word in words)
