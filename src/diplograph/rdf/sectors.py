"""The sectors that facts name, as SKOS concepts: labels to read and query by, and what is broader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from diplograph.knowledge.sectors import Sector, load_sectors
from diplograph.rdf.terms import Triple, iri, literal
from diplograph.rdf.vocabulary import RDF_TYPE, RDFS_LABEL, SECTOR, SKOS

_CONCEPT = f"<{SKOS}Concept>"
_PREF_LABEL = f"<{SKOS}prefLabel>"
_BROADER = f"<{SKOS}broader>"


@cache
def _scheme() -> Mapping[str, Sector]:
    return load_sectors()


def sector_triples(codes: Iterable[str]) -> Iterator[Triple]:
    """Type, labels and broader sectors, up to the top; a code that the scheme lacks gives nothing."""
    waiting, done = sorted(codes), set[str]()
    while waiting:
        code = waiting.pop()
        sector = _scheme().get(code)
        if sector is None or code in done:
            continue
        done.add(code)
        node = iri(SECTOR + code)
        yield node, RDF_TYPE, _CONCEPT
        yield node, RDFS_LABEL, literal(sector.label_fr, language="fr")
        yield node, _PREF_LABEL, literal(sector.label_fr, language="fr")
        yield node, _PREF_LABEL, literal(sector.label_en, language="en")
        if sector.broader:
            yield node, _BROADER, iri(SECTOR + sector.broader)
            waiting.append(sector.broader)
