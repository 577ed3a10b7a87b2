"""One amendment of the analyst's: what it makes of a fact, before a shape has its say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from diplograph.model import FACT_ROLES, Fact, ValueKind, make_fact
from diplograph.model.claims import ClaimError, parse_amendment
from diplograph.model.decisions import Decision
from diplograph.rdf.terms import Triple
from diplograph.store.facts import fact_triples, key_of
from diplograph.store.rulings import term_of


@dataclass(frozen=True, slots=True)
class Amended:
    """Where an amendment happens.

    Attributes:
        names: entity key → name, for the label of the fact.
        resolved: term of a thing → as it is named in the end.
        is_described: whether a thing will be in the published graph.
    """

    base: str
    names: Mapping[str, str]
    resolved: Callable[[str], str]
    is_described: Callable[[str], bool]


def amend(fact: Fact, decision: Decision, node: str, within: Amended) -> set[Triple] | str:
    """What is said of a fact with a role as a decision has it; or why it cannot be."""
    try:
        role, values = parse_amendment(fact.type, decision.value)
        if any(one.name == role and one.kind is ValueKind.ENTITY for one in FACT_ROLES[fact.type]):
            terms = _terms(values, within)
            missing = [term for term in terms if not within.is_described(term)]
            if missing:
                return f"{key_of(within.base, missing[0])} is not published: nothing can be said of it"
            values = tuple(key_of(within.base, term) for term in terms)
        amended = make_fact(fact.type, {**dict(fact.arguments), role: tuple(values)}, status=fact.status)
    except (ClaimError, ValueError) as error:
        return str(error)
    return fact_triples(amended, node, base=within.base, names=within.names)


def _terms(values: Sequence[object], within: Amended) -> list[str]:
    return [within.resolved(term_of(within.base, str(value))) for value in values]
