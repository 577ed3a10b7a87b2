"""What becomes of an agreement: the word that says it, who signs, when, and whether it is done."""

from __future__ import annotations

import re

from diplograph.extraction.frames.agreement_titles import is_definite, stage_words
from diplograph.extraction.frames.parties import (
    governor,
    keys_of,
    with_partners,
)
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.language import DateMention
from diplograph.model import ACTORS, EntityType, Status

_COORDINATED = re.compile(r"(?:^|[\s,])(?:et|ou|ainsi que|,|ainsi qu'une?|de meme que)(?: |$)")
_BOUND = frozenset({"", "a", "au", "aux"})
_OBJECT = re.compile(r" (?:le|la|l'|les|un|une|son|sa|leur|ce|cet|cette) ?$")
_RECIPIENT = frozenset({"a", "au", "aux"})
_UNTIL = re.compile(r"(?:d'ici|jusqu'en|jusqu'au|jusqu'a) ")
_PLUPERFECT = re.compile(r"\b(?:avai(?:t|ent)|n'avai(?:t|ent)) ")
_ASIDE = re.compile(r", (?:avec|entre) [^;:.]{0,160}, (?:une?|des|le|la|l'|trois|deux) ?(?:[\w-]+ )?$")
_AND = re.compile(r"\b(?:et|puis|mais|ou) (?:[a-z]+ )?$")
_VERB_REACH = 90
_DATE_REACH = 60
_SUPPLIED = frozenset({EntityType.COUNTRY, EntityType.COMPANY, EntityType.PUBLIC_BODY})


def signed_on(
    sentence: Sentence, hit: Hit[Entry], verb: Hit[Entry] | None, title_end: int, until: int
) -> DateMention | None:
    """The day of the agreement: in its title, else near it or its verb and of no other verb."""
    inside = next((d for d in sentence.dates if hit.end <= d.span.start < title_end), None)
    after = verb.end if verb is not None and verb.start >= hit.end else hit.end
    date = inside or sentence.date(after, end=until, start=sentence.clause_start(hit.start))
    if date is None or _is_limit(sentence, date.span.start) or not _is_near(date.span.start, verb, title_end):
        return None
    if verb is None:
        return date
    if sentence.has_finite_verb(date.span.end, min(hit.start, verb.start)):
        return None
    if date.span.end <= hit.start and _is_done(sentence, hit, verb):
        return None  # "a annoncé lundi trois contrats signés": Monday is of the announcement
    return date


def _is_done(sentence: Sentence, hit: Hit[Entry], verb: Hit[Entry]) -> bool:
    """Whether a participle after the noun says what was done: "trois contrats signés"."""
    return (
        verb.payload["status"] == Status.ACTUAL
        and verb.start > hit.start
        and not sentence.folded(hit.end, verb.start).endswith("etre ")  # "doivent être conclus"
        and sentence.is_bare_participle(verb.start)
    )


def _is_limit(sentence: Sentence, start: int) -> bool:
    """Whether a date says until when an agreement's aims run: "d'ici 2030", "à l'horizon 2030"."""
    low, high = max(sentence.start, start - 14), start + 12
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


