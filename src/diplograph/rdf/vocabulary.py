"""Namespaces and the terms the program writes, in one place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from types import MappingProxyType

DG = "https://w3id.org/diplograph/ontology#"
SECTOR = "https://w3id.org/diplograph/sector/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
ORG = "http://www.w3.org/ns/org#"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA = "https://schema.org/"
TIME = "http://www.w3.org/2006/time#"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
SH = "http://www.w3.org/ns/shacl#"
WIKIDATA = "http://www.wikidata.org/entity/"
GEONAMES = "https://sws.geonames.org/"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "dg": DG,
        "sector": SECTOR,
        "rdf": RDF,
        "rdfs": RDFS,
        "owl": OWL,
        "xsd": XSD,
        "skos": SKOS,
        "dcterms": DCTERMS,
        "foaf": FOAF,
        "org": ORG,
        "oa": OA,
        "prov": PROV,
        "schema": SCHEMA,
        "time": TIME,
        "sh": SH,
        "wd": WIKIDATA,
        "geonames": GEONAMES,
    }
)

# Superclasses written with each class, so that a plain query for dg:Actor needs no inference.
SUPERCLASSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Person": ("Actor",),
        "Country": ("Actor", "Place"),
        "City": ("Place",),
        "Region": ("Place",),
        "Company": ("Actor", "Organization"),
        "InternationalOrganization": ("Actor", "Organization"),
        "PublicBody": ("Actor", "Organization"),
        "Institution": ("Actor", "Organization"),
        **dict.fromkeys(
            (
                "Treaty",
                "IntergovernmentalAgreement",
                "MemorandumOfUnderstanding",
                "JointDeclaration",
                "Contract",
                "Convention",
                "Partnership",
            ),
            ("Agreement",),
        ),
        "Summit": ("Event",),
        "PublicEvent": ("Event",),
    }
)


_LAST = frozenset({"Fact", "Quantity"})  # what every fact and every amount is too


def dg(name: str) -> str:
    """Term of the ontology, as `<…#name>`."""
    return f"<{DG}{name}>"


def narrowest(classes: Iterable[str], *, among: Collection[str] = ()) -> str:
    """The class that says most, of local names: none is above it; the first by name where several are left.

    Args:
        among: only these count; none: all, `Fact` and `Quantity` last.
    """
    found = {name for name in classes if not among or name in among}
    if len(found) == 1:
        return found.pop()
    broader = {name for kind in found for name in SUPERCLASSES.get(kind, ())}
    special = found - broader
    return min(special - _LAST or special, default="")


@cache
def types_of(class_name: str) -> tuple[str, ...]:
    """Terms of a class and of its superclasses in the data."""
    return (dg(class_name), *(dg(name) for name in SUPERCLASSES.get(class_name, ())))


RDF_TYPE = f"<{RDF}type>"
RDFS_LABEL = f"<{RDFS}label>"
ALT_LABEL = f"<{SKOS}altLabel>"
SAME_AS = f"<{OWL}sameAs>"
GENERATED_BY = f"<{PROV}wasGeneratedBy>"
HAS_SOURCE = f"<{OA}hasSource>"
EVIDENCE = dg("evidence")
FACT = dg("Fact")
# Statements that hold together: without the first code of a country the others are at fault in their turn.
CODES = frozenset({dg("iso3166"), dg("iso3166alpha3"), dg("iso3166numeric")})
