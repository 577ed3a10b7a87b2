"""Which arguments of a fact count, how two are compared, and what each weighs.

The table is that of the annotators' scorer. A family holds all classes of agreements, or of events: which
class it is counts as an argument.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from diplograph.model import AGREEMENT_CLASSES, EVENT_CLASSES, FACT_ROLES, ValueKind

CLASS = "class"
NAME = "name"
STATUS = "status"


class Comparison(StrEnum):
    """How the values of a role are compared: as sets, as dates of any precision, by common words."""

    SET = "set"
    DATE = "date"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class ScoredRole:
    """One argument that counts.

    Attributes:
        key: its name in gold files; name: that of its property in the graph ("" for the class).
        kind: what its values are.
        weight: of each of its values, right or wrong.
    """

    key: str
    name: str
    kind: ValueKind
    weight: float = 1.0

    @property
    def comparison(self) -> Comparison:
        """How its values are compared."""
        kinds = {ValueKind.DATE: Comparison.DATE, ValueKind.TEXT: Comparison.WORDS}
        return kinds.get(self.kind, Comparison.SET)


_COUNTED: Mapping[str, tuple[str, ...]] = {
    "Office": ("holder", "post", "of"),
    "Visit": ("kind", "visitors", "hosts", "places", "start", "end"),
    "Meeting": ("participants", "places", "start"),
    "Agreement": (CLASS, "parties", "start", "sectors"),
    "Event": (CLASS, "places", "start", "end", "participants"),
    "Project": ("participants", "places", "sectors", "start"),
    "Presence": ("company", "country", "sectors"),
    "Cooperation": ("parties", "sector"),
    "Membership": ("member", "organization"),
    "Figure": ("indicator", "about", "value", "unit"),
    "Position": ("actors", "stance", "target", "topic"),
    "Invitation": ("inviter", "invitee", "places", "event"),
}
_WEIGHTS = {"sectors": 0.5}  # a list of sectors is never complete, on either side


def _scored(family: str, key: str) -> ScoredRole:
    if key == CLASS:
        return ScoredRole(CLASS, "", ValueKind.TERM)
    role = next(role for role in FACT_ROLES[family] if role.key == key)
    return ScoredRole(key, role.name, role.kind, _WEIGHTS.get(key, 1.0))


SCORED_ROLES: Mapping[str, tuple[ScoredRole, ...]] = MappingProxyType(
    {family: tuple(_scored(family, key) for key in keys) for family, keys in _COUNTED.items()}
)
FAMILIES = tuple(SCORED_ROLES)
CLASSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"Agreement": AGREEMENT_CLASSES, "Event": EVENT_CLASSES}
)
# Families whose facts may be entities with a name of their own.
NAMED = frozenset({"Agreement", "Event", "Project"})


def family_of(fact_class: str) -> str:
    """The family of a class of facts: Treaty → Agreement, Visit → Visit."""
    return next((family for family, classes in CLASSES.items() if fact_class in classes), fact_class)
