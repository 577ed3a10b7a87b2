"""Stances told from their object: "le texte inquiète Riga", "l'idée a suscité la colère d'Oslo"."""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.verbs import is_active, is_verb
from diplograph.extraction.frames.common.voices import Keys
from diplograph.extraction.frames.positions.objects import DETERMINER
from diplograph.extraction.frames.positions.topics import Topic
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import ACTORS, EntityType

_NOUNS = frozenset({"noun", "toward", "drawn"})
# "obtenir" and "avoir" a consent; what one obtains a condemnation of is condemned, and does not condemn.
_DRAWING, _GAINING = ("draws",), ("draws", "gains", "owns")
_HELP = frozenset({EntityType.COMPANY, EntityType.INTERNATIONAL_ORGANIZATION, EntityType.INSTITUTION})
_DRAWN_REACH = 40
_OBJECT_REACH = 40
_SHORTEST, _LONGEST = 4, 140
# Between "a suscité" and "colère": "la vive", "de nombreuses", "des".
_BETWEEN = pattern(r" {of}?{det}?{word}{0,2}")
_GIVEN_BY = pattern(r" {word}{0,2}?(?:{by}|{of}|{to}|chez ){det}?")
_DIRECT = pattern(r" (?:\w+ment |beaucoup |fort |jusqu'a |{also})?{to}?{det}?")
_ON = pattern(r" (?:{to}|{for}|{over}|{into}|contre )")
_PRONOUNS = (members("he", "latter") - {"on"}) | {"cela", "ceci", "ca"}
_LEFT_OUT = pattern(r"^(?:qui |rien |tout |ce |c'|{anyone})")
_AUXILIARY = pattern(r" (?:{clitic}?{has})?(?:[\w-]+ment |{also})?$")
# A circumstance or a word of linking that opens a sentence, up to its comma.
_OPENING = pattern(r"[^,;:.«»]{2,90}, {that}?")
_GOVERNING = frozenset({"ADP", "ADV", "SCONJ", "VERB"})
_REPORTED = pattern(r"[^,;:.«»]{0,60}? {that}(?={definite})")
_ASIDE = re.compile(r",? ?[,–-] [^,;:.«»]{2,60}[,–-]?$")


def reaction(sentence: Sentence, hit: Hit[Entry]) -> tuple[Keys, Topic, Keys] | None:
    """Who takes a stance on the subject of the clause: (actors, topic, target), None where nobody does."""
    form = hit.payload["form"]
    if form == "upsets":
        if not is_verb(sentence, hit) or not is_active(sentence, hit):
            return None
        actors, verb = _whom(sentence, hit), hit.start
    elif form in _NOUNS:
        drawing = _drawing(sentence, hit)
        if drawing is None:
            return None
        actors, verb = _by_whom(sentence, hit), drawing.start
    else:
        return None
    found = _subject(sentence, verb, actors) if actors else None
    if found and form == "drawn" and hit.payload["stance"] == "Support" and _is_actor(sentence, found[0]):
        return None  # "le Sénat a obtenu l'aval de X": for what it wants to do
    return (actors, *found) if found else None


def _is_actor(sentence: Sentence, topic: Topic) -> bool:
    """Whether the whole subject is somebody who acts, no plan or text."""
    ends = {(i.name_start, i.end) for i in sentence.items if i.type in ACTORS and i.keys}
    return any(end == topic.end and low >= topic.start for low, end in ends)


def _drawing(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry] | None:
    """The verb whose object the stance is: "suscite | la colère"."""
    low = max(sentence.start, hit.start - _DRAWN_REACH)
    forms = _GAINING if hit.payload["stance"] == "Support" else _DRAWING
    cues = sentence.source.cues("stance_words", low, hit.start, *forms)
    if not cues or not is_verb(sentence, cues[-1]):
        return None
    between = sentence.source.tokens(cues[-1].end, hit.start)
    if any(token.pos_ in {"VERB", "AUX"} for token in between):
        return None  # "a | redit le soutien": its auxiliary
    return cues[-1] if _BETWEEN.fullmatch(sentence.folded(cues[-1].end, hit.start)) else None


