"""Triples by subject and predicate, as the readable syntaxes want them."""

from __future__ import annotations

from collections.abc import Iterable

from diplograph.rdf.terms import Triple

Properties = dict[str, list[str]]
"""Predicate → objects, in the order they came; `distinct` sorts them."""


def by_subject(triples: Iterable[Triple]) -> dict[str, Properties]:
    """Subject → its properties, in the order they came.

    NOTE: `setdefault` would make a dictionary and a list for each triple, which costs more than all the rest.
    """
    subjects: dict[str, Properties] = {}
    last, properties = "", dict[str, list[str]]()
    for subject, predicate, obj in triples:
        if subject != last:  # a store gives the statements of one subject in a row
            last = subject
            properties = subjects.get(subject) or subjects.setdefault(subject, {})
        objects = properties.get(predicate)
        if objects is None:
            properties[predicate] = [obj]
        else:
            objects.append(obj)
    return subjects


def distinct(objects: list[str]) -> list[str]:
    """Objects of one predicate, sorted, each once."""
    return objects if len(objects) == 1 else sorted(set(objects))
