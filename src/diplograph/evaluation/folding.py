"""Names compared as annotators compare them: without accents, case, punctuation, articles and civilities."""

from __future__ import annotations

import re
import unicodedata

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
# Left out before a name, up to three in a row: "le président de la …".
_BEFORE = re.compile(r"^(le|la|les|l|un|une|des|du|de|d|m|mme|monsieur|madame|president|presidente)\s+")
_TIMES = 3


def folded_name(name: str) -> str:
    """A name, or a word of the vocabulary, in the form in which two are compared."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = _NOT_A_WORD.sub(" ", plain.lower()).strip()
    for _ in range(_TIMES):
        words = _BEFORE.sub("", words)
    return words


def folded_names(names: tuple[str, ...]) -> frozenset[str]:
    """The forms of several names; what has neither letter nor digit is none."""
    return frozenset(map(folded_name, names)) - {""}


def folded_number(value: object) -> str:
    """A number to six significant digits; what is none, as it stands."""
    try:
        return f"{float(str(value)):.6g}"
    except ValueError:
        return str(value)
