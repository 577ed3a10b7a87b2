"""States on their way into the European Union: "les négociations d'adhésion avec la Moldavie"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.discourse.short_names import UNION
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType

_COUNTRIES = frozenset({EntityType.COUNTRY})
_CLUBS = frozenset({EntityType.INTERNATIONAL_ORGANIZATION})
_OF_UNION = frozenset(
    {
        UNION,
        "international-organization/commission-europeenne",
        "international-organization/conseil-europeen",
        "international-organization/parlement-europeen",
    }
)
_WITH = re.compile(r"(?: [\w'-]+){0,2} (?:(?:avec|de|pour) (?:le |la |l'|les )?|d'|du |des )")
_PARTNER_REACH = 60


def to_union(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """Who is on the way, and the Union: named, or told by one of its organs."""
    named = [
        i for i in sentence.after(hit.end, kinds=_CLUBS, until=hit.end + _PARTNER_REACH) if i.kind == "name"
    ]
    if named and not re.search(r"[,;:.]", sentence.folded(hit.end, named[0].start)):
        if named[0].keys[0] not in _OF_UNION:
            return [], []
    elif not _is_told(sentence):
        return [], []
    club = Item(hit.start, hit.end, "anaphor", (UNION,), EntityType.INTERNATIONAL_ORGANIZATION)
    members = sentence.genitive(hit.end, kinds=_COUNTRIES)
    if not members:
        for item in sentence.after(hit.end, kinds=_COUNTRIES, until=hit.end + _PARTNER_REACH)[:1]:
            if _WITH.fullmatch(sentence.folded(hit.end, item.start)):
                members = [i for i in sentence.group(item) if i.start >= item.start]
    members = members or outside(sentence, sentence.before(hit.start, kinds=_COUNTRIES), UNION)[:1]
    return outside(sentence, members, UNION), [club]


def implied_union(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "L'adhésion de la Serbie et du Monténégro": to the Union, in a text that speaks of it."""
    members = outside(sentence, sentence.genitive(hit.end, kinds=_COUNTRIES), UNION)
    if not members or not _is_told(sentence):
        return [], []
    return members, [Item(hit.start, hit.end, "anaphor", (UNION,), EntityType.INTERNATIONAL_ORGANIZATION)]


def is_of_union(key: str) -> bool:
    """Whether an organization is the Union or an organ of it."""
    return key in _OF_UNION


def told_union(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The Union, where the text speaks of it or of one of its organs; else nothing."""
    if not _is_told(sentence):
        return []
    return [Item(hit.start, hit.end, "anaphor", (UNION,), EntityType.INTERNATIONAL_ORGANIZATION)]


def outside(sentence: Sentence, states: Sequence[Item], club: str) -> list[Item]:
    """The states of which the tables do not say that they are in an organization already."""
    within = {
        row.member
        for row in sentence.source.knowledge.gazetteer.memberships
        if row.organization == club and not row.end
    }
    return [i for i in states if i.type is EntityType.COUNTRY and not within & set(i.keys)]


def _is_told(sentence: Sentence) -> bool:
    """Whether the text speaks of the Union, by its name or as the Union alone."""
    if any(mention.key in _OF_UNION for mention in sentence.discourse.mentions):
        return True
    words = sentence.source.scan.words.get("references", ())
    return any(i.keys == (UNION,) for i in sentence.items) or any(
        hit.payload["kind"] == "union" and sentence.source.text[hit.end - len("Union")].isupper()
        for hit in words
        if hit.end <= sentence.end
    )
