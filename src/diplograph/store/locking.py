"""Locks on files that end with the process that holds them, however it ends."""

from __future__ import annotations

import time
from pathlib import Path
from typing import IO

_PAUSE = 0.05  # seconds between two attempts


def take(path: Path, *, shared: bool, make: bool = False, wait: float = 0.0) -> IO[bytes] | None:
    """Lock a file until the handle is closed: with others when shared, alone otherwise.

    Args:
        make: create the file when it is missing.
        wait: seconds to try again while another holds it.
    Returns:
        The open file, or None when another holds it.
    Raises:
        OSError: it cannot be opened.
    """
    handle = path.open("ab" if make else "rb")
    try:
        import fcntl
    except ImportError:  # Windows: Oxigraph's own lock still keeps a second writer out
        return handle
    end = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                handle.close()
                return None
            time.sleep(_PAUSE)
        except OSError:  # a file system without locks: as on Windows
            return handle
        else:
            return handle
