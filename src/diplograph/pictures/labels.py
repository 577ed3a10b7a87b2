"""Labels beside points, of which no two overlap: the weightiest first, each at the first free side.

Source: greedy point-feature label placement, J. Christensen, J. Marks, S. Shieber, "An Empirical Study of
Algorithms for Point-Feature Label Placement", ACM Transactions on Graphics 14(3), 1995, section 4.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diplograph.pictures.canvas import box_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text
    from matplotlib.transforms import Bbox

# Where a label may stand: right of its point, left, below, above, then the corners.
_SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, 1), (1, -1), (-1, 1), (-1, -1))
_ALIGNED = {1: "left", 0: "center", -1: "right"}, {1: "bottom", 0: "center", -1: "top"}


@dataclass(frozen=True, slots=True)
class Label:
    """A text for a point; `distance` in points from its middle, heavier ones are placed first."""

    text: str
    x: float
    y: float
    distance: float
    weight: float


def place_labels(axes: Axes, labels: Sequence[Label]) -> tuple[Text, ...]:
    """Write the labels that have room; one that finds none is left out.

    None covers another, nor the middle of another's point, nor leaves the axes.
    """
    area = axes.get_window_extent()
    points = [axes.transData.transform((label.x, label.y)) for label in labels]
    taken: list[Bbox] = []
    written: list[Text] = []
    for label in sorted(labels, key=lambda label: (-label.weight, label.text, label.x, label.y)):
        own = axes.transData.transform((label.x, label.y))
        for right, up in _SIDES:
            text = _write(axes, label, right, up)
            box = box_of(text).padded(1.0)
            inside = area.x0 <= box.x0 and box.x1 <= area.x1 and area.y0 <= box.y0 and box.y1 <= area.y1
            covers = any(box.contains(x, y) for x, y in points if (x, y) != tuple(own))
            if inside and not covers and not any(box.overlaps(other) for other in taken):
                taken.append(box)
                written.append(text)
                break
            text.remove()
    return tuple(written)


def _write(axes: Axes, label: Label, right: int, up: int) -> Text:
    far = label.distance / (2**0.5 if right and up else 1)
    return axes.annotate(
        label.text,
        (label.x, label.y),
        (right * far, up * far),
        textcoords="offset points",
        ha=_ALIGNED[0][right],
        va=_ALIGNED[1][up],
        bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "alpha": 0.6, "linewidth": 0},
        zorder=4,
    )
