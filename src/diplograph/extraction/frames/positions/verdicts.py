"""Verdicts: what somebody calls essential, unacceptable, worrying, or a partner to rely on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.verbs import is_verb
from diplograph.extraction.frames.common.voices import SAYING, Keys, speaker, subject_of
from diplograph.extraction.frames.positions.objects import infinitive_at, object_of_verb
from diplograph.extraction.frames.positions.topics import Topic, target_of, topics
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_STANCES = {"for": "Support", "partner": "Support", "against": "Opposition", "alarm": "Concern"}
_FARTHEST = 170
_LONGEST_NAME = 110  # characters of what is judged
# Between a verb and its verdict, or before a verdict: adverbs, quotation marks, "comme", "de".
_STEP = r"(?:[«\"“] ?|\w+ment |tres |tout a fait |si |plus que |comme |{also})*"
_A_PARTNER = r"(?:l'une? {of}{own}?(?:tous |tout )?|{a}|{own}|{the})"
_AT_ONCE = pattern(rf" ?{_STEP}(?:d'|de )?{_STEP}")
_LEAD = pattern(rf"(?: comme(?: etant)?| de| d'| pour|,? [«\"“])? ?{_A_PARTNER}?{_STEP}$")
_COPULA = pattern(
    r" (?:{is}|(?:reste|restent|restait|demeure|demeurent|constitue|constituent) )"
    rf"{{also}}?{_A_PARTNER}?{_STEP}$"
)
_IN_TRADE = re.compile(r" (?:commercia|economi)")
_OPENING = pattern(r"(?s:.*)(?:[,;:«\"“(] ?| {that}|^ ?)")
_WHICH = pattern(r",? {that}")
_THIS = pattern(r"{edge}{this}$")
_DETERMINER = pattern(r"(?:{a}|{the}|{this})")
_IMPERSONAL = re.compile(
    r"(?:^|[\s'«\"“])(?:il (?:est|etait|sera|reste|demeure)|juge|estime|jugent|estiment|jugeant|estimant) $"
)


def find_verdicts(sentence: Sentence, others: Sequence[Draft]) -> Iterator[Draft]:
    """Verdicts whose author the sentence names: "X juge l'accord inacceptable", "Y est vital, a dit X".

    Args:
        others: what the other frames read in the sentence; praise of what one of them states adds nothing.
    """
    for hit in sentence.words("stance_words"):
        if hit.payload["form"] not in _STANCES:
            continue
        found = _by_judge(sentence, hit) or _by_speaker(sentence, hit)
        if found is None:
            continue
        actors, topic = found
        praise = hit.payload["form"] == "for"
        this = _THIS.search(sentence.folded(topic.start - 8, topic.start))
        if praise and this and sentence.source.begins("cooperation", topic.start, "noun", "weak", "stated"):
            continue  # "ce partenariat est essentiel": whose, the text has told
        if praise and any(topic.start - 4 <= d.start < topic.end and not d.anaphoric for d in others):
            continue
        draft = _draft(sentence, hit, actors, topic)
        if draft is not None:
            yield draft


def _by_judge(sentence: Sentence, hit: Hit[Entry]) -> tuple[Keys, Topic] | None:
    for cue in reversed(
        sentence.source.cues("speech", max(sentence.start, hit.start - _FARTHEST), hit.start)
    ):
        form = cue.payload["form"]
        if form not in SAYING or not is_verb(sentence, cue):
            continue
        between = sentence.folded(cue.end, hit.start)
        if ";" in between:
            return None
        clause = re.match(r"[^«»\"]{0,30}? (?:que |qu'|combien )", between)
        if clause is not None:
            topic = _clause(sentence, cue.end + clause.end(), hit) or _wanted(sentence, hit)
        elif form != "judges":
            continue
        else:
            topic = _object(sentence, cue, hit)
        return (subject_of(sentence, cue.start), topic) if topic else None
    return None


def _object(sentence: Sentence, cue: Hit[Entry], hit: Hit[Entry]) -> Topic | None:
    """ "a jugé « très mauvais » | l'accord", "qualifie | cette décision | d'inacceptable"."""
    if _AT_ONCE.fullmatch(sentence.source.besides("insertions", cue.end, hit.start)):
        after = hit.end
        while sentence.folded(after, after + 1) in {" ", "»", '"', "”"}:
            after += 1
        wanted = _wanted(sentence, hit)
        thing = object_of_verb(sentence, after - 1, "")
        found = next(topics(sentence, thing, light=False), None) if thing else None
        return wanted or found or _taken_up(sentence, cue.start)
    if sentence.has_finite_verb(cue.end, hit.start):
        return None
    thing = object_of_verb(sentence, cue.end, "")
    if thing is None:
        return None
    lead = _LEAD.search(sentence.folded(thing.start, hit.start))
    return _named(sentence, thing.start, thing.start + lead.start(), determined=True) if lead else None


def _taken_up(sentence: Sentence, offset: int) -> Topic | None:
    """ "| Le traité de 2016, que | Riga tient pour nul": what a relative clause says its verdict of."""
    low = max(sentence.start, offset - _FARTHEST)
    which = next(iter(list(_WHICH.finditer(sentence.source.folded, low, offset))[-1:]), None)
    if which is None or sentence.has_finite_verb(which.end(), offset):
        return None
    opening = _OPENING.match(sentence.folded(sentence.start, which.start()))
    start = sentence.start + (opening.end() if opening else 0)
    return _named(sentence, start, which.start())


def _wanted(sentence: Sentence, hit: Hit[Entry]) -> Topic | None:
    """ "il est nécessaire | de réduire les tensions"."""
    if hit.payload["form"] != "for" or not _IMPERSONAL.search(sentence.folded(hit.start - 24, hit.start)):
        return None
    after = hit.end
    while sentence.folded(after, after + 1) in {" ", "»", '"', "”"}:
        after += 1
    thing = object_of_verb(sentence, after, "of")
    if thing is None or infinitive_at(sentence, thing.start) is None:
        return None
    return next(topics(sentence, thing, light=True), None)


def _clause(sentence: Sentence, start: int, hit: Hit[Entry]) -> Topic | None:
    """The subject of "est", "reste" before a verdict, sought after an offset."""
    copula = _COPULA.search(sentence.folded(start, hit.start))
    if copula is None:
        return None
    end = start + copula.start()
    comma = sentence.source.folded.rfind(",", start, end - 1) if sentence.folded(end - 1, end) == "," else -1
    end = comma if comma > start else end  # "le maintien des troupes|, de son côté, est"
    opening = _OPENING.match(sentence.folded(start, end))
    return _named(sentence, start + (opening.end() if opening and opening.end() < end - start else 0), end)


def _by_speaker(sentence: Sentence, hit: Hit[Entry]) -> tuple[Keys, Topic] | None:
    """ "« La stabilité du Niger est essentielle », a déclaré X"; "aux yeux de X"."""
    topic = _clause(sentence, sentence.clause_start(hit.start), hit) or _wanted(sentence, hit)
    if topic is None:
        return None
    actors = speaker(sentence, hit.end)
    return (actors, topic) if actors else None


def _named(sentence: Sentence, start: int, end: int, *, determined: bool = False) -> Topic | None:
    """What a noun phrase between two offsets names; None for pronouns and clauses."""
    determiner = _DETERMINER.match(sentence.source.folded, start, end)
    start = determiner.end() if determiner else start
    token = sentence.source.token_starting(start)
    if token is None or not 3 < end - start <= _LONGEST_NAME or sentence.has_finite_verb(start, end):
        return None
    vague = sentence.source.cues("stance_words", start, end, "vague")
    if vague and (vague[0].start, vague[0].end) == (start, end):
        return None
    named = any(i.start == start and i.kind == "name" for i in sentence.items)
    if token.pos_ == "PRON" or not (determiner or determined or named):
        return None
    return Topic(start, end, sentence.source.quote(start, end).strip(' «»"“”,'))


def _draft(sentence: Sentence, hit: Hit[Entry], actors: Keys, topic: Topic) -> Draft | None:
    target = target_of(sentence, topic)
    people = [i for i in sentence.items if i.type is EntityType.PERSON and topic.start <= i.start < topic.end]
    if not actors or people or (target is not None and target.keys[0] in actors):
        return None
    if hit.payload["form"] == "partner" and (
        target is None or _IN_TRADE.match(sentence.source.folded, hit.end)
    ):
        return None  # "le groupe", "cette filière": whom, only a name tells
    roles: dict[str, Keys] = {"actor": actors, "stance": (_STANCES[hit.payload["form"]],)}
    if target is not None:
        roles["target"] = target.keys
    else:
        roles["topic"] = (topic.text,)
    return Draft(
        "Position",
        roles,
        min(hit.start, topic.start),
        max(topic.end, hit.end),
        hit.payload.rule,
        confidence=0.65,
    )
