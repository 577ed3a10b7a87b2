"""Knowledge compiled once and kept on disk: reading it back is several times faster than reading the tables.

The file is text with a checksum: whatever it holds, reading it runs nothing. Its name is the digest of all
that it was made from, tables and program, so that a stale one is never read; one that is damaged, or a
folder that cannot be written, costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import diplograph

_SECTION = "\x1e\n"  # stands in no table: cells have no control characters
_KEPT = 6  # compiled files of other states of the tables; the oldest go
_CODE = ("knowledge", "language", "model")


def folder() -> Path | None:
    """Where compiled knowledge is kept: DIPLOGRAPH_CACHE, else the user's cache; None when that is empty."""
    own = os.environ.get("DIPLOGRAPH_CACHE")
    if own is not None:
        return Path(own).expanduser() if own else None
    if xdg := os.environ.get("XDG_CACHE_HOME"):
        return Path(xdg) / "diplograph"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "diplograph" / "cache"
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "diplograph"


def digest_of(places: Iterable[Path], own: Iterable[Path] = ()) -> str:
    """Digest of the bytes and paths of files (of all files, for a folder) and of the program.

    Of `own` files the path does not count: the same table elsewhere is the same.

    Raises:
        OSError: a file cannot be read.
    """
    digest = hashlib.sha256(_program().encode())
    for place in places:
        files = sorted(path for path in place.iterdir() if path.is_file()) if place.is_dir() else [place]
        for path in files:
            content = path.read_bytes()
            digest.update(f"{path}\0{len(content)}\0".encode(errors="surrogateescape"))
            digest.update(content)
    for path in own:
        digest.update(b"\0own\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@cache
def _program() -> str:
    """Digest of the code that makes and reads compiled files; a checkout changes without a new version."""
    digest = hashlib.sha256(f"{diplograph.__version__} {sys.version_info[:2]}".encode())
    for package in _CODE:
        for path in sorted((Path(diplograph.__file__).parent / package).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def load(digest: str) -> list[str] | None:
    """Sections that were kept under a digest; None when there are none, or they are damaged."""
    path = _path(digest)
    if path is None:
        return None
    try:
        content = path.read_bytes()
    except OSError:
        return None
    mark, _, body = content.partition(b"\n")
    if mark != _mark(digest, body):
        return None
    return body.decode().split(_SECTION)


def keep(digest: str, sections: Sequence[str]) -> None:
    """Keep sections under a digest, whole or not at all; a folder that cannot be written is left alone."""
    path = _path(digest)
    if path is None:
        return
    body = _SECTION.join(sections).encode()
    temporary = None
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(_mark(digest, body) + b"\n" + body)
        os.replace(temporary, path)
        _prune(path.parent)
    except OSError:
        if temporary is not None:
            with suppress(OSError):
                os.unlink(temporary)


def _prune(place: Path) -> None:
    compiled = [(path.stat().st_mtime_ns, path) for path in place.glob("knowledge-*")]
    for _, path in sorted(compiled)[:-_KEPT]:
        path.unlink(missing_ok=True)


def _mark(digest: str, body: bytes) -> bytes:
    return f"diplograph knowledge {digest} {hashlib.sha256(body).hexdigest()}".encode()


def _path(digest: str) -> Path | None:
    place = folder()
    return place / f"knowledge-{digest[:32]}.txt" if place is not None else None
