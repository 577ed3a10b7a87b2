"""What a clause behind an event's name tells: who is there, who holds it, where and when.

"…, où intervenait A", "…, que coprésidaient A et B", "…, que Riga accueillera le 3 mai", "accueilli par A".
Also persons who act at one that opens the sentence: "À la Semaine de l'eau, A et B ont débattu du Nil".
"""

from __future__ import annotations

from dataclasses import dataclass

from diplograph.extraction.frames.common.parties import keys_of
from diplograph.extraction.items import Item, as_town
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import DateMention
from diplograph.language.patterns import members, pattern
from diplograph.model import ACTORS, ORGANIZATIONS, EntityType

_WHERETO = pattern(r"{brackets}?,? {whither}")
_WHICH = pattern(r"{brackets}?,? {that}")
_BY = pattern(r"{brackets}?,? {word}?")
_AT_HEAD = pattern(r"\W*(?:{at}{the}?|{for}{det}?{word}{0,4})")
_BREAK = pattern(r"[;:.]| (?:{which}|{and})")
_REACH, _NEXT = 110, 30
_OF_HOST = 40  # characters behind the verb in which its subject or its day may stand
_PERSONS = frozenset({EntityType.PERSON})
_STATES = frozenset({EntityType.COUNTRY, EntityType.CITY, *ORGANIZATIONS})
_DONE = frozenset({"Imp", "Past"})
_AT = members("at", "of")


@dataclass(frozen=True)
class Hosting:
    """Where an event is held, by whom and when, as its relative clause tells."""

    places: tuple[Item, ...] = ()
    holders: tuple[str, ...] = ()
    date: DateMention | None = None
    end: int = 0


def hosting(sentence: Sentence, end: int) -> Hosting:
    """Who holds what ends at an offset: "…, que Riga accueillera le 3 mai"; empty when nothing tells."""
    which = _WHICH.match(sentence.source.folded, end, sentence.end)
    if which is not None:
        high = min(sentence.end, which.end() + _REACH)
        cues = sentence.source.cues("events", which.end(), high, "host", "attend")
        if not cues or _BREAK.search(sentence.folded(which.end(), cues[0].start)):
            return Hosting()
        low, verb = which.end(), cues[0]
        receives = verb.payload["form"] == "host"
    else:
        high = min(sentence.end, end + _OF_HOST)
        cues = [
            c
            for c in sentence.source.cues("events", end, high, "hosted", "arranged")
            if _BY.fullmatch(sentence.folded(end, c.start))
        ]
        if not cues:
            return Hosting()
        low, verb = cues[0].end - 3, cues[0]
        receives = verb.payload["form"] == "hosted"
    until = min(sentence.end, verb.end + 2 * _OF_HOST)
    holders = [i for i in sentence.items if low <= i.start < until and i.type in _STATES and i.keys]
    holders = [
        i
        for i in holders
        if i.kind != "adjective"
        and not (i.start > verb.end + _OF_HOST)
        and (i.end <= verb.start or sentence.preposition(i) not in _AT)
    ][:1]
    if not holders:
        return Hosting()
    town = as_town(sentence.source, holders[0])
    stop = max(verb.end, holders[0].end)
    comma = sentence.source.folded.find(", ", stop, until)
    day = next((d for d in sentence.dates if stop <= d.span.start < (comma if comma >= 0 else until)), None)
    at = sentence.places(verb.end, comma if comma >= 0 else until)
    if town.type is EntityType.CITY:
        return Hosting(places=(town,), date=day, end=stop)
    if holders[0].type is EntityType.COUNTRY and receives:
        return Hosting(places=tuple(at) or (holders[0],), holders=holders[0].keys, date=day, end=stop)
    group = [i for i in sentence.group(holders[0]) if i.start >= holders[0].start]
    return Hosting(places=tuple(at), holders=keys_of(group), date=day, end=max(i.end for i in group))


def told_by_clause(sentence: Sentence, start: int, end: int) -> list[Item]:
    """Who takes part or presides, as a relative clause behind the name says; or who acts at it."""
    folded = sentence.source.folded
    there = _WHERETO.match(folded, end, sentence.end)
    if there:
        return _of_verb(sentence, there.end(), "there", "attend")
    which = _WHICH.match(folded, end, sentence.end)
    if which:
        return _presiding(sentence, which.end())
    return _acting(sentence, start, end)


def _of_verb(sentence: Sentence, begin: int, *forms: str) -> list[Item]:
    until = min(sentence.end, begin + _REACH)
    for cue in sentence.source.cues("events", begin, until, *forms):
        if sentence.is_broken(begin, cue.start, marks=";:."):
            return []
        before = [
            i for i in sentence.after(begin, kinds=ACTORS, until=cue.start) if not sentence.preposition(i)
        ]
        if before:
            return [j for j in sentence.group(before[0]) if begin <= j.start < cue.start]
        after = sentence.after(cue.end, kinds=ACTORS, until=cue.end + _NEXT)[:1]
        return [
            j for i in after if not sentence.preposition(i) for j in sentence.group(i) if j.start >= i.start
        ]
    return []


def _presiding(sentence: Sentence, begin: int) -> list[Item]:
    """ "…, qu'ils coprésidaient", "…, que présidait A": not who presides a body at all times."""
    for cue in sentence.source.cues("events", begin, min(sentence.end, begin + _REACH), "attend"):
        token = sentence.source.token_starting(cue.start)
        if (
            token is None
            or not _DONE & set(token.morph.get("Tense", []))
            or "Part" in token.morph.get("VerbForm", [])
        ):
            return []
        if sentence.is_broken(begin, cue.start, marks=";:."):
            return []
        doers = [i for i in sentence.subject(cue.start, kinds=_PERSONS) if begin <= i.start < cue.start]
        if doers:
            return doers
        after = sentence.after(cue.end, kinds=_PERSONS, until=cue.end + 2 * _NEXT)[:1]
        return [j for i in after for j in sentence.group(i) if j.start >= i.start]
    return []


def _acting(sentence: Sentence, start: int, end: int) -> list[Item]:
    """ "Au Forum de Doha, A et B ont débattu": the persons who are the subject of what is told there."""
    if not _AT_HEAD.fullmatch(sentence.folded(sentence.start, start)):
        return []
    comma = sentence.source.folded.find(", ", end, min(sentence.end, end + _REACH))
    if comma < 0 or sentence.has_finite_verb(end, comma):
        return []
    near = sentence.after(comma, kinds=_PERSONS, until=comma + _REACH)[:1]
    if not near or sentence.preposition(near[0]):
        return []
    return [j for j in sentence.group(near[0]) if j.start >= near[0].start]
