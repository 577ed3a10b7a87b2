"""What changed between two states of a graph, in the analyst's words."""

from diplograph.diff.changes import Change, Detail, Difference, Kind
from diplograph.diff.comparing import compare
from diplograph.diff.snapshot import Snapshot, take_snapshot

__all__ = ["Change", "Detail", "Difference", "Kind", "Snapshot", "compare", "take_snapshot"]
