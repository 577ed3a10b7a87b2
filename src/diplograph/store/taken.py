"""Partial names of documents that were taken for persons whom other documents name in full."""

from __future__ import annotations

from diplograph.store.books import read_page
from diplograph.store.facts import key_of
from diplograph.store.names import SETTLEMENT
from diplograph.store.reader import Reader
from diplograph.store.records import TakenFor
from diplograph.store.rulings import read_rulings


def taken_names(reader: Reader) -> tuple[TakenFor, ...]:
    """By name, then person, then document; what the analyst merged is not among them."""
    base, rulings = reader.names.base, read_rulings(reader)
    people = f"<{base}person/"
    found: set[TakenFor] = set()
    for graph, text in reader.pairs(SETTLEMENT, reader.names.runs):
        page = read_page(reader, graph) if "person/" in text else None
        if page is None:
            continue
        for name, person in page.mapping.items():
            both = name.startswith(people) and person.startswith(people)
            if both and rulings.merged(name, page.identifier) == name:
                found.add(TakenFor(key_of(base, name), key_of(base, person), page.identifier))
    return tuple(sorted(found, key=lambda one: (one.name, one.person, one.document)))
