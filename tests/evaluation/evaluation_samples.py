"""A text, its annotations, and a graph of it made by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from diplograph.evaluation.found import Found, read_found
from diplograph.evaluation.gold import Gold, read_gold
from diplograph.evaluation.matching import Matching, match
from diplograph.model import Amount, Document, Entity, EntityType, Evidence, Extraction, Fact, Span, make_fact
from diplograph.rdf.mapping import map_extraction

TEXT = (
    "La présidente Ana Duval s'est rendue à Nicosie le 3 mai 2024. Elle a rencontré Pavel Orlov. "
    "Chypre et la Norvège ont signé un accord sur l'énergie."
)
ENTITIES = (
    {"id": "duval", "type": "Person", "name": "Ana Duval", "aliases": ["Mme Duval"]},
    {"id": "orlov", "type": "Person", "name": "Pavel Orlov"},
    {"id": "nicosie", "type": "City", "name": "Nicosie"},
    {"id": "chypre", "type": "Country", "name": "Chypre"},
    {"id": "norvege", "type": "Country", "name": "la Norvège"},
)
VISIT = {
    "type": "Visit",
    "kind": "Other",
    "visitors": ["duval"],
    "places": ["nicosie"],
    "start": "2024-05-03",
    "status": "Actual",
    "quote": "Ana Duval s'est rendue à Nicosie le 3 mai 2024",
}
KEYS = {
    "person/ana-duval": (EntityType.PERSON, "Ana Duval"),
    "person/pavel-orlov": (EntityType.PERSON, "Pavel Orlov"),
    "city/nicosie": (EntityType.CITY, "Nicosie"),
    "country/chypre": (EntityType.COUNTRY, "Chypre"),
    "country/norvege": (EntityType.COUNTRY, "Norvège"),
}


def annotations(
    *facts: Mapping[str, Any], entities: Iterable[Mapping[str, Any]] = ENTITIES
) -> dict[str, Any]:
    """What a gold file holds."""
    return {
        "document": "visite",
        "language": "fr",
        "published": "2024-05-04",
        "entities": list(entities),
        "facts": list(facts),
    }


def write_gold(folder: Path, data: object, *, name: str = "visite") -> Path:
    """A gold file, a member of a list a line."""
    path = folder / f"{name}.json"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def gold_of(folder: Path, *facts: Mapping[str, Any], **options: Any) -> Gold:
    """Annotations as they are read."""
    return read_gold(write_gold(folder, annotations(*facts, **options)))


def fact(fact_type: str, quote: str = TEXT[:61], *, rule: str = "visits:se rendre", **options: Any) -> Fact:
    """A fact that rests on a quote of the text."""
    start = TEXT.index(quote)
    evidence = (Evidence(start, start + len(quote), quote, rule),)
    arguments = {
        name: Amount(*value) if name == "amount" else value
        for name, value in options.pop("arguments", {}).items()
    }
    return make_fact(fact_type, arguments, evidence=evidence, **options)


def found_of(*facts: Fact, keys: Mapping[str, tuple[EntityType, str]] = KEYS) -> Found:
    """What a graph says that holds some entities and facts."""
    entities = tuple(
        Entity(key, kind, name, mentions=(Span(0, 1),)) for key, (kind, name) in sorted(keys.items())
    )
    extraction = Extraction(Document("visite", TEXT, "digest"), entities, facts)
    graph = map_extraction(extraction, run="https://example.org/run")
    return read_found(graph.triples, document=f"<{graph.document}>")


def matched(gold: Gold, *facts: Fact, **options: Any) -> Matching:
    """The facts of a graph beside annotations."""
    return match(gold, found_of(*facts, **options))
