"""Visits, meetings and agreements along time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from diplograph.errors import UsageError
from diplograph.model import AGREEMENT_CLASSES, EVENT_CLASSES
from diplograph.model.days import Day, days
from diplograph.network.records import Network, Node
from diplograph.pictures.canvas import box_of, new_figure, shortened, styled
from diplograph.pictures.strokes import stroke
from diplograph.query.wording import named, wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SHOWN = 45  # facts that one page shows with their names
_CLASSES = frozenset({*AGREEMENT_CLASSES, *EVENT_CLASSES, "Visit", "Meeting", "Invitation"})
_ROW = 0.19  # inches
_YEARS = 1000, 9000  # with room for margins inside the calendar of `datetime`
_TICKS = ["%Y", "%Y-%m", "%m-%d", "%H:%M", "%H:%M", "%S"]  # no names of months: one picture for all languages


@dataclass(frozen=True, slots=True)
class Dated:
    """A fact with the first and the last day that its dates allow."""

    first: date
    last: date
    label: str
    kind: str
    planned: bool


@styled
def draw_timeline(network: Network, *, language: str, limit: int = SHOWN) -> Figure:
    """Draw the dated agreements, visits and events of a network in the view "events", one a row by date.

    A date of a month or a year is drawn as long as it is: what the text does not tell is not made up. What
    is planned or possible is hollow.

    Args:
        limit: of facts; those that most sources tell are kept, then the latest; 0: all.
    Raises:
        UsageError: there is no such fact with a date, or matplotlib is missing.
    """
    nodes = [node for node in network.nodes if node.fact and node.kind in _CLASSES]
    found = [(node, dated) for node in nodes if (dated := _dated(node))]
    if not found:
        hint = "widen the filters, or draw another picture"
        raise UsageError("there is nothing to draw: no agreement, visit or event has a date", hint=hint)
    best = sorted(found, key=lambda pair: (pair[0].weight, pair[1].last, pair[0].id), reverse=True)
    kept = best[:limit] if limit else best
    rows = sorted((dated for _, dated in kept), key=lambda d: (d.first, d.last, d.label))
    left, undated = len(found) - len(rows), len(nodes) - len(found)
    figure = new_figure(11.7, 1.4 + _ROW * len(rows))
    height = float(figure.get_figheight())
    axes = figure.add_axes((0.02, 0.55 / height, 0.96, 1 - 1.3 / height))
    _draw(axes, rows)
    _legend(figure, rows, language)
    words = wording("pictures", language)
    notes = [words["left_out_facts"].format(count=left)] if left else []
    notes += [words["undated"].format(count=undated)] if undated else []
    figure.text(0.02, 0.08 / height, " ".join(notes), color="#555555", fontsize=7)
    return figure


def _dated(node: Node) -> Dated | None:
    told, until = days(node.start), days(node.end or node.start)
    if told is None or until is None or not (_shown(told[0]) and _shown(until[1])):
        return None
    first, last = date(*told[0]), date(*until[1])
    return Dated(first, max(first, last), node.label, node.kind, node.status in ("Planned", "Possible"))


def _shown(day: Day) -> bool:
    """Whether an axis can show a day."""
    return _YEARS[0] <= day[0] <= _YEARS[1]


def _draw(axes: Axes, rows: list[Dated]) -> None:
    import matplotlib.dates

    dates: Any = matplotlib.dates  # not typed
    start, end = min(row.first for row in rows), max(row.last for row in rows)
    pad = max(timedelta(days=20), (end - start) * 0.04)
    axes.set_xlim(float(dates.date2num(start - pad)), float(dates.date2num(end + pad)))
    axes.set_ylim(len(rows) - 0.4, -0.8)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)
    locator = dates.AutoDateLocator(minticks=4, maxticks=10)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator, formats=_TICKS, zero_formats=_TICKS))
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    area = axes.get_window_extent()
    for place, row in enumerate(rows):
        ink = stroke(row.kind)
        ends = [float(dates.date2num(row.first)), float(dates.date2num(row.last))]
        axes.plot(ends, [place, place], color=ink, linewidth=3, alpha=0.35, solid_capstyle="butt")
        fill = "white" if row.planned else ink
        axes.plot([ends[0]], [place], "o", markersize=5, color=ink, markerfacecolor=fill)
        text = axes.annotate(
            shortened(row.label, 90), (ends[1], place), (6, 0), textcoords="offset points", va="center"
        )
        if box_of(text).x1 > area.x1:
            text.set_horizontalalignment("right")
            text.xy = (ends[0], place)
            text.set_position((-6, 0))


def _legend(figure: Figure, rows: list[Dated], language: str) -> None:
    from matplotlib.lines import Line2D

    families: dict[str, list[str]] = {}
    for kind in sorted({row.kind for row in rows}, key=lambda kind: named(kind, language)):
        families.setdefault(stroke(kind), []).append(named(kind, language))
    handles = [
        Line2D([], [], marker="o", color=ink, linewidth=2, label=shortened(", ".join(names), 90))
        for ink, names in families.items()
    ]
    if any(row.planned for row in rows):
        told = ", ".join(named(status, language) for status in ("Planned", "Possible"))
        handles.append(
            Line2D([], [], marker="o", color="#555555", markerfacecolor="white", linestyle="", label=told)
        )
    figure.legend(handles=handles, loc="upper left", ncols=3, frameon=False, fontsize=7)
