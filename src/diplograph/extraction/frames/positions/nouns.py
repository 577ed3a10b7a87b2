"""Stances that a noun names: whose they are, and those that tell their object before it."""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.verbs import is_verb
from diplograph.extraction.frames.common.voices import Keys, as_nation, speaker, subject_of, voicing
from diplograph.extraction.frames.positions.objects import DETERMINER, Object, object_in_place, object_of_noun
from diplograph.extraction.frames.positions.topics import Topic
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import ACTORS, EntityType

_FARTHEST_GIVEN = 24  # from "soutien" to the end of "apporté"
_AGENT = 16  # " par le " and a noun before a name
_POSSESSIVE = pattern(r"{edge}({own}){word}{0,2}[«\"“]? ?$")
_OUR_COUNTRY = pattern(r" {word}{0,2}{of}{own}(?:(?:pays|gouvernement)|(?:ville|commune|region))\b")
_ANOTHER = pattern(r" {and}{det}")
_REACH = 110  # characters of "assuré la présidence letonne de leur plein"
_ATTACHED = 70  # characters of "que la diplomatie de Riga " before "attache"
# "| le Kenya | de son plein", "| Ana Duval | du" before "soutien"
_WHOM = pattern(r" (?P<whom>[^,;:.]{3,80}?) (?:de (?:tou(?:t|te|s|tes) )?{definite}|du ){word}{0,3}$")
_OF_AID = pattern(r" {word}{0,2}{of}")
_AID_REACH = 40
_OWN = pattern(r"{edge}{own}{word}?$")


def stance_of_noun(sentence: Sentence, hit: Hit[Entry]) -> tuple[Keys, Object] | None:
    """Whose stance a noun names and where its object begins; None where it names no stance."""
    form = hit.payload["form"]
    if form == "importance":
        verb = voicing(sentence, hit.start)
        if verb is None or _OWN.search(sentence.folded(hit.start - 24, hit.start)):
            return None  # "ont manifesté leur intérêt" is their own
        attached = verb.payload.rule.startswith("speech:[attache")
        thing = object_of_noun(sentence, hit.end, "attached" if attached else form)
        return (subject_of(sentence, verb.start), thing) if thing else None
    lead = hit.payload["object"] or form
    actors, end = owner(sentence, hit)
    if end > hit.end:
        thing = object_of_noun(sentence, end, lead, between=1 if actors else 0)
        return (actors, thing) if thing else None
    thing = object_of_noun(sentence, hit.end, lead)
    if thing is None and hit.payload["stance"] == "Concern" and form == "noun":
        thing = object_of_noun(sentence, hit.end, "after") or object_in_place(sentence, hit.end)
    if form == "toward" and _is_aid(sentence, hit):
        return None  # "un programme de soutien à …": money, no stance
    if thing is None or (form == "call" and _is_addressed(sentence, thing)):
        return None
    actors = holder(sentence, hit)
    if not actors and form == "plea" and voicing(sentence, hit.start) is None:
        actors = subject_of(sentence, hit.start)  # "X et Y poursuivent une mobilisation en faveur de …"
    return actors, thing


def _is_aid(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a noun of support only tells what money or measures are for: "un programme de | soutien à"."""
    aid = sentence.source.cues("word_classes", hit.start - _AID_REACH, hit.start, "aid")
    return any(_OF_AID.fullmatch(sentence.folded(one.end, hit.start)) for one in aid)


def _is_addressed(sentence: Sentence, thing: Object) -> bool:
    """Whether a call goes to somebody, hence is none for anything: "un appel au président"."""
    return any(i.start - 3 <= thing.start < i.end for i in sentence.after(thing.start - 4, kinds=ACTORS))


def owner(sentence: Sentence, hit: Hit[Entry]) -> tuple[Keys, int]:
    """Who the stance that a noun names is said to belong to after it, and where that ends.

    Empty with the noun's own end when nothing says so.
    """
    items = sentence.genitive(hit.end, kinds=ACTORS, reach=50)
    if items and not _ANOTHER.search(sentence.folded(hit.end, items[0].start)):
        return sentence.actors(items), items[-1].end
    given = sentence.source.cues("speech", hit.end, hit.end + _FARTHEST_GIVEN, "voices")
    by = sentence.after(given[-1].end, kinds=ACTORS, until=given[-1].end + _AGENT) if given else []
    if by and sentence.preposition(by[0]) == "par":
        by = [i for i in sentence.group(by[0]) if i.start >= by[0].start]
        return sentence.actors(by), by[-1].end  # "le soutien apporté par X à …"
    own = _OUR_COUNTRY.match(sentence.source.folded, hit.end, sentence.end)
    if own:
        return _countries(sentence, hit, own), own.end()
    adjective = sentence.adjective_after(hit.end)
    if adjective is not None and len(adjective.keys) == 1:
        return adjective.keys, adjective.end
    return (), hit.end


def _countries(sentence: Sentence, hit: Hit[Entry], own: re.Match[str]) -> Keys:
    """ "de son pays": the country of whoever speaks of it."""
    verb = voicing(sentence, hit.start)
    subject = [i for i in sentence.subject(verb.start if verb else hit.start) if i.end <= hit.start]
    if own.group().endswith(("ville", "commune", "region")):
        places = [sentence.discourse.principal(i.keys[0]) for i in subject if len(i.keys) == 1]
        return tuple(key for key in places[:1] if key.startswith(("city/", "region/")))
    found = [i.country for i in subject if i.type is EntityType.PERSON and len(i.keys) == 1]
    return (found[0],) if len(found) == 1 and found[0] and "leur" not in own.group() else ()


def holder(sentence: Sentence, hit: Hit[Entry]) -> Keys:
    """Whose the stance is that a noun names, by its possessive or by the verb that voices it."""
    verb = voicing(sentence, hit.start)
    possessive = _POSSESSIVE.search(sentence.folded(max(sentence.start, hit.start - 40), hit.start))
    if possessive is None:
        return subject_of(sentence, verb.start) if verb else ()
    word = possessive.group(1).rstrip()
    if word[0] in "nm":
        keys = speaker(sentence, hit.start)
        keys = keys if word.startswith("m") else as_nation(sentence, keys)
        return keys or _country_of_voice(sentence, verb)
    agents = [
        i
        for i in sentence.before(hit.start, kinds=ACTORS)[:1]
        if word[0] == "s" and sentence.preposition(i) == "par"
    ]
    if agents and sentence.folded(agents[0].end, hit.start).startswith(f" et {word} "):
        return sentence.actors(agents)  # "les réformes lancées par X et son engagement pour …"
    keys = subject_of(sentence, verb.start) if verb else ()
    if not keys and not verb:
        nearest = [i for i in sentence.before(hit.start, kinds=ACTORS) if i.kind != "adjective"]
        keys = sentence.actors(sentence.group(nearest[0])) if nearest else ()
    return (_several(sentence, hit) or keys) if word.startswith("leur") and len(keys) < 2 else keys


def _country_of_voice(sentence: Sentence, verb: Hit[Entry] | None) -> Keys:
    """ "Il a réitéré notre soutien": the country of whoever does."""
    items = [i for i in sentence.subject(verb.start) if i.end <= verb.start] if verb else []
    return (items[0].country,) if len(items) == 1 and items[0].country else ()


def _several(sentence: Sentence, hit: Hit[Entry]) -> Keys:
    for item in sentence.before(hit.start, kinds=ACTORS):
        keys = sentence.actors(sentence.group(item))
        if len(keys) > 1:
            return keys
    return ()


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
