"""`diplograph query`: SPARQL over the published graph."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from diplograph.cli.lazy import OneOf
from diplograph.cli.options import SETTINGS, output_option, store_option
from diplograph.errors import QueryError, UsageError

# `query.results.FORMATS`, repeated because reading it would import Oxigraph; a test compares them.
FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle")


@click.command(context_settings=SETTINGS)
@click.argument("file", required=False, type=click.Path(path_type=Path, allow_dash=True))
@click.option("-e", "--expression", metavar="TEXT", help="The query itself, in place of a file.")
@store_option
@click.option(
    "-f", "--format", type=OneOf(FORMATS), help="[default: table; turtle for CONSTRUCT and DESCRIBE]"
)
@output_option
def query(file: Path | None, expression: str | None, store: Path, format: str | None, output: Path) -> None:
    """Ask the store in SPARQL.

    SELECT, ASK, CONSTRUCT and DESCRIBE are answered. FILE holds the query; '-' reads it from standard input.
    It runs on the published graph; GRAPH reaches the graphs of single documents. Prefixes such as dg:,
    sector:, rdfs:, skos:, oa:, prov:, country: and company: are declared already. A query changes nothing,
    and SERVICE is refused: nothing leaves the machine.

    \b
    Examples:
      diplograph query -e 'SELECT ?who ?where { ?who dg:operatesIn ?where }'
      diplograph query visits.rq --format csv > visits.csv
      diplograph query -e 'DESCRIBE country:kazakhstan'
    """
    text, where = _text(file, expression)

    from diplograph.cli.console import interruptible, terminal_width
    from diplograph.cli.output import open_output
    from diplograph.query.answer import ask
    from diplograph.query.results import default_format, write_answer
    from diplograph.rdf.identifiers import data_prefixes
    from diplograph.store import Store

    with Store.open(store, read_only=True) as opened, open_output(output) as out:
        prefixes = data_prefixes(opened.base)
        width = terminal_width() if out is sys.stdout.buffer else 0

        def answered() -> None:
            answer = ask(opened, text, prefixes=prefixes, where=where)
            form = format or default_format(answer)
            write_answer(answer, out, format=form, prefixes=prefixes, width=width)

        interruptible(answered)


def _text(file: Path | None, expression: str | None) -> tuple[str, str]:
    """The query and its name in messages."""
    if (file is None) == (expression is None):
        raise UsageError("give one query", hint="a FILE, or -e with its text")
    if expression is not None:
        return expression, "query"
    assert file is not None
    try:
        if str(file) == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig"), "standard input"
        return file.read_bytes().decode("utf-8-sig"), str(file)
    except UnicodeDecodeError as error:
        raise QueryError(
            f"not UTF-8 at byte {error.start}", where=str(file), hint="save it as UTF-8"
        ) from None
    except FileNotFoundError:
        hint = "give the query's text with -e" if " " in str(file) else "check the path"
        raise UsageError("there is no such file", where=str(file), hint=hint) from None
