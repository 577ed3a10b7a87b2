"""The formats of the network, and the options that they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from diplograph.cli.commands.network import MEASURES
from diplograph.cli.formats import Format, Options
from diplograph.cli.lazy import OneOf
from diplograph.cli.network_view import View, view_options
from diplograph.errors import UsageError

if TYPE_CHECKING:
    from diplograph.network import Network
    from diplograph.store import Store

VIEW = frozenset(part.name for part in fields(View)) - {"store"}
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}

_OPTIONS = (
    click.option(
        "--measure",
        "measures",
        multiple=True,
        type=OneOf(MEASURES),
        metavar="NAME",
        help="network formats: a column of a measure of `network centrality`: pagerank, community…",
    ),
    click.option(
        "--size",
        type=OneOf(MEASURES),
        metavar="NAME",
        default="strength",
        show_default=True,
        help="gexf, graphml, cytoscape: the measure that sizes nodes.",
    ),
    click.option(
        "--layout",
        type=OneOf(("forces", "none")),
        default="forces",
        show_default=True,
        help="gexf, graphml, cytoscape: places of the nodes.",
    ),
    click.option(
        "--mode",
        type=OneOf(("dynamic", "static")),
        default="dynamic",
        show_default=True,
        help="gexf: with or without a time line.",
    ),
    click.option(
        "--separator",
        type=OneOf(tuple(SEPARATORS)),
        default="comma",
        show_default=True,
        help="tables: between two cells.",
    ),
    click.option("--bom", is_flag=True, help="tables: begin with the mark by which Excel recognises UTF-8."),
)


def network_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of the network formats; they come as keywords."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return view_options(command)


@dataclass(frozen=True, slots=True)
class _Drawing:
    network: Network
    sizes: Mapping[str, float]
    places: Mapping[str, tuple[float, float]]


def network_of(store: Store, options: Options) -> Network:
    """The view that the options ask for, with the measures that they name."""
    from diplograph.network import annotate
    from diplograph.network.measuring import measure_all

    asked: dict[str, Any] = {name: value for name, value in options.items() if name in VIEW}
    network = View(store=Path(), **{"view": "actors", **asked}).of(store)
    scores = measure_all(network, options.get("measures", ())) if network.nodes else ()
    return annotate(network, *scores)


def _drawn(store: Store, options: Options) -> _Drawing:
    from diplograph.network import measure
    from diplograph.network.layout import place
    from diplograph.network.looks import radii, strengths

    network = network_of(store, options)
    sized_by = options.get("size", "strength")
    if sized_by == "strength" or not network.nodes:
        sizes: Mapping[str, float] = strengths(network)
    else:
        sizes = measure(network, sized_by).values
    if options.get("layout") == "none":
        return _Drawing(network, sizes, {})
    links = ((edge.source, edge.target, edge.weight) for edge in network.edges)
    return _Drawing(network, sizes, place([node.id for node in network.nodes], links, sizes=radii(sizes)))


def _gexf(store: Store, out: BinaryIO, options: Options) -> None:
    from diplograph.network.writers.gexf import write_gexf

    drawn = _drawn(store, options)
    mode = options.get("mode", "dynamic")
    write_gexf(drawn.network, out, mode=mode, sizes=drawn.sizes, places=drawn.places)


def _graphml(store: Store, out: BinaryIO, options: Options) -> None:
    from diplograph.network.writers.graphml import write_graphml

    drawn = _drawn(store, options)
    write_graphml(drawn.network, out, sizes=drawn.sizes, places=drawn.places)


def _cytoscape(store: Store, out: BinaryIO, options: Options) -> None:
    from diplograph.network.writers.json_texts import write_cytoscape

    drawn = _drawn(store, options)
    write_cytoscape(drawn.network, out, sizes=drawn.sizes, places=drawn.places)


def _nodelink(store: Store, out: BinaryIO, options: Options) -> None:
    from diplograph.network.writers.json_texts import write_nodelink

    write_nodelink(network_of(store, options), out)


def _neo4j(store: Store, folder: Path, options: Options) -> None:
    from diplograph.network.writers import neo4j

    network = network_of(store, options)
    _write_files(
        folder,
        {
            neo4j.NODES: lambda out: neo4j.write_neo4j_nodes(network, out),
            neo4j.RELATIONSHIPS: lambda out: neo4j.write_neo4j_relationships(network, out),
            neo4j.SCRIPT: lambda out: neo4j.write_neo4j_script(network, out),
        },
    )


def _tables(store: Store, folder: Path, options: Options) -> None:
    from diplograph.network.writers.tables import write_edge_table, write_node_table

    network = network_of(store, options)
    separator, bom = SEPARATORS[options.get("separator", "comma")], bool(options.get("bom"))
    _write_files(
        folder,
        {
            "nodes.csv": lambda out: write_node_table(network, out, separator=separator, bom=bom),
            "edges.csv": lambda out: write_edge_table(network, out, separator=separator, bom=bom),
        },
    )


def _write_files(folder: Path, writers: Mapping[str, Callable[[BinaryIO], None]]) -> None:
    """Write files that belong together: all appear, or none."""
    from diplograph.cli.output import open_output

    if str(folder) == "-":
        raise UsageError("this format is several files", hint="name a folder: -o FOLDER")
    if folder.exists() and not folder.is_dir():
        raise UsageError("it is no folder", where=str(folder), hint="name one: -o FOLDER")
    if not folder.parent.is_dir():
        raise UsageError(
            "no such folder", where=str(folder.parent), hint=f"make it: mkdir -p {folder.parent}"
        )
    folder.mkdir(exist_ok=True)
    with ExitStack() as opened:
        for name, write in writers.items():
            write(opened.enter_context(open_output(folder / name)))


_SHARED = VIEW | {"measures"}
_DRAWN = _SHARED | {"size", "layout"}

NETWORK_FORMATS: dict[str, Format] = {
    "gexf": Format(write=_gexf, options=_DRAWN | {"mode"}),
    "graphml": Format(write=_graphml, options=_DRAWN),
    "cytoscape": Format(write=_cytoscape, options=_DRAWN),
    "nodelink": Format(write=_nodelink, options=_SHARED),
    "neo4j": Format(write_to=_neo4j, options=_SHARED),
    "tables": Format(write_to=_tables, options=_SHARED | {"separator", "bom"}),
}