def _by_whom(sentence: Sentence, hit: Hit[Entry]) -> Keys:
    """Whose colère, soutien or aval it is; told right after the noun."""
    for item in sentence.after(hit.end, kinds=ACTORS, until=min(sentence.end, hit.end + _OBJECT_REACH))[:1]:
        if item.type in _HELP and hit.payload["form"] == "toward":
            return ()  # "a l'appui de la Banque X": its money
        if _GIVEN_BY.fullmatch(sentence.folded(hit.end, item.start)):
            if _ON.match(sentence.source.folded, item.end):
                return ()  # "a le soutien de X | pour son projet": on what follows
            return sentence.actors(i for i in sentence.group(item) if i.start >= item.start)
    return ()


def _whom(sentence: Sentence, hit: Hit[Entry]) -> Keys:
    """Whom something worries or pleases: right after the verb, a preposition where the verb has one."""
    for item in sentence.after(hit.end, kinds=ACTORS, until=min(sentence.end, hit.end + _OBJECT_REACH))[:1]:
        to = sentence.preposition(item) in {"a", "au", "aux"}
        if _DIRECT.fullmatch(sentence.folded(hit.end, item.start)) and to == (hit.payload["object"] == "to"):
            return sentence.actors(i for i in sentence.group(item) if i.start >= item.start)
    return ()


def _subject(sentence: Sentence, verb: int, actors: Keys) -> tuple[Topic, Keys] | None:
    """What the verb at an offset has for subject: words of its own, an entity, or what a pronoun takes up."""
    auxiliary = _AUXILIARY.search(sentence.folded(sentence.start, verb))
    end = sentence.start + auxiliary.start() if auxiliary else verb - 1
    start = past_openings(sentence, sentence.clause_start(verb), end)
    while start < end and sentence.source.folded[start] in " «,":
        start += 1
    if _LEFT_OUT.match(sentence.folded(start, end)):
        return None
    if sentence.folded(start, end).strip(" ,") in _PRONOUNS:
        at, text, target = sentence.discourse.stance_topic
        recent = sentence.start - at <= 2 * _LONGEST and (text or target)
        return (Topic(verb, verb, text), target) if recent and not set(target) & set(actors) else None
    determiner = DETERMINER.match(sentence.source.folded, start, end)
    begin = determiner.end() if determiner else start
    end = before_aside(sentence, begin, end)
    named = next((i for i in sentence.items if i.start <= begin and i.end >= end and i.kind == "name"), None)
    if begin == start and named is None:
        return None
    if not _SHORTEST <= end - begin <= _LONGEST or sentence.has_finite_verb(begin, end):
        return None
    if named is not None and (named.type is EntityType.PERSON or set(named.keys) & set(actors)):
        return None
    return Topic(begin, end, sentence.source.quote(begin, end).strip(" ,»«")), ()


def past_openings(sentence: Sentence, start: int, end: int) -> int:
    """Where the subject begins, past what opens the sentence: "À cette occasion, | les sanctions"."""
    for _ in range(2):
        token = sentence.source.token_starting(start)
        opening = _OPENING.match(sentence.source.folded, start, end)
        if opening is None or token is None or token.pos_ not in _GOVERNING:
            break
        start = opening.end()
    reported = _REPORTED.match(sentence.source.folded, start, end)
    if reported and sentence.has_finite_verb(start, reported.end()):
        start = reported.end()
    return start


def before_aside(sentence: Sentence, start: int, end: int) -> int:
    """Where the subject ends, before what commas set off: "les sanctions|, selon la même source,"."""
    comma = sentence.source.folded.find(",", start, end)
    aside = _ASIDE.match(sentence.source.folded, comma, end) if comma > start else None
    return comma if aside and not sentence.source.folded.startswith(", et ", comma) else end
