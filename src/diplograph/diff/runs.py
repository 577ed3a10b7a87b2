"""The runs that read the documents of a store."""

from __future__ import annotations

from diplograph.errors import UsageError
from diplograph.query.rows import select
from diplograph.rdf.identifiers import graph_iri
from diplograph.rdf.vocabulary import GENERATED_BY
from diplograph.store import Store


def find_run(store: Store, name: str) -> str:
    """Term of the only run whose fingerprint begins as told.

    Raises:
        UsageError: none does, or several do.
    """
    books = graph_iri(store.base, "runs")
    rows = select(store, f"SELECT DISTINCT ?run {{ GRAPH <{books}> {{ ?g {GENERATED_BY} ?run }} }}")
    runs = {iri.rpartition("/")[2]: iri for (iri,) in sorted(rows)}
    found = [fingerprint for fingerprint in runs if name and fingerprint.startswith(name)]
    if len(found) == 1:
        return f"<{runs[found[0]]}>"
    hint = f"it has: {', '.join(runs)}" if runs else "it has none"
    problem = "several runs begin so" if found else "the store has no such run"
    raise UsageError(f"{problem}: {name!r}", where=str(store.path), hint=hint)
