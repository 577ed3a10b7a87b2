"""The files of a database as they were left, so that one that was cut or lost since is noticed.

The database itself takes a list of its files that was cut short for an earlier state of the store: it would
show an empty one, or remove the files that the list no longer names. Sizes are noted of all files, checksums
of those that can be read in a moment.
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path

_READ = 16_000_000  # bytes: files are read while they sum up to less, the smallest first
_PASSED_OVER = ("LOCK", "LOG")

Inventory = dict[str, list[int]]  # name → size, and checksum where it was read


def take(folder: Path) -> Inventory:
    """The files of a folder that nobody writes to.

    Raises:
        OSError: it cannot be read.
    """
    found: Inventory = {}
    read = 0
    sizes = {path: path.stat().st_size for path in folder.iterdir() if not path.name.startswith(_PASSED_OVER)}
    for path, size in sorted(sizes.items(), key=lambda item: (item[1], item[0].name)):
        read += size
        found[path.name] = [size, zlib.crc32(path.read_bytes())] if read < _READ else [size]
    return found


def written(inventory: Inventory) -> bytes:
    """An inventory as text."""
    return json.dumps(inventory, sort_keys=True).encode() + b"\n"


def amiss(folder: Path, text: bytes) -> str:
    """What is not as it was when an inventory was written: "" when all is, or when the text is none.

    Raises:
        OSError: the folder cannot be read.
    """
    try:
        told = {str(name): [int(part) for part in parts] for name, parts in json.loads(text).items()}
    except (ValueError, AttributeError, TypeError):
        return ""
    for name, (size, *checksum) in sorted(told.items(), key=lambda item: item[1][0]):
        try:
            content = (folder / name).read_bytes() if checksum else None
            now = len(content) if content is not None else (folder / name).stat().st_size
        except FileNotFoundError:
            return f"{name} is missing"
        if now != size:
            return f"{name} has {now} bytes in place of {size}"
        if content is not None and zlib.crc32(content) != checksum[0]:
            return f"{name} holds something else than was written"
    return ""
