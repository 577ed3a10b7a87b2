"""Positions: who supports, opposes or is concerned about what; one per coordinated topic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.verbs import is_active, is_verb
from diplograph.extraction.frames.common.voices import Keys, subject_of
from diplograph.extraction.frames.positions.governed import (
    begins,
    is_infinitive,
    is_meant,
    is_merit,
    object_of,
)
from diplograph.extraction.frames.positions.nouns import assured, attached, stance_of_noun
from diplograph.extraction.frames.positions.objects import (
    Object,
    infinitive_at,
    object_of_verb,
)
from diplograph.extraction.frames.positions.reactions import before_aside, past_openings, reaction
from diplograph.extraction.frames.positions.taken_topics import retaken
from diplograph.extraction.frames.positions.told_already import is_carried, is_help
from diplograph.extraction.frames.positions.topics import Topic, target_of, topics
from diplograph.extraction.frames.positions.verdicts import find_verdicts
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import ACTORS, Status

_REGRETS = ("regrett", "deplor")
_EXCLUDES = ("exclu", "ecart")
_TERSE = frozenset({"faire", "etre", "avoir", "prendre", "mettre", "donner"})
_EFFORTS = pattern(
    r"[a-z]+(?:er|re|ir) (?:tous )?(?:{det}|d')efforts(?: (?:necessaires|possibles)(?: aux .*)?)?"
)
_CLITIC = pattern(r"{edge}(?:l[ea] |les |l')$")
_COUNT = pattern(r"{number}")
_UNCERTAIN = frozenset({Status.POSSIBLE, Status.PLANNED})
_SHORTEST = 4
_FUNDING_REACH = 24  # characters of " à hauteur de", " par une subvention"
_SOME_WORDS = 24
_VERDICT_REACH = 90
_TOLD_APART = frozenset({"taken", "upsets", "drawn"})  # no object stands behind them
_NOUNS = frozenset({"noun", "toward", "plea", "call", "importance"})
# "est", "se dit", "s'est déclaré", "reste" before an adjective; a comma or nothing before an apposed one.
_JUST = pattern(r" {word}{0,2}(?:[«\"“] ?)?$")
_IS = pattern(r"{edge}{is}{word}{0,2}(?:[«\"“] ?)?$")
_LINK_REACH = 40
_APPOSED = pattern(r"(?:^|, )(?:\w+ment |tres |fort |plus |toujours |deja )?$")
# "la position du Pérou sur X ainsi que | le soutien à Y": a second noun without owner is the first one's
_JOINED = pattern(r",? {and}{definite}(?:\w+ )?$")
_PASSIVE = pattern(r" (?:{has}{word}{0,3}ete {word}?|{is}{word}{0,2})$")
_ARTICLE = pattern(r"\s*{definite}")
_WITHIN = re.compile(r"(?:[a-z] |[ld]')$")
_BY = pattern(r" {by}")
# "ne peut accepter", "n'a pas caché son hostilité": the negation belongs to the stance
_NEGATIVE = re.compile(
    r"(?:pas|jamais) (?:cache|dissimule|fait mystere)|(?:cache|cachent|dissimule|fait) pas "
)


def find_positions(sentence: Sentence, others: Sequence[Draft]) -> Iterator[Draft]:
    """Stances that one sentence states, where no other fact carries their object.

    Args:
        others: what the other frames read in the sentence; a stance on what one of them states is left out.
    """
    taken = sentence.start
    before: Keys = ()
    for hit in sentence.words("positions"):
        if hit.start < taken or _is_in_name(sentence, hit):
            continue
        if hit.payload["form"] == "passive":
            yield from _passive(sentence, hit, hit.end)
            continue
        if sentence.folded(hit.start, hit.end).startswith(_EXCLUDES) and _is_not(sentence, hit):
            continue  # "n'exclut pas de venir" is no stance
        told = retaken(sentence, hit) or reaction(sentence, hit)
        if told is not None:
            yield _draft(sentence, hit, *told)
        if told is not None or hit.payload["form"] in _TOLD_APART:
            continue
        found = _read(sentence, hit)
        given = assured(sentence, hit) if found is None and hit.payload["form"] == "toward" else None
        if given is not None:
            yield _draft(sentence, hit, given[0], given[1] or Topic(hit.start, hit.end, ""), given[2])
            continue
        if found is None:
            passive = _agent(sentence, hit)
            if passive:
                yield from _passive(sentence, hit, passive)
            continue
        actors, thing = found
        joined = hit.payload["form"] in _NOUNS and _JOINED.search(sentence.folded(hit.start - 24, hit.start))
        actors = before if joined and before else actors
        before = actors if hit.payload["form"] in _NOUNS else ()
        if (
            not actors
            or _is_club(sentence, hit, actors)
            or any(is_help(draft, hit) or _is_joining(sentence, draft, hit) for draft in others)
        ):
            continue
        parts = list(topics(sentence, thing, light=hit.payload["stance"] == "Support"))
        taken = max([taken, *(topic.end for topic in parts)])
        if hit.payload["stance"] == "Support" and parts and _is_funding(sentence, parts[0], parts[-1]):
            continue
        for topic in parts:
            if hit.payload["form"] == "blaming":
                topic = _blamed(sentence, topic)
                if target_of(sentence, topic) is None:
                    continue  # "accuse un retard": whom, only a name tells
            if _is_of_person(sentence, hit, topic) or _is_vague(
                sentence, topic, actors, alone=len(parts) == 1
            ):
                continue
            if not is_carried(sentence, hit, topic, others, actors):
                yield _draft(sentence, hit, actors, topic)
    yield from find_verdicts(sentence, others)


def _blamed(sentence: Sentence, topic: Topic) -> Topic:
    """Whom one accuses, without what of: "accuse l'Irak | de complicité"."""
    named = next((i for i in sentence.items if i.start == topic.start and i.kind == "name"), None)
    if named is None or not sentence.folded(named.end, named.end + 4).startswith((" de ", " d'", " du ")):
        return topic
    return Topic(named.start, named.end, sentence.source.quote(named.start, named.end))


def _is_club(sentence: Sentence, hit: Hit[Entry], actors: Keys) -> bool:
    """Whether a firm only becomes a member: "la société adhère à un réseau"."""
    joins = sentence.folded(hit.start, hit.end).startswith("adher")
    return joins and all(key.startswith("company/") for key in actors)


def _is_not(sentence: Sentence, hit: Hit[Entry]) -> bool:
    return _status(sentence, hit) is Status.DENIED


def _is_joining(sentence: Sentence, draft: Draft, hit: Hit[Entry]) -> bool:
    """Whether a verb tells a membership: "la Gambie adhère à l'OIF" is no stance on it."""
    told = draft.type == "Membership" and draft.start <= hit.start < draft.end
    return told and bool(sentence.source.words("memberships", hit.start, hit.start + 1))


def _is_in_name(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a noun is part of a name by its capital: "l'Appel de Paris pour les pôles"."""
    written = sentence.source.text[hit.start : hit.start + 2]
    before = sentence.folded(hit.start - 2, hit.start)
    inside = hit.payload["form"] in _NOUNS and _WITHIN.search(before) is not None
    return inside and written[:1].isupper() and written[1:].islower()


