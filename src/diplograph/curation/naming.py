"""Names and keys of things in a store, those included that a decision took out of what is published."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from urllib.parse import unquote

from diplograph.curation.keys import thing_iri, written_key
from diplograph.errors import UsageError
from diplograph.model.decisions import OF_TWO, Decision
from diplograph.query.naming import resolve
from diplograph.query.rows import select
from diplograph.rdf.identifiers import graph_iri
from diplograph.rdf.terms import iri
from diplograph.rdf.vocabulary import RDFS_LABEL, dg
from diplograph.spelling import nearest_words
from diplograph.store import Store
from diplograph.store.names import SETTLED_FROM


def resolver(store: Store) -> Callable[[str], str]:
    """A function from a name in words to its key; it raises `UsageError` with the nearest names."""

    @cache  # a ledger names the same things again and again
    def key(name: str) -> str:
        found = resolve(store, name)
        if not found.startswith(store.base):
            raise UsageError(f"{name!r} is nothing that can be decided about", hint="name a thing or a fact")
        return unquote(found.removeprefix(store.base))

    return key


def key_of(store: Store, name: str, *, is_known_elsewhere: Callable[[str], object] | None = None) -> str:
    """Key of a thing or fact of a store, whichever way it is written; rejected and merged ones have theirs.

    Args:
        is_known_elsewhere: whether the gazetteer has a thing, by its term; asked of what the store has not.
    Raises:
        UsageError: the store has no such thing; the nearest are told.
    """
    key = written_key(name, base=store.base)
    if not key:
        return resolver(store)(name)
    if is_known(store, key):
        return key
    if is_known_elsewhere is not None and is_known_elsewhere(iri(thing_iri(store.base, key))):
        return key
    raise UsageError(f"the store has no {key}", hint=_nearest(store, key))


def is_known(store: Store, key: str) -> bool:
    """Whether any graph of a store says something of a thing, or a decision in force is about it."""
    return _is_told(store, key) or key in _decided(store)


def _decided(store: Store) -> set[str]:
    """Keys that decisions in force are about; what a merge is into may be a mere slip of the pen."""
    return {decision.subject for decision in store.decisions()}


def _is_told(store: Store, key: str) -> bool:
    thing = thing_iri(store.base, key)
    if select(store, "SELECT ?p { ?thing ?p ?o } LIMIT 1", thing=thing):
        return True
    if select(store, "SELECT ?p { GRAPH ?g { ?thing ?p ?o } } LIMIT 1", thing=thing):
        return True
    # A name that was taken for another is told of in the books alone.
    books = graph_iri(store.base, "runs")
    known = f"SELECT ?g {{ GRAPH <{books}> {{ ?g {SETTLED_FROM} ?thing }} }} LIMIT 1"
    return bool(select(store, known, thing=thing))


def unknown_keys(store: Store, decisions: Iterable[Decision]) -> dict[Decision, str]:
    """Decisions about things that a store does not have, with the first such key of each."""
    decided = _decided(store)
    known: dict[str, bool] = {}
    found: dict[Decision, str] = {}
    for decision in decisions:
        keys = [decision.subject, decision.value] if decision.action in OF_TWO else [decision.subject]
        for key in filter(None, keys):
            if key not in known:
                known[key] = key in decided or _is_told(store, key)
            if not known[key]:
                found.setdefault(decision, key)
    return found


def label_of(store: Store, key: str) -> str:
    """Label of a thing, the published one if there is one; the key when no graph has any."""
    thing = thing_iri(store.base, key)
    for pattern in (f"?thing {RDFS_LABEL} ?l", f"GRAPH ?g {{ ?thing {RDFS_LABEL} ?l }}"):
        found = select(store, f"SELECT ?l {{ {pattern} }} ORDER BY ?l LIMIT 1", thing=thing)
        if found:
            return found[0][0]
    return key


def _nearest(store: Store, key: str) -> str:
    """Keys of the same kind that are written nearly so."""
    kind = key.partition("/")[0]
    start = f"{store.base}{kind}/"
    rows = select(
        store,
        f"SELECT DISTINCT ?x {{ {{ ?x {dg('mentionedIn')} ?d }} UNION {{ ?x {dg('status')} ?s }} "
        f"FILTER(STRSTARTS(STR(?x), '{start}')) }}",
    )
    near = nearest_words(key, [unquote(iri.removeprefix(store.base)) for (iri,) in rows])
    return f"did you mean {near[0]}?" if near else "'diplograph explain NAME' shows the key of a thing"
