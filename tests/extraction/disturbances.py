"""Ways to disturb a sentence that leave what it says as it is; see test_disturbed.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Disturbance = Callable[["Doc"], str | None]
_VOWELS = "aeiouyhéèêàâîôûAEIOUYHÉÈÊÀÂÎÔÛ"
_MAIN = {"ROOT", "aux", "aux:tense", "aux:pass", "cop"}
_CLOSED = {"PRON", "ADV"}


def _is_finite(token: Token) -> bool:
    return token.morph.get("VerbForm", []) == ["Fin"]


def _is_plain(doc: Doc) -> bool:
    """Whether a text is one sentence with a verb, that begins with its subject's article or name."""
    return (
        len(list(doc.sents)) == 1
        and doc.text.endswith(".")
        and doc[0].pos_ in {"DET", "PROPN", "PRON"}
        and any(_is_finite(token) for token in doc)
    )


def _lowered(doc: Doc) -> str:
    """The text as it stands within a sentence."""
    return doc.text if doc[0].pos_ == "PROPN" else doc.text[0].lower() + doc.text[1:]


def _compound(doc: Doc) -> tuple[Token, Token] | None:
    """The first auxiliary with its participle next to it."""
    for first, second in pairwise(doc):
        if first.pos_ == "AUX" and _is_finite(first) and second.morph.get("VerbForm", []) == ["Part"]:
            return first, second
    return None


def _after(doc: Doc, token: Token, words: str) -> str | None:
    end = token.idx + len(token)
    return f"{doc.text[:end]} {words}{doc.text[end:]}" if token.whitespace_ else None


def after_auxiliary(words: str) -> Disturbance:
    """ "a signé" → "a également signé"."""
    return lambda doc: _after(doc, pair[0], words) if (pair := _compound(doc)) else None


def after_participle(words: str) -> Disturbance:
    """ "a signé un accord" → "a signé mardi un accord"."""
    return lambda doc: _after(doc, pair[1], words) if (pair := _compound(doc)) else None


def before_verb(words: str) -> Disturbance:
    """ "La France soutient" → "La France, pour sa part, soutient"."""

    def disturb(doc: Doc) -> str | None:
        verbs = (t for t in doc if t.i and _is_finite(t) and t.dep_ in _MAIN)
        verb = next((t for t in verbs if t.dep_ == "ROOT" or t.head.dep_ == "ROOT"), None)
        if not _is_plain(doc) or verb is None:
            return None
        last = verb.i - 1
        while last and doc[last].pos_ in _CLOSED:
            last -= 1
        if doc[last].pos_ not in {"NOUN", "PROPN"}:
            return None
        end = doc[last].idx + len(doc[last])
        return f"{doc.text[:end]}, {words},{doc.text[end:]}"

    return disturb


def opened(words: str) -> Disturbance:
    """ "La France …" → "Par ailleurs, la France …"."""
    return lambda doc: words + _lowered(doc) if _is_plain(doc) else None


def told(words: str) -> Disturbance:
    """ "La France …" → "On rappelle que la France …"."""

    def disturb(doc: Doc) -> str | None:
        if not _is_plain(doc):
            return None
        text = _lowered(doc)
        return f"{words} qu’{text}" if text[0] in _VOWELS else f"{words} que {text}"

    return disturb


def closed(words: str) -> Disturbance:
    """ "… un accord." → "… un accord, rapporte l’agence officielle."."""
    return lambda doc: f"{doc.text[:-1]}, {words}." if _is_plain(doc) else None


def wrapped(doc: Doc) -> str | None:
    """The same, over two lines."""
    middle = len(doc) // 2
    if len(doc) < 12 or not doc[middle - 1].whitespace_ or not doc[middle].text[0].islower():
        return None
    cut = doc[middle].idx
    return f"{doc.text[:cut].rstrip()}\n{doc.text[cut:]}"


def straight(doc: Doc) -> str | None:
    """With the apostrophes of a typewriter."""
    return doc.text.replace("’", "'")


DISTURBANCES: Mapping[str, Disturbance] = {
    "an adverb": after_auxiliary("également"),
    "adverbs": after_auxiliary("en outre"),
    "a day": after_participle("mardi"),
    "an aside": before_verb("pour sa part"),
    "a source": before_verb("selon la même source"),
    "an opening": opened("Par ailleurs, "),
    "an occasion": opened("À cette occasion, "),
    "a reminder": told("On rappelle"),
    "a closing": closed("rapporte l’agence officielle"),
    "company": closed("en présence de nombreux invités"),
    "a sentence before": lambda doc: f"La journée a été longue. {doc.text}",
    "a sentence after": lambda doc: f"{doc.text} Les discussions ont été franches et cordiales.",
    "a line end": wrapped,
    "apostrophes": straight,
}
