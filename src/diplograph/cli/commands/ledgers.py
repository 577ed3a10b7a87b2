"""Verbs of `diplograph curate` that look at a ledger as a whole: list, check, apply, undo."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diplograph.cli.curating import (
    background_of,
    curation_option,
    show_preview,
    tell_problems,
    tell_unmatched,
)
from diplograph.cli.failures import NOT_CONFORMING
from diplograph.cli.lazy import OneOf
from diplograph.cli.options import SETTINGS, store_option

if TYPE_CHECKING:
    from diplograph.curation.standing import Standing

_COLUMNS = ("line", "action", "subject", "value", "facts", "author", "date", "state")


@click.command("list", context_settings=SETTINGS)
@store_option
@click.option("-f", "--format", type=OneOf(["table", "csv", "json"]), default="table", show_default=True)
def list_decisions(store: Path, format: str) -> None:
    """List the decisions, and what became of each.

    By line of the ledger; the state is "in force", "breaks a shape" (facts are set aside by it), "overruled",
    "faulty", "matches nothing" or "not replayed" (written by hand since the last build: see `apply`). The
    number is that of the published facts that the thing decided about has now.

    \b
    Example:
      diplograph curate list --format csv > decisions.csv
    """
    from diplograph.curation.standing import standings
    from diplograph.store import Store

    with Store.open(store, read_only=True) as opened:
        found = standings(opened)
    click.echo(_written(found, format), nl=False)


@click.command("check", context_settings=SETTINGS)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@store_option
def check_ledger(file: Path, store: Path) -> int:
    """Check a ledger, and change nothing.

    Each fault is told with its file, line and column and what to do about it: an unknown action, class,
    status or role, a merge of a thing with itself or with one of another kind, circles of merges, lines that
    contradict one another. With a store, names in words are looked up in it, and keys that it does not have
    are told, which is no fault: the documents may be yet to come.

    Exit code 0 when there is no fault, 1 when there is, 2 when the file cannot be read.

    \b
    Example:
      diplograph curate check curation.csv
    """
    from diplograph.curation import read_ledger
    from diplograph.curation.naming import resolver, unknown_keys
    from diplograph.store import Store

    if store.exists():
        with Store.open(store, read_only=True) as opened:
            ledger = read_ledger(file, base=opened.base, resolve=resolver(opened))
            absent = unknown_keys(opened, ledger.decisions)
    else:
        ledger, absent = read_ledger(file), {}
    faults = tell_problems(ledger)
    for decision, key in absent.items():
        click.echo(f"{decision.file}:{decision.line}: the store has no {key}, for now")
    left = len(ledger.places) - len(ledger.decisions)
    told = f"{len(ledger.decisions)} in force, {left} not" if left else f"{len(ledger.decisions)} in force"
    click.echo(f"{len(ledger.places)} line{'' if len(ledger.places) == 1 else 's'}: {told}", err=True)
    return NOT_CONFORMING if faults else 0


@click.command("apply", context_settings=SETTINGS)
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
@store_option
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
def apply_ledger(file: Path | None, store: Path, dry_run: bool) -> int:
    """Let the store obey a ledger, and remember it.

    FILE takes the place of the ledger that the store remembers; without it, that one is read again. Names in
    words are written into the file as keys, since a name may mean another thing once decisions are obeyed.

    Exit code 0 when every line is in force, 1 when some are faulty or match nothing: the others hold.

    \b
    Example:
      diplograph curate apply curation.csv
    """
    from diplograph.curation import remembered_ledger
    from diplograph.curation.deciding import open_ledger, replay
    from diplograph.errors import UsageError
    from diplograph.store import Store

    with Store.open(store, read_only=dry_run) as opened:
        ledger = open_ledger(opened, file, instead=True)
        if not ledger.path.exists():
            hint = "name it, or make one with: diplograph curate merge A B"
            raise UsageError("there is no such ledger", where=str(ledger.path), hint=hint)
        faults = tell_problems(ledger)
        known = remembered_ledger(store)
        if known and known.resolve() != ledger.path.resolve():
            click.echo(f"{ledger.path} takes the place of {known}", err=True)
        lifted = 0 if ledger.places else len(opened.decisions())
        if lifted:
            click.echo(f"{ledger.path} holds no decision: all {lifted} in force are lifted", err=True)
        if not dry_run:
            replayed = replay(opened, ledger, background=background_of(opened))
            unmatched = tell_unmatched(replayed.unmatched)
            number = len(replayed.ledger.decisions) - len(replayed.unmatched)
            click.echo(f"{number} of {len(ledger.places)} decisions hold", err=True)
        else:
            unmatched = show_preview(opened, ledger.decisions)
    return NOT_CONFORMING if faults or unmatched else 0


@click.command("undo", context_settings=SETTINGS)
@click.argument("line", type=click.IntRange(min=1), metavar="LINE")
@store_option
@curation_option
def undo_line(line: int, store: Path, curation: Path | None) -> int:
    """Take one line out of the ledger.

    LINE is its number, as `list` shows it; what it overruled holds again.

    \b
    Example:
      diplograph curate undo 12
    """
    from diplograph.curation import remove_line
    from diplograph.curation.deciding import open_ledger, replay
    from diplograph.curation.writing import spell_in_keys
    from diplograph.store import Store

    with Store.open(store) as opened:
        ledger = spell_in_keys(open_ledger(opened, curation), base=opened.base)
        gone = next((each for each in ledger.lines if each.line == line), None)
        after = remove_line(ledger, line, base=opened.base)
        replayed = replay(opened, after, background=background_of(opened))
    told = (
        " ".join(part for part in (gone.action, gone.subject, gone.value) if part)
        if gone
        else "a faulty line"
    )
    click.echo(f"{ledger.path}, line {line}: taken out: {told}")
    return tell_unmatched(replayed.unmatched)


def _written(found: Sequence[Standing], format: str) -> str:
    if format == "json":
        return json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2) + "\n"
    if format == "csv":
        from diplograph.curation.standing import Standing

        out = io.StringIO()
        writer = csv.DictWriter(out, [field.name for field in fields(Standing)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(each) for each in found)
        return out.getvalue()
    from diplograph.query.table import aligned

    rows = [[str(getattr(each, name)) for name in _COLUMNS] for each in found]
    return aligned(_COLUMNS, rows) if rows else "no decisions\n"
