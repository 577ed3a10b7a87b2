"""All that the program knows, ready to be found in a text in one pass."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from diplograph.knowledge.gazetteer import CountryForms, Gazetteer, Tenure
from diplograph.knowledge.insertions import parted
from diplograph.knowledge.lesser_towns import LesserTowns
from diplograph.knowledge.lexicon import Entry, Lexicon
from diplograph.knowledge.likeness import LikenessIndex
from diplograph.knowledge.matching import PARTICIPLE, Automaton, Hit, expand, longest
from diplograph.knowledge.name_index import Name, NameIndex
from diplograph.knowledge.sectors import Sector
from diplograph.knowledge.spreadsheet import Problem
from diplograph.language.folding import fold, spellings
from diplograph.model import KnownEntity


@dataclass(frozen=True, slots=True)
class Adjective:
    """An adjective or demonym; compounds ("franco-kazakh") have several countries, in order."""

    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectorTerm:
    """A word that names a sector."""

    code: str


Word = Adjective | SectorTerm | Entry

_ARTICLE = re.compile(r"(?:L[ae]s? |L['’])")
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})-(?=[^\W\d_]{2})")  # that a writer may leave out
_IN_NAMES = ("person/", "city/", "region/")  # persons are called so: Jean Saint Martin
_COMPOUND = re.compile(r"(?<![a-z-])[a-z]++(?:-[a-z]++)++")  # possessive: linear on any text


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass found in a text: the leftmost longest of each sort, in reading order."""

    names: tuple[Hit[Name], ...]
    adjectives: tuple[Hit[Adjective], ...]
    sectors: tuple[Hit[SectorTerm], ...]
    words: Mapping[str, tuple[Hit[Entry], ...]]


@dataclass(frozen=True, slots=True)
class Index:
    """The names of the gazetteer, to be found in texts and compared with names that texts give."""

    names: NameIndex
    likenesses: LikenessIndex


