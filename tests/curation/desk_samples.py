"""A small store with something of every kind that lies on the desk: real build, made-up readings."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from diplograph.build import build
from diplograph.model import (
    Document,
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Fact,
    Link,
    Span,
    Status,
    make_fact,
)

TEXTS = {
    "astana": "Le président Tokaïev a été reçu à Paris. Il se rendra à Astana en mai 2024. "
    "Orano est présent au Kazakhstan.",
    "paris": "Orano, ex-Areva, est présent au Kazakhstan. Areva est présent en Mongolie. "
    "M. Martin dirige Orano.",
}
_NAMES = {
    "Tokaïev": ("person/kassym-jomart-tokaiev", EntityType.PERSON),
    "Martin": ("person/jean-martin", EntityType.PERSON),
    "Orano": ("company/orano-test", EntityType.COMPANY),
    "Areva": ("company/areva-test", EntityType.COMPANY),
    "Kazakhstan": ("country/kazakhstan", EntityType.COUNTRY),
    "Mongolie": ("country/mongolie", EntityType.COUNTRY),
    "Paris": ("city/paris", EntityType.CITY),
    "Astana": ("city/astana", EntityType.CITY),
}
TOKAIEV, ORANO, AREVA = (_NAMES[name][0] for name in ("Tokaïev", "Orano", "Areva"))


def read(document: Document) -> Extraction:
    """What the two texts say, and one thing that is wrong: a visit that ends before it starts."""
    text = document.text
    entities = tuple(
        Entity(key, kind, name, (), (Span(text.index(name), text.index(name) + len(name)),))
        for name, (key, kind) in sorted(_NAMES.items(), key=lambda item: item[1])
        if name in text
    )

    def words(quote: str) -> tuple[Evidence, ...]:
        start = text.index(quote)
        return (Evidence(start, start + len(quote), quote, "essai:1"),)

    facts: list[Fact] = []
    if document.identifier == "astana":
        arguments = {"visitKind": "Official", "visitor": TOKAIEV, "place": "city/paris"}
        facts.append(
            make_fact(
                "Visit",
                {**arguments, "start": "2024-05-03", "end": "2024-05-01"},
                evidence=words("a été reçu à Paris"),
            )
        )
        facts.append(
            make_fact(
                "Visit",
                {**arguments, "place": "city/astana", "start": "2024-05"},
                status=Status.PLANNED,
                confidence=0.45,
                evidence=words("Il se rendra à Astana en mai 2024"),
            )
        )
        presence = {"company": ORANO, "country": "country/kazakhstan"}
        facts.append(make_fact("Presence", presence, evidence=words("Orano est présent au Kazakhstan")))
        return Extraction(document, entities, tuple(facts))
    presence = {"company": ORANO, "country": "country/kazakhstan"}
    facts.append(make_fact("Presence", presence, evidence=words("est présent au Kazakhstan")))
    presence = {"company": AREVA, "country": "country/mongolie"}
    facts.append(
        make_fact("Presence", presence, confidence=0.55, evidence=words("Areva est présent en Mongolie"))
    )
    start = text.index("Martin")
    link = Link(
        start,
        start + 6,
        "Martin",
        "person/jean-martin",
        0.5,
        "alike",
        ("person/jean-martin", "person/luc-martin"),
    )
    return Extraction(document, entities, tuple(facts), (link,))


def read_capacity(document: Document) -> Extraction:
    """The capacity of a country, in the figures of the text: several texts contradict one another."""
    text = document.text
    start = text.index("Kazakhstan")
    key = _NAMES["Kazakhstan"][0]
    entity = Entity(key, EntityType.COUNTRY, "Kazakhstan", (), (Span(start, start + 10),))
    number = Decimal(re.findall(r"\d+(?= GW)", text)[0])
    arguments = {"indicator": "Capacity", "about": key, "value": number, "unit": "GW", "start": "2024"}
    evidence = (Evidence(0, len(text), text, "essai:1"),)
    return Extraction(document, (entity,), (make_fact("Figure", arguments, evidence=evidence),))


def write_texts(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def make_store(folder: Path, name: str = "essai.store") -> Path:
    """A store under a folder, built anew."""
    build([write_texts(folder / "textes")], store=folder / name, extractor=read)
    return folder / name
