"""Towns that only the list of small ones has, by where their names stand: "un forum à Kielce"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diplograph.extraction.mentions import CAPITAL, RUN, Mention, named
from diplograph.extraction.names.capitals import is_recipient
from diplograph.extraction.source import Source, beginning
from diplograph.model import EntityType

_TOWN_PREPOSITION = re.compile(r"(?:^|[\s(])(?:a|jusqu'a|depuis) $")
_OF = re.compile(r" (?:de |du |d'|des )?")
# A town stands behind a preposition or in a list, not behind an article or a noun ("rames Metropolis").
_BEFORE_TOWN = re.compile(r"(?:^|[\s(])(?:de |d'|vers |en |entre |pour |par |sur |via |et |ou )$|\($")
_BETWEEN = re.compile(r"(?:^|[\s(])(?:entre|de|d') ?$")
_PREFIX = 20  # characters of a preposition and its article
_WORDS_BEFORE = re.compile(rf"(?:{CAPITAL}[\w'-]* )+$")
_LONGEST = 40  # characters before a name that may belong to it
_PART = frozenset({EntityType.CITY, EntityType.COMPANY, EntityType.REGION})
_SITES = ("sites", "projects")


def is_town(source: Source, start: int) -> bool:
    """Whether what stands before a name makes it a town's: "à", "depuis", "la ville de"."""
    before = source.folded[max(0, start - _PREFIX) : start]
    return _TOWN_PREPOSITION.search(before) is not None or is_headed(source, start, "town")


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
    before = source.folded[max(0, start - _PREFIX) : start]
    if is_town(source, start) or (label == "LOC" and _BEFORE_TOWN.search(before)):
        return True
    return " " in source.text[start:end] and _is_of_site(source, start, before)


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


def _is_of_site(source: Source, start: int, before: str) -> bool:
    """Whether a site or a work stands before a town of two words: "l'hôpital de campagne de Khan Younès"."""
    if not _BETWEEN.search(before):
        return False
    return any(source.words(table, start - _LONGEST, start) for table in _SITES)
