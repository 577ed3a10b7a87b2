"""What a build says: as it goes, and in the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from diplograph.errors import DiplographError
from diplograph.store import SetAside


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read or analysed, or a remark about `metadata.csv`, a table, a decision.

    Attributes:
        file: as given, with a line where there is one.
        lost: False when no document is missing because of it.
    """

    file: str
    reason: str
    hint: str = ""
    lost: bool = True

    @classmethod
    def of(cls, error: DiplographError, *, file: str = "", lost: bool = True) -> Failure:
        """The failure that an error tells."""
        return cls(error.where or file, error.reason, error.hint, lost)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is.

    Attributes:
        stage: "read" (a document was read or found unchanged), "extract" (analysed), "commit" (written).
        read: documents read so far, failed ones included; the total once `complete`.
        done: of these, how many are settled: unchanged, failed or analysed.
        document: identifier or file of the last one.
    """

    stage: str
    read: int
    done: int
    document: str
    complete: bool


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, then what the whole store holds.

    Attributes:
        added, replaced, unchanged: documents of this build.
        failures: of this build, in the order of the files.
        documents: in the store.
        entities: class → how many, in the store.
        facts: (class, status) → how many, in the store.
        set_aside: what is in quarantine and why, in the store.
        warnings: what should be looked at in the documents of this build, and is published all the same.
        gone: documents that were once in the files and folders of this build and are not there any more; they
            are still in the store.
        pruned: such documents that this build removed.
        unlinked: ambiguous name → how often documents of the store have it, and nothing tells what it means.
        strict: whether a failure or a fact set aside is a fault of the build.
    """

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    failures: tuple[Failure, ...] = ()
    documents: int = 0
    entities: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    set_aside: tuple[SetAside, ...] = ()
    warnings: int = 0
    gone: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()
    unlinked: Mapping[str, int] = field(default_factory=dict)
    strict: bool = False

    @property
    def failed(self) -> int:
        """Documents that are missing because of a failure."""
        return sum(1 for failure in self.failures if failure.lost)

    @property
    def exit_code(self) -> int:
        """0 done; 1 strict, and something failed or was set aside; 2 nothing could be read at all."""
        if self.failed and not (self.added or self.replaced or self.unchanged):
            return 2
        return 1 if self.strict and (self.failures or self.set_aside) else 0
