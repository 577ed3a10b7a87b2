"""RDF/XML, for the tools that read nothing else: one element per subject, in the order of its IRI.

The oldest syntax is the narrowest. A property whose IRI does not end in an XML name, and a text with control
characters, cannot be said in it; both are refused rather than altered.

Source: RDF 1.1 XML Syntax, W3C Recommendation, 25 February 2014, sections 2 and 5.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import IO

from diplograph.errors import UsageError
from diplograph.rdf.grouping import by_subject, distinct
from diplograph.rdf.identifiers import data_prefixes
from diplograph.rdf.output import sink
from diplograph.rdf.terms import Triple, is_literal, split_literal
from diplograph.rdf.vocabulary import RDF, RDF_TYPE, RDFS_LABEL

_START = (
    r"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_NAME = re.compile(rf"[{_START}][-.0-9\u00B7\u0300-\u036F\u203F\u2040{_START}]*")
_SEPARATORS = "#/:?=&;,"  # where people cut IRIs
# What XML 1.0 cannot hold, escaped or not.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HINT = "export it as turtle, ntriples or jsonld"
_MARKUP = re.compile('[&<>"\r]')
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
# Names of the RDF namespace that the grammar keeps for itself.
_RESERVED = frozenset(
    f"<{RDF}{name}>"
    for name in ("RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "Description", "li")
)


def _escape(text: str) -> str:
    return _MARKUP.sub(lambda found: _ENTITIES[found.group()], text) if _MARKUP.search(text) else text


class _Elements(dict[str, str]):
    """Property term → its qualified name; remembers the namespaces in use."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self._prefix_of = {namespace: name for name, namespace in prefixes.items()}
        self._made = 0
        self.used: dict[str, str] = {"rdf": RDF}

    def __missing__(self, term: str) -> str:
        iri = term[1:-1]
        cuts = [cut for cut in range(1, len(iri)) if _NAME.fullmatch(iri, cut)]
        if not cuts or term in _RESERVED:
            raise UsageError(f"RDF/XML cannot say the property {term}", hint=_HINT)
        cut = next((cut for cut in cuts if iri[cut - 1] in _SEPARATORS), cuts[0])
        namespace, local = iri[:cut], iri[cut:]
        prefix = self._prefix_of.get(namespace)
        if prefix is None:
            self._made += 1
            prefix = self._prefix_of[namespace] = f"ns{self._made}"
        self.used[prefix] = namespace
        name = self[term] = f"{prefix}:{local}"
        return name


def _property(name: str, obj: str, where: str) -> str:
    if not is_literal(obj):
        return f'    <{name} rdf:resource="{_escape(obj[1:-1])}"/>\n'
    text, language, datatype = split_literal(obj)
    if _FORBIDDEN.search(text):
        raise UsageError(f"RDF/XML cannot hold the control characters of {where} {name}", hint=_HINT)
    kind = (
        f' xml:lang="{language}"' if language else f' rdf:datatype="{_escape(datatype)}"' if datatype else ""
    )
    return f"    <{name}{kind}>{_escape(text)}</{name}>\n"


def write_rdfxml(
    triples: Iterable[Triple], out: IO[str] | IO[bytes], *, prefixes: Mapping[str, str] | None = None
) -> None:
    """Write a graph as RDF/XML; `prefixes` are those of `data_prefixes()` unless told.

    Raises:
        UsageError: the graph has a property or a text that RDF/XML cannot hold.
    """
    subjects = by_subject(triples)
    elements = _Elements(data_prefixes() if prefixes is None else prefixes)
    for predicate in sorted({predicate for properties in subjects.values() for predicate in properties}):
        elements[predicate]
    write = sink(out)
    write('<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF')
    for prefix, namespace in sorted(elements.used.items()):
        write(f'\n    xmlns:{prefix}="{_escape(namespace)}"')
    write(">\n")
    for subject in sorted(subjects):
        properties = subjects[subject]
        order = sorted(properties, key=lambda name: (name != RDF_TYPE, name != RDFS_LABEL, elements[name]))
        write(f'\n  <rdf:Description rdf:about="{_escape(subject[1:-1])}">\n')
        write(
            "".join(
                _property(elements[name], obj, subject)
                for name in order
                for obj in distinct(properties[name])
            )
        )
        write("  </rdf:Description>\n")
    write("\n</rdf:RDF>\n")
