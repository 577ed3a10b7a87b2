"""The network as a picture to print: discs by class, lines by family of facts, labels that do not collide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.errors import UsageError
from diplograph.network.layout import place
from diplograph.network.looks import colour, strengths
from diplograph.network.records import Network
from diplograph.pictures.canvas import new_figure, shortened, styled
from diplograph.pictures.curves import curves
from diplograph.pictures.labels import Label, place_labels
from diplograph.pictures.selection import best_linked
from diplograph.pictures.sizes import diameters
from diplograph.pictures.strokes import hexadecimal, stroke
from diplograph.query.wording import named, wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

READABLE = 60  # nodes that one page shows with their names
_SMALLEST, _LARGEST = 5.0, 26.0  # diameters, in points
_DENIED = (0, (2, 2))
_DASHES = {"Planned": (0, (5, 2)), "Possible": (0, (1, 2)), "Denied": _DENIED}


@styled
def draw_network(network: Network, *, language: str, limit: int = READABLE) -> Figure:
    """Draw the best linked part of a network.

    What is not Actual is drawn in dashes (Planned) or dots. A disc's area tells the weighted degree, a
    line's width the number of independent sources.

    Args:
        limit: of nodes; 0: all that have a link.
    Raises:
        UsageError: nothing is linked, or matplotlib is missing.
    """
    drawn, left = best_linked(network, limit)
    if not drawn.edges:
        hint = "widen the filters, or build the store first"
        raise UsageError("there is nothing to draw: no fact links two things", hint=hint)
    figure = new_figure(11.7, 8.3)
    axes = figure.add_axes((0.01, 0.03, 0.81, 0.96))
    axes.set_axis_off()
    strength = strengths(drawn)
    sizes = diameters(strength, smallest=_SMALLEST, largest=_LARGEST)
    places = place(
        [node.id for node in drawn.nodes],
        [(edge.source, edge.target, float(edge.weight)) for edge in drawn.edges],
        sizes={node: size / 2 for node, size in sizes.items()},
    )
    places = _lying(places)
    _lines(axes, drawn, places)
    for node in drawn.nodes:
        x, y = places[node.id]
        axes.plot(
            [x],
            [y],
            "o",
            markersize=sizes[node.id],
            color=hexadecimal(colour(node.kind)),
            markeredgecolor="white",
            markeredgewidth=0.7,
            zorder=3,
        )
    axes.margins(0.06)
    axes.set_aspect("equal", adjustable="datalim")
    axes.apply_aspect()
    place_labels(
        axes,
        [
            Label(shortened(node.label, 36), *places[node.id], sizes[node.id] / 2 + 2, strength[node.id])
            for node in drawn.nodes
        ],
    )
    _legend(figure, drawn, language)
    if left:
        told = wording("pictures", language)["left_out"].format(count=left)
        figure.text(0.015, 0.012, told, color="#555555", fontsize=7)
    return figure


def _lying(places: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Places turned so that the longer side of the drawing lies, as the page does."""
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    if max(ys) - min(ys) <= max(xs) - min(xs):
        return places
    return {node: (-y, x) for node, (x, y) in places.items()}


def _lines(axes: Axes, network: Network, places: dict[str, tuple[float, float]]) -> None:
    for edge, (xs, ys) in zip(network.edges, curves(network.edges, places), strict=True):
        axes.plot(
            xs,
            ys,
            color=stroke(edge.kind),
            linewidth=min(0.7 + 0.5 * edge.weight, 4.0),
            linestyle=_DASHES.get(edge.status, "solid"),
            alpha=0.55,
            zorder=1,
            solid_capstyle="round",
        )


def _legend(figure: Figure, network: Network, language: str) -> None:
    from matplotlib.lines import Line2D

    words = wording("pictures", language)
    kinds = sorted({node.kind for node in network.nodes}, key=lambda kind: named(kind, language))
    discs = [
        Line2D([], [], marker="o", linestyle="", color=hexadecimal(colour(kind)), label=named(kind, language))
        for kind in kinds
    ]
    families: dict[str, list[str]] = {}
    for kind in sorted({edge.kind for edge in network.edges}, key=lambda kind: named(kind, language)):
        families.setdefault(stroke(kind), []).append(named(kind, language))
    lines = [
        Line2D([], [], color=ink, linewidth=2, label="\n".join(names)) for ink, names in families.items()
    ]
    dashes = [
        Line2D([], [], color="#555555", linestyle=_DASHES[status], label=named(status, language))
        for status in sorted({edge.status for edge in network.edges} & _DASHES.keys())
    ]
    top = 0.97
    for title, handles in ((words["nodes"], discs), (words["links"], lines), (words["status"], dashes)):
        if handles:
            legend = figure.legend(
                handles=handles,
                title=title,
                loc="upper left",
                bbox_to_anchor=(0.825, top),
                frameon=False,
                alignment="left",
                fontsize=7,
                title_fontproperties={"weight": "bold", "size": 8},
            )
            box = legend.get_window_extent()
            top = box.y0 / figure.bbox.height - 0.01
