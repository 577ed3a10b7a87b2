"""From what one document states to the triples of its named graph. Knows nothing of how facts were found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from diplograph.model import (
    FACT_ROLES,
    Amount,
    Document,
    Entity,
    Evidence,
    Extraction,
    Fact,
    Role,
    Status,
    Value,
    ValueKind,
)
from diplograph.rdf import identifiers
from diplograph.rdf.addresses import web_address
from diplograph.rdf.identifiers import DEFAULT_BASE
from diplograph.rdf.labels import amount_label, fact_label, thing_label
from diplograph.rdf.sectors import sector_triples
from diplograph.rdf.terms import Triple, date, decimal, integer, iri, literal
from diplograph.rdf.vocabulary import (
    ALT_LABEL,
    DCTERMS,
    EVIDENCE,
    FACT,
    GENERATED_BY,
    HAS_SOURCE,
    OA,
    RDF_TYPE,
    RDFS_LABEL,
    SCHEMA,
    SECTOR,
    dg,
    types_of,
)

CONTEXT_LENGTH = 32  # characters of oa:prefix and oa:suffix, as the Web Annotation examples take

# A fact that one document states twice keeps the first of these that it gives.
_STATUS_ORDER = {Status.ACTUAL: 0, Status.PLANNED: 1, Status.POSSIBLE: 2, Status.DENIED: 3}

_EVIDENCE, _SELECTION = dg("Evidence"), f"<{OA}SpecificResource>"
_EXACT, _PREFIX, _SUFFIX, _FROM, _TO = (
    f"<{OA}{name}>" for name in ("exact", "prefix", "suffix", "start", "end")
)
_STATUS, _CONFIDENCE, _MENTIONED_IN = dg("status"), dg("confidence"), dg("mentionedIn")
_ROLES = {kind: {role.name: role for role in roles} for kind, roles in FACT_ROLES.items()}
_PREDICATES = {role.name: dg(role.name) for roles in FACT_ROLES.values() for role in roles}


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """All that one document says.

    Attributes:
        iri: the named graph, without brackets.
        document: IRI of the document, without brackets.
        triples: sorted, without repetition.
        facts: IRIs of the facts, sorted.
    """

    iri: str
    document: str
    triples: tuple[Triple, ...]
    facts: tuple[str, ...]


def map_extraction(extraction: Extraction, *, base: str = DEFAULT_BASE, run: str) -> DocumentGraph:
    """Write what one document states as triples.

    Args:
        extraction: entities and facts of the document.
        base: IRI under which everything is named; ends with "/" or "#".
        run: IRI of the run (`identifiers.run_iri`) that each piece of evidence names.
    """
    document = extraction.document
    source = identifiers.document_iri(base, document.identifier)
    names = {entity.key: entity.name for entity in extraction.entities}
    for fact in extraction.facts:
        if fact.subject in names:
            names[fact.subject] = thing_label(names[fact.subject], fact, names)
    triples = list(_document(document, iri(source)))
    for entity in extraction.entities:
        triples += _entity(entity, names[entity.key], base=base, source=iri(source))
    facts: dict[str, list[Fact]] = {}
    for fact in extraction.facts:
        facts.setdefault(identifiers.fact_iri(base, fact), []).append(fact)
    for node, stated in facts.items():
        triples += _fact(iri(node), stated, base=base, identifier=document.identifier, names=names)
    triples += sector_triples(_sectors(extraction.facts))
    passages = {item for fact in extraction.facts for item in fact.evidence}
    for rule in {item.rule for item in passages}:
        triples += _rule(rule, base=base)
    for item in passages:
        triples += _evidence(item, document=document, base=base, source=iri(source), run=iri(run))
    graph = identifiers.document_graph_iri(base, document.identifier)
    return DocumentGraph(graph, source, tuple(sorted(set(triples))), tuple(sorted(facts)))


def map_fact(fact: Fact, *, node: str, base: str = DEFAULT_BASE, names: Mapping[str, str]) -> set[Triple]:
    """Write what a fact says under some term, with its amounts and sectors; without evidence and entities.

    Args:
        node: the term.
        names: entity key → name for its label.
    """
    bare = replace(fact, evidence=())
    return {*_fact(node, [bare], base=base, identifier="", names=names), *sector_triples(_sectors([fact]))}


def _sectors(facts: Iterable[Fact]) -> set[str]:
    return {
        str(value)
        for fact in facts
        for role in FACT_ROLES[fact.type]
        if role.kind is ValueKind.SECTOR
        for value in fact.get(role.name)
    }


def _document(document: Document, node: str) -> Iterator[Triple]:
    yield node, RDF_TYPE, dg("Document")
    yield node, RDFS_LABEL, literal(document.title or document.identifier, language=document.language)
    yield node, f"<{DCTERMS}identifier>", literal(document.identifier)
    yield node, f"<{DCTERMS}language>", literal(document.language)
    yield node, f"<{SCHEMA}text>", literal(document.text, language=document.language)
    yield node, f"<{SCHEMA}sha256>", literal(document.digest)
    if document.title:
        yield node, f"<{DCTERMS}title>", literal(document.title, language=document.language)
    if document.published:
        yield node, f"<{DCTERMS}issued>", date(document.published)
    if document.source:
        yield node, f"<{DCTERMS}source>", web_address(document.source) or literal(document.source)
    if document.genre:
        yield node, f"<{SCHEMA}genre>", literal(document.genre)


def _entity(entity: Entity, label: str, *, base: str, source: str) -> Iterator[Triple]:
    node = _entity_term(base, entity.key)
    for class_term in types_of(entity.type.value):
        yield node, RDF_TYPE, class_term
    yield node, RDFS_LABEL, literal(label, language="fr")
    yield node, _MENTIONED_IN, source
    for form in (entity.name, *entity.forms):
        if form != label:
            yield node, ALT_LABEL, literal(form, language="fr")


@lru_cache(maxsize=1 << 14)
def _entity_term(base: str, key: str) -> str:
    return iri(identifiers.entity_iri(base, key))


def _fact(
    node: str, stated: list[Fact], *, base: str, identifier: str, names: Mapping[str, str]
) -> Iterator[Triple]:
    main = stated[0]
    if len(stated) > 1:
        main = min(stated, key=lambda fact: (_STATUS_ORDER[fact.status], -fact.confidence))
    for fact in stated:
        for class_term in types_of(fact.type):
            yield node, RDF_TYPE, class_term
    yield node, RDF_TYPE, FACT
    if main.subject not in names:
        yield node, RDFS_LABEL, literal(fact_label(main, names), language="fr")
    yield node, _STATUS, dg(main.status.value)
    yield node, _CONFIDENCE, _confidence(max([fact.confidence for fact in stated]))
    for role, values in merge_arguments([main, *stated] if len(stated) > 1 else stated):
        predicate = _PREDICATES[role.name]
        for value in values:
            yield node, predicate, _value(role, value, base=base)
            if isinstance(value, Amount):
                yield from _amount(value, base=base)
    for item in {item for fact in stated for item in fact.evidence}:
        passage = identifiers.evidence_iri(base, identifier, item.start, item.end)
        yield node, EVIDENCE, iri(passage)
        yield node, GENERATED_BY, _rule_term(base, item.rule)


_confidence = lru_cache(maxsize=256)(decimal)


def merge_arguments(facts: Iterable[Fact]) -> list[tuple[Role, tuple[Value, ...]]]:
    """Arguments of one node from all facts that state it, the one that weighs most first.

    Lists add up. Where a role takes one value the first fact decides, and a later one only makes a date more
    precise: "2024" gives way to "2024-11", not to "2023".
    """
    merged: dict[str, tuple[Role, tuple[Value, ...]]] = {}
    for fact in facts:
        roles = _ROLES[fact.type]
        for name, values in fact.arguments:
            role = roles[name]
            known = merged[name][1] if name in merged else ()
            if not known:
                merged[name] = role, values
            elif role.maximum is None:
                merged[name] = role, (*known, *(value for value in values if value not in known))
            elif role.kind is ValueKind.DATE and str(values[0]).startswith(f"{known[0]}-"):
                merged[name] = role, values
    return list(merged.values())


def _value(role: Role, value: Value, *, base: str) -> str:
    match role.kind:
        case ValueKind.ENTITY:
            return _entity_term(base, str(value))
        case ValueKind.TERM:
            return dg(str(value))
        case ValueKind.SECTOR:
            return iri(f"{SECTOR}{value}")
        case ValueKind.DATE:
            return date(str(value))
        case ValueKind.TEXT:
            return literal(str(value), language="fr")
        case ValueKind.UNIT:
            return literal(str(value))
        case ValueKind.NUMBER | ValueKind.AMOUNT:
            if isinstance(value, Amount):
                return iri(identifiers.amount_iri(base, value))
            return literal(value) if isinstance(value, str) else decimal(value)


def _amount(amount: Amount, *, base: str) -> Iterator[Triple]:
    node = iri(identifiers.amount_iri(base, amount))
    yield node, RDF_TYPE, dg("Amount")
    yield node, RDFS_LABEL, literal(amount_label(amount), language="fr")
    yield node, dg("value"), decimal(amount.value)
    yield node, dg("unit"), literal(amount.unit)
    if amount.upper is not None:
        yield node, dg("upperValue"), decimal(amount.upper)
    if amount.modifier:
        yield node, dg("modifier"), dg(amount.modifier)


@lru_cache(maxsize=1 << 12)
def _rule(rule: str, *, base: str) -> tuple[Triple, ...]:
    node = _rule_term(base, rule)
    return (
        (node, RDF_TYPE, dg("RuleApplication")),
        (node, RDFS_LABEL, literal(f"règle {rule}", language="fr")),
        (node, f"<{DCTERMS}identifier>", literal(rule)),
    )


@lru_cache(maxsize=1 << 12)
def _rule_term(base: str, rule: str) -> str:
    return iri(identifiers.rule_iri(base, rule))


def _evidence(item: Evidence, *, document: Document, base: str, source: str, run: str) -> tuple[Triple, ...]:
    text, start, end = document.text, item.start, item.end
    node = iri(identifiers.evidence_iri(base, document.identifier, start, end))
    return (
        (node, RDF_TYPE, _EVIDENCE),
        (node, RDF_TYPE, _SELECTION),
        (node, HAS_SOURCE, source),
        (node, _EXACT, literal(item.quote)),
        (node, _PREFIX, literal(text[max(0, start - CONTEXT_LENGTH) : start])),
        (node, _SUFFIX, literal(text[end : end + CONTEXT_LENGTH])),
        (node, _FROM, integer(start)),
        (node, _TO, integer(end)),
        (node, GENERATED_BY, run),
    )
