"""Whose a stance is that a noun names: told after it, by its possessive, or by the verb that voices it."""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.voices import Keys, as_nation, speaker, subject_of, voicing
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import ACTORS, EntityType

_FARTHEST_GIVEN = 24  # from "soutien" to the end of "apporté"
_AGENT = 16  # " par le " and a noun before a name
_POSSESSIVE = re.compile(r"(?:^|[\s(])(leurs?|son|sa|ses|notre|nos|mon|ma|mes) (?:[\w-]+ ){0,2}[«\"“]? ?$")
_OUR_COUNTRY = re.compile(
    r"(?: [\w-]+){0,2} (?:de|du) "
    r"(?:(?:son|leur|notre) (?:pays|gouvernement)|(?:sa|notre) (?:ville|commune|region))\b"
)
_ANOTHER = re.compile(r" et (?:les? |la |l'|une? |des |son |sa )")


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
    word = possessive.group(1)
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
