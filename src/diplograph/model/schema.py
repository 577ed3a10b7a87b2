"""The kinds of entity and fact, and the arguments each fact takes.

This is the vocabulary of `ontology/diplograph.ttl` as the rest of the program needs it: names are the
local names of the ontology (`dg:visitor` → "visitor"). One table serves the extractor, the mapping to
RDF, the labels and the tests that keep ontology, context and shapes in step.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class EntityType(StrEnum):
    """Kinds of entity; the value is the class's local name."""

    PERSON = "Person"
    COUNTRY = "Country"
    CITY = "City"
    REGION = "Region"
    COMPANY = "Company"
    INTERNATIONAL_ORGANIZATION = "InternationalOrganization"
    PUBLIC_BODY = "PublicBody"
    INSTITUTION = "Institution"
    AGREEMENT = "Agreement"
    EVENT = "Event"
    PROJECT = "Project"


ORGANIZATIONS = frozenset(
    {
        EntityType.COMPANY,
        EntityType.INTERNATIONAL_ORGANIZATION,
        EntityType.PUBLIC_BODY,
        EntityType.INSTITUTION,
    }
)
ACTORS = ORGANIZATIONS | {EntityType.PERSON, EntityType.COUNTRY}
PLACES = frozenset({EntityType.COUNTRY, EntityType.CITY, EntityType.REGION})


class Status(StrEnum):
    """Whether the text says that a fact holds."""

    ACTUAL = "Actual"
    PLANNED = "Planned"
    POSSIBLE = "Possible"
    DENIED = "Denied"


class ValueKind(StrEnum):
    """What stands in an argument, and how it is written in Python.

    ENTITY an entity key (`str`), TERM a local name of the vocabulary (`str`), SECTOR a sector code
    (`str`), DATE an ISO date of any precision (`str`), TEXT a French phrase (`str`), NUMBER a `Decimal`,
    UNIT a unit (`str`), AMOUNT an `Amount`.
    """

    ENTITY = "entity"
    TERM = "term"
    SECTOR = "sector"
    DATE = "date"
    TEXT = "text"
    NUMBER = "number"
    UNIT = "unit"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Role:
    """One argument of a class of facts.

    Attributes:
        name: local name of the property.
        kind: what its values are.
        minimum, maximum: how many values; `maximum` None is unbounded.
        terms: the closed list of a TERM; empty for other kinds.
        key: name of the argument in gold files (ANNOTATION.md), plural where it takes a list.
    """

    name: str
    kind: ValueKind
    minimum: int = 0
    maximum: int | None = 1
    terms: frozenset[str] = frozenset()
    key: str = ""


POSTS = frozenset(
    [
        "HeadOfState",
        "HeadOfGovernment",
        "Minister",
        "Ambassador",
        "Legislator",
        "ExecutiveOfficer",
        "Chair",
        "Envoy",
        "Monarch",
        "OtherOffice",
    ]
)
VISIT_KINDS = frozenset(["State", "Official", "Working", "Other"])
STAGES = frozenset(["Announced", "Negotiated", "Signed", "Ratified", "InForce", "Ended"])
INDICATORS = frozenset(
    [
        "Trade",
        "TradeGrowth",
        "Investment",
        "CompanyCount",
        "AgreementCount",
        "ContractValue",
        "Capacity",
        "Production",
        "Population",
        "Other",
    ]
)
MODIFIERS = frozenset(["AtLeast", "AtMost", "About"])
STANCES = frozenset(["Support", "Opposition", "Concern"])

AGREEMENT_CLASSES = (
    "Treaty",
    "IntergovernmentalAgreement",
    "MemorandumOfUnderstanding",
    "JointDeclaration",
    "Contract",
    "Convention",
    "Partnership",
    "Agreement",
)
EVENT_CLASSES = ("Summit", "PublicEvent", "Event")


def _entity(name: str, key: str = "", minimum: int = 0, maximum: int | None = None) -> Role:
    return Role(name, ValueKind.ENTITY, minimum, maximum, key=key or name)


def _term(name: str, terms: frozenset[str], key: str = "", minimum: int = 0) -> Role:
    return Role(name, ValueKind.TERM, minimum, 1, terms, key or name)


_PLACE = _entity("place", "places")
_START = Role("start", ValueKind.DATE, key="start")
_END = Role("end", ValueKind.DATE, key="end")
_SECTORS = Role("sector", ValueKind.SECTOR, maximum=None, key="sectors")
_AMOUNT = Role("amount", ValueKind.AMOUNT, key="value")
_PARTICIPANTS = _entity("participant", "participants")

_AGREEMENT = (
    _entity("party", "parties"),
    _START,
    _SECTORS,
    _AMOUNT,
    _term("stage", STAGES),
)
_EVENT = (_PLACE, _START, _END, _PARTICIPANTS)

FACT_ROLES: MappingProxyType[str, tuple[Role, ...]] = MappingProxyType(
    {
        "Office": (
            _entity("holder", minimum=1, maximum=1),
            _term("post", POSTS, minimum=1),
            _entity("of", maximum=1),
            Role("title", ValueKind.TEXT, key="title"),
            _START,
            _END,
        ),
        "Visit": (
            _term("visitKind", VISIT_KINDS, "kind", minimum=1),
            _entity("visitor", "visitors", minimum=1),
            _entity("host", "hosts"),
            _PLACE,
            _START,
            _END,
        ),
        "Meeting": (_entity("participant", "participants", minimum=2), _PLACE, _START),
        **dict.fromkeys(AGREEMENT_CLASSES, _AGREEMENT),
        **dict.fromkeys(EVENT_CLASSES, _EVENT),
        "Project": (_PARTICIPANTS, _PLACE, _SECTORS, _AMOUNT, _START),
        "Presence": (
            _entity("company", minimum=1, maximum=1),
            _entity("country", minimum=1, maximum=1),
            _SECTORS,
        ),
        "Cooperation": (
            _entity("party", "parties", minimum=2),
            Role("sector", ValueKind.SECTOR, maximum=1, key="sector"),
        ),
        "Membership": (
            _entity("member", minimum=1, maximum=1),
            _entity("organization", minimum=1, maximum=1),
        ),
        "Figure": (
            _term("indicator", INDICATORS, minimum=1),
            _entity("about"),
            Role("value", ValueKind.NUMBER, 1, key="value"),
            Role("unit", ValueKind.UNIT, 1, key="unit"),
            _term("modifier", MODIFIERS),
            _START,
            _END,
        ),
        "Position": (
            _entity("actor", "actors", minimum=1),
            _term("stance", STANCES, minimum=1),
            Role("topic", ValueKind.TEXT, key="topic"),
            _entity("target", maximum=1),
        ),
        "Invitation": (
            _entity("inviter", minimum=1, maximum=1),
            _entity("invitee", minimum=1, maximum=1),
            _PLACE,
            _entity("event", maximum=1),
            _START,
        ),
    }
)


def entity_type_of(fact_type: str) -> EntityType | None:
    """The kind of entity that a class of facts also is: a treaty is an agreement, a visit is nothing."""
    if fact_type in AGREEMENT_CLASSES:
        return EntityType.AGREEMENT
    if fact_type in EVENT_CLASSES:
        return EntityType.EVENT
    if fact_type == "Project":
        return EntityType.PROJECT
    return None
