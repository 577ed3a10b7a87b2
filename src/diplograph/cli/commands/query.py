"""`diplograph query`: named queries, and SPARQL over the published graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diplograph.cli.lazy import OneOf
from diplograph.cli.options import SETTINGS, output_option, store_option
from diplograph.errors import QueryError, UsageError

if TYPE_CHECKING:
    from diplograph.query.named import NamedQuery

# `query.results.FORMATS`, repeated because reading it would import Oxigraph; a test compares them.
FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle")
TABLE_LIMIT = 1000
_IN_MEMORY = 1 << 26  # bytes of an answer


@click.command(context_settings=SETTINGS)
@click.argument("name", required=False, metavar="[NAME or FILE]")
@click.argument("values", nargs=-1, metavar="[VALUE]...")
@click.option(
    "-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of a named query."
)
@click.option("-e", "--expression", metavar="TEXT", help="The text of a query, in place of a name or file.")
@click.option("--list", "listed", is_flag=True, help="List the named queries.")
@click.option("--describe", is_flag=True, help="Tell what a named query answers and takes.")
@click.option(
    "--queries",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="More named queries: a folder of .rq files, or one file. May be repeated.",
)
@store_option
@click.option(
    "-f", "--format", type=OneOf(FORMATS), help="[default: table; turtle for CONSTRUCT and DESCRIBE]"
)
@click.option(
    "--cite",
    type=OneOf(["best", "all", "none"]),
    help="Passages of each fact: of named queries the best is shown; other queries cite their column ?fact.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    help=f"Rows at most; 0 gives all.  [default: {TABLE_LIMIT} in a table, else all]",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="Stop a query that takes longer; 0 never does.",
)
@click.option("--allow-service", is_flag=True, help="Let SERVICE ask other servers.")
@click.option("--pager/--no-pager", default=True, help="Page long tables on a terminal (PAGER, NO_PAGER).")
@output_option
def query(
    name: str | None,
    values: tuple[str, ...],
    params: tuple[str, ...],
    expression: str | None,
    listed: bool,
    describe: bool,
    queries: tuple[Path, ...],
    store: Path,
    format: str | None,
    cite: str | None,
    limit: int | None,
    timeout: float,
    allow_service: bool,
    pager: bool,
    output: Path,
) -> None:
    """Ask the store: a question by its name, or SPARQL.

    NAME is one of --list; its parameters are given as NAME=VALUE or in their order, and names of things as
    the texts have them. Each fact comes with its sentence and document. FILE holds a query; '-' reads it
    from standard input. SELECT, ASK, CONSTRUCT and DESCRIBE run on the published graph; GRAPH reaches the
    graphs of single documents. Prefixes such as dg:, sector:, rdfs:, skos:, oa:, prov:, country: and
    company: are declared already. A query changes nothing, and nothing leaves the machine.

    \b
    Examples:
      diplograph query --list
      diplograph query country-file Kazakhstan
      diplograph query agreements --param sector=energy --param year=2024 --format csv > accords.csv
      diplograph query -e 'SELECT ?who ?where { ?who dg:operatesIn ?where }'
    """
    from diplograph.query.listing import as_json, as_list, as_page
    from diplograph.query.named import find_named, get_named

    if listed:
        found = list(find_named(queries).values())
        text = as_json(found) if _listing_format(format) == "json" else as_list(found)
    elif describe:
        if name is None:
            raise UsageError("give the name of a query", hint="diplograph query --list shows them")
        one = get_named(name, queries)
        text = as_json([one]) if _listing_format(format) == "json" else as_page(one)
    else:
        if expression is not None and name is not None and "=" in name:
            values, name = (name, *values), None
        asked = _asked(name, expression, queries)
        _answer(asked, (params, values), store, format, cite, limit, timeout, allow_service, pager, output)
        return
    from diplograph.cli.output import open_output

    with open_output(output) as out:
        out.write(text.encode())


def _listing_format(format: str | None) -> str:
    if format not in (None, "table", "json"):
        raise UsageError(f"named queries are not listed as {format}", hint="use --format table or json")
    return format or "table"


def _asked(name: str | None, expression: str | None, queries: tuple[Path, ...]) -> NamedQuery:
    """The query, whichever way it was given."""
    from diplograph.query.named import get_named, parse_named

    if (name is None) == (expression is None):
        raise UsageError("give one query", hint="a NAME (see --list), a FILE, or -e with its text")
    if expression is not None:
        return parse_named(expression, name="query", file="query")
    assert name is not None
    path = Path(name)
    if name != "-" and not path.is_file() and path.suffix != ".rq" and len(path.parts) == 1:
        if " " in name or "{" in name:
            raise UsageError("there is no such file", where=name, hint="give the query's text with -e")
        return get_named(name, queries)
    where = "standard input" if name == "-" else name
    try:
        data = sys.stdin.buffer.read() if name == "-" else path.read_bytes()
        return parse_named(data.decode("utf-8-sig"), name=where, file=where)
    except UnicodeDecodeError as error:
        raise QueryError(f"not UTF-8 at byte {error.start}", where=where, hint="save it as UTF-8") from None
    except FileNotFoundError:
        hint = "give the query's text with -e" if " " in name else "check the path"
        raise UsageError("there is no such file", where=where, hint=hint) from None


def _answer(
    asked: NamedQuery,
    words: tuple[tuple[str, ...], tuple[str, ...]],
    store: Path,
    format: str | None,
    cite: str | None,
    limit: int | None,
    timeout: float,
    allow_service: bool,
    pager: bool,
    output: Path,
) -> None:
    from tempfile import SpooledTemporaryFile

    from diplograph.cli.console import interruptible, terminal_width
    from diplograph.cli.output import open_output
    from diplograph.cli.paging import show
    from diplograph.query.lint import find_unknown
    from diplograph.query.named import bundled
    from diplograph.query.parameters import given_by
    from diplograph.query.writing import Options, write
    from diplograph.rdf.identifiers import data_prefixes
    from diplograph.store import Store

    given = given_by(asked, *words)
    plain = str(output) == "-"
    options = Options(
        format=format,
        cite=cite or ("best" if asked.cites else "none"),
        limit=limit,
        width=terminal_width() if plain else 0,
        allow_service=allow_service,
    )
    with Store.open(store, read_only=True) as opened, SpooledTemporaryFile(max_size=_IN_MEMORY) as held:
        if Path(asked.file).parent != bundled():
            for sentence in find_unknown(asked.text, opened):
                click.echo(f"diplograph: {sentence}", err=True)
        # The answer is held until it is whole: the clock is for the query, not for whoever reads it.
        told = interruptible(
            lambda: write(opened, asked, given, held, options=options, prefixes=data_prefixes(opened.base)),
            seconds=timeout,
        )
        for sentence in told:
            click.echo(f"diplograph: {sentence}", err=True)
        held.seek(0)
        if plain and options.width:
            show(held.read(), pager=pager)
            return
        with open_output(output) as out:
            while chunk := held.read(_IN_MEMORY):
                out.write(chunk)
