"""What was read of a large store, kept beside it: reading it back is many times faster.

A file of text with a checksum, `network.cache` in the store's folder: whatever it holds, reading it runs
nothing. It is bound to the view of the store that was read and to the code that reads it, so that a stale one
is never taken; one that is damaged, or a folder that cannot be written, costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import fields
from functools import cache, lru_cache
from pathlib import Path

import diplograph
from diplograph.network.published import Published, Row, read_published
from diplograph.network.records import Node
from diplograph.store import Store
from diplograph.store.location import CHANGED, VIEWS

LARGE = 2000  # facts from which a store is worth it: below, reading takes some hundredths of a second
NAME = "network.cache"
_COLUMN, _CELL, _ROLE = "\x1e", "\x1f", "\x1d"  # IRIs and labels hold none; where one does, nothing is kept
_NODE_FIELDS = tuple(part.name for part in fields(Node))[: -len(("attributes",))]


def published(store: Store) -> Published:
    """What `read_published` gives of a store, from the file when it is of this very state."""
    state = _state(store)
    path = store.path / NAME
    found = _load(path, state) if state else None
    if found is None:
        found = read_published(store)
        if state and len(found.facts) >= LARGE:
            _keep(path, state, found)
    return found


def _state(store: Store) -> str:
    """Digest of what is read; "" when it cannot be told.

    A view that is read stays, and never changes. So where there is one view only it is the one that is
    read, or, for a writer that has changed nothing since, what the database holds.
    """
    try:
        views = [path for path in (store.path / VIEWS).iterdir() if path.name.isdigit()]
        if len(views) != 1 or (store.path / CHANGED).exists():
            return ""
        seen = [(path.name, path.stat()) for path in sorted(views[0].iterdir())]
    except OSError:
        return ""
    told = [_program(), store.base, views[0].name]
    told += [f"{name} {file.st_size} {file.st_mtime_ns}" for name, file in seen]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


@cache
def _program() -> str:
    folder = Path(diplograph.__file__).parent
    code = [*sorted((folder / "model").glob("*.py")), *sorted((folder / "network").glob("*.py"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in code)).hexdigest()


def _keep(path: Path, state: str, told: Published) -> None:
    columns = list(_columns(told))
    lengths = [len(told.entities)] * len(_NODE_FIELDS) + [len(told.facts)] * len(Row._fields)
    for column, length in zip(columns, lengths, strict=True):
        if _COLUMN in column or column.count(_CELL) != max(length - 1, 0):
            return
    content = _COLUMN.join(columns).encode(errors="surrogatepass")
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with suppress(OSError):
        draft.write_bytes(f"{state}\n{hashlib.sha256(content).hexdigest()}\n".encode() + content)
        draft.replace(path)
    with suppress(OSError):
        draft.unlink(missing_ok=True)


def _load(path: Path, state: str) -> Published | None:
    try:
        told, digest, content = path.read_bytes().split(b"\n", 2)
        if told != state.encode() or digest != hashlib.sha256(content).hexdigest().encode():
            return None
        columns = [column.split(_CELL) for column in content.decode(errors="surrogatepass").split(_COLUMN)]
        return _published(columns)
    except (OSError, ValueError, KeyError):
        return None


def _columns(told: Published) -> Iterator[str]:
    for name in _NODE_FIELDS:
        yield _CELL.join(_cell(getattr(node, name)) for node in told.entities.values())
    for number in range(len(Row._fields) - len(("arguments",))):
        yield _CELL.join(_cell(row[number]) for row in told.facts)
    yield _CELL.join(_arguments(row.arguments) for row in told.facts)


def _cell(value: object) -> str:
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _arguments(told: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    return _ROLE.join(" ".join((role, *values)) for role, values in told)


def _published(columns: list[list[str]]) -> Published:
    of_nodes = dict(zip(_NODE_FIELDS, columns, strict=False))
    of_facts = dict(zip(Row._fields, columns[len(_NODE_FIELDS) :], strict=True))
    nodes = {}
    for cells in zip(*of_nodes.values(), strict=True):
        given = dict(zip(_NODE_FIELDS, cells, strict=True))
        if given["id"]:
            nodes[given["id"]] = _node(given)
    rows = zip(
        of_facts["iri"],
        of_facts["kind"],
        of_facts["label"],
        of_facts["detail"],
        of_facts["status"],
        map(_several, of_facts["sectors"]),
        of_facts["start"],
        of_facts["end"],
        map(float, of_facts["confidence"]),
        map(int, of_facts["weight"]),
        (tuple(cell.split(" ")) if cell else () for cell in of_facts["evidence"]),
        map(_roles, of_facts["arguments"]),
        strict=True,
    )
    return Published(entities=nodes, facts=tuple(map(Row._make, rows)))


def _node(given: dict[str, str]) -> Node:
    return Node(
        id=given["id"],
        label=given["label"],
        kind=given["kind"],
        wikidata=given["wikidata"],
        iso3166=given["iso3166"],
        country=given["country"],
        mentions=int(given["mentions"]),
        sectors=_several(given["sectors"]),
    )


@lru_cache(maxsize=65536)
def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(" ")) if cell else ()


@lru_cache(maxsize=65536)
def _roles(cell: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """`role iri iri`, one after another; facts of the same parties share them."""
    if not cell:
        return ()
    parts = (part.split(" ") for part in cell.split(_ROLE))
    return tuple((role, tuple(values)) for role, *values in parts)
