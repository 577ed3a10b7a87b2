"""What a name would be taken for, and why."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from diplograph.knowledge.base import Knowledge
from diplograph.knowledge.loading import load_knowledge, read_own
from diplograph.language.folding import fold, spellings
from diplograph.model import EntityType, KnownEntity
from diplograph.model.values import KEY
from diplograph.resources import resource

EXACT, NORMALISED, SPELLING, ADJECTIVE, METONYM, SURNAME = 1.0, 0.98, 0.95, 0.9, 0.9, 0.8
_FIRST_FORM = re.compile(
    r"\[([^|\]]*)[^\]]*\]|\([^)]*\)"
)  # of a pattern: the first of several, no optional part
_LEAST_NEAR = 70.0
_SHORTEST_PART = 3  # letters: one or two are a part of any name
_LEAST_PART = 80.0  # of a part of a longer name


@dataclass(frozen=True, slots=True)
class Finding:
    """A thing that a name may mean.

    Attributes:
        matched: the name or alias of the tables that fits; the key as it was given.
        how: "key" (it is one), "exact", "normalised" (case, accents, apostrophes), "spelling"
            (transliteration, hyphens), "adjective", "metonym" (stands for it), "surname" (with an office or a
            country that fits).
        score: from 0 to 1.
        ambiguous: this name also means something else, and counts only where words around it tell.
        where: rows of the tables that name the thing, "file:line".
        cues: words that tell it where they stand beside the name; empty when none are needed.
    """

    key: str
    name: str
    type: str
    matched: str
    how: str
    score: float
    ambiguous: bool
    country: str
    identifiers: tuple[tuple[str, str], ...]
    where: tuple[str, ...]
    cues: tuple[str, ...] = ()


def look_up(knowledge: Knowledge, name: str, *, gazetteers: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """Everything that a name may mean, the most certain first; empty when no table knows it.

    Args:
        gazetteers: the analyst's own tables that `knowledge` was loaded with, to say where a row stands.
    """
    name = " ".join(name.split())
    folded = fold(name)
    if (key := name.replace(":", "/", 1)) in knowledge.gazetteer.entities:
        return (_finding(knowledge, key, (name, "key", EXACT, False), _places([key], gazetteers)),)
    found: dict[str, tuple[str, str, float, bool]] = {}
    spelt = dict.fromkeys((folded, folded.replace(" ", "-")))  # places are not looked for without hyphens
    for item in (item for literal in spelt for item in knowledge.names.get(literal)):
        how, score = ("exact", EXACT) if item.spelling == name else ("normalised", NORMALISED)
        if folded not in spellings(fold(item.spelling)):
            how, score = "spelling", SPELLING
        if item.metonym:
            how, score = "metonym", METONYM
        if item.key not in found or score > found[item.key][2]:
            found[item.key] = (item.spelling, how, score, item.ambiguous)
    for country, forms in knowledge.gazetteer.countries.items():
        for form in (*forms.adjectives, *forms.demonyms):
            if fold(form) == folded and country not in found:
                found[country] = (form, "adjective", ADJECTIVE, False)
    for key in knowledge.likenesses.same(name):
        entity = knowledge.gazetteer.entities[key]
        if key not in found:
            found[key] = (_nearest(entity, name), "spelling", SPELLING, False)
    for key in knowledge.likenesses.surnamed(name):
        if key not in found:
            entity = knowledge.gazetteer.entities[key]
            found[key] = (entity.name, "surname", SURNAME, True)
    places = _places(found, gazetteers)
    several = len(found) > 1
    findings = [
        _finding(knowledge, key, (matched, how, score, ambiguous or several), places)
        for key, (matched, how, score, ambiguous) in found.items()
    ]
    return tuple(sorted(findings, key=lambda item: (-item.score, item.ambiguous, item.key)))


def near_names(knowledge: Knowledge, name: str, *, most: int = 5) -> tuple[tuple[str, str, float], ...]:
    """Names that are written nearly so, with the key of the first thing each means and how near (0 to 1)."""
    if KEY.fullmatch(name.replace(":", "/", 1)):
        name = name.replace(":", "/", 1).partition("/")[2].replace("-", " ")
    folded = fold(" ".join(name.split()))
    literals = list(knowledge.names.literals())  # of a mapping, RapidFuzz would compare the values
    close = process.extract(folded, literals, scorer=fuzz.ratio, score_cutoff=_LEAST_NEAR, limit=most)
    if (
        len(close) < most and len(folded) >= _SHORTEST_PART
    ):  # a part of a longer name: "Tokaïev" of "Kassym-Jomart Tokaïev"
        parts = process.extract(
            folded,
            [literal for literal in literals if " " in literal],
            scorer=fuzz.partial_ratio,
            score_cutoff=_LEAST_PART,
            limit=most,
        )
        close = [*close, *((literal, score * 0.9, place) for literal, score, place in parts)]
    found: dict[str, tuple[str, str, float]] = {}
    for literal, score, _ in close:
        first = knowledge.names.get(literal)[0]
        found.setdefault(first.key, (first.spelling, first.key, round(score / 100, 2)))
    longer = {row[1]: abs(len(row[0]) - len(folded)) for row in found.values()}
    return tuple(sorted(found.values(), key=lambda item: (-item[2], longer[item[1]], item[0])))[:most]


def _finding(
    knowledge: Knowledge,
    key: str,
    match: tuple[str, str, float, bool],
    places: Mapping[str, tuple[str, ...]],
) -> Finding:
    entity, (matched, how, score, ambiguous) = knowledge.gazetteer.entities[key], match
    return Finding(
        key=key,
        name=entity.name,
        type=entity.type.value,
        matched=matched,
        how=how,
        score=score,
        ambiguous=ambiguous,
        country=entity.country,
        identifiers=entity.identifiers,
        where=places.get(key, ()),
        cues=_cues(knowledge, entity.type, matched) if ambiguous else (),
    )


def _nearest(entity: KnownEntity, name: str) -> str:
    return max((entity.name, *entity.aliases), key=lambda alias: fuzz.ratio(fold(alias), fold(name)))


def _cues(knowledge: Knowledge, kind: EntityType, matched: str) -> tuple[str, ...]:
    """Words of `senses.csv` that tell a kind, or this very name, where they stand beside it."""
    cues = []
    for entry in knowledge.lexicon.tables["senses"]:
        names = entry["names"].split("|") if entry["names"] else []
        if entry["sense"] == kind.value and entry["side"] != "near" and (not names or matched in names):
            form = _FIRST_FORM.sub(r"\1", entry.pattern)
            cues.append(f"{form} …" if entry["side"] != "after" else f"… {form}")
    return tuple(cues)


def _places(keys: Iterable[str], gazetteers: Sequence[Path]) -> dict[str, tuple[str, ...]]:
    """Rows that name each thing: the analyst's first."""
    wanted = set(keys)
    places: dict[str, list[str]] = {key: [] for key in wanted}
    for path in gazetteers:
        bundled = load_knowledge()
        own, _ = read_own([path], bundled=bundled.gazetteer, sectors=bundled.sectors)
        for one in own:
            if one.entity.key in wanted:
                places[one.entity.key].append(one.where)
    for path in sorted(resource("data/gazetteer").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            for row in reader:
                if row.get("key") in wanted:
                    places[row["key"]].append(f"{path.name}:{reader.line_num}")
    return {key: tuple(found) for key, found in places.items()}


__all__ = ["Finding", "look_up", "near_names"]
