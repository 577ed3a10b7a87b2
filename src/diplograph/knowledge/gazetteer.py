"""The named things that are known beforehand: countries, towns, organizations, companies, people.

Read from the tables of `data/gazetteer`, which `data/README.md` describes column by column.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from diplograph.errors import TableError
from diplograph.knowledge.tables import Row, raise_all, read_table
from diplograph.model import ISO_DATE, EntityType, KnownEntity
from diplograph.model.schema import POSTS
from diplograph.resources import resource

ALL_NAMES = "*"

_NAMES = ("key", "name", "aliases", "ambiguous")
_COUNTRIES = (
    *_NAMES,
    *("official", "article", "adjectives", "demonyms", "combining", "capital", "status"),
    *("alpha2", "alpha3", "numeric", "region", "subregion", "geonames", "wikidata"),
)
_CITIES = (*_NAMES, "country", "population", "geonames", "wikidata")
_REGIONS = (*_NAMES, "kind", "country", "m49", "wikidata")
_ORGANIZATIONS = (*_NAMES, "country", "wikidata")
_COMPANIES = (*_NAMES, "former", "country", "parents", "sectors", "isin", "wikidata")
_LISTED = (*_NAMES, "country", "sectors", "isin", "wikidata", "source")
_PEOPLE = (*_NAMES, "country", "wikidata")
_TENURES = ("person", "post", "of", "start", "end", "source")
_MEMBERSHIPS = ("member", "organization", "start", "end", "source")
_METONYMS = ("name", "stands_for")


@dataclass(frozen=True, slots=True)
class CountryForms:
    """The words that French makes of one country.

    Attributes:
        adjectives: every inflected form, lower case: kazakh, kazakhe, kazakhs, kazakhes, kazakhstanais…
        demonyms: every inflected form, capitalised.
        combining: first members of compounds ("franco", "kazakho"), without hyphen, lower case.
        capital: key of a city, "" when it has none here.
        article: "le", "la", "l'", "les", or "" for a name without article (Cuba, Israël).
        region, subregion: keys of its continent and of its subregion of the United Nations (M49).
    """

    key: str
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    combining: tuple[str, ...]
    capital: str
    article: str = ""
    region: str = ""
    subregion: str = ""


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held which post of which country or organization; ISO dates, "" when unknown or still going on."""

    person: str
    post: str
    of: str
    start: str
    end: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """Time in an organization; ISO dates, `start` "" when not known, `end` "" while it lasts."""

    member: str
    organization: str
    start: str
    end: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Everything the tables say, checked: keys are unique and every reference resolves.

    Attributes:
        entities: key -> entity, in the order of the tables.
        countries: country key -> its words.
        tenures: in the order of the table.
        memberships: in the order of the table; a country that left and came back has two.
        parents: company key -> key of its first parent; `all_parents` has them all (joint ventures).
        metonyms: name of a palace or the like -> key of what it stands for ("Élysée" -> "country/france").
        ambiguous: names that are also common words, first names or other things: accept them with a cue only.
        company_sectors: company key -> sector codes.
        populations: city key -> inhabitants.
        digest: sha256 (hex) of the tables.
        muted: (key, folded name) pairs that the analyst's own tables gave to another thing.
    """

    entities: Mapping[str, KnownEntity]
    countries: Mapping[str, CountryForms]
    tenures: tuple[Tenure, ...]
    memberships: tuple[Membership, ...]
    parents: Mapping[str, str]
    all_parents: Mapping[str, tuple[str, ...]]
    metonyms: Mapping[str, str]
    ambiguous: frozenset[str]
    company_sectors: Mapping[str, tuple[str, ...]]
    populations: Mapping[str, int]
    digest: str
    muted: frozenset[tuple[str, str]] = frozenset()

    def organizations_of(self, member: str) -> tuple[str, ...]:
        """Keys of the organizations that a member belongs to now, by the table; sorted."""
        held = {row.organization for row in self.memberships if row.member == member and not row.end}
        return tuple(sorted(held))


_IDENTIFIERS = {
    "wikidata": "wikidata",
    "geonames": "geonames",
    "alpha2": "iso3166",
    "alpha3": "iso3166-alpha3",
    "numeric": "iso3166-numeric",
    "isin": "isin",
}
# column -> (form of its identifiers, for a person); the shapes ask the same of the graph.
IDENTIFIER_FORMS = {
    "wikidata": (re.compile("Q[1-9][0-9]*"), "Q and digits"),
    "geonames": (re.compile("[1-9][0-9]*"), "digits"),
    "alpha2": (re.compile("[A-Z]{2}"), "two capitals"),
    "alpha3": (re.compile("[A-Z]{3}"), "three capitals"),
    "numeric": (re.compile("[0-9]{3}"), "three digits, zeros included"),
    "isin": (re.compile("[A-Z]{2}[A-Z0-9]{9}[0-9]"), "two letters, nine signs and a digit"),
}
_ENTITY_TABLES: tuple[tuple[str, Sequence[str], EntityType], ...] = (
    ("countries.csv", _COUNTRIES, EntityType.COUNTRY),
    ("cities.csv", _CITIES, EntityType.CITY),
    ("regions.csv", _REGIONS, EntityType.REGION),
    ("organizations.csv", _ORGANIZATIONS, EntityType.INTERNATIONAL_ORGANIZATION),
    ("public_bodies.csv", _ORGANIZATIONS, EntityType.PUBLIC_BODY),
    ("institutions.csv", _ORGANIZATIONS, EntityType.INSTITUTION),
    ("companies.csv", _COMPANIES, EntityType.COMPANY),
    ("companies_listed.csv", _LISTED, EntityType.COMPANY),
    ("people.csv", _PEOPLE, EntityType.PERSON),
)
_PREFIXES = {
    EntityType.COUNTRY: "country/",
    EntityType.CITY: "city/",
    EntityType.REGION: "region/",
    EntityType.INTERNATIONAL_ORGANIZATION: "international-organization/",
    EntityType.PUBLIC_BODY: "public-body/",
    EntityType.INSTITUTION: "institution/",
    EntityType.COMPANY: "company/",
    EntityType.PERSON: "person/",
}


def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """Read and check every table of the gazetteer.

    Args:
        folder: where the tables are; None: those that come with diplograph.
    Raises:
        TableError: a table is malformed, a key is used twice, or a reference leads nowhere (all are named).
    """
    folder = folder or resource("data/gazetteer")
    rows: list[tuple[Row, EntityType]] = []
    for name, columns, kind in _ENTITY_TABLES:
        rows += [(row, kind) for row in read_table(folder / name, columns)]
    tenures = read_table(folder / "tenures.csv", _TENURES)
    memberships = read_table(folder / "memberships.csv", _MEMBERSHIPS)
    metonyms = read_table(folder / "metonyms.csv", _METONYMS)
    entities = {row.get("key"): _entity(row, kind) for row, kind in rows}
    raise_all(_faults(rows, tenures, memberships, metonyms, entities))
    companies = [row for row, kind in rows if kind is EntityType.COMPANY]
    all_parents = {
        row.get("key"): parents
        for row in companies
        if "parents" in row.cells and (parents := row.items("parents"))
    }
    return Gazetteer(
        entities=MappingProxyType(entities),
        countries=MappingProxyType(
            {row.get("key"): _country_forms(row) for row, kind in rows if kind is EntityType.COUNTRY}
        ),
        tenures=tuple(Tenure(**{column: row.get(column) for column in _TENURES}) for row in tenures),
        memberships=tuple(
            Membership(**{column: row.get(column) for column in _MEMBERSHIPS}) for row in memberships
        ),
        parents=MappingProxyType({company: parents[0] for company, parents in all_parents.items()}),
        all_parents=MappingProxyType(all_parents),
        metonyms=MappingProxyType(
            {name: row.get("stands_for") for row in metonyms for name in row.items("name")}
        ),
        ambiguous=frozenset(name for row, _ in rows for name in _ambiguous(row, entities[row.get("key")])),
        company_sectors=MappingProxyType(
            {row.get("key"): sectors for row in companies if (sectors := row.items("sectors"))}
        ),
        populations=MappingProxyType(
            {
                row.get("key"): row.parsed("population", int, expected="a whole number")
                for row, kind in rows
                if kind is EntityType.CITY and row.get("population")
            }
        ),
        digest=_digest(folder),
    )


def _digest(folder: Path) -> str:
    """Hash the tables' names and bytes, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.csv")):
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _entity(row: Row, kind: EntityType) -> KnownEntity:
    key = row.required("key")
    name = row.required("name")
    if not key.startswith(_PREFIXES[kind]):
        raise row.error("key", f"does not begin with {_PREFIXES[kind]}: {key!r}")
    names = [
        alias
        for column in ("official", "aliases", "former")
        if column in row.cells
        for alias in row.items(column)
    ]
    return KnownEntity(
        key=key,
        type=kind,
        name=name,
        aliases=tuple(alias for alias in dict.fromkeys(names) if alias != name),
        country="" if kind is EntityType.COUNTRY else row.get("country"),
        identifiers=tuple(
            (scheme, value)
            for column, scheme in _IDENTIFIERS.items()
            if column in row.cells
            for value in row.items(column)
        ),
    )


