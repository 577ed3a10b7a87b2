"""Words that must be one of a known few, with help for those that are misspelt."""

from __future__ import annotations

from collections.abc import Iterable

from diplograph.errors import UsageError
from diplograph.spelling import did_you_mean


def known(word: str, choices: Iterable[str], *, what: str) -> str:
    """The word itself.

    Raises:
        UsageError: it is none of the choices; the nearest is told, or all of them.
    """
    names = sorted(set(choices))
    if word in names:
        return word
    hint = did_you_mean(word, names, f"it is one of {', '.join(names)}", quoted=True)
    raise UsageError(f"unknown {what} {word!r}", hint=hint)
