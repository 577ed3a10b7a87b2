"""A figure of matplotlib that is the same bytes for the same graph, and says when matplotlib is missing."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, BinaryIO, ParamSpec, TypeVar

from diplograph.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.text import Text
    from matplotlib.transforms import Bbox

P = ParamSpec("P")
T = TypeVar("T")

DPI = 150
_STYLE: Any = {
    "font.family": ["DejaVu Sans"],  # comes with matplotlib, so that widths are the same everywhere
    "font.size": 8.0,
    "svg.hashsalt": "diplograph",
    "svg.fonttype": "none",
    "text.parse_math": False,  # a dollar in a name is a dollar
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def styled(draw: Callable[P, T]) -> Callable[P, T]:
    """Run a function that draws under our own settings, and leave the caller's as they are.

    What it returns raises UsageError when matplotlib is not installed.
    """

    @wraps(draw)
    def drawn(*args: P.args, **named: P.kwargs) -> T:
        try:
            import matplotlib
        except ImportError:
            hint = "install it: pip install 'diplograph[pictures]'"
            raise UsageError("a picture needs matplotlib, which is not installed", hint=hint) from None
        with matplotlib.rc_context(), warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")  # drawn as a box
            matplotlib.rcdefaults()
            matplotlib.rcParams.update(_STYLE)
            return draw(*args, **named)

    return drawn


def new_figure(width: float, height: float) -> Figure:
    """An empty figure without any window behind it; sides in inches."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=DPI)
    FigureCanvasAgg(figure)
    return figure


@styled
def save(figure: Figure, out: BinaryIO, *, format: str) -> None:
    """Write a figure as "png" or "svg", without date or program in it."""
    metadata = {"png": {"Software": None}, "svg": {"Date": None, "Creator": None}}[format]
    figure.savefig(out, format=format, metadata=metadata)


def box_of(text: Text) -> Bbox:
    """The room a text takes, in pixels."""
    return text.get_window_extent()


def shortened(text: str, length: int) -> str:
    """A text of at most so many characters, on one line, cut with an ellipsis."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return plain if len(plain) <= length else plain[: length - 1].rstrip() + "…"
