"""Names of works: the proper name in a description, its head noun, what may be one thing."""

from __future__ import annotations

import re

from diplograph.extraction.drafts import Draft
from diplograph.language import fold

_PROPER = re.compile(r"(?:[A-ZÉÈÀ][\w’'-]*(?: (?:[A-ZÉÈÀ][\w’'-]*|\d{1,2})){0,3})$")
_PLACED = re.compile(r",? (?:à|au|aux|en) [A-ZÉ].*$")
_SHORTEST = 4
GENERIC = ("energy.electricity",)  # of "centrale" alone


def is_named(draft: Draft, name: str) -> bool:
    """Whether a folded name is one of a project's."""
    return name in map(fold, (draft.name, *draft.forms))


def is_alike(one: str, other: str) -> bool:
    """Whether two sectors may be one thing's: "energy.electricity" and "energy.renewables.hydro"."""
    if one in GENERIC or other in GENERIC or "industry" in {one, other}:
        return one.partition(".")[0] == other.partition(".")[0] or "industry" in {one, other}
    return one.startswith(other) or other.startswith(one)


def times(text: str, draft: Draft) -> int:
    """How often a text names a project by its proper name."""
    proper = next((p for f in (draft.name, *draft.forms) if (p := proper_name(f))), "")
    return text.count(proper) if proper else 0


def head_of(name: str) -> str:
    """The noun that a project's name begins with, folded, in the singular."""
    return fold(name).split()[0].rstrip("s")


def without_place(name: str) -> str:
    """A project's name without where it is: "usine d'engrais, à Lomé" → "usine d'engrais"."""
    return _PLACED.sub("", name)


def proper_name(name: str) -> str:
    """The proper name that a project's description ends with: "projet éolien Mirny" → "Mirny", else ""."""
    words = without_place(name.replace("’", "'"))
    match = _PROPER.search(words)
    if match is None or len(match.group()) < _SHORTEST or match.start() == 0:
        return ""
    return match.group() if not words[: match.start()].rstrip().endswith((" à", " en", " au")) else ""
