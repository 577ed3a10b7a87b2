"""Agreements told again ("le contrat", "cet accord") belong to the one told before, and complete it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diplograph.extraction.drafts import Draft
from diplograph.model import AGREEMENT_CLASSES

_KEPT = (
    "start",
    "amount",
    "sector",
    "stage",
)  # what a retelling may add; whose the agreement is, it does not say


def with_retold(groups: Iterable[Sequence[Draft]]) -> list[list[Draft]]:
    """Join readings that retell an agreement to the one they speak of: the last of its class before them.

    A retelling with nothing before it stands for itself if somebody is party to it, else it is dropped.
    """
    kept = [list(group) for group in groups]
    told = [g for g in kept if g[0].type in AGREEMENT_CLASSES and not all(d.retold for d in g)]
    result = []
    for group in kept:
        first = group[0]
        if first.type not in AGREEMENT_CLASSES or not all(d.retold for d in group):
            result.append(group)
            continue
        before = [g for g in told if g[0].start < first.start and _is_same(g[0], first)]
        if before:
            antecedent = max(before, key=lambda g: g[0].start)
            antecedent.extend(_adding(draft) for draft in group)
        elif first.get("party"):
            result.append(group)
    return result


def _is_same(told: Draft, again: Draft) -> bool:
    """Whether nothing speaks against it: class, date, and what became of it."""
    if told.type != again.type and "Agreement" not in {told.type, again.type}:
        return False
    if told.status is not again.status:
        return False
    one, other = (str(d.get("start")[0]) if d.get("start") else "" for d in (told, again))
    return not one or not other or one.startswith(other) or other.startswith(one)


def _adding(draft: Draft) -> Draft:
    return draft.having(**{role: () for role in draft.roles if role not in _KEPT})
