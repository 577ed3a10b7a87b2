"""Any text, any IRI: what Oxigraph reads back is what was written, in every syntax."""

from __future__ import annotations

import io
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st
from standards_samples import BASE, IRIS
from test_syntaxes import SYNTAXES, lines, oxigraph_lines

from diplograph.errors import UsageError
from diplograph.rdf.terms import Triple, iri, literal
from diplograph.rdf.vocabulary import DG, RDF_TYPE, RDFS_LABEL, XSD

IN_XML = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
LOCAL = st.text("abc09-._~%é:/'()", max_size=8).map(lambda name: re.sub("%(?![0-9A-F]{2})", "%25", name))
NODES = st.one_of(
    st.sampled_from([iri(node) for node in IRIS]), LOCAL.map(lambda name: iri(f"{BASE}company/{name}"))
)
LITERALS = st.one_of(
    st.builds(literal, TEXTS),
    st.builds(lambda text, tag: literal(text, language=tag), TEXTS, st.sampled_from(["fr", "en", "zh-hant"])),
    st.builds(
        lambda text, name: literal(text, datatype=f"{XSD}{name}"),
        st.one_of(TEXTS, st.from_regex(r"[+-]?[0-9]{0,3}(\.[0-9]{0,3})?", fullmatch=True)),
        st.sampled_from(["decimal", "integer", "date", "gYear"]),
    ),
)
PROPERTIES = st.sampled_from(
    [
        RDFS_LABEL,
        RDF_TYPE,
        *(f"<{DG}{name}>" for name in ("start", "value", "visitor", "post", "topic", "new")),
    ]
)
TRIPLES = st.lists(st.tuples(NODES, PROPERTIES, st.one_of(NODES, LITERALS)), min_size=1, max_size=6)


@settings(max_examples=150)
@given(TRIPLES)
@example([(iri(BASE), RDFS_LABEL, literal('"""\r\n\\"'))])
@example([(iri(BASE), RDFS_LABEL, literal("1٣", datatype=f"{XSD}integer"))])
@example([(iri(f"{BASE}a"), RDF_TYPE, literal("a type that is a text"))])
def test_what_is_written_is_read_back(triples: list[Triple]) -> None:
    graphs = {None: tuple(triples), f"{BASE}graph/x": tuple(triples)}
    holdable = all(IN_XML.fullmatch(text) for *_, value in triples for text in [unescaped(value)])
    for name, syntax in SYNTAXES.items():
        out = io.BytesIO()
        try:
            syntax.write(graphs, out)
        except UsageError:
            assert name == "rdfxml"
            assert not holdable
            continue
        assert oxigraph_lines(out.getvalue(), syntax.oxigraph) == lines(graphs, named=syntax.named_graphs), (
            name
        )


def unescaped(term: str) -> str:
    """The characters of a term that matter to XML: controls are written as escapes."""
    return re.sub(
        r"\\u([0-9A-F]{4})",
        lambda found: chr(int(found[1], 16)),
        term.replace("\\b", "\b").replace("\\f", "\f"),
    )
