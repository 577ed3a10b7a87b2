"""What the gazetteer adds about the entities that documents name (`graph/knowledge`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diplograph.model import KnownEntity
from diplograph.rdf.identifiers import DEFAULT_BASE, entity_iri
from diplograph.rdf.terms import Triple, iri, literal
from diplograph.rdf.vocabulary import (
    ALT_LABEL,
    GEONAMES,
    RDF_TYPE,
    RDFS_LABEL,
    SAME_AS,
    WIKIDATA,
    dg,
    types_of,
)

# Schemes whose values name a thing elsewhere on the web; all others are properties of the ontology.
_SAME_AS = {"wikidata": f"{WIKIDATA}{{}}", "geonames": f"{GEONAMES}{{}}/"}
_PROPERTIES = {
    "iso3166": "iso3166",
    "iso3166-alpha3": "iso3166alpha3",
    "iso3166-numeric": "iso3166numeric",
    "isin": "isin",
}


def map_known_entity(
    entity: KnownEntity, *, base: str = DEFAULT_BASE, organizations: Iterable[str] = ()
) -> tuple[Triple, ...]:
    """Label, types, aliases, identifiers and memberships of a known entity, sorted.

    Args:
        organizations: keys of those it belongs to now. Common knowledge has no quote, so this is the plain
            `dg:memberOf`, never a fact (`dg:Membership`), which points at the words of a document.
    Raises:
        ValueError: an identifier of a scheme that the ontology does not have.
    """
    node = iri(entity_iri(base, entity.key))
    held = {(node, dg("memberOf"), iri(entity_iri(base, key))) for key in organizations}
    return tuple(sorted(held | set(_known(entity, base))))


def _known(entity: KnownEntity, base: str) -> Iterator[Triple]:
    node = iri(entity_iri(base, entity.key))
    for class_term in types_of(entity.type.value):
        yield node, RDF_TYPE, class_term
    yield node, RDFS_LABEL, literal(entity.name, language="fr")
    for alias in entity.aliases:
        if alias != entity.name:
            yield node, ALT_LABEL, literal(alias, language="fr")
    if entity.country:
        yield node, dg("homeCountry"), iri(entity_iri(base, entity.country))
    for scheme, value in entity.identifiers:
        if scheme in _SAME_AS:
            yield node, SAME_AS, iri(_SAME_AS[scheme].format(value))
        elif scheme in _PROPERTIES:
            yield node, dg(_PROPERTIES[scheme]), literal(value)
        else:
            raise ValueError(f"{entity.key}: the ontology has no identifier scheme {scheme!r}")
