"""Whether the text says that a thing is, will be, may be or is not: cues near by, and the verb's own form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from diplograph.extraction.sentence import Sentence
from diplograph.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH_BEFORE = 70
_REACH_AFTER = 45
_STRENGTH = {Status.DENIED: 3, Status.POSSIBLE: 2, Status.PLANNED: 1, Status.ACTUAL: 0}
_NE, _PAS = frozenset({"ne", "n'", "n’"}), frozenset({"pas", "plus", "jamais", "nullement"})
_OTHER_CLAUSE = re.compile(r",| (?:si|que|qu'|qui|puisque|car|comme|dont|seule?s?) ?")
_TENSES = {"Fut": Status.PLANNED}
_MOODS = {"Cnd": Status.POSSIBLE}


def status_of(
    sentence: Sentence,
    start: int,
    end: int,
    *,
    default: Status = Status.ACTUAL,
    ignore: frozenset[Status] = frozenset(),
) -> Status:
    """Status of what the words between two offsets state.

    A cue counts when it stands in the same clause and close by: before the words, or after them for cues that
    may follow ("une visite prévue en mai"). Of several, denial prevails, then the less certain.

    Args:
        default: what the trigger says by itself.
        ignore: statuses whose cues do not apply to this construction.
    """
    low = max(sentence.clause_start(start), start - _REACH_BEFORE)
    high = min(sentence.clause_end(end), end + _REACH_AFTER)
    found = [default]
    for hit in sentence.words("modality"):
        side = hit.payload["side"]
        status = Status(hit.payload["status"])
        if status in ignore or (hit.start < end and start < hit.end):
            continue
        before = side in {"before", "both"} and low <= hit.start and hit.end <= start
        after = side in {"after", "both"} and hit.start >= end and hit.end <= high
        if status is Status.DENIED and before and _OTHER_CLAUSE.search(sentence.folded(hit.end, start)):
            continue  # "X, qui n'a pas signé, a rencontré Y"; "ce n'est pas par hasard si …"
        if (before and not _is_another_clause(sentence.folded(hit.end, start))) or (
            after and not re.search(r"[,;]", sentence.folded(end, hit.start))
        ):
            found.append(status)
    verb = _verb_status(sentence, start, end)
    if verb is not None and verb not in ignore:
        found.append(verb)
    return max(found, key=_STRENGTH.__getitem__)


def _is_another_clause(between: str) -> bool:
    return bool(
        re.search(
            r"[;:.]|, (?:et|mais|alors|tandis|apres|avant) | (?:apres|avant) (?:avoir|la|le|une?) ", between
        )
    )


def _is_negated(sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """Whether the words' own verb, or the verb that their noun completes, stands between "ne" and "pas"."""
    verbs = [token for token in tokens if token.pos_ in {"VERB", "AUX"}]
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


def _verb_status(sentence: Sentence, start: int, end: int) -> Status | None:
    """Future and conditional of the finite verb that the words hold, or that their head hangs from."""
    doc = sentence.source.analysed.doc
    tokens = list(sentence.source.tokens(start, end))
    if not tokens:
        return None
    if _is_negated(sentence, tokens):
        return Status.DENIED
    candidates = list(tokens)
    head = tokens[0].head
    if head.pos_ in {"VERB", "AUX"} and sentence.start <= head.idx < sentence.end:
        candidates.append(head)
    for token in list(candidates):
        candidates.extend(c for c in token.children if c.dep_ in {"aux", "aux:pass", "aux:tense", "cop"})
    for token in candidates:
        if doc[token.i].pos_ not in {"VERB", "AUX"}:
            continue
        for tense in token.morph.get("Tense", []):
            if tense in _TENSES:
                return _TENSES[tense]
        for mood in token.morph.get("Mood", []):
            if mood in _MOODS:
                return _MOODS[mood]
    return None
