"""SPARQL constraints over grouped triples: one basic graph pattern with FILTER and BIND.

That is what most constraints are. Whatever else SPARQL can say (OPTIONAL, paths, subqueries, aggregates…) is
an `UnsupportedError`, and goes to pySHACL. A query is a chain of steps over one row of slots, each of which
calls the next for every way it can go on.
Source: SPARQL 1.1 Query Language (W3C Recommendation, 2013), section 18; SHACL, section 5.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any

from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import BNode, Variable

from diplograph.errors import ShapesError
from diplograph.validation.compiled import Solve
from diplograph.validation.expressions import compile_expression
from diplograph.validation.functions import FaultError, truth
from diplograph.validation.index import Index
from diplograph.validation.patterns import Next, Step, pattern_step, place_of
from diplograph.validation.rows import Expression, NotYetError, Row, Slots, UnsupportedError

_ASKED = ("this", "value", "path")


def compile_query(text: str) -> Solve:
    """A function from (index, focus nodes) to (focus, path, value) of each solution.

    Raises:
        UnsupportedError: the query needs more than this module does.
        ShapesError: it is no SPARQL.
    """
    try:
        algebra = prepareQuery(text).algebra
    except Exception as fault:
        told = " ".join(str(fault).split())
        raise ShapesError(f"a SPARQL constraint does not parse: {told[:200]}") from None
    if algebra.name != "SelectQuery" or algebra.datasetClause:
        raise UnsupportedError("a SPARQL constraint that is no plain SELECT")
    part = algebra.p
    if part.name == "Distinct":
        part = part.p
    if part.name != "Project":
        raise UnsupportedError(f"SPARQL: {part.name}")
    slots = Slots("this")
    try:
        steps = _group(part.p, slots)
    except NotYetError as name:
        raise UnsupportedError(f"SPARQL: ?{name} is computed from what nothing binds") from None
    asked = {str(variable) for variable in algebra.PV}
    if "this" not in asked or asked - {*_ASKED}:
        raise UnsupportedError("a SPARQL constraint that selects other than $this, ?value and ?path")
    wanted = [slots.terms.get(name, -1) if name in asked else -1 for name in _ASKED]
    if any(name in slots.values for name in asked):
        raise UnsupportedError("a SPARQL constraint whose ?value is computed")
    width = slots.width()

    def solve(index: Index, nodes: AbstractSet[str]) -> Iterator[tuple[str, str, str]]:
        found: dict[tuple[str, str, str], None] = {}

        def emit(row: Row) -> None:
            this, value, path = (row[slot] if slot >= 0 else "" for slot in wanted)
            found[this, path, value] = None

        run: Next = emit
        for step in reversed(steps):
            run = step(index, run)
        for node in nodes:
            row: Row = [None] * width
            row[0] = node
            run(row)
        return iter(found)

    return solve


def _group(part: CompValue, slots: Slots) -> list[Step]:
    """Steps of a group: its patterns, then what is computed, filters as early as they can be told."""
    filters: list[Any] = []
    binds: list[tuple[Any, Any]] = []
    while part.name in ("Filter", "Extend"):
        if part.name == "Filter":
            filters += _conjuncts(part.expr)
            if binds:
                raise UnsupportedError("SPARQL: a BIND after a FILTER of an inner group")
        else:
            binds.append((part.var, part.expr))
        part = part.p
    if part.name != "BGP":
        raise UnsupportedError(f"SPARQL: {part.name}")
    steps: list[Step] = []
    waiting = list(filters)

    def take_filters() -> None:
        for condition in tuple(waiting):
            try:
                test = compile_expression(condition, slots)
            except NotYetError:
                continue
            waiting.remove(condition)
            steps.append(_filter(test))

    for pattern in _ordered(list(part.triples), slots):
        steps.append(pattern_step(*(place_of(node, slots) for node in pattern)))
        for node in pattern:
            if isinstance(node, Variable | BNode):
                slots.add_term(str(node))
        take_filters()
    for variable, expression in reversed(binds):
        made = compile_expression(expression, slots)
        steps.append(_bind(slots.add_value(str(variable), plain=made.plain), made))
        take_filters()
    if waiting:
        raise UnsupportedError("SPARQL: a filter on a variable that nothing binds")
    return steps


def _conjuncts(expression: Any) -> list[Any]:
    if isinstance(expression, CompValue) and expression.name == "ConditionalAndExpression":
        return [
            *_conjuncts(expression.expr),
            *(each for part in expression.other for each in _conjuncts(part)),
        ]
    return [expression]


def _ordered(patterns: list[Any], slots: Slots) -> Iterator[Any]:
    """Patterns, each time the one with the most places known; the order of writing decides between equals."""

    def known(node: Any) -> bool:
        return not isinstance(node, Variable | BNode) or str(node) in slots.terms

    while patterns:
        best = max(patterns, key=lambda pattern: (known(pattern[0]), known(pattern[2])))
        patterns.remove(best)
        yield best


def _filter(test: Expression) -> Step:
    evaluate = test.evaluate

    def step(index: Index, then: Next) -> Next:
        def run(row: Row) -> None:
            try:
                kept = truth(evaluate(row))
            except FaultError:
                return
            if kept:
                then(row)

        return run

    return step


def _bind(slot: int, made: Expression) -> Step:
    evaluate = made.evaluate

    def step(index: Index, then: Next) -> Next:
        def run(row: Row) -> None:
            try:
                row[slot] = evaluate(row)
            except FaultError:
                row[slot] = None
            then(row)

        return run

    return step
