"""Where and when an event takes place: said behind it, before it, or by the clause that it is part of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from diplograph.extraction.frames.events.attendance import attended
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.attachment import is_date_of_another
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import DateMention
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType, Status

REACH = 110
_LEAD = 70
_NEAR = 24
_MARGIN = 44  # characters of "en marge de la session d'automne de l'" before an event
_CLAUSE = 170  # characters before "en marge de" that may tell where and when
_LONGEST_HEAD = 260  # characters of "Organisé à Riga le 3 mai par A et B sous le patronage de C, "
_FEW_WORDS = 4
_HEADED = re.compile(r"[^,]{0,40}$")
_COMMA = pattern(r", (?:{det}{word}{0,2})?$")
_AIM = pattern(r"{edge}(?:{for}|afin {of})(?:y )?$")
_ASIDE = pattern(r", (?:{that}|dont |ou )[^,;:.()]{3,90}, (?=s'|se |{has}|{is}|{modal})")
_WHICH = pattern(r",? qui (?:se |s'|{has}|{modal})")
_NEXT_CLAUSE = pattern(r", (?!{at}|{of}|{the}\d)")  # "qui se tient à Riga, en Lettonie, du 3 au 5"
_UNTIL = pattern(r"\bjusqu'{to}{the}?$")
_JOINED = pattern(r",? ?{and}?")
_LOCATIVE = members("at")
_NEXT_VERB = 8
_DAY = 2  # hyphens of an ISO day
_BREAK = pattern(r"[;:]| {which}")
_HELD_BEFORE = 80  # characters of "la tenue à Erevan, en octobre, | du sommet"
_HELD_GAP = pattern(r"[\w', -]*\b{of}{det}?$")
_PLACED = frozenset({EntityType.CITY, EntityType.COUNTRY, EntityType.REGION, EntityType.INSTITUTION})


def main_clause(sentence: Sentence, start: int) -> tuple[list[Item], DateMention | None]:
    """Place and date of what happens beside an event: "a signé lundi à Riga, en marge du forum, …"."""
    cues = sentence.source.cues("circumstances", max(sentence.start, start - _MARGIN), start, "during")
    if not cues or sentence.is_broken(cues[-1].end, start):
        return [], None
    cue = cues[-1]
    low = max(sentence.start, cue.start - _CLAUSE)
    for found in _BREAK.finditer(sentence.source.folded, low, cue.start):
        low = found.end()
    dates = [d for d in sentence.dates if low <= d.span.start and d.span.end <= cue.start]
    dates = [d for d in dates if not is_date_of_another(sentence, d, cue.start)]
    places = [i for i in sentence.own_places(low, cue.start) if i.type is EntityType.CITY]
    return places[-1:], dates[-1] if dates else None


def held_before(sentence: Sentence, start: int) -> tuple[list[Item], DateMention | None]:
    """Place and date between a noun of holding and the event: "la tenue à Erevan, en mai, | du sommet"."""
    low = max(sentence.start, start - _HELD_BEFORE)
    cues = sentence.source.cues("events", low, start, "session")
    if not cues or sentence.has_finite_verb(cues[-1].end, start):
        return [], None
    end = cues[-1].end
    if not _HELD_GAP.fullmatch(sentence.folded(end, start)):
        return [], None
    at = [
        i
        for i in sentence.items
        if end <= i.start < start
        and i.type in _PLACED
        and i.kind == "name"
        and sentence.preposition(i) in _LOCATIVE
    ]
    return at[:1], next((d for d in sentence.dates if end <= d.span.start < start), None)


def attended_on(sentence: Sentence, start: int) -> DateMention | None:
    """The day between a verb of taking part and the event: "a coprésidé mercredi, avec A, | le forum"."""
    attending = attended(sentence, start)
    if not attending:
        return None
    verb = attending[-1]
    dates = [d for d in sentence.dates if verb.end <= d.span.start and d.span.end <= start]
    if dates and dates[0].span.start - verb.end <= len(" en "):  # "coprésideront en juin une conférence"
        past = dates[0].period.start < sentence.discourse.date
        return None if past and verb.payload["status"] == Status.PLANNED.value else dates[0]
    dates = [d for d in dates if not is_date_of_another(sentence, d, start)]
    if dates:
        return dates[0]
    low = sentence.clause_start(verb.start)
    for date in (d for d in sentence.dates if low <= d.span.start and d.span.end <= verb.start):
        lead = sentence.folded(low, date.span.start)
        if _HEADED.match(lead) and sentence.folded(date.span.end, date.span.end + 2) == ", ":
            return date  # "en février, le Nigeria tiendra … au salon"
    return None


def before_or_after(sentence: Sentence, places: Sequence[Item], start: int, end: int) -> bool:
    """Whether places stand outside the name, so that one in it is not where it is held."""
    return all(i.end <= start or i.start >= end for i in places)


def clause_of_circumstance(sentence: Sentence, end: int, until: int) -> int:
    """Where that ends which belongs to an event that only says when: at the verb, or at a comma."""
    relative = _WHICH.match(sentence.source.folded, end, until)
    if relative:  # "en marge de la réunion des ministres, qui se tient à Amman, …"
        comma = _NEXT_CLAUSE.search(sentence.source.folded, relative.end(), until)
        return comma.start() if comma else until
    until = verb_start(sentence, end, until)
    if sentence.folded(end, end + 2) != ", ":
        return until
    token = sentence.source.token_starting(end + 2)
    told = token is not None and (token.pos_ in {"VERB", "ADJ"} or token.lower_ in {"qui", "où"})
    return until if told else end


def next_day(sentence: Sentence, date: DateMention) -> str:
    """The second of two days: "tenue lundi et mardi à Riga"; "" when one only is told."""
    day = date.period.start.count("-") == _DAY
    for other in sentence.dates:
        joined = 0 < other.span.start - date.span.end <= len(" et le ") and day
        if joined and sentence.folded(date.span.end, other.span.start).startswith(" et "):
            return other.period.start if other.period.start > date.period.start else ""
    return ""


def places_before(sentence: Sentence, start: int) -> list[Item]:
    """Where one takes part, told before what it is in: "ont coprésidé à Paris, le 3 mai, le forum"."""
    attending = attended(sentence, start)
    if not attending:
        return []
    places = sentence.places(attending[-1].end, start)
    if places or not _AIM.search(sentence.folded(attending[-1].start - 12, attending[-1].start)):
        return places
    low = max(sentence.clause_start(attending[-1].start), attending[-1].start - REACH)
    return sentence.places(low, attending[-1].start)  # "s'est rendu à Riga pour participer au forum"


def places_beside(sentence: Sentence, start: int) -> list[Item]:
    """Where something happens beside it: "ont conféré à New York, en marge de l'assemblée générale"."""
    cues = sentence.source.cues("circumstances", max(sentence.start, start - _MARGIN), start, "during")
    if not cues or sentence.is_broken(cues[-1].end, start):
        return []
    places = sentence.places(max(sentence.start, cues[-1].start - _LEAD), cues[-1].start)[-1:]
    return [i for i in places if _JOINED.fullmatch(sentence.folded(i.end, cues[-1].start))]


def fronted(sentence: Sentence, start: int) -> list[Item]:
    """Where, at the head of a sentence: "À Riga, la conférence …", "Réunis à Riga pour le sommet"."""
    told, led = _head_of(sentence, start)
    places = sentence.places(sentence.start, told)[:1]
    return [i for i in places if led or told < start or _COMMA.match(sentence.folded(i.end, start))]


def _head_of(sentence: Sentence, start: int) -> tuple[int, bool]:
    """Where what opens a sentence ends, and whether a participle does; its start where a verb stands there.

    "Organisée à Riga par A, | la foire …", "À Riga, | la conférence …", "En mai | s'est tenu le forum".
    """
    told = _verb_before(sentence, start)
    first = sentence.source.token_starting(sentence.start)
    led = first is not None and "Part" in first.morph.get("VerbForm", [])
    far = told - sentence.start > (_LONGEST_HEAD if led else REACH)
    return (sentence.start, False) if far or sentence.has_finite_verb(sentence.start, told) else (told, led)


def _verb_before(sentence: Sentence, start: int) -> int:
    """Where the verb of an event behind it begins: "À Riga | s'est ouvert le forum"; else the event."""
    low = max(sentence.start, start - _HELD_BEFORE)
    cues = [
        *sentence.source.cues("happenings", low, start),
        *sentence.source.cues("events", low, start, "held"),
    ]
    if not cues or sentence.is_broken(cues[-1].end, start):
        return start
    return cues[-1].start


def in_brackets(sentence: Sentence, end: int) -> list[Item]:
    """The town in brackets right after: "la conférence sur l'eau (Riga, 3 mai)"."""
    opened = sentence.folded(end, end + 2) == " ("
    return [i for i in sentence.items if opened and i.start == end + 2 and i.type is EntityType.CITY]


def date_of_its_verb(sentence: Sentence, end: int, until: int) -> DateMention | None:
    """The date after the verb that the event is the subject of: "le forum s'est tenu à A en mars"."""
    verbs = [t for t in sentence.source.tokens(end, until) if t.pos_ in {"VERB", "AUX"}]
    while verbs and sentence.folded(end, end + 2) == ", " and "Part" in verbs[0].morph.get("VerbForm", []):
        comma = sentence.source.folded.find(", ", verbs[0].idx, until)  # "…, coprésidé par A, s'est réuni …"
        verbs = [t for t in verbs if t.idx > comma] if comma >= 0 else []
        end = comma + 1 if comma >= 0 else end
    if not verbs or verbs[0].idx - end > _NEXT_VERB:
        return None
    last = next((a for a, b in itertools.pairwise(verbs) if b.idx - (a.idx + len(a)) > 1), verbs[-1])
    return sentence.date(last.idx + len(last), start=last.idx, end=until)


def lead(sentence: Sentence, start: int) -> int:
    """Where what goes with an event may begin before it: at the verb that takes it."""
    low = max(sentence.clause_start(start), start - _LEAD)
    verbs = [t.idx for t in sentence.source.tokens(low, start) if t.pos_ in {"VERB", "AUX"}]
    return verbs[-1] if verbs else start


def is_circumstance(sentence: Sentence, start: int) -> bool:
    """Whether an event only says when: "lors du sommet, A a …"; what follows a verb is not its own."""
    cues = sentence.source.cues("circumstances", max(sentence.start, start - _NEAR), start, "during")
    return bool(cues) and len(sentence.folded(cues[-1].end, start).split()) < _FEW_WORDS


def verb_start(sentence: Sentence, start: int, end: int) -> int:
    """Where the first conjugated verb between two offsets begins; else the second."""
    for token in sentence.source.tokens(start, end):
        if token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm", []):
            return token.idx
    return end


def fronted_date(sentence: Sentence, start: int) -> DateMention | None:
    """When, of an event behind its verb, or that a participle announces: "Organisée en juin, la foire"."""
    told, led = _head_of(sentence, start)
    if not (led or told < start):
        return None
    return next((d for d in sentence.dates if d.span.end <= told), None)


def date_past_relative(sentence: Sentence, end: int) -> DateMention | None:
    """The day behind a relative clause: "le conseil, que préside A, | s'est réuni mardi à Riga"."""
    aside = _ASIDE.match(sentence.source.folded, end, sentence.end)
    if aside is None:
        return None
    until = min(sentence.clause_end(aside.end()), aside.end() + REACH)
    near = (d for d in sentence.dates if aside.end() <= d.span.start < until)
    return next((d for d in near if not sentence.folded(aside.end(), d.span.start).count(",")), None)


def is_last_day(sentence: Sentence, end: int, date: DateMention) -> bool:
    """Whether a date behind the name is told as the last: "le sommet s'achève vendredi à Riga"."""
    if _UNTIL.search(sentence.folded(end, date.span.start)):
        return True  # "bat son plein jusqu'à vendredi"
    ends = sentence.source.cues("circumstances", end, date.span.start, "ends")
    return any(len(sentence.folded(c.end, date.span.start)) < _NEAR for c in ends[-1:])
