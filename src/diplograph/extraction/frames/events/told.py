"""Whether a gathering takes place: told by a verb, set for a day, attended, or what something happens at."""

from __future__ import annotations

from diplograph.extraction.frames.events.attendance import attended, hosts
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_WHOSE = pattern(r",? dont {det}{word}?")
_SETTING = pattern(r"[^,;:.]*|, (?:{at}|{of})?{the}?")
_TO_ONE = pattern(r" ?{to}?{det}?{word}?")
_ASIDE = pattern(r"(?:, [^,;:.]*,)? {word}{0,8}")  # "…, coprésidée par A, | s'est tenue"
_APART = pattern(r"[;:.]|, {and}")
_TOLD = 70
_DAY, _MONTH = 2, 1  # hyphens of an ISO date
_SOON = 16
_LONGEST_ORDINAL = 30
_NEAR = 24


def is_during(sentence: Sentence, start: int) -> bool:
    """Whether something happens at a gathering: "en marge du sommet", "à l'ouverture d'un séminaire"."""
    return bool(sentence.source.cues("circumstances", start - _NEAR, start, "during"))


def is_gathering(sentence: Sentence, hit: Hit[Entry], end: int) -> bool:
    """Whether a joint body meets here: it holds a session, one attends it; not "crée une commission"."""
    low = max(sentence.start, hit.start - _NEAR)
    return bool(
        sentence.source.cues("events", low, hit.start, "counted", "session")
        or any(not _is_standing(sentence, h) for h in attended(sentence, hit.start))
        or hosts(sentence, hit.start)
        or is_told(sentence, hit, end)
        or is_during(sentence, hit.start)
        or is_set(sentence, end)
        or session_end(sentence, end) > end
        or any(end <= d.span.start <= end + _SOON for d in sentence.dates)
        or any(hit.start < d.span.start < end for d in sentence.dates)
        or sentence.source.cues("events", end, end + _NEAR, "attend", "counted")
        or any(
            not _is_standing(sentence, c)
            for c in sentence.source.cues("events", end, end + _NEAR, "gathers", "held")
        )
        or not any(t.pos_ in {"VERB", "AUX"} for t in sentence.source.tokens(sentence.start, sentence.end))
    )


def is_told(sentence: Sentence, hit: Hit[Entry], end: int) -> bool:
    """Whether a verb tells that it takes place: "ont eu lieu un forum sur A et une conférence sur B"."""
    low, high = max(sentence.start, hit.start - _TOLD), min(sentence.end, end + _TOLD)
    before = [
        *sentence.source.cues("happenings", low, hit.start),
        *sentence.source.cues("events", low, hit.start, "held"),
    ]
    after = [
        *sentence.source.cues("happenings", end, high),
        *sentence.source.cues("events", end, high, "held"),
        *(c for c in sentence.source.cues("events", end, high, "gathers") if not _is_standing(sentence, c)),
    ]
    return any(
        not _APART.search(between := sentence.folded(min(end, h.end), max(hit.start, h.start)))
        and (
            h in before
            or len(between) < _NEAR
            or _ASIDE.fullmatch(between) is not None
            or ("," not in between and not sentence.has_finite_verb(end, h.start))
        )
        and ("," not in between or h in after)
        for h in (*before, *after)
    )


def _is_standing(sentence: Sentence, cue: Hit[Entry]) -> bool:
    """Whether a verb says what a body is, not what it does: "le conseil d'affaires | réunit vingt firmes"."""
    token = sentence.source.token_starting(cue.start)
    if token is None or token.pos_ != "VERB" or "Fin" not in token.morph.get("VerbForm", []):
        return False
    return bool({"Pres", "Past"} & set(token.morph.get("Tense", [])))  # "réunit" is both


def session_end(sentence: Sentence, end: int) -> int:
    """Where what is told of a body's session goes on: "la commission, dont la session | a eu lieu"."""
    for cue in sentence.source.cues("events", end, min(sentence.end, end + _LONGEST_ORDINAL), "counted"):
        if _WHOSE.fullmatch(sentence.folded(end, cue.start)):
            return cue.end
    return end


def is_set(sentence: Sentence, end: int) -> bool:
    """Whether its place and day follow at once: "le sommet du groupe à Kazan du 22 au 24 mai"."""
    set_for = sentence.source.cues("events", end, min(sentence.end, end + _SOON), "set")
    floor = set_for[0].end if set_for else end
    places = sentence.places(floor, min(sentence.end, floor + 2 * _NEAR))
    dates = [d for d in sentence.dates if floor <= d.span.start < floor + 2 * _NEAR]
    if not places or not dates:
        return False
    spans = sorted([(places[0].start, places[0].end), (dates[0].span.start, dates[0].span.end)])
    gaps = sentence.folded(floor, spans[0][0]), sentence.folded(spans[0][1], spans[1][0])
    if not all(_SETTING.fullmatch(gap) for gap in gaps):
        return False
    near = min(places[0].start, dates[0].span.start) - floor < _NEAR
    far = max(places[0].start, dates[0].span.start) - min(places[0].end, dates[0].span.end) < _NEAR
    exact = places[0].type is EntityType.CITY and dates[0].period.start.count("-") == _DAY
    return near and far and (bool(set_for) or exact or dates[0].period.start.count("-") >= _MONTH)


def is_placed(sentence: Sentence, end: int) -> bool:
    """Whether a town or a day follows at once: "lors d'un séminaire | à Lomé", "au sommet du 3 mai"."""
    places = [i for i in sentence.places(end, end + _SOON) if i.type is EntityType.CITY]
    day = any(end <= d.span.start <= end + len(" prevu le ") for d in sentence.dates)
    return bool(places) or day


def is_bidden(sentence: Sentence, start: int) -> bool:
    """Whether somebody is asked to a gathering: "est convié à | un sommet sur l'eau"."""
    cues = sentence.source.cues("invitations", max(sentence.start, start - _NEAR), start)
    return bool(cues) and _TO_ONE.fullmatch(sentence.folded(cues[-1].end, start)) is not None
