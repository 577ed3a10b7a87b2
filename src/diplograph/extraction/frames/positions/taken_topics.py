"""Stances on what a pronoun stands for: "Riga s'y oppose", "la loi, que Riga réprouve", "Oslo le défend"."""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.verbs import is_active, is_verb
from diplograph.extraction.frames.common.voices import Keys, subject_of
from diplograph.extraction.frames.positions.objects import DETERMINER, object_of_verb
from diplograph.extraction.frames.positions.topics import Topic
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import ACTORS

_FARTHEST = 420  # characters back to what a pronoun takes up
_LEAD = 60  # characters between a relative pronoun and its verb
_LONGEST = 110
_SHORTEST = 4
_AUXILIARY = r"(?:(?:n')?{has}(?:{not}|toujours )?(?:cesse de )?)?"
_ADVERBS = r"(?:\w+ment |{also}|d'ailleurs |vite |aussitot )*"
_CLITIC = pattern(rf"{{edge}}(?:ne )?{{the}}{_AUXILIARY}{_ADVERBS}$")
# What brings in a relative clause, by what governs the object of its verb.
_RELATIVES = {
    "": pattern(r",? {that}"),
    "to": re.compile(r",? (?:a laquelle|auquel|auxquels|auxquelles) "),
    "of": re.compile(r",? dont "),
    "over": re.compile(r",? dont "),
    "for": re.compile(r",? pour (?:lequel|laquelle|lesquels|lesquelles) "),
    "against": re.compile(r",? contre (?:lequel|laquelle|lesquels|lesquelles) "),
}
_NO_NOUN = re.compile(
    r"(?:^|[\s,(])(?:ce|tel|telle|alors|tandis|bien|parce|afin|lors|ainsi|plus|moins|seul)$"
)
_FRONTED = pattern(r"[^\w]*(?:{over}|{of}){the}?(?P<topic>[^,;:»]{4,100}?)(?: {that}[^,;:]{4,80}?)?, ")
_OPENED = pattern(r"(?s:.*)(?:[,;:«\"“(–—] ?| {that}|^ ?)")
_PREPOSITION = pattern(
    r"(?:{at}|{with}|{for}|{by}|{of}|{over}|{and}|{but}|depuis |contre |apres |avant |malgre |lors {of})"
)


def retaken(sentence: Sentence, hit: Hit[Entry]) -> tuple[Keys, Topic, Keys] | None:
    """Who takes the stance, on what: by an idiom, a pronoun before the verb or a relative clause.

    Returns:
        (actors, topic, target), topic empty where a target is meant; None where the words tell none.
    """
    form = hit.payload["form"]
    if form == "taken":
        against = object_of_verb(sentence, hit.end, "against")
        return None if against else _of_pronoun(sentence, hit, _verb_of(sentence, hit))
    if form == "disposed":
        return _of_relative(sentence, hit)
    if form not in {"verb", "courtesy", "warning"} or not is_verb(sentence, hit):
        return None
    if not hit.payload["object"] and form != "warning":
        before = sentence.folded(max(sentence.start, hit.start - 48), hit.start)
        if _CLITIC.search(before) and is_active(sentence, hit) and _is_alone(sentence, hit):
            return _of_pronoun(sentence, hit, hit.start)
    return _of_relative(sentence, hit)


