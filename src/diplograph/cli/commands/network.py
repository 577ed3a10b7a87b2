"""`diplograph network`: measures, groups and paths of the published facts, seen as a network."""

from __future__ import annotations

from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from diplograph.cli.lazy import LazyGroup, OneOf
from diplograph.cli.network_view import View, node_of, viewed
from diplograph.cli.options import SETTINGS, output_option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diplograph.network import Network
    from diplograph.store import Store

_HERE = "diplograph.cli.commands.network"
_COMMANDS = ("summary", "centrality", "communities", "components", "assortativity", "growth", "path", "ego")

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

_format = click.option(
    "-f", "--format", type=OneOf(["table", "csv", "json"]), default="table", show_default=True
)
_engine = click.option(
    "--engine", type=OneOf(ENGINES), default="auto", show_default=True, help="What computes it."
)
_members = click.option(
    "--members", type=click.IntRange(min=0), default=5, show_default=True, help="Names shown; 0: all."
)
_directed = click.option("--directed/--undirected", default=None, help="Along the directions of relations.")
_weighted = click.option("--weighted/--unweighted", default=None, help="More sources count for more.")
_top = click.option(
    "--top", type=click.IntRange(min=0), default=20, show_default=True, help="Rows shown; 0: all."
)


@click.group(cls=LazyGroup, lazy={name: f"{_HERE}:{name}" for name in _COMMANDS}, context_settings=SETTINGS)
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
@_top
@_directed
@_weighted
@click.option("--samples", type=int, metavar="N", help="Sources drawn, where a measure of ways is sampled.")
@_engine
@_format
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
        _write(store, seen, rows, ["label", "kind", *names, "id"], format, output, measures=told)


@click.command(context_settings=SETTINGS)
@viewed
@click.option("--algorithm", type=OneOf(ALGORITHMS), default="leiden", show_default=True)
@click.option("--resolution", type=float, default=1.0, show_default=True, help="Above 1: smaller groups.")
@click.option("--unweighted", is_flag=True, help="Count each link once, whatever its sources.")
@_members
@_top
@_engine
@_format
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
    from diplograph.network import communities as divide

    with view.open() as (store, seen):
        found = divide(
            seen, algorithm=algorithm, resolution=resolution, weighted=not unweighted, engine=engine
        )
        alone = sum(len(group) == 1 for group in found.groups)
        told = f"{len(found.groups)} communities, {alone} of one node; modularity {found.modularity:.3f}"
        click.echo(told, err=True)
        more = {"modularity": found.modularity, "algorithm": found.algorithm, "engine": found.engine}
        _write_groups(store, seen, found.groups, "community", members, top, format, output, **more)


@click.command(context_settings=SETTINGS)
@viewed
@click.option("--strong", is_flag=True, help="Parts within which each reaches each along directions.")
@_members
@_top
@_format
@output_option
def components(view: View, strong: bool, members: int, top: int, format: str, output: Path) -> None:
    """List the parts that nothing links.

    The largest first; nodes without any link are parts of one.

    \b
    Example:
      diplograph network components --top 5
    """
    from diplograph.network import components as parts

    with view.open() as (store, seen):
        found = parts(seen, strong=strong)
        click.echo(f"{len(found)} component{'' if len(found) == 1 else 's'}", err=True)
        _write_groups(store, seen, found, "component", members, top, format, output)


