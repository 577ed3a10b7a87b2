"""The analyst's own tables, checked before a store remembers them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from diplograph.build.report import Failure
from diplograph.build.workshop import knowledge
from diplograph.knowledge import Problem
from diplograph.knowledge.loading import read_own, refuse
from diplograph.store import own_tables, remember_tables
from diplograph.store.gazetteers import FOLDER, table_name


def take_tables(
    store: Path, given: Sequence[Path], *, strict: bool = False, forget: bool = False
) -> list[Failure]:
    """Let a store remember tables, and tell what is wrong with all that it then has.

    Args:
        given: they replace those of the same name.
        strict: refuse faulty ones, and leave the store as it is.
        forget: remove those that it remembers first.
    Raises:
        TableError: a table is missing; with `strict`, also one that has faults.
        StoreError: the store cannot be written.
    """
    if strict and given:
        _refuse_faulty(given)
    remember_tables(store, given, forget=forget)
    tables = own_tables(store)
    if not tables:
        return []
    problems = knowledge(tables).problems
    if strict:
        refuse(problems)
    shown = {str(store / FOLDER / table_name(path)): str(path) for path in given}
    return [
        Failure(f"{shown.get(problem.file, problem.file)}:{problem.line}", *told(problem), lost=False)
        for problem in problems
        if not problem.note
    ]


def _refuse_faulty(given: Sequence[Path]) -> None:
    bundled = knowledge()
    _, problems = read_own(given, bundled=bundled.gazetteer, sectors=bundled.sectors)
    refuse(problems)


def told(problem: Problem) -> tuple[str, str]:
    """Reason and hint of what is wrong with a cell."""
    column = f"column {problem.column} " if problem.column else ""
    return f"{column}{problem.reason}", problem.hint
