"""Expressions of a sentence that stand for entities, and what joins or governs them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diplograph.extraction.source import Source
from diplograph.model import EntityType

COORDINATION = re.compile(
    r"(?:,| et| ou|,? ainsi que|,? comme|,? puis|/|, et)(?: avec)?(?: entre)? ?"
    r"(?:de la |de l'|de |du |des |d'|a la |a l'|a |au |aux |en |le |la |les |l'|son |sa )?"
)
PREPOSITION = re.compile(
    r"(?:^|[\s(«'\"])(de|du|des|d'|a|au|aux|en|dans|par|avec|pour|sur|entre|chez|vers|contre|sous|selon|aupres|hors"
    r"|apres|avant|concernant|durant|pendant|suivant|depuis|outre|malgre|devant|sans)"
    r" ?(?:la |le |les |l'|son |sa |ses )?$"
)


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """An expression of a sentence and the entities it stands for.

    Attributes:
        kind: name, office, plural, pronoun, anaphor (le groupe) or adjective.
        keys: entity keys, in the order of the text; empty when unresolved.
        type: their kind, None when mixed or unresolved.
        country: the country that an office holder acts for, "" otherwise.
    """

    start: int
    end: int
    kind: str
    keys: tuple[str, ...]
    type: EntityType | None = None
    country: str = ""

    @property
    def is_plural(self) -> bool:
        """Whether it stands for more than one entity."""
        return len(self.keys) > 1


def preposition_before(source: Source, start: int) -> str:
    """The preposition that governs what begins at an offset, folded; "" when there is none."""
    start = source.before_civilities(start)
    match = PREPOSITION.search(source.folded, max(0, start - 26), start)
    return match.group(1) if match else ""


def is_coordination(source: Source, start: int, end: int) -> bool:
    """Whether nothing but a comma or a conjunction joins what ends and begins at two offsets."""
    if not start < end <= start + 40 or not COORDINATION.fullmatch(source.folded[start:end]):
        return False
    return " où " not in source.text[start:end]  # folded, it looks like "ou"
