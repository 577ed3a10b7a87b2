"""The names of the ontology, as the file that comes with diplograph has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import pyoxigraph as ox

from diplograph.rdf.vocabulary import DG, RDF_TYPE, RDFS_LABEL
from diplograph.resources import resource


@cache
def _statements() -> tuple[tuple[str, str, str], ...]:
    path = resource("ontology/diplograph.ttl")
    quads = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    return tuple(
        (str(quad.subject), str(quad.predicate), quad.object.value)
        for quad in quads
        if not isinstance(quad.object, (ox.BlankNode, ox.Triple))
    )


@cache
def local_names() -> frozenset[str]:
    """Local names of all that the ontology defines."""
    start = f"<{DG}"
    return frozenset(
        s.removeprefix(start)[:-1] for s, p, _ in _statements() if p == RDF_TYPE and s.startswith(start)
    )


@cache
def closed_list(name: str) -> Mapping[str, tuple[str, ...]]:
    """Local name → labels of the members of a closed list such as Status; empty for one that is unknown."""
    members = {s for s, p, o in _statements() if p == RDF_TYPE and o == f"{DG}{name}"}
    labels: dict[str, list[str]] = defaultdict(list)
    for subject, predicate, value in _statements():
        if predicate == RDFS_LABEL and subject in members:
            labels[subject].append(value)
    return {subject.removeprefix(f"<{DG}")[:-1]: tuple(labels[subject]) for subject in sorted(members)}
