"""Which arguments of a fact are linked with which, and what the link is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from diplograph.model import AGREEMENT_CLASSES, EVENT_CLASSES


@dataclass(frozen=True, slots=True)
class Link:
    """Every value of one role with every value of another.

    Attributes:
        source, target: roles; equal ones link each two values once, in no direction.
        relation: name of the edges.
        symmetric: whether both ends play one role; roles: both, as "visitor-host".
    """

    source: str
    target: str
    relation: str

    symmetric: bool = field(init=False)
    roles: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "symmetric", self.source == self.target)
        object.__setattr__(self, "roles", f"{self.source}-{self.target}")


_EVENT = (Link("participant", "participant", "attendedWith"), Link("participant", "place", "attendedIn"))

LINKS: Mapping[str, tuple[Link, ...]] = MappingProxyType(
    {
        "Office": (Link("holder", "of", "holdsOffice"),),
        "Visit": (Link("visitor", "host", "visited"), Link("visitor", "place", "visited")),
        "Meeting": (Link("participant", "participant", "met"), Link("participant", "place", "metIn")),
        **dict.fromkeys(AGREEMENT_CLASSES, (Link("party", "party", "agreedWith"),)),
        **dict.fromkeys(EVENT_CLASSES, _EVENT),
        "Project": (
            Link("participant", "participant", "buildsWith"),
            Link("participant", "place", "buildsIn"),
        ),
        "Presence": (Link("company", "country", "operatesIn"),),
        "Cooperation": (Link("party", "party", "cooperatesWith"),),
        "Membership": (Link("member", "organization", "memberOf"),),
        "Figure": (Link("about", "about", "figureWith"),),
        "Position": (Link("actor", "target", ""),),  # named by its stance
        "Invitation": (
            Link("inviter", "invitee", "invited"),
            Link("invitee", "place", "invitedTo"),
            Link("invitee", "event", "invitedTo"),
        ),
    }
)
STANCES: Mapping[str, str] = MappingProxyType(
    {"Support": "supports", "Opposition": "opposes", "Concern": "worriesAbout"}
)
NO_STANCE = "holdsPosition"
_NAMES = {link.relation for links in LINKS.values() for link in links if link.relation}
RELATIONS = tuple(sorted({*_NAMES, *STANCES.values(), NO_STANCE}))
