"""JSON-LD, compacted with the bundled context, which travels inside the file: it reads offline.

IRIs of the data are written relative to `@base` ("company/totalenergies"), terms of the ontology by their
bare name ("HeadOfState"), all others as prefixed names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import IO, Any

from diplograph.rdf.identifiers import DEFAULT_BASE
from diplograph.rdf.output import sink
from diplograph.rdf.terms import Triple, split_literal
from diplograph.rdf.vocabulary import RDF_TYPE, XSD
from diplograph.resources import resource

_INTEGER = f"{XSD}integer"


_dumps = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True, order=True)
class _Term:
    """How the context writes one property: its name, and what type or language a bare string has."""

    name: str
    type: str = ""
    language: str = ""


@cache
def load_context() -> Mapping[str, Any]:
    """Content of the bundled context, without its outer "@context"."""
    text = resource("ontology/context.jsonld").read_text(encoding="utf-8")
    context: dict[str, Any] = json.loads(text)["@context"]
    return context


class _Compactor:
    """Writes terms the way one context reads them."""

    def __init__(self, context: Mapping[str, Any], base: str) -> None:
        self._base = base
        self._vocab = context["@vocab"]
        self._prefixes = {
            value: name
            for name, value in context.items()
            if isinstance(value, str) and value.endswith(("#", "/")) and not name.startswith("@")
        }
        self._namespaces = {name: namespace for namespace, name in self._prefixes.items()}
        self._terms: dict[str, _Term] = {}
        for name, definition in context.items():
            if isinstance(definition, dict):
                iri = self._expand(definition["@id"])
                self._terms[f"<{iri}>"] = _Term(
                    name, self._expand(definition.get("@type", "")), definition.get("@language", "")
                )

    def _expand(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        return self._namespaces[prefix] + local if colon and prefix in self._namespaces else name

    def iri(self, iri: str) -> str:
        """An IRI (without brackets) where a document-relative one may stand."""
        if iri.startswith(self._base):
            return iri[len(self._base) :]
        return self._prefixed(iri)

    def _prefixed(self, iri: str) -> str:
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self._prefixes.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix and iri[cut:] else iri

    def vocabulary(self, iri: str) -> str:
        """An IRI where a term of the vocabulary may stand."""
        local = iri[len(self._vocab) :] if iri.startswith(self._vocab) else ""
        return local if local and ":" not in local else self._prefixed(iri)

    def key(self, predicate: str) -> _Term:
        """How a property is written."""
        term = self._terms.get(predicate)
        if term is None:
            term = self._terms[predicate] = _Term(self.vocabulary(predicate[1:-1]))
        return term

    def value(self, obj: str, term: _Term) -> object:
        """A value of a property."""
        if not obj.startswith('"'):
            if term.type == "@vocab":
                return self.vocabulary(obj[1:-1])
            name = self.iri(obj[1:-1])
            return name if term.type == "@id" else {"id": name}
        text, language, datatype = split_literal(obj)
        if datatype == _INTEGER and term.type in ("", _INTEGER) and str(int(text)) == text:
            return int(text)
        if (language, datatype) == (term.language, term.type):
            return text
        if language:
            return {"@value": text, "@language": language}
        return {"@value": text, "@type": self._prefixed(datatype)} if datatype else {"@value": text}

    def nodes(self, triples: Iterable[Triple], indent: str) -> Iterator[str]:
        """One JSON object per subject, sorted."""
        subjects: dict[str, dict[str, set[str]]] = {}
        for subject, predicate, obj in triples:
            subjects.setdefault(subject, {}).setdefault(predicate, set()).add(obj)
        for subject in sorted(subjects):
            properties = subjects[subject]
            members: dict[str, object] = {"id": self.iri(subject[1:-1])}
            types = properties.pop(RDF_TYPE, None)
            if types:
                members["type"] = [self.vocabulary(name[1:-1]) for name in sorted(types)]
            written = sorted((self.key(predicate), objects) for predicate, objects in properties.items())
            for term, objects in sorted(written, key=lambda item: item[0].name != "label"):
                values = [self.value(obj, term) for obj in sorted(objects)]
                members[term.name] = values[0] if len(values) == 1 else values
            lines = [f"{json.dumps(key)}: {_dumps(value)}" for key, value in members.items()]
            yield f"{indent}{{" + f",\n{indent} ".join(lines) + "}"


def write_jsonld(
    graphs: Mapping[str | None, Iterable[Triple]],
    out: IO[str] | IO[bytes],
    *,
    base: str = DEFAULT_BASE,
) -> None:
    """Write a dataset as JSON-LD, the default graph (None) first, then by IRI of the graph.

    One graph at a time is in memory.
    """
    context = {"@base": base, **load_context()}
    compact = _Compactor(context, base)
    write = sink(out)
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in context.items()]
    write('{"@context": {\n' + ",\n".join(lines) + '\n},\n"@graph": [')
    separator = "\n"
    for graph in sorted(graphs, key=lambda name: name or ""):
        if graph is None:
            for node in compact.nodes(graphs[None], ""):
                write(separator + node)
                separator = ",\n"
            continue
        write(f'{separator}{{"id": {json.dumps(compact.iri(graph))},\n "@graph": [')
        inner = "\n"
        for node in compact.nodes(graphs[graph], "  "):
            write(inner + node)
            inner = ",\n"
        write("\n ]}")
        separator = ",\n"
    write("\n]}\n")
