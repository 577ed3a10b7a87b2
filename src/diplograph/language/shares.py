"""Shares in words: "un quart de la population", "la moitié des ventes", "de plus de moitié"."""

from __future__ import annotations

import re
from functools import cache

from diplograph.language.folding import fold
from diplograph.language.numbers import number_rows
from diplograph.language.tables import any_of, whole_number

_OF = re.compile(r"\s+(?:de\s|du\s|des\s|d')")
_HALF_BEFORE = re.compile(r"\b(?:la|le|du)\s$")
_END = re.compile(r"\s?[.,;)]|$")
_BY_HALF_BEFORE = re.compile(r"\bde\s(?:plus|pres|moins)?\s?(?:de\s)?$")
_REACH = 14


@cache
def share_words() -> frozenset[str]:
    """Folded first words of what tells a share."""
    return frozenset(fold(row.form).split()[0] for row in number_rows("share"))


@cache
def _shares() -> tuple[re.Pattern[str], dict[str, int], re.Pattern[str]]:
    values = {fold(row.form): whole_number(row) for row in number_rows("share")}
    no_whole = any_of(fold(row.form) for row in number_rows("no whole"))
    return re.compile(rf"{any_of(values)}(?!\w)"), values, re.compile(rf"\s+(?:de\s+|d')?{no_whole}(?!\w)")


def share_at(folded: str, start: int) -> tuple[int, int, int] | None:
    """The percentage that words at an offset of a folded text tell, where they begin and end; else None.

    A share is of something ("un tiers de la flotte"), or "half" by itself after "de" ("réduire de moitié").
    """
    pattern, values, no_whole = _shares()
    found = pattern.match(folded, start)
    if found is None or no_whole.match(folded, found.end()):
        return None
    value = values[" ".join(found.group().split())]
    before = folded[max(0, start - _REACH) : start]
    if " " in found.group():
        return (value, start, found.end()) if _OF.match(folded, found.end()) else None
    article = _HALF_BEFORE.search(before)
    whole = _OF.match(folded, found.end()) or _END.match(folded, found.end())
    if article and (whole if found.group() != "moitie" else _OF.match(folded, found.end())):
        return value, start - len(article.group()), found.end()
    return (value, start, found.end()) if _BY_HALF_BEFORE.search(before) else None