def is_news(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether something new is told as done: "a signé un accord", not "l'accord", nor "avait signé"."""
    if is_definite(sentence, hit):
        return False
    signing = [v for v in stage_words(sentence) if v.payload["stage"] == "Signed" and v.payload["status"]]
    return bool(signing) and not any(
        _PLUPERFECT.search(sentence.folded(v.start - 24, v.end)) for v in signing
    )


def governing_verb(sentence: Sentence, hit: Hit[Entry], end: int, until: int) -> Hit[Entry] | None:
    """The word that says what became of the agreement: right after it, or the verb or noun it completes."""
    after = [v for v in stage_words(sentence) if end - 1 <= v.start < min(until, end + _VERB_REACH)]
    for verb in after:
        if not re.search(r"[;:]", sentence.folded(end, verb.start)) and not _begins_clause(
            sentence, end, verb.end
        ):
            return verb
    low = max(sentence.clause_start(hit.start), hit.start - _VERB_REACH)
    aside = _ASIDE.search(sentence.source.folded, sentence.clause_start(hit.start), hit.start)
    if aside is not None:  # "vient de signer, avec A et B, une convention"
        low = min(low, max(sentence.clause_start(hit.start), aside.start() - _VERB_REACH))
    others = [h for h in sentence.words("agreements") if low <= h.start and h.end <= hit.start]
    for other in others[-1:]:  # "a signé un protocole qui prévoit un accord" says nothing of the accord
        between = sentence.source.tokens(other.end, hit.start)
        described = any(
            t.lower_ in {"qui", "dont"} or ("Pres" in t.morph.get("Tense", []) and t.text.endswith("ant"))
            for t in between
        )
        if described and not _COORDINATED.search(sentence.folded(other.end, hit.start)):
            low = other.end
    before = [v for v in stage_words(sentence) if low <= v.start and v.end <= hit.start]
    if not before or _begins_clause(sentence, before[-1].end, hit.start):
        return None
    return before[-1]


def _begins_clause(sentence: Sentence, start: int, end: int) -> bool:
    """Whether another verb stands between, coordinated: "a signé un accord et prépare un traité"."""
    return any(
        token.pos_ == "VERB"
        and "Fin" in token.morph.get("VerbForm", [])
        and _AND.search(sentence.folded(token.idx - 6, token.idx))
        for token in sentence.source.tokens(start, end)
    )


def signatories(sentence: Sentence, verb: Hit[Entry], until: int) -> tuple[str, ...]:
    """Who signs, by the word that says so: its subject or agents, and their partners."""
    if verb.payload["form"] == "binds":  # "un accord lie A à B"
        bound = sentence.after(verb.end, kinds=ACTORS, until=until)
        return keys_of([i for i in bound if sentence.preposition(i) in _BOUND])
    subject = [j for i in sentence.subject(verb.start)[:1] for j in sentence.group(i) if j.end <= verb.start]
    partners = with_partners(sentence, verb.end, until)
    agents = [
        i for i in sentence.after(verb.end, kinds=ACTORS, until=until) if sentence.preposition(i) == "par"
    ]
    listed = [j for i in agents[:1] for j in sentence.group(i)]
    granted = verb.payload["stage"] == "Granted" or verb.payload["form"] == "given"
    to = [
        i
        for i in sentence.after(verb.end, kinds=ACTORS, until=until)
        if granted and governor(sentence, i) in _RECIPIENT
    ]
    return tuple(dict.fromkeys([*keys_of(listed or subject), *keys_of(partners), *keys_of(to[:1])]))


def ended_by(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry] | None:
    """What put an end to the agreement that is its object: "a rompu le contrat signé en 2016"."""
    for verb in reversed([v for v in stage_words(sentence) if v.end <= hit.start]):
        ends = verb.payload["status"] == Status.DENIED
        return verb if ends and _OBJECT.fullmatch(sentence.folded(verb.end, hit.start)) else None
    return None


def recipient(sentence: Sentence, start: int, verb: Hit[Entry] | None, until: int) -> tuple[str, ...]:
    """Whom a contract supplies: "le contrat de vente de douze avions à A a été signé"."""
    limit = verb.start if verb is not None and verb.start >= start else until
    for item in sentence.after(start, kinds=_SUPPLIED, until=limit):
        if governor(sentence, item) in _RECIPIENT:
            return keys_of([i for i in sentence.group(item) if i.start >= item.start])
    return ()


def stage_status(sentence: Sentence, hit: Hit[Entry], verb: Hit[Entry] | None, end: int) -> Status:
    """Whether an agreement is done, planned, possible or not so, by its governing word."""
    if verb is None:
        return status_of(sentence, hit.start, end)
    default = Status(verb.payload["status"] or Status.ACTUAL)
    if sentence.folded(verb.start - 6, verb.start) == "avoir " and default is Status.ACTUAL:
        denied = status_of(sentence, verb.start, verb.end) is Status.DENIED  # "a démenti avoir signé"
        return Status.DENIED if denied else default  # "a annoncé avoir conclu": done, whatever announces it
    done = _is_done(sentence, hit, verb)
    ignored = frozenset({Status.PLANNED}) if done else frozenset()  # "a annoncé trois contrats signés"
    status = status_of(sentence, verb.start, verb.end, default=default, ignore=ignored)
    if status is Status.ACTUAL and not verb.payload["status"]:
        stances = [
            p
            for p in sentence.words("positions")
            if p.end <= verb.start
            and verb.start - p.start < 140
            and p.payload["form"] not in {"courtesy", "passive"}
        ]
        if stances or status_of(sentence, hit.start, hit.end) is Status.POSSIBLE:
            return Status.POSSIBLE
    return status
