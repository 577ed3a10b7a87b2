"""What is in a store: its documents, its entities and facts by class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from diplograph.errors import UsageError
from diplograph.model import AGREEMENT_CLASSES, EVENT_CLASSES, FACT_ROLES, EntityType
from diplograph.rdf.terms import split_literal
from diplograph.rdf.vocabulary import DCTERMS, SH, SUPERCLASSES, dg
from diplograph.spelling import nearest_words
from diplograph.store.consolidation import STATUS
from diplograph.store.links import read_links
from diplograph.store.names import DIGEST, IDENTIFIER, ISSUED, LINKS, TOPIC
from diplograph.store.reader import Reader
from diplograph.store.records import Counts, DocumentRecord

_ENTITY_CLASSES = (*(kind.value for kind in EntityType), *AGREEMENT_CLASSES, *EVENT_CLASSES)


def _plain(term: str) -> str:
    return term[1:-1] if term.startswith("<") else split_literal(term)[0] if term else ""


def document_records(reader: Reader) -> tuple[DocumentRecord, ...]:
    """The documents of a store, by identifier."""
    runs = reader.names.runs
    query = f"SELECT ?g (COUNT(DISTINCT ?fact) AS ?n) {{ GRAPH ?g {{ ?fact {STATUS} ?s }} }} GROUP BY ?g"
    facts = reader.mapping(query)
    links = dict(reader.pairs(LINKS, runs))
    rows = reader.select(
        f"SELECT ?g ?id ?iri ?date ?digest (SAMPLE(?t) AS ?title) (SAMPLE(?s) AS ?source) WHERE {{ "
        f"GRAPH {runs} {{ ?g {IDENTIFIER} ?id ; {TOPIC} ?iri ; {ISSUED} ?date ; {DIGEST} ?digest }} "
        f"OPTIONAL {{ ?iri <{DCTERMS}title> ?t }} OPTIONAL {{ ?iri <{DCTERMS}source> ?s }} "
        f"}} GROUP BY ?g ?id ?iri ?date ?digest"
    )
    records = []
    for graph, *told in rows:
        identifier, iri, published, digest, title, source = map(_plain, told)
        number = int(_plain(facts[graph])) if graph in facts else 0
        found = read_links(_plain(links.get(graph, "")))
        records.append(
            DocumentRecord(identifier, iri, graph[1:-1], title, published, source, digest, number, found)
        )
    return tuple(sorted(records, key=lambda record: record.identifier))


def count_all(reader: Reader) -> Counts:
    """A store in numbers."""
    entities: Counter[str] = Counter()
    facts: Counter[tuple[str, str]] = Counter()
    mentioned = f"FILTER EXISTS {{ ?s {dg('mentionedIn')} ?document }}"
    for name, number in _counted(reader, _ENTITY_CLASSES, "", mentioned):
        entities[name[0]] += number
    for name, number in _counted(reader, tuple(FACT_ROLES), "?status", f"?s {STATUS} ?status ."):
        facts[name[0], name[1]] += number
    return Counts(
        documents=_number(reader, f"GRAPH {reader.names.runs} {{ ?g {TOPIC} ?document }}"),
        entities=dict(sorted(entities.items())),
        facts=dict(sorted(facts.items())),
        triples=_number(reader, "?s ?p ?o"),
        set_aside=_number(reader, f"GRAPH {reader.names.quarantine} {{ ?v a <{SH}ValidationResult> }}"),
    )


def _counted(
    reader: Reader, classes: Sequence[str], by: str, pattern: str
) -> Iterator[tuple[tuple[str, ...], int]]:
    """Things by class, and by another variable; a general class counts those that have no special one."""
    for name in dict.fromkeys(classes):
        special = " ".join(dg(one) for one in classes if name in SUPERCLASSES.get(one, ()))
        general = f"FILTER NOT EXISTS {{ VALUES ?sub {{ {special} }} ?s a ?sub }}" if special else ""
        query = f"SELECT {by} (COUNT(*) AS ?n) WHERE {{ ?s a {dg(name)} . {pattern} {general} }}"
        for *key, number in reader.select(f"{query} GROUP BY {by}" if by else query):
            if count := int(_plain(number)):
                yield (name, *map(_local, key)), count


def _local(term: str) -> str:
    return term[1:-1].rpartition("#")[2]


def _number(reader: Reader, pattern: str) -> int:
    (row,) = reader.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
    return int(_plain(row[0]))


def unknown_documents(identifiers: Sequence[str], known: Sequence[str]) -> UsageError:
    """An error that names the documents nearest to those that are not there."""
    near = [name for wanted in identifiers for name in nearest_words(wanted, known, limit=3)]
    hint = (
        f"did you mean {', '.join(dict.fromkeys(near))}?"
        if near
        else "list them with: diplograph documents list"
    )
    plural = "documents" if len(identifiers) > 1 else "document"
    return UsageError(f"the store has no {plural} {', '.join(identifiers)}", hint=hint)