@dataclass(frozen=True)
class Knowledge:
    """Gazetteer, sectors and lexicon; `digest` changes when any table does.

    Attributes:
        problems: what is wrong with the analyst's own tables; their rest is used.
        index: of the gazetteer's names; None: it is made when first used.
        towns: those too small for the gazetteer, whose names need a cue each.
    """

    gazetteer: Gazetteer
    sectors: Mapping[str, Sector]
    lexicon: Lexicon
    problems: tuple[Problem, ...] = ()
    index: Index | None = field(default=None, repr=False, compare=False)
    towns: LesserTowns = field(default_factory=LesserTowns, repr=False)
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        sectors = repr(sorted(self.sectors.items()))
        parts = [self.gazetteer.digest, self.lexicon.digest, sectors, self.towns.digest]
        object.__setattr__(self, "digest", hashlib.sha256("\0".join(parts).encode()).hexdigest())

    @cached_property
    def names(self) -> NameIndex:
        """Every name of the gazetteer."""
        return self.index.names if self.index else NameIndex.of(self._names())

    @cached_property
    def likenesses(self) -> LikenessIndex:
        """The names that need no cue, by what their spellings have in common."""
        if self.index:
            return self.index.likenesses
        return LikenessIndex.of(
            (name.key, name.spelling) for _, name in self._spelt() if not (name.metonym or name.ambiguous)
        )

    @cached_property
    def _automaton(self) -> Automaton[Word]:
        return Automaton(self._patterns())

    @cached_property
    def _adjectives(self) -> Mapping[str, str]:
        return {
            fold(form): country
            for country, forms in self.gazetteer.countries.items()
            for form in (*forms.adjectives, *forms.demonyms)
        }

    @cached_property
    def _combining(self) -> Mapping[str, str]:
        return {
            fold(prefix): country
            for country, forms in self.gazetteer.countries.items()
            for prefix in forms.combining
        }

    @cached_property
    def capitals(self) -> Mapping[str, str]:
        """City key → key of the country whose government it may stand for."""
        return {forms.capital: key for key, forms in self.gazetteer.countries.items() if forms.capital}

    @cached_property
    def shared_adjectives(self) -> Mapping[str, tuple[str, ...]]:
        """Adjectives and demonyms, folded, of more countries than one: "congolais"."""
        found: dict[str, list[str]] = defaultdict(list)
        for country, forms in self.gazetteer.countries.items():
            for form in dict.fromkeys(map(fold, (*forms.adjectives, *forms.demonyms))):
                found[form].append(country)
        return {form: tuple(countries) for form, countries in found.items() if len(countries) > 1}

    @cached_property
    def country_names(self) -> Mapping[str, str]:
        """Countries by their names and those of their capitals, folded."""
        found: dict[str, str] = {}
        for key, forms in self.gazetteer.countries.items():
            for one in (self.entity(key), self.entity(forms.capital)):
                found.update((fold(name), key) for name in ((one.name, *one.aliases) if one else ()))
        return found

    @cached_property
    def _posts(self) -> Mapping[tuple[str, str], tuple[tuple[str, str, str], ...]]:
        posts = defaultdict(list)
        for tenure in self.gazetteer.tenures:
            posts[tenure.post, tenure.of].append((tenure.start, tenure.end, tenure.person))
        return {key: tuple(sorted(values)) for key, values in posts.items()}

    @cached_property
    def office_holders(self) -> frozenset[str]:
        """Persons that held a post, at whatever time."""
        return frozenset(tenure.person for tenure in self.gazetteer.tenures)

    @cached_property
    def _tenures(self) -> Mapping[str, tuple[Tenure, ...]]:
        found = defaultdict(list)
        for tenure in self.gazetteer.tenures:
            found[tenure.person].append(tenure)
        return {person: tuple(tenures) for person, tenures in found.items()}

    def country(self, key: str) -> CountryForms | None:
        """The words of one country."""
        return self.gazetteer.countries.get(key)

    def entity(self, key: str) -> KnownEntity | None:
        """A known entity by its key."""
        return self.gazetteer.entities.get(key) or self.towns.entity(key)

    def holder(self, post: str, of: str, date: str) -> str:
        """Who held a post on a date ("" when no table says, or when two did)."""
        if not date:
            return ""
        found = {
            person
            for start, end, person in self._posts.get((post, of), ())
            if start and start[: len(date)] <= date and (not end or date <= end or end.startswith(date))
        }
        return found.pop() if len(found) == 1 else ""

    def tenures_of(self, person: str) -> tuple[Tenure, ...]:
        """Every office that the tables know of one person."""
        return self._tenures.get(person, ())

    def posts_of(self, person: str, date: str) -> tuple[tuple[str, str], ...]:
        """Posts (post, of) that a person held on a date."""
        return tuple(
            (tenure.post, tenure.of)
            for tenure in self.tenures_of(person)
            if tenure.start
            and tenure.start <= (date or "9999")
            and (not tenure.end or not date or date <= tenure.end)
        )

    def scan(self, text: str, folded: str) -> Scan:
        """Find every word of every table. `folded` is `fold(text)`, line ends made spaces."""
        names = [
            hit
            for hit in self.names.find(folded)
            if _spelt_as_name(text[hit.start : hit.end], hit.payload.spelling)
        ]
        sorted_out: dict[str, list[Hit[Word]]] = defaultdict(list)
        accents = "é" in text  # not a text that leaves its accents out
        for hit in self._automaton.find(folded):
            word = hit.payload
            if isinstance(word, Entry):
                if accents and not _accented_alike(
                    text[hit.start : hit.end], folded[hit.start : hit.end], word
                ):
                    continue
                sorted_out[word.table].append(hit)
            elif isinstance(word, SectorTerm):
                sorted_out["#sectors"].append(hit)
            else:
                sorted_out["#adjectives"].append(hit)
        inserted = longest(sorted_out.get("insertions", ()))
        for hit, written, literal in parted(text, folded, inserted, self._automaton.find):
            word = hit.payload
            if isinstance(word, Entry) and (not accents or _accented_alike(written, literal, word)):
                sorted_out[word.table].append(hit)
        sorted_out["#adjectives"] += self._compounds(folded)
        found = {table: tuple(longest(hits)) for table, hits in sorted_out.items()}
        return Scan(
            names=tuple(longest(names)),
            adjectives=cast(tuple[Hit[Adjective], ...], found.pop("#adjectives", ())),
            sectors=cast(tuple[Hit[SectorTerm], ...], found.pop("#sectors", ())),
            words=cast(Mapping[str, tuple[Hit[Entry], ...]], found),
        )

    def _compounds(self, folded: str) -> Iterator[Hit[Word]]:
        """Adjectives such as franco-kazakh or kazakho-française, whichever countries they join."""
        for match in _COMPOUND.finditer(folded):
            *first, last = match.group().split("-")
            countries = [self._combining.get(part, "") for part in first] + [self._adjectives.get(last, "")]
            if all(countries) and len(set(countries)) == len(countries):
                yield Hit(match.start(), match.end(), Adjective(tuple(countries)))

    def _names(self) -> Iterator[tuple[str, Name]]:
        """Folded literals with their names: as the tables spell them, then (organizations, countries) without
        their hyphens."""
        spelt = list(self._spelt())
        yield from spelt
        literals = {literal for literal, _ in spelt}
        for literal, name in spelt:
            if name.key.startswith(_IN_NAMES) or name.spelling.islower():
                continue
            if (loose := _HYPHEN.sub(" ", literal)) not in literals:
                yield loose, name

    def _spelt(self) -> Iterator[tuple[str, Name]]:
        muted, ambiguous = self.gazetteer.muted, self.gazetteer.ambiguous
        for entity in self.gazetteer.entities.values():
            for spelling in (entity.name, *entity.aliases):
                folded = fold(spelling)
                if muted and (entity.key, folded) in muted:
                    continue
                name = Name(entity.key, spelling, ambiguous=spelling in ambiguous)
                for literal in spellings(folded):
                    yield literal, name
        for spelling, key in self.gazetteer.metonyms.items():
            yield fold(spelling), Name(key, spelling, metonym=True)

    def _patterns(self) -> Iterator[tuple[str, Word]]:
        for key, forms in self.gazetteer.countries.items():
            for form in dict.fromkeys(map(fold, (*forms.adjectives, *forms.demonyms))):
                yield form, Adjective((key,))
        for sector in self.sectors.values():
            for term in sector.terms:
                for literal in expand(term):
                    yield literal, SectorTerm(sector.code)
        for entry in self.lexicon:
            for literal in entry.literals:
                for spelling in spellings(literal):
                    yield spelling, entry


def _accented_alike(found: str, literal: str, entry: Entry) -> bool:
    """Tell a participle from the noun or the present that it looks like: "commandé", "commande"."""
    if found.isupper():
        return True
    if PARTICIPLE.search(found):
        return "é" in entry.pattern or entry.pattern.endswith("*")  # any ending
    return literal not in entry.participles


def _spelt_as_name(found: str, spelling: str) -> bool:
    """Tell a name from a common word: a capital of its own, past the article; acronyms letter by letter."""
    if spelling.isupper() and len(spelling) <= 6:
        return found.isupper()
    if found.isupper() or spelling.islower():  # "zone euro" is written so
        return True
    article = _ARTICLE.match(spelling)
    first = article.end() if article else 0
    pairs = zip(found[first:], spelling[first:], strict=False)
    return any(f.isupper() and s.isupper() for f, s in pairs)


__all__ = ["Adjective", "Index", "Knowledge", "Name", "Scan", "SectorTerm"]
