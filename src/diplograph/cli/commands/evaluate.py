"""`diplograph evaluate`: what the program reads beside what a careful reader took from the same texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diplograph.cli.failures import NOT_CONFORMING
from diplograph.cli.lazy import OneOf
from diplograph.cli.options import SETTINGS, output_option

if TYPE_CHECKING:
    from diplograph.evaluation import Report

# `evaluation.Part` and `evaluation.RESAMPLES`, repeated because reading them would import the extractor; a
# test compares them.
PARTS = ("gazetteer", "parser", "names")
RESAMPLES = 1000
_SHARE = click.FloatRange(0, 1)


@click.command(context_settings=SETTINGS)
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="GOLD...")
@click.option(
    "--texts",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Where the texts are, a folder or a file; may be repeated.  [default: beside GOLD]",
)
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Judge what this store publishes, and read no text.",
)
@click.option(
    "--without",
    multiple=True,
    type=OneOf(PARTS),
    help="Leave out a part of the extractor, to see what it is worth; may be repeated.",
)
@click.option("--min-f1", type=_SHARE, help="Exit with 1 when the F1 of facts is below.")
@click.option("--min-entity-f1", type=_SHARE, help="Exit with 1 when the F1 of entities is below.")
@click.option(
    "--resamples",
    type=click.IntRange(0, 100_000),
    default=RESAMPLES,
    show_default=True,
    help="Draws behind the intervals; 0 leaves them out.",
)
@click.option("--errors/--no-errors", default=True, show_default=True, help="List every fault.")
@click.option("-f", "--format", type=OneOf(["text", "json", "html"]), default="text", show_default=True)
@output_option
def evaluate(
    gold: tuple[Path, ...],
    texts: tuple[Path, ...],
    store: Path | None,
    without: tuple[str, ...],
    min_f1: float | None,
    min_entity_f1: float | None,
    resamples: int,
    errors: bool,
    format: str,
    output: Path,
) -> int:
    """Measure precision, recall and F1 against annotations.

    GOLD is files of annotations NAME.json, or folders of them. The texts are taken from beside them
    (NAME.txt, NAME.md, NAME.html …), from --texts, or as a store holds them, and what is read there is
    compared with the annotations: entities by type, facts by class, their arguments and status, each with an
    interval of 95 %, then every fault with its sentence and the rule that made it.

    Exit code 0; 1 when F1 is below a gate; 2 when annotations or texts cannot be read.

    \b
    Examples:
      diplograph evaluate gold/
      diplograph evaluate gold/ --texts texts/ --format html -o quality.html
      diplograph evaluate gold/ --store press.store --no-errors --min-f1 0.8
    """
    from diplograph.cli.output import open_output
    from diplograph.evaluation import Part, report_of
    from diplograph.evaluation import evaluate as judge

    evaluation = judge(gold, texts=texts, store=store, without=tuple(map(Part, without)))
    for remark in evaluation.remarks:
        click.echo(f"diplograph: {remark}", err=True)
    report = report_of(evaluation, resamples=resamples, errors=errors)
    with open_output(output) as out:
        out.write(_writer(format)(report).encode())
    return _below_gates(report, min_f1, min_entity_f1)


def _writer(format: str) -> Callable[[Report], str]:
    if format == "html":
        from diplograph.evaluation.page import as_html

        return as_html
    from diplograph.evaluation.writing import as_json, as_text

    return as_json if format == "json" else as_text


def _below_gates(report: Report, facts: float | None, entities: float | None) -> int:
    """Say which gate is not reached; the exit code."""
    code = 0
    for name, table, gate in (("facts", report.facts, facts), ("entities", report.entities, entities)):
        if gate is not None and table.micro.score.f1 < gate:
            click.echo(f"diplograph: F1 of {name} is {table.micro.score.f1:.4f}, below {gate}", err=True)
            code = NOT_CONFORMING
    return code
