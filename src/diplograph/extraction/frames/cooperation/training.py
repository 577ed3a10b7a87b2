"""Training as cooperation: "la formation de pilotes kényans", "des marins chiliens seront formés à Oslo"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import as_principals, keys_of
from diplograph.extraction.frames.common.verbs import is_active, is_verb
from diplograph.extraction.frames.cooperation.assistance import is_language
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.extraction.source import beginning
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import ORGANIZATIONS, EntityType

_SIDES = ORGANIZATIONS | {EntityType.COUNTRY}
_OF = pattern(r" (?:{of}|{for}|{to}|a destination {of}){det}?{word}?$")
_WHOM = pattern(r" (?:{of}|{det}|{word}){1,2}?")
_REACH = 44  # characters from "formation" to those who are trained
_THEIR_REACH = 60  # and from them to their country or body
_FIELD = "education.vocational"
_EDUCATION = "education"


def find_training(sentence: Sentence, hits: list[Hit[Entry]]) -> Iterator[Draft]:
    """Who trains whose people, in the field told beside them, else in vocational education.

    Args:
        hits: nouns ("training") and verbs ("trained") of training in the sentence.
    """
    for hit in hits:
        people = _trainees(sentence, hit)
        if people is None:
            continue
        if any(i.start - people.end in range(5) and is_language(sentence, i) for i in sentence.items):
            continue  # "des professeurs d'| allemand"
        end = hit.start if people.end <= hit.start else sentence.end
        trained = _theirs(sentence, people, end)
        others = _trainers(sentence, hit, trained) if trained else ()
        if hit.payload["form"] == "trains" and not trained:
            yield from _of_the_other(sentence, hit, people)
            continue
        keys = (*others, *(key for key in _states(sentence, trained) if key not in others))
        if others and len(keys) > 1:
            roles = {"party": keys, "sector": (_field(sentence, hit, people),)}
            start, last = min(hit.start, people.start), max(hit.end, trained[-1].end)
            status = status_of(sentence, hit.start, hit.end)
            yield Draft("Cooperation", roles, start, last, hit.payload.rule, status=status, confidence=0.7)


def _of_the_other(sentence: Sentence, hit: Hit[Entry], people: Hit[Entry]) -> Iterator[Draft]:
    """ "L'Estonie forme des magistrats": those of the other country that the text is about."""
    subject = [i for i in sentence.subject(hit.start, kinds=_SIDES) if i.end <= hit.start]
    trainers = as_principals(sentence, keys_of(subject))
    pair = sentence.discourse.implied
    topic = (sentence.discourse.topic,) if sentence.discourse.topic else ()
    homes = {sentence.discourse.nation_of(key) for key in trainers} | set(trainers)
    others = [key for key in pair if key not in homes] if homes & set(pair) else list(topic)
    if len(trainers) == 1 and len(others) == 1 and others[0] not in homes:
        roles = {"party": (*trainers, *others), "sector": (_field(sentence, hit, people),)}
        status = status_of(sentence, hit.start, hit.end)
        end = max(hit.end, people.end)
        yield Draft("Cooperation", roles, hit.start, end, hit.payload.rule, status=status, confidence=0.6)


def _trainees(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry] | None:
    """The word for those who are trained: after the noun, before the verb."""
    if hit.payload["form"] == "trained":
        before = sentence.source.cues("people", sentence.clause_start(hit.start), hit.start)
        free = [p for p in before if not sentence.has_finite_verb(p.end, hit.start)]
        governed = bool(free) and sentence.preposition(free[0]) not in {"", "des"}  # "Des ingénieurs"
        return free[0] if free and not governed else None
    for people in sentence.source.cues("people", hit.end, min(sentence.end, hit.end + _REACH)):
        if hit.payload["form"] == "trains":
            named = any(i.end == hit.start - 1 and i.kind == "name" for i in sentence.items)
            verb = (named or is_verb(sentence, hit)) and is_active(sentence, hit)  # "le CEA | forme"
            return people if verb and _WHOM.fullmatch(sentence.folded(hit.end, people.start)) else None
        return people if _OF.fullmatch(sentence.folded(hit.end, people.start)) else None
    return None


def _theirs(sentence: Sentence, people: Hit[Entry], end: int) -> list[Item]:
    """The country or the body whose people they are: "kényans", "de l'armée de l'air croate", "d'Alta"."""
    low, high = people.end, min(end, people.end + _THEIR_REACH)
    for item in sentence.items:
        if low < item.start < high and item.keys and item.type in _SIDES and len(item.keys) == 1:
            apart = re.search(r"[,;:.]", sentence.folded(low, item.start))
            if apart or sentence.has_finite_verb(low, item.start):
                return []
            if item.kind == "adjective":
                return [] if is_language(sentence, item) else [item]
            if sentence.preposition(item) in members("of"):
                return [item]
    return []


def _trainers(sentence: Sentence, hit: Hit[Entry], trained: list[Item]) -> tuple[str, ...]:
    """Who trains them: told with "par" or as the subject, else the firm of the news, or the other country."""
    theirs = set(keys_of(trained))
    agents = [i for i in sentence.after(hit.end, kinds=_SIDES) if sentence.preposition(i) == "par"]
    subject = agents[:1]
    if not subject and hit.payload["form"] in {"training", "trains"}:
        subject = [i for i in sentence.subject(hit.start, kinds=_SIDES) if i.end <= hit.start]
    if not subject and hit.payload["form"] == "trains":
        return ()
    told = tuple(key for key in as_principals(sentence, keys_of(subject)) if key not in theirs)
    if told:
        return told
    if sentence.discourse.salience.of_firms:  # a firm from elsewhere
        nation_of = sentence.discourse.nation_of
        firm = sentence.discourse.focus.heaviest((), lambda key: nation_of(key) not in {"", *theirs})
        return (firm,) if firm else ()
    pair = sentence.discourse.implied
    theirs |= {_nation(sentence, item) for item in trained}
    return tuple(key for key in pair if key not in theirs) if theirs & set(pair) else ()


def _states(sentence: Sentence, trained: list[Item]) -> tuple[str, ...]:
    """The state whose army or agency they belong to; firms and others stand for themselves."""
    keys = keys_of(trained)
    if trained and trained[0].type is EntityType.PUBLIC_BODY:
        return (_nation(sentence, trained[0]) or keys[0],)
    return keys


def _nation(sentence: Sentence, item: Item) -> str:
    """Whose a body is, by the tables or by its name: "l'armée de l'air croate"; "" when unknown."""
    named = beginning(sentence.source.scan.adjectives, item.start, item.end)
    countries = {key for adjective in named for key in adjective.payload.countries}
    return sentence.discourse.nation_of(item.keys[0]) or (countries.pop() if len(countries) == 1 else "")


def _field(sentence: Sentence, hit: Hit[Entry], people: Hit[Entry]) -> str:
    low, high = min(hit.start, people.start), max(hit.end, people.end + _THEIR_REACH)
    comma = sentence.source.folded.find(",", max(hit.end, people.end), high)
    high = comma if comma >= 0 else high
    # those in names too: "l'armée de l'air croate"
    codes = [s.payload.code for s in beginning(sentence.source.scan.sectors, low, min(high, sentence.end))]
    return next((code for code in codes if not code.startswith(_EDUCATION)), _FIELD)
