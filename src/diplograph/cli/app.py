"""The group of all commands."""

from __future__ import annotations

import click

from diplograph import __version__
from diplograph.cli.lazy import LazyGroup
from diplograph.cli.options import SETTINGS

COMMANDS = {
    name: f"diplograph.cli.commands.{name}:{name}"
    for name in (
        "build",
        "validate",
        "review",
        "curate",
        "export",
        "query",
        "explain",
        "conflicts",
        "network",
        "diff",
        "documents",
        "knowledge",
        "evaluate",
    )
}


@click.group(cls=LazyGroup, lazy=COMMANDS, context_settings=SETTINGS)
@click.version_option(__version__, message="%(prog)s %(version)s")
def diplograph() -> None:
    """French texts on states and companies in, a knowledge graph with its evidence out.

    \b
    diplograph build texts/                    read documents into a store
    diplograph query -e 'SELECT …'             ask it
    diplograph export gexf -o graph.gexf       take it to Gephi

    Data goes to standard output, messages to standard error. Exit code 0: done; 1: something does not
    conform; 2: wrong usage or unreadable input.
    """
