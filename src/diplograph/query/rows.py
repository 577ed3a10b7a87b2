"""Rows of a SELECT as plain text, for what the program itself asks."""

from __future__ import annotations

import re

import pyoxigraph as ox

from diplograph.rdf.terms import iri
from diplograph.store import Store
from diplograph.store.location import reading


def select(store: Store, sparql: str, **things: str) -> list[tuple[str, ...]]:
    """Answer a SELECT: IRIs without brackets, literals without quotes, "" for what is not bound.

    Args:
        things: variable → IRI put in its place, with what an IRI may not hold percent-encoded.
    """
    for name, value in things.items():
        sparql = re.sub(rf"\?{name}\b", iri(value), sparql)
    found = store.query(sparql)
    assert isinstance(found, ox.QuerySolutions)
    with reading(store.path):
        return [tuple("" if term is None else term.value for term in row) for row in found]
