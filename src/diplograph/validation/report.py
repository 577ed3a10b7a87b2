"""What a validation found: as text for a person, as Turtle or a dict for a program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from diplograph.rdf.terms import literal
from diplograph.rdf.vocabulary import PREFIXES, SH, XSD
from diplograph.validation.results import Result

SEVERITIES = ("Violation", "Warning", "Info")
_WORDS = {
    "fr": ("Conforme : aucun défaut.", "Non conforme : {} défaut{}.", "valeur"),
    "en": ("Conforms: no fault.", "Does not conform: {} fault{}.", "value"),
}
_LESSER = {
    "fr": {"Warning": "À vérifier : {}.", "Info": "À noter : {}."},
    "en": {"Warning": "To be checked: {}.", "Info": "To be noted: {}."},
}


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One result of a validation.

    Attributes:
        focus: IRI of the node at fault: a fact, an entity, a piece of evidence, a document.
        path: IRI of the property at fault; "" when the whole node is.
        value: the value at fault as an N-Triples term; "" when there is none.
        shape: IRI of the shape.
        severity: Violation, Warning or Info.
        messages: language → what to do, as (language, text) pairs in order of language.
        component: IRI of the constraint component.
    """

    focus: str
    path: str
    value: str
    shape: str
    severity: str
    messages: tuple[tuple[str, str], ...]
    component: str = ""

    def message(self, language: str) -> str:
        """Message in a language, else in the first there is."""
        known = dict(self.messages)
        return known.get(language) or next(iter(known.values()), "") or self._constraint()

    def _constraint(self) -> str:
        """What is broken, of a shape that gives no message."""
        return short(self.component).removesuffix("ConstraintComponent")


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, sorted.

    Attributes:
        conforms: nothing of severity Violation was found; warnings and remarks do not count against a graph.
        violations: of every severity, each told of the node that a reader knows.
        results: the same as SHACL has them, by focus nodes.
    """

    conforms: bool
    violations: tuple[Violation, ...]
    results: tuple[Result, ...] = ()

    def of(self, severity: str) -> tuple[Violation, ...]:
        """Those of one severity."""
        return tuple(violation for violation in self.violations if violation.severity == severity)

    def as_text(self, language: str = "en") -> str:
        """One paragraph per shape: what to do, then the nodes at fault; warnings and remarks come after."""
        good, bad, value_word = _WORDS[language]
        count = len(self.of("Violation"))
        lines = [good if self.conforms else bad.format(count, "s" if count > 1 else "")]
        for severity in SEVERITIES:
            found = self.of(severity)
            if found and severity != "Violation":
                lines.append("\n" + _LESSER[language][severity].format(len(found)))
            by_message: dict[str, list[Violation]] = {}
            for violation in found:
                by_message.setdefault(violation.message(language), []).append(violation)
            for message in sorted(by_message):
                lines.append(f"\n{message}")
                for violation in by_message[message]:
                    path = f"  {short(violation.path)}" if violation.path else ""
                    told = violation.value not in ("", f"<{violation.focus}>")
                    value = f"  {value_word} {_shown(violation.value)}" if told else ""
                    lines.append(f"  {violation.focus}{path}{value}")
        return "\n".join(lines) + "\n"

    def as_turtle(self) -> str:
        """A sh:ValidationReport of the results; the same bytes for the same results."""
        blocks = [_block(result) for result in self.results]
        results = f" ;\n    sh:result {', '.join(blocks)}" if blocks else ""
        conforms = str(self.conforms).lower()
        return f"@prefix sh: <{SH}> .\n\n[] a sh:ValidationReport ;\n    sh:conforms {conforms}{results} .\n"

    def as_dict(self) -> Mapping[str, Any]:
        """For JSON."""
        return {
            "conforms": self.conforms,
            "violations": [
                {
                    "focus": violation.focus,
                    "path": violation.path,
                    "value": violation.value,
                    "shape": violation.shape,
                    "severity": violation.severity,
                    "messages": dict(violation.messages),
                }
                for violation in self.violations
            ],
        }


def _block(result: Result) -> str:
    rows = ["a sh:ValidationResult", f"sh:focusNode {result.focus}"]
    if result.path:
        rows.append(f"sh:resultPath {result.path}")
    if result.value:
        rows.append(f"sh:value {result.value}")
    rows.append(f"sh:resultSeverity sh:{result.severity}")
    rows.append(f"sh:sourceConstraintComponent <{result.component}>")
    rows.append(f"sh:sourceShape {result.shape}")
    if result.constraint:
        rows.append(f"sh:sourceConstraint {result.constraint}")
    texts = [literal(text, language=language) for language, text in result.messages]
    if texts:
        rows.append(f"sh:resultMessage {', '.join(texts)}")
    return "[\n        " + " ;\n        ".join(rows) + " ]"


def short(iri: str) -> str:
    """An IRI as a prefixed name where a prefix of the vocabulary fits."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _shown(term: str) -> str:
    if term.startswith("<"):
        return short(term[1:-1])
    return term.replace(f"^^<{XSD}", "^^<xsd:") if len(term) < 200 else f"{term[:200]}…"
