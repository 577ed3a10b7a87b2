"""Keys of entities: readable, stable, the same for the same name in any document."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from diplograph.model.schema import EntityType

_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l"}
)
_SEPARATORS = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST = 80  # longer names are cut, and told apart by the hash of the whole


def slug(name: str) -> str:
    """ASCII slug of a name; a short hash marks what the slug cannot tell apart.

    Accents, case, punctuation and spacing do not distinguish names; letters without an ASCII form do, and so
    does what lies past 80 characters.
    """
    plain = unicodedata.normalize("NFKD", name.translate(_LIGATURES))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    cut = _SEPARATORS.sub("-", letters.lower()).strip("-")
    lossy = any(c.isalpha() and not c.isascii() for c in letters) or len(cut) > _LONGEST or not cut
    if not lossy:
        return cut
    digest = hashlib.sha256(unicodedata.normalize("NFC", name).casefold().encode()).hexdigest()[:8]
    return f"{cut[:_LONGEST].strip('-')}-{digest}".strip("-")


def kind_of(entity_type: EntityType) -> str:
    """Folder of a kind of entity in keys and IRIs: PublicBody → "public-body"."""
    return _CAMEL.sub("-", entity_type.value).lower()


def entity_key(entity_type: EntityType, name: str) -> str:
    """Key of an entity that no table knows, from its kind and preferred name."""
    return f"{kind_of(entity_type)}/{slug(name)}"