def _read(sentence: Sentence, hit: Hit[Entry]) -> tuple[Keys, Object] | None:
    form = hit.payload["form"]
    if form == "held":
        return attached(sentence, hit)
    if form in _NOUNS:
        return stance_of_noun(sentence, hit)
    if form == "disposed":
        before = sentence.folded(max(sentence.start, hit.start - 40), hit.start)
        thing = object_of_verb(sentence, hit.end, hit.payload["object"])
        if thing is None or not (_is_linked(sentence, hit) or _APPOSED.search(before)):
            return None
        return subject_of(sentence, hit.start), thing
    if not is_verb(sentence, hit) or not is_active(sentence, hit):
        return None
    thing = object_of(sentence, hit)
    if thing is None or (is_infinitive(sentence, hit) and not is_meant(sentence, hit)):
        return None
    if thing.clause and hit.payload["stance"] == "Concern" and not _is_regret(sentence, hit):
        return None  # "craint que la saison soit courte": a guess
    if form == "courtesy" and not is_merit(sentence, thing):
        return None
    if form == "claim" and not begins(sentence, thing, "goal"):
        return None
    if sentence.source.cues("stance_words", hit.end, min(sentence.end, hit.end + _VERDICT_REACH), "sentence"):
        return None  # "a condamné X à une amende": a court's doing
    return subject_of(sentence, hit.start), thing


