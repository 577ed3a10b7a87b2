"""The command line. Only click and the standard library are imported before a command needs more."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; never returns."""
    from diplograph.cli.failures import guarded

    sys.exit(guarded(_run))


def _run() -> int:
    import click

    from diplograph.cli.app import diplograph

    if "_DIPLOGRAPH_COMPLETE" in os.environ:  # a shell asks for completions
        diplograph.main(prog_name="diplograph")
    # Not `main`: it would exit with 1 when the reader of a pipe leaves.
    try:
        with diplograph.make_context("diplograph", sys.argv[1:]) as context:
            result = diplograph.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    return result if isinstance(result, int) else 0
