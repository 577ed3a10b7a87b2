"""`diplograph conflicts`: where documents contradict one another."""

from __future__ import annotations

from pathlib import Path

import click

from diplograph.cli.lazy import OneOf
from diplograph.cli.options import SETTINGS, lang_option, output_option, store_option


@click.command(context_settings=SETTINGS)
@store_option
@click.option("-f", "--format", type=OneOf(["text", "json", "csv"]), default="text", show_default=True)
@lang_option
@output_option
def conflicts(store: Path, format: str, lang: str, output: Path) -> None:
    """List what documents contradict one another on, each value with its documents and words.

    Kinds: figure (one indicator for one period, two values), visit (one visitor in one place, on different
    days within ten), agreement (contradicting dates, amounts or parties, of one agreement or of two that may
    be one), status (took place in one document, did not in another), office (two holders of a post that has
    one). The graph keeps all of it; a line of the curation ledger settles what an editor decides. Exit code
    0, whether there are any or not.

    \b
    Examples:
      diplograph conflicts --lang fr
      diplograph conflicts --format csv -o conflicts.csv
    """
    from diplograph.cli.output import open_output
    from diplograph.query import contradictions
    from diplograph.query.conflicts import conflicts as find
    from diplograph.store import Store

    with Store.open(store, read_only=True) as opened:
        found = find(opened, language=lang)
        if format == "text":
            text = contradictions.as_text(found, base=opened.base, language=lang)
        else:
            write = {"json": contradictions.as_json, "csv": contradictions.as_csv}[format]
            text = write(found, base=opened.base)
    with open_output(output) as out:
        out.write(text.encode())
