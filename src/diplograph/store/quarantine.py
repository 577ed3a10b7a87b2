"""What validation set aside: graph/quarantine holds the statements and, for each violation, why.

Two documents may have the same statement set aside, so each document's books repeat what it set aside: a
statement leaves with the last of them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from diplograph.rdf.identifiers import document_iri, local_name
from diplograph.rdf.terms import Triple, iri, literal, split_literal
from diplograph.rdf.vocabulary import DCTERMS, RDF_TYPE, SH
from diplograph.store.books import Page
from diplograph.store.change import Change
from diplograph.store.names import IDENTIFIER, SET_ASIDE, TOPIC
from diplograph.store.reader import Reader
from diplograph.store.records import DocumentEntry, SetAside

if TYPE_CHECKING:
    from diplograph.validation import Violation

_SOURCE = f"<{DCTERMS}source>"
_RESULT = f"<{SH}ValidationResult>"
_MESSAGE = f"<{SH}resultMessage>"
_SEVERITY = f"<{SH}resultSeverity>"
_PARTS = {  # attributes of a violation that are IRIs
    "focus": f"<{SH}focusNode>",
    "path": f"<{SH}resultPath>",
    "shape": f"<{SH}sourceShape>",
    "component": f"<{SH}sourceConstraintComponent>",
}
_VALUE = f"<{SH}value>"
_TERM = re.compile(
    r"""<[^\x00-\x20<>"{}|^`\\]*>|"(?:[^"\\\n\r]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^\x00-\x20<>"{}|^`\\]*>)?"""
)
_TRIPLE = re.compile(r"(\S+) (\S+) (.+) \.")


def violation_triples(violation: Violation, *, base: str, identifier: str) -> Iterator[Triple]:
    """A violation as a sh:ValidationResult that names its document."""
    digest = hashlib.sha256(repr(violation).encode()).hexdigest()[:14]
    node = iri(f"{base}violation/{local_name(identifier)}.{digest}")
    yield node, RDF_TYPE, _RESULT
    yield node, _SOURCE, iri(document_iri(base, identifier))
    yield node, _SEVERITY, iri(f"{SH}{violation.severity}")
    for name, predicate in _PARTS.items():
        if value := getattr(violation, name):
            yield node, predicate, iri(value)
    if violation.value:
        # A blank node or a term in another notation is kept as its text.
        yield node, _VALUE, violation.value if _TERM.fullmatch(violation.value) else literal(violation.value)
    for language, text in violation.messages:
        yield node, _MESSAGE, literal(text, language=language)


def set_aside(
    reader: Reader, change: Change, *, old: Sequence[Page], new: Sequence[tuple[Page, DocumentEntry]]
) -> None:
    """Take out what documents set aside before, and put in what they set aside now."""
    graph = reader.names.quarantine
    for page in old:
        for node in reader.subjects(_SOURCE, page.document, graph):
            change.delete(graph, reader.about(node, graph))
    leaving = {triple for page in old for triple in _parse(page.aside)}
    if leaving:
        replaced = {page.graph for page in old}
        for other, text in reader.pairs(SET_ASIDE, reader.names.runs):
            if other not in replaced:
                leaving.difference_update(_parse(split_literal(text)[0]))
        change.delete(graph, leaving)
    for _, entry in new:
        change.insert(graph, entry.aside)
        for violation in entry.violations:
            change.insert(
                graph, violation_triples(violation, base=reader.names.base, identifier=entry.identifier)
            )


def _parse(text: str) -> Iterator[Triple]:
    for line in text.split("\n"):
        found = _TRIPLE.fullmatch(line)
        if found:
            yield found.group(1), found.group(2), found.group(3)


def read_quarantine(reader: Reader) -> tuple[SetAside, ...]:
    """All violations, by document, place and message."""
    graph = reader.names.quarantine
    nodes: dict[str, dict[str, list[str]]] = {}
    rows = reader.select(
        f"SELECT ?node ?p ?o WHERE {{ GRAPH {graph} {{ ?node a {_RESULT} ; ?p ?o }} }} ORDER BY ?node ?p ?o"
    )
    for node, predicate, value in rows:
        nodes.setdefault(node, {}).setdefault(predicate, []).append(value)
    identifiers = _identifiers(reader, {told[_SOURCE][0] for told in nodes.values()})
    found = (_record(told, identifiers[told[_SOURCE][0]]) for told in nodes.values())
    return tuple(
        sorted(
            found, key=lambda s: (s.document, s.focus, s.path, s.value, s.shape, sorted(s.messages.items()))
        )
    )


def _identifiers(reader: Reader, documents: Iterable[str]) -> dict[str, str]:
    wanted = set(documents)
    known: dict[str, str] = {}
    query = f"SELECT ?d ?id WHERE {{ GRAPH {reader.names.runs} {{ ?g {TOPIC} ?d ; {IDENTIFIER} ?id }} }}"
    if wanted:
        known = {document: split_literal(name)[0] for document, name in reader.mapping(query).items()}
    return {document: known.get(document, document) for document in wanted}


def _record(told: dict[str, list[str]], identifier: str) -> SetAside:
    def one(predicate: str) -> str:
        return told[predicate][0][1:-1] if predicate in told else ""

    messages = {language: text for text, language, _ in map(split_literal, told.get(_MESSAGE, []))}
    return SetAside(
        document=identifier,
        focus=one(_PARTS["focus"]),
        path=one(_PARTS["path"]),
        value=told.get(_VALUE, [""])[0],
        shape=one(_PARTS["shape"]),
        severity=one(_SEVERITY).rpartition("#")[2],
        messages=dict(sorted(messages.items())),
    )
