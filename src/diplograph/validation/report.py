"""What a validation found: as text for a person, as Turtle or a dict for a program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from diplograph.rdf.terms import literal
from diplograph.rdf.vocabulary import PREFIXES, SH, XSD

_WORDS = {
    "fr": ("Conforme : aucun défaut.", "Non conforme : {} défaut{}.", "valeur"),
    "en": ("Conforms: no fault.", "Does not conform: {} fault{}.", "value"),
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
        return known.get(language) or next(iter(known.values()), "")


@dataclass(frozen=True, slots=True)
class Report:
    """Violations, sorted; none when the data conforms."""

    conforms: bool
    violations: tuple[Violation, ...]

    def as_text(self, language: str = "en") -> str:
        """One paragraph per shape: what to do, then the nodes at fault."""
        good, bad, value_word = _WORDS[language]
        if self.conforms:
            return f"{good}\n"
        count = len(self.violations)
        lines = [bad.format(count, "s" if count > 1 else "")]
        by_message: dict[str, list[Violation]] = {}
        for violation in self.violations:
            by_message.setdefault(violation.message(language), []).append(violation)
        for message in sorted(by_message):
            lines.append(f"\n{message}")
            for violation in by_message[message]:
                path = f"  {short(violation.path)}" if violation.path else ""
                value = f"  {value_word} {_shown(violation.value)}" if violation.value else ""
                lines.append(f"  {violation.focus}{path}{value}")
        return "\n".join(lines) + "\n"

    def as_turtle(self) -> str:
        """A sh:ValidationReport; the same bytes for the same violations."""
        blocks = [self._result(violation) for violation in self.violations]
        results = f" ;\n    sh:result {', '.join(blocks)}" if blocks else ""
        conforms = str(self.conforms).lower()
        return f"@prefix sh: <{SH}> .\n\n[] a sh:ValidationReport ;\n    sh:conforms {conforms}{results} .\n"

    def _result(self, violation: Violation) -> str:
        rows = ["a sh:ValidationResult", f"sh:focusNode <{violation.focus}>"]
        if violation.path:
            rows.append(f"sh:resultPath <{violation.path}>")
        if violation.value:
            rows.append(f"sh:value {violation.value}")
        rows.append(f"sh:resultSeverity sh:{violation.severity}")
        if violation.component:
            rows.append(f"sh:sourceConstraintComponent <{violation.component}>")
        rows.append(f"sh:sourceShape <{violation.shape}>")
        texts = [literal(text, language=language) for language, text in violation.messages]
        if texts:
            rows.append(f"sh:resultMessage {', '.join(texts)}")
        return "[\n        " + " ;\n        ".join(rows) + " ]"

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
