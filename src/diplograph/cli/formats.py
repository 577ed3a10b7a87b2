"""What `diplograph export` knows of a format: how it is written and which options it understands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from diplograph.store import Store

Options = Mapping[str, Any]
"""Options that were given, by the name of their parameter; one that was not given is not there."""


@dataclass(frozen=True, slots=True)
class Format:
    """One way to take the graph away: into a stream, or into a folder.

    Attributes:
        write: from a store into a binary stream, with the options given.
        write_to: from a store into a folder or files of its own making, for what is no single stream.
        options: names of the options it understands; another one is refused.
    """

    write: Callable[[Store, BinaryIO, Options], None] | None = None
    write_to: Callable[[Store, Path, Options], None] | None = None
    options: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if (self.write is None) == (self.write_to is None):
            raise ValueError("a format is written to a stream or to a folder")
