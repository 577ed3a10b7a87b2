"""`diplograph network`: measures, groups and paths of the published facts, seen as a network."""

from __future__ import annotations

from math import isnan
from pathlib import Path

import click

from diplograph.cli.lazy import LazyGroup, OneOf
from diplograph.cli.network_view import View, format_option, top_option, viewed
from diplograph.cli.options import SETTINGS, output_option

_HERE = "diplograph.cli.commands.network"
_WAYS = "diplograph.cli.commands.network_ways"
_COMMANDS = {
    **dict.fromkeys(("summary", "centrality", "communities", "components", "assortativity", "growth"), _HERE),
    **dict.fromkeys(("path", "ego"), _WAYS),
}

# `network.MEASURES`, `communities.ALGORITHMS`, `cohesion.ATTRIBUTES`, `scores.ENGINES`; tests compare.
MEASURES = (
    "degree",
    "in-degree",
    "out-degree",
    "strength",
    "betweenness",
    "closeness",
    "harmonic",
    "eigenvector",
    "pagerank",
    "core",
    "constraint",
    "effective-size",
    "community",
    "component",
)
ALGORITHMS = ("leiden", "louvain")
ATTRIBUTES = ("country", "sector", "kind")
ENGINES = ("auto", "networkx", "igraph")

_engine = click.option(
    "--engine", type=OneOf(ENGINES), default="auto", show_default=True, help="What computes it."
)
_members = click.option(
    "--members", type=click.IntRange(min=0), default=5, show_default=True, help="Names shown; 0: all."
)
_directed = click.option("--directed/--undirected", default=None, help="Along the directions of relations.")
_weighted = click.option("--weighted/--unweighted", default=None, help="More sources count for more.")


@click.group(
    cls=LazyGroup,
    lazy={name: f"{module}:{name}" for name, module in _COMMANDS.items()},
    context_settings=SETTINGS,
)
def network() -> None:
    """Measure the network of actors, and find paths through it.

    Each fact links those it names; parallel links are kept, and each weighs as many independent sources as
    state it. Facts that are denied are left out unless --status asks for them; what became of all facts is
    told on standard error.
    """


@click.command(context_settings=SETTINGS)
@viewed
@click.option(
    "--measure",
    "measures",
    multiple=True,
    type=OneOf(MEASURES),
    metavar="NAME",
    help="What is measured.  [default: pagerank, degree, betweenness]",
)
@top_option
@_directed
@_weighted
@click.option("--samples", type=int, metavar="N", help="Sources drawn, where a measure of ways is sampled.")
@_engine
@format_option
@output_option
def centrality(
    view: View,
    measures: tuple[str, ...],
    top: int,
    directed: bool | None,
    weighted: bool | None,
    samples: int | None,
    engine: str,
    format: str,
    output: Path,
) -> None:
    """Rank the nodes by measures of how central they are.

    --measure may be given several times: a column each, ordered by the first. There are degree, in-degree,
    out-degree, strength, betweenness, closeness, harmonic, eigenvector, pagerank, core, constraint,
    effective-size, community and component. Measures of ways are exact up to a size, then sampled, with the
    error told on standard error.

    \b
    Examples:
      diplograph network centrality --top 10
      diplograph network centrality --measure betweenness --measure constraint --sector energy
      diplograph network centrality --measure pagerank --top 0 --format csv > pagerank.csv
    """
    from dataclasses import asdict

    from diplograph.cli.network_output import write_rows
    from diplograph.network.measuring import measure_all
    from diplograph.network.scores import table

    options: dict[str, object] = {"directed": directed, "weighted": weighted, "samples": samples}
    options["engine"] = engine if engine != "auto" else None
    with view.open() as (store, seen):
        scores = measure_all(seen, measures or ("pagerank", "degree", "betweenness"), **options)
        for score in scores:
            if score.note:
                click.echo(f"{score.name}: {score.note}", err=True)
        names = [score.name for score in scores]
        told = [{key: part for key, part in asdict(score).items() if key != "values"} for score in scores]
        rows = table(seen, scores, top=top)
        write_rows(store, seen, rows, ["label", "kind", *names, "id"], format, output, measures=told)


