"""Who is met without a name: those of a firm, a body, a state ("les dirigeants d'Alta")."""

from __future__ import annotations

import re

from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.model import ACTORS, EntityType

_REACH = 60
_ARTICLE = r" (?:les |des |plusieurs |la |le |l'|une |un |\d+ )(?:[\w-]+ )?"
_LED = re.compile(
    rf"(?:,? [\w'-]+){{0,3}}?(?: avec)?{_ARTICLE}| (?:a|aux) [\w-]+ "
    rf"|(?: avec)? [^,;:.]{{3,90}}(?:,| et){_ARTICLE}"
)
_OPENED = re.compile(r"[^,;:.()]{0,24}\(")
_NATIONS = re.compile(r"[\w-]+(?:(?:, | et |, et )[\w-]+)+")
_TWO = 2
_UNNAMED = ACTORS - {EntityType.PERSON}


def _bracketed(sentence: Sentence, offset: int) -> list[Item]:
    """Firms that brackets name behind their people: "six chefs d'entreprise (Alta, Beta et Gamma)"."""
    opened = _OPENED.match(sentence.source.folded, offset, sentence.end)
    first = sentence.after(opened.end(), kinds=_UNNAMED, until=opened.end() + 12) if opened else []
    return sentence.group_from(first[0]) if first else []


def representatives(sentence: Sentence, offset: int, *, behind_with: bool) -> list[Item]:
    """The firm, body or state of the people whom a verb takes, right behind it or behind "avec"."""
    for cue in sentence.source.cues(
        "meetings", offset, min(sentence.end, offset + _REACH), "people", "staff"
    ):
        between = sentence.folded(offset, cue.start)
        if not _LED.fullmatch(between) or (" avec " in between) is not behind_with:
            return []
        owners = sentence.genitive(cue.end, kinds=_UNNAMED, reach=30) or _bracketed(sentence, cue.end)
        if owners:
            return [i for i in owners if i.type in _UNNAMED]
        adjective = sentence.adjective_after(cue.end, reach=24)
        official = cue.payload["form"] == "people"  # French bosses are not France
        if official and adjective is not None and len(adjective.keys) == 1:
            return [Item(adjective.start, adjective.end, "body", adjective.keys, EntityType.COUNTRY)]
        return []
    return []


def delegates(sentence: Sentence, offset: int) -> list[Item]:
    """Two states or more whose people act: "les émissaires saoudien, iranien et français | se sont …"."""
    people = sentence.source.cues("meetings", sentence.clause_start(offset), offset, "people")
    if not people or sentence.preposition(people[-1]):
        return []
    nations = [
        i for i in sentence.items if i.kind == "adjective" and people[-1].end < i.start and i.end <= offset
    ]
    listed = nations and _NATIONS.fullmatch(sentence.folded(nations[0].start, nations[-1].end))
    keys = tuple(dict.fromkeys(k for i in nations for k in i.keys))
    if not listed or len(keys) < _TWO or nations[0].start != people[-1].end + 1:
        return []
    return [Item(people[-1].start, nations[-1].end, "plural", keys, EntityType.COUNTRY)]
