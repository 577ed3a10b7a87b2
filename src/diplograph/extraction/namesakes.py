"""Adjectives that two countries share: "congolais" is of the one of them that the text names."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from diplograph.knowledge import Adjective, Knowledge, Scan


def settled(scan: Scan, heading: Scan, knowledge: Knowledge, folded: str) -> Scan:
    """The same scan, each shared adjective being of the country that text and headline name most.

    A capital counts for its country; where they name none of those who share it, the tables' choice stands.
    """
    shared = knowledge.shared_adjectives
    told = [h for h in scan.adjectives if folded[h.start : h.end] in shared]
    if not told:
        return scan
    named = Counter[str]()
    for names in (scan.names, heading.names):
        for hit in names:
            key = hit.payload.key
            named[knowledge.capitals.get(key, key)] += 1
    adjectives = []
    for adjective in scan.adjectives:
        rivals = shared.get(folded[adjective.start : adjective.end], ())
        best = max(rivals, key=lambda key: named[key], default="")
        if best and sum(named[key] == named[best] for key in rivals) == 1:
            adjective = replace(adjective, payload=Adjective((best,)))
        adjectives.append(adjective)
    return replace(scan, adjectives=tuple(adjectives))
