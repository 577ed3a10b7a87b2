"""Words that must be one of a known few, with help for those that are misspelt."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from diplograph.errors import UsageError


def known(word: str, choices: Iterable[str], *, what: str) -> str:
    """The word itself.

    Raises:
        UsageError: it is none of the choices; the nearest is told, or all of them.
    """
    names = sorted(set(choices))
    if word in names:
        return word
    folded = {name.casefold(): name for name in names}
    near = get_close_matches(word.casefold(), list(folded), n=1)
    hint = f"did you mean {folded[near[0]]!r}?" if near else f"it is one of {', '.join(names)}"
    raise UsageError(f"unknown {what} {word!r}", hint=hint)
