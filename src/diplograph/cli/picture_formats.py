"""The formats for the eye: pictures, and a page for a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from diplograph.cli.formats import Format, Options
from diplograph.cli.lazy import OneOf
from diplograph.cli.network_formats import VIEW, network_of
from diplograph.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from diplograph.store import Store

PICTURES = ("network", "timeline", "sectors")

_OPTIONS = (
    click.option(
        "--picture",
        type=OneOf(PICTURES),
        default="network",
        show_default=True,
        help="png, svg: the network, agreements and visits in time, agreements by sector and year.",
    ),
    click.option(
        "--lang",
        "language",
        type=OneOf(("fr", "en")),
        default="fr",
        show_default=True,
        help="png, svg, html: language of the legend and the page.",
    ),
    click.option(
        "--limit",
        type=click.IntRange(min=0),
        metavar="N",
        help="png, svg, html: nodes or facts to draw; 0: all.  [default: what is readable]",
    ),
)


def picture_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of the pictures; they come as keywords."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def _figure(store: Store, options: Options) -> Figure:
    language, picture = options.get("language", "fr"), options.get("picture", "network")
    limit = {"limit": options["limit"]} if "limit" in options else {}
    if picture == "network":
        from diplograph.pictures.drawing import draw_network

        return draw_network(network_of(store, options), language=language, **limit)
    if "view" in options:
        raise UsageError(f"--view does not go with --picture {picture}", hint="leave it out")
    events = network_of(store, {**options, "view": "events"})
    if picture == "timeline":
        from diplograph.pictures.timeline import draw_timeline

        return draw_timeline(events, language=language, **limit)
    from diplograph.pictures.bars import draw_sectors

    if limit:
        raise UsageError("--limit does not go with --picture sectors", hint="leave it out")
    return draw_sectors(events, language=language)


def _writer(format: str) -> Callable[[Store, BinaryIO, Options], None]:
    def write(store: Store, out: BinaryIO, options: Options) -> None:
        from diplograph.pictures.canvas import save

        save(_figure(store, options), out, format=format)

    return write


def _html(store: Store, out: BinaryIO, options: Options) -> None:
    from diplograph.pictures.page import network_page

    limit = {"limit": options["limit"]} if "limit" in options else {}
    language = options.get("language", "fr")
    out.write(network_page(store, network_of(store, options), language=language, **limit).encode())


_SHARED = VIEW | {"language", "limit"}

PICTURE_FORMATS: dict[str, Format] = {
    "png": Format(write=_writer("png"), options=_SHARED | {"picture"}),
    "svg": Format(write=_writer("svg"), options=_SHARED | {"picture"}),
    "html": Format(write=_html, options=_SHARED),
}
