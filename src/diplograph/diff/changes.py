"""What a comparison finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from diplograph.diff.snapshot import Passage


class Kind(StrEnum):
    """What happened to a thing, a fact or a document."""

    NEW = "new"
    CHANGED = "changed"
    MERGED = "merged"  # into another that bears its name
    SPLIT = "split"  # off another that bore its name
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Detail:
    """A property that differs, with its values before and after as a person reads them."""

    property: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        kind: what happened.
        group: where it is listed: a name of `GROUPS`.
        type: class of the thing or fact (local name), "Document" for a document.
        iri: after the change; of what is gone or merged, before it.
        label: of the same.
        details: what differs, by property; for what is new or gone, what was said.
        other: IRI of what it was before, merged into or split off from; "" when it is its own.
        other_label: the label of that.
        passages: words that state a fact, after the change (before it for what is gone).
    """

    kind: Kind
    group: str
    type: str
    iri: str
    label: str
    details: tuple[Detail, ...] = ()
    other: str = ""
    other_label: str = ""
    passages: tuple[Passage, ...] = ()


# The order of listing, with the classes of facts in each; things and documents come last.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "agreements": (
        "Treaty",
        "IntergovernmentalAgreement",
        "MemorandumOfUnderstanding",
        "JointDeclaration",
        "Contract",
        "Convention",
        "Partnership",
        "Agreement",
    ),
    "projects": ("Project",),
    "figures": ("Figure",),
    "meetings": ("Visit", "Meeting", "Summit", "PublicEvent", "Event", "Invitation"),
    "relations": ("Presence", "Cooperation", "Membership", "Office", "Position"),
    "actors": (),
    "documents": (),
}
_GROUP_OF = {name: group for group, names in GROUPS.items() for name in names}


def group_of(fact_type: str) -> str:
    """The group in which facts of a class are listed."""
    return _GROUP_OF.get(fact_type, "relations")


@dataclass(frozen=True, slots=True)
class Difference:
    """All differences of two states, by group, kind and label."""

    before: str
    after: str
    changes: tuple[Change, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many of each kind, in the order of `Kind`; all kinds, those with none too."""
        found = Counter(change.kind for change in self.changes)
        return {kind.value: found[kind] for kind in Kind}
