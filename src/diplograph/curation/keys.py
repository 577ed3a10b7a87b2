"""Keys of what a ledger decides about, in each way that an analyst may write them."""

from __future__ import annotations

from urllib.parse import unquote

from diplograph.model import EntityType
from diplograph.model.keys import kind_of
from diplograph.model.values import KEY
from diplograph.rdf.identifiers import entity_iri

_FACT = "fact"
_KINDS = {kind_of(kind): kind for kind in EntityType}


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
