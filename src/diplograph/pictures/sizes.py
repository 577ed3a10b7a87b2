"""Sizes of discs whose areas tell values."""

from __future__ import annotations

from collections.abc import Mapping


def diameters(values: Mapping[str, float], *, smallest: float, largest: float) -> dict[str, float]:
    """Diameter of each disc: `smallest` for 0, `largest` for the highest value, areas in proportion."""
    top = max(values.values(), default=0.0) or 1.0
    return {
        name: round((smallest**2 + (largest**2 - smallest**2) * value / top) ** 0.5, 2)
        for name, value in values.items()
    }
