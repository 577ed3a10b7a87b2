"""Writing one change to the database: whole, or not at all, at the speed of a bulk load.

A small change is one SPARQL update, which Oxigraph applies in one transaction. Text loads three times as fast
as files of sorted keys that the database takes in with one record of its own, hence whole as well; but that
adds only. So what a large change removes rides along as a note in the very load, and is removed right after
it. Who finds the note on opening knows that a writer was killed between the two, and removes it then.
"""

from __future__ import annotations

import pyoxigraph as ox

from diplograph.rdf.terms import literal
from diplograph.store.allocator import keep_memory
from diplograph.store.change import DEFAULT, Change

_LOAD_FROM = 15_000  # statements: below, the files of a load cost more than they save
_LOAD_UP_TO = 900_000  # Oxigraph cuts a load every million, and each part stands alone
_NOTE = "urn:diplograph:unfinished"  # the graph of the note, and its subject and predicate
_TERM = ox.NamedNode(_NOTE)


def write(quads: ox.Store, change: Change) -> None:
    """Apply a change.

    Raises:
        OSError, RuntimeError: it could not be written; the database is as it was before, or will be as it is
            after once `finish` is called.
    """
    number = sum(map(len, change.inserts.values()))
    if change.drawn or not _LOAD_FROM <= number <= _LOAD_UP_TO:
        quads.update(change.as_update())
        return
    removal = _removal(change)
    note = f"{_TERM} {_TERM} {literal(removal)} {_TERM} .\n" if removal else ""
    keep_memory()
    # What earlier updates wrote must not be younger on the disk than what is loaded now.
    quads.flush()
    quads.bulk_load(_n_quads(change, note), ox.RdfFormat.N_QUADS, lenient=True)
    if removal:
        _remove(quads, removal)


def finish(quads: ox.Store) -> None:
    """Remove what a change was about to remove when its writer was killed.

    Raises:
        OSError, RuntimeError: it could not be written.
    """
    for quad in list(quads.quads_for_pattern(None, None, None, _TERM)):
        assert isinstance(quad.object, ox.Literal)
        _remove(quads, quad.object.value)


def is_unfinished(quads: ox.Store) -> bool:
    """Whether a change was loaded and not what it removes removed."""
    return any(True for _ in quads.quads_for_pattern(None, None, None, _TERM))


def _remove(quads: ox.Store, removal: str) -> None:
    quads.update(f"{removal} ;\nDROP SILENT GRAPH {_TERM}")


def _removal(change: Change) -> str:
    """The update that removes; what is both deleted and inserted stays."""
    kept = {
        graph: triples - change.inserts.get(graph, {}).keys()
        for graph, triples in change.deletes.items()
        if not triples <= change.inserts.get(graph, {}).keys()
    }
    return Change(deletes=kept, dropped=change.dropped).as_update()


def _n_quads(change: Change, note: str) -> bytes:
    """All that comes, as text; line by line in C, for this is every statement of every document."""
    parts = [note.encode()]
    for graph, triples in change.inserts.items():
        if triples:
            end = " .\n" if graph == DEFAULT else f" {graph} .\n"
            parts += [end.join(map(" ".join, triples)).encode(), end.encode()]
    return b"".join(parts)
