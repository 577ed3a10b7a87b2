"""Annotations: the entities and facts that a careful person took from a text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diplograph.errors import GoldError
from diplograph.evaluation.folding import folded_names, folded_number
from diplograph.evaluation.gold_checks import Place, check, lines_of
from diplograph.evaluation.roles import SCORED_ROLES, family_of
from diplograph.model import EntityType, ValueKind


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A thing that a text names; `names` in the form in which they are compared."""

    id: str
    type: EntityType
    name: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A statement of a text.

    Attributes:
        family: its type; all agreements are of one, all events of another.
        arguments: key → values as annotated; ids of entities where entities are meant.
        entity: id of the agreement, event or project when it has a name of its own, else "".
        status: "" when it does not count.
        line: in the file.
    """

    family: str
    arguments: Mapping[str, tuple[str, ...]]
    status: str
    quote: str
    entity: str
    line: int


@dataclass(frozen=True, slots=True)
class Gold:
    """What a careful reader took from one document; `published` an ISO date or ""."""

    document: str
    published: str
    language: str
    entities: tuple[GoldEntity, ...]
    facts: tuple[GoldFact, ...]
    file: str


def read_gold(path: Path) -> Gold:
    """Read one file of annotations, in the form that docs/evaluate.md describes.

    Raises:
        GoldError: it cannot be read, is not JSON, or says what the format does not know; all faults at once.
    """
    text = _text(path)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"{path}:{error.lineno}:{error.colno}"
        raise GoldError(f"is not JSON: {error.msg.lower()}", where=place, hint="correct it there") from None
    lines = {key: lines_of(text, key) for key in ("entities", "facts")}
    check(data, Place(str(path), lines))
    return Gold(
        document=data["document"],
        published=data.get("published", ""),
        language=data.get("language", "fr"),
        entities=tuple(map(_entity, data["entities"])),
        facts=tuple(_fact(fact, line) for fact, line in zip(data["facts"], lines["facts"], strict=True)),
        file=str(path),
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        place, hint = str(path), "save it as UTF-8"
        raise GoldError(f"is not UTF-8 at byte {error.start}", where=place, hint=hint) from None


def _entity(data: Mapping[str, Any]) -> GoldEntity:
    names = folded_names((data["name"], *data.get("aliases", ())))
    return GoldEntity(data["id"], EntityType(data["type"]), data["name"], names)


def _fact(data: Mapping[str, Any], line: int) -> GoldFact:
    family = family_of(data["type"])
    given: dict[str, tuple[str, ...]] = {}
    for role in SCORED_ROLES[family]:
        value = data.get(role.key)
        if value in (None, "", []):
            continue
        values = value if isinstance(value, list) else [value]
        number = role.kind is ValueKind.NUMBER
        given[role.key] = tuple(_number(one) if number else str(one) for one in values)
    return GoldFact(family, given, data.get("status", ""), data.get("quote", ""), data.get("id", ""), line)


def _number(value: object) -> str:
    return folded_number(value.get("amount") if isinstance(value, dict) else value)
