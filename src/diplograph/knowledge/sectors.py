"""The sectors of activity and the words that name them, read from `ontology/sectors.ttl` (SKOS).

`skos:altLabel` holds names one would show, `skos:hiddenLabel` forms that only help to find a sector in a
text (https://www.w3.org/TR/skos-reference/#L1567); both count as terms here, in French only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pyoxigraph

from diplograph.errors import TableError
from diplograph.resources import resource

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LABELS = ("prefLabel", "altLabel", "hiddenLabel")


@dataclass(frozen=True, slots=True)
class Sector:
    """One sector; `broader` is "" at the top, `terms` are every French label, preferred first."""

    code: str
    broader: str
    label_fr: str
    label_en: str
    terms: tuple[str, ...]


def load_sectors(path: Path | None = None) -> Mapping[str, Sector]:
    """Read the scheme; sectors in the order of the file, terms as they stand there.

    Args:
        path: a Turtle file; None: the one that comes with diplograph.
    Raises:
        TableError: the file does not parse, a sector lacks its notation or a label, a code is used twice, or
            one term names two sectors.
    """
    path = path or resource("ontology/sectors.ttl")
    literals: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    broader: dict[str, str] = {}
    concepts: list[str] = []
    try:
        for triple in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
            subject, predicate, value = str(triple.subject), triple.predicate.value, triple.object
            if isinstance(value, pyoxigraph.Literal):
                name = predicate.removeprefix(_SKOS)
                literals[subject][name, value.language or ""].append(value.value)
            elif predicate == _SKOS + "broader":
                broader[subject] = str(value)
            elif isinstance(value, pyoxigraph.NamedNode) and value.value == _SKOS + "Concept":
                concepts.append(subject)
    except (OSError, SyntaxError) as fault:
        raise TableError(f"does not parse: {fault}", where=str(path), hint="check the last edit") from fault
    codes = {
        concept: _only(literals[concept]["notation", ""], "notation", concept, path) for concept in concepts
    }
    sectors: dict[str, Sector] = {}
    for concept, code in codes.items():
        labels = literals[concept]
        if code in sectors:
            raise TableError(f"two sectors have the code {code!r}", where=str(path))
        above = broader.get(concept, "")
        if above and above not in codes:
            raise TableError(f"{code} is narrower than {above}, which is not a sector", where=str(path))
        sectors[code] = Sector(
            code=code,
            broader=codes[above] if above else "",
            label_fr=_only(labels["prefLabel", "fr"], "prefLabel @fr", concept, path),
            label_en=_only(labels["prefLabel", "en"], "prefLabel @en", concept, path),
            terms=tuple(dict.fromkeys(term for label in _LABELS for term in labels[label, "fr"])),
        )
    _check_terms(sectors, path)
    return MappingProxyType(sectors)


def _only(values: list[str], what: str, concept: str, path: Path) -> str:
    if len(values) != 1:
        raise TableError(f"{concept} needs one {what}, has {len(values)}", where=str(path))
    return values[0]


def _check_terms(sectors: Mapping[str, Sector], path: Path) -> None:
    first: dict[str, str] = {}
    clashes = [
        f"{term!r} ({first[term.casefold()]}, {sector.code})"
        for sector in sectors.values()
        for term in sector.terms
        if first.setdefault(term.casefold(), sector.code) != sector.code
    ]
    if clashes:
        raise TableError(
            f"terms name two sectors: {', '.join(clashes)}", where=str(path), hint="keep each in one"
        )