@click.command(context_settings=SETTINGS)
@viewed
@click.option("--algorithm", type=OneOf(ALGORITHMS), default="leiden", show_default=True)
@click.option("--resolution", type=float, default=1.0, show_default=True, help="Above 1: smaller groups.")
@click.option("--unweighted", is_flag=True, help="Count each link once, whatever its sources.")
@_members
@top_option
@_engine
@format_option
@output_option
def communities(
    view: View,
    algorithm: str,
    resolution: float,
    unweighted: bool,
    members: int,
    top: int,
    engine: str,
    format: str,
    output: Path,
) -> None:
    """Find groups that are linked closely.

    The largest first, each with its best linked members. CSV has a row a node, JSON all members.

    \b
    Examples:
      diplograph network communities --members 10
      diplograph network communities --algorithm louvain --since 2024 --format csv > groups.csv
    """
    from diplograph.cli.network_output import write_groups
    from diplograph.network import communities as divide

    with view.open() as (store, seen):
        found = divide(
            seen, algorithm=algorithm, resolution=resolution, weighted=not unweighted, engine=engine
        )
        alone = sum(len(group) == 1 for group in found.groups)
        told = f"{len(found.groups)} communities, {alone} of one node; modularity {found.modularity:.3f}"
        click.echo(told, err=True)
        more = {"modularity": found.modularity, "algorithm": found.algorithm, "engine": found.engine}
        write_groups(store, seen, found.groups, "community", members, top, format, output, **more)


@click.command(context_settings=SETTINGS)
@viewed
@click.option("--strong", is_flag=True, help="Parts within which each reaches each along directions.")
@_members
@top_option
@format_option
@output_option
def components(view: View, strong: bool, members: int, top: int, format: str, output: Path) -> None:
    """List the parts that nothing links.

    The largest first; nodes without any link are parts of one.

    \b
    Example:
      diplograph network components --top 5
    """
    from diplograph.cli.network_output import write_groups
    from diplograph.network import components as parts

    with view.open() as (store, seen):
        found = parts(seen, strong=strong)
        click.echo(f"{len(found)} component{'' if len(found) == 1 else 's'}", err=True)
        write_groups(store, seen, found, "component", members, top, format, output)


@click.command(context_settings=SETTINGS)
@viewed
@click.option("--by", "attribute", type=OneOf(ATTRIBUTES), default="country", show_default=True)
@click.option("--weighted", is_flag=True, help="More sources count for more.")
@top_option
@format_option
@output_option
def assortativity(view: View, attribute: str, weighted: bool, top: int, format: str, output: Path) -> None:
    """Tell whether like links with like.

    Newman's coefficient by home country, sector of activity or class, and the pairs that are linked most.

    \b
    Example:
      diplograph network assortativity --by sector
    """
    from diplograph.cli.network_output import name_of, write_rows
    from diplograph.network import assortativity as mixing

    with view.open() as (store, seen):
        found = mixing(seen, attribute, weighted=weighted)
        number = "nothing to compare" if isnan(found.coefficient) else f"{found.coefficient:.3f}"
        told = f"assortativity by {attribute}: {number}, over {found.links} linked pairs"
        left = f"; {found.unknown} left out, since an end has no {attribute}" if found.unknown else ""
        click.echo(told + left, err=True)
        shown = found.mixing[:top] if top else found.mixing
        rows = [{"one": name_of(seen, a), "other": name_of(seen, b), "share": share} for a, b, share in shown]
        coefficient = None if isnan(found.coefficient) else found.coefficient
        more = {"coefficient": coefficient, "links": found.links, "unknown": found.unknown}
        write_rows(store, seen, rows, ["one", "other", "share"], format, output, **more)


@click.command(context_settings=SETTINGS)
@viewed
@format_option
@output_option
def growth(view: View, format: str, output: Path) -> None:
    """Count what each year adds.

    Edges by the first date of their fact, nodes by their first dated edge, and both up to the end of the
    year. What has no date stands in no year and is told on standard error.

    \b
    Example:
      diplograph network growth --class Agreement
    """
    from dataclasses import asdict

    from diplograph.cli.network_output import write_rows
    from diplograph.network import growth as grow

    with view.open() as (store, seen):
        found = grow(seen)
        told = f"without a date: {found.undated_edges} edges, and all edges of {found.undated_nodes} nodes"
        click.echo(told, err=True)
        columns = ["year", "edges", "nodes", "all_edges", "all_nodes"]
        more = {"undated_edges": found.undated_edges, "undated_nodes": found.undated_nodes}
        write_rows(store, seen, [asdict(year) for year in found.years], columns, format, output, **more)


@click.command(context_settings=SETTINGS)
@viewed
@format_option
@output_option
def summary(view: View, format: str, output: Path) -> None:
    """Tell how large the network is and what it is made of.

    \b
    Example:
      diplograph network summary --country FR
    """
    from diplograph.cli.network_output import write_rows
    from diplograph.network.summary import summarize

    with view.open() as (store, seen):
        rows = [{"what": what, "value": value} for what, value in summarize(seen)]
        write_rows(store, seen, rows, ["what", "value"], format, output)
