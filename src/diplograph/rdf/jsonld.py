"""JSON-LD, compacted with the bundled context, which travels inside the file: it reads offline.

IRIs of the data are written relative to `@base` ("company/totalenergies"), terms of the ontology by their
bare name ("HeadOfState"), all others as prefixed names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from json.encoder import encode_basestring
from typing import IO, Any

from diplograph.rdf.grouping import by_subject, distinct
from diplograph.rdf.identifiers import DEFAULT_BASE
from diplograph.rdf.output import sink
from diplograph.rdf.terms import Triple, split_literal
from diplograph.rdf.vocabulary import RDF_TYPE, XSD
from diplograph.resources import resource

_INTEGER = f"{XSD}integer"
# A JSON number that every reader keeps exactly, and that is written in one way only.
_EXACT = re.compile(r"0|-?[1-9]\d{0,14}", re.ASCII)
# What stays itself when it is resolved against a base: no colon, no dot segment, nothing to decode.
_RELATIVE = re.compile(r"[a-z-]+/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*")

_encode = json.JSONEncoder(ensure_ascii=False).encode


def _dumps(value: object) -> str:
    """A value as JSON; most are short texts, for which the encoder's own function is called straight."""
    return encode_basestring(value) if isinstance(value, str) else _encode(value)


_quoted = cache(json.dumps)


@dataclass(frozen=True, slots=True)
class _Term:
    """How a property is written: its name, what a bare string means, whether it is always a list."""

    name: str
    type: str = ""
    language: str = ""
    many: bool = False


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
        # A property may have a name for each type or language of its values; the first serves all others.
        self._terms: dict[str, list[_Term]] = {}
        for name, definition in context.items():
            if isinstance(definition, dict):
                term = _Term(
                    name,
                    self._expand(definition.get("@type", "")),
                    definition.get("@language", ""),
                    definition.get("@container") == "@set",
                )
                self._terms.setdefault(f"<{self._expand(definition['@id'])}>", []).append(term)

    def _expand(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        return self._namespaces[prefix] + local if colon and prefix in self._namespaces else name

    def iri(self, iri: str) -> str:
        """An IRI (without brackets) where a document-relative one may stand."""
        if iri.startswith(self._base) and _RELATIVE.fullmatch(iri, len(self._base)):
            return iri[len(self._base) :]
        return self._prefixed(iri)

    def _prefixed(self, iri: str) -> str:
        end = len(iri) - 1  # GeoNames ends its IRIs with a slash
        cut = max(iri.rfind("#", 0, end), iri.rfind("/", 0, end)) + 1
        prefix = self._prefixes.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix and iri[cut:] else iri

    def vocabulary(self, iri: str) -> str:
        """An IRI where a term of the vocabulary may stand."""
        local = iri[len(self._vocab) :] if iri.startswith(self._vocab) else ""
        return local if local and ":" not in local else self._prefixed(iri)

    def members(self, predicate: str, objects: list[str]) -> Iterator[tuple[_Term, object]]:
        """The names under which a property is written, each with its value or values."""
        terms = self._terms.get(predicate)
        if terms is None:
            terms = self._terms[predicate] = [_Term(self.vocabulary(predicate[1:-1]))]
        if len(terms) == 1:
            values = [self.value(obj, terms[0]) for obj in distinct(objects)]
            yield terms[0], values if terms[0].many or len(values) > 1 else values[0]
            return
        fitting = [(obj, self._fitting(terms, obj)) for obj in distinct(objects)]
        for term in terms:
            values = [self.value(obj, term) for obj, chosen in fitting if chosen is term]
            if values:
                yield term, values if term.many or len(values) > 1 else values[0]

    def _fitting(self, terms: Sequence[_Term], obj: str) -> _Term:
        if obj.startswith('"'):
            _, language, datatype = split_literal(obj)
            for term in terms:
                if (language, datatype) == (term.language, term.type):
                    return term
        return terms[0]

    def value(self, obj: str, term: _Term) -> object:
        """A value of a property."""
        if not obj.startswith('"'):
            if term.type == "@vocab":
                return self.vocabulary(obj[1:-1])
            name = self.iri(obj[1:-1])
            return name if term.type == "@id" else {"id": name}
        text, language, datatype = split_literal(obj)
        if datatype == _INTEGER and term.type in ("", _INTEGER) and _EXACT.fullmatch(text):
            return int(text)
        if (language, datatype) == (term.language, term.type):
            return text
        if language:
            return {"@value": text, "@language": language}
        return {"@value": text, "@type": self._prefixed(datatype)} if datatype else {"@value": text}

    def nodes(self, triples: Iterable[Triple], indent: str) -> Iterator[str]:
        """One JSON object per subject, sorted."""
        subjects = by_subject(triples)
        for subject in sorted(subjects):
            properties = subjects[subject]
            members: dict[str, object] = {"id": self.iri(subject[1:-1])}
            types = [name for name in properties.get(RDF_TYPE, ()) if name.startswith("<")]
            if types:
                properties[RDF_TYPE] = [name for name in properties[RDF_TYPE] if name.startswith('"')]
                members["type"] = [self.vocabulary(name[1:-1]) for name in distinct(types)]
            written = {
                term.name: value
                for predicate, objects in properties.items()
                if objects
                for term, value in self.members(predicate, objects)
            }
            members |= {
                name: written[name] for name in sorted(written, key=lambda name: (name != "label", name))
            }
            lines = [f"{_quoted(key)}: {_dumps(value)}" for key, value in members.items()]
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
