"""JSON-LD as PyLD sees it, offline: the context is complete, the frames give the documented shapes."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from pyld import jsonld
from standards_samples import BASE, Dataset

from diplograph.errors import UsageError
from diplograph.rdf.framing import CONTEXT, frame_names, load_frame, write_framed
from diplograph.rdf.jsonld import load_context, write_jsonld
from diplograph.rdf.terms import Triple, date, decimal, integer, literal
from diplograph.rdf.vocabulary import DCTERMS, OA, RDF_TYPE, RDFS_LABEL, SKOS, dg, types_of
from diplograph.resources import resource

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pyld")


def refuse(url: str, options: object) -> Any:
    raise AssertionError(f"asks for {url}")


OFFLINE = {"documentLoader": refuse}


def node(name: str) -> str:
    return f"<{BASE}{name}>"


def things() -> tuple[Triple, ...]:
    """A visit of which the day is known, one of which the year is, an agreement and a document."""
    visit, vague, pact = node("fact/visit-1"), node("fact/visit-2"), node("agreement/pacte")
    france, omar, text, words = (
        node("country/fr"),
        node("person/omar"),
        node("document/a"),
        node("evidence/a.0-5"),
    )
    return (
        *((france, RDF_TYPE, kind) for kind in types_of("Country")),
        (france, RDFS_LABEL, literal("France", language="fr")),
        (france, dg("mentionedIn"), text),
        *((omar, RDF_TYPE, kind) for kind in types_of("Person")),
        (omar, RDFS_LABEL, literal("Omar Sané", language="fr")),
        (omar, dg("visited"), france),
        *((fact, RDF_TYPE, kind) for fact in (visit, vague) for kind in (dg("Visit"), dg("Fact"))),
        (visit, RDFS_LABEL, literal("Visite d’Omar Sané en France", language="fr")),
        (visit, dg("status"), dg("Actual")),
        (visit, dg("confidence"), decimal(0.8)),
        (visit, dg("visitKind"), dg("State")),
        (visit, dg("visitor"), omar),
        (visit, dg("place"), france),
        (visit, dg("start"), date("2024-05-04")),
        (visit, dg("evidence"), words),
        (vague, RDFS_LABEL, literal("Visite d’Omar Sané (2023)", language="fr")),
        (vague, dg("visitor"), omar),
        (vague, dg("start"), date("2023")),
        *((pact, RDF_TYPE, kind) for kind in (*types_of("Treaty"), dg("Fact"))),
        (pact, RDFS_LABEL, literal("Pacte", language="fr")),
        (pact, dg("party"), france),
        (pact, dg("sector"), "<https://w3id.org/diplograph/sector/culture>"),
        (pact, dg("stage"), dg("Signed")),
        (pact, dg("start"), date("2024-05")),
        ("<https://w3id.org/diplograph/sector/culture>", RDF_TYPE, f"<{SKOS}Concept>"),
        (
            "<https://w3id.org/diplograph/sector/culture>",
            f"<{SKOS}prefLabel>",
            literal("culture", language="en"),
        ),
        (words, RDF_TYPE, dg("Evidence")),
        (words, f"<{OA}exact>", literal("Visite")),
        (words, f"<{OA}start>", integer(0)),
        (words, f"<{OA}end>", integer(6)),
        (words, f"<{OA}hasSource>", text),
        (text, RDF_TYPE, dg("Document")),
        (text, f"<{DCTERMS}title>", literal("Visite", language="fr")),
        (text, f"<{DCTERMS}issued>", date("2024-05-05")),
    )


def framed(triples: tuple[Triple, ...], frame: str | dict[str, Any]) -> dict[str, Any]:
    out = io.StringIO()
    write_framed(triples, out, frame=load_frame(frame) if isinstance(frame, str) else frame, base=BASE)
    document = json.loads(out.getvalue())
    assert isinstance(document, dict)
    return document


def statements(text: str) -> set[str]:
    quads = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.JSON_LD)
    return {str(quad) for quad in quads}


def test_the_frame_of_visits() -> None:
    france = {"id": "country/fr", "type": ["Actor", "Country", "Place"], "label": "France"}
    omar = {"id": "person/omar", "type": ["Actor", "Person"], "label": "Omar Sané"}
    known, vague = framed(things(), "visit")["@graph"]
    assert known == {
        "id": "fact/visit-1",
        "type": ["Fact", "Visit"],
        "label": "Visite d’Omar Sané en France",
        "status": "Actual",
        "confidence": "0.8",
        "visitKind": "State",
        "visitor": [omar],
        "host": [],
        "place": [france],
        "start": "2024-05-04",
        "evidence": [
            {
                "id": "evidence/a.0-5",
                "type": ["Evidence"],
                "exact": "Visite",
                "source": {
                    "id": "document/a",
                    "type": ["Document"],
                    "documentTitle": "Visite",
                    "issued": "2024-05-05",
                },
            }
        ],
    }
    assert vague == {
        "id": "fact/visit-2",
        "type": ["Fact", "Visit"],
        "label": "Visite d’Omar Sané (2023)",
        "visitor": [omar],
        "host": [],
        "place": [],
        "startYear": "2023",
        "evidence": [],
    }


def test_the_frame_of_agreements() -> None:
    (pact,) = framed(things(), "agreement")["@graph"]
    assert pact == {
        "id": "agreement/pacte",
        "type": ["Agreement", "Fact", "Treaty"],
        "label": "Pacte",
        "stage": "Signed",
        "party": [{"id": "country/fr", "type": ["Actor", "Country", "Place"], "label": "France"}],
        "sector": [{"id": "sectors:culture", "type": ["skos:Concept"], "prefLabelEn": "culture"}],
        "startMonth": "2024-05",
        "evidence": [],
    }


def test_the_frame_of_entities() -> None:
    france, omar = framed(things(), "entity")["@graph"]
    assert france["id"] == "country/fr"
    assert [text["documentTitle"] for text in france["mentionedIn"]] == ["Visite"]
    assert [place["label"] for place in omar["visited"]] == ["France"]
    assert [visit["id"] for visit in omar["visits"]] == ["fact/visit-1", "fact/visit-2"]
    assert "offices" not in omar


def test_the_frame_of_documents() -> None:
    (text,) = framed(things(), "document")["@graph"]
    (passage,) = text["passages"]
    assert (passage["exact"], passage["startOffset"], passage["endOffset"]) == ("Visite", 0, 6)
    assert [fact["label"] for fact in passage["states"]] == ["Visite d’Omar Sané en France"]


@pytest.mark.parametrize("name", frame_names())
def test_what_is_framed_is_still_the_graph(name: str) -> None:
    """A framed document read as RDF has statements of the graph, and no others."""
    plain, nested = io.StringIO(), io.StringIO()
    write_jsonld({None: things()}, plain, base=BASE)
    write_framed(things(), nested, frame=load_frame(name), base=BASE)
    found = statements(nested.getvalue())
    assert len(found) >= 5
    assert found <= statements(plain.getvalue())


@pytest.mark.model
@pytest.mark.parametrize("name", frame_names())
def test_the_corpus_in_every_frame(name: str, corpus: Dataset) -> None:
    document = framed(corpus[None], name)
    assert len(document["@graph"]) >= 10
    keys = {key for item in document["@graph"] for key in item}
    assert not [key for key in keys if ":" in key]
    ids = [item["id"] for item in document["@graph"]]
    assert ids == sorted(ids)
    assert all(isinstance(item["type"], list) for item in document["@graph"])


@pytest.mark.model
def test_the_context_has_a_short_name_for_all_that_is_published(corpus: Dataset) -> None:
    out = io.StringIO()
    write_jsonld({None: corpus[None]}, out, base=BASE)
    document = json.loads(out.getvalue())
    for item in document["@graph"]:
        assert not [key for key in item if ":" in key], item
    # PyLD, from the expanded form, finds the same names as our writer.
    context = {"@base": BASE, **load_context()}
    expanded = jsonld.expand(document, OFFLINE)
    again = jsonld.compact(expanded, context, {**OFFLINE, "graph": True})
    by_id = {item["id"]: item for item in document["@graph"]}
    assert len(again["@graph"]) == len(by_id)
    for item in again["@graph"]:
        ours = by_id[item["id"]]
        assert item.keys() == ours.keys(), item["id"]
        for key, value in item.items():
            many = isinstance(value, list) and key != "type"
            assert ours[key] == value or (many and sorted(map(str, ours[key])) == sorted(map(str, value))), (
                key
            )


def test_every_name_of_the_context_means_one_property() -> None:
    """Expansion and compaction with PyLD give each name back."""
    context = load_context()
    names = [name for name, value in context.items() if isinstance(value, dict) and name != "type"]
    assert len(names) > 70
    for name in names:
        kind = context[name].get("@type")
        value = {"@id": "company", "@vocab": "State"}.get(kind, "2024")
        document = {"@context": {"@base": BASE, **context}, "id": "fact/x", name: value}
        expanded = jsonld.expand(document, OFFLINE)
        assert len(expanded[0]) == 2, name
        back = jsonld.compact(expanded, document["@context"], OFFLINE)
        expected = [value] if context[name].get("@container") == "@set" else value
        assert back[name] == expected, name


def nested(depth: int) -> dict[str, Any]:
    frame: dict[str, Any] = {}
    for _ in range(depth):
        frame = {"visitor": frame}
    return frame


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        ({"@context": "https://example.org/context.jsonld", "type": "Visit"}, "nothing is fetched"),
        ({"@context": [CONTEXT, "http://localhost:1/x"], "type": "Visit"}, "asks for http://localhost:1/x"),
        ({"@context": {"@import": "https://example.org/c"}, "type": "Visit"}, "nothing is fetched"),
        ({"type": 5}, "the frame does not work"),
        ({"@embed": "@sometimes"}, "invalid value of @embed"),
        ({"type": "Visit", "@embed": 5}, "the frame does not work"),
        (nested(3000), "the frame does not work"),
    ],
)
def test_a_frame_that_cannot_work_is_told(frame: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=re.escape(told)):
        framed(things(), frame)


def test_a_frame_without_a_context_has_the_bundled_one() -> None:
    document = framed(things(), {"type": "Person"})
    assert [item["label"] for item in document["@graph"]] == ["Omar Sané"]


def test_frames_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="did you mean 'visit'"):
        load_frame("vists")
    file = tmp_path / "frame.json"
    for content in (b"{", b"[]", b"\xff", b'{"a":' * 100_000):
        file.write_bytes(content)
        with pytest.raises(UsageError, match=r"frame\.json"):
            load_frame(str(file))


def test_the_page_lists_the_frames() -> None:
    page = resource("docs/jsonld.md").read_text(encoding="utf-8")
    assert {"agreement", "document", "entity", "visit"} == set(frame_names())
    for name in frame_names():
        assert f"`{name}`" in page


@pytest.mark.parametrize("name", ["visit", "agreement"])
def test_the_page_shows_what_comes_out(name: str) -> None:
    page = resource("docs/jsonld.md").read_text(encoding="utf-8")
    shown = re.search(rf"<!-- frame: {name} -->\n```json\n(.*?)```", page, re.DOTALL)
    assert shown is not None
    assert json.loads(shown[1]) == framed(things(), name)["@graph"][0]


def test_the_frame_on_the_page_works() -> None:
    page = resource("docs/jsonld.md").read_text(encoding="utf-8")
    block = re.search(r"## A frame of one's own.*?```json\n(.*?)```", page, re.DOTALL)
    assert block is not None
    (omar,) = framed(things(), json.loads(block[1]))["@graph"]
    assert omar == {"id": "person/omar", "type": ["Actor", "Person"], "label": "Omar Sané"}
