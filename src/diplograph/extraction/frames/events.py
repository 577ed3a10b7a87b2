"""Events: summits, forums, fairs, exhibitions, games — named or dated gatherings."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.attendance import attended, hosts, participants
from diplograph.extraction.frames.parties import keys_of
from diplograph.extraction.items import Item
from diplograph.extraction.names import RUN
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.source import ARTICLES, balanced_end, phrase_end
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.language import DateMention, fold
from diplograph.model import EntityType, Status

_OF_PLACE = re.compile(r"(?: (?:de |sur )(?:la |le |l')?[\w'-]+)?")
_QUOTED = re.compile(r"(?: [\w'-]+){0,3},?(?: le| la)? ?[«\"“]\s?([^«»\"“”]{3,120}?)\s?[»\"”]")
_ORDINAL = re.compile(r"\b\d{1,3}(?:e|er|ème) $")
_COUNTED = re.compile(r"(?:\d+|[IVXL]+)(?:e|er|ème|eme|è)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_REACH = 110
_LONGEST_NAME = 110
_PREPOSITION = re.compile(r"\s(?:à|au|aux|en)\s(?:la |le |l['’])?$", re.IGNORECASE)
_SUBJECT_MATTER = re.compile(r" (?:sur|pour|contre) ")
_BEARS_ON = re.compile(r"(?: (?:de |d')?[\w-]+)? (?:sur|pour|contre) ")
_LEAD = 70
_FRONTED = 4  # characters before a date that opens the sentence
_LONGEST_ORDINAL = 30
_DEVOTED = 24  # characters of "consacrées à" right after a gathering
_HEADS = frozenset(
    {"head", "plural", "whole"}
)  # "whole": one gathering by itself; "plural": one gathering though its noun is plural ("jeux")
_NEAR = 24
_NEXT_VERB = 8
_TOLD = 70


def find_events(sentence: Sentence) -> Iterator[Draft]:
    """Events that one sentence names, with what it says of each."""
    taken = sentence.start
    found = sorted(_named(sentence), key=lambda event: (event[0], -event[1]))
    for start, end, name, entry in found:
        if start < taken:
            continue
        taken = end
        following = next((other[0] for other in found if other[0] >= end), sentence.end)
        draft = _draft(sentence, start, end, name, entry, following)
        if any(draft.roles.values()) or _is_proper(name):
            yield draft


def _is_proper(name: str) -> bool:
    """Whether a name tells one event by itself: a capital or a number beyond its first letter."""
    return any(c.isupper() or c.isdigit() for c in name[1:])


def _named(sentence: Sentence) -> Iterator[tuple[int, int, str, Hit[Entry]]]:
    text = sentence.source.text
    heads: list[Hit[Entry]] = sentence.source.hits("events", sentence.span)
    for hit in heads:
        if hit.payload["form"] == "numbered":
            place = _OF_PLACE.match(text, hit.end, sentence.end)
            if place and text[hit.start : hit.end].isupper():
                yield hit.start, place.end(), text[hit.start : place.end()], hit
            continue
        if hit.payload["form"] not in _HEADS | {"name"}:
            continue
        if any(i.start <= hit.start and hit.end <= i.end and i.kind == "name" for i in sentence.items):
            continue
        quoted = _QUOTED.match(text, hit.end, sentence.end)
        if quoted and not quoted.group(1)[0].islower():  # not "le salon est « très attendu »"
            yield hit.start, quoted.end(), sentence.source.quote(quoted.start(1), quoted.end(1)), hit
            continue
        english = _english(sentence, hit)
        if english is not None:
            yield english, hit.end, sentence.source.quote(english, hit.end), hit
            continue
        limit = min(sentence.end, hit.start + _LONGEST_NAME)
        whole = phrase_end(
            sentence.source,
            hit.start,
            limit,
            commas=False,
            participles=False,
            datives=False,
            stops=sentence.source.days(hit.end, limit),
        )
        whole = balanced_end(sentence.source, hit.start, whole, floor=hit.end)
        end = _before_place(sentence, hit.end, whole)
        capital = text[hit.start].isupper() and not _starts(sentence, hit.start)
        if capital and end > hit.end:
            start = _with_ordinal(sentence, hit.start)
            yield start, end, sentence.source.quote(start, end), hit
        elif hit.payload["form"] in _HEADS and _is_distinct(sentence, hit, end):
            yield hit.start, end, sentence.source.quote(hit.start, end), hit


def _with_ordinal(sentence: Sentence, start: int) -> int:
    """Take in what counts the gathering: "la troisième Conférence", "le 5e Forum"."""
    match = _ORDINAL.search(sentence.source.text, sentence.start, start)
    low = max(sentence.start, start - _LONGEST_ORDINAL)
    words = [h for h in sentence.source.cues("ordinals", low, start) if h.end == start - 1]
    return match.start() if match else min((h.start for h in words), default=start)


def _before_place(sentence: Sentence, start: int, end: int) -> int:
    """A name stops where the place begins: "Salon de l'élevage 2024 | à Clermont-Ferrand"."""
    places = [i for i in sentence.places(start, end) if sentence.preposition(i) in {"a", "au", "aux", "en"}]
    if not places:
        return end
    head = _PREPOSITION.sub("", sentence.source.text[start : places[0].start])
    return start + len(head.rstrip()) if head.strip() else end


def _starts(sentence: Sentence, offset: int) -> bool:
    return not sentence.source.text[sentence.start : offset].strip(" «\"'-0123456789.)")


def _english(sentence: Sentence, hit: Hit[Entry]) -> int | None:
    """Start of a capitalised name that ends with its kind: "Astana International Forum"."""
    text = sentence.source.text
    if not text[hit.start].isupper():
        return None
    for run in RUN.finditer(text, sentence.start, hit.end):
        if run.start() < hit.start and run.end() >= hit.end:
            words = text[run.start() : hit.end].split()
            plain = not any(fold(word) in ARTICLES for word in words)  # not "à Riga le Forum"
            plain = plain and not _COUNTED.fullmatch(words[0])  # not "27e Sommet"
            return run.start() if len(words) >= 2 and plain else None
    return None


def _is_distinct(sentence: Sentence, hit: Hit[Entry], end: int) -> bool:
    """A gathering written in lower case counts when it is one, told by its object or members."""
    if hit.payload["form"] == "whole":
        return True
    if sentence.folded(hit.start, hit.end).endswith("s") and hit.payload["form"] == "head":
        return False
    complement = sentence.folded(hit.end, end)
    adjective = sentence.adjective_after(hit.end)
    named = any(i.kind == "name" and hit.end < i.start < end for i in sentence.items)
    devoted = sentence.source.cues("subjects", hit.end, hit.end + _DEVOTED, "gathering")
    bears_on = _BEARS_ON.match(complement) or any(h.start == hit.end + 1 for h in devoted)
    if bears_on and (attended(sentence, hit.start) or _is_told(sentence, hit, end)):
        return True
    title = RUN.match(sentence.source.text, hit.end + 1, end)  # "le salon Eurosatory"
    if _is_set(sentence, end):
        return True
    return bool(complement.strip()) and (
        named or title is not None or (adjective is not None and adjective.is_plural)
    )


def _is_told(sentence: Sentence, hit: Hit[Entry], end: int) -> bool:
    """Whether a verb tells that it takes place: "ont eu lieu un forum sur A et une conférence sur B"."""
    before = sentence.source.cues("happenings", max(sentence.start, hit.start - _TOLD), hit.start)
    after = sentence.source.cues("happenings", end, min(sentence.end, end + _NEAR))
    return any(
        not re.search(r"[,;:.]", sentence.folded(min(end, h.end), max(hit.start, h.start)))
        for h in (*before, *after)
    )


def _is_set(sentence: Sentence, end: int) -> bool:
    """Whether a place and then a day follow at once: "le sommet du groupe à Kazan du 22 au 24 mai"."""
    places = [i for i in sentence.places(end, end + _NEAR) if i.type is EntityType.CITY]
    return bool(places) and any(
        0 <= d.span.start - places[-1].end < _NEAR and d.period.start.count("-") == 2 for d in sentence.dates
    )


def _draft(sentence: Sentence, start: int, end: int, name: str, hit: Hit[Entry], following: int) -> Draft:
    until = sentence.clause_end(end)
    relative = re.match(r", qui ", sentence.folded(end, sentence.end))
    if relative:
        until = sentence.clause_end(end + relative.end())
    aside = sentence.source.cues(
        "circumstances", end, until, "during"
    )  # "… en marge de l'Assemblée à New York"
    until = min([until, end + _REACH * 2, following, *(h.start for h in aside)])
    places = sentence.places(end, until) or _in_brackets(sentence, end)
    quoted = any(mark in sentence.source.text[start:end] for mark in '«"“')
    topic = _SUBJECT_MATTER.search(sentence.folded(start, end))
    inside = (
        []
        if quoted or topic
        else sentence.places(start, end)
        or [i for i in sentence.items if start < i.start < end and i.type is EntityType.CITY]
    )
    institution = [
        i for i in sentence.items if end <= i.start < end + 24 and i.type is EntityType.INSTITUTION
    ]
    low = _lead(sentence, start)
    date = sentence.date(end, start=start, end=until) or _of_its_verb(sentence, end, until)
    date = date or next(
        (d for d in reversed(sentence.dates) if low <= d.span.start and d.span.end <= start), None
    )
    if not (inside or places or institution):
        places = sentence.places(low, start)
    if not (inside or places or institution):
        places = hosts(sentence, start)
    if date is None and low < start:
        date = next((d for d in sentence.dates if d.span.start - sentence.start < _FRONTED), None)
    there = sentence.source.text.rfind(", où ", sentence.start, start)
    if there >= 0 and start - there < _REACH and not (inside or places or institution):
        places = sentence.places(sentence.start, there)[-1:]  # "le 3 mai à Riyad, où ils ouvriront le forum"
        date = date or next((d for d in reversed(sentence.dates) if d.span.end <= there), None)
    year = _YEAR.search(name)
    roles: dict[str, tuple[str, ...]] = {
        "place": keys_of([*inside, *institution, *(places if not institution else [])]),
        "participant": participants(sentence, start, end, until, quoted=quoted),
    }
    if date is not None and date.period.start:
        roles["start"] = (date.period.start,)
        roles["end"] = (date.period.end,) if date.period.end else ()
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
        confidence=0.8,
    )


def _in_brackets(sentence: Sentence, end: int) -> list[Item]:
    """The town in brackets right after: "la conférence sur l'eau (Riga, 3 mai)"."""
    opened = sentence.folded(end, end + 2) == " ("
    return [i for i in sentence.items if opened and i.start == end + 2 and i.type is EntityType.CITY]


def _of_its_verb(sentence: Sentence, end: int, until: int) -> DateMention | None:
    """The date after the verb that the event is the subject of: "le forum s'est tenu à A en mars"."""
    verbs = [t for t in sentence.source.tokens(end, until) if t.pos_ in {"VERB", "AUX"}]
    if not verbs or verbs[0].idx - end > _NEXT_VERB:
        return None
    last = next((a for a, b in itertools.pairwise(verbs) if b.idx - (a.idx + len(a)) > 1), verbs[-1])
    return sentence.date(last.idx + len(last), start=last.idx, end=until)


def _lead(sentence: Sentence, start: int) -> int:
    """Where what goes with an event may begin before it: at the verb that takes it."""
    low = max(sentence.clause_start(start), start - _LEAD)
    verbs = [t.idx for t in sentence.source.tokens(low, start) if t.pos_ in {"VERB", "AUX"}]
    return verbs[-1] if verbs else start


def _status(
    sentence: Sentence, start: int, end: int, until: int, roles: dict[str, tuple[str, ...]]
) -> Status:
    published = sentence.discourse.date
    dates = roles.get("start", ())
    if dates and published and len(dates[0]) <= len(published) and dates[0] > published[: len(dates[0])]:
        return Status.PLANNED
    if any(h.payload["status"] == Status.PLANNED.value for h in attended(sentence, start)):
        return Status.PLANNED
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
