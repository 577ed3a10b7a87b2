"""Which thing a name means: exact, then normalised, then fuzzy; by type and context; with a score.

`known` weighs the things that share a name of the tables, `unknown` compares names that no table spells so
with those that it spells otherwise. What cannot be settled stays unlinked, and is reported.
"""

from diplograph.extraction.names.linking.known import linked_names
from diplograph.extraction.names.linking.unknown import linked_spellings, linked_surnames

__all__ = ["linked_names", "linked_spellings", "linked_surnames"]
