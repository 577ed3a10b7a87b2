"""Whether the text says that a thing is, will be, may be or is not: cues near by, and the verb's own form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH_BEFORE = 70
_REACH_AFTER = 45
_LONGEST_TEXT = 24  # characters of "lettre de manifestation d'" before its last word
_STRENGTH = {Status.DENIED: 3, Status.POSSIBLE: 2, Status.PLANNED: 1, Status.ACTUAL: 0}
_NE, _PAS = frozenset({"ne", "n'", "n’"}), frozenset({"pas", "plus", "jamais", "nullement"})
_OTHER_CLAUSE = pattern(r",| (?:si |{which}|{but}|comme |seule?s? )")
_NEXT = pattern(r" ?(?:{det}|{word})?")
_HARM = "harm"
_HIGHEST = 4  # steps from a number to the verb
_FUTURE = re.compile(r"r(?:ai|as|a|ons|ez|ont)$")  # the model also calls "fournit" a future
_PLURAL_FUTURE = re.compile(r"\wront$")
_MISTAKEN = re.compile(r"[eid]r(?:a|ont)$")  # and "construira" a participle, which no participle ends like
# By their endings, for the parser takes every second conditional for an imperfect or a future.
_CONDITIONAL = re.compile(
    r"(?:er|ir|dr|uir|clur|mettr|battr|[aî]tr|devr|cevr|suivr|vivr|ourr|err|aur)ai(?:t|ent)$"
)
_IMPERFECT = re.compile(
    r"(?:^(?:re|at|é|sou)?tir|[dé]sir|spir|[ad]mir|vir|chir|[cg]adr|gendr|nterr|serr)ai(?:t|ent)$"
)
_REPORTED = 120  # characters from "a annoncé que" to its verb
# "une visite [officielle] de", not "la visite au cours de laquelle"
_COMPLEMENT = pattern(
    r" {word}{0,2}(?:{of}|{with}|dans )(?:(?!{for}|{by}|apres |quel|laquel)[^,;:. ]+ ){0,8}(?:[ld]')?$"
)
_ANOTHER_CLAUSE = pattern(
    r"[;:.]|, (?:{and}|{but}|alors |apres |avant |conformement |grace |en vertu |aux termes )"
    r"| (?:apres|avant) (?:{has}|{det})"
)
_OBJECTS = frozenset({"obj", "obl:arg", "iobj", "nsubj:pass"})
_FOLLOWING = pattern(r" (?:avant|pour|afin) {that}")
_THAT = re.compile(r"[^.;]{0,40}? qu(?:e |')")
_CALLED_OFF = pattern(r"(?:,[^,;:.]*,)? (?:(?:{has}|{is}){word}{0,4})?")
_TENSES = {"Fut": Status.PLANNED}
_MOODS = {"Cnd": Status.POSSIBLE}


def status_of(
    sentence: Sentence,
    start: int,
    end: int,
    *,
    default: Status = Status.ACTUAL,
    ignore: frozenset[Status] = frozenset(),
    of_object: bool = False,
) -> Status:
    """Status of what the words between two offsets state.

    A cue counts when it stands in the same clause and close by: before the words, or after them for cues that
    may follow ("une visite prévue en mai"). Of several, denial prevails, then the less certain.

    Args:
        default: what the trigger says by itself.
        ignore: statuses whose cues do not apply to this construction.
        of_object: the words name a part of what a verb farther up governs ("comptera | 160 éoliennes").
    """
    low = max(sentence.clause_start(start), start - _REACH_BEFORE)
    high = min(sentence.clause_end(end), end + _REACH_AFTER)
    found = [default]
    visited = visit_before(sentence, start)
    cues = sentence.words("modality")
    harms = [hit for hit in cues if hit.payload["side"] == _HARM]
    for hit in cues:
        side = hit.payload["side"]
        status = Status(hit.payload["status"])
        denies = status is Status.DENIED and hit.start < start < hit.end  # "n'[a pas encore signé]"
        within = hit.start < end and start < hit.end and not denies
        if status in ignore or within or _is_of_name(sentence, hit):
            continue
        if sentence.is_aside(hit.start, start):
            continue
        before = side in {"before", "both"} and low <= hit.start and (hit.end <= start or denies)
        if side in {"next", "beside"}:
            before = hit.end <= start and bool(_NEXT.fullmatch(sentence.folded(hit.end, start)))
            before = before or (side == "beside" and hit.start - end == 1)  # "n'a signé aucun accord"
        after = side in {"after", "both"} and hit.start >= end and hit.end <= high
        before, after = before and hit.start > visited, after and visited < 0
        if status is Status.DENIED and before and _OTHER_CLAUSE.search(sentence.folded(hit.end, start)):
            continue  # "X, qui n'a pas signé, a rencontré Y"; "ce n'est pas par hasard si …"
        if status is Status.DENIED and any(hit.end <= harm.start < start for harm in harms):
            continue  # "n'a pas remis en cause l'accord"
        if (before and not _is_another_clause(sentence.folded(hit.end, start))) or (
            after and not re.search(r"[,;]", sentence.folded(end, hit.start))
        ):
            found.append(status)
    unharmed = any(low <= harm.start < start for harm in harms)
    verb = None if unharmed else _verb_status(sentence, start, end, of_object=of_object)
    if verb is not None and verb not in ignore:
        found.append(verb)
    return max(found, key=_STRENGTH.__getitem__)


def visit_before(sentence: Sentence, start: int) -> int:
    """Where the visit begins that words only complete: "une visite de | l'usine est prévue"; -1 if none."""
    low = max(sentence.clause_start(start), start - _REACH_BEFORE)
    return next(
        (
            hit.start
            for table in ("visits", "meetings")
            for hit in sentence.source.cues(table, low, start, "noun")
            if _COMPLEMENT.match(sentence.source.folded, hit.end, start)
            and not sentence.has_finite_verb(hit.end, start)
        ),
        -1,
    )


def _is_of_name(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a word only belongs to the name of a text: "les lettres d'[intention] signées"."""
    texts = sentence.source.cues("agreements", hit.start - _LONGEST_TEXT, hit.end)
    return any(text.start < hit.start and hit.end <= text.end for text in texts)


