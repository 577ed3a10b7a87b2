"""Work that makes a great many small tuples, none of them in circles: the search for circles can wait."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Pause Python's cyclic garbage collection; usable as a decorator, and within itself.

    Reference counting goes on. Planning a commit keeps almost all that it makes until it ends, and looking
    through that again and again took a quarter of its time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
