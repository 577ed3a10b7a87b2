"""Triples that try every corner of the syntaxes."""

from __future__ import annotations

from collections.abc import Mapping

from diplograph.rdf.terms import Triple, date, decimal, integer, iri, literal
from diplograph.rdf.vocabulary import ALT_LABEL, DG, RDF_TYPE, RDFS_LABEL, XSD

Dataset = Mapping[str | None, tuple[Triple, ...]]
BASE = "https://w3id.org/diplograph/id/"
S, P = "<https://example.org/s>", "<https://example.org/p>"

TEXTS = (
    "",
    " ",
    '"',
    '""""',
    "'''",
    "\\",
    'ends with a quote"',
    "ends with a backslash\\",
    "\n",
    "line\nline\n\nline\n",
    "carriage\r\nreturn\r",
    "tab\tand spaces  ",
    '"""\n\\"\\\n"',
    "\\n is no line end, \\u0041 no letter",
    "« L’accord n° 7 » — coûte 3 000 €",
    "👩‍🚀 🇰🇿 🎈",
    "مذكرة تفاهم",
    "שלום \u202bימין\u202c \u200f",
    "e\u0301 is not é",
    "\u00a0\u2028\u2029\u0085\ufeff",
    "<b>a &amp; b</b> ]]> <![CDATA[ x ]]> <!-- -- -->",
    "{} [] ; . , @prefix a: <b> .",
    "_:b0 @fr ^^<x>",
    "\U0001f600\U0010fffd",
    "%41 %zz %",
)
CONTROLS = ("\x00\x01\x08", "\x0b\x0c\x1f", "\x7f\ufffe")
TAGS = ("fr", "fr-be", "zh-hant", "ar", "de-ch-1996", "x-private")
IRIS = (
    "https://example.org/",
    "https://example.org/a#",
    "https://example.org/a/b/",
    "https://example.org/a?b=c&d=e;f,g",
    "https://example.org/(a)'b'!*$~",
    "https://example.org/%C3%A9%20",
    "https://example.org/élise/中文/🎈",
    "https://example.org/-a.",
    "https://example.org/1a",
    "https://user@example.org:8080/a//b",
    "urn:isbn:9782070612758",
    "mailto:a@example.org",
    "tag:example.org,2024:x",
    f"{BASE}company/l%27oreal",
    f"{BASE}company/.dot.",
    f"{BASE}company/a,b",
    f"{BASE}company/a:b",
    f"{BASE}company/",
    f"{BASE}person/élise",
    BASE,
    f"{BASE}?q",
    f"{BASE}a:b",
    f"{DG}Not-a.Term",
    DG,
)


def nasty() -> tuple[Triple, ...]:
    """What every syntax can hold."""
    triples = [(S, P, literal(text)) for text in TEXTS]
    triples += [(S, RDFS_LABEL, literal(text, language="fr")) for text in TEXTS]
    triples += [(S, ALT_LABEL, literal("même texte", language=tag)) for tag in TAGS]
    triples += [(S, P, literal(text, datatype="https://example.org/type#t")) for text in TEXTS]
    triples += [(iri(node), P, iri(other)) for node in IRIS for other in (node, IRIS[0])]
    triples += [(iri(node), RDF_TYPE, iri(f"{DG}Company")) for node in IRIS]
    triples += [(S, RDF_TYPE, iri(node)) for node in IRIS]
    triples += [(S, P, RDF_TYPE), (RDF_TYPE, P, RDF_TYPE), (RDF_TYPE, RDF_TYPE, RDF_TYPE)]
    triples += [(S, f"<{DG}post>", iri(node)) for node in (*IRIS, f"{DG}HeadOfState")]
    triples += [(S, f"<{DG}{name}>", iri(f"{BASE}person/x")) for name in ("holder", "sector", "unknown")]
    triples += [(S, f"<{DG}start>", date(value)) for value in ("2024", "2024-11", "2024-11-05")]
    triples += [
        (S, f"<{DG}value>", value)
        for value in (decimal(1), decimal(-0.5), decimal(1e21), integer(-7), integer(10**30))
    ]
    triples += [
        (S, P, literal(text, datatype=f"{XSD}{name}"))
        for text, name in (
            ("true", "boolean"),
            ("1", "boolean"),
            ("007", "integer"),
            ("+1.50", "decimal"),
            (".5", "decimal"),
            ("1E3", "double"),
            ("2024-11-05T12:00:00Z", "dateTime"),
            ("-0044", "gYear"),
            ("2024Z", "gYear"),
        )
    ]
    triples += [(S, iri(name), literal("odd property")) for name in PROPERTIES]
    return tuple(sorted(set(triples)))


PROPERTIES = (
    "https://example.org/1a",
    "urn:example:property",
    "https://example.org/é",
    "https://example.org/a.b-c",
    "https://other.example/ns#p",
)


def controls() -> tuple[Triple, ...]:
    """Control characters, which RDF/XML cannot hold."""
    return tuple((S, P, literal(text)) for text in CONTROLS)
