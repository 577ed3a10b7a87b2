"""Works named by a number or by the towns they join, and those that "celle de …" adds to a first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diplograph.extraction.frames.projects.partaking import is_verb
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import phrase_end
from diplograph.knowledge import Entry, Hit

_NUMBER = re.compile(r" (?:\d{1,2}|[IVX]{1,4}|[A-M])(?![\w-])")
_OF_NAME = re.compile(r" (?:de |d'|d’|du )(?=[A-ZÉÈÀ])")
_PROPER = re.compile(r"[A-ZÉÈÀ][a-zà-öø-ÿ]")
_OF = re.compile(r" (?:de |d'|du |des )")
_TOWNS = re.compile(r" [A-ZÉÈ][\w’']+(?: ?[-–—] ?[A-ZÉÈ][\w’']+)+(?: [A-ZÉÈ][\w’']+)?")
_THE = re.compile(r"(?:^|[\s'])(?:la|de la|a la|une|cette|sur la|sa|l'|de l'|a l') ?(?:future |nouvelle )?$")
_LONGEST, _INNER = 60, 8
THAT_ONE = re.compile(
    r"(?<!dans )(?<!de )(?<!par )(?<!avec )(?<!sur )\b(?:celle|celui) (?=(?:de |d'|du |que |qu'|qui ))"
)
_NAMED = re.compile(r"(de |d['’]|du )([A-ZÉÈÀ][\w’'-]*(?: [A-ZÉÈÀ][\w’'-]*)*)")
_THAT = re.compile(r"([^,;:.]{0,30}?) ?\bqu(?:e |')")
_AT = re.compile(r" (?:à|au|en) ([A-ZÉÈÀ][\w’'-]*(?: [A-ZÉÈÀ][\w’'-]*)*)")
_WHOSE_REACH, _VERB_REACH = 140, 90


@dataclass(frozen=True, slots=True)
class Another:
    """Works told by "celle": where they stand, their name, and the verb that begins them, if any."""

    start: int
    end: int
    name: str
    started: Hit[Entry] | None


def numbered(sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None) -> tuple[int, int, str] | None:
    """ "La ligne 3 du métro de Hanoï", "la ligne Tanger-Kénitra", "la phase II de Chennai"."""
    text = sentence.source.text
    towns = _TOWNS.match(text, hit.end, sentence.end)
    number = _NUMBER.match(text, hit.end, sentence.end)
    if not (towns or number) or not _THE.search(sentence.folded(hit.start - 16, hit.start)):
        return None
    sector = hit.payload["sector"]
    if sector and not _speaks_of(sentence, sector):
        return None
    if towns:
        return (hit.start, towns.end(), sentence.source.quote(hit.start, towns.end())) if sector else None
    assert number is not None
    complement = _OF.match(sentence.source.folded, number.end(), sentence.end)
    if sector and not complement and started is None:
        return None  # "chargé de la ligne 6"
    inner = sentence.source.words("projects", number.end(), number.end() + _INNER)
    if not sector and not _OF_NAME.match(text, number.end(), sentence.end) and not (complement and inner):
        return None
    limit = min(sentence.end, number.end() + _LONGEST)
    end = (
        phrase_end(sentence.source, number.end(), limit, coordinated=False)
        if text[number.end()] == " "
        else 0
    )
    end = max(end, number.end())
    name = sentence.source.quote(hit.start, end)
    if started is None and not _PROPER.search(name, 1):
        return None  # "il a pris la ligne 3 du métro"
    return hit.start, end, name


def _speaks_of(sentence: Sentence, sector: str) -> bool:
    """Whether the text has words of a sector: "la ligne 3" may be a bus's, "la ligne A-B" a power line."""
    return any(hit.payload.code.startswith(sector) for hit in sentence.source.scan.sectors)


def another(sentence: Sentence, hit: Hit[Entry], end: int) -> Another | None:
    """ "La centrale solaire de A, exploitée par B, et celle de 100 MW que B construit à C"."""
    limit = min(sentence.end, end + _WHOSE_REACH)
    match = THAT_ONE.search(sentence.source.folded, end, limit)
    if match is None or sentence.source.words("projects", end, match.start()):
        return None
    text = sentence.source.text
    head = sentence.source.quote(hit.start, hit.end)
    starts = sentence.source.cues
    named = _NAMED.match(text, match.end(), sentence.end)
    before = [v for v in starts("project_starts", end, match.start()) if is_verb(sentence, v)]
    after = [
        v for v in starts("project_starts", match.end(), match.end() + _VERB_REACH) if is_verb(sentence, v)
    ]
    if named:
        name, stop = f"{head} {named.group()}", named.end()
        return Another(match.start(), stop, name, before[-1] if before else None)
    at = _AT.search(text, match.end(), min(sentence.end, match.end() + _VERB_REACH))
    if at is None or not after or not after[0].start < at.start():
        return None
    that = _THAT.match(sentence.source.folded, match.end(), after[0].start)
    stop = that.end(1) if that else match.end()
    return Another(match.start(), stop, f"{head} de {at.group(1)}", after[0])


def rebuilt_line(
    sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None
) -> tuple[int, int, str] | None:
    """ "Financent la réfection de la ligne qui descend de …": a line of the text's trade that is rebuilt."""
    sector = hit.payload["sector"]
    if (
        started is None
        or started.payload["form"] != "rebuild"
        or not sector
        or not _speaks_of(sentence, sector)
    ):
        return None
    if is_verb(sentence, started) or not _THE.search(sentence.folded(hit.start - 16, hit.start)):
        return None
    return hit.start, hit.end, sentence.source.quote(started.start, hit.end)
