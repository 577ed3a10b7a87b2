"""Libraries that talk while they read: what matters of it becomes a `DocumentError`, the rest is noise."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet(*names: str) -> Iterator[None]:
    """Keep these loggers and all warnings from the terminal meanwhile; nothing stays changed afterwards.

    NOTE: never `yield` to a caller inside: the switch must be off again before any other code runs.
    """
    silent = logging.NullHandler()
    loggers = [logging.getLogger(name) for name in names]
    before = [logger.propagate for logger in loggers]
    for logger in loggers:
        logger.addHandler(silent)
        logger.propagate = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, propagate in zip(loggers, before, strict=True):
            logger.removeHandler(silent)
            logger.propagate = propagate
