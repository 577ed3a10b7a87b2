"""What shapes say of facts as they are settled, and which decision made the fault.

A document was judged when it was read, and what stayed conforms. Merges, classes and joins may break it
again: only facts that they touched are looked at, with what they point at, so that this costs little.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diplograph.model import FACT_ROLES
from diplograph.model.decisions import Action, Decision
from diplograph.rdf.terms import Triple
from diplograph.rdf.vocabulary import FACT, RDF_TYPE, RDFS_LABEL, dg, types_of
from diplograph.store.aside import report_triples
from diplograph.store.consolidation import END, VOTED
from diplograph.store.facts import key_of, type_of
from diplograph.store.rulings import Rulings, activity

if TYPE_CHECKING:
    from diplograph.validation import Violation

ROLE_PREDICATES = frozenset(dg(role.name) for roles in FACT_ROLES.values() for role in roles)


@dataclass(frozen=True, slots=True)
class Fault:
    """What a shape says against a fact, and what made it: decisions, or names taken for others (terms)."""

    violation: Violation
    decisions: tuple[Decision, ...] = ()
    joined: tuple[tuple[str, str], ...] = ()


def touched(before: frozenset[Triple], after: frozenset[Triple]) -> set[str]:
    """Facts of a graph that say something else than before, or are about things of another class."""
    changed = before ^ after
    subjects = {subject for subject, _, _ in changed}
    retyped = {subject for subject, predicate, _ in changed if predicate == RDF_TYPE}
    facts = {subject for subject, predicate, value in after if predicate == RDF_TYPE and value == FACT}
    naming = {s for s, p, o in after if o in retyped and p in ROLE_PREDICATES}
    return (subjects | naming) & facts


def find_faults(
    graph: Collection[Triple], facts: Collection[str], *, classes: Callable[[str], Iterable[Triple]]
) -> tuple[Violation, ...]:
    """What shapes have against facts of a graph or their amounts, of severity Violation.

    Args:
        classes: types of an entity that the graph does not describe.
    """
    from diplograph.validation import bundled_shapes, validate

    if not facts:
        return ()
    data = [triple for triple in graph if triple[0] in facts]
    named = {value for _, predicate, value in data if value.startswith("<") and predicate != RDF_TYPE} - {
        *facts
    }
    amounts = {value for _, predicate, value in data if predicate == _AMOUNT}
    data += [t for t in graph if t[0] in named and (t[1] == RDF_TYPE or t[0] in amounts)]
    described = {subject for subject, _, _ in data}
    for term in sorted(named - described):
        data += classes(term)
    looked_at = {term[1:-1] for term in (*facts, *amounts)}
    report = validate(data=sorted(data), shapes=bundled_shapes())
    # The label of a fact that is joined stands in another document: that of the report that gave its IRI.
    return tuple(v for v in report.of("Violation") if v.focus in looked_at and v.path != RDFS_LABEL[1:-1])


_AMOUNT = dg("amount")


def classes_by_key(rulings: Rulings) -> Callable[[str], list[Triple]]:
    """Types of a thing by its key, or by what the analyst says of it in all documents."""

    def classes(term: str) -> list[Triple]:
        if not term.startswith(f"<{rulings.base}"):
            return []
        kind = type_of(key_of(rulings.base, term))
        given = [one.value for one in rulings.about([term]) if one.action is Action.RETYPE]
        name = given[-1] if given else kind.value if kind else ""
        return [(term, RDF_TYPE, each) for each in types_of(name)] if name and kind else []

    return classes


def explained(
    found: Violation,
    graph: Collection[Triple],
    *,
    sources: Mapping[str, Collection[str]],
    told: Mapping[str, Collection[str]],
    rulings: Rulings,
    document: str,
) -> Fault:
    """A fault with what made it: of the values at fault, else of the fact.

    Args:
        sources: entity in the graph → what it was read as, where it was read as something else.
        told: fact in the graph → terms under which it was read.
    """
    node, path = f"<{found.focus}>", f"<{found.path}>"
    roles = {path} if path in ROLE_PREDICATES else ROLE_PREDICATES
    facts = [node] if node in told else sorted(s for s, _, o in graph if o == node)  # of an amount: its facts
    things = {o for s, p, o in graph if s in facts and p in roles} | {found.value}
    decisions: list[Decision] = []
    joined: list[tuple[str, str]] = []
    for thing in sorted(things):
        read_as = sorted({*sources.get(thing, ())})
        merges = [one for term in read_as for one in rulings.way(term, document)]
        decisions += merges
        if not merges:
            joined += [(term, thing) for term in read_as]
        decisions += [
            one for one in rulings.about([*read_as, thing], document) if one.action is Action.RETYPE
        ]
    for fact in facts:
        terms = sorted({fact, *told.get(fact, ())})
        decisions += [one for term in terms for one in rulings.way(term, document)]
        decisions += [one for one in rulings.about(terms, document) if one.action in _CHANGING]
    if decisions:
        joined = []
    return Fault(found, tuple(dict.fromkeys(decisions)), tuple(dict.fromkeys(joined)))


_CHANGING = frozenset({Action.RETYPE, Action.AMEND, Action.STATUS})


def withhold(
    graph: Collection[Triple], faults: Collection[Fault], *, base: str, identifier: str
) -> tuple[set[Triple], set[Triple]]:
    """What stays of a document's graph without what is at fault, and what is set aside, with its reports."""
    from diplograph.validation import Report, split

    report = Report(False, tuple(each.violation for each in faults))
    kept, leaving = split(triples=graph, report=report)
    aside = set(leaving)
    for each in faults:
        aside.update(
            report_triples(
                each.violation,
                base=base,
                identifier=identifier,
                decisions=[activity(base, one) for one in each.decisions],
                joined=[(key_of(base, one), key_of(base, other)) for one, other in each.joined],
            )
        )
    return set(kept), aside


def clashes(
    statements: Iterable[tuple[str, str]], node: str, *, classes: Callable[[str], Iterable[Triple]]
) -> tuple[Violation, ...]:
    """What keeps reports from being one fact: two values of a role that takes one and that no vote settles.

    Args:
        statements: (predicate, value) of all of them.
    """
    told = sorted({*statements})
    first = dict(reversed(told))
    union = {(node, p, o) for p, o in told if p != END and (p not in VOTED or first[p] == o)}
    return tuple(
        found
        for found in find_faults(union, {node}, classes=classes)
        if found.component.endswith(_OF_SEVERAL) and f"<{found.path}>" in ROLE_PREDICATES
    )


_OF_SEVERAL = ("MaxCountConstraintComponent", "DisjointConstraintComponent")
