"""The analyst's own gazetteer: what its rows name, and what is wrong with them.

A row that has the key, an identifier or the name of a bundled thing of its type is that thing; any other row
is a new one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property

from diplograph.knowledge.gazetteer import ALL_NAMES, IDENTIFIER_FORMS, Gazetteer
from diplograph.knowledge.own_rows import OwnRow
from diplograph.knowledge.spreadsheet import Problem
from diplograph.language.folding import fold
from diplograph.model import EntityType, KnownEntity
from diplograph.model.keys import entity_key, kind_of

_SCHEMES = ("wikidata", "geonames", "isin")
# Things that a document names, not those that a fact is (agreements, events, projects).
OWN_TYPES = (
    *(EntityType.PERSON, EntityType.COMPANY, EntityType.PUBLIC_BODY, EntityType.INSTITUTION),
    *(EntityType.INTERNATIONAL_ORGANIZATION, EntityType.CITY, EntityType.REGION, EntityType.COUNTRY),
)
_BY_KIND = {kind_of(kind): kind for kind in OWN_TYPES}
_TYPES = {fold(form): kind for kind in OWN_TYPES for form in (kind.value, kind_of(kind))}
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class OwnEntity:
    """A row that can be used: the thing, the names that need a cue, and where it stands."""

    entity: KnownEntity
    ambiguous: tuple[str, ...]
    sectors: tuple[str, ...]
    parents: tuple[str, ...]
    where: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the row."""
        return (self.entity.name, *self.entity.aliases)


class _Known:
    """What is known already, by key, identifier, name and code; the user's things once they have keys."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.entities = gazetteer.entities
        self.own: dict[tuple[EntityType, str], str] = {}
        self.own_keys: set[str] = set()

    def learn(self, kind: EntityType, name: str, key: str) -> None:
        """Take in a row of the user's."""
        self.own.setdefault((kind, fold(name)), key)
        self.own_keys.add(key)

    def refers_to(self, told: str, kind: EntityType) -> str:
        """Key of a thing of a type by its key, name or code; "" for none."""
        key = told if told in self.own_keys or told in self.entities else self.own.get((kind, fold(told)), "")
        key = key or self.named(told, kind)
        key = key or (self.by_code.get(told, "") if kind is EntityType.COUNTRY else "")
        return key if key.startswith(f"{kind_of(kind)}/") else ""

    def near(self, told: str, kind: EntityType) -> list[str]:
        """Names of things of a type that are written nearly so."""
        return get_close_matches(told, self._names_of[kind], n=1)

    @cached_property
    def _names_of(self) -> Mapping[EntityType, list[str]]:
        names: dict[EntityType, list[str]] = defaultdict(list)
        for entity in self.entities.values():
            names[entity.type].append(entity.name)
        return names

    @cached_property
    def by_identifier(self) -> Mapping[tuple[str, str], str]:
        return {
            pair: entity.key
            for entity in self.entities.values()
            for pair in entity.identifiers
            if pair[0] in _SCHEMES
        }

    @cached_property
    def by_name(self) -> Mapping[str, tuple[str, ...]]:
        names: dict[str, list[str]] = defaultdict(list)
        for entity in self.entities.values():
            for name in dict.fromkeys(map(fold, (entity.name, *entity.aliases))):
                names[name].append(entity.key)
        return {name: tuple(keys) for name, keys in names.items()}

    @cached_property
    def by_code(self) -> Mapping[str, str]:
        return {
            value: entity.key
            for entity in self.entities.values()
            if entity.type is EntityType.COUNTRY
            for scheme, value in entity.identifiers
            if scheme.startswith("iso3166")
        }

    def named(self, name: str, kind: EntityType) -> str:
        """Key of the one thing of a type that has a name; "" for none or several."""
        keys = [key for key in self.by_name.get(fold(name), ()) if self.entities[key].type is kind]
        preferred = [key for key in keys if fold(self.entities[key].name) == fold(name)]
        return preferred[0] if len(preferred) == 1 else keys[0] if len(keys) == 1 else ""


