"""What the verbs of `diplograph curate` and `diplograph review` share: options, one decision, its report."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from diplograph.cli.failures import NOT_CONFORMING
from diplograph.cli.options import store_option

if TYPE_CHECKING:
    from diplograph.curation import Ledger
    from diplograph.curation.deciding import Replayed
    from diplograph.model.decisions import Decision, Unmatched
    from diplograph.store import Background, Store

Command = TypeVar("Command", bound=Callable[..., object])

curation_option = click.option(
    "--curation",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The ledger, CSV or YAML; the store remembers it.  [default: the store's, else curation.csv]",
)


def today() -> str:
    """The day of a decision: the only clock of the program that reaches a file."""
    from datetime import date

    return date.today().isoformat()


def author_name() -> str:
    """The user's login name; "" when the system has none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


_DECISION = (
    store_option,
    curation_option,
    click.option("--reason", default="", metavar="TEXT", help="Why, for those who come after."),
    click.option("--document", default="", metavar="ID", help="Only what this document says."),
)
authoring = (
    click.option(
        "--author",
        envvar="DIPLOGRAPH_AUTHOR",
        show_envvar=True,
        default=author_name,
        show_default="your login name",
        metavar="NAME",
        help="Who decides.",
    ),
    click.option(
        "--date",
        default=today,
        show_default="today",
        metavar="YYYY-MM-DD",
        help="Day of the decision.",
    ),
)
_DRY = click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")


def decision_options(command: Command) -> Command:
    """All options of a verb that writes decisions."""
    for option in reversed((*_DECISION, *authoring, _DRY)):
        command = option(command)
    return command


def decide(rows: Sequence[tuple[str, str, str]], options: Mapping[str, object]) -> int:
    """Write decisions, given as (action, subject, value), and let the store obey them."""
    from diplograph.curation.deciding import make_decision, open_ledger, preview, record
    from diplograph.store import Store

    path, given = Path(str(options["store"])), options["curation"]
    ledger_path = given if isinstance(given, Path) else None
    common = {name: str(options[name]) for name in ("document", "author", "date", "reason")}
    with Store.open(path, read_only=bool(options["dry_run"])) as opened:
        ledger = open_ledger(opened, ledger_path)
        background = background_of(opened)
        decisions = [
            make_decision(
                opened, background=background, action=action, subject=subject, value=value, **common
            )
            for action, subject, value in rows
        ]
        if not options["dry_run"]:
            told = [_in_words(opened, decision) for decision in decisions]
            replayed = record(opened, ledger, decisions, background=background)
            return report(replayed, decisions, told)
        return show_preview(opened, preview(ledger, decisions))


def background_of(store: Store) -> Background:
    """What the gazetteer says, asked when a decision brings a thing to light; loaded only then."""
    from functools import partial

    from diplograph.build.fingerprint import current_run
    from diplograph.build.workshop import known_triples
    from diplograph.store import Background, own_tables

    tables = own_tables(store.path)
    return Background(current_run(tables).fingerprint, partial(known_triples, base=store.base, tables=tables))


def report(replayed: Replayed, decisions: Sequence[Decision], told: Sequence[str]) -> int:
    """Tell which lines were written, what they overrule, and what the graph does not answer to."""
    ledger = replayed.ledger
    written = ledger.lines[len(ledger.lines) - len(decisions) :]
    for decision, words in zip(written, told, strict=True):
        click.echo(f"{decision.where}: {words}")
    lines = {decision.line for decision in written}
    for problem in ledger.problems:
        if not problem.note or problem.by in lines:
            click.echo(f"diplograph: {problem}", err=True)
    own = [each for each in replayed.unmatched if each.decision.line in lines]
    others = len(replayed.unmatched) - len(own)
    if others:
        number = f"{others} other line{'' if others == 1 else 's'} of the ledger"
        click.echo(
            f"diplograph: {number} match nothing or break a shape (see: diplograph curate list)", err=True
        )
    return tell_unmatched(own)


def tell_unmatched(unmatched: Sequence[Unmatched]) -> int:
    """A line for each decision that matches nothing or breaks a shape; the exit code."""
    for each in unmatched:
        hint = f" ({each.hint})" if each.hint else ""
        click.echo(
            f"diplograph: {each.decision.where}: {_words(each.decision)}: {each.reason}{hint}", err=True
        )
    return NOT_CONFORMING if unmatched else 0


def show_preview(store: Store, decisions: Sequence[Decision]) -> int:
    """What an open store would say under other decisions, tried on a copy of it."""
    from diplograph.diff import compare, take_snapshot
    from diplograph.diff.writing import as_text
    from diplograph.store import Store
    from diplograph.store.copying import copy_store

    # Beside the store, where its files can be shared; they may be large.
    beside = store.path.resolve().parent
    place = beside if os.access(beside, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix=".diplograph-dry-run-", dir=place) as folder:
        copy = Path(folder) / store.path.name
        copy_store(store, copy)
        with Store.open(copy) as opened:
            before = take_snapshot(opened.triples(), name=str(store.path))
            # Tables of the user's lie beside the store itself, not its copy.
            unmatched = opened.curate(decisions, background=background_of(store))
            after = take_snapshot(opened.triples(), name=f"{store.path} (dry run)")
        click.echo(as_text(compare(before, after), language="en"), nl=False)
    return tell_unmatched(unmatched)


def _in_words(store: Store, decision: Decision) -> str:
    """A decision with the labels of its things, as they are before it."""
    from diplograph.curation.naming import label_of
    from diplograph.model.decisions import OF_TWO

    def named(key: str) -> str:
        label = label_of(store, key)
        return key if label == key else f"{label} ({key})"

    both = decision.action in OF_TWO
    parts = (decision.action.value, named(decision.subject) if decision.subject else "")
    value = named(decision.value) if both else decision.value
    joint = " = " if decision.action == "merge" else " ≠ " if both else " "
    return f"{parts[0]} {parts[1]}".strip() + (f"{joint}{value}" if value else "")


def _words(decision: Decision) -> str:
    return " ".join(part for part in (decision.action.value, decision.subject, decision.value) if part)


def tell_problems(ledger: Ledger, *, notes: bool = True) -> int:
    """A line for each problem of a ledger; how many faults there are."""
    for problem in ledger.problems:
        if notes or not problem.note:
            click.echo(str(problem))
    return len(ledger.faults)
