"""Sentences with what a careful reader takes from them, one folder of `cases/` per construction.

A case file is TOML (or the same as JSON):

    types = ["Visit"]            # classes compared whole; one agreement or event class stands for all
    published = "2024-11-06"     # default of its cases

    [[case]]
    name = "state visit of a president"
    text = "…"
    title = "…"                  # optional, like published
    facts = [{ type = "Visit", visitKind = "State", visitor = "Ana Duval", place = ["Chypre", "Nicosie"] }]
    entities = { "Ana Duval" = "Person" }   # optional: then every named entity is compared
    known_failure = "why"        # optional: expected to fail, and to be removed once it passes

A fact names roles as the ontology does, entities by their names, a status other than Actual as `status`,
its own name as `name`. A case without facts is a trap: it must yield none of the file's types.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from diplograph.extraction import extract
from diplograph.knowledge import Knowledge, load_knowledge
from diplograph.model import AGREEMENT_CLASSES, EVENT_CLASSES, FACT_ROLES, Amount, Document, Fact, Value

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model

CASES = Path(__file__).parent / "cases"
FAMILIES = (AGREEMENT_CLASSES, EVENT_CLASSES)
OPTIONS = frozenset({"type", "status", "name"})
KEYS = frozenset({"name", "text", "title", "published", "facts", "entities", "known_failure", "types"})
Reading = tuple[str, str, str, tuple[tuple[str, tuple[str, ...]], ...]]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The bundled tables."""
    return load_knowledge()


def _read_cases() -> Iterator[Any]:
    for path in sorted((*CASES.glob("*/*.toml"), *CASES.glob("*/*.json"))):
        content = path.read_text(encoding="utf-8")
        data = tomllib.loads(content) if path.suffix == ".toml" else json.loads(content)
        for case in data["case"]:
            full = {"types": data["types"], "published": data.get("published", ""), **case}
            assert full.keys() <= KEYS, f"{path}: unknown keys {sorted(full.keys() - KEYS)}"
            reason = case.get("known_failure")
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            yield pytest.param(full, id=f"{path.parent.name}/{path.stem}: {case['name']}", marks=marks)


@pytest.mark.parametrize("case", list(_read_cases()))
def test_reads_what_a_careful_reader_takes(case: dict[str, Any], nlp: Language, knowledge: Knowledge) -> None:
    document = Document(
        "case", case["text"], digest="case", title=case.get("title", ""), published=case["published"]
    )
    extraction = extract(document, nlp=nlp, knowledge=knowledge)
    names = {entity.key: entity.name for entity in extraction.entities}
    types = {same for wanted in case["types"] for same in _family(wanted)}

    found = sorted(_as_reading(fact, names) for fact in extraction.facts if fact.type in types)

    assert found == sorted(_expected(fact) for fact in case.get("facts", []))
    if "entities" in case:
        assert {entity.name: entity.type.value for entity in extraction.entities} == case["entities"]


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