def own_entities(
    rows: Sequence[OwnRow], *, bundled: Gazetteer, sectors: Iterable[str]
) -> tuple[list[OwnEntity], list[Problem]]:
    """What the rows name, in their order, and what is wrong with them."""
    problems: list[Problem] = []
    known = _Known(bundled)
    kinds = {row.where: kind for row in rows if (kind := _type(row, problems)) is not None}
    typed = {row.get("key") for row in rows if row.get("type")}
    usable = [
        row
        for row in rows
        if row.where in kinds and _has_name(row, problems) and _refers(row, typed, known, problems)
    ]
    keys = {row.where: _key(row, kinds[row.where], known, problems) for row in usable}
    for row in usable:
        known.learn(kinds[row.where], row.get("name"), keys[row.where])
    first_key: dict[str, str] = {}
    first_identifier: dict[tuple[str, str], str] = {}
    found: list[OwnEntity] = []
    codes = sorted(sectors)
    for row in usable:
        key, kind = keys[row.where], kinds[row.where]
        if key in first_key:
            column = "key" if row.get("key") else "name"
            hint = f"first at {first_key[key]}; keep one row, this one is left out"
            problems.append(row.problem(column, f"names {key} again", hint))
            continue
        identifiers = list(_identifiers(row, kind, known, problems))
        again = [pair for pair in identifiers if pair in first_identifier]
        if again:
            scheme, value = again[0]
            hint = f"first at {first_identifier[again[0]]}; keep one row, this one is left out"
            problems.append(row.problem(scheme, f"has the identifier {value} again", hint))
            continue
        first_key[key] = row.where
        first_identifier.update(dict.fromkeys(identifiers, row.where))
        country = _references(row, "country", EntityType.COUNTRY, known, problems)
        names = list(_names(row, problems))
        entity = KnownEntity(
            key=key,
            type=kind,
            name=row.get("name"),
            aliases=tuple(name for name in names if name != row.get("name")),
            country="" if kind is EntityType.COUNTRY else next(iter(country), ""),
            identifiers=tuple(identifiers),
        )
        found.append(
            OwnEntity(
                entity=entity,
                ambiguous=tuple(_ambiguous(row, (entity.name, *entity.aliases), problems)),
                sectors=tuple(_sectors(row, codes, problems)),
                parents=_references(row, "parents", EntityType.COMPANY, known, problems),
                where=row.where,
            )
        )
    shared = list(_shared(found, {row.where: row for row in usable}, problems))
    return [replace(one, ambiguous=(*one.ambiguous, *more)) for one, more in shared], sorted(problems)


def _type(row: OwnRow, problems: list[Problem]) -> EntityType | None:
    told = row.get("type")
    if not told:
        kind = _BY_KIND.get(row.get("key").partition("/")[0])
        if kind is None:
            problems.append(row.problem("type", "is empty", f"one of {_choices()}; the row is left out"))
        return kind
    kind = _TYPES.get(fold(told).replace(" ", "")) or _TYPES.get(fold(told).replace(" ", "-"))
    if kind is None:
        near = get_close_matches(told, [kind.value for kind in OWN_TYPES], n=1, cutoff=0.5)
        advice = f"did you mean {near[0]}? " if near else ""
        hint = f"{advice}one of {_choices()}; the row is left out"
        problems.append(row.problem("type", f"is unknown: {told!r}", hint))
    return kind


def _refers(row: OwnRow, typed: Container[str], known: _Known, problems: list[Problem]) -> bool:
    """Whether a row that leaves its type to its key has a key that some table gives a type."""
    key = row.get("key")
    if row.get("type") or key in known.entities or key in typed:
        return True
    near = get_close_matches(key, list(known.entities), n=1)
    advice = f"did you mean {near[0]}? " if near else ""
    hint = f"{advice}for a new thing, leave key empty and give its type; the row is left out"
    problems.append(row.problem("key", f"is in no table: {key!r}", hint))
    return False


def _choices() -> str:
    return ", ".join(kind.value for kind in OWN_TYPES)


def _has_name(row: OwnRow, problems: list[Problem]) -> bool:
    name = row.get("name")
    if not name:
        problems.append(row.problem("name", "is empty", "every row needs one; the row is left out"))
    elif len(name) < _SHORTEST:
        problems.append(row.problem("name", f"is too short: {name!r}", "write it out; the row is left out"))
    elif name == name.lower():
        hint = "texts are searched for names that begin with a capital"
        problems.append(row.problem("name", f"has no capital: {name!r}", hint, note=True))
    return len(name) >= _SHORTEST


