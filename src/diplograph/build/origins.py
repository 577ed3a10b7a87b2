"""Where the documents of a store came from, so that a build can tell which are no longer there.

A store remembers for each document the file it was read from, relative to its own folder, so that store and
texts can move together. It is no part of the graph: the same documents in another folder are the same graph.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from diplograph.errors import StoreError
from diplograph.store.remembered import remember, remembered

FOLDER = "origins"
_NAME = "origins.json"
_LINE = re.compile(r"(.+):[0-9]+", re.DOTALL)


class Origins:
    """The files that documents of one store were read from, before and during a build."""

    def __init__(self, store: Path) -> None:
        """Read what the store remembers.

        Raises:
            StoreError: it cannot be read.
        """
        self._store = store
        self._beside = os.path.realpath(store)
        self._before = _read(store, self._beside)
        self._now: dict[str, str] = {}

    def note(self, identifier: str, file: str) -> None:
        """A document was read from a file (`Document.file`) in this build."""
        self._now[identifier] = _place(file)

    def of(self, file: str) -> Iterator[str]:
        """Documents that were once read from a file, and in this build from none."""
        place = _place(file)
        return (name for name, known in self._before.items() if known == place and name not in self._now)

    def gone(self, sources: Sequence[Path], *, failed: Iterable[str]) -> tuple[str, ...]:
        """Documents that once were in some files or folders and are there no longer, sorted.

        Args:
            sources: what this build was given, and read.
            failed: files that could not be read: whether their documents are still there, nobody knows.
        """
        unknown = {_place(file) for file in failed}
        given = [_place(str(path)) for path in sources]
        within = tuple(os.path.join(path, "") for path in given)
        return tuple(
            sorted(
                name
                for name, place in self._before.items()
                if name not in self._now
                and place not in unknown
                and (place in given or place.startswith(within))
            )
        )

    def keep(self, held: Collection[str]) -> None:
        """Remember the files of the documents that the store holds now.

        Raises:
            StoreError: the store cannot be written.
        """
        after = {name: place for name, place in {**self._before, **self._now}.items() if name in held}
        if after != self._before:
            told = {name: _from(self._beside, place) for name, place in after.items()}
            text = json.dumps(told, indent=0, sort_keys=True)
            remember(self._store, FOLDER, {_NAME: f"{text}\n".encode()})


def _place(file: str) -> str:
    """Absolute path of a file; links to the folder are followed, one that is the file itself is not."""
    found = _LINE.fullmatch(file)  # a line of JSON Lines is told as file:line
    path = found.group(1) if found and not os.path.lexists(file) else file
    folder, name = os.path.split(path)
    return os.path.join(_real(folder), name) if name not in ("", ".", "..") else _real(path)


@lru_cache(maxsize=4096)
def _real(folder: str) -> str:
    return os.path.realpath(folder or ".")


def _from(beside: str, place: str) -> str:
    try:
        return Path(os.path.relpath(place, beside)).as_posix()
    except ValueError:  # another drive
        return place


def _read(store: Path, beside: str) -> Mapping[str, str]:
    for path, content in remembered(store, FOLDER, _NAME).items():
        try:
            told = json.loads(content)
            return {name: os.path.normpath(os.path.join(beside, place)) for name, place in told.items()}
        except (ValueError, AttributeError, TypeError):
            hint = "remove it: the next build makes it anew"
            raise StoreError("it makes no sense", where=str(path), hint=hint) from None
    return {}
