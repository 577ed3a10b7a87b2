"""Whether the words around a date speak of what is still to come."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from diplograph.language.date_words import date_words
from diplograph.language.folding import fold
from diplograph.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def upcoming(doc: Doc, sentences: Sequence[Span]) -> Callable[[int], bool]:
    """Tell, for an offset, whether the verb it hangs on is in the future.

    That verb is the last finite one before it in its sentence, else the first one after it: "a annoncé
    mardi qu'il se rendra jeudi". A conditional, and the words of kind "upcoming" ("doit", "prévue"), count
    as a future. The verbs are read from the parse when they are first asked for.
    """
    starts = [sentence.start for sentence in sentences]
    verbs: list[tuple[int, bool]] = []

    def is_upcoming(offset: int) -> bool:
        if not verbs:
            verbs.extend(_verbs(doc))
        index = bisect_right(starts, offset) - 1
        begin = starts[index] if index >= 0 else 0
        end = sentences[index].end if index >= 0 else len(doc.text)
        after = bisect_left(verbs, (offset, False))
        if after > 0 and verbs[after - 1][0] >= begin:
            return verbs[after - 1][1]
        return after < len(verbs) and verbs[after][0] < end and verbs[after][1]

    return is_upcoming


def _verbs(doc: Doc) -> list[tuple[int, bool]]:
    """Offsets of what tells a time, in order, and whether it is the future."""
    words = date_words().upcoming
    found = []
    for token in doc:
        if token.pos_ not in ("VERB", "AUX", "ADJ"):
            continue
        ahead = fold(token.text) in words
        morph = token.morph
        if ahead or (token.pos_ != "ADJ" and "Fin" in morph.get("VerbForm", [])):
            found.append(
                (token.idx, ahead or "Fut" in morph.get("Tense", []) or "Cnd" in morph.get("Mood", []))
            )
    return found
