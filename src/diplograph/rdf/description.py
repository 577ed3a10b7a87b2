"""The dataset described: what it holds in numbers (VoID), how to get it (DCAT), which runs made it (PROV-O).

All numbers are those of the published graph. No clock: the same graph has the same description.

Source: Describing Linked Datasets with the VoID Vocabulary, W3C Interest Group Note, 3 March 2011; Data
Catalog Vocabulary (DCAT), version 3, W3C Recommendation, 22 August 2024.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from diplograph.errors import UsageError
from diplograph.rdf.identifiers import DEFAULT_BASE, local_name
from diplograph.rdf.terms import Triple, integer, iri, literal, split_literal
from diplograph.rdf.vocabulary import (
    DCAT,
    DCTERMS,
    DG,
    FOAF,
    GENERATED_BY,
    GEONAMES,
    PREFIXES,
    PROV,
    RDF_TYPE,
    RDFS_LABEL,
    SAME_AS,
    VOID,
    WIKIDATA,
    dg,
)

# Suffix → (name, media type, the W3C's IRI of the format).
FORMATS = {
    "ttl": ("Turtle", "text/turtle", "Turtle"),
    "trig": ("TriG", "application/trig", "TriG"),
    "nt": ("N-Triples", "application/n-triples", "N-Triples"),
    "nq": ("N-Quads", "application/n-quads", "N-Quads"),
    "jsonld": ("JSON-LD", "application/ld+json", "JSON-LD"),
    "rdf": ("RDF/XML", "application/rdf+xml", "RDF_XML"),
}
LINKED = {
    "wikidata": (WIKIDATA, "https://www.wikidata.org/"),
    "geonames": (GEONAMES, "https://www.geonames.org/"),
}
_MEDIA = "https://www.iana.org/assignments/media-types/"
_FORMAT = "http://www.w3.org/ns/formats/"
_ISSUED, _TITLE = f"<{DCTERMS}issued>", f"<{DCTERMS}title>"
_MENTIONED_IN = dg("mentionedIn")
_EXAMPLES = 3
_MADE_BY = ("run", "agent", "input", "association")


@dataclass(frozen=True, slots=True)
class About:
    """What only its publisher can say of a dataset; "" for what is not said.

    Attributes:
        title: its name.
        license: IRI of the licence.
        address: IRI of the folder where `graph.ttl`, `graph.nq` and so on will lie; ends with "/".
    """

    title: str = ""
    license: str = ""
    address: str = ""

    def __post_init__(self) -> None:
        for name, value in (("licence", self.license), ("address", self.address)):
            if value and (not value.startswith(("http://", "https://")) or iri(value) != f"<{value}>"):
                raise UsageError(
                    f"the {name} is no IRI: {value}",
                    hint="such as https://creativecommons.org/licenses/by/4.0/",
                )


@dataclass(slots=True)
class _Count:
    """One pass over a graph."""

    triples: int = 0
    subjects: set[str] = field(default_factory=set)
    objects: set[str] = field(default_factory=set)
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    mentions: Counter[str] = field(default_factory=Counter)
    issued: list[str] = field(default_factory=list)
    runs: set[str] = field(default_factory=set)

    def add(self, triple: Triple, run: str) -> None:
        subject, predicate, obj = triple
        self.triples += 1
        self.subjects.add(subject)
        self.objects.add(obj)
        self.properties[predicate] += 1
        if predicate == RDF_TYPE:
            self.classes[obj] += 1
        elif predicate == SAME_AS:
            self.links.update(name for name, (space, _) in LINKED.items() if obj.startswith(f"<{space}"))
        elif predicate == _MENTIONED_IN:
            self.mentions[subject] += 1
        elif predicate == _ISSUED:
            self.issued.append(obj)
        elif predicate == GENERATED_BY and obj.startswith(run):
            self.runs.add(obj)


def describe(
    published: Iterable[Triple],
    *,
    runs: Iterable[Triple] = (),
    base: str = DEFAULT_BASE,
    about: About | None = None,
) -> tuple[Triple, ...]:
    """Describe a published graph; sorted.

    Args:
        published: its triples, each once; read once.
        runs: graph/runs; what describes runs is taken over.
        about: what its publisher says.
    """
    count = _Count()
    for triple in published:
        count.add(triple, f"<{base}run/")
    given = about or About()
    made_by = tuple(f"<{base}{kind}/" for kind in _MADE_BY)
    return tuple(
        sorted(
            {
                *_dataset(count, base, given),
                *_parts(count, base),
                *_linksets(count, base),
                *_distributions(base, given),
                *(triple for triple in runs if triple[0].startswith(made_by)),
            }
        )
    )


def _node(base: str, name: str) -> str:
    return iri(f"{base}dataset/{name}")


def _void(name: str) -> str:
    return f"<{VOID}{name}>"


def _dcat(name: str) -> str:
    return f"<{DCAT}{name}>"


def _dataset(count: _Count, base: str, about: About) -> Iterator[Triple]:
    node, page = _node(base, "graph"), _node(base, "description")
    yield page, RDF_TYPE, _void("DatasetDescription")
    yield page, f"<{FOAF}primaryTopic>", node
    for kind in (_void("Dataset"), _dcat("Dataset"), f"<{PROV}Entity>"):
        yield node, RDF_TYPE, kind
    yield node, _TITLE, literal(about.title or "diplograph")
    yield node, RDFS_LABEL, literal(about.title or "diplograph")
    for text, language in (
        ("Faits tirés d’articles de presse et de déclarations, chacun avec les mots qui le portent.", "fr"),
        ("Facts from press articles and declarations, each with the words that state it.", "en"),
    ):
        yield node, f"<{DCTERMS}description>", literal(text, language=language)
    if about.license:
        yield node, f"<{DCTERMS}license>", iri(about.license)
    yield node, _void("uriSpace"), literal(base)
    for name, number in (
        ("triples", count.triples),
        ("entities", sum(subject.startswith(f"<{base}") for subject in count.subjects)),
        ("distinctSubjects", len(count.subjects)),
        ("distinctObjects", len(count.objects)),
        ("classes", len(count.classes)),
        ("properties", len(count.properties)),
    ):
        yield node, _void(name), integer(number)
    for namespace in PREFIXES.values():
        if any(term.startswith(f"<{namespace}") for term in (*count.classes, *count.properties)):
            yield node, _void("vocabulary"), iri(namespace)
    for subject, _ in sorted(count.mentions.items(), key=lambda item: (-item[1], item[0]))[:_EXAMPLES]:
        yield node, _void("exampleResource"), subject
    for run in count.runs:
        yield node, GENERATED_BY, run
    if count.issued:
        period = _node(base, "period")
        yield node, f"<{DCTERMS}temporal>", period
        yield period, RDF_TYPE, f"<{DCTERMS}PeriodOfTime>"
        days = sorted(count.issued, key=lambda date: split_literal(date)[0])
        yield period, _dcat("startDate"), days[0]
        yield period, _dcat("endDate"), days[-1]


def _parts(count: _Count, base: str) -> Iterator[Triple]:
    whole = _node(base, "graph")
    for kind, counts, unit in (
        ("class", count.classes, "entities"),
        ("property", count.properties, "triples"),
    ):
        for term, number in counts.items():
            part = _node(base, f"{kind}.{_short(term[1:-1])}")
            yield whole, _void(f"{kind}Partition"), part
            yield part, RDF_TYPE, _void("Dataset")
            yield part, _void(kind), term
            yield part, _void(unit), integer(number)


def _short(term: str) -> str:
    """`Company`, `prov.wasGeneratedBy`."""
    if term.startswith(DG):
        return local_name(term.removeprefix(DG))
    for prefix, namespace in PREFIXES.items():
        if term.startswith(namespace):
            return local_name(f"{prefix}.{term.removeprefix(namespace)}")
    return local_name(term)


def _linksets(count: _Count, base: str) -> Iterator[Triple]:
    whole = _node(base, "graph")
    for name, number in count.links.items():
        links, target = _node(base, f"links.{name}"), _node(base, name)
        space, homepage = LINKED[name]
        yield whole, _void("subset"), links
        yield links, RDF_TYPE, _void("Linkset")
        yield links, _void("subjectsTarget"), whole
        yield links, _void("objectsTarget"), target
        yield links, _void("linkPredicate"), SAME_AS
        yield links, _void("triples"), integer(number)
        yield target, RDF_TYPE, _void("Dataset")
        yield target, f"<{FOAF}homepage>", iri(homepage)
        yield target, _void("uriSpace"), literal(space)


def _distributions(base: str, about: About) -> Iterator[Triple]:
    if not about.address:
        return
    whole = _node(base, "graph")
    for suffix, (name, media, format_name) in FORMATS.items():
        part, file = _node(base, f"file.{suffix}"), iri(f"{about.address.rstrip('/')}/graph.{suffix}")
        yield whole, _dcat("distribution"), part
        yield whole, _void("dataDump"), file
        yield whole, _void("feature"), iri(f"{_FORMAT}{format_name}")
        yield part, RDF_TYPE, _dcat("Distribution")
        yield part, _TITLE, literal(name)
        yield part, _dcat("accessURL"), file
        yield part, _dcat("downloadURL"), file
        yield part, _dcat("mediaType"), iri(f"{_MEDIA}{media}")
        yield part, f"<{DCTERMS}format>", iri(f"{_FORMAT}{format_name}")
        if about.license:
            yield part, f"<{DCTERMS}license>", iri(about.license)
