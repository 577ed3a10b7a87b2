"""`diplograph validate`: the SHACL report of the store, or of RDF files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diplograph.cli.failures import NOT_CONFORMING
from diplograph.cli.lazy import OneOf
from diplograph.cli.options import SETTINGS, output_option, store_option

if TYPE_CHECKING:
    from diplograph.rdf.terms import Triple
    from diplograph.store import SetAside, Store
    from diplograph.validation import Report


@click.command(context_settings=SETTINGS)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@store_option
@click.option("-f", "--format", type=OneOf(["text", "turtle", "json"]), default="text", show_default=True)
@click.option(
    "--lang", type=OneOf(["en", "fr"]), default="en", show_default=True, help="Language of the text."
)
@output_option
def validate(files: tuple[Path, ...], store: Path, format: str, lang: str, output: Path) -> int:
    """Check the graph, or RDF files, by SHACL.

    The shapes are those of diplograph. FILE is Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML; several
    are checked as one graph. Without FILE the store is checked, and the text tells what `build` had set
    aside, with the reason: that never was published, so it does not count against the store.

    Exit code 0 when the graph conforms, 1 when it does not, 2 when it cannot be read.

    \b
    Examples:
      diplograph validate --lang fr
      diplograph validate mine.ttl --format turtle -o report.ttl
    """
    from diplograph.cli.output import open_output
    from diplograph.validation import load_shapes
    from diplograph.validation import validate as check

    aside: Sequence[SetAside] = ()
    if files:
        from diplograph.cli.rdf_files import read_triples

        report = check(data=read_triples(files), shapes=load_shapes())
    else:
        from diplograph.store import Store

        with Store.open(store, read_only=True) as opened:
            report = check(data=_with_texts(opened), shapes=load_shapes())
            aside = opened.quarantine()
    with open_output(output) as out:
        out.write(_written(report, aside, format, lang).encode())
    return 0 if report.conforms else NOT_CONFORMING


def _with_texts(store: Store) -> Iterator[Triple]:
    """What is published, and the texts it was read in, which the graphs of documents keep to themselves."""
    from diplograph.store.names import TEXT

    yield from store.triples()
    for record in store.documents():
        yield from (triple for triple in store.triples(record.graph) if triple[1] == TEXT)


def _written(report: Report, aside: Sequence[SetAside], format: str, lang: str) -> str:
    if format == "turtle":
        return report.as_turtle()
    if format == "json":
        return json.dumps(report.as_dict(), ensure_ascii=False, indent=2) + "\n"
    return report.as_text(lang) + _aside_text(aside, lang)


def _aside_text(aside: Sequence[SetAside], lang: str) -> str:
    if not aside:
        return ""
    title = {"fr": "Mis de côté à la construction", "en": "Set aside by build"}[lang]
    lines = [f"\n{title}: {len(aside)}" if lang == "en" else f"\n{title} : {len(aside)}"]
    for item in aside:
        message = item.messages.get(lang) or next(iter(item.messages.values()), item.shape)
        lines.append(f"  {item.document}: {item.focus}")
        lines.append(f"    {message}{f' [{item.value}]' if item.value else ''}")
    return "\n".join(lines) + "\n"