def _country_forms(row: Row) -> CountryForms:
    adjectives = [form for paradigm in row.items("adjectives") for form in _paradigm(row, paradigm)]
    extra = [form for paradigm in row.items("demonyms") for form in _paradigm(row, paradigm)]
    demonyms = [_capitalised(form) for form in adjectives] + extra
    return CountryForms(
        key=row.get("key"),
        adjectives=tuple(dict.fromkeys(adjectives)),
        demonyms=tuple(dict.fromkeys(demonyms)),
        combining=row.items("combining"),
        capital=row.get("capital"),
        article=row.get("article"),
        region=row.get("region"),
        subregion=row.get("subregion"),
    )


def _paradigm(row: Row, cell: str) -> tuple[str, ...]:
    """Four forms written "masculine/feminine/masculine plural/feminine plural"."""
    forms = tuple(form.strip() for form in cell.split("/"))
    if len(forms) != 4 or not all(forms):
        raise row.error("adjectives", f"needs four forms: {cell!r}", hint="like grec/grecque/grecs/grecques")
    return forms


def _capitalised(adjective: str) -> str:
    """sud-coréen -> Sud-Coréen."""
    return "-".join(part[:1].upper() + part[1:] for part in adjective.split("-"))


def _ambiguous(row: Row, entity: KnownEntity) -> tuple[str, ...]:
    names = row.items("ambiguous")
    return (entity.name, *entity.aliases) if names == (ALL_NAMES,) else names


