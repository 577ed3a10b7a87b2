"""How nodes look in a drawing: colour by class, size by weight in the network.

The colours are those of P. Tol, "Colour Schemes" (SRON, 2021), "muted" and "bright", which readers with
any colour vision tell apart; kinds that are near share a hue.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from diplograph.model import AGREEMENT_CLASSES, EVENT_CLASSES
from diplograph.network.records import Network

Colour = tuple[int, int, int]

_AGREEMENT: Colour = (0xDD, 0xCC, 0x77)
_EVENT: Colour = (0xCC, 0x66, 0x77)
COLOURS: Mapping[str, Colour] = {
    "Country": (0x44, 0x77, 0xAA),
    "City": (0x88, 0xCC, 0xEE),
    "Region": (0x88, 0xCC, 0xEE),
    "Person": (0x88, 0x22, 0x55),
    "Company": (0x11, 0x77, 0x33),
    "InternationalOrganization": (0x33, 0x22, 0x88),
    "PublicBody": (0x44, 0xAA, 0x99),
    "Institution": (0x44, 0xAA, 0x99),
    "Project": (0x99, 0x99, 0x33),
    **dict.fromkeys(AGREEMENT_CLASSES, _AGREEMENT),
    "Cooperation": _AGREEMENT,
    **dict.fromkeys(EVENT_CLASSES, _EVENT),
    "Visit": _EVENT,
    "Meeting": _EVENT,
    "Invitation": _EVENT,
}
OTHER: Colour = (0xBB, 0xBB, 0xBB)

SMALLEST, LARGEST = 4.0, 100.0  # radii that Gephi leaves as they are: it scales all others to these


def colour(kind: str) -> Colour:
    """Red, green and blue, 0 to 255, of a class; grey for one that has no colour of its own."""
    return COLOURS.get(kind, OTHER)


def strengths(network: Network) -> dict[str, float]:
    """Weighted degree: the sum of the weights of a node's edges; a self-loop counts once for each end."""
    found = dict.fromkeys((node.id for node in network.nodes), 0.0)
    for edge in network.edges:
        found[edge.source] += edge.weight
        found[edge.target] += edge.weight
    return found


def radii(values: Mapping[str, float]) -> dict[str, float]:
    """Radii of discs whose areas grow with values: `SMALLEST` for the least, `LARGEST` for the largest.

    Args:
        values: what is not finite counts as the least.
    """
    finite = [value for value in values.values() if isfinite(value)]
    least, most = min(finite, default=0.0), max(finite, default=0.0)
    if least == most:
        return dict.fromkeys(values, SMALLEST)
    per_unit = (LARGEST**2 - SMALLEST**2) / (most - least)
    return {
        name: round((SMALLEST**2 + per_unit * (value - least if isfinite(value) else 0.0)) ** 0.5, 2)
        for name, value in values.items()
    }
