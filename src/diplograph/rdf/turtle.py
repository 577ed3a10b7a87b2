"""Turtle and TriG that a person can read, written straight from term strings.

One block per subject, `a` first and `rdfs:label` next, one predicate a line, documents before entities before
facts before evidence. Only prefixes in use are declared. The order of the input does not matter; bytes depend
on nothing but the triples and the prefixes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import IO

from diplograph.model import FACT_ROLES, EntityType
from diplograph.rdf.grouping import by_subject, distinct
from diplograph.rdf.identifiers import data_prefixes
from diplograph.rdf.output import sink
from diplograph.rdf.terms import Triple
from diplograph.rdf.vocabulary import DG, RDF_TYPE, RDFS_LABEL, XSD

_LOCAL = re.compile(
    r"(?:[A-Za-z0-9_]|%[0-9A-F]{2})(?:(?:[A-Za-z0-9_.-]|%[0-9A-F]{2})*(?:[A-Za-z0-9_-]|%[0-9A-F]{2}))?"
)
_ESCAPE = re.compile(r"\\(.)")
# Numbers without quotes are in their canonical form: readers may bring others into it.
_BARE = {
    f"{XSD}integer": re.compile(r"0|-?[1-9][0-9]*"),
    f"{XSD}decimal": re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]*[1-9]"),
    f"{XSD}boolean": re.compile(r"true|false"),
}
_CLASSES = (
    "Document",
    *(entity_type.value for entity_type in EntityType if entity_type.value not in FACT_ROLES),
    *FACT_ROLES,
    "Amount",
    "Evidence",
    "RuleApplication",
)
_SUBJECT_RANK = {f"<{DG}{name}>": rank for rank, name in enumerate(_CLASSES)}
_LAST = len(_CLASSES)
_WIDTH = 90  # characters of a list that stays on one line
# Types read from the narrow to the wide.
_WIDE = {
    f"<{DG}{name}>": rank
    for rank, name in enumerate(("Agreement", "Event", "Organization", "Actor", "Place", "Fact"))
}


class _Names(dict[str, str]):
    """Term string → its form in Turtle; remembers the prefixes it used."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self._prefix_of = {namespace: name for name, namespace in prefixes.items()}
        self.used: set[str] = set()

    def __missing__(self, term: str) -> str:
        name = self._iri(term) if term.startswith("<") else self._literal(term)
        # Long texts occur once each: to keep them would double the memory.
        if len(term) < 200:
            self[term] = name
        return name

    def _iri(self, term: str) -> str:
        cut = max(term.rfind("#"), term.rfind("/")) + 1
        prefix = self._prefix_of.get(term[1:cut])
        if prefix is None or not _LOCAL.fullmatch(term, cut, len(term) - 1):
            return term
        self.used.add(prefix)
        return f"{prefix}:{term[cut:-1]}"

    def _literal(self, term: str) -> str:
        if not term.startswith('"'):
            return term
        end = term.rindex('"') + 1
        quoted, rest = term[:end], term[end:]
        if rest.startswith("^^"):
            datatype = rest[3:-1]
            bare = _BARE.get(datatype)
            if bare and bare.fullmatch(quoted, 1, end - 1):
                return quoted[1:-1]
            rest = f"^^{self[rest[2:]]}"
        if "\\n" in quoted:
            quoted = f'""{_ESCAPE.sub(_long, quoted)}""'
        return quoted + rest


def _long(found: re.Match[str]) -> str:
    return "\n" if found.group(1) == "n" else found.group()


def _rank(types: Iterable[str]) -> int:
    ranks = [_SUBJECT_RANK[name] for name in types if name in _SUBJECT_RANK]
    return min(ranks, default=_LAST)


def _list(objects: list[str], names: _Names, indent: str) -> str:
    """Several objects of one predicate: on its line, or one a line where they are long."""
    written = [names[obj] for obj in distinct(objects)]
    if sum(map(len, written)) < _WIDTH:
        return ", ".join(written)
    line = f"\n{indent}        "
    return line + f",{line}".join(written)


def _blocks(triples: Iterable[Triple], names: _Names, indent: str) -> Iterator[str]:
    """One block of text per subject, in reading order."""
    subjects = by_subject(triples)
    ranked: list[list[str]] = [[] for _ in range(_LAST + 1)]
    for subject, properties in subjects.items():
        ranked[_rank(properties.get(RDF_TYPE, ()))].append(subject)
    inner = f" ;\n{indent}    "
    for subject in chain.from_iterable(map(sorted, ranked)):
        properties = subjects[subject]
        lines = []
        types = properties.pop(RDF_TYPE, None)
        if types:
            listed = sorted(set(types), key=lambda name: (_WIDE.get(name, -1), name))
            lines.append(f"a {', '.join([names[name] for name in listed])}")
        labels = properties.pop(RDFS_LABEL, None)
        if labels:
            lines.append(f"{names[RDFS_LABEL]} {', '.join([names[label] for label in distinct(labels)])}")
        for predicate in sorted(properties, key=names.__getitem__):
            objects = properties[predicate]
            one = len(objects) == 1
            written = names[objects[0]] if one else _list(objects, names, indent)
            lines.append(names[predicate] + (written if written[0] == "\n" else f" {written}"))
        yield f"{indent}{names[subject]} {inner.join(lines)} .\n"


def _declarations(names: _Names, prefixes: Mapping[str, str], known: set[str]) -> str:
    """Declare the prefixes that came into use since the last call."""
    new = sorted(names.used - known)
    known |= names.used
    return "".join(f"@prefix {name}: <{prefixes[name]}> .\n" for name in new)


def write_turtle(
    triples: Iterable[Triple], out: IO[str] | IO[bytes], *, prefixes: Mapping[str, str] | None = None
) -> None:
    """Write a graph as Turtle; `prefixes` are those of `data_prefixes()` unless told."""
    write_trig({None: triples}, out, prefixes=prefixes)


def write_trig(
    graphs: Mapping[str | None, Iterable[Triple]],
    out: IO[str] | IO[bytes],
    *,
    prefixes: Mapping[str, str] | None = None,
) -> None:
    """Write a dataset as TriG, the default graph (None) first, then by IRI of the graph.

    One graph at a time is in memory; a prefix is declared before the first graph that needs it.

    Args:
        graphs: IRI without brackets → triples, in any order; each iterable is read once.
    """
    write = sink(out)
    known_prefixes = data_prefixes() if prefixes is None else prefixes
    names = _Names(known_prefixes)
    declared: set[str] = set()
    for graph in sorted(graphs, key=lambda name: name or ""):
        name = f"{names[f'<{graph}>']} " if graph is not None else ""
        blocks = list(_blocks(graphs[graph], names, "    " if graph is not None else ""))
        if not blocks:
            continue
        first = not declared
        header = _declarations(names, known_prefixes, declared)
        if header:
            write(header if first else f"\n{header}")
        if graph is None:
            for block in blocks:
                write("\n" + block)
        else:
            write(f"\n{name}{{\n")
            write("\n".join(blocks))
            write("}\n")