def _faults(
    rows: Sequence[tuple[Row, EntityType]],
    tenures: Iterable[Row],
    memberships: Iterable[Row],
    metonyms: Iterable[Row],
    entities: Mapping[str, KnownEntity],
) -> Iterator[TableError]:
    first: dict[str, str] = {}
    for row, _ in rows:
        key = row.get("key")
        if key in first:
            yield row.error("key", f"repeats {key!r}", hint=f"first at {first[key]}")
        first.setdefault(key, row.where)
        for column in ("country", "capital", "region", "subregion", "parents"):
            if column in row.cells:
                yield from _dangling(row, column, entities)
        for column in IDENTIFIER_FORMS:
            if column in row.cells:
                yield from _misshapen(row, column)
        if "alpha2" in row.cells and not row.get("alpha2"):
            yield row.error("alpha2", "is empty", hint="a country of the table has its ISO 3166-1 code")
        entity = entities[key]
        for name in _ambiguous(row, entity):
            if name != entity.name and name not in entity.aliases:
                yield row.error("ambiguous", f"has a name that the row lacks: {name!r}")
    for row in metonyms:
        yield from _dangling(row, "stands_for", entities)
    for row in tenures:
        yield from _dangling(row, "person", entities)
        yield from _dangling(row, "of", entities)
        if row.get("post") not in POSTS:
            yield row.error("post", f"is not a post: {row.get('post')!r}", hint=", ".join(sorted(POSTS)))
        yield from _undated(row)
    for row in memberships:
        yield from _dangling(row, "member", entities)
        yield from _dangling(row, "organization", entities)
        yield from _undated(row)


def _undated(row: Row) -> Iterator[TableError]:
    for column in ("start", "end"):
        if row.get(column) and not ISO_DATE.fullmatch(row.get(column)):
            yield row.error(column, f"is not an ISO date: {row.get(column)!r}")


def _misshapen(row: Row, column: str) -> Iterator[TableError]:
    form, told = IDENTIFIER_FORMS[column]
    for value in row.items(column):
        if not form.fullmatch(value):
            yield row.error(column, f"has {value!r}", hint=f"an identifier is {told}")


def _dangling(row: Row, column: str, entities: Mapping[str, KnownEntity]) -> Iterator[TableError]:
    for key in row.items(column):
        if key not in entities:
            yield row.error(column, f"refers to {key!r}, which no table has")
