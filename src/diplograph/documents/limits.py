"""How much is read, and reading that much: sizes are asked of the system before any byte is read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from diplograph.errors import DocumentError

MAX_CHARACTERS = 1_000_000
"""Characters of one document: the `max_length` of spaCy, whose parser needs about 1 GB for 100,000 words."""

MAX_TEXT_BYTES = 4 * MAX_CHARACTERS + 4
"""No encoding takes more than four bytes a character; four more for a byte order mark."""

MAX_MARKUP_BYTES = 20_000_000
MAX_BINARY_BYTES = 100_000_000  # PDF and DOCX carry pictures


def shown(path: Path) -> str:
    """A path as messages show it: never with characters that a terminal or a file cannot take."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def too_long(where: str, size: str) -> DocumentError:
    """The error for a text over the limit; `size` says what was counted."""
    return DocumentError(
        f"is too long: {size}, where {MAX_CHARACTERS:,} characters is the limit of one document",
        where=where,
        hint="split it into several documents",
    )


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """Turn what the system answers into a `DocumentError` about this file."""
    where = shown(path)
    try:
        yield
    except FileNotFoundError as error:
        raise DocumentError(
            "is not there any more",
            where=where,
            hint="it was moved or removed during the run, or is a dead link",
        ) from error
    except PermissionError as error:
        raise DocumentError(
            "may not be read", where=where, hint="give yourself the right to read it"
        ) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DocumentError(
            f"cannot be read: {reason}", where=where, hint="check the disk and the links on the way to it"
        ) from error


def check_regular(status: os.stat_result, where: str) -> None:
    """Refuse a folder, a pipe or a device: reading one could wait for ever.

    Raises:
        DocumentError: it is not a plain file.
    """
    if not stat.S_ISREG(status.st_mode):
        raise DocumentError("is not a plain file", where=where, hint="give a file or a folder of files")


def read_bytes(path: Path, *, limit: int) -> bytes:
    """The bytes of a file, once its size is known to be at most `limit`.

    Raises:
        DocumentError: it cannot be read, or is too big.
    """
    where = shown(path)
    with reported(path):
        check_regular(path.stat(), where)
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            data = stream.read(limit + 1) if size <= limit else b""
    size = max(size, len(data))  # it may grow meanwhile
    if size <= limit:
        return data
    if limit == MAX_TEXT_BYTES:
        raise too_long(where, f"{size:,} bytes")
    raise DocumentError(
        f"is too big: {size:,} bytes, where {limit:,} is the limit of this format",
        where=where,
        hint="split it, or save its text alone",
    )
