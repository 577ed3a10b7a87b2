"""Documents, entities, facts and their evidence: frozen, and true or impossible to build."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from diplograph.model.schema import FACT_ROLES, EntityType, Role, Status, ValueKind, entity_type_of

ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
KEY = re.compile(r"[a-z-]+/[^\s/]+")


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it was read.

    Attributes:
        identifier: file stem, or `id` of its metadata; unique in a store.
        text: in NFC, lines ended by "\\n", no BOM, no control characters; evidence offsets point into it.
        digest: sha256 (hex) of the bytes and metadata it came from; tells whether it changed.
        published: ISO date of any precision, or "" when unknown.
        language: BCP 47 tag: what its metadata says, else the one that its words are in.
        source: publisher or address; genre: press, declaration, communique, …; file: as given, for messages.
    """

    identifier: str
    text: str
    digest: str
    title: str = ""
    published: str = ""
    language: str = "fr"
    source: str = ""
    genre: str = ""
    file: str = ""

    def __post_init__(self) -> None:
        if not self.identifier.strip():
            raise ValueError("a document needs an identifier")
        if self.published and not ISO_DATE.fullmatch(self.published):
            raise ValueError(f"published is not an ISO date: {self.published!r}")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one document's text, in Unicode code points; `end` is excluded."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"no such span: {self.start}:{self.end}")


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The words that state a fact, and the rule that read them (`table:pattern`)."""

    start: int
    end: int
    quote: str
    rule: str

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.quote) or not self.quote:
            raise ValueError(f"span {self.start}:{self.end} does not fit {self.quote!r}")


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    """A quantity. `unit` is an ISO 4217 currency, "percent", "count", or a unit symbol such as GW, t, km.

    `modifier` is "", "AtLeast", "AtMost" or "About". A range "50 à 100" has `upper` set.
    """

    value: Decimal
    unit: str
    modifier: str = ""
    upper: Decimal | None = None


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Two ISO dates of any precision; `end` is "" for a single day, month or year."""

    start: str
    end: str = ""

    def __post_init__(self) -> None:
        for date in (self.start, self.end):
            if date and not ISO_DATE.fullmatch(date):
                raise ValueError(f"not an ISO date: {date!r}")
        if not self.start and not self.end:
            raise ValueError("a period needs a start or an end")


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that one document names.

    Attributes:
        key: "kind/slug", e.g. "company/totalenergies"; equal keys are one entity, in any document.
        name: preferred French name; for a thing the gazetteer does not know, its fullest form in the text.
        forms: surface forms found, without `name`, sorted.
        mentions: where it is named, in reading order.
    """

    key: str
    type: EntityType
    name: str
    forms: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if not KEY.fullmatch(self.key):
            raise ValueError(f"not an entity key: {self.key!r}")
        if not self.name:
            raise ValueError(f"{self.key} has no name")


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """A thing the gazetteer knows; `identifiers` are (scheme, value): wikidata, geonames, iso3166, isin…"""

    key: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()


Value = str | Decimal | Amount
Arguments = tuple[tuple[str, tuple[Value, ...]], ...]

_PYTHON_TYPES: dict[ValueKind, type] = {ValueKind.NUMBER: Decimal, ValueKind.AMOUNT: Amount}


def _check(fact_type: str, role: Role, values: tuple[Value, ...]) -> None:
    where = f"{fact_type}.{role.name}"
    expected = _PYTHON_TYPES.get(role.kind, str)
    for value in values:
        if not isinstance(value, expected) or value == "":
            raise ValueError(f"{where} does not take {value!r}")
        if role.kind is ValueKind.TERM and value not in role.terms:
            raise ValueError(f"{where} does not know {value!r}")
        if role.kind is ValueKind.DATE and not ISO_DATE.fullmatch(str(value)):
            raise ValueError(f"{where} is not an ISO date: {value!r}")
        if role.kind is ValueKind.ENTITY and not KEY.fullmatch(str(value)):
            raise ValueError(f"{where} is not an entity key: {value!r}")


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of a document, with the words that make it.

    Attributes:
        type: a class of `FACT_ROLES`.
        arguments: (role, values) in the order of the schema; values sorted, without repetition. How many
            values a role takes is checked by the shapes, not here: what breaks them must reach quarantine.
        subject: key of the agreement, event or project when the text names it, else "".
        confidence: from 0 to 1.
    """

    type: str
    arguments: Arguments
    status: Status = Status.ACTUAL
    confidence: float = 0.8
    evidence: tuple[Evidence, ...] = field(default=())
    subject: str = ""

    def __post_init__(self) -> None:
        roles = {role.name: role for role in FACT_ROLES[self.type]}
        for name, values in self.arguments:
            if name not in roles:
                raise ValueError(f"{self.type} has no argument {name!r}")
            _check(self.type, roles[name], values)
        if self.subject and entity_type_of(self.type) is None:
            raise ValueError(f"{self.type} is not an entity: {self.subject}")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence is out of range: {self.confidence}")

    def get(self, role: str) -> tuple[Value, ...]:
        """Values of one argument; empty when the text leaves it out."""
        for name, values in self.arguments:
            if name == role:
                return values
        return ()


def _sort_key(value: Value) -> tuple[str, str]:
    return (type(value).__name__, str(value))


def make_fact(
    fact_type: str,
    arguments: dict[str, object],
    *,
    status: Status = Status.ACTUAL,
    confidence: float = 0.8,
    evidence: tuple[Evidence, ...] = (),
    subject: str = "",
) -> Fact:
    """Build a fact from loose arguments: a value or a collection of values each; empty ones are left out."""
    ordered = []
    unknown = set(arguments) - {role.name for role in FACT_ROLES[fact_type]}
    if unknown:
        raise ValueError(f"{fact_type} has no argument {sorted(unknown)}")
    for role in FACT_ROLES[fact_type]:
        given = arguments.get(role.name)
        if given is None or given == "":
            continue
        values = given if isinstance(given, (tuple, list, set, frozenset)) else (given,)
        if values:
            ordered.append((role.name, tuple(sorted(set(values), key=_sort_key))))
    return Fact(
        type=fact_type,
        arguments=tuple(ordered),
        status=status,
        confidence=confidence,
        evidence=tuple(sorted(set(evidence))),
        subject=subject,
    )


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A name whose thing was in doubt, and what it was taken for.

    Attributes:
        start, end: where it stands.
        name: as written.
        key: of the thing; "" when it was left unlinked, because nothing settles which one is meant.
        score: from 0 to 1; a name that the tables spell so, for one thing only, has 1 and no `Link`.
        how: "context" (things that share the name), "spelling" (another spelling), "alike" (nearly the same),
            "office" (who held the office on the document's day).
        candidates: keys of the things that it may mean, sorted.
    """

    start: int
    end: int
    name: str
    key: str
    score: float
    how: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document states: entities sorted by key, facts in reading order of their first evidence.

    `links` tell how doubtful names were settled, or that they were not; in reading order.
    """

    document: Document
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    links: tuple[Link, ...] = ()
