"""Long answers on a terminal, a screen at a time."""

from __future__ import annotations

import os
import shutil
import sys

import click


def show(text: bytes, *, pager: bool = True) -> None:
    """Write to standard output; through a pager when it is a terminal that the text would run off.

    PAGER names the pager; NO_PAGER, an empty PAGER or `pager` False writes straight on.
    """
    if pager and _pages(text):
        click.echo_via_pager(text.decode().removesuffix("\n"), color=True)
        return
    sys.stdout.buffer.write(text)
    sys.stdout.buffer.flush()


def _pages(text: bytes) -> bool:
    wanted = "NO_PAGER" not in os.environ and os.environ.get("PAGER", "less") not in ("", "cat")
    both = sys.stdout.isatty() and sys.stdin.isatty()
    return wanted and both and text.count(b"\n") >= shutil.get_terminal_size().lines
