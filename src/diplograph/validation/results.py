"""One result of a validation, as SHACL's report has it."""

from __future__ import annotations

from typing import NamedTuple

Messages = tuple[tuple[str, str], ...]


class Result(NamedTuple):
    """A validation result.

    Attributes:
        focus: the focus node, a term.
        path: as Turtle writes it, a term for a plain property; "" for a node shape.
        value: a term; "" when there is none.
        component: IRI of the constraint component.
        severity: Violation, Warning or Info.
        shape: the source shape, a term.
        constraint: the SPARQL constraint, a term; "" for all others.
        messages: (language, text) pairs in order; the language is "" for a text without.
    """

    focus: str
    path: str
    value: str
    component: str
    severity: str
    shape: str
    constraint: str
    messages: Messages
