"""The gold annotations name documents, entities and terms that exist, and quote the text as it stands."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from diplograph.documents import DocumentFailure, read_documents
from diplograph.knowledge.gazetteer import load_gazetteer
from diplograph.knowledge.sectors import load_sectors
from diplograph.model import (
    AGREEMENT_CLASSES,
    EVENT_CLASSES,
    FACT_ROLES,
    ISO_DATE,
    PLACES,
    Document,
    EntityType,
    Role,
    Status,
    ValueKind,
    entity_type_of,
)

DATA = Path(__file__).parents[1] / "data"
GOLD = sorted((DATA / "gold").glob("*.json"))
# What a gold fact says besides its arguments: the class and the entity of an agreement, event or project.
KEYS = frozenset({"type", "status", "quote", "class", "id"})
CLASSES = {"Agreement": AGREEMENT_CLASSES, "Event": EVENT_CLASSES}
# An argument that stands for a thing is of one of these types; the museum that houses a show is its place.
TYPES = {
    "holder": {EntityType.PERSON},
    "country": {EntityType.COUNTRY},
    "places": PLACES | {EntityType.INSTITUTION},
    "event": {EntityType.EVENT, EntityType.AGREEMENT},
}

Gold = dict[str, Any]


@cache
def documents() -> dict[str, Document]:
    """The corpus as the program reads it: quotes are found in this text, not in the markup of a file."""
    read = list(read_documents([DATA / "corpus"]))
    assert [item for item in read if isinstance(item, DocumentFailure)] == []
    return {item.identifier: item for item in read if isinstance(item, Document)}


@cache
def country_words() -> dict[str, tuple[str, ...]]:
    """French name of a country → its adjectives and demonyms, in lower case."""
    gazetteer = load_gazetteer()
    return {
        gazetteer.entities[key].name: tuple(word.lower() for word in (*forms.adjectives, *forms.demonyms))
        for key, forms in gazetteer.countries.items()
    }


def load(path: Path) -> Gold:
    gold: Gold = json.loads(path.read_text(encoding="utf-8"))
    return gold


def fact_class(fact: Gold) -> str:
    """Local name of the fact's class: "Treaty", not "Agreement"."""
    return str(fact["class"]) if fact["type"] in CLASSES else str(fact["type"])


def values(fact: Gold, role: Role) -> list[Any]:
    given = fact.get(role.key, [])
    return given if isinstance(given, list) else [given]


def arguments(gold: Gold, kind: ValueKind) -> list[tuple[Gold, Role, Any]]:
    return [
        (fact, role, value)
        for fact in gold["facts"]
        for role in FACT_ROLES[fact_class(fact)]
        if role.kind is kind
        for value in values(fact, role)
    ]


def test_there_is_a_gold_corpus() -> None:
    assert len(GOLD) >= 10


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
class TestGold:
    def test_its_document_is_in_the_corpus(self, path: Path) -> None:
        gold = load(path)
        assert set(gold) == {"document", "language", "published", "entities", "facts"}
        document = documents()[gold["document"]]
        assert path.stem == gold["document"]
        assert (gold["language"], gold["published"]) == (document.language, document.published)

    def test_entities_are_named_in_the_text(self, path: Path) -> None:
        gold = load(path)
        text = documents()[gold["document"]].text
        lower = text.lower()
        ids = [entity["id"] for entity in gold["entities"]]
        assert len(ids) == len(set(ids))
        for entity in gold["entities"]:
            assert set(entity) <= {"id", "type", "name", "aliases", "wikidata"}, entity
            EntityType(entity["type"])
            aliases = entity.get("aliases", [])
            assert [alias for alias in aliases if alias.lower() not in lower] == [], entity
            adjectives = country_words()[entity["name"]] if entity["type"] == "Country" else ()
            named = aliases or entity["name"].lower() in lower or any(word in lower for word in adjectives)
            assert named, entity

    def test_quotes_are_in_the_text_and_in_one_paragraph(self, path: Path) -> None:
        gold = load(path)
        text = documents()[gold["document"]].text
        for fact in gold["facts"]:
            quote = fact["quote"]
            assert quote == quote.strip() != "", fact
            assert "\n" not in quote, fact
            assert quote in text, fact

    def test_facts_take_the_arguments_of_their_class(self, path: Path) -> None:
        for fact in load(path)["facts"]:
            classes = CLASSES.get(fact["type"], (fact["type"],))
            assert fact_class(fact) in classes, fact
            roles = FACT_ROLES[fact_class(fact)]
            assert set(fact) <= KEYS | {role.key for role in roles}, fact
            for role in roles:
                count = len(values(fact, role))
                assert role.minimum <= count <= (role.maximum or count), (role.key, fact)
            if fact["type"] == "Position":
                assert ("topic" in fact) != ("target" in fact), fact
            if fact["type"] != "Office" or "status" in fact:
                Status(fact["status"])

    def test_entities_of_facts_exist_and_fit(self, path: Path) -> None:
        gold = load(path)
        types = {entity["id"]: EntityType(entity["type"]) for entity in gold["entities"]}
        for fact, role, value in arguments(gold, ValueKind.ENTITY):
            assert value in types, (value, fact)
            assert types[value] in TYPES.get(role.key, set(EntityType)), (value, fact)
        for fact in gold["facts"]:
            if "id" in fact:
                assert types[fact["id"]] is entity_type_of(fact_class(fact)), fact

    def test_values_are_of_the_vocabulary(self, path: Path) -> None:
        gold = load(path)
        assert [v for _, role, v in arguments(gold, ValueKind.TERM) if v not in role.terms] == []
        assert [v for _, _, v in arguments(gold, ValueKind.SECTOR) if v not in load_sectors()] == []
        assert [v for _, _, v in arguments(gold, ValueKind.DATE) if not ISO_DATE.fullmatch(v)] == []
        assert [v for _, _, v in arguments(gold, ValueKind.NUMBER) if type(v) not in (int, float)] == []
        assert [v for _, _, v in arguments(gold, ValueKind.AMOUNT) if set(v) != {"amount", "unit"}] == []
        assert [v for _, _, v in arguments(gold, ValueKind.UNIT) if not v.strip()] == []

    def test_periods_run_forward(self, path: Path) -> None:
        periods = [(f["start"], f["end"]) for f in load(path)["facts"] if "start" in f and "end" in f]
        assert [(start, end) for start, end in periods if not start < end] == []

    def test_no_fact_is_annotated_twice(self, path: Path) -> None:
        # Two contracts may have the same parties and the same day: agreements are not compared.
        facts = load(path)["facts"]
        said = [
            json.dumps({**fact, "quote": ""}, sort_keys=True) for fact in facts if fact["type"] != "Agreement"
        ]
        assert [fact for fact in said if said.count(fact) > 1] == []
        shared = [
            (*sorted(fact["parties"]), fact.get("sector", ""))
            for fact in facts
            if fact["type"] == "Cooperation"
        ]
        assert [one for one in shared if shared.count(one) > 1] == []
