"""The words of reports and pages, in English or French: tables, and the labels of the ontology."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

import pyoxigraph as ox

from diplograph.rdf.vocabulary import DG, RDFS
from diplograph.resources import resource

LANGUAGES = ("en", "fr")


@cache
def wording(table: str, language: str) -> Mapping[str, str]:
    """Key of `data/wording/TABLE.csv` → its text in a language."""
    with resource(f"data/wording/{table}.csv").open(encoding="utf-8", newline="") as rows:
        return {row["key"]: row[language] for row in csv.DictReader(rows)}


@cache
def _labels(language: str) -> Mapping[str, str]:
    found = {}
    for quad in ox.parse(path=resource("ontology/diplograph.ttl"), format=ox.RdfFormat.TURTLE):
        subject, label = str(quad.subject)[1:-1], quad.object
        if quad.predicate.value != f"{RDFS}label" or not isinstance(label, ox.Literal):
            continue
        if label.language == language and subject.startswith(DG):
            found[subject.removeprefix(DG)] = label.value
    return found


def named(name: str, language: str) -> str:
    """A class, property or value of the vocabulary in words; the name itself when nothing names it."""
    return _labels(language).get(name, name)
