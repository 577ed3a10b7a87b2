"""Towns that only the list of small ones has, by where their names stand: "un forum à Kielce"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diplograph.extraction.mentions import CAPITAL, RUN, Mention, named
from diplograph.extraction.names.capitals import is_recipient
from diplograph.extraction.source import Source, beginning
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_TOWN_PREPOSITION = pattern(r"{edge}(?:a |jusqu'a |depuis )$")  # "vers" and "chez" lead to others too
_OF = pattern(r" {of}?")
# A town stands behind a preposition or in a list, not behind an article or a noun ("rames Metropolis").
_BEFORE_TOWN = pattern(r"{edge}(?!du |des |aux? )(?:{of}|{at}|{for}|{by}|{prep}|{and})$|\($")
_BETWEEN = pattern(r"{edge}(?:entre |{of})$")
_PREFIX = 24  # characters of "en provenance de "
_WORDS_BEFORE = re.compile(rf"(?:{CAPITAL}[\w'-]* )+$")
_LONGEST = 40  # characters before a name that may belong to it
_PART = frozenset({EntityType.CITY, EntityType.COMPANY, EntityType.REGION})
_SITES = ("sites", "projects")


def is_town(source: Source, start: int) -> bool:
    """Whether what stands before a name makes it a town's: "à", "depuis", "la ville de"."""
    return source.before(_TOWN_PREPOSITION, start) is not None or is_headed(source, start, "town")


def is_near_town(source: Source, start: int) -> bool:
    """Whether what belongs to a town or lies near one stands right before: "le port de", "près de"."""
    return any(
        source.folded[near.end : start] in {" de ", " d'"}
        and source.folded[max(0, near.start - 1) : near.start] in {"", " ", "("}
        for near in source.cues("word_classes", start - _PREFIX, start, "near_town")
    )


def is_headed(source: Source, start: int, form: str) -> bool:
    """Whether a noun of one sort announces a place's name: "la vallée de"."""
    cues = source.cues("sites", start - _PREFIX, start, form)
    return any(_OF.fullmatch(source.folded, cue.end, start) for cue in cues)


def is_lesser_town(source: Source, label: str, start: int, end: int) -> bool:
    """Whether a name on the list of towns is one here, which the model labelled PER, LOC, ORG or MISC."""
    if label == "ORG" or not source.knowledge.towns.knows(source.text[start:end]):
        return False
    if is_recipient(source, start):
        return False
    if is_town(source, start) or (label == "LOC" and source.before(_BEFORE_TOWN, start)):
        return True
    return " " in source.text[start:end] and _is_of_site(source, start)


def longer_towns(source: Source, known: Sequence[Mention]) -> Iterator[Mention]:
    """Towns whose names hold that of another thing: "Porto | Murtinho", "Sidi | Bel | Abbès"."""
    text = source.text
    for mention in known:
        if mention.type not in _PART:
            continue
        before = _WORDS_BEFORE.search(text, max(0, mention.start - _LONGEST), mention.start)
        run = RUN.match(text, before.start() if before else mention.start)
        if run is None or run.end() < mention.end or run.end() - run.start() == mention.end - mention.start:
            continue
        if source.knowledge.towns.knows(run.group()) and not beginning(
            source.scan.words.get("offices", ()), run.start(), run.end()
        ):
            yield named(source, run.start(), run.end(), EntityType.CITY)


def _is_of_site(source: Source, start: int) -> bool:
    """Whether a site or a work stands before a town of two words: "l'hôpital de campagne de Khan Younès"."""
    return source.before(_BETWEEN, start) is not None and any(
        source.words(table, start - _LONGEST, start) for table in _SITES
    )