def _is_alone(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether no object follows the verb: not "l'a soutenu que", "le refuse à B"."""
    return object_of_verb(sentence, hit.end, "") is None


def _verb_of(sentence: Sentence, hit: Hit[Entry]) -> int:
    """Where the word stands within an idiom that has the subject: "n'y est pas | favorable"."""
    tokens = sentence.source.tokens(hit.start, hit.end)
    for token in tokens:
        if any(child.dep_.startswith("nsubj") for child in token.children):
            return token.idx
    verbs = [token.idx for token in tokens if token.pos_ in {"VERB", "AUX", "ADJ"}]
    return verbs[-1] if verbs else hit.start


def _of_pronoun(sentence: Sentence, hit: Hit[Entry], verb: int) -> tuple[Keys, Topic, Keys] | None:
    actors = subject_of(sentence, verb)
    fronted = _FRONTED.match(sentence.source.folded, sentence.start, hit.start)
    if fronted is not None:
        start, end = fronted.span("topic")
        return actors, Topic(start, end, sentence.source.quote(start, end)), ()
    at, text, target = sentence.discourse.stance_topic
    if not (text or target) or sentence.start - at > _FARTHEST or set(target) & set(actors):
        return None
    return (actors, Topic(hit.start, hit.end, text), target) if actors else None


def _of_relative(sentence: Sentence, hit: Hit[Entry]) -> tuple[Keys, Topic, Keys] | None:
    """ "l'offensive, qu'Oslo | a condamnée", "une base que | redoute Ana Duval"."""
    pattern = _RELATIVES.get("against" if hit.payload["form"] == "warning" else hit.payload["object"])
    low = max(sentence.start, hit.start - _LEAD)
    which = list(pattern.finditer(sentence.source.folded, low, hit.start)) if pattern else []
    if not which:
        return None
    lead = which[-1]
    if _NO_NOUN.search(sentence.folded(sentence.start, lead.start())):
        return None
    if sentence.has_finite_verb(lead.end(), hit.start) and not _is_auxiliary(sentence, lead.end(), hit):
        return None
    if pattern is _RELATIVES[""] and (not is_active(sentence, hit) or not _ends(sentence, hit)):
        return None
    if pattern is _RELATIVES["of"] and not _ends(sentence, hit):
        return None
    topic = _antecedent(sentence, lead.start())
    actors = _of_clause(sentence, hit, lead.end())
    return (actors, topic, ()) if topic and actors else None


def _is_auxiliary(sentence: Sentence, start: int, hit: Hit[Entry]) -> bool:
    """Whether the finite word before a verb is its own: "que X | n'a cessé de | déplorer", "a condamnée"."""
    finite = [t for t in sentence.source.tokens(start, hit.start) if "Fin" in t.morph.get("VerbForm", [])]
    return len(finite) == 1 and hit.start - finite[0].idx < 16


def _ends(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether the verb has no object behind it: "qu'Oslo réprouve.", "que redoute | Ana Duval"."""
    thing = object_of_verb(sentence, hit.end, "")
    return thing is None or any(i.start <= thing.start < i.end for i in sentence.after(hit.end, kinds=ACTORS))


def _of_clause(sentence: Sentence, hit: Hit[Entry], start: int) -> Keys:
    """The subject of a relative clause, before its verb or right after it."""
    behind = [i for i in sentence.right_after(hit.end, kinds=ACTORS) if not sentence.preposition(i)]
    if behind and not any(
        start <= i.start < hit.start
        for i in sentence.before(hit.start, kinds=ACTORS)
        if i.kind != "adjective"
    ):
        return sentence.actors(sentence.group(behind[0]))
    inside = [
        i
        for i in sentence.before(hit.start, kinds=ACTORS)
        if start <= i.start and not sentence.preposition(i)
    ]
    return sentence.actors(sentence.group(inside[0])) if inside else ()


def _antecedent(sentence: Sentence, end: int) -> Topic | None:
    """The noun phrase that ends where a relative clause begins."""
    low = max(sentence.start, end - _LONGEST)
    opened = _OPENED.match(sentence.folded(low, end))
    start = low + (opened.end() if opened else 0)
    verbs = [
        t
        for t in sentence.source.tokens(start, end)
        if t.pos_ in {"VERB", "AUX"} and "Fin" in t.morph.get("VerbForm", [])
    ]
    if verbs:
        last = verbs[-1]
        following = sentence.source.tokens(last.idx + len(last), end)[:1]
        past = following and "Part" in following[0].morph.get("VerbForm", [])
        last = following[0] if past else last
        start = last.idx + len(last) + 1
    if start >= end:
        return None
    preposition = _PREPOSITION.match(sentence.source.folded, start, end)
    start = preposition.end() if preposition is not None else start
    determiner = DETERMINER.match(sentence.source.folded, start, end)
    if determiner is None or determiner.end() == start:
        return None
    start = determiner.end()
    text = sentence.source.quote(start, end).strip(' «»"“”,')
    named = any(i.start == start and i.end >= end - 1 and i.type in ACTORS for i in sentence.items)
    return Topic(start, end, text) if end - start >= _SHORTEST and not named else None