@click.command(context_settings=SETTINGS)
@viewed
@click.option("--by", "attribute", type=OneOf(ATTRIBUTES), default="country", show_default=True)
@click.option("--weighted", is_flag=True, help="More sources count for more.")
@_top
@_format
@output_option
def assortativity(view: View, attribute: str, weighted: bool, top: int, format: str, output: Path) -> None:
    """Tell whether like links with like.

    Newman's coefficient by home country, sector of activity or class, and the pairs that are linked most.

    \b
    Example:
      diplograph network assortativity --by sector
    """
    from diplograph.network import assortativity as mixing

    with view.open() as (store, seen):
        found = mixing(seen, attribute, weighted=weighted)
        number = "nothing to compare" if isnan(found.coefficient) else f"{found.coefficient:.3f}"
        told = f"assortativity by {attribute}: {number}, over {found.links} linked pairs"
        left = f"; {found.unknown} left out, since an end has no {attribute}" if found.unknown else ""
        click.echo(told + left, err=True)
        shown = found.mixing[:top] if top else found.mixing
        rows = [{"one": _name(seen, a), "other": _name(seen, b), "share": share} for a, b, share in shown]
        coefficient = None if isnan(found.coefficient) else found.coefficient
        more = {"coefficient": coefficient, "links": found.links, "unknown": found.unknown}
        _write(store, seen, rows, ["one", "other", "share"], format, output, **more)


@click.command(context_settings=SETTINGS)
@viewed
@_format
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

    from diplograph.network import growth as grow

    with view.open() as (store, seen):
        found = grow(seen)
        told = f"without a date: {found.undated_edges} edges, and all edges of {found.undated_nodes} nodes"
        click.echo(told, err=True)
        columns = ["year", "edges", "nodes", "all_edges", "all_nodes"]
        more = {"undated_edges": found.undated_edges, "undated_nodes": found.undated_nodes}
        _write(store, seen, [asdict(year) for year in found.years], columns, format, output, **more)


@click.command(context_settings=SETTINGS)
@viewed
@_format
@output_option
def summary(view: View, format: str, output: Path) -> None:
    """Tell how large the network is and what it is made of.

    \b
    Example:
      diplograph network summary --country FR
    """
    from diplograph.network.summary import summarize

    with view.open() as (store, seen):
        rows = [{"what": what, "value": value} for what, value in summarize(seen)]
        _write(store, seen, rows, ["what", "value"], format, output)


@click.command(context_settings=SETTINGS)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@viewed
@click.option("--k", type=int, metavar="N", help="The N best paths, not only the best.")
@click.option("--within", type=int, metavar="HOPS", help="All paths of at most so many hops.")
@click.option("--limit", type=int, default=100, show_default=True, help="Paths that --within finds at most.")
@click.option("--directed", is_flag=True, help="Only along the directions of relations.")
@click.option("--weighted", is_flag=True, help="Strong ties first, whatever the number of hops.")
@click.option(
    "--facts", type=click.IntRange(min=0), default=3, show_default=True, help="Facts shown a hop; 0: all."
)
@click.option("-f", "--format", type=OneOf(["text", "json"]), default="text", show_default=True)
@output_option
def path(
    view: View,
    source: str,
    target: str,
    k: int | None,
    within: int | None,
    limit: int,
    directed: bool,
    weighted: bool,
    facts: int,
    format: str,
    output: Path,
) -> int:
    """Find how two things are linked, in words.

    FROM and TO are names, keys such as company/orano, prefixed names or IRIs. The path of fewest hops, and
    of these the one most sources state; with --weighted the least sum of 1 / sources. Exit code 1 when no
    path leads there.

    \b
    Examples:
      diplograph network path Orano "Emmanuel Macron"
      diplograph network path Orano Mongolie --k 3 --relation operatesIn --relation visited
      diplograph network path Orano Mongolie --within 2 --since 2024 --format json
    """
    from functools import cache

    from diplograph.cli.network_output import paths_as_json, paths_as_text
    from diplograph.network.paths import apart, paths
    from diplograph.query.explaining import explain
    from diplograph.rdf.identifiers import data_prefixes

    with view.open() as (store, seen):
        ends = node_of(store, seen, source), node_of(store, seen, target)
        found = paths(seen, *ends, k=k, within=within, directed=directed, weighted=weighted, limit=limit)
        if not found.paths:
            told = apart(seen, *ends, directed=directed)
            if within and paths(seen, *ends, directed=directed).paths:
                told = f"no path of at most {within} hop{'' if within == 1 else 's'}; take a larger --within"
            click.echo(told, err=True)
        if found.more:
            click.echo(f"only the {limit} best paths are shown (--limit)", err=True)
        tell = cache(lambda fact: explain(store, fact).facts[0])
        if format == "json":
            text = paths_as_json(found.paths, seen, tell, source=ends[0], target=ends[1], more=found.more)
        else:
            prefixes = data_prefixes(store.base)
            text = paths_as_text(found.paths, seen, tell, facts=facts, prefixes=prefixes)
    _print(text, output)
    return 0 if found.paths else 1


