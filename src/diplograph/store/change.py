"""What one transaction writes: statements that go, statements that come, rules that run again."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from diplograph.rdf.terms import Triple

DEFAULT = ""  # the published graph
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_PREFIX = re.compile(r"^\s*PREFIX\s+\S*:\s*<[^>]*>", re.IGNORECASE | re.MULTILINE)
_TEMPLATE = re.compile(r"\bCONSTRUCT\s*\{([^{}]*)\}\s*(?:WHERE\s*)?\{", re.IGNORECASE)


@dataclass(slots=True)
class Change:
    """Statements by graph (a term, or DEFAULT). What is both deleted and inserted stays."""

    inserts: dict[str, dict[Triple, None]] = field(default_factory=dict)  # in the order they came
    deletes: dict[str, set[Triple]] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)
    rules: tuple[str, ...] = ()  # CONSTRUCT rules that draw a graph anew, from the statements as changed
    drawn: str = ""  # that graph
    _afterwards: list[Callable[[], None]] = field(default_factory=list)

    def insert(self, graph: str, triples: Iterable[Triple]) -> None:
        """Add statements to a graph."""
        come = dict.fromkeys(triples)
        if graph in self.inserts:
            self.inserts[graph].update(come)
        else:
            self.inserts[graph] = come

    def delete(self, graph: str, triples: Iterable[Triple]) -> None:
        """Take statements out of a graph; those that are not there do not matter."""
        self.deletes.setdefault(graph, set()).update(triples)

    def drop(self, graph: str) -> None:
        """Remove a named graph with all that it holds."""
        self.dropped.append(graph)

    def redraw(self, graph: str, rules: Iterable[str]) -> None:
        """Empty a graph of derived statements, and run CONSTRUCT rules into it and the published one."""
        self.drawn, self.rules = graph, tuple(rules)

    def once_written(self, remember: Callable[[], None]) -> None:
        """Have something done when the change has been written, and only then."""
        self._afterwards.append(remember)

    def written(self) -> None:
        """Tell those who wait for it."""
        for remember in self._afterwards:
            remember()

    @property
    def size(self) -> int:
        """How many statements and operations it writes; 0 when there is nothing to do."""
        graphs = (*self.inserts.values(), *self.deletes.values())
        return len(self.dropped) + bool(self.drawn) + sum(map(len, graphs))

    def as_update(self) -> str:
        """One SPARQL request, hence one transaction. Its order is fixed: what goes, what comes, rules."""
        operations = [f"DROP SILENT GRAPH {graph}" for graph in self.dropped]
        written: tuple[tuple[str, Mapping[str, Collection[Triple]]], ...]
        written = ("DELETE", self.deletes), ("INSERT", self.inserts)
        for keyword, graphs in written:
            body = "".join(_blocks(graphs))
            if body:
                operations.append(f"{keyword} DATA {{\n{body}}}")
        prologue, drawing = _drawing(self.drawn, self.rules) if self.drawn else ("", [])
        return prologue + " ;\n".join([*operations, *drawing])


def _blocks(graphs: Mapping[str, Collection[Triple]]) -> Iterator[str]:
    for graph, triples in graphs.items():
        if triples:
            lines = "".join([f"{s} {p} {o} .\n" for s, p, o in triples])
            yield lines if graph == DEFAULT else f"GRAPH {graph} {{\n{lines}}}\n"


def _drawing(graph: str, rules: Iterable[str]) -> tuple[str, list[str]]:
    """Prologue and operations; Oxigraph takes PREFIX at the head of a request only."""
    prefixes: dict[str, None] = {}
    operations = [
        f"DELETE {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}",
        f"DROP SILENT GRAPH {graph}",
    ]
    for rule in rules:
        text = _COMMENT.sub("", rule)
        prefixes.update(dict.fromkeys(" ".join(line.split()) for line in _PREFIX.findall(text)))
        text = _PREFIX.sub("", text)
        found = _TEMPLATE.search(text)
        if not found:
            raise ValueError(f"not a CONSTRUCT rule: {rule[:80]!r}")
        template = found.group(1).strip()
        head = f"INSERT {{ {template} GRAPH {graph} {{ {template} }} }} WHERE {{"
        operations.append(f"{text[: found.start()]}{head}{text[found.end() :]}".strip())
    return "".join(f"{prefix}\n" for prefix in prefixes), operations
