"""An extraction of a few words, so that builds can be tried without the French model."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from diplograph.model import Document, Entity, EntityType, Evidence, Extraction, Fact, Span, make_fact
from diplograph.model.keys import entity_key

COUNTRIES = {"France": "country/france", "Kazakhstan": "country/kazakhstan", "Italie": "country/italie"}


def read_cooperation(document: Document) -> Extraction:
    """One cooperation between the countries that a text names; "panne" stands for a fault of ours."""
    if "panne" in document.text:
        raise ZeroDivisionError("une panne\nde notre fait")
    if "attends" in document.text:
        import time

        time.sleep(0.3)
    entities, found = [], []
    for name, key in COUNTRIES.items():
        at = document.text.find(name)
        if at >= 0:
            found.append(key)
            entities.append(Entity(key, EntityType.COUNTRY, name, (), (Span(at, at + len(name)),)))
    facts: list[Fact] = []
    if found:
        start = min(entity.mentions[0].start for entity in entities)
        quote = document.text[start : start + 6]
        evidence = (Evidence(start, start + 6, quote, "essai:1"),)
        facts.append(make_fact("Cooperation", {"party": found, "sector": "energy"}, evidence=evidence))
    return Extraction(document, tuple(sorted(entities, key=lambda e: e.key)), tuple(facts))


def read_person(document: Document) -> Extraction:
    """The first word as the name of a person who is nothing but named."""
    name = document.text.split()[0]
    key = entity_key(EntityType.PERSON, name)
    return Extraction(document, (Entity(key, EntityType.PERSON, name, (), (Span(0, len(name)),)),), ())


def write_texts(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def write_lines(path: Path, rows: Iterable[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path
