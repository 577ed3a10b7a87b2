"""`diplograph knowledge`: what the program knows, what a table teaches it, what it still lacks."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from diplograph.cli.failures import NOT_CONFORMING
from diplograph.cli.lazy import LazyGroup, OneOf
from diplograph.cli.options import SETTINGS, store_option
from diplograph.model.cells import harmless

if TYPE_CHECKING:
    from diplograph.knowledge.lookup import Finding

_HERE = "diplograph.cli.commands.knowledge"
_MOST_CUES = 4

_format = click.option(
    "-f", "--format", type=OneOf(["table", "csv", "json"]), default="table", show_default=True
)
_gazetteers = click.option(
    "--gazetteer",
    "gazetteers",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A table of your own, on top of those of the program and of the store; may be repeated.",
)


@click.group(
    cls=LazyGroup,
    lazy={name: f"{_HERE}:{name}" for name in ("check", "find", "unknown")},
    context_settings=SETTINGS,
)
def knowledge() -> None:
    """Check a table of names, look a name up, list unknown ones."""


@click.command(context_settings=SETTINGS)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@_format
def check(files: tuple[Path, ...], format: str) -> int:
    """Check tables of names of your own.

    Each fault is told with its file, line and column and what to do about it: a malformed row, two rows with
    one key or identifier, a name of two things, an unknown type, country or sector, an identifier of the
    wrong form, another encoding. Remarks, such as semicolons between the cells, cost nothing.

    Exit code 0 when there is no fault, 1 when there is, 2 when a file cannot be read.

    \b
    Example:
      diplograph knowledge check names.csv
    """
    from diplograph.knowledge import load_knowledge
    from diplograph.knowledge.loading import read_own

    known = load_knowledge()
    entities, problems = read_own(files, bundled=known.gazetteer, sectors=known.sectors)
    faults = sum(not problem.note for problem in problems)
    if format == "table":
        for problem in problems:
            click.echo(f"{'remark: ' if problem.note else ''}{problem}")
    else:
        columns = ("file", "line", "column", "reason", "hint", "note")
        click.echo(_written(columns, [asdict(problem) for problem in problems], format), nl=False)
    things, told = len(entities), "no fault" if not faults else f"{faults} fault{'s' * (faults > 1)}"
    click.echo(f"{things} thing{'s' * (things != 1)} can be used; {told}", err=True)
    return NOT_CONFORMING if faults else 0


@click.command(context_settings=SETTINGS)
@click.argument("name")
@store_option
@_gazetteers
@_format
def find(name: str, store: Path, gazetteers: tuple[Path, ...], format: str) -> int:
    """Look a name up: what it is taken for, and why.

    For each thing it may mean: key, type, the name of the tables that fits and how (exact, normalised: case
    and accents, spelling: another transliteration, adjective, metonym), a score, identifiers, and the rows of
    the tables. Of several, the words around a name decide. An unknown name is answered with those near it,
    and exit code 1.

    \b
    Examples:
      diplograph knowledge find Tokayev
      diplograph knowledge find Orange --gazetteer names.csv
    """
    from diplograph.knowledge import load_knowledge
    from diplograph.knowledge.lookup import look_up, near_names

    source = click.get_current_context().get_parameter_source("store")
    if source is not ParameterSource.DEFAULT:
        from diplograph.store.location import read_mark

        read_mark(store)  # a store that was named must be there
    tables = [*_tables_of(store), *gazetteers]
    known = load_knowledge(gazetteers=tables)
    found = look_up(known, name, gazetteers=tables)
    near = () if found else near_names(known, name)
    if format == "json":
        rows = [asdict(item) for item in found]
        told = {
            "name": name,
            "found": rows,
            "near": [dict(zip(("name", "key", "score"), n, strict=True)) for n in near],
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    elif format == "csv":
        columns = ("key", "name", "type", "matched", "how", "score", "ambiguous", "identifiers", "where")
        click.echo(_written(columns, [_flat(item) for item in found], format), nl=False)
    else:
        click.echo(_account(name, found), nl=False)
    if not found:
        click.echo(f"no table knows {name!r}", err=True)
        for spelling, key, score in near:
            click.echo(f"  near: {spelling} ({key}, {score:.2f})", err=True)
    return 0 if found else NOT_CONFORMING


@click.command(context_settings=SETTINGS)
@store_option
@_gazetteers
@click.option("--ambiguous", is_flag=True, help="Names left unlinked, since they may mean several things.")
@click.option("--limit", type=click.IntRange(min=0), default=0, help="Rows to show.  [default: all]")
@click.option("-f", "--format", type=OneOf(["table", "csv", "json"]), default="csv", show_default=True)
def unknown(store: Path, gazetteers: tuple[Path, ...], ambiguous: bool, limit: int, format: str) -> None:
    """List names of the store that no table knows.

    The most frequent first, as a table to be completed in a spreadsheet and given back with build
    --gazetteer; the columns count, documents and sentence are for the reader alone. With --ambiguous: names
    that were left unlinked, because several things have them and nothing around tells which is meant.

    \b
    Examples:
      diplograph knowledge unknown > names.csv
      diplograph knowledge unknown --ambiguous --format table
    """
    from diplograph.query.unknown import UnknownName, UnlinkedName, unknown_names, unlinked_names
    from diplograph.store import Store

    with Store.open(store, read_only=True) as opened:
        if ambiguous:
            columns = tuple(field.name for field in fields(UnlinkedName))
            rows: Sequence[Any] = unlinked_names(opened)
        else:
            from diplograph.knowledge import load_knowledge

            columns = tuple(field.name for field in fields(UnknownName))
            known = load_knowledge(gazetteers=[*_tables_of(store), *gazetteers])
            rows = unknown_names(opened, known)
    shown = rows[:limit] if limit else rows
    if format == "table":
        columns = tuple(
            name for name in columns if name not in {"ambiguous", "country", "sectors", "wikidata"}
        )
    click.echo(_written(columns, [asdict(row) for row in shown], format), nl=False)


def _tables_of(store: Path) -> list[Path]:
    from diplograph.store import own_tables

    return [table.path for table in own_tables(store)]


def _flat(item: Finding) -> dict[str, object]:
    row = asdict(item)
    row["identifiers"] = "|".join(f"{scheme}:{value}" for scheme, value in item.identifiers)
    row["where"] = "|".join(item.where)
    row["ambiguous"] = "yes" if item.ambiguous else ""
    return row


def _account(name: str, found: Sequence[Finding]) -> str:
    lines = []
    for item in found:
        lines.append(f"{item.key}  {item.type}  {item.name}")
        as_it_is = "" if item.matched == name else f" as {item.matched}"
        lines.append(f"  {item.how}{as_it_is}, score {item.score:.2f}")
        if item.identifiers:
            lines.append("  " + ", ".join(f"{scheme} {value}" for scheme, value in item.identifiers))
        if item.where:
            lines.append(f"  {', '.join(item.where)}")
        if item.ambiguous:
            told = "; ".join(item.cues[:_MOST_CUES])
            lines.append(
                f"  one meaning of several: decided by the words around{f', such as: {told}' if told else ''}"
            )
    if len(found) > 1:
        lines.append("Where nothing decides, the name is left unlinked (knowledge unknown --ambiguous).")
    return "".join(f"{line}\n" for line in lines)


def _written(columns: Sequence[str], rows: Sequence[dict[str, Any]], format: str) -> str:
    if format == "json":
        return (
            json.dumps([{name: row[name] for name in columns} for row in rows], ensure_ascii=False, indent=2)
            + "\n"
        )
    if format == "csv":
        out = io.StringIO()
        writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows({name: harmless(value) for name, value in row.items()} for row in rows)
        return out.getvalue()
    from diplograph.query.table import aligned

    return aligned(columns, [[str(row[name]) for name in columns] for row in rows])
