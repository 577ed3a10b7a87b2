"""`diplograph diff`: what changed between two states of a graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from diplograph.cli.lazy import OneOf
from diplograph.cli.options import SETTINGS, lang_option, output_option

if TYPE_CHECKING:
    from diplograph.diff import Snapshot

_DIFFERENT = 1


@click.command(context_settings=SETTINGS)
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("-f", "--format", type=OneOf(["text", "json", "html"]), default="text", show_default=True)
@lang_option
@click.option("--exit-code", is_flag=True, help="Exit with 1 when there is a difference.")
@output_option
def diff(before: str, after: str, format: str, lang: str, exit_code: bool, output: Path) -> int:
    """Tell what changed from A to B: agreements, figures, actors, documents.

    A and B are stores, RDF files (Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML), or what one run read
    into a store, named STORE@RUN by the first digits of the run. A fact whose date, amount or party was
    corrected is told as changed, not as gone and new; an actor that was joined with another as merged.

    \b
    Examples:
      diplograph diff last-week.ttl diplograph.store
      diplograph diff a.store b.store --format html --lang fr -o changes.html
    """
    from diplograph.cli.output import open_output
    from diplograph.diff import compare

    difference = compare(_snapshot(before), _snapshot(after))
    if format == "json":
        from diplograph.diff.writing import as_json

        text = as_json(difference)
    elif format == "html":
        from diplograph.diff.page import as_html

        text = as_html(difference, language=lang)
    else:
        from diplograph.diff.writing import as_text

        text = as_text(difference, language=lang)
    with open_output(output) as out:
        out.write(text.encode())
    return _DIFFERENT if exit_code and difference.changes else 0


def _snapshot(name: str) -> Snapshot:
    from diplograph.cli.rdf_files import FORMATS, read_published
    from diplograph.diff import take_snapshot
    from diplograph.diff.runs import find_run
    from diplograph.store import Store

    path, run = Path(name), ""
    if not path.exists() and "@" in name:
        place, _, run = name.rpartition("@")
        path = Path(place)
    if path.is_file() or (not path.exists() and path.suffix.lower() in FORMATS):
        _refuse_run(run, name)
        return take_snapshot(read_published(path), name=name)
    with Store.open(path, read_only=True) as opened:
        runs = [find_run(opened, run)] if run else []
        return take_snapshot(opened.triples(), name=name, runs=runs)


def _refuse_run(run: str, name: str) -> None:
    from diplograph.errors import UsageError

    if run:
        raise UsageError("a run is named in a store, not in a file", where=name, hint="leave out the @")
