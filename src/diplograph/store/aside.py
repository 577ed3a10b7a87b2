"""What a document has in graph/quarantine: statements, and for each fault a sh:ValidationResult.

A page of the books keeps both as N-Triples, so that quarantine is a function of the books.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from diplograph.rdf.identifiers import document_iri, local_name
from diplograph.rdf.terms import Triple, iri, literal
from diplograph.rdf.vocabulary import DCTERMS, EVIDENCE, FACT, PROV, RDF_TYPE, SH, dg

if TYPE_CHECKING:
    from diplograph.validation import Violation

SOURCE = f"<{DCTERMS}source>"
RESULT = f"<{SH}ValidationResult>"
MESSAGE = f"<{SH}resultMessage>"
SEVERITY = f"<{SH}resultSeverity>"
VALUE = f"<{SH}value>"
FOCUS = f"<{SH}focusNode>"
INFLUENCED_BY = f"<{PROV}wasInfluencedBy>"  # the decision that made a fault
COMMENT = "<http://www.w3.org/2000/01/rdf-schema#comment>"  # whom a name was taken for, where that made it
PARTS = {  # attributes of a violation that are IRIs
    "focus": FOCUS,
    "path": f"<{SH}resultPath>",
    "shape": f"<{SH}sourceShape>",
    "component": f"<{SH}sourceConstraintComponent>",
}
_OWN = frozenset({EVIDENCE, dg("amount"), f"<{PROV}wasGeneratedBy>"})  # what goes and comes with a fact
_TERM = re.compile(
    r"""<[^\x00-\x20<>"{}|^`\\]*>|"(?:[^"\\\n\r]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^\x00-\x20<>"{}|^`\\]*>)?"""
)
_TRIPLE = re.compile(r"(\S+) (\S+) (.+) \.")


def report_triples(
    violation: Violation,
    *,
    base: str,
    identifier: str,
    decisions: Iterable[str] = (),
    joined: Iterable[tuple[str, str]] = (),
) -> Iterator[Triple]:
    """A violation as a sh:ValidationResult that names its document.

    Args:
        decisions: terms of those that made it.
        joined: keys of names and of those they are taken for, where that made it.
    """
    digest = hashlib.sha256(repr(violation).encode()).hexdigest()[:14]
    node = iri(f"{base}violation/{local_name(identifier)}.{digest}")
    yield node, RDF_TYPE, RESULT
    yield node, SOURCE, iri(document_iri(base, identifier))
    yield node, SEVERITY, iri(f"{SH}{violation.severity}")
    for name, predicate in PARTS.items():
        if value := getattr(violation, name):
            yield node, predicate, iri(value)
    if violation.value:
        # A blank node or a term in another notation is kept as its text.
        yield node, VALUE, violation.value if _TERM.fullmatch(violation.value) else literal(violation.value)
    for language, text in violation.messages:
        yield node, MESSAGE, literal(text, language=language)
    for decision in decisions:
        yield node, INFLUENCED_BY, decision
    for one, other in joined:
        yield node, COMMENT, literal(f"{one} → {other}")


def write_triples(triples: Iterable[Triple]) -> str:
    """As N-Triples, sorted."""
    return "".join(f"{s} {p} {o} .\n" for s, p, o in sorted(triples))


def read_triples(text: str) -> frozenset[Triple]:
    """What `write_triples` wrote."""
    found = map(_TRIPLE.fullmatch, text.split("\n"))
    return frozenset((match[1], match[2], match[3]) for match in found if match)


def facts_of(aside: Collection[Triple]) -> set[str]:
    """Facts that were set aside."""
    return {subject for subject, predicate, value in aside if predicate == RDF_TYPE and value == FACT}


def closure(aside: Collection[Triple], fact: str) -> frozenset[Triple]:
    """A fact with its passages and amounts, as far as they were set aside with it."""
    own = {fact}
    own |= {value for subject, predicate, value in aside if subject == fact and predicate in _OWN}
    return frozenset(t for t in aside if t[0] in own)


def reports_on(aside: Collection[Triple], nodes: Collection[str]) -> frozenset[Triple]:
    """The reports of faults of some nodes."""
    reports = {subject for subject, predicate, value in aside if predicate == FOCUS and value in nodes}
    return frozenset(t for t in aside if t[0] in reports)
