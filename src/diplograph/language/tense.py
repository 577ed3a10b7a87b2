"""Whether the words around a date speak of what is still to come, or of what goes on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from diplograph.language.date_words import date_words
from diplograph.language.folding import fold
from diplograph.language.patterns import pattern
from diplograph.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_THAT = re.compile(r" qu(?:e |['’])")
_OF = pattern(r"{edge}{of}$")
_OF_REACH = 6
_FUTURE = re.compile(r"r(?:a|ont)$")  # "coprésideront", which the model takes for a past


class Tense(Enum):
    """The time a verb tells: to come, going on or about to, done, over before something else, any other."""

    FUTURE = "future"
    PRESENT = "present"
    PERFECT = "perfect"
    PLUPERFECT = "pluperfect"
    OTHER = "other"


def tense_at(doc: Doc, sentences: Sequence[Span]) -> Callable[[int], Tense]:
    """Tell, for an offset, the time of the verb it hangs on.

    That verb is the last finite one before it in its sentence, else the first one after it: "a annoncé
    mardi qu'il se rendra jeudi". A conditional, and the words of kind "upcoming" ("doit", "prévue"), count
    as a future. What has been done ("a signé") tells nothing of a date behind an infinitive ("a promis de
    livrer en juin") or behind a word of kind "prospect" ("a annoncé un sommet en juin"). The verbs are read
    from the parse when they are first asked for.
    """
    starts = [sentence.start for sentence in sentences]
    verbs: list[tuple[int, Tense]] = []
    done: set[int] = set()
    open_ended: list[int] = []
    text = doc.text

    def tense(offset: int) -> Tense:
        if not verbs:
            verbs.extend(_verbs(doc))
            done.update(_done(doc))
            open_ended.extend(_open_ended(doc))
        if offset - 1 in done:
            return Tense.PERFECT  # "le contrat signé lundi sera publié"
        index = bisect_right(starts, offset) - 1
        begin = starts[index] if index >= 0 else 0
        end = sentences[index].end if index >= 0 else len(doc.text)
        after = bisect_left(verbs, offset, key=lambda verb: verb[0])
        follows = after < len(verbs) and verbs[after][0] < end
        if after > 0 and verbs[after - 1][0] >= begin:
            opened = follows and _THAT.search(
                text, verbs[after - 1][0], offset
            )  # "indique que, jeudi, il a …"
            verb, told = verbs[after] if opened else verbs[after - 1]
            if told is not Tense.PERFECT:
                return told
            ahead = bisect_left(open_ended, verb) < bisect_left(open_ended, offset)
            of_noun = _OF.search(
                fold(text[max(0, offset - _OF_REACH) : offset])
            )  # "a annulé le forum du | 3 mai"
            return Tense.OTHER if ahead or of_noun else told
        return verbs[after][1] if follows else Tense.OTHER

    return tense


def _open_ended(doc: Doc) -> Iterator[int]:
    """Offsets of infinitives, and of words that announce something, in order."""
    prospects = tuple(date_words().prospects)
    for token in doc:
        if "Inf" in token.morph.get("VerbForm", []) or fold(token.text).startswith(prospects):
            yield token.idx


def _done(doc: Doc) -> Iterator[int]:
    """Where past participles without auxiliary end that tell nothing to come: "signé", not "attendu".

    A preposition or an article behind one belongs to it: "ratifié en | juin".
    """
    words, prospects = date_words().upcoming, tuple(date_words().prospects)
    for token in doc:
        if token.pos_ != "VERB" or "Past" not in token.morph.get("Tense", []) or _FUTURE.search(token.text):
            continue
        bare = "Part" in token.morph.get("VerbForm", []) and not any(
            child.dep_.startswith("aux") for child in token.children
        )
        if bare and fold(token.text) not in words and not fold(token.text).startswith(prospects):
            yield token.idx + len(token)
            for following in doc[token.i + 1 : token.i + 3]:
                if following.pos_ not in {"ADP", "DET"}:
                    break
                yield following.idx + len(following)


def _verbs(doc: Doc) -> list[tuple[int, Tense]]:
    """Offsets of what tells a time, in order, and which."""
    words = date_words().upcoming
    found = []
    for token in doc:
        if token.pos_ not in ("VERB", "AUX", "ADJ"):
            continue
        ahead = fold(token.text) in words or (token.pos_ == "AUX" and fold(token.head.text) in words)
        morph = token.morph
        if ahead or (token.pos_ != "ADJ" and "Fin" in morph.get("VerbForm", [])):
            ahead = ahead or "Fut" in morph.get("Tense", []) or "Cnd" in morph.get("Mood", [])
            found.append((token.idx, Tense.FUTURE if ahead else _tense(token)))
    return found


def _tense(token: Token) -> Tense:
    """The time of a finite verb that is no future."""
    if _is_present(token):
        return Tense.PRESENT
    tenses = token.morph.get("Tense", [])
    if token.pos_ == "VERB":
        return Tense.PERFECT if "Past" in tenses and not _FUTURE.search(token.text) else Tense.OTHER
    if not token.dep_.startswith("aux") or token.dep_ == "aux:pass":
        return Tense.OTHER
    if "Imp" in tenses:
        return Tense.PLUPERFECT
    return Tense.PERFECT if "Pres" in tenses and "Ind" in token.morph.get("Mood", []) else Tense.OTHER


def _is_present(token: Token) -> bool:
    """Whether a verb tells what goes on: "reçoit", not "a reçu", nor "est arrivé"."""
    return (
        token.pos_ == "VERB" and "Pres" in token.morph.get("Tense", []) and not token.dep_.startswith("aux")
    )
