"""Which town "la capitale" is: that of the country whose capital was named last, or of the text's topic."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from diplograph.extraction.items import Item
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

if TYPE_CHECKING:
    from diplograph.extraction.discourse.discourse import Discourse

_COMPLEMENT = pattern(r" (?:{of}|{and})")
_NAMES_BACK = 12  # names before "la capitale" among which it may be


def bare_capital(discourse: Discourse, hit: Hit[Entry]) -> Item | None:
    """ "Dans la capitale": that of the one country that the text is about."""
    following = discourse.source.token_starting(hit.end)
    forms = discourse.source.knowledge.gazetteer.countries.get(_of_last_capital(discourse, hit.start))
    if forms is None or not forms.capital or _COMPLEMENT.match(discourse.source.folded, hit.end):
        return None
    if following is not None and following.pos_ in {"ADJ", "PROPN", "NOUN"}:
        return None  # "la capitale économique"
    return Item(hit.start, hit.end, "name", (forms.capital,), EntityType.CITY)


def _of_last_capital(discourse: Discourse, offset: int) -> str:
    """The country whose capital was named last before an offset; else the one that the text is about."""
    last = bisect_left(discourse.mentions, offset, key=lambda m: m.start)
    for mention in reversed(discourse.mentions[max(0, last - _NAMES_BACK) : last]):
        town = discourse.source.knowledge.entity(mention.key) if mention.type is EntityType.CITY else None
        forms = discourse.source.knowledge.gazetteer.countries.get(town.country) if town else None
        if town and forms and forms.capital == town.key and town.country != discourse.home:
            return town.country
    return discourse.topic