def _is_another_clause(between: str) -> bool:
    return _ANOTHER_CLAUSE.search(between) is not None


def _is_negated(sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """Whether the words' own verb, or the verb that their noun completes, stands between "ne" and "pas"."""
    verbs = [t for t in tokens if t.pos_ in {"VERB", "AUX"} or any(c.dep_ == "cop" for c in t.children)]
    head = tokens[0].head
    if not verbs and head.pos_ in {"VERB", "AUX"} and sentence.start <= head.idx < sentence.end:
        low, high = sorted((head.idx, tokens[0].idx))
        if not _OTHER_CLAUSE.search(sentence.folded(low, high)):
            verbs = [head]
    for verb in verbs:
        around = {child.lower_ for child in verb.children}
        if around & _NE and around & _PAS:
            return True
    return False


def _governor(token: Token) -> Token:
    """The head of a noun phrase's head: of "160" in "comptera 160 éoliennes", the verb."""
    for _ in range(_HIGHEST):
        token = token.head
        if token.pos_ not in {"NOUN", "PROPN", "NUM", "ADJ", "SYM"}:
            break
    return token


def _past_frames(sentence: Sentence, noun: Token) -> Token:
    """What governs the occasion that a noun only frames: "présideront la cérémonie | de signature"."""
    for _ in range(_HIGHEST):
        copula = next((child for child in noun.children if child.dep_ == "cop"), None)
        told = copula is not None or noun.dep_ in _OBJECTS  # not "à l'occasion de la conférence"
        if not told or not sentence.source.begins("word_classes", noun.idx, "framing"):
            break
        noun = copula or noun.head
    return noun


def _verb_status(sentence: Sentence, start: int, end: int, *, of_object: bool) -> Status | None:
    """Future and conditional of the finite verb that the words hold, or that their head hangs from."""
    doc = sentence.source.analysed.doc
    tokens = list(sentence.source.tokens(start, end))
    if not tokens:
        return None
    if _is_negated(sentence, tokens):
        return Status.DENIED
    candidates = list(tokens)
    head = _governor(tokens[0]) if of_object else tokens[0].head
    head = _past_frames(sentence, head)
    if head.pos_ in {"VERB", "AUX"} and sentence.start <= head.idx < sentence.end:
        candidates.append(head)
        if _FOLLOWING.search(sentence.folded(head.head.idx, head.idx)):
            candidates.append(head.head)  # "se verront, avant qu'ils assistent à la signature"
    for token in list(candidates):
        candidates.extend(c for c in token.children if c.dep_ in {"aux", "aux:pass", "aux:tense", "cop"})
    for token in candidates:
        if doc[token.i].pos_ not in {"VERB", "AUX"}:
            continue
        if is_conditional(token.lower_) and token.lower_.startswith("devrai"):
            return Status.PLANNED  # "devrait rencontrer"
        if is_conditional(token.lower_):
            return Status.PLANNED if _is_later(sentence, token.idx) else Status.POSSIBLE
        if "Part" in token.morph.get("VerbForm", []) and _MISTAKEN.search(token.lower_):
            return Status.PLANNED
        if _PLURAL_FUTURE.search(token.lower_):
            return Status.PLANNED  # "rejoindront", whatever the parser takes it for
        for tense in token.morph.get("Tense", []):
            if tense in _TENSES and _FUTURE.search(token.lower_):
                return _TENSES[tense]
        for mood in token.morph.get("Mood", []):
            if mood in _MOODS:
                return _MOODS[mood]
    return None


def is_called_off(sentence: Sentence, offset: int) -> bool:
    """Whether what ends at an offset is called off, an aside between: "l'entretien, prévu là, est annulé"."""
    for cue in sentence.source.cues("modality", offset, min(sentence.end, offset + _REACH_BEFORE)):
        if cue.payload["status"] == Status.DENIED.value and cue.payload["side"] == "both":
            return _CALLED_OFF.fullmatch(sentence.folded(offset, cue.start)) is not None
    return False


def is_left_open(sentence: Sentence, offset: int) -> bool:
    """Whether what ends at an offset is denied nothing: "un entretien avec B | n'est pas exclu"."""
    for cue in sentence.source.cues("modality", offset, min(sentence.end, offset + _REACH_BEFORE)):
        if (
            cue.payload["status"] == Status.POSSIBLE.value
            and sentence.folded(cue.start, cue.start + 2) == "n'"
        ):
            return _CALLED_OFF.fullmatch(sentence.folded(offset, cue.start)) is not None
    return False


def is_future(verb: str) -> bool:
    """Whether a verb ends like a future: the parser also takes "fournit" for one."""
    return _FUTURE.search(verb) is not None


def is_conditional(verb: str) -> bool:
    """Whether a verb's third person is in the conditional ("serait"), not an imperfect ("rencontrait")."""
    return bool(_CONDITIONAL.search(verb)) and not _IMPERFECT.search(verb)


def _is_later(sentence: Sentence, offset: int) -> bool:
    """Whether a conditional tells what was to come: "a annoncé qu'il se rendrait"."""
    low = max(sentence.start, offset - _REPORTED)
    for cue in sentence.source.cues("speech", low, offset, "says", "voices"):
        told = sentence.source.text[cue.start : cue.end].endswith(("é", "is", "it"))
        if told and _THAT.match(sentence.source.folded, cue.end, offset):
            return True
    return any(  # "ont décidé qu'un texte serait signé"
        hit.payload["status"] == Status.PLANNED.value
        and sentence.source.folded[hit.start : hit.end].endswith((" que", " qu'"))
        for hit in sentence.source.words("modality", low, offset)
    )
