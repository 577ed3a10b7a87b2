"""Read the case files of `cases/`, and compare what is extracted with what they say; see test_cases.py."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from diplograph.knowledge import Knowledge, load_knowledge
from diplograph.model import (
    AGREEMENT_CLASSES,
    EVENT_CLASSES,
    FACT_ROLES,
    Amount,
    Document,
    Extraction,
    Fact,
    Value,
)

CASES = Path(__file__).parent / "cases"
FAMILIES = (AGREEMENT_CLASSES, EVENT_CLASSES)
OPTIONS = frozenset({"type", "status", "name"})
KEYS = frozenset(
    {
        "name",
        "text",
        "title",
        "published",
        "source",
        "facts",
        "entities",
        "known_failure",
        "parsed_failure",
        "types",
    }
)
Reading = tuple[str, str, str, tuple[tuple[str, tuple[str, ...]], ...]]


@dataclass(frozen=True)
class Case:
    """One case and where it stands."""

    path: Path
    data: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.data["name"])

    @property
    def where(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem}: {self.name}"

    @property
    def document(self) -> Document:
        data = self.data
        return Document(
            "case",
            data["text"],
            digest="case",
            title=data.get("title", ""),
            published=data["published"],
            source=data.get("source", ""),
        )

    @property
    def is_trap(self) -> bool:
        """Whether it must yield no fact of its file's types."""
        return not self.data.get("facts")


@cache
def bundled() -> Knowledge:
    """The bundled tables, loaded once."""
    return load_knowledge()


def read_cases(*, folder: Path = CASES) -> Iterator[Case]:
    """All cases, in the order of their files."""
    for path in sorted((*folder.glob("*/*.toml"), *folder.glob("*/*.json"))):
        content = path.read_text(encoding="utf-8")
        data = tomllib.loads(content) if path.suffix == ".toml" else json.loads(content)
        for case in data["case"]:
            full = {"types": data["types"], "published": data.get("published", ""), **case}
            assert full.keys() <= KEYS, f"{path}: unknown keys {sorted(full.keys() - KEYS)}"
            yield Case(path, full)


@dataclass(frozen=True)
class Readings:
    """What a case is about, in a form to compare: its facts, and all entities where it names them."""

    facts: tuple[Reading, ...]
    entities: tuple[tuple[str, str], ...] = ()


def found(case: Case, extraction: Extraction) -> Readings:
    """What was extracted."""
    names = {entity.key: entity.name for entity in extraction.entities}
    types = {same for wanted in case.data["types"] for same in _family(wanted)}
    facts = sorted(_as_reading(fact, names) for fact in extraction.facts if fact.type in types)
    if "entities" not in case.data:
        return Readings(tuple(facts))
    return Readings(tuple(facts), tuple(sorted((e.name, e.type.value) for e in extraction.entities)))


def wanted(case: Case) -> Readings:
    """What the case says."""
    facts = sorted(_expected(fact) for fact in case.data.get("facts", []))
    return Readings(tuple(facts), tuple(sorted(case.data.get("entities", {}).items())))


def _family(wanted: str) -> tuple[str, ...]:
    return next((family for family in FAMILIES if wanted in family), (wanted,))


def _as_reading(fact: Fact, names: dict[str, str]) -> Reading:
    roles = tuple(
        (role, tuple(sorted(names.get(str(value), _written(value)) for value in values)))
        for role, values in fact.arguments
    )
    return fact.type, names.get(fact.subject, ""), fact.status.value, roles


def _expected(fact: dict[str, Any]) -> Reading:
    roles = {role.name for role in FACT_ROLES[fact["type"]]}
    assert fact.keys() <= roles | OPTIONS, f"unknown roles {sorted(fact.keys() - roles - OPTIONS)}"
    arguments = []
    for role in FACT_ROLES[fact["type"]]:
        if role.name in fact:
            given = fact[role.name]
            values = given if isinstance(given, list) else [given]
            arguments.append((role.name, tuple(sorted(map(str, values)))))
    return fact["type"], fact.get("name", ""), fact.get("status", "Actual"), tuple(arguments)


def _written(value: Value) -> str:
    """An amount as "AtLeast 500 EUR", a range as "50-100 MW"; anything else as it stands."""
    if not isinstance(value, Amount):
        return str(value)
    number = f"{value.value:f}" + (f"-{value.upper:f}" if value.upper is not None else "")
    return " ".join(filter(None, (value.modifier, number, value.unit)))
