"""Events: summits, forums, fairs, exhibitions, games — named or dated gatherings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import keys_of
from diplograph.extraction.frames.encounters.times import is_news
from diplograph.extraction.frames.events.attendance import MATTER, attended, hosts, participants
from diplograph.extraction.frames.events.names import Named, is_favoured, is_proper, named
from diplograph.extraction.frames.events.openings import find_openings
from diplograph.extraction.frames.events.relatives import hosting
from diplograph.extraction.frames.events.settings import (
    REACH,
    attended_on,
    before_or_after,
    clause_of_circumstance,
    date_of_its_verb,
    date_past_relative,
    fronted,
    fronted_date,
    held_before,
    in_brackets,
    is_circumstance,
    is_last_day,
    lead,
    main_clause,
    next_day,
    places_before,
    places_beside,
)
from diplograph.extraction.frames.events.told import is_set, is_told, session_end
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.language import fold
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType, Status

_ACRONYM = re.compile(r" \([A-ZÉ][A-Z0-9É-]{1,9}\)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FRONTED = 12  # characters before a date that opens the sentence
_LONGEST_ORDINAL = 30
_HELD_AGAIN = frozenset({"head", "counted"})
_RETOLD = frozenset({"head", "organ", "plural"})
_OF = members("of", "for") | {"sur"}
_DEFINITE = pattern(r"{edge}(?:{the}|{this}|{contracted})$")
_AT = frozenset({"a", "au", "aux", "dans"})
_NEXT_VERB = 8


def find_events(sentence: Sentence) -> Iterator[Draft]:
    """Events that one sentence names, with what it says of each."""
    taken = sentence.start
    found = sorted(named(sentence), key=lambda event: (event[0], -event[1]))
    for start, end, name, entry in found:
        if start < taken:
            continue
        taken = end
        short = next((o for o in found if o[0] == end + 2 and sentence.folded(end, end + 2) == " ("), None)
        if short is not None:
            taken = short[1]  # "la 29e Conférence des Parties (COP29)"
        taken = max(taken, session_end(sentence, end))
        following = next((other[0] for other in found if other[0] >= taken), sentence.end)
        draft = _draft(sentence, start, end, name, entry, following)
        if short is not None:
            draft = replace(draft, forms=(*draft.forms, short[2]))
        if any(draft.roles.values()) or is_proper(name) or is_told(sentence, entry, end):
            yield draft
    yield from find_openings(sentence, found)
    yield from _told_again(sentence, found)
    yield from _next_one(sentence, found)


def _next_one(sentence: Sentence, found: list[Named]) -> Iterator[Draft]:
    """ "La prochaine réunion se tiendra à Grenade": one more of the kind that the text told before."""
    for hit in sentence.words("events"):
        if hit.payload["form"] not in _HELD_AGAIN or any(s <= hit.start < e for s, e, _, _ in found):
            continue
        again = sentence.source.cues("circumstances", hit.start - _LONGEST_ORDINAL, hit.start, "again")
        again = [cue for cue in again if cue.end == hit.start - 1]
        if not again or not _DEFINITE.search(sentence.folded(again[-1].start - _NEXT_VERB, again[-1].start)):
            continue
        if not is_told(sentence, hit, hit.end) and not is_set(sentence, hit.end):
            continue
        name = sentence.source.quote(again[-1].start, hit.end)
        draft = _draft(sentence, again[-1].start, hit.end, name, hit, sentence.end)
        if draft.get("place") or draft.get("start"):
            yield replace(draft, renewed=True, forms=(), confidence=0.65)


def _told_again(sentence: Sentence, found: list[Named]) -> Iterator[Draft]:
    """ "Le forum s'est tenu à Riga", "A prend part au sommet": what is said of an event told before."""
    for hit in sentence.words("events"):
        if hit.payload["form"] not in _RETOLD or any(s <= hit.start < e for s, e, _, _ in found):
            continue
        if not _DEFINITE.search(sentence.folded(max(sentence.start, hit.start - 8), hit.start)):
            continue
        following = sentence.source.token_starting(hit.end)
        if following is not None and (following.pos_ in {"ADJ", "PROPN"} or fold(following.lower_) in _OF):
            continue  # "le forum annuel", "le sommet de …": another, or one of several
        draft = _draft(sentence, hit.start, hit.end, "", hit, sentence.end)
        if any(draft.roles.values()):
            noun = sentence.folded(hit.start, hit.end).split()[0]
            yield replace(draft, anaphoric=True, forms=(noun,), name="", confidence=0.65)


def _draft(sentence: Sentence, start: int, end: int, name: str, hit: Hit[Entry], following: int) -> Draft:
    acronym = _ACRONYM.match(sentence.source.text, end, sentence.end)
    end = acronym.end() if acronym else end  # "le sommet de l'Organisation … (OCS) qui se tiendra à …"
    end = session_end(sentence, end)
    until = sentence.clause_end(end)
    relative = re.match(r",? qui (?!est |sont )", sentence.folded(end, sentence.end))
    if relative:
        until = sentence.clause_end(end + relative.end())
    else:
        clause = sentence.source.folded.find(" qui ", end, until)
        until = clause if clause >= 0 else until
    aside = sentence.source.cues(
        "circumstances", end, until, "during"
    )  # "… en marge de l'Assemblée à New York"
    until = min([until, end + REACH * 2, following, *(h.start for h in aside)])
    if is_circumstance(sentence, start):
        until = clause_of_circumstance(sentence, end, until)
    before = places_before(sentence, start)
    held = hosting(sentence, end)
    places = list(held.places) or before or sentence.places(end, until) or in_brackets(sentence, end)
    quoted = any(mark in sentence.source.text[start:end] for mark in '«"“')
    topic = MATTER.search(sentence.source.folded, start, end)
    stop = topic.start() if topic else end
    inside = (
        []
        if quoted
        else [i for i in sentence.places(start, stop) if not is_favoured(sentence, i.start)]
        or [i for i in sentence.items if start < i.start < stop and i.type is EntityType.CITY]
    )
    institution = [
        i
        for i in sentence.items
        if end <= i.start < end + 24 and i.type is EntityType.INSTITUTION and sentence.preposition(i) in _AT
    ]
    low = lead(sentence, start)
    own = [d for d in sentence.dates if start <= d.span.start < end and d.period.start.count("-") == 2]
    date = own[0] if own else held.date or sentence.date_said_of(end)  # "les festivités du 3 mai 2020"
    date = date or sentence.date(end, start=start, end=until)
    date = date or date_of_its_verb(sentence, end + relative.end() if relative else end, until)
    date = date or date_past_relative(sentence, end)
    date = date or next(
        (d for d in reversed(sentence.dates) if low <= d.span.start and d.span.end <= start), None
    )
    date = date or attended_on(sentence, start)
    if places and inside and not quoted and before_or_after(sentence, places, start, end):
        inside = []  # "à Tirana, à l'occasion de la conférence de Berlin"
    if not (inside or places or institution):
        places = sentence.places(low, start)
    if not (inside or places or institution):
        places = hosts(sentence, start) or places_beside(sentence, start)
    opening = fronted(sentence, start) if not (inside or places or institution) else []
    places = places or opening
    if opening and date is None:
        date = next(
            (d for d in sentence.dates if d.span.end <= start and d.span.start > opening[0].end), None
        )
    if date is None and low < start:
        date = next((d for d in sentence.dates if d.span.start - sentence.start < _FRONTED), None)
    there = sentence.source.text.rfind(", où ", sentence.start, start)
    if there >= 0 and start - there < REACH and not (inside or places or institution):
        places = sentence.places(sentence.start, there)[-1:]  # "le 3 mai à Riyad, où ils ouvriront le forum"
        date = date or next((d for d in reversed(sentence.dates) if d.span.end <= there), None)
    if date is None:
        date = fronted_date(sentence, start)
    around = main_clause(sentence, start)
    if around[0] and inside and not (places or institution):
        inside = []  # "à Tirana, à l'occasion de la réunion du processus de Berlin"
    for told in (held_before(sentence, start), around):
        places = places if inside or places or institution else told[0]
        date = date or told[1]
    year = _YEAR.search(name)
    roles: dict[str, tuple[str, ...]] = {
        "place": keys_of([*inside, *institution, *(places if not institution else [])]),
        "participant": tuple(
            dict.fromkeys(
                (
                    *held.holders,
                    *participants(
                        sentence, start, end, until, quoted=quoted, organ=_is_organ(sentence, hit, end)
                    ),
                )
            )
        ),
    }
    if year and date is not None and date.span.start > end and "," in sentence.folded(end, date.span.start):
        date = None  # "après les Jeux de 2024, Paris accueille vendredi …"
    if date is not None and date.period.start:
        roles["start"] = (date.period.start,)
        if is_last_day(sentence, end, date):
            roles["start"], roles["end"] = (), roles["start"]
        else:
            roles["end"] = (date.period.end or next_day(sentence, date),)
            roles["end"] = roles["end"] if roles["end"][0] else ()
    elif year:
        roles["start"] = (year.group(),)
    return Draft(
        hit.payload["class"],
        roles,
        start,
        max([end, *(i.end for i in places), date.span.end if date else end]),
        hit.payload.rule,
        status=_status(sentence, start, end, until, roles),
        name=name,
        name_start=start,
        forms=_forms(name[_past_ordinal(sentence, start) :], name, sentence.source.quote(start, end)),
        is_news=any(is_news(sentence, h) for h in attended(sentence, start)[-1:]),
        confidence=0.8,
    )


def _is_organ(sentence: Sentence, hit: Hit[Entry], end: int) -> bool:
    """Whether a joint body of two states meets: "la commission mixte", "la 5e session du comité mixte"."""
    inner = sentence.source.cues("events", hit.end, end, "organ")
    return hit.payload["form"] == "organ" or (hit.payload["form"] == "counted" and bool(inner))


def _status(
    sentence: Sentence, start: int, end: int, until: int, roles: dict[str, tuple[str, ...]]
) -> Status:
    published = sentence.discourse.date
    dates = roles.get("start", ())
    if dates and published and len(dates[0]) <= len(published) and dates[0] > published[: len(dates[0])]:
        return Status.PLANNED
    if any(h.payload["status"] == Status.PLANNED.value for h in attended(sentence, start)):
        return Status.PLANNED
    if any(
        "Fut" in token.morph.get("Tense", [])
        for h in attended(sentence, start)[-1:]
        for token in sentence.source.tokens(h.start - _NEXT_VERB, h.start)
    ):
        return Status.PLANNED  # "sera l'invité d'honneur du salon"
    ignored = frozenset({Status.POSSIBLE})
    status = status_of(sentence, start, end, ignore=ignored)
    for token in sentence.source.tokens(end, until):
        if token.pos_ in {"VERB", "AUX"} and "Fut" in token.morph.get("Tense", []):
            return Status.PLANNED
        if token.pos_ in {"VERB", "AUX"}:
            break
    return status


def _past_ordinal(sentence: Sentence, start: int) -> int:
    """Characters of the ordinal that a name begins with, and of the space after it."""
    words = sentence.source.cues("ordinals", start, start + _LONGEST_ORDINAL)
    return next((h.end + 1 - start for h in words if h.start == start), 0)


def _forms(uncounted: str, name: str, found: str) -> tuple[str, ...]:
    shorter = re.sub(r"(?: de| d'| en)?(?: [\w'’]+)? (?:19|20)\d\d$|^\d+e ", "", uncounted)
    return tuple(form for form in dict.fromkeys((found, shorter)) if form not in {name, ""} and len(form) > 3)
