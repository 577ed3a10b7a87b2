"""Where talks were: behind their words, at the sentence's head, at the seat of who received."""

from __future__ import annotations

import re

from diplograph.extraction.frames.encounters.seats import town_of_seat
from diplograph.extraction.frames.encounters.talks import NOUNS
from diplograph.extraction.frames.encounters.visited import cleft, pointed_at
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit

_ABOUT = re.compile(r"\b(?:sur|concernant|au sujet|a propos|afin|pour|autour|en vue)\b")
_WHERE = re.compile(r",? ou (?:[\w'-]+ ){0,4}$")
_HEADING = 30


def places_of_talks(sentence: Sentence, hit: Hit[Entry], until: int) -> list[Item]:
    """Where it was: after the words, or at the sentence's head ("Jeudi, à Sofia, …").

    What is behind "sur" people talk about; a visit has its own place.
    """
    visits = [h.start for h in sentence.source.cues("visits", hit.end, until, "noun", "coming", "go")]
    until = min([until, *visits])
    found = [
        i for i in sentence.own_places(hit.end, until) if not _ABOUT.search(sentence.folded(hit.end, i.start))
    ]
    if not found:
        told = sentence.places(sentence.start, hit.start)[-1:]
        found = [i for i in told if _WHERE.match(sentence.folded(i.end, hit.start))]
    found = found or pointed_at(sentence, hit) or cleft(sentence, hit)  # "il y a retrouvé A"
    if not found and hit.payload["form"] == "received" and sentence.antecedent(hit.start):
        found = sentence.own_places(sentence.start, hit.start)[-1:]  # "a dit à Riga A, reçu par B"
    if not found and hit.payload["form"] in NOUNS:
        before = sentence.places(sentence.clause_start(hit.start), hit.start)[-1:]
        held = [i for i in before if sentence.has_finite_verb(sentence.start, i.start)]
        found = [i for i in held if not _has_verb(sentence, i.end, hit.start)]  # "a eu à Paris un entretien"
    if not found:
        until = max(until, sentence.clause_end(hit.end))
        happening = sentence.source.cues("happenings", hit.end, until)
        found = list(sentence.own_places(happening[0].end, until)) if happening else []
    if not found:
        found = town_of_seat(sentence, sentence.clause_start(hit.start), sentence.clause_end(hit.end))
    heading = [i for i in sentence.places(sentence.start, hit.start) if i.start - sentence.start < _HEADING]
    return found or [i for i in heading if sentence.folded(i.end, i.end + 1) == ","]


def _has_verb(sentence: Sentence, start: int, end: int) -> bool:
    return any(token.pos_ in {"VERB", "AUX"} for token in sentence.source.tokens(start, end))