def _is_linked(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a verb that says how somebody is stands before an adjective: "se dit | favorable"."""
    low = max(sentence.start, hit.start - _LINK_REACH)
    links = sentence.source.cues("word_classes", low, hit.start, "declares")
    links += sentence.source.cues("linking_verbs", low, hit.start, "being", "become")
    told = [_JUST.fullmatch(sentence.folded(link.end, hit.start)) for link in links]
    return any(told) or _IS.search(sentence.folded(low, hit.start)) is not None


def _is_regret(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a verb deplores what is so, or worries over it, rather than guesses what may be."""
    return bool(hit.payload["object"]) or sentence.folded(hit.start, hit.end).startswith(_REGRETS)


def _is_vague(sentence: Sentence, topic: Topic, actors: Keys, *, alone: bool) -> bool:
    """Whether a topic says nothing by itself: "de faire", "au renforcement | et à …", the actor."""
    target = target_of(sentence, topic)
    if target is not None and target.keys[0] in actors:
        return True
    manner = sentence.source.cues(
        "stance_words", topic.start - 3, topic.start + _SOME_WORDS, "manner", "funding"
    )
    if any(cue.start <= topic.start for cue in manner):
        return True  # "un soutien à hauteur de 3 millions"
    if _is_taken_up(sentence, topic) or _is_uncertain_whole(sentence, topic):
        return True
    if _EFFORTS.fullmatch(sentence.folded(topic.start, topic.end)):
        return True  # what they are for is another fact
    cues = [] if alone else sentence.source.cues("presuppositions", topic.start, topic.end)
    bare = bool(cues) and (cues[0].start, cues[0].end) == (topic.start, topic.end)
    return bare or topic.end - topic.start < _SHORTEST or topic.text in _TERSE


def _is_funding(sentence: Sentence, first: Topic, last: Topic) -> bool:
    """Whether support is money: "soutient le projet | à hauteur de 3 millions", "… | par un prêt de …"."""
    return bool(sentence.source.cues("stance_words", first.start - 3, last.end + _FUNDING_REACH, "funding"))


def _is_of_person(sentence: Sentence, hit: Hit[Entry], topic: Topic) -> bool:
    """Whether one only asks a favour for oneself or another: "l'a prié de | l'accompagner à la tribune"."""
    verb = infinitive_at(sentence, topic.start) if hit.payload["form"] == "urging" else None
    if verb is None or not _CLITIC.search(sentence.folded(verb.idx - 5, verb.idx)):
        return False
    return not any(
        "Inf" in token.morph.get("VerbForm", [])
        for token in sentence.source.tokens(verb.idx + len(verb), topic.end)
    )


def _is_taken_up(sentence: Sentence, topic: Topic) -> bool:
    """Whether an infinitive's object is only a pronoun: "sa volonté de la | renforcer davantage"."""
    verb = infinitive_at(sentence, topic.start)
    if verb is None or not _CLITIC.search(sentence.folded(topic.start - 5, verb.idx)):
        return False
    return all(token.pos_ == "ADV" for token in sentence.source.tokens(verb.idx + len(verb), topic.end))


def _is_uncertain_whole(sentence: Sentence, topic: Topic) -> bool:
    """Whether a topic is "trois pays" and nothing more: which, the text has not made clear."""
    count = _COUNT.match(sentence.source.folded, topic.start, topic.end)
    start = count.end() if count else topic.end
    wholes = sentence.source.cues("stance_words", start, topic.end, "whole")
    return any((whole.start, whole.end) == (start, topic.end) for whole in wholes)


def _agent(sentence: Sentence, hit: Hit[Entry]) -> int:
    """Where "par" ends that gives a participle its agent: "a été condamnée par X"; 0 for none."""
    if hit.payload["form"] not in {"verb", "courtesy"} or hit.payload["object"]:
        return 0
    by = _BY.match(sentence.source.folded, hit.end, sentence.end)
    return by.end() - 1 if by else 0


def _passive(sentence: Sentence, hit: Hit[Entry], offset: int) -> Iterator[Draft]:
    """ "La position de X a été saluée par Y": the subject is the object."""
    agents = [i for i in sentence.after(offset, kinds=ACTORS, until=offset + 40) if i.start - offset < 8]
    verb = _PASSIVE.search(sentence.folded(sentence.start, hit.start))
    if not agents or verb is None:
        return
    end = sentence.start + verb.start()
    start = past_openings(sentence, sentence.clause_start(hit.start), end)
    article = _ARTICLE.match(sentence.source.folded, start, end)
    start = article.end() if article else start
    end = before_aside(sentence, start, end)
    if end - start >= _SHORTEST:
        topic = Topic(start, end, sentence.source.quote(start, end))
        yield _draft(sentence, hit, sentence.actors(agents), topic)


def _draft(sentence: Sentence, hit: Hit[Entry], actors: Keys, topic: Topic, thing: Keys = ()) -> Draft:
    roles: dict[str, Keys] = {"actor": actors, "stance": (hit.payload["stance"],)}
    target = None if thing else target_of(sentence, topic)
    if thing or target is not None:
        roles["target"] = thing or (target.keys if target else ())
    else:
        roles["topic"] = (topic.text,)
    sentence.discourse.stance_topic = (sentence.start, topic.text, roles.get("target", ()))
    return Draft(
        "Position",
        roles,
        min(hit.start, topic.start),
        max(topic.end, hit.end),
        hit.payload.rule,
        status=_status(sentence, hit),
        confidence=0.7,
    )


def _status(sentence: Sentence, hit: Hit[Entry]) -> Status:
    """A stance is held or denied; some of its own words are negative: "ne peut accepter"."""
    negative = hit.payload.pattern.startswith(("[ne ", "[n'"))
    before = sentence.folded(max(sentence.start, hit.start - 60), hit.start)
    if negative or _NEGATIVE.search(before):
        return Status.ACTUAL
    return status_of(sentence, hit.start, hit.end, ignore=_UNCERTAIN)
