"""Facts of the model from their triples, and back: where settling changes what a fact says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from urllib.parse import unquote

from diplograph.model import (
    FACT_ROLES,
    Amount,
    EntityType,
    Fact,
    Status,
    Value,
    ValueKind,
    make_fact,
)
from diplograph.model.keys import kind_of
from diplograph.rdf.identifiers import fact_iri
from diplograph.rdf.mapping import map_fact
from diplograph.rdf.terms import Triple, iri, split_literal
from diplograph.rdf.vocabulary import DG, RDF_TYPE, SECTOR, dg, types_of
from diplograph.store.reports import class_of

Describe = Callable[[str], Iterable[tuple[str, str]]]  # an amount → its statements
_STATUS = dg("status")
_KINDS = {kind_of(entity_type): entity_type for entity_type in EntityType}


def key_of(base: str, term: str) -> str:
    """Key of an entity from its term."""
    return unquote(term[1 + len(base) : -1])


def type_of(key: str) -> EntityType | None:
    """The kind of entity that a key is of."""
    return _KINDS.get(key.partition("/")[0])


def read_fact(statements: Iterable[tuple[str, str]], *, base: str, describe: Describe) -> Fact | None:
    """A fact from (predicate, value); None when its class is unknown, or a value is not what it should be.

    Args:
        describe: gives the statements of an amount.
    """
    told = sorted(statements)
    kind = class_of(value for predicate, value in told if predicate == RDF_TYPE)
    if not kind:
        return None
    values: dict[str, list[str]] = {}
    for predicate, value in told:
        values.setdefault(predicate, []).append(value)
    arguments: dict[str, object] = {}
    try:
        for role in FACT_ROLES[kind]:
            given = values.get(dg(role.name), ())
            arguments[role.name] = tuple(_value(role.kind, term, base, describe) for term in given)
        status = Status(values[_STATUS][0][len(DG) + 1 : -1])
        return make_fact(kind, arguments, status=status)
    except (KeyError, ValueError, ArithmeticError):
        return None


def _value(kind: ValueKind, term: str, base: str, describe: Describe) -> Value:
    match kind:
        case ValueKind.ENTITY:
            return key_of(base, term)
        case ValueKind.TERM:
            return term[len(DG) + 1 : -1]
        case ValueKind.SECTOR:
            return term[len(SECTOR) + 1 : -1]
        case ValueKind.NUMBER:
            return Decimal(split_literal(term)[0])
        case ValueKind.AMOUNT:
            return _amount(dict(describe(term)))
    return split_literal(term)[0]


def _amount(told: Mapping[str, str]) -> Amount:
    def number(name: str) -> Decimal | None:
        return Decimal(split_literal(told[dg(name)])[0]) if dg(name) in told else None

    value = number("value")
    if value is None:
        raise ValueError("an amount without a value")
    unit = split_literal(told[dg("unit")])[0]
    return Amount(value, unit, told.get(dg("modifier"), "")[len(DG) + 1 : -1], number("upperValue"))


def content_iri(fact: Fact, *, base: str) -> str:
    """Term that a fact has by what it says."""
    return iri(fact_iri(base, fact))


def fact_triples(fact: Fact, node: str, *, base: str, names: Mapping[str, str]) -> set[Triple]:
    """What is said of a fact under some term, with its amounts and sectors; without evidence.

    Args:
        names: entity key → name for its label.
    """
    return map_fact(
        fact, node=node, base=base, names={key: name for key, name in names.items() if type_of(key)}
    )


def typed(terms: Iterable[str], *, base: str) -> set[Triple]:
    """Types of entities, as their keys tell."""
    kinds = ((term, type_of(key_of(base, term))) for term in terms if term.startswith(f"<{base}"))
    return {(term, RDF_TYPE, cls) for term, kind in kinds if kind is not None for cls in types_of(kind.value)}


__all__ = ["content_iri", "fact_triples", "key_of", "read_fact", "type_of", "typed"]
