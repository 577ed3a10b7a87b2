"""How links look: one colour a family of facts, told apart with any colour vision.

The colours are those of P. Tol, "Colour Schemes" (SRON, 2021), "vibrant".
"""

from __future__ import annotations

from collections.abc import Mapping

from diplograph.model import AGREEMENT_CLASSES, EVENT_CLASSES

AGREEMENT, MEETING, WORK, POSITION, OFFICE, FIGURE = (
    "#0077BB",
    "#EE7733",
    "#009988",
    "#CC3311",
    "#EE3377",
    "#888888",
)
_STROKES: Mapping[str, str] = {
    **dict.fromkeys((*AGREEMENT_CLASSES, "Cooperation"), AGREEMENT),
    **dict.fromkeys((*EVENT_CLASSES, "Visit", "Meeting", "Invitation"), MEETING),
    **dict.fromkeys(("Project", "Presence"), WORK),
    "Position": POSITION,
    **dict.fromkeys(("Office", "Membership"), OFFICE),
}


def stroke(kind: str) -> str:
    """Colour of the links that facts of a class make, as `#rrggbb`."""
    return _STROKES.get(kind, FIGURE)


def hexadecimal(colour: tuple[int, int, int]) -> str:
    """Red, green and blue as `#rrggbb`."""
    return "#{:02x}{:02x}{:02x}".format(*colour)
