"""Documents for the tests of the store: facts of the model, mapped by the real mapping."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from diplograph.model import Document, Entity, EntityType, Evidence, Extraction, Fact, Span, Status, make_fact
from diplograph.model.keys import kind_of
from diplograph.model.schema import FACT_ROLES, ValueKind
from diplograph.rdf.identifiers import DEFAULT_BASE, run_iri
from diplograph.rdf.mapping import map_extraction
from diplograph.rdf.runs import map_run
from diplograph.rdf.terms import Triple
from diplograph.store import Batch, DocumentEntry, Store

BASE = DEFAULT_BASE
RUN = run_iri(BASE, "v1")
TEXT = "Le président du Kazakhstan a effectué une visite d’État en France."
_TYPES = {kind_of(entity_type): entity_type for entity_type in EntityType}


def visit(status: Status = Status.ACTUAL, *, start: str = "2024-11-04", confidence: float = 0.8) -> Fact:
    return fact_of(
        "Visit",
        {"visitKind": "State", "visitor": "person/tokaiev", "place": "country/france", "start": start},
        status=status,
        confidence=confidence,
    )


def office(holder: str = "person/tokaiev", of: str = "country/kazakhstan", **more: object) -> Fact:
    return fact_of("Office", {"holder": holder, "post": "HeadOfState", "of": of, **more})


def presence(company: str, country: str = "country/kazakhstan", *, status: Status = Status.ACTUAL) -> Fact:
    return fact_of("Presence", {"company": company, "country": country}, status=status)


def summit(*, status: Status = Status.ACTUAL, **arguments: object) -> Fact:
    return fact_of("Summit", arguments, subject="event/sommet-d-astana", status=status)


def treaty(**arguments: object) -> Fact:
    return fact_of("Treaty", arguments, subject="agreement/traite-d-amitie")


def fact_of(
    kind: str,
    arguments: dict[str, object],
    *,
    status: Status = Status.ACTUAL,
    confidence: float = 0.8,
    subject: str = "",
) -> Fact:
    evidence = (Evidence(0, 12, TEXT[:12], "test:1"),)
    return make_fact(
        kind, arguments, status=status, confidence=confidence, evidence=evidence, subject=subject
    )


def entry(
    identifier: str,
    *facts: Fact,
    published: str = "2024-11-05",
    names: Mapping[str, str] | None = None,
    forms: Mapping[str, tuple[str, ...]] | None = None,
    digest: str = "",
    run: str = RUN,
    text: str = TEXT,
) -> DocumentEntry:
    """A document with some facts; its entities are those the facts name, under `names` or their slugs."""
    names, forms = names or {}, forms or {}
    entities = tuple(
        Entity(
            key,
            _TYPES[key.partition("/")[0]],
            names.get(key) or key.partition("/")[2],
            forms.get(key, ()),
            (Span(0, 2),),
        )
        for key in sorted(_keys(facts))
    )
    told = f"{identifier} {published} {text} {facts} {names} {forms}"
    digest = digest or hashlib.sha256(told.encode()).hexdigest()
    document = Document(identifier, text, digest, title=f"Titre {identifier}", published=published)
    graph = map_extraction(Extraction(document, entities, facts), base=BASE, run=run)
    return DocumentEntry(identifier, digest, run, published, graph)


def _keys(facts: Iterable[Fact]) -> set[str]:
    keys = {fact.subject for fact in facts if fact.subject}
    for fact in facts:
        kinds = {role.name: role.kind for role in FACT_ROLES[fact.type]}
        keys.update(
            str(v) for name, values in fact.arguments if kinds[name] is ValueKind.ENTITY for v in values
        )
    return keys


def batch(*entries: DocumentEntry, fingerprint: str = "v1") -> Batch:
    return Batch(entries, run=map_run(base=BASE, fingerprint=fingerprint, version="1", settings={}))


def dump(store: Store) -> list[str]:
    """The whole store as sorted N-Quads."""
    return sorted(f"{s} {p} {o} <{g}> ." if g else f"{s} {p} {o} ." for (s, p, o), g in store.quads())


def published(store: Store) -> set[Triple]:
    return set(store.triples())


def values(store: Store, subject: str, predicate: str) -> list[str]:
    return sorted(o for s, p, o in store.triples() if s == f"<{BASE}{subject}>" and p == predicate)
