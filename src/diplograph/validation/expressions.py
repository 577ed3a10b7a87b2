"""SPARQL expressions as Python functions of a row; values are those of `functions`.

Source: SPARQL 1.1 Query Language (W3C Recommendation, 2013), section 17.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Literal, URIRef, Variable

from diplograph.rdf.vocabulary import XSD
from diplograph.validation.functions import (
    OPERATORS,
    ORDERS,
    FaultError,
    after,
    among,
    before,
    is_literal,
    number,
    order,
    same,
    string,
    substr,
    truth,
    value_in,
)
from diplograph.validation.graphs import text_of_node
from diplograph.validation.index import text_of
from diplograph.validation.rows import Expression, NotYetError, Row, Slots, UnsupportedError
from diplograph.validation.values import value_of


def compile_expression(expression: Any, slots: Slots) -> Expression:
    """A function of a row.

    Raises:
        NotYetError: a variable is not bound so far.
        UnsupportedError: a function or form that is not done here.
    """
    if isinstance(expression, Variable):
        return _variable(str(expression), slots)
    if isinstance(expression, Literal | URIRef):
        constant = value_in(text_of_node(expression))
        return Expression(lambda row: constant, plain=isinstance(constant, str))
    if not isinstance(expression, CompValue):
        raise UnsupportedError(f"SPARQL: {type(expression).__name__}")
    make = _FORMS.get(expression.name)
    if make is None:
        raise UnsupportedError(f"SPARQL: {expression.name}")
    return make(expression, slots)


def _variable(name: str, slots: Slots) -> Expression:
    if name in slots.values:
        slot, plain = slots.values[name]

        def computed(row: Row) -> Any:
            if row[slot] is None:
                raise FaultError
            return row[slot]

        return Expression(computed, plain)
    if name not in slots.terms:
        raise NotYetError(name)
    place = slots.terms[name]
    return Expression(lambda row: value_in(row[place]))


def _str(expression: CompValue, slots: Slots) -> Expression:
    argument = expression.arg
    if isinstance(argument, Variable) and str(argument) in slots.terms:
        place = slots.terms[str(argument)]

        def text(row: Row) -> str:
            term: str = row[place]
            if term[0] == "_":
                raise FaultError
            return text_of(term)

        return Expression(text, plain=True)
    inner = compile_expression(argument, slots)
    if not inner.plain:
        raise UnsupportedError("SPARQL: STR of a computed value")
    return inner


def _function(
    work: Callable[..., Any], *names: str, plain: bool = False, keeps_language: bool = False
) -> Callable[[CompValue, Slots], Expression]:
    """A function of the arguments with these names; those it lacks are left out."""

    def make(expression: CompValue, slots: Slots) -> Expression:
        given = [compile_expression(expression[name], slots) for name in names if name in expression]
        if keeps_language and not given[0].plain:
            raise UnsupportedError(f"SPARQL: {expression.name} of a text that may have a language")
        calls = [each.evaluate for each in given]
        if len(calls) == 1:
            (only,) = calls
            return Expression(lambda row: work(only(row)), plain)
        return Expression(lambda row: work(*[call(row) for call in calls]), plain)

    return make


def _concat(expression: CompValue, slots: Slots) -> Expression:
    given = [compile_expression(each, slots) for each in expression.arg]
    if not all(each.plain for each in given):
        raise UnsupportedError("SPARQL: CONCAT of texts that may have a language")
    calls = [each.evaluate for each in given]
    return Expression(lambda row: "".join(string(call(row)) for call in calls), plain=True)


def _regex(expression: CompValue, slots: Slots) -> Expression:
    if not isinstance(expression.pattern, Literal) or "flags" in expression:
        raise UnsupportedError("SPARQL: REGEX with flags, or with a pattern that is no constant")
    pattern = re.compile(str(expression.pattern))
    text = compile_expression(expression.text, slots).evaluate
    return Expression(lambda row: pattern.search(string(text(row))) is not None)


def _replace(expression: CompValue, slots: Slots) -> Expression:
    for part in (expression.pattern, expression.replacement):
        if not isinstance(part, Literal) or re.search(r"[\\$.^*+?()\[\]{}|]", str(part)):
            raise UnsupportedError("SPARQL: REPLACE of other than constant plain text")
    if "flags" in expression or not str(expression.pattern):
        raise UnsupportedError("SPARQL: REPLACE with flags or of nothing")
    text = compile_expression(expression.arg, slots)
    if not text.plain:
        raise UnsupportedError("SPARQL: REPLACE in a text that may have a language")
    old, new, evaluate = str(expression.pattern), str(expression.replacement), text.evaluate
    return Expression(lambda row: string(evaluate(row)).replace(old, new), plain=True)


def _if(expression: CompValue, slots: Slots) -> Expression:
    test, yes, no = (compile_expression(expression[name], slots) for name in ("arg1", "arg2", "arg3"))
    condition, first, second = test.evaluate, yes.evaluate, no.evaluate
    return Expression(
        lambda row: first(row) if truth(condition(row)) else second(row), plain=yes.plain and no.plain
    )


def _not(expression: CompValue, slots: Slots) -> Expression:
    inner = compile_expression(expression.expr, slots).evaluate
    return Expression(lambda row: not truth(inner(row)))


def _minus(expression: CompValue, slots: Slots) -> Expression:
    inner = compile_expression(expression.expr, slots).evaluate
    return Expression(lambda row: -number(inner(row)))


def _connected(*, stop: bool) -> Callable[[CompValue, Slots], Expression]:
    """And (stop at False) and or (stop at True), where a fault of one side may not matter."""

    def make(expression: CompValue, slots: Slots) -> Expression:
        calls = [compile_expression(each, slots).evaluate for each in (expression.expr, *expression.other)]

        def evaluate(row: Row) -> bool:
            faulty = False
            for call in calls:
                try:
                    if truth(call(row)) is stop:
                        return stop
                except FaultError:
                    faulty = True
            if faulty:
                raise FaultError
            return not stop

        return Expression(evaluate)

    return make


def _arithmetic(expression: CompValue, slots: Slots) -> Expression:
    first = compile_expression(expression.expr, slots).evaluate
    rest = [
        (str(sign), compile_expression(each, slots).evaluate)
        for sign, each in zip(expression.op, expression.other, strict=True)
    ]

    def evaluate(row: Row) -> Any:
        result = first(row)
        if type(result) is not int:
            result = number(result)
        for sign, call in rest:
            other = call(row)
            if type(result) is int is type(other) and sign in OPERATORS:
                result = OPERATORS[sign](result, other)
                continue
            other = number(other)
            if isinstance(result, float) or isinstance(other, float):
                result, other = float(result), float(other)
            if sign in OPERATORS:
                result = OPERATORS[sign](result, other)
            elif not other:
                raise FaultError
            else:
                result = (Decimal(result) if isinstance(result, int) else result) / other
        return result

    return Expression(evaluate)


def _relation(expression: CompValue, slots: Slots) -> Expression:
    sign = str(expression.op)
    left = compile_expression(expression.expr, slots).evaluate
    if sign in ("IN", "NOT IN"):
        others = [compile_expression(each, slots).evaluate for each in expression.other]
        return Expression(lambda row: among(left(row), [each(row) for each in others]) is (sign == "IN"))
    right = compile_expression(expression.other, slots).evaluate
    if sign in ("=", "!="):
        wanted = sign == "="
        return Expression(lambda row: same(left(row), right(row)) is wanted)
    allowed = ORDERS[sign]
    return Expression(lambda row: order(left(row), right(row)) in allowed)


def _cast(expression: CompValue, slots: Slots) -> Expression:
    """xsd:integer("12"), the one cast that constraints on codes and dates need."""
    if str(expression.iri) != f"{XSD}integer" or len(expression.expr) != 1:
        raise UnsupportedError(f"SPARQL: the function <{expression.iri}>")
    inner = compile_expression(expression.expr[0], slots).evaluate

    def evaluate(row: Row) -> int:
        value = inner(row)
        if isinstance(value, str):
            if value.isascii() and value.isdigit():
                return int(value)
            found = value_of(f'"{value}"^^<{XSD}integer>') if '"' not in value and "\\" not in value else None
            if found is None:
                raise FaultError
            return int(found[1])  # type: ignore[call-overload, no-any-return]
        return int(number(value))

    return Expression(evaluate)


_FORMS: dict[str, Callable[[CompValue, Slots], Expression]] = {
    "Builtin_STR": _str,
    "Builtin_STRLEN": _function(lambda text: len(string(text)), "arg"),
    "Builtin_SUBSTR": _function(substr, "arg", "start", "length", plain=True, keeps_language=True),
    "Builtin_STRBEFORE": _function(before, "arg1", "arg2", plain=True, keeps_language=True),
    "Builtin_STRAFTER": _function(after, "arg1", "arg2", plain=True, keeps_language=True),
    "Builtin_LCASE": _function(lambda text: string(text).lower(), "arg", plain=True, keeps_language=True),
    "Builtin_UCASE": _function(lambda text: string(text).upper(), "arg", plain=True, keeps_language=True),
    "Builtin_STRSTARTS": _function(lambda a, b: string(a).startswith(string(b)), "arg1", "arg2"),
    "Builtin_STRENDS": _function(lambda a, b: string(a).endswith(string(b)), "arg1", "arg2"),
    "Builtin_CONTAINS": _function(lambda a, b: string(b) in string(a), "arg1", "arg2"),
    "Builtin_ABS": _function(lambda value: abs(number(value)), "arg"),
    "Builtin_isLITERAL": _function(is_literal, "arg"),
    "Builtin_CONCAT": _concat,
    "Builtin_REGEX": _regex,
    "Builtin_REPLACE": _replace,
    "Builtin_IF": _if,
    "Function": _cast,
    "UnaryNot": _not,
    "UnaryMinus": _minus,
    "ConditionalAndExpression": _connected(stop=False),
    "ConditionalOrExpression": _connected(stop=True),
    "RelationalExpression": _relation,
    "AdditiveExpression": _arithmetic,
    "MultiplicativeExpression": _arithmetic,
}
