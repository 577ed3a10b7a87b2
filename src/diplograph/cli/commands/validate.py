"""`diplograph validate`: the SHACL report of the store, or of RDF files."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diplograph.cli.failures import NOT_CONFORMING
from diplograph.cli.lazy import OneOf
from diplograph.cli.options import SETTINGS, lang_option, output_option, store_option

if TYPE_CHECKING:
    from diplograph.rdf.terms import Triple
    from diplograph.store import SetAside, Store
    from diplograph.validation import Report, Violation


@click.command(context_settings=SETTINGS)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@store_option
@click.option("-f", "--format", type=OneOf(["text", "turtle", "json"]), default="text", show_default=True)
@lang_option
@click.option(
    "--shapes",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="SHACL shapes of your own (*.ttl), in place of diplograph's.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0.1),
    default=60,
    show_default=True,
    help="How long shapes of your own may take.",
)
@output_option
def validate(
    files: tuple[Path, ...],
    store: Path,
    format: str,
    lang: str,
    folder: Path | None,
    seconds: float,
    output: Path,
) -> int:
    """Check the graph, or RDF files, by SHACL.

    The shapes are those of diplograph, or your own. FILE is Turtle, TriG, N-Triples, N-Quads, JSON-LD or
    RDF/XML; several are checked as one graph. Without FILE the store is checked, and the text tells of each
    fault and warning the fact, its sentence with the words marked, the shape's message and what one can do;
    then what `build` had set aside: that never was published, so it does not count against the store.

    Exit code 0 when the graph conforms, 1 when it does not, 2 when it cannot be read. Warnings conform.

    \b
    Examples:
      diplograph validate --lang fr
      diplograph validate mine.ttl --format turtle -o report.ttl
      diplograph validate --shapes my-shapes/
    """
    from diplograph.cli.output import open_output
    from diplograph.validation import load_shapes
    from diplograph.validation import validate as run

    check = partial(run, shapes=load_shapes(folder), seconds=seconds if folder else math.inf)
    if files:
        from diplograph.cli.rdf_files import read_triples

        report = check(data=read_triples(files))
        text = report.as_text(lang) if format == "text" else _written(report, format)
    else:
        from diplograph.store import Store

        with Store.open(store, read_only=True) as opened:
            report = check(data=_with_texts(opened))
            text = _told(opened, report, lang) if format == "text" else _written(report, format)
    with open_output(output) as out:
        out.write(text.encode())
    return 0 if report.conforms else NOT_CONFORMING


def _with_texts(store: Store) -> Iterator[Triple]:
    """What is published, and the texts it was read in, which the graphs of documents keep to themselves."""
    from diplograph.store.names import TEXT

    yield from store.triples()
    for record in store.documents():
        yield from (triple for triple in store.triples(record.graph) if triple[1] == TEXT)


def _written(report: Report, format: str) -> str:
    if format == "turtle":
        return report.as_turtle()
    return json.dumps(report.as_dict(), ensure_ascii=False, indent=2) + "\n"


def _told(store: Store, report: Report, lang: str) -> str:
    """The first line of the report, then what is at fault, with its words."""
    from diplograph.curation.described import Describer
    from diplograph.curation.desk import aside, flagged
    from diplograph.curation.telling import Teller, say

    teller = Teller(Describer(store), language=lang)
    blocks = [report.as_text(lang).partition("\n")[0]]
    cases = flagged(store, _as_items(report.violations))
    # Faults before warnings; each in its own order.
    cases.sort(key=lambda case: min(_SEVERITIES.index(reason.severity) for reason in case.reasons))
    if cases:
        blocks.append(say("flagged_head", lang, count=len(cases)))
        blocks += map(teller.case, cases)
    left = aside(store, store.quarantine())
    if left:
        decided = {each.subject: each for each in store.decisions()}
        blocks.append(say("aside_head", lang, count=len(left)))
        for case in left:
            text = teller.case(case)
            if each := decided.get(case.key):
                where = ", ".join(part for part in (each.author, each.date) if part)
                text += f"\n  {say('decided', lang, words=each.action.value, where=where)}"
            blocks.append(text)
    return "\n\n".join(blocks) + "\n"


_SEVERITIES = ("Violation", "Warning", "Info")


def _as_items(violations: Sequence[Violation]) -> list[SetAside]:
    from diplograph.store import SetAside

    return [
        SetAside("", each.focus, each.path, each.value, each.shape, each.severity, dict(each.messages))
        for each in violations
    ]
