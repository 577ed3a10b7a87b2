"""How the C library hands out memory, while a store is written."""

from __future__ import annotations

import ctypes
import sys
from functools import cache

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # of mallopt(3)
_KEPT = 1 << 28  # bytes


@cache
def keep_memory() -> None:
    """Have glibc keep what a load gave back, for the next one; elsewhere nothing is done.

    A load takes some hundred megabytes and gives them back. By default glibc returns them to the system each
    time, and the next load gets them again page by page, each of which the system clears first: a quarter of
    the time of a load. The most that is ever taken stays the same.
    """
    if not sys.platform.startswith("linux"):
        return
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # another C library
        return
    mallopt(_MMAP_THRESHOLD, _KEPT)
    mallopt(_TRIM_THRESHOLD, 2 * _KEPT)
