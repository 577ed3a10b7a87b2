"""Stances whose object stands before their noun: "assure A de son appui", "le prix qu'il attache à B"."""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.verbs import is_verb
from diplograph.extraction.frames.common.voices import Keys, subject_of
from diplograph.extraction.frames.positions.objects import DETERMINER, Object, object_of_noun
from diplograph.extraction.frames.positions.owners import owner
from diplograph.extraction.frames.positions.topics import Topic
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType

_REACH = 110  # characters of "assuré la présidence letonne de leur plein"
_ATTACHED = 70  # characters of "que la diplomatie de Riga " before "attache"
# "| le Kenya | de son plein", "| Ana Duval | du" before "soutien"
_WHOM = re.compile(
    r" (?P<whom>[^,;:.]{3,80}?) (?:(?:de (?:son|sa|leur|notre|tout son|tout leur|la|l')|du|de l'|de la) ?)"
    r"(?:[\w-]+ ){0,3}$"
)


def assured(sentence: Sentence, hit: Hit[Entry]) -> tuple[Keys, Topic | None, Keys] | None:
    """Who assures whom of a support that has no other object: "X a assuré l'Ukraine de son soutien".

    Returns:
        (actors, topic, target): a person assured stands for his country; None where nobody is assured.
    """
    low = max(sentence.start, hit.start - _REACH)
    for cue in reversed(sentence.source.cues("speech", low, hit.start, "stresses")):
        if not sentence.folded(cue.start, cue.end).startswith("assur") or not is_verb(sentence, cue):
            continue
        whom = _WHOM.fullmatch(sentence.folded(cue.end, hit.start))
        if whom is None or sentence.has_finite_verb(cue.end, hit.start):
            return None
        start, end = cue.end + whom.start("whom"), cue.end + whom.end("whom")
        actors = owner(sentence, hit)[0] or subject_of(sentence, cue.start)
        determiner = DETERMINER.match(sentence.source.folded, start, end)
        begin = determiner.end() if determiner else start
        named = [i for i in sentence.items if start <= i.start and i.end <= end and len(i.keys) == 1]
        whole = next((i for i in named if i.end == end and i.kind != "adjective"), None)
        if whole is not None and whole.type is EntityType.PERSON:
            country = whole.country or sentence.discourse.country_of(whole.keys[0])
            return (actors, None, (country,)) if country and actors else None
        if whole is not None and whole.type is EntityType.COUNTRY and whole.kind == "name":
            return (actors, None, whole.keys) if whole.keys[0] not in actors else None
        return (actors, Topic(begin, end, sentence.source.quote(begin, end)), ()) if named else None
    return None


def attached(sentence: Sentence, hit: Hit[Entry]) -> tuple[Keys, Object] | None:
    """ "l'importance que | la Suède attache à la liberté de navigation"."""
    high = min(sentence.end, hit.end + _ATTACHED)
    for cue in sentence.source.cues("speech", hit.end, high, "voices"):
        if cue.payload.rule.startswith("speech:[attache"):
            thing = object_of_noun(sentence, cue.end, "attached")
            subject = [i for i in sentence.subject(cue.start) if hit.end <= i.start]
            return (sentence.actors(subject), thing) if thing and subject else None
    return None
