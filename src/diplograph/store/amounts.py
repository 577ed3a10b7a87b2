"""Amounts in the published graph: only those that a published fact has.

Where documents give one agreement different amounts, one wins (`consolidation`). The node of another stays in
the graph of its document, and is published with the first fact that has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from diplograph.rdf.terms import Triple
from diplograph.rdf.vocabulary import RDFS_LABEL, dg
from diplograph.store.change import DEFAULT, Change
from diplograph.store.consolidation import Vote, settle_label
from diplograph.store.publishing import GraphChange
from diplograph.store.reader import Reader

_AMOUNT = dg("amount")


def publish_amounts(reader: Reader, changes: Sequence[GraphChange], change: Change) -> None:
    """Add to a change which amounts are published; comes after that of the facts."""
    amounts = reader.names.amount_prefix
    come: dict[str, set[Triple]] = defaultdict(set)
    told: dict[str, list[Triple]] = defaultdict(list)
    touched: set[str] = set()
    for item in changes:
        for triple in item.tells.about(amounts):
            told[triple[0]].append(triple)
            if triple not in item.before:
                come[triple[0]].add(triple)
        touched.update(triple[0] for triple in item.gone.about(amounts))
    changed = {item.graph for item in changes}
    inserted, deleted = (
        {triple for triple in graphs.get(DEFAULT, ()) if triple[1] == _AMOUNT}
        for graphs in (change.inserts, change.deletes)
    )
    had = {triple[2] for triple in inserted}
    touched |= had | {triple[2] for triple in deleted}
    for amount in sorted(touched | come.keys()):
        old = set(reader.about(amount, DEFAULT))
        facts = reader.subjects(_AMOUNT, amount, DEFAULT)
        if amount in had or any((fact, _AMOUNT, amount) not in deleted for fact in facts):
            if old and amount not in touched and come[amount] <= old:
                continue  # one more document that says the same
            new = _described(reader, changed, amount, told.get(amount, ()))
        else:
            new = set()
        change.delete(DEFAULT, old - new)
        change.insert(DEFAULT, new - old)


def _described(reader: Reader, changed: set[str], amount: str, told: Sequence[Triple]) -> set[Triple]:
    """What documents say of an amount after a change, with one label."""
    stated = [triple for graph, triple in reader.stated(amount) if graph not in changed]
    stated += told
    votes = [Vote(value, "") for _, predicate, value in stated if predicate == RDFS_LABEL]
    found = {triple for triple in stated if triple[1] != RDFS_LABEL}
    if votes:
        found.add((amount, RDFS_LABEL, settle_label(votes)))
    return found
