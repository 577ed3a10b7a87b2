"""The dataset on disk: commit, replace and remove documents; consolidation; reading it back."""

from diplograph.store.gazetteers import OwnTable, check_given, own_tables, remember_tables
from diplograph.store.records import (
    Background,
    Batch,
    Committed,
    Counts,
    DocumentEntry,
    DocumentRecord,
    SetAside,
    nothing_known,
)
from diplograph.store.store import QueryResult, Store

__all__ = [
    "Background",
    "Batch",
    "Committed",
    "Counts",
    "DocumentEntry",
    "DocumentRecord",
    "OwnTable",
    "QueryResult",
    "SetAside",
    "Store",
    "check_given",
    "nothing_known",
    "own_tables",
    "remember_tables",
]
