"""The analyst's class of a thing goes before the gazetteer's, in graph/knowledge too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from diplograph.model.decisions import Action
from diplograph.rdf.terms import Triple
from diplograph.rdf.vocabulary import ALT_LABEL, CODES, DG, RDF_TYPE, RDFS_LABEL, SAME_AS, types_of
from diplograph.store.facts import key_of, type_of
from diplograph.store.names import MENTIONED_IN
from diplograph.store.publishing import GraphChange
from diplograph.store.reader import Reader
from diplograph.store.records import Background
from diplograph.store.rulings import Rulings
from diplograph.store.sense import senseless


def retyped(rulings: Rulings) -> dict[str, str]:
    """Entity, as it is in the end → class that the analyst gives it in all documents; the later holds."""
    found = {}
    for one in sorted(rulings.decisions, key=lambda one: one.date):  # which are sorted otherwise already
        if one.action is Action.RETYPE and not one.document and senseless(one) is None:
            term = rulings.merged(rulings.subject(one))
            if type_of(key_of(rulings.base, term)) is not None:
                found[term] = one.value
    return found


def with_classes(knowledge: GraphChange, classes: Mapping[str, str]) -> GraphChange:
    """What graph/knowledge becomes, with the analyst's classes in place of the gazetteer's.

    Args:
        classes: see `retyped`.
    """
    if not classes:
        return knowledge
    return replace(knowledge, after=frozenset(_classed(knowledge.after, classes)))


def retyping(
    reader: Reader,
    knowledge: GraphChange,
    background: Background | None,
    *,
    before: Mapping[str, str],
    after: Mapping[str, str],
) -> tuple[GraphChange, bool]:
    """The change of graph/knowledge when the analyst gives and takes back classes.

    Args:
        background: the gazetteer's; without it a class that is taken back stays as it is.
        before, after: see `retyped`.
    Returns:
        the change, and whether the gazetteer is needed to complete it.
    """
    graph, lacking = reader.names.knowledge, False
    old, new = set(knowledge.before), set(_classed(knowledge.after, after))
    moving = {subject for subject, _, _ in knowledge.before | knowledge.after}
    for entity in sorted(before.keys() | after.keys()):
        if before.get(entity) == after.get(entity) or entity in moving:
            continue
        held = set(reader.about(entity, graph))
        if not held or reader.value(entity, MENTIONED_IN) is None:
            continue
        if background is None and entity not in after:
            lacking = True
            continue
        told = held if background is None else set(background.known(entity))
        old |= held
        new |= set(_classed(told, after))
    return replace(knowledge, before=frozenset(old), after=frozenset(new)), lacking


def bearable(triples: Iterable[Triple], entity: str) -> set[Triple]:
    """What of some statements a thing of its class can bear; codes and links that a shape refuses are out.

    Args:
        triples: its types, and what else is known of it.
    """
    told = set(triples)
    kept = {t for t in told if t[1] in (RDF_TYPE, RDFS_LABEL, ALT_LABEL)}
    groups: dict[str, set[Triple]] = {}
    for triple in told - kept:
        groups.setdefault("" if triple[1] in CODES else triple[1], set()).add(triple)
    for _, group in sorted(groups.items()):  # the codes of a country first: without them it has no links
        if not _broken(kept | group, entity):
            kept |= group
    return kept


def _broken(triples: set[Triple], entity: str) -> bool:
    from diplograph.validation import bundled_shapes, validate

    codes = [t for t in triples if t[1] == RDF_TYPE or t[1] == SAME_AS or t[1].startswith(f"<{DG}")]
    found = validate(data=sorted(codes), shapes=bundled_shapes()).of("Violation")
    return any(v.focus == entity[1:-1] and v.path != RDFS_LABEL[1:-1] for v in found)


def _classed(triples: frozenset[Triple] | set[Triple], classes: Mapping[str, str]) -> set[Triple]:
    found = {t for t in triples if t[0] not in classes}
    subjects = {subject for subject, predicate, _ in triples if predicate == RDF_TYPE and subject in classes}
    for each in sorted(subjects):
        told = {t for t in triples if t[0] == each and t[1] != RDF_TYPE}
        found |= bearable({*told, *((each, RDF_TYPE, term) for term in types_of(classes[each]))}, each)
    return found | {t for t in triples if t[0] in classes and t[0] not in subjects}
