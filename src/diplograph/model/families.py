"""What a key tells of a thing: whether it is a fact, of which class, and what it may be one with."""

from __future__ import annotations

import re

from diplograph.model.keys import kind_of
from diplograph.model.schema import FACT_ROLES, entity_type_of

_FACT = "fact"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FACT_NAME = re.compile(r"([a-z-]+)-[0-9a-f]+")
_CLASSES = {_CAMEL.sub("-", name).lower(): name for name in FACT_ROLES}
# Things that a reading may take for one another: their kinds may be merged.
_FAMILIES = {
    **dict.fromkeys(("company", "public-body", "institution", "international-organization"), "organization"),
    **dict.fromkeys(("city", "region"), "place"),
}


def is_fact(key: str) -> bool:
    """Whether a key may be that of a fact: agreements, events and projects have names of their own."""
    return key.startswith(("fact/", "agreement/", "event/", "project/"))


def fact_class(key: str) -> str:
    """Class of a fact as its key tells it; "" for another key, or a named agreement, event or project."""
    found = _FACT_NAME.fullmatch(key.removeprefix(f"{_FACT}/")) if key.startswith(f"{_FACT}/") else None
    return _CLASSES.get(found[1], "") if found else ""


def family(key: str) -> str:
    """What a thing may be one with: any organizations, cities and regions, agreements of any class."""
    kind = key.partition("/")[0]
    if kind == _FACT:
        name = fact_class(key)
        same = entity_type_of(name) if name else None
        return kind_of(same) if same else name
    return _FAMILIES.get(kind, kind)
