"""Keys of what a ledger decides about, in each way that an analyst may write them."""

from __future__ import annotations

import re
from urllib.parse import unquote

from diplograph.model import FACT_ROLES, EntityType, entity_type_of
from diplograph.model.keys import kind_of
from diplograph.model.values import KEY
from diplograph.rdf.identifiers import entity_iri

_FACT = "fact"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FACT_NAME = re.compile(r"([a-z-]+)-[0-9a-f]+")
_KINDS = {kind_of(kind): kind for kind in EntityType}
_CLASSES = {_CAMEL.sub("-", name).lower(): name for name in FACT_ROLES}
# Things that a reading may take for one another: their kinds may be merged.
_FAMILIES = {
    **dict.fromkeys(("company", "public-body", "institution", "international-organization"), "organization"),
    **dict.fromkeys(("city", "region"), "place"),
}


def written_key(text: str, *, base: str) -> str:
    """Key of a thing written as a key, an IRI below the base or a prefixed name; "" for one in words."""
    text = text.strip().removeprefix("<").removesuffix(">")
    if text.startswith(base):
        text = unquote(text[len(base) :])
    elif ":" in text and "://" not in text:
        prefix, _, local = text.partition(":")
        text = f"{prefix}/{unquote(local)}"
    kind = text.partition("/")[0]
    return text if (kind in _KINDS or kind == _FACT) and KEY.fullmatch(text) else ""


def thing_iri(base: str, key: str) -> str:
    """IRI of a thing by its key; what lies outside the base is named by its whole IRI."""
    return key if "://" in key else entity_iri(base, key)


def prefixed(key: str) -> str:
    """A key as a prefixed name, which a terminal takes as one word (fact:visit-0a1b2c4d5e6f70)."""
    return key if "://" in key else key.replace("/", ":", 1)


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
