"""`diplograph build`: documents in, a validated graph in the store."""

from __future__ import annotations

from pathlib import Path

import click

from diplograph.cli.options import SETTINGS, store_option


@click.command(context_settings=SETTINGS)
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
@store_option
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Worker processes.",
)
@click.option(
    "--language",
    type=click.Choice(["fr", "any"]),
    default="fr",
    show_default=True,
    help="any: read documents in other languages too, as if they were French.",
)
@click.option(
    "--gazetteer",
    "gazetteers",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A table of names of your own, which wins over the program's; the store remembers it. Repeatable.",
)
@click.option("--no-gazetteer", is_flag=True, help="Forget the tables that the store remembers.")
@click.option(
    "--curation",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your ledger of decisions, replayed at the end; the store remembers it.",
)
@click.option("--no-curation", is_flag=True, help="Lift all decisions, and forget the ledger.")
@click.option("--prune", is_flag=True, help="Remove documents that are no longer in SOURCE.")
@click.option(
    "--strict",
    is_flag=True,
    help="Exit 1 when a document failed, a fact was set aside or a decision matches nothing; refuse a faulty "
    "gazetteer or ledger.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; failures are still told.")
@click.option(
    "--base", metavar="IRI", default="", help="Where the data's names live; fixed when a store is made."
)
def build(
    sources: tuple[Path, ...],
    store: Path,
    jobs: int,
    language: str,
    gazetteers: tuple[Path, ...],
    no_gazetteer: bool,
    curation: Path | None,
    no_curation: bool,
    prune: bool,
    strict: bool,
    quiet: bool,
    base: str,
) -> int:
    """Read documents into the store.

    What they state is extracted, checked against the shapes and published. SOURCE is a file or a folder of
    text, Markdown, HTML, PDF, DOCX or JSON Lines; a metadata.csv beside the documents gives their titles,
    dates and sources. A document that has not changed costs nothing; one that has replaces itself. What
    cannot be read, or is not in French, is told in one line each and stops nothing else. What a document
    stated stays when it can no longer be read, and when it is gone until a build with --prune.

    The summary goes to standard output, progress and failures to standard error. Exit code 0 when at least
    one document was read; 1 with --strict when a document failed or a fact was set aside; 2 when no document
    could be read.

    \b
    Examples:
      diplograph build texts/ notes.pdf
      diplograph build corpus.jsonl --jobs 2 --store press.store
      diplograph build texts/ --gazetteer names.csv --curation decisions.csv
      diplograph build texts/ --prune
    """
    from diplograph.build import build as build_graph
    from diplograph.cli.console import progress_shown
    from diplograph.cli.summary import failure_lines, summary

    with progress_shown(quiet=quiet) as show:
        report = build_graph(
            list(sources),
            store=store,
            jobs=jobs,
            strict=strict,
            any_language=language == "any",
            base=base,
            progress=show,
            gazetteers=gazetteers,
            forget_gazetteers=no_gazetteer,
            curation=curation,
            forget_curation=no_curation,
            prune=prune,
        )
    for line in failure_lines(report):
        click.echo(line, err=True)
    if not quiet:
        click.echo(summary(report, store=store))
    return report.exit_code
