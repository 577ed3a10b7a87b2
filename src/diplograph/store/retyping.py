"""The analyst's class of a thing goes before the gazetteer's, in graph/knowledge too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from diplograph.model.decisions import Action
from diplograph.rdf.terms import Triple
from diplograph.rdf.vocabulary import FACT, RDF_TYPE, types_of
from diplograph.store.change import DEFAULT
from diplograph.store.consolidation import STATUS
from diplograph.store.facts import key_of, type_of
from diplograph.store.names import MENTIONED_IN
from diplograph.store.publishing import GraphChange
from diplograph.store.reader import Reader
from diplograph.store.records import Background
from diplograph.store.rulings import Rulings
from diplograph.store.sense import senseless

if TYPE_CHECKING:
    from diplograph.validation import Shapes


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


def broken_by_class(reader: Reader, term: str) -> tuple[str, str]:
    """What a shape says against a thing in a role of a published fact, and that fact; "" for nothing."""
    from diplograph.validation import validate

    facts: dict[tuple[str, str], str] = {}  # one for each role in each class
    rows = reader.select(
        f"SELECT ?p ?t (MIN(?s) AS ?f) {{ ?s ?p {term} ; {RDF_TYPE} ?t ; {STATUS} ?o }} GROUP BY ?p ?t"
    )
    for predicate, kind, fact in rows:
        if kind != FACT:
            facts[predicate, kind] = fact
    for fact in sorted({*facts.values()}):
        told = set(reader.about(fact, DEFAULT))
        named = sorted(
            {value for _, predicate, value in told if value.startswith("<") and predicate != RDF_TYPE}
        )
        told |= {(one, p, o) for one in named for _, p, o in reader.about(one, DEFAULT) if p == RDF_TYPE}
        for found in validate(data=sorted(told), shapes=_shapes()).violations:
            if found.severity == "Violation" and found.focus == fact[1:-1] and found.value == term:
                return found.message("en"), fact
    return "", ""


@cache
def _shapes() -> Shapes:
    from diplograph.validation import load_shapes

    return load_shapes()


def _classed(triples: frozenset[Triple] | set[Triple], classes: Mapping[str, str]) -> set[Triple]:
    found = {t for t in triples if t[1] != RDF_TYPE or t[0] not in classes}
    subjects = {subject for subject, predicate, _ in triples if predicate == RDF_TYPE and subject in classes}
    return found | {(each, RDF_TYPE, term) for each in subjects for term in types_of(classes[each])}
