"""Render the table of all shapes into docs/shapes.md; `make docs` runs this.

The tables stand between `<!-- shapes -->` and `<!-- /shapes -->`; the rest of the page is by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import rdflib
from rdflib.namespace import RDF, SH

from diplograph.validation.report import short

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "shapes.md"
DGS = "https://w3id.org/diplograph/shapes#"
_MARKED = re.compile(r"(<!-- shapes -->\n).*?(<!-- /shapes -->)", re.DOTALL)
_TARGETS = (
    (SH.targetClass, "each {}"),
    (SH.targetSubjectsOf, "what has {}"),
    (SH.targetObjectsOf, "values of {}"),
    (SH.targetNode, "all at once: {}"),
)
_TOLD = {SH.path, SH.property, SH.name, SH.description, SH.message, SH.severity, RDF.type}
_MANY = 8  # values of a list that are shown


def rendered(page: str) -> str:
    """A page with the table as the shapes have it now."""
    return _MARKED.sub(lambda found: f"{found[1]}{table()}{found[2]}", page)


def table() -> str:
    """A section per file: its opening comment, then a row per shape that asks for something."""
    parts = []
    for path in sorted((ROOT / "shapes").glob("*.ttl")):
        text = path.read_text(encoding="utf-8")
        comment = " ".join(line.removeprefix("# ") for line in text.partition("@prefix")[0].splitlines())
        rows = ["| shape | looks at | asks | severity | message |", "|---|---|---|---|---|"]
        graph = rdflib.Graph().parse(data=text, format="turtle")
        rows += [f"| {' | '.join(row)} |" for row in _rows(graph)]
        parts.append("\n".join([f"### shapes/{path.name}", "", comment, "", *rows, ""]))
    return "\n" + "\n".join(parts) + "\n"


def _rows(graph: rdflib.Graph) -> Iterator[tuple[str, ...]]:
    holders = {inner: outer for outer, inner in graph.subject_objects(SH.property)}
    shapes: set[Any] = {*graph.subjects(RDF.type, SH.NodeShape), *graph.subjects(RDF.type, SH.PropertyShape)}
    for shape in sorted(shapes):
        asked = _asked(graph, shape)
        if not asked:
            continue
        severity = graph.value(shape, SH.severity) or SH.Violation
        told: Any = graph.value(shape, SH.sparql) or shape
        messages = [text for text in graph.objects(told, SH.message) if getattr(text, "language", "") == "fr"]
        yield (
            f"`{str(shape).removeprefix(DGS)}`",
            _target(graph, holders.get(shape, shape)),
            asked,
            str(severity).rpartition("#")[2],
            " ".join(map(str, messages)),
        )


def _target(graph: rdflib.Graph, shape: Any) -> str:
    found = []
    for target, words in _TARGETS:
        terms: list[Any] = list(graph.objects(shape, target))
        if terms:
            found.append(words.format(", ".join(short(str(term)) for term in sorted(terms))))
    return "; ".join(found)


def _asked(graph: rdflib.Graph, shape: Any) -> str:
    described: list[tuple[Any, Any]] = list(graph.predicate_objects(shape))
    asked = [
        _constraint(graph, predicate, value)
        for predicate, value in sorted(described)
        if str(predicate).startswith(str(SH)) and predicate not in _TOLD and predicate not in dict(_TARGETS)
    ]
    path = graph.value(shape, SH.path)
    if not asked:
        return ""
    return f"{_path(graph, path)}: {', '.join(asked)}" if path is not None else ", ".join(asked)


def _constraint(graph: rdflib.Graph, predicate: Any, value: Any) -> str:
    name = str(predicate).rpartition("#")[2]
    if name in ("or", "and", "xone"):
        return f" {name} ".join(f"({_asked(graph, item)})" for item in graph.items(value))
    if name in ("not", "node"):
        return f"{name} ({_asked(graph, value)})"
    if name == "in":
        items = [_shown(item) for item in graph.items(value)]
        return f"one of {len(items)} values" if len(items) > _MANY else f"one of {', '.join(items)}"
    if name == "languageIn":
        return f"languageIn {', '.join(map(str, graph.items(value)))}"
    if name == "sparql":
        return "a query in the file"
    return f"{name} {_shown(value)}"


def _path(graph: rdflib.Graph, path: Any) -> str:
    if isinstance(path, rdflib.URIRef):
        return short(str(path))
    inverse = graph.value(path, SH.inversePath)
    if inverse is not None:
        return f"^{_path(graph, inverse)}"
    return " or ".join(_path(graph, each) for each in graph.items(graph.value(path, SH.alternativePath)))


def _shown(term: Any) -> str:
    if isinstance(term, rdflib.URIRef):
        return short(str(term))
    text = str(term).replace("|", "\\|")
    return f"`{text}`"


def main() -> None:
    PAGE.write_text(rendered(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
