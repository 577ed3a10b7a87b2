"""What a person sees while a command works: a bar on a terminal, nothing anywhere else."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from diplograph.errors import QueryError

if TYPE_CHECKING:
    from diplograph.build import Progress as Step

Result = TypeVar("Result")


@contextmanager
def progress_shown(*, quiet: bool) -> Iterator[Callable[[Step], None] | None]:
    """A function that shows how far a build has come; None when nobody looks."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
    from rich.text import Text

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def show(step: Step) -> None:
            total = step.read if step.complete else None
            label = Text(f"{step.stage} {step.document}"[:60])  # names of files may hold rich's markup
            bar.update(task, completed=step.done, total=total, description=label.markup)

        yield show


def terminal_width() -> int:
    """Columns of the terminal that standard output is; 0 when it is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def interruptible(work: Callable[[], Result], *, seconds: float = 0) -> Result:
    """Do work inside a library that hears neither Ctrl-C nor the clock, so that both end the program anyway.

    Only for work that reads: it is left where it stands.

    Args:
        seconds: after which it is given up; 0: never.
    Raises:
        QueryError: the time is over. The program must end: what was given up still runs.
    """
    done: list[Result] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # raised again in the main thread
            traceback.clear_frames(error.__traceback__)  # Oxigraph's objects must die where they were born
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    end = time.monotonic() + seconds if seconds else None
    try:
        while thread.is_alive():
            thread.join(timeout=0.1 if end is None else max(0.0, min(0.1, end - time.monotonic())))
            if thread.is_alive() and end is not None and time.monotonic() >= end:
                raise _given_up(seconds)
    except KeyboardInterrupt:
        # The thread cannot be stopped, and Python would wait for it at exit.
        from diplograph.cli.failures import INTERRUPTED

        os.write(2, b"diplograph: interrupted\n")
        os._exit(INTERRUPTED)
    if failed:
        raise failed[0]
    return done[0]


def _given_up(seconds: float) -> QueryError:
    """What to tell; the program will leave without waiting for the thread."""

    def leave() -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(QueryError.exit_code)

    atexit.register(leave)
    hint = "make it narrower, or give it more with --timeout SECONDS, 0 for as long as it takes"
    return QueryError(f"the query was stopped after {seconds:g} s", hint=hint)