def _key(row: OwnRow, kind: EntityType, known: _Known, problems: list[Problem]) -> str:
    told, prefix = row.get("key"), f"{kind_of(kind)}/"
    if told:
        slug = told.removeprefix(prefix)
        if told.startswith(prefix) and slug and slug == entity_key(kind, slug).removeprefix(prefix):
            return told
        hint = f"a key of this type is {prefix}name-in-lower-case; leave it empty to have one made"
        problems.append(row.problem("key", f"is not of the right form: {told!r}", hint))
    for scheme in _SCHEMES:
        for value in row.items(scheme):
            key = known.by_identifier.get((scheme, value), "")
            if not key:
                continue
            other = known.entities[key]
            if other.type is kind:
                return key
            hint = f"correct the type to {other.type.value}, or remove the identifier"
            problems.append(row.problem(scheme, f"has {value}, which is {other.name} ({key})", hint))
    return known.named(row.get("name"), kind) or entity_key(kind, row.get("name"))


def _identifiers(
    row: OwnRow, kind: EntityType, known: _Known, problems: list[Problem]
) -> Iterator[tuple[str, str]]:
    for scheme in _SCHEMES:
        form, told = IDENTIFIER_FORMS[scheme]
        for value in row.items(scheme):
            if form.fullmatch(value):
                other = known.entities.get(known.by_identifier.get((scheme, value), ""))
                if other is None or other.type is kind:
                    yield scheme, value  # `_key` has told of the others
            else:
                hint = f"an identifier is {told}; it is left out"
                problems.append(row.problem(scheme, f"has {value!r}", hint))


def _names(row: OwnRow, problems: list[Problem]) -> Iterator[str]:
    seen = {row.get("name")}
    for column in ("aliases", "former"):
        for name in row.items(column):
            if len(name) < _SHORTEST:
                problems.append(row.problem(column, f"has {name!r}, too short to be a name", "remove it"))
            elif name not in seen:
                seen.add(name)
                yield name


def _ambiguous(row: OwnRow, names: Sequence[str], problems: list[Problem]) -> Iterator[str]:
    told = row.items("ambiguous")
    if told == (ALL_NAMES,):
        yield from names
        return
    for name in told:
        if name in names:
            yield name
        else:
            hint = "it lists names of the row that mean something else too; * stands for all"
            problems.append(row.problem("ambiguous", f"has {name!r}, which the row does not name", hint))


def _sectors(row: OwnRow, codes: Sequence[str], problems: list[Problem]) -> Iterator[str]:
    for code in row.items("sectors"):
        if code in codes:
            yield code
            continue
        near = get_close_matches(code, codes, n=2, cutoff=0.4)
        hint = f"did you mean {' or '.join(near)}?" if near else "codes stand in ontology/sectors.ttl"
        problems.append(row.problem("sectors", f"has {code!r}, which is no sector", hint))


def _references(
    row: OwnRow, column: str, kind: EntityType, known: _Known, problems: list[Problem]
) -> tuple[str, ...]:
    """Keys of what a cell refers to, by key, name or code."""
    found = []
    for told in row.items(column):
        key = known.refers_to(told, kind)
        if key:
            found.append(key)
            continue
        near = known.near(told, kind)
        hint = f"did you mean {near[0]!r}?" if near else "give a name or a key that the tables have"
        problems.append(row.problem(column, f"refers to {told!r}, which no table has", hint))
    return tuple(found)


def _shared(
    found: Sequence[OwnEntity], rows: Mapping[str, OwnRow], problems: list[Problem]
) -> Iterator[tuple[OwnEntity, tuple[str, ...]]]:
    """Each thing with its names that two rows give: they become ambiguous, and a cue must decide."""
    owners: dict[str, list[OwnEntity]] = defaultdict(list)
    for one in found:
        for name in dict.fromkeys(map(fold, one.names)):
            owners[name].append(one)
    for one in found:
        more = []
        for name in one.names:
            others = [other for other in owners[fold(name)] if other is not one]
            if not others or name in one.ambiguous:
                continue
            more.append(name)
            row = rows[one.where]
            column = next((c for c in ("name", "aliases", "former") if name in row.items(c)), "aliases")
            told = f"has {name!r}, which names {others[0].entity.name} too ({others[0].where})"
            hint = (
                "keep it in one row, or list it under ambiguous in both; for now a cue must tell them apart"
            )
            problems.append(row.problem(column, told, hint))
        yield one, tuple(more)


__all__ = ["OWN_TYPES", "OwnEntity", "own_entities"]
