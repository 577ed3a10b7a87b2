"""Whether what a stance is on is told already: a cooperation, a visit, a meeting that another fact states."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import as_principals
from diplograph.extraction.frames.common.voices import Keys
from diplograph.extraction.frames.positions.objects import infinitive_at
from diplograph.extraction.frames.positions.topics import Topic, target_of
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern

_CAPTURED = ("cooperation", "visits", "meetings")
# "dans l'est du pays" is no visit, "mise en œuvre" no work with anybody
_STATES = frozenset(
    {
        "be",
        "led",
        "welcomed",
        "with",
        "helps",
        "help",
        "doing",
        "stated",
        "together",
        "fields",
        "things",
        "none",
        "partner",
        "training",
        "trained",
    }
)
_BY = pattern(r" (?:{by}|grace {to}|au moyen {of}|contre ){det}?$")  # a means
_OF_NOUN = pattern(r"[a-z] (?:de |d')$")  # "le plan de | retour" is a plan, "le retour du | …" none
_ASKING = frozenset({"to", "of", "for"})
_TALK = frozenset({"politics", "security"})  # sectors that "dialogue", "concertation" imply
_HEAD_REACH = 46
_CARRIED_REACH = 60
_OF_CLAUSE = re.compile(
    r"(?<!ainsi)(?<!tels)(?<!telles) (?:que |qu'|qui )"
)  # "les efforts qu'il fait pour la coopération"
_SHORTEST = 4


def _is_of_others(sentence: Sentence, draft: Draft, actors: Keys) -> bool:
    """Whether a cooperation is one of others than those who take a stance on it."""
    if draft.type != "Cooperation":
        return False
    own = {*actors, *as_principals(sentence, actors)}
    return len(draft.get("party")) > 1 and not own & set(map(str, draft.get("party")))


def is_carried(
    sentence: Sentence, hit: Hit[Entry], topic: Topic, others: Sequence[Draft], actors: Keys
) -> bool:
    """Whether the object is itself a cooperation, a visit, a meeting… that another fact states."""
    if any(d.type == "Invitation" and hit.start <= d.start < topic.end for d in others):
        return True  # "a décliné | l'invitation de A"
    if hit.payload["stance"] != "Support":
        return False  # whoever deplores a visit says more than that it takes place
    courtesy = hit.payload["form"] == "courtesy"
    importance = hit.payload["form"] == "importance"
    if not courtesy and not importance:  # "son soutien au dialogue que mènent A et B"
        others = [draft for draft in others if not _is_of_others(sentence, draft, actors)]
    clause = _OF_CLAUSE.search(sentence.source.folded, topic.start, topic.end)
    head_end = clause.start() if clause else topic.end
    for draft in others:
        if draft.start > head_end:
            continue
        if draft.type in {
            "Cooperation",
            "Visit",
            "Meeting",
            "Presence",
        } and topic.start - 4 <= draft.start < min(topic.start + _CARRIED_REACH, topic.end):
            return True
        if courtesy and not draft.anaphoric and topic.start - 4 <= draft.start < topic.end:
            return True
        if importance and draft.name and abs(draft.start - topic.start) < _SHORTEST:
            return True  # "l'importance du traité de 2008"
    texts = sentence.source.cues("agreements", topic.start, topic.end) if importance else []
    if texts and texts[0].start - topic.start < 2 and target_of(sentence, topic) is None:
        return True  # "l'importance de ces accords"
    reach = min(topic.start + _HEAD_REACH, head_end)
    if hit.payload["form"] == "claim" or hit.payload["object"] in _ASKING:
        return False  # "appelle à la reprise des négociations" asks for what is not yet
    heads = [
        h
        for table in _CAPTURED
        for h in sentence.source.cues(table, topic.start, reach)
        if h.payload["form"] not in _STATES
        and not _is_bare_talk(sentence, h)
        and not sentence.source.begins("word_classes", h.start, "negotiation")
        and not _BY.search(sentence.folded(topic.start, h.start))
        and not (table == "visits" and _OF_NOUN.search(sentence.folded(topic.start, h.start)))
    ]
    again = [
        h for h in sentence.source.cues("presuppositions", topic.start, reach) if h.start - topic.start < 2
    ]
    active = bool(again) or infinitive_at(sentence, topic.start) is not None
    return any(active or h.payload["form"] != "weak" for h in heads)


def is_help(draft: Draft, hit: Hit[Entry]) -> bool:
    """Whether a noun of support tells a cooperation: "un soutien technique à X dans le domaine de l'eau"."""
    return draft.type == "Cooperation" and draft.start == hit.start


def _is_bare_talk(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a stance is on dialogue as such: "son attachement au dialogue"."""
    return hit.payload.get("sector") in _TALK and " " not in sentence.folded(hit.start, hit.end)
