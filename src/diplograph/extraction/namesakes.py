"""Adjectives that two countries share: "congolais" is of the one of them that the text names."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from diplograph.knowledge import Adjective, Knowledge, Scan
from diplograph.language import fold


def settled(scan: Scan, knowledge: Knowledge, folded: str, heading: str) -> Scan:
    """The same scan, each shared adjective being of the country that text and headline name most.

    A capital counts for its country; where they name none of those who share it, the tables' choice stands.
    """
    shared = _shared(knowledge)
    told = [h for h in scan.adjectives if folded[h.start : h.end] in shared]
    if not told:
        return scan
    named = Counter[str]()
    capitals = {forms.capital: key for key, forms in knowledge.gazetteer.countries.items() if forms.capital}
    for names in (scan.names, knowledge.scan(heading, fold(heading)).names):
        for hit in names:
            key = hit.payload.key
            named[capitals.get(key, key)] += 1
    adjectives = []
    for adjective in scan.adjectives:
        rivals = shared.get(folded[adjective.start : adjective.end], ())
        best = max(rivals, key=lambda key: named[key], default="")
        if best and sum(named[key] == named[best] for key in rivals) == 1:
            adjective = replace(adjective, payload=Adjective((best,)))
        adjectives.append(adjective)
    return replace(scan, adjectives=tuple(adjectives))


def _shared(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Adjective → the countries that share it."""
    found: dict[str, list[str]] = defaultdict(list)
    for country, forms in knowledge.gazetteer.countries.items():
        for form in dict.fromkeys(map(fold, (*forms.adjectives, *forms.demonyms))):
            found[form].append(country)
    return {form: tuple(countries) for form, countries in found.items() if len(countries) > 1}
