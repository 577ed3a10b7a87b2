"""`diplograph network path` and `ego`: how things are linked, and what lies around one."""

from __future__ import annotations

from pathlib import Path

import click

from diplograph.cli.lazy import OneOf
from diplograph.cli.network_view import View, format_option, node_of, top_option, viewed
from diplograph.cli.options import SETTINGS, output_option


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

    from diplograph.cli.network_output import write_text
    from diplograph.cli.path_output import paths_as_json, paths_as_text
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
    write_text(text, output)
    return 0 if found.paths else 1


@click.command(context_settings=SETTINGS)
@click.argument("name")
@viewed
@click.option("--radius", type=click.IntRange(min=0), default=1, show_default=True, help="In hops.")
@click.option("--directed", is_flag=True, help="Only along the directions of relations.")
@top_option
@format_option
@output_option
def ego(view: View, name: str, radius: int, directed: bool, top: int, format: str, output: Path) -> None:
    """List the neighbourhood of a thing.

    All relations among what lies within some hops of NAME, those that most sources state first.

    \b
    Examples:
      diplograph network ego Orano
      diplograph network ego Kazakhstan --radius 2 --sector energy --format csv > kz.csv
    """
    from diplograph.cli.network_output import name_of, write_rows
    from diplograph.network import ego as around

    with view.open() as (store, seen):
        near = around(seen, node_of(store, seen, name), radius=radius, directed=directed)
        click.echo(f"within {radius}: {len(near.nodes)} nodes, {len(near.edges)} edges", err=True)
        edges = sorted(near.edges, key=lambda edge: (-edge.weight, edge.start or "~", edge.id))
        rows = [
            {
                "source": name_of(near, edge.source),
                "relation": edge.relation,
                "target": name_of(near, edge.target),
                "date": edge.start or edge.end,
                "status": edge.status,
                "sources": edge.weight,
                "confidence": edge.confidence,
                "fact": edge.fact,
            }
            for edge in (edges[:top] if top else edges)
        ]
        columns = ["source", "relation", "target", "date", "status", "sources", "confidence", "fact"]
        write_rows(store, near, rows, columns, format, output)
