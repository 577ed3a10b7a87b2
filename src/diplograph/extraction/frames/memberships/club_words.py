"""Words of membership: rank within an organization, "ni … ni", an adjective for a state, an elided club."""

from __future__ import annotations

import re
from dataclasses import replace

from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType

_CLUBS = frozenset({EntityType.INTERNATIONAL_ORGANIZATION})
_CLUB_REACH = 60
_LINK_REACH = 44  # characters of "est le vingt-quatrième État "
_OF = re.compile(r" (?:de |du |des |d')")
_NOR = re.compile(r",? ni (?:a |de |dans |d')?(?:la |l'|les |le )?|,? ni (?:au|aux|du|des) ")
_TO_WHAT = re.compile(r" (?:a|au|aux) ")
_ORDINAL = re.compile(r" (?:(?:le|la|un|une|de|desormais) )?(?:[\w-]+ ){0,2}")
_RANK_REACH = 30  # characters of "cinquième plus grande "
_UP_TO = re.compile(r" (?:[\w-]+ ){0,2}")


def is_of_told(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether the words need an organization that they do not name: "espère adhérer en 2030"."""
    if hit.payload["form"] == "verb" and sentence.source.begins("word_classes", hit.start, "adheres"):
        return not _TO_WHAT.match(sentence.source.folded, hit.end)
    links = sentence.source.cues(
        "linking_verbs", hit.start - _LINK_REACH, hit.start, "being", "become", "copula"
    )
    return (
        hit.payload["form"] == "noun"
        and bool(links)
        and sentence.source.begins("word_classes", hit.start, "member")
        and bool(_ORDINAL.fullmatch(sentence.folded(links[-1].end, hit.start)))
        and not _OF.match(sentence.source.folded, hit.end)
    )


def neither(sentence: Sentence, club: Item) -> list[Item]:
    """The second of "n'appartient ni à l'OTSC | ni à l'Otan"."""
    more = sentence.after(club.end, kinds=_CLUBS, until=club.end + _CLUB_REACH)[:1]
    return [i for i in more if _NOR.fullmatch(sentence.folded(club.end, i.start))]


def by_adjective(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whose step an adjective tells: "la candidature | grecque à l'Unesco"."""
    adjective = sentence.adjective_after(hit.end)
    return [replace(adjective, kind="anaphor")] if adjective is not None and not adjective.is_plural else []


def is_ranked(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether one of them is told: "le vingtième | pays de la zone euro", "seul | État de l'Union"."""
    before = sentence.source.cues("ordinals", hit.start - _RANK_REACH, hit.start)
    before += sentence.source.cues("word_classes", hit.start - _RANK_REACH, hit.start, "rank")
    return any(_UP_TO.fullmatch(sentence.folded(rank.end, hit.start)) for rank in before)
