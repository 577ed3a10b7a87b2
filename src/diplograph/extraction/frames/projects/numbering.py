"""Works named by a number or the towns they join, two in a row, those that "celle de …" adds to a first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diplograph.extraction.frames.projects.naming import is_one, is_plural
from diplograph.extraction.frames.projects.partaking import is_verb
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import phrase_end
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern

_NUMBER = re.compile(r" (?:\d{1,2}|[IVX]{1,4}|[A-M])(?![\w-])")
_PROPER = re.compile(r"[A-ZÉÈÀ][a-zà-öø-ÿ]")
_OF = pattern(r" {of}")
_TOWNS = re.compile(r" [A-ZÉÈ][\w’']+(?: ?[-–—] ?[A-ZÉÈ][\w’']+)+(?: [A-ZÉÈ][\w’']+)?")
_LONGEST, _INNER = 60, 8
_SITE = r" (?:de |d'|d’|du )([A-ZÉÈ][\w-]+(?: (?:[A-ZÉÈ][\w-]+|\d{1,2}))*)"
_TITLE = r"([A-ZÉÈ][\w-]+(?: (?=[\w-]*[A-ZÉÈ])[\w-]+| [a-z]{4,7}(?= [A-ZÉÈ]))*)"
_TITLES = re.compile(rf" {_TITLE}(?: \([^()]{{1,12}}\))? et {_TITLE}")
_SITES = re.compile(
    rf"(?: d['’][a-zé]+)?{_SITE}(?: \([^()]{{1,30}}\))?"
    rf"(?:, dont [^,;.()]{{5,90}})?(?:, et|,| et){_SITE}"
)
THAT_ONE = pattern(  # works that stand alone: "ceux de A" are counted nowhere
    r"(?<!dans )(?<!de )(?<!par )(?<!avec )(?<!sur )\bcel(?:le|ui) (?={of}|{which})"
)
_NAMED = re.compile(r"(de |d['’]|du )([A-ZÉÈÀ][\w’'-]*(?: [A-ZÉÈÀ][\w’'-]*)*)")
_THAT = pattern(r"([^,;:.]{0,30}?) ?\b{that}")
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
    if not (towns or number) or not is_one(sentence, hit):
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
    if not sector and not (complement and text[complement.end()].isupper()) and not (complement and inner):
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


def several(sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None) -> list[tuple[int, int, str]]:
    """ "les centrales solaires d'A (1 GW) et de B" are two projects, each with its own place."""
    source = sentence.source
    match = _SITES.match(source.text, hit.end, sentence.end)
    begun = hit.payload["form"] == "works" or (hit.payload["form"] == "start" and started is not None)
    if hit.payload["form"] == "named" and is_plural(sentence, hit):
        both = _TITLES.match(source.text, hit.end, sentence.end)
        if both:
            return [(hit.start, both.end(1), both.group(1)), (both.start(2), both.end(2), both.group(2))]
    if match is None or not begun or not is_plural(sentence, hit):
        return []
    head = " ".join(word.removesuffix("s") for word in source.quote(hit.start, hit.end).split())
    particles = [source.text[match.start(n) - 2 : match.start(n)].replace("e ", "de ") for n in (1, 2)]
    names = [f"{head} {particle}{name}" for particle, name in zip(particles, match.groups(), strict=True)]
    return [(hit.start, match.end(1), names[0]), (match.start(2), match.end(2), names[1])]


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
    if is_verb(sentence, started) or not is_one(sentence, hit):
        return None
    return hit.start, hit.end, sentence.source.quote(started.start, hit.end)
