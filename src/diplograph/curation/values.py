"""Values of roles that a line of a ledger gives: codes must be those of their lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from diplograph.curation.identifiers import nearest
from diplograph.model import FACT_ROLES, Amount, ValueKind
from diplograph.model.claims import ClaimError
from diplograph.rdf.terms import Triple, decimal, literal
from diplograph.rdf.vocabulary import RDF_TYPE, dg

_KINDS = {role.name: role.kind for roles in FACT_ROLES.values() for role in roles}
_CURRENCY = re.compile(r"\b[A-Z]{3}\b")


def check_codes(role: str, values: Iterable[object]) -> None:
    """Refuse sectors and currencies that no list has.

    Args:
        values: as they are written, or as `Fact` takes them.
    Raises:
        ClaimError: one is unknown; the nearest is told.
    """
    kind = _KINDS.get(role)
    for value in values:
        if kind is ValueKind.SECTOR and value not in _sectors():
            near = nearest(str(value), _sectors())
            other = "write one of ontology/sectors.ttl, such as energy.nuclear"
            raise ClaimError(f"{str(value)!r} is no sector", near if near.startswith("did") else other)
        if kind in (ValueKind.AMOUNT, ValueKind.UNIT):
            told = value.unit if isinstance(value, Amount) else str(value)
            for code in _CURRENCY.findall(told):
                if not _is_currency(code):
                    hint = "write the code of ISO 4217, such as EUR or USD"
                    raise ClaimError(f"{code!r} is no currency", hint)


@cache
def _sectors() -> tuple[str, ...]:
    from diplograph.knowledge.sectors import load_sectors

    return tuple(sorted(load_sectors()))


@cache
def _is_currency(code: str) -> bool:
    """Whether the shapes take it: their list is the one there is."""
    from diplograph.validation import bundled_shapes, validate

    node = "<urn:amount>"
    data: list[Triple] = [
        (node, RDF_TYPE, dg("Amount")),
        (node, dg("value"), decimal(1)),
        (node, dg("unit"), literal(code)),
    ]
    return not validate(data=data, shapes=bundled_shapes()).of("Violation")
