"""Where the clauses of a sentence part, beyond what its punctuation and conjunctions show at once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from diplograph.language import fold
from diplograph.language.patterns import members

if TYPE_CHECKING:
    from spacy.tokens import Token

    from diplograph.extraction.source import Source
    from diplograph.model import Span

_CLITICS = members("clitic")
_AND = frozenset({"et", "puis"})
_THAT = re.compile(r"[^,;:.]{0,40}?\bqu(?:e |')")  # "ajoutant (devant la presse) que"
_AND_THAT = re.compile(r",? et qu(?:e |')")
_WHERE = frozenset({"où"})
_WHO = frozenset({"qui", "dont"})
_LONGEST_ASIDE = 200  # characters of a relative clause between a subject and its verb


def reported_breaks(source: Source, span: Span) -> tuple[int, ...]:
    """Offsets at which something else is told: "…, | ajoutant que", "… | et que", "…, | où".

    In order; linear in the sentence.
    """
    found = [m.start() for m in _AND_THAT.finditer(source.folded, span.start, span.end)]
    tokens = source.tokens(span.start, span.end)
    for comma, following in pairwise(tokens):
        if following.lower_ in _WHERE:
            found.append(comma.idx if comma.lower_ == "," else following.idx)
        elif comma.lower_ != ",":
            continue
        elif _is_present_participle(following) and _THAT.match(
            source.folded, following.idx + len(following), span.end
        ):
            found.append(comma.idx)
    return tuple(sorted(found))


def predicate_breaks(source: Source, span: Span) -> tuple[int, ...]:
    """Offsets at which a subject's next verb follows: "A a reçu B à Riga | et a proposé", in order."""
    tokens = source.tokens(span.start, span.end)
    found: list[int] = []
    for n, token in enumerate(tokens):
        if token.lower_ not in _AND:
            continue
        verb = _past_clitics(tokens, n + 1)
        if verb is not None and is_finite(verb):
            comma = n and tokens[n - 1].lower_ == ","
            found.append(tokens[n - 1].idx if comma else token.idx)
    return tuple(found)


def asides(source: Source, span: Span) -> tuple[tuple[int, int], ...]:
    """Stretches between a subject and its verb that tell something else of it, in order.

    "A, | qui avait reçu B à Paris |, se rendra à Oslo", "A, | attendu lundi au Caire |, a salué …".
    """
    tokens = source.tokens(span.start, span.end)
    commas = [n for n, token in enumerate(tokens) if token.lower_ == ","]
    closing = [n for n in commas if (verb := _past_clitics(tokens, n + 1)) is not None and is_finite(verb)]
    found: list[tuple[int, int]] = []
    for n in commas:
        if n + 1 == len(tokens) or (found and tokens[n].idx < found[-1][1]):
            continue
        if tokens[n + 1].lower_ not in _WHO and not _is_state(tokens[n + 1]):
            continue
        position = bisect_right(closing, n)
        if position < len(closing) and tokens[closing[position]].idx - tokens[n].idx <= _LONGEST_ASIDE:
            found.append((tokens[n].idx + 1, tokens[closing[position]].idx))
    return tuple(found)


def _is_state(token: Token) -> bool:
    """Whether a word after a comma is a past participle without auxiliary: "attendu", "reçue"."""
    past = "Past" in token.morph.get("Tense", []) and "Part" in token.morph.get("VerbForm", [])
    return past and not any(child.dep_.startswith("aux") for child in token.children)


def is_finite(token: Token) -> bool:
    """Whether a word is a conjugated verb."""
    return token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm", [])


def _past_clitics(tokens: Sequence[Token], n: int) -> Token | None:
    while n < len(tokens) and (fold(tokens[n].lower_) in _CLITICS or tokens[n].pos_ == "ADV"):
        n += 1
    return tokens[n] if n < len(tokens) else None


def _is_present_participle(token: Token) -> bool:
    return token.lower_.endswith("ant") and token.pos_ in {"VERB", "AUX", "NOUN", "ADJ"}
