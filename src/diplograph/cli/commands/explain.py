"""`diplograph explain`: why the graph says what it says."""

from __future__ import annotations

from pathlib import Path

import click

from diplograph.cli.lazy import OneOf
from diplograph.cli.options import SETTINGS, lang_option, output_option, store_option


@click.command(context_settings=SETTINGS)
@click.argument("name")
@store_option
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="Facts to show; 0 shows all.",
)
@click.option("-f", "--format", type=OneOf(["text", "json"]), default="text", show_default=True)
@lang_option
@output_option
def explain(name: str, store: Path, limit: int, format: str, lang: str, output: Path) -> None:
    """Show the facts about a thing, each with its words.

    NAME is a name as a text or the graph has it (case and accents do not matter), a prefixed name such as
    company:alstom or fact:visit-24053d1b54ea1a, a key such as company/alstom, or an IRI. Of each fact: its
    arguments, status and confidence, each sentence that states it with the words marked, the document and
    its date, and the row of the table that read it.

    \b
    Examples:
      diplograph explain Kazakhstan --lang fr
      diplograph explain company:alstom --format json
    """
    from diplograph.cli.output import open_output
    from diplograph.query.explained import as_json, as_text
    from diplograph.query.explaining import explain as gather
    from diplograph.query.naming import resolve
    from diplograph.rdf.identifiers import data_prefixes
    from diplograph.store import Store

    with Store.open(store, read_only=True) as opened:
        explanation = gather(opened, resolve(opened, name), limit=limit)
        prefixes = data_prefixes(opened.base)
    if format == "json":
        text = as_json(explanation)
    else:
        text = as_text(explanation, prefixes=prefixes, language=lang)
    with open_output(output) as out:
        out.write(text.encode())
