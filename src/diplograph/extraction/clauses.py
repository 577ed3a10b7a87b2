"""Where the clauses of a sentence part, beyond what its punctuation and conjunctions show at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from diplograph.extraction.source import Source
    from diplograph.model import Span

_CLITICS = frozenset({"ne", "n'", "n’", "se", "s'", "s’", "y", "en", "le", "la", "les", "l'", "l’", "lui", "leur"})
_AND = frozenset({"et", "puis"})
_THAT = re.compile(r"[^,;:.]{0,40}?\bqu(?:e |')")  # "ajoutant (devant la presse) que"
_AND_THAT = re.compile(r",? et qu(?:e |')")
_WHERE = frozenset({"où"})


def reported_breaks(source: Source, span: Span) -> tuple[int, ...]:
    """Offsets at which something else is told: "…, | ajoutant que", "… | et que", "…, | où".

    In order; linear in the sentence.
    """
    found = [m.start() for m in _AND_THAT.finditer(source.folded, span.start, span.end)]
    tokens = source.tokens(span.start, span.end)
    for comma, following in zip(tokens, tokens[1:], strict=False):
        if comma.lower_ != ",":
            continue
        if following.lower_ in _WHERE:
            found.append(comma.idx)
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


def is_finite(token: Token) -> bool:
    """Whether a word is a conjugated verb."""
    return token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm", [])


def _past_clitics(tokens: Sequence[Token], n: int) -> Token | None:
    while n < len(tokens) and (tokens[n].lower_ in _CLITICS or tokens[n].pos_ == "ADV"):
        n += 1
    return tokens[n] if n < len(tokens) else None


def _is_present_participle(token: Token) -> bool:
    return token.lower_.endswith("ant") and token.pos_ in {"VERB", "AUX", "NOUN", "ADJ"}
