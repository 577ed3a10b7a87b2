"""Files of the analyst's that a store remembers, each in a folder of its own inside the store."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from diplograph.errors import StoreError
from diplograph.store import location


def remembered(store: Path, folder: str, pattern: str) -> dict[Path, bytes]:
    """Files that a store remembers in one of its folders, by name, with what they hold.

    Raises:
        StoreError: one cannot be read.
    """
    place = store / folder
    try:
        paths = sorted(place.glob(pattern)) if place.is_dir() else []
        return {path: path.read_bytes() for path in paths}
    except OSError as error:
        hint = "look at its permissions, or remove it"
        raise StoreError(f"it cannot be read: {error.strerror}", where=str(place), hint=hint) from None


def remember(store: Path, folder: str, files: Mapping[str, bytes], *, forget: str = "") -> None:
    """Write files into a folder of a store, each whole or not at all; one of the same name is replaced.

    Args:
        files: name → contents, written in this order.
        forget: pattern of those that go, unless they are among `files`; "" keeps all.
    Raises:
        StoreError: the store cannot be written.
    """
    place = store / folder
    try:
        if files:
            place.mkdir(exist_ok=True)
        for name, content in files.items():
            draft = place / f".{name}.{os.getpid()}"
            try:
                with draft.open("wb") as stream:
                    stream.write(content)
                    stream.flush()
                    os.fsync(stream.fileno())  # else a name may outlive what it names when the power fails
                draft.replace(place / name)
            finally:
                draft.unlink(missing_ok=True)
        if forget:
            for path in sorted(place.glob(forget)):
                if path.name not in files:
                    path.unlink()
    except OSError as error:
        raise location.write_error(store, error) from None
