"""What may stand in a cell: closed lists, those of the vocabulary among them."""

from __future__ import annotations

from collections.abc import Mapping

from diplograph.model import FACT_ROLES, EntityType, Status

Column = frozenset[str] | None
"""The closed list of what may stand in a column; None: anything."""

Tables = Mapping[str, Mapping[str, Column]]
"""Columns by table, and for each what may stand there."""


def one_of(words: str) -> frozenset[str]:
    """A closed list, written as its words apart by spaces."""
    return frozenset(words.split())


def optional(cells: frozenset[str]) -> frozenset[str]:
    """A closed list whose cells may also be empty."""
    return cells | {""}


def terms_of(fact: str, role: str) -> frozenset[str]:
    """The terms that the vocabulary has for one role of a fact."""
    return next(known.terms for known in FACT_ROLES[fact] if known.name == role)


POSTS = terms_of("Office", "post")
STATUSES = frozenset(status.value for status in Status)
TYPES = frozenset(kind.value for kind in EntityType)
