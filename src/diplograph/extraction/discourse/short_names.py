"""Organizations by the first word of their name alone: "l'Union", "l'Alliance", "la Ligue"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from diplograph.extraction.items import Item
from diplograph.extraction.mentions import Mention
from diplograph.extraction.source import Source
from diplograph.knowledge import Entry, Hit
from diplograph.language import fold
from diplograph.language.patterns import members
from diplograph.model import EntityType

if TYPE_CHECKING:
    from diplograph.extraction.discourse.discourse import Discourse

_CLUBS = frozenset({EntityType.INTERNATIONAL_ORGANIZATION, EntityType.INSTITUTION, EntityType.PUBLIC_BODY})
_OF = members("of", "for")
_NAMING = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
UNION = "international-organization/union-europeenne"


def by_first_word(source: Source, mentions: Sequence[Mention]) -> Mapping[str, Sequence[Mention]]:
    """The organizations that a text names, in order, by the folded first words of their names."""
    found: dict[str, list[Mention]] = {}
    words: dict[str, frozenset[str]] = {}
    for mention in mentions:
        if mention.type not in _CLUBS:
            continue
        if mention.key not in words:
            known = source.knowledge.entity(mention.key)
            names = (known.name, *known.aliases) if known is not None else (mention.name,)
            words[mention.key] = frozenset(fold(name).partition(" ")[0] for name in names if " " in name)
        for word in sorted(words[mention.key]):
            found.setdefault(word, []).append(mention)
    return found


def short_name(discourse: Discourse, hit: Hit[Entry]) -> Item | None:
    """The organization named last that the capitalised word begins; None where more of a name follows.

    Of several unions the text tells which it means; the Union that no text has to name is the European one.
    """
    source = discourse.source
    start = max(source.text.rfind(mark, hit.start, hit.end) for mark in " '’") + 1
    if not source.text[start : start + 1].isupper():
        return None
    following = source.token_starting(hit.end + 1) if source.text[hit.end : hit.end + 1] == " " else None
    if following is not None and (
        fold(following.lower_) in _OF or following.pos_ in _NAMING or following.text[:1].isupper()
    ):
        return None
    named = discourse.clubs_by_word.get(source.folded[start : hit.end], ())
    if not named and hit.payload["kind"] == "union":
        return Item(start, hit.end, "anaphor", (UNION,), EntityType.INTERNATIONAL_ORGANIZATION)
    if not named:
        return None
    position = bisect_left(named, start, key=lambda mention: mention.start)
    meant = named[max(0, position - 1)]
    return Item(start, hit.end, "anaphor", (meant.key,), meant.type)
