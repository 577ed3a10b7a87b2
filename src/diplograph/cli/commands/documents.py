"""`diplograph documents`: what is in the store, and taking it out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, fields
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diplograph.cli.lazy import LazyGroup, OneOf
from diplograph.cli.options import SETTINGS, store_option
from diplograph.errors import UsageError
from diplograph.model.cells import harmless

if TYPE_CHECKING:
    from diplograph.store import DocumentRecord

_HERE = "diplograph.cli.commands.documents"
_COLUMNS = ("identifier", "published", "facts", "title")
_NESTED = ("links",)  # no cell holds them; JSON does


@click.group(
    cls=LazyGroup,
    lazy={"list": f"{_HERE}:list_documents", "remove": f"{_HERE}:remove_documents"},
    context_settings=SETTINGS,
)
def documents() -> None:
    """List or remove documents of the store."""


@click.command("list", context_settings=SETTINGS)
@store_option
@click.option("-f", "--format", type=OneOf(["table", "csv", "json"]), default="table", show_default=True)
def list_documents(store: Path, format: str) -> None:
    """List the documents, with their facts.

    By identifier; the number is that of the facts each document states.

    \b
    Example:
      diplograph documents list --format csv > documents.csv
    """
    from diplograph.store import Store

    with Store.open(store, read_only=True) as opened:
        records = opened.documents()
    click.echo(_written(records, format), nl=False)


@click.command("remove", context_settings=SETTINGS)
@click.argument("identifiers", nargs=-1, required=True, metavar="DOCUMENT...")
@store_option
def remove_documents(identifiers: tuple[str, ...], store: Path) -> None:
    """Remove documents.

    All that only they state goes with them. DOCUMENT is an identifier, as `documents list` shows it, or a
    pattern of identifiers with * ? or [ ], which must be quoted; when one is unknown, none is removed.

    \b
    Examples:
      diplograph documents remove communique-2024-11-05
      diplograph documents remove "communique-2023-*"
    """
    from diplograph.store import Store

    with Store.open(store) as opened:
        removed = opened.remove(_matching(identifiers, opened.identifiers()))
    for record in removed:
        click.echo(f"removed {record.identifier} ({record.facts} facts)", err=True)


def _matching(wanted: Sequence[str], held: Collection[str]) -> list[str]:
    """Patterns replaced by what they match; what is no pattern, or is an identifier as it stands, stays."""
    found: list[str] = []
    for name in wanted:
        if name in held or not any(sign in name for sign in "*?["):
            found.append(name)
            continue
        matching = sorted(one for one in held if fnmatchcase(one, name))
        if not matching:
            hint = "list them with: diplograph documents list"
            raise UsageError(f"no document of the store matches {name}", hint=hint)
        found += matching
    return found


def _written(records: Sequence[DocumentRecord], format: str) -> str:
    if format == "json":
        return json.dumps([asdict(record) for record in records], ensure_ascii=False, indent=2) + "\n"
    if format == "csv":
        from diplograph.store import DocumentRecord

        out = io.StringIO()
        names = [field.name for field in fields(DocumentRecord) if field.name not in _NESTED]
        writer = csv.DictWriter(out, names, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        for record in records:
            writer.writerow({name: harmless(value) for name, value in asdict(record).items()})
        return out.getvalue()
    from diplograph.query.table import aligned

    return aligned(_COLUMNS, [[str(getattr(record, name)) for name in _COLUMNS] for record in records])
