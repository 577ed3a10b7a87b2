"""Where data goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from diplograph.errors import UsageError


@contextmanager
def open_output(path: Path) -> Iterator[BinaryIO]:
    """Open for binary writing; `-` is standard output.

    A file is written under a temporary name beside it and renamed at the end, so that one that was there
    before stays as it was when anything goes wrong. What is not a regular file (a pipe, a device) is
    written directly.

    Raises:
        UsageError: its folder does not exist, or it is a folder itself.
    """
    if str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if path.is_dir():
        raise UsageError("it is a folder", where=str(path), hint="name a file")
    if not path.parent.is_dir():
        raise UsageError("no such folder", where=str(path.parent), hint=f"make it: mkdir -p {path.parent}")
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    target = path.resolve()
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as stream:
            yield stream
        temporary.replace(target)
    except OSError as error:
        if error.filename == str(temporary):
            error.filename = str(path)
        raise
    finally:
        temporary.unlink(missing_ok=True)