@click.command(context_settings=SETTINGS)
@click.argument("name")
@viewed
@click.option("--radius", type=click.IntRange(min=0), default=1, show_default=True, help="In hops.")
@click.option("--directed", is_flag=True, help="Only along the directions of relations.")
@_top
@_format
@output_option
def ego(view: View, name: str, radius: int, directed: bool, top: int, format: str, output: Path) -> None:
    """List the neighbourhood of a thing.

    All relations among what lies within some hops of NAME, those that most sources state first.

    \b
    Examples:
      diplograph network ego Orano
      diplograph network ego Kazakhstan --radius 2 --sector energy --format csv > kz.csv
    """
    from diplograph.network import ego as around

    with view.open() as (store, seen):
        near = around(seen, node_of(store, seen, name), radius=radius, directed=directed)
        click.echo(f"within {radius}: {len(near.nodes)} nodes, {len(near.edges)} edges", err=True)
        edges = sorted(near.edges, key=lambda edge: (-edge.weight, edge.start or "~", edge.id))
        rows = [
            {
                "source": _name(near, edge.source),
                "relation": edge.relation,
                "target": _name(near, edge.target),
                "date": edge.start or edge.end,
                "status": edge.status,
                "sources": edge.weight,
                "confidence": edge.confidence,
                "fact": edge.fact,
            }
            for edge in (edges[:top] if top else edges)
        ]
        columns = ["source", "relation", "target", "date", "status", "sources", "confidence", "fact"]
        _write(store, near, rows, columns, format, output)


def _name(network: Network, iri: str) -> str:
    node = network.by_id.get(iri)
    return node.label if node else iri


def _write_groups(
    store: Store,
    network: Network,
    groups: Sequence[Sequence[str]],
    what: str,
    members: int,
    top: int,
    format: str,
    output: Path,
    **more: Any,
) -> None:
    from diplograph.network import degree

    if format == "csv":
        rows: list[Mapping[str, Any]] = [
            {what: number, "id": iri, "label": network.by_id[iri].label, "kind": network.by_id[iri].kind}
            for number, group in enumerate(groups)
            for iri in group
        ]
        _write(store, network, rows, [what, "id", "label", "kind"], format, output)
        return
    strength = degree(network, weighted=True).values
    rows = []
    for number, group in enumerate(groups if format == "json" or not top else groups[:top]):
        best = sorted(group, key=lambda iri: (-strength[iri], iri))
        shown = best if format == "json" or not members else best[:members]
        told: list[Any] = [_name(network, iri) for iri in shown]
        if format == "json":
            told = [{"id": iri, "label": _name(network, iri)} for iri in shown]
        rows.append({what: number, "size": len(group), "members": told})
    _write(store, network, rows, [what, "size", "members"], format, output, **more)


def _write(
    store: Store,
    network: Network,
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    format: str,
    output: Path,
    **more: Any,
) -> None:
    from diplograph.cli.network_output import rows_as
    from diplograph.rdf.identifiers import data_prefixes

    more = {"view": network.view, "account": network.account(), **more}
    _print(rows_as(format, rows, columns=columns, prefixes=data_prefixes(store.base), more=more), output)


def _print(text: str, output: Path) -> None:
    from diplograph.cli.output import open_output

    with open_output(output) as out:
        out.write(text.encode())
