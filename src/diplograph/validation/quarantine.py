"""Set apart what breaks a shape, and what would point at nothing without it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from operator import lt

from diplograph.rdf.terms import Triple
from diplograph.rdf.vocabulary import CODES, EVIDENCE, FACT, PROV, RDF_TYPE, RDFS_LABEL, dg
from diplograph.validation.report import Report

_DOCUMENT = dg("Document")
# Nodes that stand for nothing once no fact points at them.
_PARTS = frozenset({dg("Evidence"), dg("Amount"), dg("RuleApplication")})
# What a fact rests on: words of a document, or the agent who asserted it.
_BASES = frozenset({EVIDENCE, f"<{PROV}wasAttributedTo>"})
# Links that may go without what they start from.
_LOOSE = frozenset({dg("mentionedIn"), dg("homeCountry"), EVIDENCE})


def split(*, triples: Iterable[Triple], report: Report) -> tuple[tuple[Triple, ...], tuple[Triple, ...]]:
    """Divide the graph of one document into what conforms and what is set aside.

    A fact at fault leaves whole, with its amounts and the evidence that no other fact rests on. So does one
    that points at an entity which leaves, and one whose evidence is all at fault. Of an entity, a single
    statement at fault leaves alone. Without a sound document nothing stays. Warnings set nothing aside.

    Args:
        triples: the graph that was validated.
        report: of that graph, or of a larger one that holds it.
    Returns:
        kept and set aside, both sorted; together they are the graph.
    """
    if report.conforms:
        given = tuple(triples)
        in_order = all(map(lt, given, given[1:]))  # as the graph of a document is
        return given if in_order else tuple(sorted(set(given))), ()
    everything = set(triples)
    types: dict[str, set[str]] = {}
    for subject, predicate, obj in everything:
        if predicate == RDF_TYPE:
            types.setdefault(subject, set()).add(obj)
    gone, loose = _at_fault(report, everything, types)
    if any(_DOCUMENT in types.get(node, ()) for node in gone):
        return (), tuple(sorted(everything))
    kept = {triple for triple in everything if triple not in loose and triple[0] not in gone}
    while True:
        pointing = {s for s, p, o in kept if o in gone and p not in _LOOSE and p != RDF_TYPE}
        kept = {triple for triple in kept if triple[0] not in pointing and triple[2] not in gone}
        resting = {subject for subject, predicate, _ in kept if predicate in _BASES}
        baseless = {s for s, p, o in kept if p == RDF_TYPE and o == FACT and s not in resting}
        leaving = baseless | orphans(kept)
        kept = {triple for triple in kept if triple[0] not in leaving}
        gone |= pointing | leaving
        if not pointing and not leaving:
            return tuple(sorted(kept)), tuple(sorted(everything - kept))


def orphans(triples: Collection[Triple]) -> set[str]:
    """Passages, amounts and rules that nothing points at."""
    pointed = {obj for subject, _, obj in triples if obj != subject}
    return {s for s, p, o in triples if p == RDF_TYPE and o in _PARTS and s not in pointed}


def _at_fault(
    report: Report, everything: set[Triple], types: dict[str, set[str]]
) -> tuple[set[str], set[Triple]]:
    """Nodes that leave whole, and single statements of entities that leave alone."""
    nodes: set[str] = set()
    statements: set[Triple] = set()
    for violation in report.of("Violation"):
        node = f"<{violation.focus}>"
        statement = (node, f"<{violation.path}>", violation.value)
        kinds = types.get(node, set())
        entity = bool(kinds) and not kinds & (_PARTS | {FACT, _DOCUMENT})
        if entity and statement in everything and statement[1] not in (RDF_TYPE, RDFS_LABEL):
            statements.add(statement)
            if statement[1] in CODES:
                statements.update(t for t in everything if t[0] == node and t[1] in CODES)
        else:
            nodes.add(node)
    return nodes, statements
