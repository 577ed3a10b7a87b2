"""The dataset on disk: commit, replace and remove documents; consolidation; reading it back."""

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
    "QueryResult",
    "SetAside",
    "Store",
    "nothing_known",
]
