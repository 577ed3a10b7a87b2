"""The columns of the tables in `data/lexicon`, and what may stand in each.

Every table has a `pattern` besides, which is not told here.
"""

from __future__ import annotations

from types import MappingProxyType

from diplograph.knowledge.columns.actors import ACTORS
from diplograph.knowledge.columns.cells import Tables
from diplograph.knowledge.columns.diplomacy import DIPLOMACY
from diplograph.knowledge.columns.economy import ECONOMY
from diplograph.knowledge.columns.settings import SETTINGS

TABLES: Tables = MappingProxyType({**ACTORS, **DIPLOMACY, **ECONOMY, **SETTINGS})
"""Every table that the extractor reads; a table that stands here must have its file."""
