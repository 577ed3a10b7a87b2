"""Help is quick, complete, and costs no heavy import."""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

import click
import pytest
from cli_types import Run

from diplograph import __version__
from diplograph.cli.app import diplograph

HEAVY = ("spacy", "rdflib", "pyshacl", "pyoxigraph", "trafilatura", "lxml", "pypdf", "docx", "rich", "numpy")


def commands(group: click.Group = diplograph, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        found.append((*path, name))
        if isinstance(command, click.Group):
            found += commands(command, (*path, name))
    return found


@pytest.mark.parametrize("words", [(), *commands()], ids=" ".join)
def test_help_imports_nothing_heavy(words: tuple[str, ...]) -> None:
    code = (
        "import sys, diplograph.cli as c; sys.argv[1:] = sys.argv[1:] + ['--help']\n"
        f"try: c.main()\nfinally: print([n for n in {HEAVY} if n in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    assert result.stdout.startswith(f"Usage: {' '.join(('diplograph', *words))} ")
    assert result.stderr.strip() == "[]"


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_both_spellings_of_help_show_an_example(run: Run, words: tuple[str, ...]) -> None:
    long, short = run(*words, "--help"), run(*words, "-h")
    assert (long.returncode, long.stderr, long.stdout) == (0, "", short.stdout)
    assert "Example" in long.stdout or "Commands:" in long.stdout


def test_the_version(run: Run) -> None:
    assert run("--version").stdout == f"diplograph {__version__}\n"


def test_help_costs_at_most_three_times_click() -> None:
    def seconds(*words: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, *words], capture_output=True, check=True)
        return time.perf_counter() - start

    pairs = [(seconds("-m", "diplograph", "--help"), seconds("-c", "import click")) for _ in range(7)]
    assert median(own / bare for own, bare in pairs) <= 3
