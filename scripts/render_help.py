"""Render the help of every command into the pages of docs; `make docs` runs this.

A page holds blocks between `<!-- help: diplograph build -->` and `<!-- /help -->`; the rest is by hand.
"""

from __future__ import annotations

import re
from pathlib import Path

import click

from diplograph.cli.app import diplograph

DOCS = Path(__file__).parents[1] / "docs"
WIDTH = 100

_BLOCK = re.compile(r"<!-- help: (diplograph[ a-z]*) -->\n.*?<!-- /help -->", re.DOTALL)


def rendered(text: str) -> str:
    """A page with its blocks as the program has them now."""
    return _BLOCK.sub(
        lambda found: f"<!-- help: {found[1]} -->\n```text\n{help_of(found[1])}\n```\n<!-- /help -->", text
    )


def help_of(words: str) -> str:
    """What `WORDS --help` prints on a terminal of 100 columns."""
    context: click.Context | None = None
    command: click.Command = diplograph
    for name in words.split():
        if context is not None:
            assert isinstance(command, click.Group)
            found = command.get_command(context, name)
            assert found is not None, f"no such command: {words}"
            command = found
        settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
        context = click.Context(command, info_name=name, parent=context, **settings)
    assert context is not None
    return command.get_help(context).rstrip()


def main() -> None:
    for page in sorted(DOCS.rglob("*.md")):
        page.write_text(rendered(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
