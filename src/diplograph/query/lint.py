"""Names in a query that nothing can match: terms the ontology lacks, things and sectors that do not exist.

Such a query is valid SPARQL and gives nothing, or less than was meant, without a word; so these are warnings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from diplograph.knowledge.sectors import load_sectors
from diplograph.query.ontology import local_names
from diplograph.query.rows import select
from diplograph.query.words import Name, find_iris, find_names, namespaces
from diplograph.rdf.identifiers import data_prefixes
from diplograph.rdf.terms import literal
from diplograph.rdf.vocabulary import DG, PREFIXES, SECTOR
from diplograph.spelling import nearest_words
from diplograph.store import Store


def find_unknown(text: str, store: Store) -> list[str]:
    """A sentence for each name that is unknown, in the order of the text, each told once.

    Looked at: names of the ontology, sectors, and things under the store's base IRI. Names in FROM and GRAPH
    are looked for as graphs as well.
    """
    prefixes = data_prefixes(store.base)
    seen: dict[str, str] = {}
    known = namespaces(text, prefixes)
    for name in sorted([*find_names(text), *find_iris(text)], key=lambda one: one.start):
        iri = name.local[1:-1] if name.prefix is None else known.get(name.prefix, "") + name.local
        if iri not in seen and iri not in known.values():
            seen[iri] = "".join(_told(iri, name, store, prefixes))
    return [sentence for sentence in seen.values() if sentence]


def _told(iri: str, name: Name, store: Store, prefixes: Mapping[str, str]) -> Iterator[str]:
    for namespace, names, where in ((DG, local_names, "the ontology"), (SECTOR, load_sectors, "the sectors")):
        local = iri.removeprefix(namespace)
        if iri.startswith(namespace) and local and local not in names():
            yield f"{name.text} is not in {where}{_meant(name, local, names())}"
    kind, slash, local = iri.removeprefix(store.base).partition("/")
    ours = iri.startswith(store.base) and slash and kind in prefixes and kind not in PREFIXES
    if ours and not _occurs(store, iri):
        near = _meant(name, local, _locals(store, f"{store.base}{kind}/", local))
        yield f"the store says nothing of {name.text}{near}"


def _meant(name: Name, local: str, known: Iterable[str]) -> str:
    near = nearest_words(local, known)
    if not near:
        return ""
    return f": did you mean {name.text.replace(local, near[0]) if local else near[0]}?"


def _occurs(store: Store, iri: str) -> bool:
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return False
    pattern = f"{{ {node} ?p ?o }} UNION {{ ?s ?p {node} }} UNION {{ GRAPH {node} {{ ?s ?p ?o }} }}"
    answer = store.query(f"ASK {{ {pattern} }}")
    return bool(answer)


def _locals(store: Store, namespace: str, like: str) -> list[str]:
    """Local names of the things of a kind that documents name."""
    # What begins alike is looked at; a whole store of names would take longer than the query.
    start = literal(namespace + like[:2])
    rows = select(
        store, f"SELECT DISTINCT ?s {{ ?s <{DG}mentionedIn> ?d FILTER (STRSTARTS(STR(?s), {start})) }}"
    )
    return [iri.removeprefix(namespace) for (iri,) in rows]
