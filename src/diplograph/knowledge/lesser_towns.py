"""Towns too small for the tables, looked up one by one: a name may be a town's, its context decides.

The list (`data/gazetteer/lesser_towns.txt`, from GeoNames) is kept as its bytes and searched by bisection, so
that sixty thousand names cost nothing before one is asked for.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from diplograph.model import EntityType, KnownEntity
from diplograph.model.keys import entity_key, slug
from diplograph.resources import resource

_CITY = "city/"


@dataclass(frozen=True)
class LesserTowns:
    """Lines of slug, name, country and GeoNames identifier, parted by tabs, in the order of their bytes."""

    content: bytes = field(default=b"", repr=False)

    @cached_property
    def digest(self) -> str:
        """Sha256 (hex) of the list."""
        return hashlib.sha256(self.content).hexdigest()

    def knows(self, name: str) -> bool:
        """Whether some town is called so."""
        return self._line(slug(name)) is not None

    def entity(self, key: str) -> KnownEntity | None:
        """The town that a key names, with its country and identifier where the name has one bearer."""
        cells = self._line(key.removeprefix(_CITY)) if key.startswith(_CITY) else None
        if cells is None:
            return None
        name, country, identifier = cells
        return KnownEntity(
            key=entity_key(EntityType.CITY, name),
            type=EntityType.CITY,
            name=name,
            country=f"country/{country}" if country else "",
            identifiers=(("geonames", identifier),) if identifier else (),
        )

    def _line(self, wanted: str) -> list[str] | None:
        """What stands behind a slug: name, country, identifier; None when no line begins with it."""
        start = wanted.encode() + b"\t"
        low, high = 0, len(self.content)  # line ends: `low` begins a line, so does `high`
        while low < high:
            middle = self.content.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self.content.index(b"\n", middle) + 1
            line = self.content[middle:end]
            if line.startswith(start):
                return line.decode().rstrip("\n").split("\t")[1:]
            low, high = (end, high) if line < start else (low, middle)
        return None


def load_lesser_towns(folder: Path | None = None) -> LesserTowns:
    """Read the list; an empty one when the folder has none (an analyst's own gazetteer)."""
    path = (folder or resource("data/gazetteer")) / "lesser_towns.txt"
    return LesserTowns(path.read_bytes() if path.exists() else b"")


__all__ = ["LesserTowns", "load_lesser_towns"]
