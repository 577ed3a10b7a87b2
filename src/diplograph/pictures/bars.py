"""Agreements by sector and year, as stacked bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from diplograph.errors import UsageError
from diplograph.knowledge.sectors import load_sectors
from diplograph.model import AGREEMENT_CLASSES
from diplograph.network.records import Network
from diplograph.pictures.canvas import new_figure, styled
from diplograph.query.wording import wording

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# P. Tol, "Colour Schemes" (SRON, 2021), "muted", then "light": 18 hues that are told apart in a stack.
_INKS = (
    *("#332288", "#88CCEE", "#44AA99", "#117733", "#999933", "#DDCC77", "#CC6677", "#882255", "#AA4499"),
    *("#77AADD", "#99DDFF", "#44BB99", "#BBCC33", "#AAAA00", "#EEDD88", "#EE8866", "#FFAABB", "#BBBBBB"),
)


def count_agreements(network: Network) -> Mapping[tuple[str, str], int]:
    """(year, top sector) → number of agreements, from a network in the view "events".

    "" stands for no date and for no sector. An agreement of two sectors counts in each.
    """
    counted: Counter[tuple[str, str]] = Counter()
    for node in network.nodes:
        if node.fact and node.kind in AGREEMENT_CLASSES:
            year = node.start.split("-")[0] if not node.start.startswith("-") else node.start[:5]
            for sector in sorted({code.partition(".")[0] for code in node.sectors}) or [""]:
                counted[year, sector] += 1
    return dict(sorted(counted.items()))


@styled
def draw_sectors(network: Network, *, language: str) -> Figure:
    """Draw the agreements of each year, stacked by top sector, the most frequent sector below.

    Raises:
        UsageError: there is no agreement, or matplotlib is missing.
    """
    counted = count_agreements(network)
    if not counted:
        hint = "widen the filters, or draw another picture"
        raise UsageError("there is nothing to draw: no agreement is left", hint=hint)
    words = wording("pictures", language)
    years = sorted({year for year, _ in counted if year}, key=int)
    columns = [*years, ""] if any(not year for year, _ in counted) else years
    totals: Counter[str] = Counter()
    for (_, sector), number in counted.items():
        totals[sector] += number
    sectors = sorted(totals, key=lambda sector: (-totals[sector], sector))
    known = load_sectors()
    from matplotlib.ticker import MaxNLocator

    figure = new_figure(max(6.0, 2.8 + 0.5 * len(columns)), 4.6)
    axes = figure.add_axes((0.08, 0.12, 0.92 - 2.3 / figure.get_figwidth(), 0.8))
    bottom = [0] * len(columns)
    for rank, sector in enumerate(sectors):
        heights = [counted.get((year, sector), 0) for year in columns]
        label = words["no_sector"]
        if sector:
            told = known.get(sector)
            label = (told.label_fr if language == "fr" else told.label_en) if told else sector
        ink = _INKS[rank % len(_INKS)] if sector else "#DDDDDD"
        axes.bar(range(len(columns)), heights, bottom=bottom, color=ink, label=label, width=0.75)
        bottom = [low + high for low, high in zip(bottom, heights, strict=True)]
    axes.set_xticks(range(len(columns)), [year or words["no_date"] for year in columns])
    if len(columns) > 12:
        axes.tick_params(axis="x", rotation=60)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_ylabel(words["agreements"])
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(
        handles[::-1],
        labels[::-1],
        loc="upper left",
        bbox_to_anchor=(1 - 2.2 / figure.get_figwidth(), 0.95),
        frameon=False,
        fontsize=7,
    )
    return figure
