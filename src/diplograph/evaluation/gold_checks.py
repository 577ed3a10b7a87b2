"""Whether a file of annotations says only what the format knows; every fault with its line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from diplograph.errors import GoldError
from diplograph.evaluation.roles import CLASS, CLASSES, FAMILIES
from diplograph.model import FACT_ROLES, ISO_DATE, EntityType, Role, Status, ValueKind
from diplograph.spelling import did_you_mean

_TOP = ("document", "language", "published", "entities", "facts")  # others are passed over
_ENTITY_KEYS = ("id", "type", "name", "aliases", "wikidata")
_FACT_KEYS = ("type", "status", "quote")
_SPACE = re.compile(r"[\s,]*")
Fault = tuple[str, str]  # reason, hint


@dataclass(frozen=True, slots=True)
class Place:
    """A file, and the lines on which the members of its lists begin."""

    file: str
    lines: Mapping[str, Sequence[int]]

    def of(self, key: str, index: int) -> str:
        """`file:line` of a member of a list."""
        lines = self.lines[key]
        return f"{self.file}:{lines[index]}" if index < len(lines) else self.file


def lines_of(text: str, key: str) -> list[int]:
    """Lines on which the members of a list begin; none when there is no such list."""
    opening = re.search(rf'"{key}"\s*:\s*\[', text)
    found: list[int] = []
    position = opening.end() if opening else len(text)
    while True:
        space = _SPACE.match(text, position)
        position = space.end() if space else position
        try:
            _, end = json.JSONDecoder().raw_decode(text, position)
        except json.JSONDecodeError:
            return found
        found.append(text.count("\n", 0, position) + 1)
        position = end


def check(data: object, place: Place) -> None:
    """Check what a file holds.

    Raises:
        GoldError: one that names every fault.
    """
    faults = list(_faults(data, place))
    if faults:
        first, *others = faults
        raise GoldError(first.reason, where=first.where, hint=first.hint, others=others)


def _faults(data: object, place: Place) -> Iterator[GoldError]:
    if not isinstance(data, dict):
        yield GoldError("is not an object", where=place.file, hint=f"give it the keys {', '.join(_TOP)}")
        return
    for reason, hint in _missing(data, {"document": str}):
        yield GoldError(reason, where=place.file, hint=hint)
    if (date := data.get("published", "")) != "" and not (isinstance(date, str) and ISO_DATE.fullmatch(date)):
        yield GoldError(f"published {date!r} is not an ISO date", where=place.file, hint="write 2024-11-05")
    whole = True
    for key in ("entities", "facts"):
        if not isinstance(data.get(key), list):
            whole = False
            yield GoldError(f"{key} is not a list", where=place.file, hint="write [] when there are none")
    if not whole:
        return
    ids = [entity["id"] for entity in data["entities"] if isinstance(entity, dict) and _is_id(entity)]
    seen: set[str] = set()
    for index, entity in enumerate(data["entities"]):
        for reason, hint in _entity(entity, seen):
            yield GoldError(reason, where=place.of("entities", index), hint=hint)
    for index, fact in enumerate(data["facts"]):
        for reason, hint in _fact(fact, ids):
            yield GoldError(reason, where=place.of("facts", index), hint=hint)


def _is_id(entity: Mapping[str, object]) -> bool:
    return isinstance(entity.get("id"), str)


def _entity(data: object, seen: set[str]) -> Iterator[Fault]:
    if not isinstance(data, dict):
        yield "the entity is not an object", f"give it the keys {', '.join(_ENTITY_KEYS)}"
        return
    yield from _unknown(data, _ENTITY_KEYS)
    yield from _missing(data, {"id": str, "type": str, "name": str})
    if "type" in data:
        yield from _one_of("type", data["type"], tuple(EntityType))
    if _is_id(data):
        if data["id"] in seen:
            yield f"the id {data['id']!r} is used twice", "give each entity its own"
        seen.add(data["id"])
    aliases = data.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        yield "aliases is not a list of names", 'write ["name", …]'


def _fact(data: object, ids: Sequence[str]) -> Iterator[Fault]:
    if not isinstance(data, dict):
        yield "the fact is not an object", "give it a type and its arguments"
        return
    family = data.get("type")
    if family not in FAMILIES:
        yield from _one_of("type", family, FAMILIES)
        return
    roles = {role.key: role for role in FACT_ROLES[family]}
    named = ("id",) if family in CLASSES or family == "Project" else ()
    classed = (CLASS,) if family in CLASSES else ()
    yield from _unknown(data, (*_FACT_KEYS, *classed, *named, *roles), family)
    if CLASS in data and classed:
        yield from _one_of(CLASS, data[CLASS], CLASSES[family])
    if data.get("status", "") != "":
        yield from _one_of("status", data["status"], tuple(Status))
    if not isinstance(data.get("quote", ""), str):
        yield "quote is not a text", "copy the shortest stretch of text that shows the fact"
    if "id" in data and named and data["id"] not in ids:
        yield from _no_such("id", data["id"], ids)
    for key, role in roles.items():
        value = data.get(key)
        if value is not None and value != "":
            for one in value if isinstance(value, list) else [value]:
                yield from _value(role, one, ids)


def _value(role: Role, value: object, ids: Sequence[str]) -> Iterator[Fault]:
    match role.kind:
        case ValueKind.ENTITY if value not in ids:
            yield from _no_such(role.key, value, ids)
        case ValueKind.TERM:
            yield from _one_of(role.key, value, tuple(sorted(role.terms)))
        case ValueKind.DATE if not (isinstance(value, str) and ISO_DATE.fullmatch(value)):
            yield f"{role.key} {value!r} is not an ISO date", "write 2024, 2024-11 or 2024-11-04"
        case ValueKind.NUMBER | ValueKind.AMOUNT:
            number = value.get("amount") if isinstance(value, dict) else value
            if isinstance(number, bool) or not isinstance(number, (int, float)):
                yield f"{role.key} {value!r} holds no number", 'write 4.5 or {"amount": 4.5, "unit": "EUR"}'
        case ValueKind.SECTOR | ValueKind.TEXT | ValueKind.UNIT if not isinstance(value, str):
            yield f"{role.key} {value!r} is not a text", "put it between double quotes"


def _unknown(data: Mapping[str, object], known: Sequence[str], of: str = "") -> Iterator[Fault]:
    for key in data:
        if key not in known:
            about = f"{of} has no" if of else "unknown"
            yield f"{about} key {key!r}", _advice(key, known)


def _missing(data: Mapping[str, object], wanted: Mapping[str, type]) -> Iterator[Fault]:
    for key, kind in wanted.items():
        value = data.get(key)
        if not isinstance(value, kind) or not value:
            reason = f"{key} {value!r} is not a name" if key in data else f"{key} is missing"
            yield reason, f"give its {key}"


def _one_of(key: str, value: object, known: Sequence[str]) -> Iterator[Fault]:
    if value not in known:
        yield f"unknown {key} {value!r}", _advice(value, known)


def _no_such(key: str, value: object, ids: Sequence[str]) -> Iterator[Fault]:
    hint = did_you_mean(str(value), ids, "add it to entities", quoted=True)
    yield f"{key} {value!r} is the id of no entity", hint


def _advice(value: object, known: Sequence[str]) -> str:
    known = [str(one.value) if isinstance(one, Enum) else one for one in known]
    return did_you_mean(str(value), known, f"it is one of {', '.join(known)}", quoted=True)
