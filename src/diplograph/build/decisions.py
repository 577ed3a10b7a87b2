"""The analyst's ledger in a build: replayed when the documents are in, its remarks told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from diplograph.build.report import Failure
from diplograph.build.tables import told
from diplograph.errors import TableError
from diplograph.store import Background, Store

if TYPE_CHECKING:
    from diplograph.curation import Ledger


def take_ledger(
    store: Path, given: Path | None, *, base: str, strict: bool = False, forget: bool = False
) -> Ledger | None:
    """The ledger that a build obeys, which the store remembers from then on; None: there is none.

    Args:
        given: in place of the one that the store remembers.
        strict: refuse a faulty one, and leave the store as it is.
        forget: forget what the store remembers first.
    Raises:
        TableError: `given` is missing or cannot be read; with `strict`, also when a line has a fault.
        StoreError: the store cannot be read or written.
    """
    from diplograph.curation import forget_ledger, ledger_of, read_ledger
    from diplograph.knowledge.loading import refuse

    if given is not None and strict:
        refuse(read_ledger(given, base=base).problems)
    if forget and given is None:  # one that is given takes the place of the other, once it is known to hold
        forget_ledger(store)
    return ledger_of(store, given, base=base)


def replay(
    store: Store, ledger: Ledger | None, *, background: Background, forget: bool = False
) -> list[Failure]:
    """Bring a store's decisions in force up to those of its ledger, and tell what is wrong with them.

    Args:
        background: the gazetteer's, for what comes to light when a decision is lifted.
        forget: lift all decisions when there is no ledger.
    Raises:
        TableError: the store cannot obey the decisions together.
        StoreError: the store cannot be written.
    """
    if ledger is None and not forget:
        return []
    try:
        unmatched = store.curate(ledger.decisions if ledger else (), background=background)
    except ValueError as error:
        hint = "remove one of the lines that merge these things"
        raise TableError(str(error), where=str(ledger.path) if ledger else "", hint=hint) from None
    problems = ledger.problems if ledger else ()
    return [
        *(Failure(problem.where, *told(problem), lost=False) for problem in problems if not problem.note),
        *(Failure(item.decision.where, item.reason, item.hint, lost=False) for item in unmatched),
    ]
