"""Agreements told again ("le contrat", "cet accord") belong to the one told before, and complete it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.model import AGREEMENT_CLASSES, Status

_SEVERAL = 1
_LISTED = 2  # lines of a list that tells what was counted before
_ANOTHER_SENTENCE = 60  # characters between two agreements that one row cannot hold
_NEAR_THIS = 400  # characters from a contract to "ce contrat"
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
    kept = [list(group) for group in _without_sums(groups)]
    told = [g for g in kept if g[0].type in AGREEMENT_CLASSES and not all(d.retold for d in g)]
    result = []
    for group in kept:
        first = group[0]
        if first.type not in AGREEMENT_CLASSES or not all(d.retold for d in group):
            result.append(group)
            continue
        before = [g for g in told if g[0].start < first.start and _agree(g, first)]
        antecedent = _meant_by_this(before, first) or max(
            (g for g in before if _is_same(g[0], first)), key=_start, default=None
        )
        if antecedent is not None:
            antecedent.extend(replace(_adding(draft), status=antecedent[0].status) for draft in group)
        elif first.get("party"):
            result.append(group)
    return _with_absorbed(result)


def _start(group: Sequence[Draft]) -> int:
    return group[0].start


def _agree(told: Sequence[Draft], again: Draft) -> bool:
    return all(_agree_on_date(draft, again) for draft in told if draft.type == told[0].type)


def _meant_by_this(told: Sequence[list[Draft]], again: Draft) -> list[Draft] | None:
    """The one told last that "ce contrat" means, whatever becomes of it and though it names more sides.

    Of several told in sum and one told by itself, a singular means the latter.
    """
    if not again.this or again.several or again.status is Status.DENIED:
        return None
    near = [g for g in told if again.start - max(d.end for d in g if d.start < again.start) < _NEAR_THIS]
    near = [g for g in near if g[0].type == again.type and not g[0].several]
    last = max(near, key=lambda g: max(d.start for d in g if d.start < again.start), default=None)
    if last is None:
        return None
    ours, theirs = set(again.get("party")), set(last[0].get("party"))
    return last if again.defaulted or not ours or not theirs or ours & theirs else None


def _without_sums(groups: Iterable[Sequence[Draft]]) -> list[Sequence[Draft]]:
    """Leave out the sum of agreements that the text goes on to tell one by one."""
    all_groups = list(groups)
    parts = Counter(d.part_of for group in all_groups for d in group if d.part_of >= 0)
    listed = [g[0] for g in all_groups if any(d.part_of >= 0 for d in g)]
    return [
        group
        for group in all_groups
        if group[0].type not in AGREEMENT_CLASSES
        or not all(parts[d.start] >= _SEVERAL or _is_mere_sum(d, listed) for d in group)
    ]


def _is_mere_sum(draft: Draft, listed: Sequence[Draft]) -> bool:
    """Whether agreements are only counted that a list tells one by one: "sept accords ont été signés"."""
    if not draft.several or draft.part_of >= 0 or draft.get("sector") or draft.name:
        return False
    return draft.status is Status.ACTUAL and sum(_agree_on_date(draft, one) for one in listed) >= _LISTED


def _with_absorbed(groups: list[list[Draft]]) -> list[list[Draft]]:
    """Join what one firm is first said to have signed to the one agreement that names the other side too."""
    result: list[list[Draft]] = []
    deals = [g for g in groups if g[0].type in AGREEMENT_CLASSES]
    kept: list[list[Draft]] = []
    for group in groups:
        if group[0].type not in AGREEMENT_CLASSES:
            result.append(group)
            continue
        again = [g for g in kept if _is_again(g[0], group[0])]
        shares = [g for g in deals if g is not group and _details(g[0], group[0])] if group[0].apart else []
        shares = [g for g in shares if g[0].type == group[0].type] or shares
        alone = len(group[0].get("party")) == 1 and group[0].part_of < 0  # a line of a list is one by itself
        fuller = [g for g in deals if g is not group and _is_fuller(g[0], group[0])] if alone else []
        whole = next((found for found in (again, shares, fuller) if len(found) == 1), None)
        if whole is not None:
            whole[0].extend(_adding(draft) for draft in group)
        else:
            result.append(group)
            kept.append(group)
    return result


def _is_fuller(whole: Draft, part: Draft) -> bool:
    if whole.type not in AGREEMENT_CLASSES or whole.type != part.type or whole.status is not part.status:
        return False
    if part.name or not set(part.get("party")) < set(whole.get("party")) or not _agree_on_date(whole, part):
        return False
    if part.count and whole.count and part.count != whole.count:
        return False  # "la commande de 80 Rafale", "vendu douze Caracal"
    one, other = set(whole.get("sector")), set(part.get("sector"))
    if part.is_news and part.start > whole.start and not one & other:
        return False  # "a remporté un marché": one more
    return abs(whole.start - part.start) > _ANOTHER_SENTENCE and (not one or not other or bool(one & other))


def _is_again(told: Draft, again: Draft) -> bool:
    """Whether a firm's one contract is told twice: "A décroche un contrat … A a remporté un marché"."""
    if (
        not told.type == again.type == "Contract"
        or told.status is not again.status
        or told.name
        or again.name
    ):
        return False
    if told.count and again.count and told.count != again.count:
        return False
    if again.renewed or told.renewed or again.apart or told.apart or len(told.get("party")) != 1:
        return False
    if told.get("party") != again.get("party") or again.start - told.start < _ANOTHER_SENTENCE:
        return False
    sums = {str(a) for d in (told, again) for a in d.get("amount")}
    one, other = set(told.get("sector")), set(again.get("sector"))
    alike = not one or not other or bool(one & other)
    return len(sums) < 2 and alike and _agree_on_date(told, again)


def _details(whole: Draft, part: Draft) -> bool:
    """Whether an agreement is its firm's own of those summed up before: "A et B ont signé des contrats"."""
    if whole.type not in AGREEMENT_CLASSES or part.type not in AGREEMENT_CLASSES or part.name:
        return False
    if not part.apart or whole.apart or whole.start < part.start or whole.status is not part.status:
        return False
    parties = set(part.get("party"))
    return bool(parties) and parties <= set(whole.get("party")) and _agree_on_date(whole, part)


def _is_same(told: Draft, again: Draft) -> bool:
    """Whether nothing speaks against it: class, date, and what became of it."""
    if told.type != again.type and "Agreement" not in {told.type, again.type}:
        return False
    if told.status is not again.status:
        return False
    if told.type != again.type and again.get("start") and again.get("party") and not again.defaulted:
        return False  # "elle prolonge le mémorandum conclu par A et B en 2023": another
    ours, theirs = set(again.get("party")), set(told.get("party"))
    if ours and theirs and not (again.defaulted or ours <= theirs or theirs <= ours):
        return False
    return _agree_on_date(told, again)


def _agree_on_date(one: Draft, other: Draft) -> bool:
    first, second = (str(d.get("start")[0]) if d.get("start") else "" for d in (one, other))
    return not first or not second or first.startswith(second) or second.startswith(first)


def _adding(draft: Draft) -> Draft:
    kept = _KEPT if draft.defaulted else (*_KEPT, "party")
    return draft.having(**{role: () for role in draft.roles if role not in kept})
